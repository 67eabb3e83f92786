"""Reports as page, PDF, Markdown and text: whole, self-contained, the same each time."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pypdfium2
import pytest
from field_worlds import grown_field, random_field
from made_fields import mask_of

from mirada.earth.legend import CropClass, Legend, Name, pastis
from mirada.earth.report.layout import groups, layout
from mirada.earth.report.make import Report, make_report
from mirada.earth.report.markdown import markdown, plain_text
from mirada.earth.report.page import page
from mirada.earth.report.pdf import pdf
from mirada.earth.values import Field, Mask
from mirada.types import Language


@pytest.fixture(scope="module", params=["es", "en"])
def report(request: pytest.FixtureRequest) -> Report:
    return make_report(grown_field(2, side=40), request.param)


class Tags(HTMLParser):
    """Every tag is closed in order; attributes are collected."""

    VOID = frozenset({"meta", "br", "img", "line", "rect", "path", "circle", "image"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_loads_nothing(report: Report) -> None:
    tags = Tags()
    text = page(report)
    tags.feed(text)
    assert tags.open == []
    assert "script" not in {tag for tag, _ in tags.seen}
    for _, attributes in tags.seen:
        for name in ("src", "href"):
            assert str(attributes.get(name, "data:")).startswith("data:")
        assert not any(name.startswith("on") for name in attributes)
    assert "url(http" not in text
    assert ("html", {"lang": report.language}) in tags.seen


def test_every_sentence_stands_once_in_every_form(report: Report) -> None:
    import html

    shown = html.unescape(re.sub(r"<[^>]+>", "", page(report))).replace("\u00a0", " ")
    marked = re.sub(r"\\(.)", r"\1", markdown(report))
    for section in report.sections:
        for claim in section.claims:
            for text in (shown, marked, plain_text(report)):
                assert claim.text in text
        listed = [claim for group in groups(section) for claim in group.claims]
        assert tuple(listed) == section.claims


def test_all_sections_and_tables_have_a_place(report: Report) -> None:
    parts = list(layout(report))
    shown = [one for one in parts if not isinstance(one, str)]
    wanted = [*report.tables(), *(one for one in report.sections if one.key != "summary")]
    assert sorted(one.key for one in shown) == sorted(one.key for one in wanted)
    assert {"map", "curves"} <= {one for one in parts if isinstance(one, str)}


def text_of(data: bytes) -> tuple[int, str]:
    """Pages of a PDF and its text on one line."""
    document = pypdfium2.PdfDocument(data)
    texts = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    return len(document), " ".join(" ".join(texts).split())


def test_the_pdf_says_what_the_report_says(report: Report) -> None:
    pages, text = text_of(pdf(report))
    assert pages >= 2
    packed = re.sub(r"[\s•-]", "", text)
    for section in report.sections:
        for claim in section.claims:
            assert re.sub(r"[\s•-]", "", claim.text) in packed
    for table in report.tables():
        for row in table.rows:
            for cell in row:
                assert re.sub(r"[\s•-]", "", cell) in packed


def test_the_same_field_gives_the_same_bytes(report: Report) -> None:
    again = make_report(report.field, report.language)
    assert pdf(again) == pdf(report)
    assert page(again) == page(report)
    assert markdown(again) == markdown(report)


@pytest.mark.parametrize(
    ("ids", "language"),
    [
        (np.full((24, 24), 19), "es"),
        (np.zeros((24, 24)), "en"),
        (np.ones((1, 1)), "es"),
        (np.arange(20).reshape(1, 20), "en"),
        (np.tile(np.arange(20), (3, 10)), "es"),
        (np.eye(100) * 3, "en"),
    ],
    ids=["all void", "nothing farmed", "one pixel", "a row", "stripes", "a diagonal"],
)
def test_odd_masks_have_reports_too(ids: np.ndarray, language: Language) -> None:
    field = Field("odd", Mask(ids.astype(np.int32), pastis(), (10.0, 10.0), "odd.npy"))
    made = make_report(field, language)
    assert made.sections[0].claims
    assert text_of(pdf(made))[0] >= 1
    tags = Tags()
    tags.feed(page(made))
    assert tags.open == []
    assert markdown(made)


def test_names_of_any_alphabet_and_with_marks() -> None:
    """Markup in a name is shown, not obeyed; letters that Helvetica lacks have another font."""
    from importlib.resources import files

    crops = tuple(
        CropClass(
            id, text, "crop", "", (200, 90 * id % 250, 40), Name(text, text), Name(text, text)
        )
        for id, text in ((1, "<b>łubin & soczewica</b>"), (2, "*żyto*|_"))
    )
    mask = Mask(np.array([[1, 2]] * 20, np.int32), Legend("pl", crops), (50.0, 50.0), "a<b>.npy")
    made = make_report(Field("<script>alert(1)</script>", mask), "en")
    text = page(made)
    assert "<script>" not in text
    assert "&lt;b&gt;łubin &amp; soczewica&lt;/b&gt;" in text
    assert r"\*żyto\*\|\_" in markdown(made)
    font = files("mirada.cli").joinpath("fonts", "DejaVuSans-subset.ttf").read_bytes()
    assert "łubin" in text_of(pdf(made, font))[1]


def test_bytes_of_a_name_that_are_no_text_do_not_stop_a_report() -> None:
    mask = dataclasses.replace(mask_of("11 13"), source="bad\udcff.npy")
    made = make_report(Field("bad\udcff", mask), "en")
    assert page(made).encode("utf-8")
    assert pdf(made)
    assert markdown(made).encode("utf-8", "surrogateescape")


def test_a_models_map_says_that_it_may_be_wrong() -> None:
    made = make_report(random_field(1), "es")
    assert "puede equivocarse" in page(made)
    assert "se toma como dado" in page(make_report(random_field(2), "es"))
