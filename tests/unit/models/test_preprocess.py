"""Image preparation equals transformers' own processors, file by file and picture by picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from mirada.errors import ModelError, ModelFilesError
from mirada.models.preprocess import ImagePreprocessing
from mirada.models.preprocess_files import read_image_preprocessing

SIZES = [(40, 70), (71, 33), (32, 32), (33, 32), (31, 47), (5, 7), (200, 17), (96, 97)]
MODES = ["RGB", "L", "RGBA", "P", "CMYK", "1"]

PROCESSORS: list[tuple[str, dict[str, Any]]] = [
    ("CLIPImageProcessor", {}),
    ("CLIPImageProcessor", {"size": {"shortest_edge": 33}, "crop_size": 33}),
    (
        "CLIPImageProcessor",
        {"size": {"shortest_edge": 40}, "crop_size": {"height": 32, "width": 24}},
    ),
    ("CLIPImageProcessor", {"size": {"shortest_edge": 20}, "crop_size": 31}),
    ("CLIPImageProcessor", {"size": {"height": 30, "width": 44}, "crop_size": 32}),
    ("CLIPImageProcessor", {"size": {"shortest_edge": 24, "longest_edge": 40}, "crop_size": 24}),
    ("CLIPImageProcessor", {"do_center_crop": False, "size": {"height": 32, "width": 32}}),
    ("CLIPImageProcessor", {"size": 36, "crop_size": 32}),
    ("SiglipImageProcessor", {}),
    ("SiglipImageProcessor", {"size": {"height": 32, "width": 48}, "resample": 2}),
    ("SiglipImageProcessor", {"size": {"height": 33, "width": 33}, "resample": 1}),
    ("SiglipImageProcessor", {"size": {"height": 32, "width": 32}, "do_normalize": False}),
    ("SiglipImageProcessor", {"size": {"height": 32, "width": 32}, "do_rescale": False}),
    ("SiglipImageProcessor", {"size": {"height": 32, "width": 32}, "rescale_factor": 1 / 127.5}),
    ("ViTImageProcessor", {}),
    ("ViTImageProcessor", {"size": 48, "resample": 0, "image_mean": [0.1, 0.2, 0.3]}),
    ("ConvNextImageProcessor", {}),
    ("ConvNextImageProcessor", {"size": {"shortest_edge": 32}}),
    ("ConvNextImageProcessor", {"size": {"shortest_edge": 64}, "crop_pct": 0.95, "resample": 2}),
    ("ConvNextImageProcessor", {"size": {"shortest_edge": 384}}),
    ("BlipImageProcessor", {"size": {"height": 40, "width": 40}}),
    ("BitImageProcessor", {"size": {"shortest_edge": 40}, "crop_size": 32}),
    ("DeiTImageProcessor", {"size": {"height": 40, "width": 40}, "crop_size": 33}),
]


def _pictures() -> list[np.ndarray]:
    rng = np.random.default_rng(3)
    noise = [rng.integers(0, 256, (h, w, 3), dtype=np.uint8) for h, w in SIZES]
    y, x = np.mgrid[0:90, 0:61]
    smooth = np.stack([x * 4, y * 2, 255 - x * 2 - y], axis=2).clip(0, 255).astype(np.uint8)
    return [*noise, smooth]


@pytest.mark.torch
@pytest.mark.parametrize(("name", "options"), PROCESSORS, ids=lambda value: str(value)[:60])
def test_equals_the_processor_that_wrote_the_file(
    name: str, options: dict[str, Any], tmp_path: Path
) -> None:
    transformers = pytest.importorskip("transformers")
    processor = getattr(transformers, name + "Pil")(**options)
    processor.save_pretrained(tmp_path)
    ours = read_image_preprocessing(tmp_path)
    for pixels in _pictures():
        theirs = processor(Image.fromarray(pixels), return_tensors="np")["pixel_values"][0]
        mine = ours.apply(pixels)
        assert mine.dtype == np.float32
        assert mine.shape == theirs.shape
        assert np.array_equal(mine, theirs.astype(np.float32)), (name, options, pixels.shape)


@pytest.mark.torch
@pytest.mark.parametrize("mode", MODES)
def test_modes_of_pictures_become_rgb_as_transformers_does(mode: str, tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    from mirada.models.pictures import to_pixels
    from mirada.settings import Settings

    processor = transformers.CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size=32)
    processor.save_pretrained(tmp_path)
    picture = Image.fromarray(_pictures()[0]).convert(mode)
    if mode == "RGBA":
        picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    theirs = processor(picture, return_tensors="np")["pixel_values"][0]
    mine = read_image_preprocessing(tmp_path).apply(to_pixels(picture, Settings()))
    assert np.array_equal(mine, theirs.astype(np.float32))


@pytest.mark.torch
def test_a_joint_processor_file_is_read(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    processor = transformers.SiglipImageProcessorPil(size={"height": 24, "width": 24})
    values = json.loads(processor.to_json_string())
    (tmp_path / "processor_config.json").write_text(json.dumps({"image_processor": values}))
    assert read_image_preprocessing(tmp_path).size == (24, 24)


# open_clip is not installed here (its torchvision would not load), so its rules are written out:
# torchvision's Resize and CenterCrop on Pillow pictures, ToTensor, Normalize.
def _open_clip(pixels: np.ndarray, config: dict[str, Any]) -> np.ndarray:
    picture = Image.fromarray(pixels)
    side = config["size"][0]
    width, height = picture.size
    how = {"bicubic": Image.Resampling.BICUBIC, "bilinear": Image.Resampling.BILINEAR}
    resample = how[config["interpolation"]]
    if config["resize_mode"] == "squash":
        picture = picture.resize((side, side), resample)
    elif config["resize_mode"] == "shortest":
        short, long = min(width, height), max(width, height)
        other = int(side * long / short)
        size = (side, other) if width <= height else (other, side)
        picture = picture.resize(size, resample)
        left, top = round((size[0] - side) / 2.0), round((size[1] - side) / 2.0)
        picture = picture.crop((left, top, left + side, top + side))
    else:
        ratio = max(height / side, width / side)
        inner = picture.resize((round(width / ratio), round(height / ratio)), resample)
        picture = Image.new("RGB", (side, side), (config["fill_color"],) * 3)
        picture.paste(inner, ((side - inner.width) // 2, (side - inner.height) // 2))
    array = np.asarray(picture).transpose(2, 0, 1).astype(np.float32) / np.float32(255)
    mean, std = (np.array(config[key], np.float32)[:, None, None] for key in ("mean", "std"))
    return (array - mean) / std


@pytest.mark.parametrize("mode", ["shortest", "squash", "longest"])
@pytest.mark.parametrize("interpolation", ["bicubic", "bilinear"])
def test_open_clip_files(mode: str, interpolation: str, tmp_path: Path) -> None:
    config = {
        "size": [32, 32],
        "mode": "RGB",
        "mean": [0.48145466, 0.4578275, 0.40821073],
        "std": [0.26862954, 0.26130258, 0.27577711],
        "interpolation": interpolation,
        "resize_mode": mode,
        "fill_color": 7,
    }
    (tmp_path / "preprocess_cfg.json").write_text(json.dumps(config))
    ours = read_image_preprocessing(tmp_path)
    for pixels in _pictures():
        if min(pixels.shape[:2]) < 8 and mode == "longest":
            continue
        assert np.abs(ours.apply(pixels) - _open_clip(pixels, config)).max() <= 1e-6, pixels.shape


def test_a_size_within_limits() -> None:
    ours = ImagePreprocessing(fit="within", size=(20, 40))
    assert ours.apply(np.zeros((100, 100, 3), np.uint8)).shape == (3, 20, 20)
    assert ours.side == 0


def test_pictures_longer_than_the_model_can_bear_are_refused() -> None:
    strip = np.zeros((1, 30_000, 3), np.uint8)
    with pytest.raises(ModelError, match="too long and thin"):
        ImagePreprocessing(fit="shortest", size=(224, 224), crop=(224, 224)).apply(strip)


def test_the_hash_tells_every_field_apart() -> None:
    base = ImagePreprocessing()
    others = [
        ImagePreprocessing(fit="shortest"),
        ImagePreprocessing(size=(224, 225)),
        ImagePreprocessing(crop=(224, 224)),
        ImagePreprocessing(resample=2),
        ImagePreprocessing(scale=1 / 256),
        ImagePreprocessing(mean=(0.0, 0.0, 0.1)),
        ImagePreprocessing(std=(1.0, 1.0, 1.1)),
        ImagePreprocessing(fill=1),
        ImagePreprocessing(halves="even"),
        ImagePreprocessing(longest=3),
    ]
    assert len({base.hash, *(other.hash for other in others)}) == 11
    assert base.hash == ImagePreprocessing().hash
    assert ImagePreprocessing().hash == "b6cc0145"  # stored in archives: it may never change


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("preprocessor_config.json", '{"size": ', "not valid JSON"),
        ("preprocessor_config.json", "[1]", "holds no object"),
        ("preprocessor_config.json", '{"image_processor_type": "XImageProcessor"}', "unknown kind"),
        ("preprocessor_config.json", '{"size": {"height": -3, "width": 5}}', "impossible size"),
        ("preprocessor_config.json", '{"size": 1e9}', "impossible size"),
        ("preprocessor_config.json", '{"size": {"height": 3}}', "impossible size"),
        ("preprocessor_config.json", '{"size": "big"}', "impossible size"),
        ("preprocessor_config.json", '{"size": 8, "resample": 17}', "unknown resample"),
        ("preprocessor_config.json", '{"size": 8, "image_std": [0, 1, 1]}', "impossible image_std"),
        (
            "preprocessor_config.json",
            '{"size": 8, "image_mean": [NaN, 1, 1]}',
            "impossible image_m",
        ),
        ("preprocessor_config.json", '{"size": 8, "rescale_factor": 0}', "impossible rescale"),
        ("preprocessor_config.json", '{"size": 8, "do_pad": true}', "asks for do_pad"),
        ("preprocessor_config.json", '{"image_processor_type": "Siglip2ImageProcessor"}', "NaFlex"),
        ("preprocess_cfg.json", '{"size": 8, "resize_mode": "melt"}', "unknown resize_mode"),
        ("preprocess_cfg.json", '{"size": 8, "fill_color": 300}', "impossible fill_color"),
        ("preprocess_cfg.json", "{}", "impossible size"),
        ("other.json", "{}", "does not tell how pictures are prepared"),
    ],
)
def test_lying_files_get_one_sentence(
    name: str, content: str, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(ModelFilesError, match=sentence) as caught:
        read_image_preprocessing(tmp_path)
    assert "\n" not in str(caught.value)
