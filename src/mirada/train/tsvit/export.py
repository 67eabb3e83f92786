"""A trained network -> the folder that ships: one ONNX graph and what Mirada must know of it."""

from __future__ import annotations

import json
import warnings
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from mirada.earth.crop_model import graph_revision
from mirada.earth.values import BANDS
from mirada.evaluate.segmentation import Counts
from mirada.lazy import require
from mirada.train.nano.export import forget_origin
from mirada.train.tsvit.options import NetOptions, TsvitOptions


class Served(nn.Module):  # type: ignore[misc]
    """A network whose mask of dates is always given."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, values: Tensor, days: Tensor, shown: Tensor) -> tuple[Tensor, Tensor]:
        """As :meth:`mirada.train.tsvit.tsvit.Tsvit.forward`."""
        found: tuple[Tensor, Tensor] = self.net(values, days, shown)
        return found


def export_net(net: nn.Module, options: NetOptions, path: Path) -> None:
    """The network as a float32 graph: values [b, t, c, w, w], days int64 [b, t], shown bool [b, t]
    -> logits [b, k, w, w], tokens [b, k, d]; b and t are free.
    """
    onnx = require("onnx", extra="torch")
    path.parent.mkdir(parents=True, exist_ok=True)
    b, t = torch.export.Dim("batch"), torch.export.Dim("dates")
    shape = (2, 7, options.bands, options.window, options.window)
    days, shown = torch.arange(1, 15).reshape(2, 7), torch.ones(2, 7, dtype=torch.bool)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names of axes: nothing that a user could mend
        torch.onnx.export(
            Served(deepcopy(net)).cpu().float().eval(),
            (torch.full(shape, 1000.0), days, shown),
            str(path),
            input_names=["values", "days", "shown"],
            output_names=["logits", "tokens"],
            dynamic_shapes={
                "values": {0: b, 1: t},
                "days": {0: b, 1: t},
                "shown": {0: b, 1: t},
            },
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    model = onnx.load(str(path))
    forget_origin(model)
    onnx.save(model, str(path))


def write_folder(net: nn.Module, options: TsvitOptions, folder: Path) -> Path:
    """Write `folder` with a temperature of 1; :func:`describe` puts in what is measured after."""
    graph = folder / "model.onnx"
    export_net(net, options.net, graph)
    told = {
        "name": options.net.architecture,
        "revision": graph_revision(graph),
        "task": "segment",
        "license": "Apache-2.0",
        "ids": list(range(options.net.classes)),
        "bands": list(BANDS),
        "window": options.net.window,
        "longest": options.longest,
        "temperature": 1.0,
        "trained_on": options.trained_on,
        "parameters": sum(p.numel() for p in net.parameters()),
        "net": asdict(options.net),
    }
    _write(folder, told)
    return folder


def describe(folder: Path, temperature: float, counts: Counts, figures: dict[str, float]) -> None:
    """Put the temperature, the confusion matrix (rows = what the map says, columns = what was
    there) and the figures of the test fold into the folder's description.
    """
    told = json.loads((folder / "mirada.json").read_text(encoding="utf-8"))
    told["temperature"] = round(temperature, 4)
    told["confusion"] = counts.T.tolist()
    told["figures"] = {key: round(value, 4) for key, value in figures.items()}
    _write(folder, told)


def _write(folder: Path, told: dict[str, Any]) -> None:
    """One name a line, a matrix with one row a line."""
    lines = []
    for name, value in told.items():
        text = json.dumps(value, ensure_ascii=False).replace("], [", "],\n  [")
        lines.append(f" {json.dumps(name)}: {text}")
    whole = "{\n" + ",\n".join(lines) + "\n}\n"
    (folder / "mirada.json").write_text(whole, encoding="utf-8")
