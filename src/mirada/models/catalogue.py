"""The models that Mirada knows by name: one explicit table."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Collection, Mapping
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
        revision: the commit that is pulled, or "main": then the commit of the day, which is
            written beside the model and becomes part of its space.
        layout: how its files lie: "towers", "onnx" or "checkpoint", see ``files.py``.
        variant: the precision whose files are pulled ("" = whole).
        parameters: weights of both towers.
        dimension: length of a vector.
        image_size: side of the input in pixels.
        languages: codes of the languages that it was made for; "multi" = many more.
        license: SPDX name.
        download_mb: what ``mirada models pull`` fetches.
        memory_mb: about what it takes in memory: an estimate from the size of its weights.
        good_at_es, good_at_en: one sentence.
        logit_scale, logit_bias: as published, where they are.
        listing_seen: whether the hub's listing of these very files was seen when this table was
            written; else their names follow their maker's habit and the size is computed from
            the number of weights.
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
    logit_scale: float | None = None
    logit_bias: float | None = None
    listing_seen: bool = True

    @property
    def embedded(self) -> bool:
        return self.source == "embedded"

    @property
    def served(self) -> bool:
        """Whether a server answers for it: never, for models that see."""
        return False

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

    def files_in(self, paths: Collection[str]) -> list[str]:
        """Of the paths in its repository, those to pull.

        Raises:
            ModelNotFoundError: one of ``files`` is not there.
        """
        missing = [name for name in self.files if name not in paths]
        if missing:
            raise ModelNotFoundError(
                f"{self.source} has no {missing[0]} at revision {self.revision[:12]}.",
                hint="Its layout may have changed; tell us, or pull an older Mirada's revision.",
            )
        chosen = [*self.files, *(name for name in self.optional if name in paths)]
        graphs = [name for name in chosen if name.endswith(".onnx")]
        beside = [f"{graph}{ending}" for graph in graphs for ending in ("_data", ".data")]
        return [*chosen, *(name for name in beside if name in paths)]


_SIGLIP2_SCALE, _SIGLIP2_BIAS = 112.6687, -16.7717  # exp(4.724453), of siglip2-base-patch16-224

CATALOGUE: tuple[CatalogueEntry, ...] = (
    CatalogueEntry(
        name="nano",
        engine="onnx",
        source="embedded",
        revision="",
        layout="onnx",
        parameters=8_410_096,
        dimension=256,
        image_size=160,
        languages=("es", "en"),
        license="Apache-2.0",
        download_mb=0,
        memory_mb=50,
        good_at_es="Viene con Mirada: funciona sin red y al instante; ve lo principal.",
        good_at_en="Comes with Mirada: works offline at once; sees the main thing of a picture.",
    ),
    CatalogueEntry(
        name="siglip2-base",
        engine="onnx",
        source="onnx-community/siglip2-base-patch16-224-ONNX",
        revision="ba1f3b0843f24bc5417d38e19c37b287d719b2f4",
        layout="onnx",
        parameters=375_000_000,
        dimension=768,
        image_size=224,
        languages=("es", "en", "multi"),
        license="Apache-2.0",
        download_mb=786,
        memory_mb=1_600,
        good_at_es="El mejor equilibrio en español y otros idiomas: fotos y vídeo de todo tipo.",
        good_at_en="Best balance in Spanish and many languages: photographs and film of any kind.",
        variant="fp16",
        logit_scale=_SIGLIP2_SCALE,
        logit_bias=_SIGLIP2_BIAS,
    ),
    CatalogueEntry(
        name="siglip2-base-fp32",
        engine="onnx",
        source="onnx-community/siglip2-base-patch16-224-ONNX",
        revision="ba1f3b0843f24bc5417d38e19c37b287d719b2f4",
        layout="onnx",
        parameters=375_000_000,
        dimension=768,
        image_size=224,
        languages=("es", "en", "multi"),
        license="Apache-2.0",
        download_mb=1_540,
        memory_mb=1_600,
        good_at_es="El mismo en precisión completa: más descarga, arranque más rápido.",
        good_at_en="The same in full precision: a longer download, a quicker start.",
        logit_scale=_SIGLIP2_SCALE,
        logit_bias=_SIGLIP2_BIAS,
        listing_seen=False,
    ),
    CatalogueEntry(
        name="siglip2-so400m",
        engine="transformers",
        source="google/siglip2-so400m-patch14-384",
        revision="main",
        layout="checkpoint",
        parameters=1_136_000_000,
        dimension=1_152,
        image_size=384,
        languages=("es", "en", "multi"),
        license="Apache-2.0",
        download_mb=4_575,
        memory_mb=4_700,
        good_at_es="La mayor calidad de la tabla, y detalles pequeños; pide una GPU (extra torch).",
        good_at_en="The highest quality here, and small things; wants a GPU (extra torch).",
    ),
    CatalogueEntry(
        name="siglip-base-multilingual",
        engine="transformers",
        source="google/siglip-base-patch16-256-multilingual",
        revision="main",
        layout="checkpoint",
        parameters=371_000_000,
        dimension=768,
        image_size=256,
        languages=("es", "en", "multi"),
        license="Apache-2.0",
        download_mb=1_497,
        memory_mb=1_600,
        good_at_es="El SigLIP multilingüe anterior a SigLIP 2 (extra torch).",
        good_at_en="The multilingual SigLIP before SigLIP 2 (extra torch).",
    ),
    CatalogueEntry(
        name="xlmr-clip-base",
        engine="onnx",
        source="immich-app/XLM-Roberta-Base-ViT-B-32__laion5b_s13b_b90k",
        revision="main",
        layout="towers",
        parameters=366_000_000,
        dimension=512,
        image_size=224,
        languages=("es", "en", "multi"),
        license="MIT",
        download_mb=1_480,
        memory_mb=1_550,
        good_at_es="CLIP multilingüe de LAION-5B: imágenes rápidas, texto en cien idiomas.",
        good_at_en="Multilingual CLIP on LAION-5B: quick pictures, texts in a hundred languages.",
        listing_seen=False,
    ),
    CatalogueEntry(
        name="clip-base",
        engine="onnx",
        source="Xenova/clip-vit-base-patch32",
        revision="4c1807b705b1d015fb032789cc4d221b23025a6f",
        layout="onnx",
        parameters=151_000_000,
        dimension=512,
        image_size=224,
        languages=("en",),
        license="MIT",
        download_mb=608,
        memory_mb=650,
        good_at_es="El CLIP de OpenAI: solo inglés; sirve de comparación.",
        good_at_en="OpenAI's CLIP: English only; the usual yardstick.",
        logit_scale=100.0,
    ),
    CatalogueEntry(
        name="clip-base-int8",
        engine="onnx",
        source="Xenova/clip-vit-base-patch32",
        revision="4c1807b705b1d015fb032789cc4d221b23025a6f",
        layout="onnx",
        parameters=151_000_000,
        dimension=512,
        image_size=224,
        languages=("en",),
        license="MIT",
        download_mb=156,
        memory_mb=200,
        good_at_es="El mismo en 8 bits: la cuarta parte de descarga, algo menos fino.",
        good_at_en="The same in 8 bits: a quarter of the download, a little coarser.",
        variant="quantized",
        logit_scale=100.0,
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
