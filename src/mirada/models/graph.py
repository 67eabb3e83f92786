"""One tower as a graph with named ports: which port is which, and how it is fed.

Shared by the engines that run ONNX files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from mirada.errors import ModelFilesError
from mirada.models.protocols import Floats, Integers

Array: TypeAlias = np.ndarray[Any, Any]
Run: TypeAlias = Callable[[dict[str, Array]], Array]

_IMAGE_INPUTS = ("pixel_values", "image", "images", "pixels", "input")
_ID_INPUTS = ("input_ids", "text", "ids", "tokens", "input")
_IMAGE_OUTPUTS = ("image_embeds", "image_embeddings", "image_features", "embeddings", "embedding")
_TEXT_OUTPUTS = ("text_embeds", "text_embeddings", "text_features", "embeddings", "embedding")
_POOLED = ("pooler_output", "sentence_embedding", "logits", "output")
_OTHER_INPUTS = ("attention_mask", "token_type_ids")
MANY = 64  # texts of one call
_NODES = 16 * 1024**2  # bytes of a graph file that hold its nodes
# Every name that means something to choose_ports.
KNOWN = frozenset(
    (*_IMAGE_INPUTS, *_ID_INPUTS, *_OTHER_INPUTS, *_IMAGE_OUTPUTS, *_TEXT_OUTPUTS, *_POOLED)
)


@dataclass(frozen=True, slots=True)
class Port:
    """An input or output: ``shape`` holds whole numbers, or names and None where it is free."""

    name: str
    shape: tuple[Any, ...]
    type: str

    @property
    def rank(self) -> int:
        return len(self.shape)

    def fixed(self, axis: int) -> int:
        """The size of ``axis``, or 0 where it is free."""
        size = self.shape[axis] if axis < len(self.shape) else 0
        return size if isinstance(size, int) and size > 0 else 0


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports that are used. ``mask`` and ``types`` are None where the graph has none."""

    main: Port
    output: Port
    mask: Port | None = None
    types: Port | None = None


def choose_ports(path: Path, tower: str, inputs: Sequence[Port], outputs: Sequence[Port]) -> Ports:
    """Tell the ports of an ``image`` or ``text`` tower apart.

    Raises:
        ModelFilesError: the graph wants something else, or gives no pooled vector.
    """
    main = _main(path, tower, inputs)
    others = {port.name: port for port in inputs if port is not main}
    strange = sorted(set(others) - set(_OTHER_INPUTS))
    if strange:
        raise ModelFilesError(
            f"The {tower} tower {path} also wants {', '.join(strange)}, which is not known."
        )
    return Ports(
        main=main,
        output=_output(path, tower, outputs),
        mask=others.get("attention_mask"),
        types=others.get("token_type_ids"),
    )


def _main(path: Path, tower: str, inputs: Sequence[Port]) -> Port:
    names = _IMAGE_INPUTS if tower == "image" else _ID_INPUTS
    rank = 4 if tower == "image" else 2
    fitting = [port for port in inputs if port.rank == rank]
    for name in names:
        for port in fitting:
            if port.name == name:
                return port
    if len(inputs) == 1 and fitting:
        return fitting[0]
    found = ", ".join(f"{port.name} {list(port.shape)}" for port in inputs) or "none"
    raise ModelFilesError(f"The {tower} tower {path} has no {tower} input; its inputs: {found}.")


def _output(path: Path, tower: str, outputs: Sequence[Port]) -> Port:
    flat = [port for port in outputs if port.rank == 2]
    for name in (*(_IMAGE_OUTPUTS if tower == "image" else _TEXT_OUTPUTS), *_POOLED):
        for port in flat:
            if port.name == name:
                return port
    if len(flat) == 1 and flat[0].name != "last_hidden_state":
        return flat[0]
    found = ", ".join(f"{port.name} {list(port.shape)}" for port in outputs) or "none"
    raise ModelFilesError(
        f"The {tower} tower {path} gives no pooled vector; its outputs: {found}.",
        hint="Export it with its pooling and projection (image_embeds, text_embeds).",
    )


