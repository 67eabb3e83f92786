"""Areas on a ground: each found with its shape, mirrored with the picture, and no photograph."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from painted import ASSET, MOMENT, Thing, paint
from PIL import Image, ImageDraw

from drawn import draw
from mirada.facts.areas import canonical
from mirada.facts.figure_facts import figure_relations
from mirada.facts.figures import Figures, find_figures
from mirada.facts.ground import find_ground
from mirada.facts.outlines import find_shape
from mirada.facts.picture import picture_facts
from mirada.types import Region


def found_in(pixels: np.ndarray) -> Figures | None:
    small, turned = canonical(pixels)
    return find_figures(small, np.ascontiguousarray(pixels[:, ::-1]) if turned else pixels)


def looks(pixels: np.ndarray) -> list[tuple[str | None, str]]:
    found = found_in(pixels)
    assert found is not None
    return sorted((figure.colour, figure.shape) for figure in found.figures)


def canvas(level: int = 190, size: tuple[int, int] = (480, 360)) -> Image.Image:
    return Image.new("RGB", size, (level, level, level))


def pixels_of(image: Image.Image) -> np.ndarray:
    return np.asarray(image)


def test_each_shape_by_its_outline() -> None:
    image = canvas()
    pen = ImageDraw.Draw(image)
    pen.ellipse((20, 20, 110, 110), fill=(210, 30, 30))
    pen.rectangle((150, 20, 240, 110), fill=(30, 60, 210))
    pen.polygon([(320, 20), (270, 110), (370, 110)], fill=(30, 150, 60))
    pen.rectangle((20, 150, 330, 180), fill=(240, 220, 40))
    pen.rectangle((20, 220, 160, 300), fill=(130, 50, 170))
    pen.ellipse((200, 220, 400, 320), fill=(10, 10, 10))
    assert looks(pixels_of(image)) == [
        ("black", "ellipse"), ("blue", "square"), ("green", "triangle"), ("purple", "rectangle"),
        ("red", "circle"), ("yellow", "bar"),
    ]  # fmt: skip


def test_a_small_one_is_found_and_counted() -> None:
    """0.35 % of the picture, which is grain at the size that salient areas are looked for."""
    image = canvas()
    ImageDraw.Draw(image).rectangle((300, 40, 323, 64), fill=(30, 150, 60))
    ImageDraw.Draw(image).ellipse((40, 120, 200, 280), fill=(210, 30, 30))
    facts = picture_facts(pixels_of(image), ASSET, MOMENT)
    assert [f.value for f in facts if f.predicate == "area_count"] == [2.0]
    assert {(f.subject, f.value) for f in facts if f.predicate == "colour"} == {
        ("area:1", "red"), ("area:2", "green"),
    }  # fmt: skip
    assert [f.value for f in facts if f.predicate == "ground"] == ["grey"]


def test_what_is_hidden_in_part_keeps_its_shape() -> None:
    image = canvas()
    pen = ImageDraw.Draw(image)
    pen.ellipse((60, 60, 260, 260), fill=(210, 30, 30))
    pen.rectangle((220, 140, 330, 250), fill=(30, 60, 210))
    pixels = pixels_of(image)
    assert looks(pixels) == [("blue", "square"), ("red", "circle")]
    found = found_in(pixels)
    assert found is not None
    assert found.touching == ((0, 1),)


def test_two_of_one_colour_that_touch_are_not_counted() -> None:
    image = canvas()
    pen = ImageDraw.Draw(image)
    pen.ellipse((40, 80, 180, 220), fill=(210, 30, 30))
    pen.ellipse((170, 80, 310, 220), fill=(210, 30, 30))
    facts = picture_facts(pixels_of(image), ASSET, MOMENT)
    assert [f.value for f in facts if f.predicate == "ground"] == ["grey"]
    assert not [f for f in facts if f.predicate == "area_count"]


def test_one_in_the_other() -> None:
    image = canvas()
    pen = ImageDraw.Draw(image)
    pen.rectangle((60, 60, 300, 300), fill=(240, 220, 40))
    pen.ellipse((120, 120, 220, 220), fill=(30, 60, 210))
    facts = picture_facts(pixels_of(image), ASSET, MOMENT)
    told = {(f.subject, f.predicate, f.object) for f in facts if f.object.startswith("area:")}
    assert told == {("area:2", "inside", "area:1"), ("area:1", "touches", "area:2")}


@pytest.mark.parametrize("quality", [50, 90])
@pytest.mark.parametrize("grain", [0.0, 12.0])
def test_grain_and_jpeg_change_nothing(grain: float, quality: int) -> None:
    things = (
        Thing("red", Region(0.05, 0.35, 0.2, 0.266), round=True),
        Thing("blue", Region(0.5, 0.2, 0.15, 0.2)),
    )
    pixels = paint(things, size=(640, 480), noise=grain)
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "JPEG", quality=quality)
    assert looks(np.asarray(Image.open(data))) == [("blue", "square"), ("red", "circle")]


def test_a_graded_ground_is_one_ground() -> None:
    y, x = np.mgrid[0:360, 0:480] / 480
    pixels = np.repeat((90 + 120 * x + 30 * y)[..., None], 3, axis=2).astype(np.uint8)
    pixels[100:180, 200:280] = (210, 30, 30)
    assert looks(pixels) == [("red", "square")]


def test_light_that_falls_off_is_no_area() -> None:
    y, x = np.mgrid[0:360, 0:480]
    away = np.hypot(x - 240, y - 180) / 300
    pixels = np.repeat((230 - 110 * away)[..., None], 3, axis=2).astype(np.uint8)
    pixels[40:120, 60:140] = (30, 60, 210)
    assert looks(pixels) == [("blue", "square")]


def test_what_is_no_areas_on_a_ground() -> None:
    random = np.random.default_rng(3)
    grain = random.integers(0, 256, (240, 320, 3), np.uint8)
    assert found_in(grain) is None
    coarse = random.integers(0, 256, (12, 16, 3), np.uint8)
    patches = np.asarray(Image.fromarray(coarse).resize((320, 240), Image.Resampling.NEAREST))
    assert found_in(patches) is None
    shaded = np.asarray(Image.fromarray(coarse).resize((320, 240), Image.Resampling.BICUBIC))
    assert found_in(shaded) is None
    flat = np.full((240, 320, 3), 120, np.uint8)
    assert found_in(flat) is None, "a ground with nothing on it tells no number"
    assert find_ground(np.zeros((8, 8, 3), np.uint8)) is None


def test_something_shaded_on_a_plain_ground_is_not_counted() -> None:
    """As a thing photographed on white: it is not of one colour."""
    pixels = np.full((240, 320, 3), 250, np.uint8)
    y, x = np.mgrid[0:120, 0:120]
    inside = np.hypot(x - 60, y - 60) < 55
    light = 60 + 150 * np.exp(-((x - 40) ** 2 + (y - 40) ** 2) / 1500)
    pixels[60:180, 100:220][inside] = np.stack([light, light * 0.4, light * 0.3], -1)[inside]
    facts = picture_facts(pixels, ASSET, MOMENT)
    assert not {"area_count", "shape", "ground"} & {fact.predicate for fact in facts}


@given(number=st.integers(0, 10_000))
@settings(max_examples=4, deadline=None)
def test_a_mirrored_picture_gives_the_mirrored_facts(number: int) -> None:
    image = Image.open(io.BytesIO(draw(number).data)).convert("RGB")
    image.thumbnail((400, 400))
    pixels = np.asarray(image)
    sides = {"left": "right", "right": "left"}

    def told(upright: np.ndarray, turned: bool) -> set[tuple[str, str, str, str]]:
        found = set()
        for fact in picture_facts(upright, ASSET, MOMENT):
            subject, other, value = fact.subject, fact.object, str(fact.value)
            if turned and fact.predicate == "left_of":
                subject, other = other, subject
            if turned and fact.predicate == "place":
                value = "-".join(sides.get(word, word) for word in value.split("-"))
            if fact.predicate not in ("brightness", "colour_share", "sharpness"):
                found.add((subject, fact.predicate, other, value))
        return found

    assert told(pixels, False) == told(np.ascontiguousarray(pixels[:, ::-1]), True)


@pytest.mark.parametrize("number", [2, 7, 11, 16])
def test_drawn_pictures_are_seen_as_drawn(number: int) -> None:
    drawn = draw(number)
    pixels = np.asarray(Image.open(io.BytesIO(drawn.data)).convert("RGB"))
    assert looks(pixels) == sorted((figure.colour, figure.kind) for figure in drawn.figures)


def test_relations_by_the_middles() -> None:
    image = canvas()
    pen = ImageDraw.Draw(image)
    pen.rectangle((20, 20, 80, 80), fill=(210, 30, 30))
    pen.rectangle((300, 200, 370, 270), fill=(30, 60, 210))
    found = found_in(pixels_of(image))
    assert found is not None
    told = {(r.first, r.predicate, r.second) for r in figure_relations(found)}
    names = [figure.colour for figure in found.figures]
    red, blue = names.index("red"), names.index("blue")
    left = found.figures[red].region.x < found.figures[blue].region.x  # or its mirror image
    assert told == {
        (red, "left_of", blue) if left else (blue, "left_of", red), (red, "above", blue),
    }  # fmt: skip


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_any_mask_has_a_shape_or_none(seed: int) -> None:
    random = np.random.default_rng(seed)
    mask = random.random((24, 31)) < random.random()
    other = random.random((24, 31)) < 0.2
    if mask.any():
        assert find_shape(mask, [other & ~mask]) in (
            "", "circle", "ellipse", "square", "rectangle", "bar", "triangle", "irregular",
        )  # fmt: skip
