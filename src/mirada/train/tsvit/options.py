"""What can be set about the recipe; the defaults are the paper's, `SMALL` is what ships.

Source: Tarasiou et al. 2023, "ViTs for SITS" (TSViT), and its published configuration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mirada.evaluate.segmentation import Counts

Progress = Callable[[str], None]
Architecture = Literal["tsvit", "exchange"]


@dataclass(frozen=True)
class NetOptions:
    """The network. Width of a token; `head` is the width of one of its `heads`."""

    architecture: Architecture = "tsvit"
    classes: int = 19  # of PASTIS without void, which is no class
    bands: int = 10
    window: int = 24  # pixels a side
    patch: int = 2  # pixels a side that become one token
    width: int = 128
    heads: int = 4
    head: int = 32
    temporal: int = 4  # layers over dates
    spatial: int = 4  # layers over places
    widen: int = 4  # of the feed-forward part
    tokens: int = 8  # exchange only: what each place's dates are collected into


@dataclass(frozen=True)
class TsvitOptions:
    """The whole recipe."""

    net: NetOptions = field(default_factory=NetOptions)
    fold: int = 1  # row of PASTIS's cross-validation, 1..5
    seed: int = 0
    epochs: float = 100.0
    batch: int = 16
    rate: float = 1e-3  # peak learning rate of AdamW
    rate_last: float = 5e-6
    warm_up: float = 10.0  # epochs
    decay: float = 0.0  # weight decay
    clip: float | None = None  # longest gradient; the paper's is not bounded
    longest: int = 60  # dates; the first so many count
    dates: int | None = None  # about so many random dates a window while training; None: all
    turned: bool = False  # windows at random places, mirrored and turned; the paper's lie on a grid
    rare: float = 0.0  # share of windows around a class that is drawn evenly among all
    memory: float = 0.0  # of the running mean of the weights that is kept; 0: the last weights
    minutes: float | None = None  # end the schedule after so long at the latest
    measure_every: float = 1.0  # epochs between looks at the validation fold
    measured: int | None = None  # windows looked at then; None: all
    calibrated: int | None = None  # patches of a fold that the finished folder is tried on
    device: str = "auto"  # auto, cpu, cuda
    threads: int | None = None
    checkpoint_seconds: float = 60.0
    resume: bool = True  # go on from the checkpoint that `out` holds
    trained_on: str = ""  # for whoever uses the model; "": the data folder's name
    begin_with: Path | None = None  # a finished folder of the same network; None: random weights
    limit: int | None = None  # first patches of each fold only
    progress: Progress | None = None


PAPER = TsvitOptions()
SMALL = TsvitOptions(
    net=NetOptions(width=64, head=16, temporal=2, spatial=2),
    epochs=20.0,
    batch=8,
    rate=2e-3,
    warm_up=1.0,
    decay=0.01,
    clip=1.0,
    dates=24,
    turned=True,
    rare=0.5,
    memory=0.99,
    measured=200,
    calibrated=16,
)
"""Fits a processor core and half an hour."""


@dataclass(frozen=True, eq=False)
class TsvitReport:
    """Where the model is (a folder for `mirada earth segment --model`, or None where none was
    exported), figures of the test fold (shares of 1), and its confusion matrix (row = truth).
    """

    model: Path | None
    figures: dict[str, float]
    counts: Counts
    minutes: float
