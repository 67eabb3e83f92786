"""``preprocessor_config.json`` and ``preprocess_cfg.json`` -> ``ImagePreprocessing``.

Files leave out what their processor's class has as a default, so the classes' defaults stand here
in one table. Keys that would change the tensor and are not understood are refused, not skipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mirada.errors import ModelFilesError
from mirada.models.documents import read_json, section, word
from mirada.models.preprocess import ImagePreprocessing

_CLIP_MEAN, _CLIP_STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
_HALF = (0.5, 0.5, 0.5)
_IMAGENET_MEAN, _IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
_LARGEST = 4_096  # pixels of a network's input; a larger promise is a mistake in the files

_SHORTEST_CLIP: Mapping[str, Any] = {
    "size": {"shortest_edge": 224},
    "crop_size": 224,
    "do_center_crop": True,
    "resample": 3,
    "image_mean": _CLIP_MEAN,
    "image_std": _CLIP_STD,
}
_SQUARE_HALF: Mapping[str, Any] = {
    "size": 224,
    "do_center_crop": False,
    "image_mean": _HALF,
    "image_std": _HALF,
}
# What a class of transformers does when its file says nothing; names without their endings
# ImageProcessor, ImageProcessorFast, ImageProcessorPil and FeatureExtractor.
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "CLIP": _SHORTEST_CLIP,
    "ChineseCLIP": {**_SHORTEST_CLIP, "size": {"height": 224, "width": 224}},
    "Bit": _SHORTEST_CLIP,
    "Siglip": {**_SQUARE_HALF, "resample": 3},
    "ViT": {**_SQUARE_HALF, "resample": 2},
    "DeiT": {
        "size": 256,
        "crop_size": 224,
        "do_center_crop": True,
        "resample": 3,
        "image_mean": _IMAGENET_MEAN,
        "image_std": _IMAGENET_STD,
    },
    "ConvNext": {
        "size": {"shortest_edge": 384},
        "crop_pct": 224 / 256,
        "resample": 3,
        "image_mean": _IMAGENET_MEAN,
        "image_std": _IMAGENET_STD,
    },
    "Blip": {"size": 384, "resample": 3, "image_mean": _CLIP_MEAN, "image_std": _CLIP_STD},
}
_RESAMPLE = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}
_ENDINGS = ("ImageProcessorFast", "ImageProcessorPil", "ImageProcessor", "FeatureExtractor")


def read_image_preprocessing(folder: Path) -> ImagePreprocessing:
    """The definition in ``folder``, in whichever dialect it is written.

    Raises:
        ModelFilesError: no file tells, or it is damaged or asks for something unknown.
    """
    open_clip = folder / "preprocess_cfg.json"
    if open_clip.is_file():
        return _Reader(open_clip, read_json(open_clip)).open_clip()
    own = folder / "preprocessor_config.json"
    if own.is_file():
        values = read_json(own)
        reader = _Reader(own, values)
        return reader.open_clip() if "resize_mode" in values else reader.transformers()
    joint = folder / "processor_config.json"
    values = section(read_json(joint, default={}), "image_processor")
    if values:
        return _Reader(joint, values).transformers()
    raise ModelFilesError(
        f"{folder} does not tell how pictures are prepared: preprocessor_config.json is missing.",
        hint="Pull the model again, or copy that file from where the model comes from.",
    )


class _Reader:
    """One configuration file, and sentences about it."""

    def __init__(self, path: Path, values: Mapping[str, Any]) -> None:
        self.path = path
        self.values = values

    def transformers(self) -> ImagePreprocessing:
        name = word(self.values, "image_processor_type") or word(
            self.values, "feature_extractor_type"
        )
        kind = next((name.removesuffix(end) for end in _ENDINGS if name.endswith(end)), name)
        if kind == "Siglip2" or "max_num_patches" in self.values:
            raise self.refused(
                "prepares pictures in their own shape (NaFlex), which is not supported",
                hint="Use the fixed-resolution sibling, for example siglip2-base.",
            )
        if kind not in _DEFAULTS and "size" not in self.values:
            raise self.refused(f"has an unknown kind of preparation: {name or 'none'}")
        values = {**_DEFAULTS.get(kind, {}), **self._present()}
        for key in ("do_pad", "do_split_image", "do_thumbnail", "do_align_long_axis"):
            if values.get(key):
                raise self.refused(f"asks for {key}, which is not supported")
        resize = bool(values.get("do_resize", True))
        base = self._crop_pct(values) if kind == "ConvNext" and resize else self._sized(values)
        crop = base.crop
        if values.get("do_center_crop"):
            crop = self._square(values.get("crop_size"), "crop_size")
        normalise = bool(values.get("do_normalize", True))
        factor = values.get("rescale_factor", 1 / 255) if values.get("do_rescale", True) else 1.0
        return ImagePreprocessing(
            fit=base.fit if resize else "none",
            size=base.size,
            longest=base.longest,
            crop=crop,
            resample=self._resample(values.get("resample", 2)),
            scale=self._float(factor, "rescale_factor"),
            mean=self._channels(values.get("image_mean", 0.0) if normalise else 0.0, "image_mean"),
            std=self._channels(values.get("image_std", 1.0) if normalise else 1.0, "image_std"),
        )

    def open_clip(self) -> ImagePreprocessing:
        size = self._square(self.values.get("size"), "size")
        mode = self.values.get("resize_mode", "shortest")
        if mode not in ("shortest", "squash", "longest"):
            raise self.refused(f"has an unknown resize_mode: {mode!r}")
        square = size[0] == size[1]
        shortest = "shortest" if square else "cover"
        fill = self.values.get("fill_color", 0)
        if isinstance(fill, bool) or not isinstance(fill, int) or not 0 <= fill <= 255:
            raise self.refused(f"has an impossible fill_color: {fill!r}")
        return ImagePreprocessing(
            fit={"squash": "exact", "longest": "longest"}.get(mode, shortest),  # type: ignore[arg-type]
            size=size,
            crop=size if mode == "shortest" else None,
            resample=self._resample(self.values.get("interpolation", "bicubic")),
            mean=self._channels(self.values.get("mean", _CLIP_MEAN), "mean"),
            std=self._channels(self.values.get("std", _CLIP_STD), "std"),
            fill=fill,
            halves="even",
        )

    def _present(self) -> dict[str, Any]:
        return {key: value for key, value in self.values.items() if value is not None}

    def _sized(self, values: Mapping[str, Any]) -> ImagePreprocessing:
        """``size`` in its dialects: int, [h, w], {height, width}, {shortest_edge}, {max_*}."""
        size = values.get("size")
        if isinstance(size, Mapping) and size.get("shortest_edge"):
            side = self._side(size["shortest_edge"], "size")
            longest = size.get("longest_edge")
            return ImagePreprocessing(
                fit="shortest",
                size=(side, side),
                longest=self._side(longest, "size") if longest else 0,
            )
        if isinstance(size, Mapping) and size.get("max_height"):
            within = {"height": size["max_height"], "width": size.get("max_width")}
            return ImagePreprocessing(fit="within", size=self._square(within, "size"))
        if isinstance(size, int) and word(self.values, "image_processor_type") in _INT_IS_SHORTEST:
            return ImagePreprocessing(fit="shortest", size=self._square(size, "size"))
        if isinstance(size, int) and word(self.values, "feature_extractor_type").startswith("CLIP"):
            return ImagePreprocessing(fit="shortest", size=self._square(size, "size"))
        return ImagePreprocessing(fit="exact", size=self._square(size, "size"))

    def _crop_pct(self, values: Mapping[str, Any]) -> ImagePreprocessing:
        """ConvNeXT: under 384 pixels resize larger and cut, from 384 on squash."""
        size = values.get("size")
        edge = size.get("shortest_edge") if isinstance(size, Mapping) else size
        side = self._side(edge, "size")
        if side >= 384:
            return ImagePreprocessing(fit="exact", size=(side, side))
        larger = int(side / self._float(values.get("crop_pct", 224 / 256), "crop_pct"))
        return ImagePreprocessing(
            fit="shortest", size=(self._side(larger, "crop_pct"),) * 2, crop=(side, side)
        )

    def _square(self, value: Any, key: str) -> tuple[int, int]:
        if isinstance(value, Mapping):
            value = (value.get("height"), value.get("width"))
        if isinstance(value, list | tuple) and len(value) == 2:
            return self._side(value[0], key), self._side(value[1], key)
        side = self._side(value, key)
        return side, side

    def _side(self, value: Any, key: str) -> int:
        whole = isinstance(value, int | float) and not isinstance(value, bool)
        if not whole or not 1 <= value <= _LARGEST or int(value) != value:
            raise self.refused(f"has an impossible {key}: {value!r}")
        return int(value)

    def _float(self, value: Any, key: str) -> float:
        good = isinstance(value, int | float) and not isinstance(value, bool)
        if not good or not 1e-6 <= value <= 1e6:
            raise self.refused(f"has an impossible {key}: {value!r}")
        return float(value)

    def _channels(self, value: Any, key: str) -> tuple[float, float, float]:
        items = list(value) if isinstance(value, list | tuple) else [value] * 3
        good = len(items) == 3 and all(
            isinstance(item, int | float) and abs(item) <= 1e6 for item in items
        )
        if not good or (key.endswith("std") and not all(item >= 1e-6 for item in items)):
            raise self.refused(f"has an impossible {key}: {value!r}")
        return float(items[0]), float(items[1]), float(items[2])

    def _resample(self, value: Any) -> int:
        if isinstance(value, str) and value.lower() in _RESAMPLE:
            return _RESAMPLE[value.lower()]
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 5:
            return value
        raise self.refused(f"has an unknown resample: {value!r}")

    def refused(self, what: str, *, hint: str = "") -> ModelFilesError:
        return ModelFilesError(f"{self.path} {what}.", hint=hint)


_INT_IS_SHORTEST = frozenset({"CLIPImageProcessor", "CLIPImageProcessorFast", "BitImageProcessor"})
