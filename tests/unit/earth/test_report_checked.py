"""Reports read back: every form holds, every change is found, any text is taken apart."""

from __future__ import annotations

import dataclasses
import json
import random
from pathlib import Path

import pytest
from field_worlds import grown_field, random_field
from hypothesis import given, settings
from hypothesis import strategies as st
from made_fields import mask_of

from mirada.earth.report.extract import Block, blocks_of, read_report
from mirada.earth.report.make import Report, make_report
from mirada.earth.report.markdown import markdown, plain_text
from mirada.earth.report.page import page
from mirada.earth.report.recheck import recheck, shown_curve, standard_of, unwrapped
from mirada.earth.values import Field
from mirada.errors import InputError, ReadError
from mirada.types import Language

TINY = standard_of(Field("tiny", mask_of("11 13")))
FORMS = (page, markdown, plain_text)


@pytest.fixture(scope="module")
def field() -> Field:
    """Corn in the west (2 ha of 10 m pixels), meadow in the east, a void corner."""
    rows = ["3333333333" + "." + "1111111111v"] * 20
    return Field("two", mask_of(" ".join(rows)))


@pytest.fixture(scope="module")
def season() -> Field:
    return grown_field(2, side=40)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("seed", range(3))
def test_every_form_of_a_report_holds(seed: int, language: Language) -> None:
    field = random_field(seed)
    made = make_report(field, language)
    for form in FORMS:
        found = recheck(blocks_of(form(made)), standard_of(field), language)
        assert [one for one in found.statements if one.verdict != "supported"] == []
        assert found.verdict == "supported"


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_report_of_a_season_holds(season: Field, language: Language) -> None:
    made = make_report(season, language)
    found = recheck(blocks_of(page(made)), standard_of(season), language)
    assert [one for one in found.statements if one.verdict != "supported"] == []
    assert {one.kind for one in found.statements} == {"sentence", "row", "drawing"}


def digits(blocks: list[Block]) -> list[tuple[int, int | None, int]]:
    """(block, cell or None, position) of every digit that is shown, titles left out."""
    spots: list[tuple[int, int | None, int]] = []
    for at, block in enumerate(blocks):
        if block.kind == "prose":
            spots += [(at, None, p) for p, char in enumerate(block.text) if char.isdigit()]
        spots += [
            (at, cell, p)
            for cell, text in enumerate(block.cells)
            for p, char in enumerate(text)
            if char.isdigit()
        ]
    return spots


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_changed_digit_is_found_wherever_it_stands(field: Field, language: Language) -> None:
    blocks = list(blocks_of(page(make_report(field, language))))
    spots = digits(blocks)
    assert len(spots) > 60
    standard = standard_of(field)
    for at, cell, p in random.Random(5).sample(spots, 40):
        block = blocks[at]
        text = block.text if cell is None else block.cells[cell]
        changed = f"{text[:p]}{(int(text[p]) + 3) % 10}{text[p + 1 :]}"
        other = (
            dataclasses.replace(block, text=changed)
            if cell is None
            else dataclasses.replace(
                block, cells=(*block.cells[:cell], changed, *block.cells[cell + 1 :])
            )
        )
        assert recheck([other], standard, language).verdict != "supported", changed


def test_the_row_that_differs_says_where(field: Field) -> None:
    blocks = list(blocks_of(markdown(make_report(field, "en"))))
    row = next(one for one in blocks if one.kind == "row" and one.cells[0] == "corn")
    other = dataclasses.replace(row, cells=("corn", "2.10", *row.cells[2:]))
    (found,) = recheck([other], standard_of(field), "en").statements
    assert (found.kind, found.verdict, found.reason) == (
        "row",
        "contradicted",
        "ha: 2.00, not 2.10",
    )


def test_rows_of_other_tables_cannot_be_told(field: Field) -> None:
    text = "| Crop | Yield |\n|---|---|\n| corn | 9 t |\n"
    (found,) = recheck(blocks_of(text), standard_of(field), "es").statements
    assert found.verdict == "unsupported"
    assert "no es de las que hace Mirada" in found.reason


def test_a_report_of_another_mask_is_told(field: Field) -> None:
    other = make_report(Field("other", mask_of("1111 1111 3333 3333")), "es")
    found = recheck(blocks_of(page(other)), standard_of(field), "es")
    assert found.verdict == "contradicted"
    assert any("La máscara de aquí es" in one.reason for one in found.statements)


def test_facts_of_json_are_held_to_the_pixels(field: Field) -> None:
    told = {
        "schema": "mirada/1",
        "fields": [
            {"subject": "class:3", "predicate": "area", "object": None, "value": 2.0, "unit": "ha"},
            {"subject": "class:3", "predicate": "area", "object": None, "value": 2.1, "unit": "ha"},
            {"subject": "class:3", "predicate": "area", "object": None, "value": 2.0, "unit": "m"},
            {"subject": "class:7", "predicate": "area", "object": None, "value": 2.0, "unit": "ha"},
        ],
    }
    found = recheck(blocks_of(json.dumps(told)), standard_of(field), "en")
    assert [one.verdict for one in found.statements] == [
        "supported", "contradicted", "contradicted", "unsupported",
    ]  # fmt: skip


