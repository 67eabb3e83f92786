"""Maps, curves and tables of reports, against the arrays that they are drawn from."""

from __future__ import annotations

import functools
import io
import itertools
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from xml.sax.saxutils import unescape

import numpy as np
import pytest
from field_worlds import doubtful, grown_field, random_field
from hypothesis import given, settings
from hypothesis import strategies as st
from made_fields import mask_of
from PIL import Image

from mirada.earth.report.crop_map import _round_length, map_png
from mirada.earth.report.curves import GAP, draw_curves
from mirada.earth.report.drawing import Box, Drawing, Lines, Words, svg
from mirada.earth.report.make import Report, make_report
from mirada.earth.report.words import Tell
from mirada.earth.values import Field


@functools.cache
def grown(seed: int, pictures: int = 0) -> Field:
    """As :func:`grown_field`, drawn once."""
    return grown_field(seed, pictures=pictures)


@pytest.fixture(scope="module")
def report() -> Report:
    """A season of one window."""
    return make_report(grown(3), "es")


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Words)]


@pytest.mark.parametrize("seed", range(3))
def test_the_map_shows_every_pixel_in_its_colour(seed: int) -> None:
    made = make_report(random_field(seed), "en")
    mask, colours = made.field.mask, made.colours
    picture = np.asarray(Image.open(io.BytesIO(map_png(mask, colours))).convert("RGB"))
    times = picture.shape[0] // mask.shape[0]
    assert picture.shape[:2] == (mask.shape[0] * times, mask.shape[1] * times)
    middle = picture[times // 2 :: times, times // 2 :: times]
    void = np.isin(mask.ids, mask.legend.ids("void"))
    for id, colour in colours.items():
        here = (mask.ids == id) & ~void
        assert (middle[here] == colour).all()


@pytest.mark.parametrize("seed", range(3))
def test_the_legend_names_every_class_with_its_area(seed: int) -> None:
    made = make_report(random_field(seed), "en")
    told = " ".join(words(made.map(made.colours)))
    mask = made.field.mask
    for id in np.unique(mask.ids):
        area = (mask.ids == id).sum() * mask.pixel_area / 10_000
        assert f"{area:,.2f} ha" in told
        assert all(w in told for w in mask.legend.of(int(id)).en.text.split())


def test_each_number_lies_on_its_parcel(report: Report) -> None:
    drawn = report.map(report.colours)
    raster = drawn.shapes[0]
    rows, columns = report.field.mask.shape
    numbers = [one for one in drawn.shapes if isinstance(one, Words) and one.halo]
    assert len(numbers) >= 5
    for one in numbers:
        row = int((one.y - 0.35 * one.size) / raster.height * rows)
        column = int(one.x / raster.width * columns)
        assert report.parcels.labels[row, column] == int(one.text)


def test_borders_are_drawn_where_classes_change() -> None:
    field = Field("four", mask_of("1133 1133 2244 2244", size=(50.0, 50.0)))
    made = make_report(field, "en")
    drawn = made.map(made.colours)
    (lines,) = (one for one in drawn.shapes if isinstance(one, Lines) and one.thick == 0.5
                and not one.fill)  # fmt: skip
    side = drawn.shapes[0].width
    assert {tuple(sorted(path)) for path in lines.paths} == {
        ((0.0, side / 2), (side, side / 2)),
        ((side / 2, 0.0), (side / 2, side)),
    }


@given(st.floats(min_value=0.5, max_value=1e6))
def test_scale_bars_are_round_and_fit(most: float) -> None:
    found = _round_length(most)
    assert found <= most * (1 + 1e-9) < 2.6 * found
    assert f"{found:.0e}"[0] in "125"


def test_the_scale_bar_is_as_long_as_it_says(report: Report) -> None:
    drawn = report.map(report.colours)
    raster = drawn.shapes[0]
    bars = [one for one in drawn.shapes if isinstance(one, Box) and one.height == 4]
    metres = next(float(w.split()[0]) for w in words(drawn) if re.fullmatch(r"\d+ m", w))
    across = report.field.mask.shape[1] * 10.0
    assert sum(bar.width for bar in bars) == pytest.approx(metres / across * raster.width)


def test_svg_is_xml_and_loads_nothing(report: Report) -> None:
    for drawing in (report.map(report.colours), *report.curves(report.colours)):
        root = ElementTree.fromstring(svg(drawing))
        assert root.attrib["aria-label"] == drawing.label
        links = [value for one in root.iter() for key, value in one.attrib.items() if "href" in key]
        assert all(link.startswith("data:image/png") for link in links)


@given(st.text(max_size=20))
def test_svg_keeps_any_text(text: str) -> None:
    clean = "".join(c for c in text if c.isprintable() or c == " ")
    told = svg(Drawing(10, 10, (Words(1, 1, clean),), clean))
    assert unescape(re.findall(r">([^<]*)</text>", told)[0]).replace("&quot;", '"').replace(
        "&#x27;", "'"
    ) == clean.replace("\r", "")


def test_curves_are_broken_where_nothing_was_clear() -> None:
    """Of a season whose pictures of 80 days are all cloud, no line crosses these days."""
    field = grown(3)
    series = field.series
    assert series is not None
    days = np.array([day.toordinal() for day in series.dates])
    hidden = (days > date(2019, 4, 1).toordinal()) & (days < date(2019, 6, 20).toordinal())
    clear = np.broadcast_to(~hidden[:, None, None], (len(days), *series.shape)).copy()
    made = make_report(replace(field, series=replace(series, clear=clear)), "en")
    first, last = days[0], days[-1]

    def day(x: float) -> float:
        return first + (x - 30.0) / (500.0 - 38.0) * (last - first)

    shown = days[~hidden]
    gap = [(a, b) for a, b in itertools.pairwise(shown) if b - a > GAP]
    assert len(gap) == 1
    drawings = made.curves(made.colours)
    assert drawings
    for drawing in drawings:
        assert "no clear picture" in words(drawing)
        curves = [one for one in drawing.shapes if isinstance(one, Lines) and one.thick == 1.8]
        for path in (path for one in curves for path in one.paths):
            inside = [gap[0][0] + 1 < day(x) < gap[0][1] - 1 for x, _ in path]
            sides = {day(x) <= gap[0][0] + 1 for x, _ in path}
            assert not any(inside)
            assert len(sides) == 1


def test_events_stand_on_their_dates(report: Report) -> None:
    series = report.field.series
    assert series is not None
    span = (series.dates[-1] - series.dates[0]).days
    seen = 0
    for curve, drawing in zip(
        [id for id in report.colours if report.field.mask.legend.of(id).role == "crop"],
        report.curves(report.colours), strict=True,
    ):  # fmt: skip
        upright = {
            round(one.paths[0][0][0], 3)
            for one in drawing.shapes if isinstance(one, Lines) and one.dashed
        }  # fmt: skip
        wanted = set()
        for predicate in ("emergence", "season_start", "flowering", "peak", "season_end",
                          "harvest"):  # fmt: skip
            value = report.facts.value(f"class:{curve}", predicate)
            if value is not None:
                day = (date.fromisoformat(str(value)) - series.dates[0]).days
                wanted.add(round(30.0 + (500.0 - 38.0) * day / span, 3))
        assert upright == wanted
        seen += len(wanted)
    assert seen >= 3


def test_fewer_than_three_pictures_make_no_curves() -> None:
    field = grown(3, 2)
    made = make_report(field, "en")
    assert made.facts.curves
    assert draw_curves(made.facts, field.mask.legend, made.colours, Tell("en")) == ()


@pytest.mark.parametrize("seed", range(5))
def test_tables_say_what_is_counted(seed: int) -> None:
    made = make_report(random_field(seed), "en")
    mask = made.field.mask
    table = next(one for one in made.tables() if one.key == "crops")
    farmed = np.isin(mask.ids, (*mask.legend.ids("crop"), *mask.legend.ids("void"))).sum()
    for row, id in zip(table.rows, table.classes, strict=True):
        if id is None:
            assert row[1] == f"{mask.ids.size * mask.pixel_area / 1e4:,.2f}"
            continue
        pixels = (mask.ids == id).sum()
        assert row[0] == mask.legend.of(id).en.text
        assert row[1] == f"{pixels * mask.pixel_area / 1e4:,.2f}"
        assert abs(float(row[3].strip("%")) - 100 * pixels / mask.ids.size) <= 0.5
        if mask.legend.of(id).role != "background":
            assert abs(float(row[2].strip("%")) - 100 * pixels / farmed) <= 0.5


def test_the_table_of_parcels_has_each_of_them(report: Report) -> None:
    table = next(one for one in report.tables() if one.key == "parcels")
    assert [row[0] for row in table.rows] == [str(n) for n in report.parcels.numbers]
    for row, number in zip(table.rows, report.parcels.numbers, strict=True):
        area = report.parcels.pixels[number - 1] / 100
        assert row[2].rstrip("*") == f"{area:.2f}".replace(".", ",")
        assert row[2].endswith("*") == report.parcels.touches_border(number)


def test_a_models_map_shows_its_probabilities() -> None:
    field = grown(3)
    made = make_report(doubtful(field.mask, 1), "en")
    tables = {one.key: one for one in made.tables()}
    assert tables["crops"].heads[-1] == tables["parcels"].heads[-1] == "Probability"
    plain = replace(field, probabilities=None, probability_ids=(), confusion=None)
    assert make_report(plain, "en").tables()[0].heads[-1] != "Probability"


@settings(deadline=None, max_examples=30)
@given(st.floats(0, 1e7), st.integers(0, 2))
def test_spanish_numbers_are_the_english_ones(value: float, places: int) -> None:
    english, spanish = Tell("en").number(value, places), Tell("es").number(value, places)
    back = spanish.replace("\u00a0", "").replace(",", ".")
    assert float(back) == float(english.replace(",", ""))
