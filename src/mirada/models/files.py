"""Which files of a folder make a model: the layouts in use, found and named once."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from mirada.errors import ModelFilesError, ModelNotFoundError
from mirada.models.catalogue import VARIANTS
from mirada.models.documents import fingerprint, number, read_json, read_scalars, section, word
from mirada.models.protocols import ClassificationFit, ModelInfo

Layout = Literal["towers", "onnx", "checkpoint", "pair"]

OWN = "mirada.json"  # what Mirada itself writes beside a model: name, revision, licence, ...


@dataclass(frozen=True)
class ModelFiles:
    """A model folder, understood.

    ``layout``: "towers" is ``visual/model.onnx`` + ``textual/model.onnx`` (as Immich exports
    them); "onnx" is ``onnx/vision_model.onnx`` + ``onnx/text_model.onnx`` (as transformers.js wants
    them, and our nano); "checkpoint" is one transformers checkpoint in safetensors; "pair" is
    two of them in ``vision/`` and ``text/``.
    """

    root: Path
    layout: Layout
    vision: Path
    text: Path
    preprocessor: Path
    tokenizer: Path
    variant: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return word(self.own, "name") or self.root.name

    @property
    def revision(self) -> str:
        """What its maker calls this version, else a hash over the weights' fingerprints."""
        given = word(self.own, "revision")
        if given:
            return f"{given}-{self.variant}" if self.variant else given
        weights = {self.vision, self.text} if self.layout != "pair" else _weights(self.root)
        key = "".join(fingerprint(path) for path in sorted(weights))
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    @property
    def own_text(self) -> Mapping[str, Any]:
        """What Mirada's own file says about the preparation of texts."""
        return section(self.own, "text")

    def info(self) -> ModelInfo:
        """What the files tell about the model."""
        languages = self.own.get("languages")
        scale, bias = _finite(self.own.get("logit_scale")), _finite(self.own.get("logit_bias"))
        if self.layout == "checkpoint" and self.vision.suffix == ".safetensors":
            stored = read_scalars(self.vision, ("logit_scale", "logit_bias"))
            scale = math.exp(min(stored["logit_scale"], 20)) if "logit_scale" in stored else scale
            bias = stored.get("logit_bias", bias)
        return ModelInfo(
            name=str(self.root),
            dimension=self._dimension(),
            languages=tuple(map(str, languages)) if isinstance(languages, list) else (),
            parameters=max(0, number(self.own, "parameters", 0)),
            license=word(self.own, "license"),
            logit_scale=scale,
            logit_bias=bias,
            classification=self._classification(),
            folder=self.root,
        )

    def _classification(self) -> ClassificationFit | None:
        fitted = section(self.own, "classification")
        temperature, offset = _finite(fitted.get("temperature")), _finite(fitted.get("none_offset"))
        if temperature is None or offset is None or temperature <= 0:
            return None
        return ClassificationFit(temperature, offset)

    def _dimension(self) -> int:
        """Length of the vectors where a file says it outright; 0 = ask the network."""
        for values, key in (
            (self.own, "dimension"),
            (self.config, "embed_dim"),
            (self.config, "projection_dim"),
        ):
            value = number(values, key, 0)
            if value:
                return value
        text = section(self.config, "text_config")
        siglip = word(self.config, "model_type").startswith("siglip")
        return number(text, "projection_size", 0) if siglip else 0


def find_files(root: Path, variant: str = "") -> ModelFiles:
    """The model in ``root``; ``variant`` asks for one precision ("int8", "fp16", ...).

    Raises:
        ModelNotFoundError: no such folder, or none of the layouts.
        ModelFilesError: a file of the layout is missing or damaged.
    """
    if not root.is_dir():
        raise ModelNotFoundError(f"There is no model folder {root}.")
    own = read_json(root / OWN, default={})
    variant = variant or word(own, "variant")
    config = read_json(root / "config.json", default={})
    if (root / "visual").is_dir() and (root / "textual").is_dir():
        return _towers(root, variant, config, own)
    if (root / "onnx").is_dir():
        return _onnx(root, variant, config, own)
    if (root / "vision").is_dir() and (root / "text").is_dir():
        return _pair(root, own)
    if (root / "model.safetensors").is_file() or (root / "model.safetensors.index.json").is_file():
        return _checkpoint(root, config, own)
    pickled = [name for name in ("pytorch_model.bin", "model.pt") if (root / name).is_file()]
    if pickled:
        raise ModelFilesError(
            f"{root / pickled[0]} is a pickle, which can run code when it is opened.",
            hint="Save it as safetensors first: model.save_pretrained(folder).",
        )
    raise ModelNotFoundError(
        f"{root} holds no model in a known layout.",
        hint="Wanted: visual/ and textual/, or onnx/, or model.safetensors.",
    )


def _towers(
    root: Path, variant: str, config: Mapping[str, Any], own: Mapping[str, Any]
) -> ModelFiles:
    folder = f"{variant}/" if variant else ""
    return ModelFiles(
        root=root,
        layout="towers",
        vision=_existing(root / f"visual/{folder}model.onnx"),
        text=_existing(root / f"textual/{folder}model.onnx"),
        preprocessor=root / "visual",
        tokenizer=_existing(root / "textual/tokenizer.json"),
        variant=variant,
        config=config,
        own=own,
    )


def _onnx(
    root: Path, variant: str, config: Mapping[str, Any], own: Mapping[str, Any]
) -> ModelFiles:
    folder = root / "onnx"
    chosen = variant or next(
        (name for name in VARIANTS if (folder / _file("vision", name)).is_file()), ""
    )
    if not (folder / _file("vision", chosen)).is_file() and (folder / "model.onnx").is_file():
        raise ModelFilesError(
            f"{folder} holds both towers in one model.onnx, which is not supported.",
            hint="Use an export with vision_model.onnx and text_model.onnx.",
        )
    return ModelFiles(
        root=root,
        layout="onnx",
        vision=_existing(folder / _file("vision", chosen)),
        text=_existing(folder / _file("text", chosen)),
        preprocessor=root,
        tokenizer=_existing(root / "tokenizer.json"),
        variant=chosen,
        config=config,
        own=own,
    )


def _file(tower: str, variant: str) -> str:
    return f"{tower}_model{'_' if variant else ''}{variant}.onnx"


def _pair(root: Path, own: Mapping[str, Any]) -> ModelFiles:
    tokenizer = root / "text/tokenizer.json"
    return ModelFiles(
        root=root,
        layout="pair",
        vision=root / "vision",
        text=root / "text",
        preprocessor=root / "vision",
        tokenizer=_existing(tokenizer if tokenizer.is_file() else root / "tokenizer.json"),
        config={"text_config": read_json(root / "text/config.json")},
        own=own,
    )


def _checkpoint(root: Path, config: Mapping[str, Any], own: Mapping[str, Any]) -> ModelFiles:
    whole = root / "model.safetensors"
    weights = whole if whole.is_file() else root / "model.safetensors.index.json"
    return ModelFiles(
        root=root,
        layout="checkpoint",
        vision=weights,
        text=weights,
        preprocessor=root,
        tokenizer=_existing(root / "tokenizer.json"),
        config=config,
        own=own,
    )


def _weights(root: Path) -> set[Path]:
    return set(root.glob("vision/*.safetensors")) | set(root.glob("text/*.safetensors"))


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ModelFilesError(
            f"The model file {path} is missing.", hint="Pull the model again, or complete it."
        )
    return path


def _finite(value: Any) -> float | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if good else None
