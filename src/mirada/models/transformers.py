"""The transformers engine (extra ``torch``): checkpoints in safetensors, no custom code.

One checkpoint that holds both towers (CLIP, SigLIP, SigLIP 2 of fixed resolution,
VisionTextDualEncoder and whatever ``AutoModel`` gives with ``get_image_features`` and
``get_text_features``), or a pair of checkpoints, ``vision/`` whose logits are the vector and
``text/`` whose pooled state is.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import numpy as np

from mirada.errors import ModelError, ModelFilesError
from mirada.lazy import require
from mirada.models.checkpoints import first_line, open_weights, quietly
from mirada.models.files import ModelFiles
from mirada.models.once import Once
from mirada.models.protocols import Floats, Integers
from mirada.settings import Settings

_TEXT_BATCH = 64


class TorchTowers:
    """Both towers in torch, on the CPU or, where torch sees one, on the GPU."""

    engine = "transformers"

    def __init__(self, files: ModelFiles, settings: Settings) -> None:
        self.threads = settings.thread_count
        self._files = files
        self._torch = require("torch", extra="torch")
        self._transformers = require("transformers", extra="torch")
        self._model = Once(self._load_model)
        self._vision = Once(lambda: self._load(self._image_class(), files.vision))
        self._text = Once(lambda: self._load(self._transformers.AutoModel, files.text))
        self.device = "cuda:0" if self._torch.cuda.is_available() else "cpu"

    def vision(self, pixels: Floats) -> Floats:
        model = self._model() if self._files.layout == "checkpoint" else self._vision()
        tensor = self._torch.from_numpy(pixels).to(self.device)
        if self._files.layout == "pair":
            return self._run(lambda: model(pixel_values=tensor))
        return self._run(lambda: model.get_image_features(pixel_values=tensor))

    def text(self, ids: Integers, mask: Integers) -> Floats:
        feeds = {"input_ids": ids, "attention_mask": mask}
        tensors = {name: self._torch.from_numpy(x).to(self.device) for name, x in feeds.items()}
        if self._files.layout == "pair":
            return self._run(lambda: self._text()(**tensors))
        if not self._takes_mask:
            del tensors["attention_mask"]
        return self._run(lambda: self._model().get_text_features(**tensors))

    def text_dimension(self) -> int:
        """From the configuration alone, without the weights."""
        if self._files.layout == "pair":
            return int(getattr(self._config(self._files.vision), "num_labels", 0) or 0)
        config = self._config(self._files.root)
        text = getattr(config, "text_config", config)
        for owner, key in (
            (config, "projection_dim"),
            (text, "projection_size"),
            (text, "projection_dim"),
            (text, "hidden_size"),
        ):
            if getattr(owner, key, None):
                return int(getattr(owner, key))
        return 0

    def text_length(self) -> int:
        return 0

    def text_batch(self) -> int:
        return _TEXT_BATCH

    @property
    def _takes_mask(self) -> bool:
        """SigLIP was trained without a mask: its pads are read like words."""
        return not str(getattr(self._model().config, "model_type", "")).startswith("siglip")

    def _load_model(self) -> Any:
        model = self._load(self._transformers.AutoModel, self._files.root)
        for name in ("get_image_features", "get_text_features"):
            if not inspect.ismethod(getattr(model, name, None)):
                raise ModelFilesError(
                    f"{self._files.root} holds a {type(model).__name__}, which gives no vectors "
                    "for both pictures and texts."
                )
        return model

    def _image_class(self) -> Any:
        return self._transformers.AutoModelForImageClassification

    def _config(self, folder: Path) -> Any:
        return quietly(
            folder,
            lambda: self._transformers.AutoConfig.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False
            ),
        )

    def _load(self, kind: Any, folder: Path) -> Any:
        return open_weights(kind, folder, dtype=self._torch.float32).to(self.device)

    def _run(self, call: Any) -> Floats:
        torch = self._torch
        before = torch.get_num_threads()
        torch.set_num_threads(self.threads)
        try:
            with torch.inference_mode():
                rows = _pooled(call())
        except RuntimeError as error:
            raise ModelError(f"{self._files.root} cannot be run: {first_line(error)}.") from error
        finally:
            torch.set_num_threads(before)
        result: Floats = np.asarray(rows.float().cpu().numpy(), np.float32)
        return result


def _pooled(output: Any) -> Any:
    """The [n, d] tensor in what a model gives: itself, its logits or its pooled state."""
    for name in ("logits", "pooler_output"):
        value = getattr(output, name, None)
        if value is not None:
            return value.flatten(1)
    if hasattr(output, "ndim"):
        return output
    raise ModelFilesError(f"The model gives {type(output).__name__}, which holds no pooled vector.")
