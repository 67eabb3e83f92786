"""Pictures for each second of processor time, engine by engine: the table in docs/models.md.

    python tests/unit/models/measure_engines.py [seconds]

Random weights; ratios within one run are what counts.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers as t
from onnxruntime import quantization
from onnxruntime.quantization.shape_inference import quant_pre_process

sys.path.insert(0, str(Path(__file__).parents[2]))
from tiny_graphs import make_model

from mirada.models import load_model
from mirada.settings import Settings
from tiny_models import write


class Vectors(torch.nn.Module):
    """An image tower that gives its pooled state or its logits."""

    def __init__(self, tower: Any) -> None:
        super().__init__()
        self.tower = tower

    def forward(self, pixel_values: Any) -> Any:
        output = self.tower(pixel_values=pixel_values)
        return (
            getattr(output, "logits", None) if hasattr(output, "logits") else output.pooler_output
        )


def vit() -> Any:
    config = t.ViTConfig(
        hidden_size=192, num_hidden_layers=12, num_attention_heads=3, intermediate_size=768
    )
    return t.ViTModel(config)


def resnet() -> Any:
    config = t.ResNetConfig(
        embedding_size=48, hidden_sizes=[64, 128, 256, 384], depths=[2] * 4, num_labels=256
    )
    config.layer_type = "basic"
    return t.ResNetForImageClassification(config)


def folder_of(tower: Any, side: int, dimension: int, root: Path) -> Path:
    make_model(root, size=side, config={"projection_dim": dimension})
    example = (torch.rand(2, 3, side, side),)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Vectors(tower).eval(),
            example,
            root / "onnx/vision_model.onnx",
            input_names=["pixel_values"],
            output_names=["image_embeds"],
            dynamo=False,
            dynamic_axes={"pixel_values": {0: "n"}, "image_embeds": {0: "n"}},
        )
    return root


def int8(source: Path, root: Path, side: int) -> Path:
    shutil.copytree(source, root)
    batches = iter([{"pixel_values": pictures(32, side)} for _ in range(2)])

    class Reader(quantization.CalibrationDataReader):
        def get_next(self) -> Any:
            return next(batches, None)

    quant_pre_process(source / "onnx/vision_model.onnx", root / "p.onnx", skip_symbolic_shape=True)
    quantization.quantize_static(
        root / "p.onnx",
        root / "onnx/vision_model.onnx",
        Reader(),
        quant_format=quantization.QuantFormat.QDQ,
        per_channel=True,
        op_types_to_quantize=["Conv", "Add", "MaxPool"],
        activation_type=quantization.QuantType.QUInt8,
    )
    return root


def pictures(count: int, side: int) -> np.ndarray:
    rng = np.random.default_rng(0)
    return rng.normal(0, 1, (count, 3, side, side)).astype(np.float32)


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        small = folder_of(resnet(), 64, 256, root / "resnet")
        cases = {
            "ViT-Ti/16, 224, float32": (folder_of(vit(), 224, 192, root / "vit"), 224),
            "ResNet, 64, float32": (small, 64),
            "ResNet, 64, int8": (int8(small, root / "int8", 64), 64),
        }
        for name, (folder, side) in cases.items():
            batch, rows, speeds = pictures(16, side), {}, {}
            for engine in ("onnx", "openvino"):
                embedder = load_model(folder, engine=engine, settings=Settings(threads=2))
                rows[engine] = embedder.embed_prepared(batch)
                began, count = time.process_time(), 0
                while time.process_time() - began < seconds:
                    embedder.embed_prepared(batch)
                    count += len(batch)
                speeds[engine] = count / (time.process_time() - began)
            write(folder / "mirada.json")
            chosen = load_model(folder, settings=Settings(threads=2)).info.engine
            cosine = (rows["onnx"] * rows["openvino"]).sum(axis=1).min()
            told = ", ".join(f"{engine} {speed:.0f}/s" for engine, speed in speeds.items())
            print(f"{name}: {told}, cosine {cosine:.4f}, auto takes {chosen}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
