"""What can be set about the recipe; the defaults are the run that ships."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mirada.train.nano.data import SOURCES, Source

Progress = Callable[[str], None]


@dataclass(frozen=True)
class VisionOptions:
    """The image tower: a `transformers` ResNet whose classifier head is the projection."""

    widths: tuple[int, ...] = (48, 96, 192, 384)
    depths: tuple[int, ...] = (2, 2, 2, 2)
    sizes: tuple[tuple[float, int], ...] = ((0.66, 48), (1.0, 64))  # (until share of run, pixels)
    epochs: float = 8.0
    batch: int = 256
    rate: float = 0.35  # peak learning rate, Nesterov momentum 0.9
    warm_up: float = 0.08  # share of the run
    decay: float = 5e-4  # weight decay of matrices and filters; none on norms and biases
    smoothing: float = 0.1
    others: int = 384  # random captions in each step's bank
    wider: float = 0.06  # share of pictures asked for the wider word
    alike: float = 0.25  # captions this close to the right text do not count as wrong
    find: float = 0.25  # weight of the loss from texts to images
    caption: float = 0.5  # weight of the pull to the mean of a photograph's captions
    scale: float = 20.0  # inverse temperature at the start
    scale_most: float = 60.0
    kept: tuple[float, ...] = (0.95, 0.965, 0.98)  # shares of the run that the average takes in
    settling: int = 24  # batches from which the norms' statistics are taken anew at the end
    mirror: bool = True  # what ships also looks at the mirror image
    until_teacher: float = 0.66  # share of the run locked to the teacher, the rest to the student


@dataclass(frozen=True)
class TextOptions:
    """The text tower: a small `transformers` BERT, mean-pooled."""

    vocabulary: int = 12_000
    width: int = 256
    layers: int = 3
    heads: int = 4
    feed_forward: int = 512
    longest: int = 48  # tokens
    steps: int = 1_300
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
    compile: bool = False  # torch.compile: about a fifth faster on CPU, needs a C++ compiler
    resume: bool = True  # go on from the checkpoints that `out` holds
    teacher: Path | None = None  # folder of the sentence encoder; None: the installed package
    limit: int | None = None  # first rows of each file only: for tests
    progress: Progress | None = None


@dataclass(frozen=True)
class NanoReport:
    """Where the results are and what the development split says (shares of 1)."""

    model: Path  # the ONNX folder, ready for `mirada.load_model`
    checkpoints: Path  # folder with `vision/` and `text/`
    development: dict[str, float]
    minutes: float