def test_words_of_drawings_are_held_too(field: Field) -> None:
    text = page(make_report(field, "en"))
    changed = text.replace(">2.00 ha</text>", ">2.50 ha</text>", 1)
    assert changed != text
    found = recheck(blocks_of(changed), standard_of(field), "en")
    (wrong,) = (one for one in found.statements if one.verdict != "supported")
    assert (wrong.kind, wrong.verdict, wrong.reason) == (
        "drawing",
        "contradicted",
        "2.00 ha, not 2.50 ha",
    )
    foreign = "<html><svg><text>Yield 9 t</text></svg></html>"
    assert recheck(blocks_of(foreign), standard_of(field), "en").verdict == "unsupported"


def test_curves_of_json_are_held_to_the_pixels(season: Field) -> None:
    standard = standard_of(season)
    curve = standard.facts.curves[0]
    dates, values = shown_curve(curve)
    told = {"subject": curve.subject, "index": "NDVI", "dates": dates, "values": values}
    other = {**told, "values": [values[0] + 0.01, *values[1:]]}
    strange = {**told, "subject": "class:99"}
    text = json.dumps({"schema": "mirada/1", "curves": [told, other, strange]})
    found = recheck(blocks_of(text), standard, "en")
    assert [one.verdict for one in found.statements] == [
        "supported", "contradicted", "unsupported",
    ]  # fmt: skip


def test_a_page_with_a_broken_declaration_is_still_read(field: Field) -> None:
    text = "<html><![foo[<p>Corn covers 5 ha.</p></html>"
    assert recheck(blocks_of(text), standard_of(field), "en").verdict == "contradicted"


def test_json_of_any_depth_is_read() -> None:
    text = "[" * 400 + '"Corn covers 5 ha."' + "]" * 400
    assert [block.text for block in blocks_of(text)] == ["Corn covers 5 ha."]
    assert list(blocks_of("[" * 200_000)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Corn covers 2 ha.",
        "# Notes\n\nCorn covers\n2 ha.\n",
        "- Corn covers **2 ha**.\n",
        "<html><body><p>Corn covers <b>2 ha</b>.</p><script>9 ha</script></body></html>",
        '{"caption": "Corn covers 2 ha."}',
        '[{"n": 3, "texts": ["Corn covers 2 ha.", "x"]}]',
    ],
)
def test_texts_of_any_kind_are_read(text: str, field: Field) -> None:
    found = recheck(blocks_of(text), standard_of(field), "en")
    assert [(one.text, one.verdict) for one in found.statements] == [
        ("Corn covers 2 ha.", "supported")
    ]
    wrong = recheck(blocks_of(text.replace("2 ha", "5 ha")), standard_of(field), "en")
    assert wrong.verdict == "contradicted"


def test_headings_are_held_only_where_the_facts_decide(field: Field) -> None:
    found = recheck(
        blocks_of("# Our farm, by Ana\n\n## Corn covers 5 ha\n"), standard_of(field), "en"
    )
    assert [one.verdict for one in found.statements] == ["contradicted"]


def test_lines_that_were_broken_to_fit_are_joined() -> None:
    wrapped = ["There are two hectares of corn in the", "west and more of meadow."]
    assert unwrapped(wrapped) == "There are two hectares of corn in the west and more of meadow."
    listed = ["Corn covers 2 ha", "Meadow covers 2 ha", "Nothing else is known of this place."]
    assert unwrapped(listed).split("\n") == listed


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text: str) -> None:
    for start in ("", "<html>", "{", "# ", "| a |\n|---|\n"):
        for block in blocks_of(start + text):
            assert block.text.strip() or any(block.cells) or block.fact is not None


@settings(deadline=None, max_examples=30)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=40),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["claims", "text", "subject", "predicate", "value", "object", "unit"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_can_be_held(value: object) -> None:
    for top in (value, {"schema": "mirada/1", "inner": value}):
        for one in recheck(blocks_of(json.dumps(top)), TINY, "en").statements:
            assert one.verdict in ("supported", "contradicted", "unsupported")


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"%PDF-1.4 ...", InputError, "is a PDF"),
        (b"\xff\xfe\x00bad", ReadError, "is not UTF-8 text"),
        (b"", InputError, "states nothing"),
        (b"<html><script>x = 1</script></html>", InputError, "states nothing"),
    ],
)
def test_what_cannot_be_checked_is_said(
    tmp_path: Path, content: bytes, error: type[Exception], words: str
) -> None:
    path = tmp_path / "report"
    path.write_bytes(content)
    with pytest.raises(error, match=words):
        read_report(path)
    with pytest.raises(ReadError):
        read_report(tmp_path / "missing.txt")


def test_a_renamed_file_changes_nothing(field: Field) -> None:
    made = make_report(field, "es")
    moved = dataclasses.replace(field, name="moved")
    assert recheck(blocks_of(page(made)), standard_of(moved), "es").verdict == "supported"
    assert isinstance(made, Report)
