"""The folder that ships: ONNX graphs, tokenizer, preparation of pictures, what Mirada must know."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from mirada.train.nano.augment import MEAN, STD, centre_views
from mirada.train.nano.data import Pictures
from mirada.train.nano.export import (
    export_text,
    export_vision,
    quantise_vision,
    save_checkpoints,
    shrink_weights,
)
from mirada.train.nano.options import NanoOptions
from mirada.train.nano.text import SentenceTower
from mirada.train.nano.tower import as_transformers
from mirada.train.nano.vision import Run


def write_model(
    run: Run,
    text: SentenceTower,
    tokenizer: Any,
    pictures: Sequence[Pictures],
    options: NanoOptions,
    out: Path,
) -> Path:
    """Write `out/model` (ONNX) and `out/checkpoints` (safetensors); returns the former."""
    vision = run.average.to("cpu").eval().to(memory_format=torch.contiguous_format)
    text = text.to("cpu").eval()
    size = options.vision.size
    save_checkpoints(vision, size, text, tokenizer, out / "checkpoints")
    model = out / "model"
    (model / "onnx").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder)
        export_vision(vision.float(), size, plain / "vision.onnx")
        export_text(text.float(), options.text.longest, plain / "text.onnx")
        quantise_vision(
            plain / "vision.onnx",
            model / "onnx" / "vision_model.onnx",
            lambda: calibration(pictures, size, options.seed),
        )
        shrink_weights(plain / "text.onnx", model / "onnx" / "text_model.onnx")
    tokenizer.save_pretrained(model)
    _write(model / "preprocessor_config.json", preparation(size))
    _write(out / "checkpoints" / "vision" / "preprocessor_config.json", preparation(size))
    _write(model / "config.json", _config(as_transformers(vision, size), text))
    _write(model / "mirada.json", description(run, text, model, options))
    return model


def calibration(
    pictures: Sequence[Pictures], size: int, seed: int, each: int = 96
) -> Iterator[NDArray[np.float32]]:
    """Prepared training pictures, `each` of every source, in batches: float32 [n, 3, s, s]."""
    for one in pictures:
        rows = np.random.default_rng(seed).permutation(len(one))[:each]
        chosen = one.take(np.sort(rows))
        pixels, aspect = torch.from_numpy(chosen.pixels), torch.from_numpy(chosen.aspect)
        yield np.ascontiguousarray(centre_views(pixels, aspect, size).numpy())


def preparation(size: int) -> dict[str, Any]:
    """How pictures are prepared, in the standard form."""
    return {
        "image_processor_type": "CLIPImageProcessor",
        "do_convert_rgb": True,
        "do_resize": True,
        "size": {"shortest_edge": size},
        "resample": 2,
        "do_center_crop": True,
        "crop_size": {"height": size, "width": size},
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": list(MEAN),
        "image_std": list(STD),
    }


def description(run: Run, text: SentenceTower, model: Path, options: NanoOptions) -> dict[str, Any]:
    """What Mirada itself needs to know; the revision is a hash of both graphs."""
    graphs = sorted((model / "onnx").glob("*.onnx"))
    revision = hashlib.sha256(b"".join(path.read_bytes() for path in graphs)).hexdigest()[:12]
    towers = (run.average, text)
    return {
        "name": "nano",
        "revision": revision,
        "dimension": options.dimension,
        "languages": ["en", "es"],
        "logit_scale": round(float(run.log_scale.detach().exp()), 4),
        "license": "Apache-2.0",
        "parameters": sum(p.numel() for tower in towers for p in tower.parameters()),
        "text": {"max_length": options.text.longest, "padding": "longest", "pad_token": "[PAD]"},
    }


def _config(vision: Any, text: SentenceTower) -> dict[str, Any]:
    """Both towers' own configurations side by side."""
    inner: Any = text.tower
    return {
        "model_type": "vision-text-dual-encoder",
        "projection_dim": vision.config.num_labels,
        "vision_config": _plain(vision.config),
        "text_config": _plain(inner.config),
    }


def _plain(config: Any) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(config.to_json_string())
    return {k: v for k, v in values.items() if k not in ("id2label", "label2id")}


def _write(path: Path, values: dict[str, Any]) -> None:
    path.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
