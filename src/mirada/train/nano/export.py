"""Towers -> what ships: two ONNX graphs with small weights, and two `transformers` checkpoints."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from mirada.lazy import require
from mirada.train.nano.text import SentenceTower
from mirada.train.nano.tower import ImageTower, as_transformers

WHOLE = 6  # convolutions of the image tower that are not rounded


class PictureTower(nn.Module):  # type: ignore[misc]
    """The image tower's vectors, scaled to length one."""

    def __init__(self, tower: ImageTower) -> None:
        super().__init__()
        self.tower = tower

    def forward(self, pixel_values: Tensor) -> Tensor:
        """float32 [n, 3, s, s] -> float32 [n, d]."""
        return functional.normalize(self.tower(pixel_values), dim=1)


def export_vision(tower: ImageTower, size: int, path: Path) -> None:
    """The image tower as a float32 graph: pixel_values [n, 3, s, s] -> image_embeds [n, d]."""
    example = torch.zeros(2, 3, size, size)
    _export(
        PictureTower(tower).eval(),
        (example,),
        path,
        inputs=["pixel_values"],
        output="image_embeds",
        shapes={"pixel_values": {0: torch.export.Dim("batch")}},
    )


def export_text(tower: SentenceTower, longest: int, path: Path) -> None:
    """The text tower as a float32 graph: input_ids, attention_mask int64 [n, t] -> text_embeds."""
    ids = torch.ones(2, 7, dtype=torch.int64)
    batch, tokens = torch.export.Dim("batch"), torch.export.Dim("tokens", min=2, max=longest)
    _export(
        tower.eval(),
        (ids, ids.clone()),
        path,
        inputs=["input_ids", "attention_mask"],
        output="text_embeds",
        shapes={
            "input_ids": {0: batch, 1: tokens},
            "attention_mask": {0: batch, 1: tokens},
        },
    )


