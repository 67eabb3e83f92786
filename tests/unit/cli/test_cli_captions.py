"""Captions are read back by libav as they were meant, whatever the sentences hold."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.cli.captions import LEAST, LINE, Cue, cues_of, srt, vtt
from mirada.types import Claim, Evidence, Fact


def claim(text: str, *spans: tuple[float, float]) -> Claim:
    facts = tuple(Fact("track:1", "x", True, Evidence("a", *span)) for span in spans)
    return Claim(text, "en", facts)


def read_back(text: str, ending: str, folder: Path) -> list[tuple[float, float, str]]:
    """(start, end, words) of each cue, as libav's parsers read the file."""
    path = folder / f"captions.{ending}"
    path.write_text(text, encoding="utf-8")
    found = []
    with av.open(str(path)) as container:
        (stream,) = container.streams
        for packet in container.demux(stream):
            if packet.size:
                start = float(packet.pts * packet.time_base)
                end = start + float(packet.duration * packet.time_base)
                found.append((start, end, bytes(packet).decode("utf-8")))
    return found


CUES = (
    Cue(0.0, 2.5, "A person in red enters by the left & <stops> {here}."),
    Cue(61.25, 63.0, "«¡Señal!» -->"),
    Cue(3_723.004, 3_725.5, "word " * 40),
)


@pytest.mark.parametrize(("ending", "write"), [("srt", srt), ("vtt", vtt)])
def test_a_parser_reads_them(tmp_path: Path, ending: str, write: object) -> None:
    found = read_back(write(CUES), ending, tmp_path)  # type: ignore[operator]
    assert [(start, end) for start, end, _ in found] == [
        (cue.start, pytest.approx(cue.end, abs=0.002)) for cue in CUES
    ]
    assert "enters by the left" in found[0][2]
    assert "¡Señal!" in found[1][2]
    assert len(found[2][2].split()) == 40


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=120
).filter(lambda text: bool(text.strip()))


@given(
    st.lists(
        st.tuples(st.floats(0, 9_000), st.floats(0, 60), words),
        max_size=5,
        unique_by=lambda cue: round(cue[0], 2),
    )
)
def test_no_sentence_breaks_the_file(
    tmp_path_factory: pytest.TempPathFactory, given_cues: list[tuple[float, float, str]]
) -> None:
    cues = [Cue(start, start + max(0.1, long), text) for start, long, text in given_cues]
    cues.sort(key=lambda cue: cue.start)
    if not cues:
        return
    folder = tmp_path_factory.mktemp("captions")
    for ending, write in (("srt", srt), ("vtt", vtt)):
        found = read_back(write(cues), ending, folder)
        assert [round(start, 2) for start, _, _ in found] == pytest.approx(
            [cue.start for cue in cues], abs=0.01
        )


def test_lines_are_short_and_even() -> None:
    text = "Between 0:12 and 0:20 a person with a red upper half enters by the left and stops."
    lines = srt([Cue(0, 5, text)]).splitlines()[2:]
    assert len(lines) == 2
    assert all(len(line) <= LINE for line in lines)


def test_a_claim_is_shown_while_it_is_seen() -> None:
    claims = (
        claim("last", (30.0, 31.0), (28.0, 40.0)),
        claim("first", (2.0, 2.1)),
        claim("all"),
        claim("late", (59.9, 60.0)),
    )
    cues = cues_of(claims, 0.0, 60.0)
    assert [(cue.start, cue.end, cue.text) for cue in cues] == [
        (0.0, LEAST, "all"),
        (2.0, 2.0 + LEAST, "first"),
        (28.0, 40.0, "last"),
        (60.0 - LEAST, 60.0, "late"),
    ]


def test_events_are_shown_when_they_happen() -> None:
    """Though their facts' evidence is all of a track, and the clock is a fact of the whole film."""
    whole, track = Evidence("a", 0.0, 60.0), Evidence("a", 10.0, 50.0)
    clock = Fact("film", "captured_at", "2026-03-01T12:00:00", whole)
    enters = Fact("track:1", "enters", "left", track)
    first = Fact("track:1", "first_seen", 10.2, track)
    last = Fact("track:1", "last_seen", 49.6, track)
    told = [
        Claim("comes", "en", (clock, enters, first)),
        Claim("goes", "en", (clock, last)),
        Claim("stays", "en", (clock, enters, first, last)),
        Claim("film", "en", (clock,)),
    ]
    found = {cue.text: (cue.start, cue.end) for cue in cues_of(told, 0.0, 60.0)}
    assert found["comes"] == (10.2, 14.2)
    assert found["goes"] == (45.6, 49.6)
    assert found["stays"] == (10.2, 49.6)
    visit = Fact("track:1", "visits", 6.0, Evidence("a", 20.0, 26.0), "door")
    (cue,) = cues_of([Claim("visits", "en", (clock, first, visit))], 0.0, 60.0)
    assert (cue.start, cue.end) == (20.0, 26.0)
    assert found["film"] == (0.0, LEAST)


def test_what_is_told_of_the_whole_opens_the_film_in_turn() -> None:
    facts = (Fact("film", "duration", 60.0, Evidence("a", 0.0, 60.0)),)
    told = [Claim("a" * 60, "en", facts), Claim("b" * 30, "en", facts)]
    spans = [(cue.start, cue.end) for cue in cues_of(told, 0.0, 60.0)]
    assert spans == [(0.0, 4.0), (4.0, 6.0)]
    assert all(cue.end <= 3.0 for cue in cues_of(told, 0.0, 3.0))


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0, 20), st.floats(0.2, 40))
def test_cues_stay_in_the_film(begun: float, ended: float, start: float, length: float) -> None:
    (cue,) = cues_of([claim("x", (min(begun, ended), max(begun, ended)))], start, start + length)
    assert start <= cue.start < cue.end
    assert cue.end <= max(start + length, cue.start + LEAST) + 1e-9
    assert cue.end - cue.start >= LEAST - 1e-9
