"""The smallest model that works: two ONNX graphs of five nodes each, a tokenizer of five words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest


def make_model(root: Path, **options: Any) -> Path:
    """The "onnx" layout with two graphs that average and project: 8 x 8 pixels, 6 numbers."""
    make_graph(root / "onnx/vision_model.onnx", "image", **options.get("image", {}))
    make_graph(root / "onnx/text_model.onnx", "text", **options.get("text", {}))
    tokenizer = pytest.importorskip("tokenizers")
    words = {"[PAD]": 0, "[UNK]": 1, "un": 2, "perro": 3, "playa": 4}
    made = tokenizer.Tokenizer(tokenizer.models.WordLevel(words, "[UNK]"))
    made.pre_tokenizer = tokenizer.pre_tokenizers.Whitespace()
    made.save(str(root / "tokenizer.json"))
    config = options.get("config", {"projection_dim": 6})
    (root / "config.json").write_text(json.dumps(config))
    saved = {"pad_token": "[PAD]", "model_max_length": 5}
    (root / "tokenizer_config.json").write_text(json.dumps(saved))
    size = options.get("size", 8)
    preprocessor = {"image_processor_type": "ViTImageProcessor", "size": size}
    (root / "preprocessor_config.json").write_text(json.dumps(preprocessor))
    return root


def make_graph(
    path: Path,
    tower: str,
    *,
    output: str = "embeds",
    batch: int | str = "n",
    side: int | str = 8,
    extra: str = "",
    rank: int = 2,
    scale: float = 1.0,
    external: str = "",
    wide: int = 6,
) -> None:
    """One tower: pixels or ids -> their mean over everything, times a row of numbers, plus it."""
    onnx = pytest.importorskip("onnx")
    helper, kinds = onnx.helper, onnx.TensorProto
    path.parent.mkdir(parents=True, exist_ok=True)
    image = tower == "image"
    shape = [batch, 3, side, side] if image else [batch, "t"]
    name = "image" if image else "text"
    kind = kinds.FLOAT if image else kinds.INT32
    row = (np.arange(1, wide + 1, dtype=np.float32) * scale).reshape(1, wide)
    weights = onnx.numpy_helper.from_array(row, "row")
    if external:
        weights.ClearField("raw_data")
        weights.data_location = kinds.EXTERNAL
        pair = weights.external_data.add()
        pair.key, pair.value = "location", external
    nodes = [
        helper.make_node("Cast", [name], ["wide"], to=kinds.FLOAT),
        helper.make_node("Flatten", ["wide"], ["flat"], axis=1),
        helper.make_node("ReduceMean", ["flat"], ["mean"], axes=[1], keepdims=1),
        helper.make_node("Mul", ["mean", "row"], ["product"]),
        helper.make_node("Add", ["product", "row"], ["sum" if rank == 3 else output]),
    ]
    if rank == 3:
        nodes.append(helper.make_node("Unsqueeze", ["sum"], [output], axes=[1]))
    inputs = [helper.make_tensor_value_info(name, kind, shape)]
    if extra:
        inputs.append(helper.make_tensor_value_info(extra, kinds.FLOAT, [1]))
    result = helper.make_tensor_value_info(
        output, kinds.FLOAT, [batch, 1, wide] if rank == 3 else [batch, wide]
    )
    graph = helper.make_graph(nodes, "g", inputs, [result], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 12)])
    model.ir_version = 8
    path.write_bytes(model.SerializeToString())
