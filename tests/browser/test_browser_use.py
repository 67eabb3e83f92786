"""What people do with a page: follow a picture to its file, use the keyboard, move it, print it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from made_pages import ARABIC, KINDS, SHOT_SECONDS, SHOTS, Made
from playwright.sync_api import Browser, Page
from sheet import Sheet

PRINTED_WIDTH = 673  # px: A4 without its margins
NEAR = 0.5  # s


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab that has never seen a page; films stay where they begin."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script("addEventListener('play', (event) => event.target.pause(), true)")
    yield context.new_page()
    context.close()


def _second_shown(tab: Page) -> float:
    """Where the film that fills the tab stands, once it can be seen."""
    tab.wait_for_function(
        "document.querySelector('video')?.readyState >= 2 &&"
        " document.querySelector('video').paused && !document.querySelector('video').seeking"
    )
    return float(tab.evaluate("document.querySelector('video').currentTime"))


@pytest.mark.parametrize("key", [False, True], ids=["click", "enter"])
def test_a_hit_of_a_film_opens_it_at_its_second(made: Made, tab: Page, key: bool) -> None:
    tab.goto(made.page("film-hits", "en").as_uri())
    hit = tab.locator(f"a.frame[href*='{SHOTS}']").first
    assert "▶ 0:08" in hit.inner_text()
    if key:
        hit.focus()
        tab.keyboard.press("Enter")
    else:
        hit.click()
    tab.wait_for_url(f"**/{SHOTS}#t=*")
    begun = 2 * SHOT_SECONDS
    assert abs(_second_shown(tab) - begun) <= NEAR


def test_a_sentence_opens_the_film_where_it_is_proved(made: Made, tab: Page) -> None:
    """Also where the name of the film is full of what addresses and HTML are made of."""
    tab.goto(made.page("timeline", "es").as_uri())
    last = tab.locator("a.frame").last
    begun = float(re.findall(r"#t=([\d.]+)$", last.get_attribute("href") or "")[0])
    assert 10.0 <= begun <= 16.0
    last.click()
    tab.wait_for_url("file://**#t=*")
    assert abs(_second_shown(tab) - begun) <= NEAR
    assert tab.evaluate("document.querySelector('video').videoWidth") == 320


def test_a_hit_of_a_picture_opens_it(made: Made, tab: Page) -> None:
    tab.goto(made.page("folder", "en").as_uri())
    tab.get_by_alt_text(ARABIC).first.click()
    tab.wait_for_function("document.images[0]?.naturalWidth > 0")
    assert tab.evaluate("document.images[0].naturalWidth") == 200


def test_the_demo_can_be_moved_with_its_pictures(made: Made, tab: Page, tmp_path: Path) -> None:
    moved = tmp_path / "somewhere else #1"
    shutil.copytree(made.page("demo", "en").parent, moved)
    tab.goto((moved / "demo-en.html").as_uri())
    tab.get_by_title("camera.png").first.click()
    tab.wait_for_function("document.images[0]?.naturalWidth > 0")
    assert "somewhere%20else%20%231/pictures/camera.png" in tab.url


@pytest.mark.parametrize("kind", KINDS)
def test_all_can_be_reached_by_keyboard_and_is_seen_there(
    made: Made, sheet: Sheet, kind: str
) -> None:
    sheet.open(made.page(kind, "en"))
    tab, seen = sheet.tab, []
    for _ in range(sheet.look("stops")["stops"]):
        tab.keyboard.press("Tab")
        seen.append(sheet.look("stopped")["stopped"])
    assert [place for place, _ in seen] == list(range(len(seen)))
    assert all(outline >= 2 for _, outline in seen)


def test_what_is_folded_opens_by_keyboard(made: Made, tab: Page) -> None:
    tab.goto(made.page("describe", "en").as_uri())
    facts = tab.locator("details ul").first
    assert not facts.is_visible()
    tab.locator("summary").first.focus()
    tab.keyboard.press("Enter")
    assert facts.is_visible()
    assert facts.inner_text().strip()


@pytest.mark.parametrize("width", [1280, 390])
def test_boxes_lie_where_the_evidence_is(made: Made, sheet: Sheet, width: int) -> None:
    """As it was measured: the first walks in red and blue and stops in the middle."""
    sheet.tab.set_viewport_size({"width": width, "height": 800})
    sheet.open(made.page("describe", "en"))
    boxes = sheet.look("boxes")["boxes"]
    assert boxes
    x, y, wide, high = boxes[0]
    assert abs(x + wide / 2 - 0.5) < 0.12
    assert abs(y + high - 0.9) < 0.08
    assert 0.35 < high < 0.65
    assert all(b[0] > -0.02 and b[0] + b[2] < 1.02 and b[1] + b[3] < 1.02 for b in boxes)


@pytest.mark.parametrize("kind", KINDS)
def test_print_cuts_nothing(made: Made, sheet: Sheet, kind: str) -> None:
    """On paper it is as wide as the paper, light, whole, and unfolded."""
    sheet.tab.set_viewport_size({"width": PRINTED_WIDTH, "height": 950})
    sheet.tab.emulate_media(media="print", color_scheme="dark")
    sheet.open(made.page(kind, "en"))
    try:
        assert sheet.look("cut")["cut"] == []
        words = re.findall(r"\w{4,}", sheet.tab.inner_text("main"))
        assert words
        printed = pypdfium2.PdfDocument(sheet.tab.pdf(prefer_css_page_size=True))
        text = "".join(page.get_textpage().get_text_range() for page in printed)
        dense = re.sub(r"[\s\ufffe-]+", "", text)  # lines may break in words
        assert [word for word in words if word not in dense] == []
        assert all(round(side) in (595, 842) for page in printed for side in page.get_size())
    finally:
        sheet.tab.emulate_media(media="screen", color_scheme="light")
        sheet.tab.set_viewport_size({"width": 1280, "height": 800})


def test_facts_are_printed_unfolded(made: Made, tab: Page) -> None:
    tab.goto(made.page("describe", "en").as_uri())
    printed = pypdfium2.PdfDocument(tab.pdf())
    text = "".join(page.get_textpage().get_text_range() for page in printed)
    dense = re.sub(r"[\s\ufffe-]+", "", text)  # lines may break in words
    facts = tab.locator("details li").all_text_contents()
    assert facts
    assert [fact for fact in facts if re.sub(r"[\s-]+", "", fact) not in dense] == []
