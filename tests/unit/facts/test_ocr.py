"""Text in pictures is read with its place; without the extra, the install line is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from mirada import cli
from mirada.facts.ocr import TextBox, cleaned, read_text, text_facts
from mirada.models.nothing import pictures_of_nothing
from mirada.types import Moment, Region

FONT = Path(cli.__file__).parent / "fonts" / "DejaVuSans-subset.ttf"
MOMENT = Moment("a" * 64, "image", 0.0, 0.0)


def drawn(text: str, *, turn: int = 0, at: tuple[int, int] = (30, 40)) -> np.ndarray:
    """Black letters on a light board of 480 x 360, turned to the left by so many degrees."""
    font = ImageFont.truetype(str(FONT), 34)
    left, top, right, bottom = font.getbbox(text)
    mask = Image.new("L", (int(right - left) + 8, int(bottom - top) + 8), 0)
    ImageDraw.Draw(mask).text((4 - left, 4 - top), text, fill=255, font=font)
    mask = mask.rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)
    board = Image.new("RGB", (480, 360), (240, 238, 225))
    board.paste(Image.new("RGB", mask.size, (20, 20, 30)), at, mask)
    return np.asarray(board)


@pytest.fixture(autouse=True)
def _needs_ocr() -> None:
    pytest.importorskip("rapidocr")


@pytest.mark.parametrize("text", ["Salida 24", "Dirección única", "Exit 10 km"])
def test_a_line_is_read_where_it_stands(text: str) -> None:
    (box,) = read_text(drawn(text))
    assert box.text == text
    assert box.region.x == pytest.approx(30 / 480, abs=0.03)
    assert box.region.y == pytest.approx(40 / 360, abs=0.04)
    assert 0.6 <= box.confidence <= 1


@pytest.mark.parametrize("turn", [15, 90, 180, 270])
def test_turned_lines_are_read(turn: int) -> None:
    (box,) = read_text(drawn("Exit 24", turn=turn))
    assert box.text == "Exit 24"
    if turn in (90, 270):
        assert box.region.height * 360 > box.region.width * 480


def test_nothing_is_read_where_nothing_is_written() -> None:
    empty = list(pictures_of_nothing())[:6]
    assert [read_text(one) for one in empty] == [()] * 6


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (200, 3), (9, 9)])
def test_tiny_pictures_hold_no_text(shape: tuple[int, int]) -> None:
    assert read_text(np.zeros((*shape, 3), np.uint8)) == ()


def test_the_opening_mark_is_not_taken_for_a_letter() -> None:
    assert cleaned("iPeligro!  Alta tensión") == "¡Peligro! Alta tensión"
    assert cleaned("iPhone a 99!") == "iPhone a 99!"
    assert cleaned("inicio") == "inicio"


def test_facts_are_numbered_and_placed() -> None:
    boxes = (
        TextBox("Farmacia", Region(0.7, 0.0, 0.3, 0.2), 0.9),
        TextBox("24 h", Region(0.0, 0.9, 0.1, 0.1), 0.8),
    )
    facts = text_facts(MOMENT, boxes, frame_hash="0" * 16)
    told = [(fact.subject, fact.predicate, fact.value) for fact in facts]
    assert told == [
        ("text:1", "text", "Farmacia"),
        ("text:1", "place", "top-right"),
        ("text:2", "text", "24 h"),
        ("text:2", "place", "bottom-left"),
    ]
    assert facts[2].evidence.region == boxes[1].region
    assert {fact.evidence.frame_hash for fact in facts} == {"0" * 16}


def test_without_the_extra_the_install_line_is_said() -> None:
    code = (
        "import sys; sys.modules['rapidocr'] = None\n"
        "import numpy as np\n"
        "from mirada.errors import MissingDependencyError\n"
        "from mirada.facts.ocr import read_text\n"
        "try: read_text(np.zeros((8, 8, 3), np.uint8))\n"
        "except MissingDependencyError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'mirada[ocr]'" in done.stdout
