"""``--where``: every key in both languages, every bound, every bad value named."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.errors import FilterError
from mirada.types import Filters
from mirada.verbs.filters import KEYS, parse_filters, parse_instant

LAST = datetime(2026, 3, 1, 23, 59, 59, 999999)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("kind:video", {"kind": "video"}),
        ("tipo:foto", {"kind": "image"}),
        ("tipo:vídeo", {"kind": "video"}),
        ("KIND:IMAGE", {"kind": "image"}),
        ("path:*/garaje/*", {"path": "*/garaje/*"}),
        ('ruta:"mis fotos"', {"path": "mis fotos"}),
        ("path:a:b", {"path": "a:b"}),
        ("after:2026-03-01", {"after": datetime(2026, 3, 1)}),
        ("desde:2026-03-01T22:15", {"after": datetime(2026, 3, 1, 22, 15)}),
        ("before:2026-03-01", {"before": LAST}),
        ("hasta:2026-03-01T12:00", {"before": datetime(2026, 3, 1, 12)}),
        ("before:9999-12-31", {"before": datetime(9999, 12, 31, 23, 59, 59, 999999)}),
        ("time:22:00-06:00", {"time_from": 22 * 60, "time_to": 6 * 60}),
        ("hora:8-9:30", {"time_from": 8 * 60, "time_to": 9 * 60 + 30}),
        ("time:00:00-24:00", {"time_from": 0, "time_to": 24 * 60}),
        ("weekday:mon,tue", {"weekdays": (0, 1)}),
        ("día:domingo,lunes", {"weekdays": (0, 6)}),
        ("dia:miércoles", {"weekdays": (2,)}),
        ("weekday:weekend,fri", {"weekdays": (4, 5, 6)}),
        ("duration:>=10s", {"min_duration": 10.0}),
        ("duración:<=2m", {"max_duration": 120.0}),
        ("duracion:<=1,5h", {"max_duration": 5400.0}),
        ("duracio\u0301n:<=2min", {"max_duration": 120.0}),
        ("size:>5MB", {"min_size": 5_000_001}),
        ("tamaño:<1KiB", {"max_size": 1023}),
        ("tamano:=7", {"min_size": 7, "max_size": 7}),
        ("side:>=1080px", {"min_side": 1080}),
        ("lado:<1080", {"max_side": 1079}),
        ("box:-34.7,-58.6,-34.5,-58.3", {"box": (-34.7, -58.6, -34.5, -58.3)}),
        ("zona:-20,170,-10,-170", {"box": (-20.0, 170.0, -10.0, -170.0)}),
        ("", {}),
        ("  ", {}),
        ("kind:video size:>=1 path:x", {"kind": "video", "min_size": 1, "path": "x"}),
    ],
)
def test_what_is_written_is_meant(where: str, expected: dict[str, Any]) -> None:
    assert parse_filters(where) == Filters(**expected)


def test_every_filter_has_a_key_in_both_languages() -> None:
    names = set(KEYS.values())
    assert names == {
        "kind", "path", "after", "before", "time", "weekday", "duration", "size", "side", "box",
    }  # fmt: skip
    assert all(list(KEYS.values()).count(name) >= 2 for name in names)


@pytest.mark.parametrize("where", ["duration:>10s", "duración:>10s"])
def test_a_strict_bound_leaves_out_its_own_value(where: str) -> None:
    found = parse_filters(where).min_duration
    assert found is not None
    assert 10 < found < 10.001
    below = parse_filters(where.replace(">", "<")).max_duration
    assert below is not None
    assert 9.999 < below < 10


@pytest.mark.parametrize(
    ("where", "named"),
    [
        ("dog", "dog"),
        ("colour:red", "colour:red"),
        ("kind:", "kind:"),
        ("kind:sound", "sound"),
        ("after:yesterday", "yesterday"),
        ("before:2026-02-30", "2026-02-30"),
        ("after:2026-03-01T22:00Z", "time zone"),
        ("time:22:00", "22:00"),
        ("time:25:00-26:00", "25:00"),
        ("time:24:01-02:00", "24:01"),
        ("time:12:60-13:00", "12:60"),
        ("weekday:someday", "someday"),
        ("weekday:mo", "mo"),
        ("weekday:mon weekday:tue", "given twice"),
        ("duration:long", "long"),
        ("duration:>10kg", ">10kg"),
        ("size:-5", "-5"),
        ("size:>" + "9" * 400, "9"),
        ("side:>10s", ">10s"),
        ("box:1,2,3", "1,2,3"),
        ("box:10,0,-10,5", "upside down"),
        ("box:-91,0,0,0", "outside"),
        ("box:nan,0,0,0", "outside"),
        ("box:a,b,c,d", "a,b,c,d"),
        ('path:"open', "open quotation"),
        ("path:a path:b", "given twice"),
        ("tipo:video kind:image", "given twice"),
    ],
)
def test_a_bad_value_is_named(where: str, named: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse_filters(where)
    assert named in caught.value.message
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("size:>=5 size:>=9 size:<=20 size:<=30", {"min_size": 9, "max_size": 20}),
        (
            "after:2026-03-02 after:2026-03-01 before:2026-03-01 hasta:2026-03-09",
            {"after": datetime(2026, 3, 2), "before": LAST},
        ),
        ("kind:video tipo:video", {"kind": "video"}),
    ],
)
def test_a_limit_said_twice_narrows(where: str, expected: dict[str, Any]) -> None:
    assert parse_filters(where) == Filters(**expected)


def test_a_base_is_narrowed_too() -> None:
    base = Filters(min_size=10, path="x")
    assert parse_filters("size:>=5 kind:image", base) == Filters(
        min_size=10, path="x", kind="image"
    )


@given(st.text(max_size=40))
def test_any_text_gives_filters_or_a_filter_error(where: str) -> None:
    try:
        found = parse_filters(where)
    except FilterError as error:
        assert error.message.endswith(".")
        return
    assert isinstance(found, Filters)


@given(st.sampled_from(sorted(KEYS)), st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_value_gives_filters_or_a_filter_error(key: str, value: str) -> None:
    try:
        parse_filters(f"{key}:{value}")
    except FilterError as error:
        assert error.message.endswith(".")


@given(st.datetimes(min_value=datetime(1900, 1, 1)))
def test_an_instant_is_read_back(instant: datetime) -> None:
    assert parse_instant(instant.isoformat()) == instant
    assert parse_instant(instant.isoformat(sep=" "), end_of_day=True) == instant


@given(st.dates())
def test_a_date_alone_holds_its_whole_day(day: Any) -> None:
    first, last = parse_instant(day.isoformat()), parse_instant(day.isoformat(), end_of_day=True)
    assert first.date() == last.date() == day
    assert (last - first).total_seconds() == pytest.approx(86_400, abs=1e-5)
