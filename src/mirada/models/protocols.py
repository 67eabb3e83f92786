"""What the rest of Mirada asks of an embedder and of the engine under it.

Two seams: the *task* (``Embedder``: pictures and texts in, unit vectors out) and the *engine*
(``Towers``: ready tensors in, raw vectors out). What lies between the two, preparation,
normalisation and checks, is written once, in ``embedder.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from mirada.types import Space

if TYPE_CHECKING:
    from PIL.Image import Image

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int64]
Pixels: TypeAlias = NDArray[np.uint8]

# A path, a Pillow picture, or uint8 [h, w, 3], [h, w] or [h, w, 4].
ImageLike: TypeAlias = "str | Path | Image | Pixels"


@dataclass(frozen=True, slots=True)
class ClassificationFit:
    """What was fitted on labelled pictures so that ``classify`` gives calibrated probabilities.

    ``temperature`` divides the standardised similarities; ``none_offset`` is the standardised
    similarity of "none of these".
    """

    temperature: float
    none_offset: float


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What is known about a loaded model.

    Attributes:
        name: what ``load_model`` takes to open it again: the catalogue name or the folder.
        dimension: length of a vector.
        languages: codes of the languages that it reads well; empty when unknown.
        parameters: number of weights; 0 when unknown.
        license: SPDX name, or "" when the files do not tell.
        logit_scale: the learned factor on the cosine (already exponentiated); None = unknown.
        logit_bias: the learned bias of a sigmoid model; None = unknown or a softmax model.
        engine: "onnx", "openvino", "transformers" or "fake".
        device: what really runs it, for example "cpu" or "cuda:0".
        threads: threads of one call.
        image_size: side of the square input in pixels; 0 when the network takes any size.
        context_length: tokens of text that the model reads, special tokens included.
        classification: its calibration for ``classify``; None where nothing was fitted.
        folder: where its files lie; None for a model without files.
    """

    name: str
    dimension: int
    languages: tuple[str, ...] = ()
    parameters: int = 0
    license: str = ""
    logit_scale: float | None = None
    logit_bias: float | None = None
    engine: str = ""
    device: str = "cpu"
    threads: int = 0
    image_size: int = 0
    context_length: int = 0
    classification: ClassificationFit | None = None
    folder: Path | None = None


@runtime_checkable
class Embedder(Protocol):
    """Pictures and texts -> unit vectors of one space."""

    @property
    def space(self) -> Space: ...

    @property
    def info(self) -> ModelInfo: ...

    @property
    def context_length(self) -> int:
        """Tokens of text that the model reads; longer texts are cut there."""
        ...

    def prepare(self, pixels: Pixels | Image) -> Floats:
        """One upright picture -> float32 [3, h, w]. Safe to call from several threads."""
        ...

    def embed_prepared(self, batch: Floats) -> Floats:
        """float32 [n, 3, h, w] -> float32 [n, d], rows of length one."""
        ...

    def embed_images(self, images: Sequence[ImageLike]) -> Floats:
        """n pictures -> float32 [n, d], rows of length one; no pictures give [0, d]."""
        ...

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        """n texts -> float32 [n, d], rows of length one; no texts give [0, d]."""
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of ``text``, special ones included; above ``context_length`` it is cut."""
        ...

    def count_unknown(self, text: str) -> int:
        """Tokens of ``text`` outside the model's vocabulary; 0 where that cannot be told."""
        ...


class Towers(Protocol):
    """What an engine implements. Towers are loaded when first used, each on its own."""

    engine: str
    device: str
    threads: int

    def vision(self, pixels: Floats) -> Floats:
        """float32 [n, 3, h, w] -> raw vectors, float32 [n, d]."""
        ...

    def text(self, ids: Integers, mask: Integers) -> Floats:
        """int64 [n, t] token ids and their mask (1 = a token) -> raw vectors, float32 [n, d]."""
        ...

    def text_dimension(self) -> int:
        """Length of the text tower's vectors, read without running it; 0 when unknown."""
        ...

    def text_length(self) -> int:
        """The fixed number of tokens that the text tower takes; 0 when it takes any."""
        ...

    def text_batch(self) -> int:
        """Texts that may share a call: 1 where a row's numbers depend on its neighbours."""
        ...
