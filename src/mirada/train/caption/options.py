"""What can be set about the captioner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Progress = Callable[[str], None]


@dataclass(frozen=True)
class DecoderOptions:
    """The small GPT-2."""

    width: int = 128
    layers: int = 3
    heads: int = 4


@dataclass(frozen=True)
class CaptionOptions:
    """The whole recipe."""

    decoder: DecoderOptions = field(default_factory=DecoderOptions)
    model: Path | None = None  # folder of the crop model; None: the one that comes with Mirada
    fold: int = 1
    seed: int = 0
    windows: int = 4_000  # to learn from
    judged: int = 400  # to be measured on
    steps: int = 4_000
    batch: int = 32
    rate: float = 2e-3
    warm_up: float = 0.05  # share of the steps
    minutes: float | None = None  # end the schedule after so long at the latest
    threads: int | None = None
    checkpoint_seconds: float = 60.0
    resume: bool = True
    limit: int | None = None  # first patches of each fold only
    progress: Progress | None = None


@dataclass(frozen=True)
class CaptionReport:
    """Where the decoder is; figures of the learned captions and of the grammar's on the model's
    own map, in both languages; a few captions to read.
    """

    folder: Path
    figures: dict[str, float]
    examples: tuple[str, ...]
    minutes: float
