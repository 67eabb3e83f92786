"""What can be set about the recipe; the defaults are the run that ships."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mirada.train.nano.data import SOURCES, Source

Progress = Callable[[str], None]


@dataclass(frozen=True)
class VisionOptions:
    """The image tower: EfficientNet-Lite0 whose upper part learns the space of the texts."""

    size: int = 160  # pixels of the square views, a multiple of 32
    locked: int = 11  # blocks, of 16, that stay as published
    ridge: float = 0.3  # of the projection that the run starts from
    epochs: float = 1.25
    batch: int = 256
    rate: float = 4e-4  # peak learning rate of AdamW
    warm_up: float = 0.04  # share of the run
    decay: float = 0.02  # weight decay of matrices and filters; none on biases
    clip: float = 2.0  # longest gradient
    smoothing: float = 0.1
    others: int = 512  # random captions in each step's bank
    wider: float = 0.06  # share of pictures asked for the wider word
    alike: float = 0.25  # captions this close to the right text do not count as wrong
    find: float = 0.25  # weight of the loss from texts to images
    caption: float = 0.5  # weight of the pull to the mean of a photograph's captions
    keep: float = 4.0  # weight of what the backbone says about photographs
    scale: float = 20.0  # inverse temperature at the start
    scale_most: float = 60.0
    memory: float = 0.998  # of the mean over steps
    blend: float = 0.7  # share of the way from the published weights to that mean which ships


@dataclass(frozen=True)
class TextOptions:
    """The text tower: a small `transformers` BERT, mean-pooled."""

    vocabulary: int = 12_000
    width: int = 256
    layers: int = 3
    heads: int = 4
    feed_forward: int = 512
    longest: int = 48  # tokens
    steps: int = 1_800
    batch: int = 128  # pairs; each gives an English and a Spanish text
    rate: float = 1.5e-3
    warm_up: float = 0.05
    relation: float = 0.5  # weight of the relational loss


@dataclass(frozen=True)
class NanoOptions:
    """The whole recipe."""

    seed: int = 0
    dimension: int = 256
    whitening: float = 0.25
    vision: VisionOptions = field(default_factory=VisionOptions)
    text: TextOptions = field(default_factory=TextOptions)
    sources: tuple[Source, ...] = SOURCES
    epochs: float | None = None  # instead of vision.epochs
    minutes: float | None = None  # end the image tower's schedule after so long at the latest
    device: str = "auto"  # auto, cpu, cuda
    threads: int | None = None
    checkpoint_seconds: float = 60.0
    resume: bool = True  # go on from the checkpoints that `out` holds
    teacher: Path | None = None  # folder of the sentence encoder; None: the installed package
    backbone: Path | None = None  # file of EfficientNet-Lite0; None: the installed package
    limit: int | None = None  # first rows of each file only: for tests
    progress: Progress | None = None


@dataclass(frozen=True)
class NanoReport:
    """Where the results are and what the development split says (shares of 1)."""

    model: Path  # the ONNX folder, ready for `mirada.load_model`
    checkpoints: Path  # folder with `vision/` and `text/`
    development: dict[str, float]
    minutes: float