def _export(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    *,
    inputs: list[str],
    output: str,
    shapes: dict[str, Any],
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        module,
        example,
        str(path),
        input_names=inputs,
        output_names=[output],
        dynamic_shapes=shapes,
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def quantise_vision(
    source: Path, target: Path, batches: Callable[[], Iterator[NDArray[np.float32]]]
) -> None:
    """Static int8 (QDQ, a scale a channel) of the convolutions, ranges taken from `batches`.

    The first `WHOLE` keep float32: they hold a hundredth of the weights and cost most of the
    accuracy that int8 loses (0.8 points against 0.1 on Tiny-ImageNet).
    """
    quantization = require("onnxruntime.quantization", extra="torch")
    shape_inference = require("onnxruntime.quantization.shape_inference", extra="torch")

    class Reader(quantization.CalibrationDataReader):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            self.batches = batches()

        def get_next(self) -> dict[str, NDArray[np.float32]] | None:
            rows = next(self.batches, None)
            return None if rows is None else {"pixel_values": rows}

    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        shape_inference.quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        onnx = require("onnx", extra="torch")
        nodes = onnx.load(str(prepared)).graph.node
        quantization.quantize_static(
            str(prepared),
            str(target),
            Reader(),
            quant_format=quantization.QuantFormat.QDQ,
            per_channel=True,
            activation_type=quantization.QuantType.QUInt8,
            weight_type=quantization.QuantType.QInt8,
            calibrate_method=quantization.CalibrationMethod.MinMax,
            op_types_to_quantize=["Conv", "Clip"],
            nodes_to_exclude=[node.name for node in nodes if node.op_type == "Conv"][:WHOLE],
        )
    model = onnx.load(str(target))
    forget_origin(model)
    onnx.save(model, str(target))


def shrink_weights(source: Path, target: Path, least: int = 4096) -> None:
    """Keep every large matrix as int8 with one scale a row or column; arithmetic stays float32.

    Unlike dynamic quantisation a text's vector then does not depend on its batch.
    """
    onnx = require("onnx", extra="torch")
    model = onnx.load(str(source))
    graph = model.graph
    uses: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            uses.setdefault(name, []).append(node)
    added: list[Any] = []
    for tensor in list(graph.initializer):
        values = onnx.numpy_helper.to_array(tensor)
        users = uses.get(tensor.name, [])
        if values.dtype != np.float32 or values.ndim != 2 or values.size < least or not users:
            continue
        gathered = all(node.op_type == "Gather" for node in users)
        whole, scale = rounded(values, axis=0 if gathered else 1)
        graph.initializer.remove(tensor)
        small, factor = f"{tensor.name}.int8", f"{tensor.name}.scale"
        graph.initializer.append(onnx.numpy_helper.from_array(whole, small))
        graph.initializer.append(onnx.numpy_helper.from_array(scale, factor))
        if gathered:
            for node in users:
                added += _gathered(onnx, node, small, factor)
        else:
            added.append(
                onnx.helper.make_node(
                    "DequantizeLinear", [small, factor], [tensor.name], axis=1, name=f"{small}.wide"
                )
            )
    nodes = _ordered([*added, *graph.node], {item.name for item in graph.initializer}, graph)
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    forget_origin(model)
    onnx.save(model, str(target))


def _gathered(onnx: Any, node: Any, small: str, factor: str) -> list[Any]:
    """Look rows up as int8 and widen only those: Gather, Cast, times their scales."""
    output, rows = node.output[0], node.input[1]
    node.input[0] = small
    node.output[0] = f"{output}.int8"
    make = onnx.helper.make_node
    return [
        make("Gather", [factor, rows], [f"{output}.factor"], name=f"{output}.lookup"),
        make("Unsqueeze", [f"{output}.factor", "minus.one"], [f"{output}.column"]),
        make("Cast", [node.output[0]], [f"{output}.wide"], to=onnx.TensorProto.FLOAT),
        make("Mul", [f"{output}.wide", f"{output}.column"], [output]),
    ]


def _ordered(nodes: Sequence[Any], known: set[str], graph: Any) -> list[Any]:
    """The nodes so that each follows what it reads."""
    onnx = require("onnx", extra="torch")
    if any("minus.one" in node.input for node in nodes):
        graph.initializer.append(onnx.numpy_helper.from_array(np.array([-1]), "minus.one"))
    ready = known | {item.name for item in graph.input} | {"", "minus.one"}
    left, ordered = list(nodes), []
    while left:
        now = [node for node in left if all(name in ready for name in node.input)]
        if not now:
            raise ValueError("the graph has a cycle")
        ordered += now
        ready |= {name for node in now for name in node.output}
        left = [node for node in left if not any(node is one for one in now)]
    return ordered


def rounded(values: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric int8 with one scale for each index of `axis`: values ~ whole * scale."""
    other = 1 - axis
    scale = np.maximum(np.abs(values).max(axis=other, keepdims=True) / 127.0, 1e-12)
    whole = np.clip(np.round(values / scale), -127, 127).astype(np.int8)
    return whole, scale.reshape(-1).astype(np.float32)


def save_checkpoints(
    vision: ImageTower, size: int, text: SentenceTower, tokenizer: Any, folder: Path
) -> None:
    """`vision/` and `text/` as float16 safetensors that `AutoModel` classes load as they are."""
    for name, tower in (("vision", as_transformers(vision, size)), ("text", text.tower)):
        kept: Any = tower
        shutil.rmtree(folder / name, ignore_errors=True)
        halved = {
            key: value.half() if value.is_floating_point() else value
            for key, value in kept.state_dict().items()
        }
        kept.save_pretrained(folder / name, state_dict=halved, safe_serialization=True)
    tokenizer.save_pretrained(folder / "text")


def forget_origin(model: Any) -> None:
    """Take out what the exporter noted of its own code: paths of the machine it ran on."""
    del model.metadata_props[:]
    graph = model.graph
    parts = (*graph.node, *graph.input, *graph.output, *graph.value_info, *graph.initializer)
    for part in (graph, *parts):
        part.doc_string = ""
        del part.metadata_props[:]