def quantised_on_the_fly(path: Path) -> bool:
    """Whether a graph chooses its scales from all rows of a call together.

    ``DynamicQuantizeLinear`` takes the range of the whole tensor, so a vector would depend on what
    shares its batch. The nodes come before the weights in a file: its beginning tells.
    """
    with path.open("rb") as file:
        return b"DynamicQuantizeLinear" in file.read(_NODES)


def openvino_gains(path: Path) -> bool:
    """Whether OpenVINO runs this image tower faster than ONNX Runtime, by what was measured.

    Transformers in floating point gain a fifth to a half; convolutions, and graphs of 8-bit
    integers, run equally fast, and the latter would give slightly other numbers (cosine .999).
    """
    with path.open("rb") as file:
        head = file.read(_NODES)
    attends = b"Softmax" in head or b"Attention" in head
    return attends and b"QuantizeLinear" not in head


@dataclass(frozen=True)
class Graph:
    """A tower that is ready to run. ``alone``: one row a call, see ``quantised_on_the_fly``."""

    path: Path
    ports: Ports
    run: Run
    alone: bool = False

    @property
    def dimension(self) -> int:
        """Length of its vectors; 0 where the graph leaves it open."""
        return self.ports.output.fixed(1)

    @property
    def width(self) -> int:
        """Tokens that it takes, or 0 where it takes any number."""
        return self.ports.main.fixed(1)

    def run_vision(self, pixels: Floats) -> Floats:
        """float32 [n, 3, h, w] -> float32 [n, d]."""
        port = self.ports.main
        wanted = (port.fixed(2) or pixels.shape[2], port.fixed(3) or pixels.shape[3])
        if wanted != pixels.shape[2:]:
            raise ModelFilesError(
                f"The image tower {self.path} reads {wanted[0]} x {wanted[1]} pixels, but its "
                f"files prepare {pixels.shape[2]} x {pixels.shape[3]}."
            )
        return self._batched({port.name: pixels.astype(_dtype(port), copy=False)})

    def run_text(self, ids: Integers, mask: Integers) -> Floats:
        """int64 [n, t] ids and mask -> float32 [n, d]."""
        ports = self.ports
        feeds: dict[str, Array] = {ports.main.name: ids.astype(_dtype(ports.main), copy=False)}
        if ports.mask is not None:
            feeds[ports.mask.name] = mask.astype(_dtype(ports.mask), copy=False)
        if ports.types is not None:
            feeds[ports.types.name] = np.zeros_like(ids, dtype=_dtype(ports.types))
        return self._batched(feeds)

    def _batched(self, feeds: dict[str, Array]) -> Floats:
        """Run all rows, in parts of the graph's own batch size where that is fixed."""
        size = 1 if self.alone else self.ports.main.fixed(0)
        count = len(next(iter(feeds.values())))
        if not size or size == count:
            return self._floats(self.run(feeds))
        parts = []
        for start in range(0, count, size):
            some = {name: array[start : start + size] for name, array in feeds.items()}
            kept = len(next(iter(some.values())))
            if kept < size:
                some = {name: _filled(array, size) for name, array in some.items()}
            parts.append(self._floats(self.run(some))[:kept])
        return np.concatenate(parts)

    def _floats(self, rows: Array) -> Floats:
        return np.asarray(rows, dtype=np.float32)


def _filled(array: Array, size: int) -> Array:
    """``array`` with its last row repeated up to ``size`` rows."""
    missing = np.repeat(array[-1:], size - len(array), axis=0)
    return np.concatenate([array, missing])


def _dtype(port: Port) -> Any:
    names = {
        "tensor(float)": np.float32,
        "tensor(float16)": np.float16,
        "tensor(double)": np.float64,
        "tensor(int32)": np.int32,
        "tensor(int64)": np.int64,
        "tensor(bool)": np.bool_,
    }
    if port.type not in names:
        raise ModelFilesError(
            f"The input {port.name} has a type that is not supported: {port.type}."
        )
    return names[port.type]
