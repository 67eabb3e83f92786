"""The ONNX Runtime engine: two graphs, each opened when first used.

Input and output names are read from the graph, never assumed: exporters call the same thing
``pixel_values`` or ``image``, ``image_embeds`` or ``pooler_output`` or nothing at all.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mirada.errors import ModelError, ModelFilesError
from mirada.models.files import ModelFiles
from mirada.models.graph import MANY, Graph, Port, choose_ports, quantised_on_the_fly
from mirada.models.once import Once
from mirada.models.protocols import Floats, Integers
from mirada.settings import Settings

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


class OnnxTowers:
    """Both towers on ONNX Runtime, on the CPU."""

    engine = "onnx"
    device = "cpu"

    def __init__(self, files: ModelFiles, settings: Settings) -> None:
        self.threads = settings.thread_count
        self._vision = Once(lambda: open_graph(files.vision, "image", self.threads))
        self._text = Once(lambda: open_graph(files.text, "text", self.threads))

    def vision(self, pixels: Floats) -> Floats:
        return self._vision().run_vision(pixels)

    def text(self, ids: Integers, mask: Integers) -> Floats:
        return self._text().run_text(ids, mask)

    def text_dimension(self) -> int:
        return self._text().dimension

    def text_length(self) -> int:
        return self._text().width

    def text_batch(self) -> int:
        return 1 if self._text().alone else MANY


def open_graph(path: Path, tower: str, threads: int) -> Graph:
    """One tower ("image" or "text"), ready to run.

    Raises:
        ModelFilesError: see ``open_session`` and ``choose_ports``.
    """
    session = open_session(path, threads)
    inputs = [Port(item.name, tuple(item.shape), item.type) for item in session.get_inputs()]
    outputs = [Port(item.name, tuple(item.shape), item.type) for item in session.get_outputs()]
    ports = choose_ports(path, tower, inputs, outputs)

    def run(feeds: dict[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
        try:
            result: np.ndarray[Any, Any] = session.run([ports.output.name], feeds)[0]
        except _foreign() as error:
            raise ModelError(f"{path} cannot be run: {_first_line(error)}.") from error
        return result

    return Graph(path, ports, run, alone=quantised_on_the_fly(path))


def open_session(path: Path, threads: int) -> InferenceSession:
    """A session on the CPU with ``threads`` threads that sleep while they wait.

    Raises:
        ModelFilesError: the file is missing, truncated, no ONNX graph, or reaches outside its
            folder for external data.
    """
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Threads that spin while they wait starve every other process on a busy machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except _foreign() as error:
        raise ModelFilesError(
            f"The model file {path} cannot be opened: {_first_line(error)}.",
            hint="It may be cut short or not an ONNX graph: pull the model again.",
        ) from error


def _foreign() -> tuple[type[Exception], ...]:
    """What ONNX Runtime raises: its own classes, which have no common base, and Python's."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    own = [v for v in vars(state).values() if isinstance(v, type) and issubclass(v, Exception)]
    return (*own, RuntimeError, ValueError, OSError)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")[:300]
