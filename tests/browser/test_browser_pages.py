"""Each kind of page, in both languages: legible, whole, and nothing loaded from elsewhere."""

from __future__ import annotations

import itertools
from typing import Any, Literal

import pytest
from made_pages import KINDS, LANGUAGES, Language, Made
from sheet import Sheet

WIDTHS = (1280, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CONTRAST = 4.5  # of WCAG 2.2, 1.4.3, for text of any size
SMALLEST = 12.0  # px
SMALLEST_DRAWN = 6.0  # px; the numbers of the smallest parcels, which stand in tables too


@pytest.fixture(scope="module", params=[(k, g) for k in KINDS for g in LANGUAGES], ids="-".join)
def opened(request: pytest.FixtureRequest, made: Made, sheet: Sheet) -> tuple[Sheet, Language]:
    """A page of one kind in one language, loaded once for the tests below."""
    kind, language = request.param
    sheet.asked.clear()
    sheet.said.clear()
    sheet.tab.set_viewport_size({"width": WIDTHS[0], "height": 800})
    sheet.open(made.page(kind, language))
    return sheet, language


def test_nothing_is_loaded_and_nothing_complains(opened: tuple[Sheet, Language]) -> None:
    sheet, _ = opened
    elsewhere = [url for url in sheet.asked if not url.startswith("data:image/")]
    assert elsewhere == [sheet.tab.url]
    assert sheet.said == []


def test_it_is_built_as_a_document(opened: tuple[Sheet, Language]) -> None:
    sheet, language = opened
    found = sheet.look("images", "drawings", "headings", "landmarks", "strangers", "turned")
    assert sheet.tab.get_attribute("html", "lang") == language
    assert sheet.tab.title().strip()
    assert _in_order(found["headings"])
    assert found["landmarks"] == 1
    assert all(one["data"] and one["width"] > 0 and one["alt"] for one in found["images"])
    assert all(one["role"] == "img" and one["name"] for one in found["drawings"])
    assert found["strangers"] == 0
    assert not found["turned"]


def _in_order(levels: list[int]) -> bool:
    """One first heading, and none deeper than one below the one before."""
    steps = itertools.pairwise(levels)
    return levels[:1] == [1] and levels.count(1) == 1 and all(b <= a + 1 for a, b in steps)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_legible_at_any_width_in_any_light(
    opened: tuple[Sheet, Language], width: int, scheme: Literal["light", "dark"]
) -> None:
    sheet, _ = opened
    sheet.tab.set_viewport_size({"width": width, "height": 800})
    sheet.tab.emulate_media(color_scheme=scheme)
    found: dict[str, Any] = sheet.look("clipped", "contrast", "cut", "smallest", "smallestDrawn")
    assert found["clipped"] == []
    assert found["cut"] == []
    faint = [one for one in found["contrast"] if one["ratio"] < CONTRAST]
    assert found["contrast"]
    assert faint == []
    assert found["smallest"] >= SMALLEST
    assert found["smallestDrawn"] >= SMALLEST_DRAWN
