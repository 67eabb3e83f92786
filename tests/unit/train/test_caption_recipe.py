"""Captions of crop windows: what is written is true, what is false is caught, and it learns."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mirada.earth.legend import pastis
from mirada.errors import InputError
from mirada.train.caption.sentences import MONTHS, SAID, Scene, captions
from mirada.train.caption.truth import judge_caption
from mirada.train.caption.words import END, LANGUAGES, words_of
from mirada.types import Language

VOID = 19
CROPS = st.dictionaries(st.integers(1, 18), st.integers(1, 300), max_size=6)
SIDES: tuple[Language, Language] = ("en", "es")


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Windows of 576 pixels with any crops."""
    pixels = draw(CROPS)
    while sum(pixels.values()) > 576:
        pixels.pop(next(iter(pixels)))
    areas = {id: count / 100 for id, count in pixels.items()}
    rest = 576 - sum(pixels.values())
    scene = Scene(areas, 5.76, draw(st.integers(0, rest)) / 576, None)
    return replace(scene, greenest=draw(st.integers(1, 12))) if scene.told else scene


@given(scenes(), st.sampled_from(SIDES))
def test_the_grammar_says_nothing_false(scene: Scene, language: Language) -> None:
    for text in captions(scene, pastis(), language):
        found = judge_caption(text, scene, pastis(), language)
        assert found.false == 0, text
        assert found.invented == 0
        assert found.crops == len(scene.told)
        assert found.stated == 2 * len(scene.told) + 1 + (scene.greenest is not None)


@given(scenes(), st.sampled_from(SIDES), st.data())
def test_every_changed_number_is_caught(
    scene: Scene, language: Language, data: st.DataObject
) -> None:
    text = captions(scene, pastis(), language)[0]
    numbers = list(re.finditer(r"\d+(?:[.,]\d)?", text))
    chosen = data.draw(st.sampled_from(numbers))
    value = float(chosen.group().replace(",", "."))
    other = value + (3.0 if "." in chosen.group() or "," in chosen.group() else 7.0)
    said = f"{other:.1f}" if re.search(r"[.,]", chosen.group()) else f"{other:.0f}"
    said = said.replace(".", "," if language == "es" else ".")
    wrong = text[: chosen.start()] + said + text[chosen.end() :]
    assert judge_caption(wrong, scene, pastis(), language).false == 1


SCENE = Scene({3: 1.9, 1: 0.8, 8: 0.2}, 5.76, 0.12, 7)


@pytest.mark.parametrize("language", SIDES)
def test_a_changed_crop_or_month_is_caught(language: Language) -> None:
    text = captions(SCENE, pastis(), language)[0]
    corn, sorghum = (pastis().of(id).name(language).text for id in (3, 18))
    swapped = text.replace(f"{corn} (", f"{sorghum} (")
    found = judge_caption(swapped, SCENE, pastis(), language)
    assert (found.false, found.invented) == (2, 1)
    moved = text.replace(MONTHS[language][6], MONTHS[language][8])
    assert judge_caption(moved, SCENE, pastis(), language).false == 1
    unknown = text.replace(f"{corn} (", "zebra (")
    assert judge_caption(unknown, SCENE, pastis(), language).false == 2


def test_the_sentences_read_as_they_should() -> None:
    assert captions(SCENE, pastis(), "es")[0] == (
        "El cultivo principal es maíz (1,9 ha, 33 %), seguido de pradera (0,8 ha, 14 %) "
        "y viñedo (0,2 ha, 3 %). El maíz alcanzó su máximo verdor en julio. El terreno no agrícola "
        "ocupa el 12 % de la ventana."
    )
    assert captions(SCENE, pastis(), "en")[0] == (
        "The main crop is corn (1.9 ha, 33 %), followed by meadow (0.8 ha, 14 %) and "
        "grapevine (0.2 ha, 3 %). Corn was at its greenest in July. Unfarmed land covers 12 % of "
        "the window."
    )
    fruit = Scene({16: 2.0, 1: 1.0}, 5.76, 0.5, 5)
    assert "frutales (2,0 ha, 35 %), seguidos de pradera" in captions(fruit, pastis(), "es")[0]
    empty = Scene({}, 5.76, 1.0, None)
    assert captions(empty, pastis(), "en")[0] == (
        "The window contains no crops. Unfarmed land covers 100 % of the window."
    )
    assert "Los frutales alcanzaron su máximo verdor en mayo." in captions(fruit, pastis(), "es")[0]
    assert "Orchard was at its greenest in May." in captions(fruit, pastis(), "en")[0]


def test_small_and_many_crops_go_unsaid() -> None:
    many = Scene({id: 0.01 * id for id in range(1, 10)}, 5.76, 0.2, 6)
    assert [id for id, _ in many.told] == [9, 8, 7, 6]
    assert len(many.told) == SAID
    assert Scene({3: 0.04}, 5.76, 0.2, None).told == ()


