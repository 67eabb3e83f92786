"""A finished folder's weights as a network again, so that training can begin with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mirada.earth.segment import Segmenter
from mirada.errors import ModelFilesError
from mirada.lazy import require

Arrays = dict[str, NDArray[Any]]


def revive(folder: Path, net: nn.Module) -> nn.Module:
    """`net` with the weights, means and deviations of the folder's graph.

    The export keeps the names of most weights; matrices that it turns lie in the graph in the order
    in which the network holds them. Whether each found its place is tried: both must say the same.

    Raises:
        ModelNotFoundError, ModelFilesError: the folder is no crop model, or of another network.
    """
    segmenter = Segmenter(folder)
    onnx = require("onnx", extra="torch")
    graph = onnx.load(str(segmenter.model.path)).graph
    sized: Any = net
    fits = sized.options.window == segmenter.model.window  # no weight of `exchange` tells it
    state = _state(net.state_dict(), _arrays(graph, onnx), graph) if fits else None
    if state is not None:
        net.load_state_dict(state)
    if state is None or not _same(net, segmenter):
        raise ModelFilesError(
            f"The graph {segmenter.model.path} is of another network than the one to be trained.",
            hint="Name the recipe and the network that made it.",
        )
    return net


def _arrays(graph: Any, onnx: Any) -> Arrays:
    """Every constant by its name, those that are only turned among them."""
    read = onnx.numpy_helper.to_array
    found: Arrays = {one.name: read(one) for one in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant":
            found |= {
                n: read(a.t) for n in node.output for a in node.attribute if a.name == "value"
            }
        elif node.op_type == "Transpose" and node.input[0] in found:
            found[node.output[0]] = found[node.input[0]].T
    return found


def _state(state: dict[str, Tensor], arrays: Arrays, graph: Any) -> dict[str, Tensor] | None:
    """The network's state from the graph's constants; None where they are not the same in number
    and size.
    """
    named = {name.removeprefix("net."): one for name, one in arrays.items()}
    used = [
        (node.op_type, name)
        for node in graph.node
        for name in node.input
        if name in arrays and name not in state and not name.startswith("net.")
    ]
    turned = iter([arrays[n].T for kind, n in used if kind == "MatMul" and arrays[n].ndim == 2])
    planes = iter([arrays[n].reshape(-1) for kind, n in used if arrays[n].ndim == 5])
    days = iter([arrays[n].T for kind, n in used if kind == "Gather" and arrays[n].ndim == 2])
    found: dict[str, Tensor] = {}
    for name, wanted in state.items():
        one = named.get(name)
        if one is None:
            kind = name.split(".")[0]
            source = {"standardise": planes, "day": days}.get(kind, turned)
            one = next(source, None)
            if one is not None and name.endswith("qkv.weight"):  # the graph asks apart
                more = next(turned, one[:0])
                one = np.concatenate([one, more]) if more.shape[1] == one.shape[1] else None
        if one is None or tuple(one.shape) != tuple(wanted.shape):
            return None
        found[name] = torch.from_numpy(np.array(one, np.float32))
    return found


def _same(net: nn.Module, segmenter: Segmenter) -> bool:
    """Whether both say the same of windows drawn at random, a date of them hidden."""
    random = np.random.default_rng(0)
    side, bands = segmenter.model.window, len(segmenter.model.bands)
    values = random.uniform(0, 6_000, (2, 5, bands, side, side)).astype(np.float32)
    days, shown = random.integers(1, 366, (2, 5)), np.ones((2, 5), np.bool_)
    shown[1, 3] = False
    said, _ = segmenter.run(values, days, shown)
    net.eval()
    with torch.no_grad():
        ours, _ = net(*(torch.from_numpy(part) for part in (values, days, shown)))
    return bool(np.allclose(said, ours.numpy(), atol=1e-2, rtol=1e-3))
