"""The models that Mirada knows by name: one explicit table."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from mirada.errors import ModelNotFoundError

if TYPE_CHECKING:
    from mirada.models.protocols import Towers

# engine -> "module:Class" of its Towers; imported when chosen
ENGINE_CLASSES: Mapping[str, str] = {
    "onnx": "mirada.models.onnx:OnnxTowers",
    "openvino": "mirada.models.openvino:OpenVinoTowers",
    "mixed": "mirada.models.openvino:MixedTowers",
    "transformers": "mirada.models.transformers:TorchTowers",
}


# Precisions that exporters name their files by; the first that is there is taken.
VARIANTS = ("", "fp16", "quantized", "int8", "uint8", "q4f16", "q4", "bnb4")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One model of the catalogue.

    Attributes:
        engine: "onnx" (also run by openvino) or "transformers".
        source: "embedded", or the repository on the hub.
        revision: the commit that is pulled.
        layout: how its files lie: "towers", "onnx" or "checkpoint", see ``files.py``.
        variant: the precision whose files are pulled ("" = whole).
        parameters: weights of both towers.
        dimension: length of a vector.
        image_size: side of the input in pixels.
        languages: codes of the languages that it was made for; "multi" = many more.
        license: SPDX name.
        download_mb: what ``mirada models pull`` fetches.
        memory_mb: about what it takes in memory: an estimate from the size of its weights.
        good_at: one sentence a language.
    """

    name: str
    engine: Literal["onnx", "transformers"]
    source: str
    revision: str
    layout: str
    parameters: int
    dimension: int
    image_size: int
    languages: tuple[str, ...]
    license: str
    download_mb: int
    memory_mb: int
    good_at_es: str
    good_at_en: str
    variant: str = ""

    @property
    def embedded(self) -> bool:
        return self.source == "embedded"

    @property
    def files(self) -> tuple[str, ...]:
        """What must be pulled."""
        if self.layout == "towers":
            return (
                "config.json",
                "visual/preprocess_cfg.json",
                "visual/model.onnx",
                "textual/model.onnx",
                "textual/tokenizer.json",
                "textual/tokenizer_config.json",
            )
        common = ("config.json", "preprocessor_config.json", "tokenizer.json")
        if self.layout == "checkpoint":
            return (*common, "tokenizer_config.json", "model.safetensors")
        ending = f"_{self.variant}" if self.variant else ""
        graphs = tuple(f"onnx/{tower}_model{ending}.onnx" for tower in ("vision", "text"))
        return (*common, "tokenizer_config.json", *graphs)

    @property
    def optional(self) -> tuple[str, ...]:
        """What is pulled where it exists."""
        folder = "textual/" if self.layout == "towers" else ""
        return (f"{folder}special_tokens_map.json",)


CATALOGUE: tuple[CatalogueEntry, ...] = (
    CatalogueEntry(
        name="nano",
        engine="onnx",
        source="embedded",
        revision="",
        layout="onnx",
        parameters=0,
        dimension=384,
        image_size=64,
        languages=("es", "en"),
        license="Apache-2.0",
        download_mb=0,
        memory_mb=0,
        good_at_es="Viene con Mirada: funciona sin red y al instante; ve lo principal.",
        good_at_en="Comes with Mirada: works offline at once; sees the main thing.",
    ),
)


def find_entry(name: str) -> CatalogueEntry | None:
    """The entry called ``name``, or None."""
    return next((item for item in CATALOGUE if item.name == name), None)


def entry(name: str) -> CatalogueEntry:
    """The entry called ``name``.

    Raises:
        ModelNotFoundError: there is none; the hint lists near names.
    """
    known = find_entry(name)
    if known is None:
        near = near_names(name)
        hint = f"Did you mean {', '.join(near)}?" if near else "`mirada models` lists them."
        raise ModelNotFoundError(f"There is no model {name!r} in the catalogue.", hint=hint)
    return known


def near_names(name: str) -> list[str]:
    """Up to three names that look like ``name``, or contain it."""
    names = [item.name for item in CATALOGUE]
    containing = [known for known in names if name and name.lower() in known]
    near = difflib.get_close_matches(name.lower(), names, n=3, cutoff=0.5)
    return list(dict.fromkeys([*near, *containing]))[:3]


def engine_class(engine: str) -> Callable[..., Towers]:
    """The class that runs an engine's towers, imported now."""
    module, _, name = ENGINE_CLASSES[engine].partition(":")
    found: Any = getattr(importlib.import_module(module), name)
    return found  # type: ignore[no-any-return]