@given(scenes(), st.sampled_from(SIDES))
def test_words_give_the_text_back(scene: Scene, language: Language) -> None:
    text = captions(scene, pastis(), language)[1]
    words = words_of([text])
    numbers = words.encode(text, language)
    assert numbers[0] == words.sign(language)
    assert numbers[-1] == END
    assert words.decode([*numbers[1:], 5, 5]) == text
    assert len(set(words.pieces)) == len(words.pieces) >= len(LANGUAGES)


def test_monthly_ndvi_takes_the_clearest_date_and_fills_gaps() -> None:
    from mirada.train.caption.features import monthly_ndvi, scene_of

    values = np.full((4, 10, 2, 2), 1_000, np.int16)
    values[0, 6], values[1, 6] = 3_000, 1_500  # January: a clear date, and one under a cloud
    values[2, 6] = 9_000  # July
    values[3, 6] = 2_000  # December
    ndvi = monthly_ndvi(values, np.array([5, 20, 190, 360]))
    assert ndvi.shape == (12, 2, 2)
    assert ndvi[0, 0, 0] == pytest.approx(0.5)
    assert ndvi[6, 0, 0] == pytest.approx(0.8)
    assert ndvi[7, 0, 0] == pytest.approx(0.8), "the nearest month that was seen"
    assert ndvi[11, 0, 0] == pytest.approx(1 / 3)
    scene = scene_of(np.array([[3, 3], [0, 19]]), ndvi)
    assert (dict(scene.areas), scene.unfarmed, scene.greenest) == ({3: 0.02}, 0.25, None)


def plain_map(crop: int) -> NDArray[np.uint8]:
    """24 x 24 pixels: 1.5 ha of a crop, half unfarmed, the rest void."""
    ids = np.full(576, VOID, np.uint8)
    ids[:288] = 0
    ids[288:438] = crop
    return ids.reshape(24, 24)


@pytest.mark.parametrize("language", SIDES)
def test_only_what_the_map_bears_out_is_shown(language: Language) -> None:
    pytest.importorskip("skimage")
    from mirada.train.caption.shown import shown

    scene = Scene({3: 1.5}, 5.76, 0.5, 7)
    for text in captions(scene, pastis(), language):
        found = shown(text, plain_map(3), "instead", language)
        assert (found.said, found.kept) == (3, 2), "a map alone tells no month"
        assert "50 %" in found.text
        assert MONTHS[language][6] not in found.text
        wrong = text.replace("1.5 ha", "2.9 ha").replace("1,5 ha", "2,9 ha")
        assert shown(wrong, plain_map(3), "instead", language).kept == 1
        assert shown(text, plain_map(8), "instead", language).kept == 1
    assert shown("Zebras.", plain_map(3), "instead", language).text == "instead"


def test_the_decoder_learns_and_goes_on_after_a_kill(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    pytest.importorskip("skimage")
    from mirada.train.caption.features import Window
    from mirada.train.caption.options import CaptionOptions, DecoderOptions
    from mirada.train.caption.recipe import learn, measure

    random = np.random.default_rng(0)
    windows = []
    for number in range(24):
        crop = 1 + number % 3
        classes = random.normal(0, 0.1, (19, 6)).astype(np.float32)
        classes[crop, 0] = 3.0
        scene = Scene({crop: 1.5}, 5.76, 0.5, 6)
        windows.append(
            Window(classes, np.zeros((12, 2), np.float32), scene, scene, plain_map(crop))
        )
    texts = [t for one in windows for s in SIDES for t in captions(one.truth, pastis(), s)]
    words = words_of(texts)
    options = CaptionOptions(
        decoder=DecoderOptions(32, 1, 2), steps=300, batch=16, rate=5e-3, checkpoint_seconds=0.0
    )
    whole = learn(windows, words, options, tmp_path)
    figures, examples = measure(whole.net, words, windows[:6])
    assert figures["en learned ROUGE-L"] > 0.8
    assert figures["en learned false"] < 0.2
    assert figures["es grammar false"] == 0.0
    assert figures["es shown false of its map"] == 0.0
    assert figures["en kept"] > 0.4
    assert len(examples) == 8

    class KilledError(Exception):
        pass

    def kill(line: str) -> None:
        if line.startswith("step 40"):
            raise KilledError

    options = replace(options, steps=60)
    ends = [tmp_path / "whole", tmp_path / "broken"]
    for end in ends:
        end.mkdir()
    whole = learn(windows, words, options, ends[0])
    with pytest.raises(KilledError):
        learn(windows, words, replace(options, progress=kill), ends[1])
    again = learn(windows, words, options, ends[1])
    assert again.step == whole.step == 60
    for name, value in whole.net.state_dict().items():
        assert torch.equal(value, again.net.state_dict()[name]), name
    with pytest.raises(InputError, match="another decoder"):
        learn(windows[1:], words, options, ends[0])
