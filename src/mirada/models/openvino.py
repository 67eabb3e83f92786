"""The OpenVINO engine (extra ``openvino``): the same ONNX files, faster on most Intel and AMD CPUs.

Compute precision is held at float32: left alone OpenVINO takes bfloat16 where the CPU has it, and
vectors of one archive would differ from machine to machine.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from mirada.errors import ModelError, ModelFilesError
from mirada.lazy import require
from mirada.models.files import ModelFiles
from mirada.models.graph import KNOWN, MANY, Graph, Port, choose_ports, quantised_on_the_fly
from mirada.models.once import Once
from mirada.models.protocols import Floats, Integers
from mirada.settings import Settings

_TYPES = {
    "f32": "tensor(float)",
    "f16": "tensor(float16)",
    "f64": "tensor(double)",
    "i32": "tensor(int32)",
    "i64": "tensor(int64)",
    "boolean": "tensor(bool)",
}


class OpenVinoTowers:
    """Both towers on OpenVINO, on the CPU."""

    engine = "openvino"
    device = "cpu"

    def __init__(self, files: ModelFiles, settings: Settings) -> None:
        self.threads = settings.thread_count
        self._vision = Once(lambda: self._open(files.vision, "image"))
        self._text = Once(lambda: self._open_text(files.text))

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

    def _open_text(self, path: Path) -> Graph:
        return self._open(path, "text")

    def _open(self, path: Path, tower: str) -> Graph:
        settings = {
            "INFERENCE_NUM_THREADS": str(self.threads),
            "INFERENCE_PRECISION_HINT": "f32",
            "PERFORMANCE_HINT": "LATENCY",
            "ENABLE_CPU_PINNING": "NO",
        }
        try:
            model = _core().compile_model(str(path), "CPU", settings)
        except RuntimeError as error:
            raise ModelFilesError(
                f"The model file {path} cannot be opened: {_last_line(error)}.",
                hint="It may be cut short or use operations that OpenVINO lacks: --engine onnx.",
            ) from error
        ports = choose_ports(path, tower, _ports(model.inputs), _ports(model.outputs))
        number = [_name(port) for port in model.outputs].index(ports.output.name)

        def run(feeds: dict[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
            try:
                # A request a call: several threads may call at once.
                result = model.create_infer_request().infer(feeds, share_inputs=True)
            except RuntimeError as error:
                raise ModelError(f"{path} cannot be run: {_last_line(error)}.") from error
            return np.array(result[number])

        return Graph(path, ports, run, alone=quantised_on_the_fly(path))


class MixedTowers(OpenVinoTowers):
    """What "auto" takes where OpenVINO is installed: pictures on it, texts on ONNX Runtime.

    Pictures come by the thousand and gain; a search has one text, and OpenVINO takes longer to
    start than the text takes to embed.
    """

    engine = "openvino + onnx"

    def _open_text(self, path: Path) -> Graph:
        from mirada.models.onnx import open_graph

        return open_graph(path, "text", self.threads)


@cache
def _core() -> Any:
    """One Core a process, kept to its end: it takes over SIGINT, and when the last Core goes its
    library is unloaded while the signal still points into it, so that Ctrl-C would crash.
    """
    return require("openvino", extra="openvino").Core()


def _ports(ports: Any) -> list[Port]:
    return [
        Port(
            _name(port),
            tuple(d.get_length() if d.is_static else None for d in port.get_partial_shape()),
            _TYPES.get(port.get_element_type().get_type_name(), "unknown"),
        )
        for port in ports
    ]


def _name(port: Any) -> str:
    """One of the port's names: one that means something, else the first; "" where it has none."""
    names = sorted(port.get_names())
    return next((name for name in names if name in KNOWN), names[0] if names else "")


def _last_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[-1].rstrip(".")[:300]
