"""Fields in an archive: what a query finds is what the files hold, no more and no less."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("spyndex")
pytest.importorskip("skimage")

from field_truth import QUERIES, Asked, TrueParcel, true_parcels

from mirada.archive import Archive
from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.index import field_sources
from mirada.earth.read.pastis import PastisFolder
from mirada.earth.synth.folder import write_set
from mirada.settings import Settings
from mirada.types import Hit, SearchResult

PATCHES, SEED = 4, 21
EVERY = 10_000
Key = tuple[str, tuple[int, int, int, int]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("fields") / "set"
    write_set(place, PATCHES, SEED)
    return place


@pytest.fixture(scope="module")
def truth(folder: Path) -> list[TrueParcel]:
    return true_parcels(folder)


@pytest.fixture(scope="module")
def archive(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("fields") / "a.mirada", Settings(model="fake"))
    made.sources = field_sources()
    report = made.index([folder])
    assert (report.status, report.found, report.indexed) == ("ok", PATCHES, PATCHES)
    return made


@pytest.fixture(scope="module")
def anew(folder: Path) -> dict[str, FieldFacts]:
    """The facts of each patch, without an archive."""
    pastis = PastisFolder(folder)
    return {str(one.id): measure(pastis.field(one.id)) for one in pastis.patches}


def place(hit: Hit, side: int = 128) -> Key:
    """Patch and box in pixels of a hit."""
    r = hit.region
    corners = (r.y, r.x, r.y + r.height, r.x + r.width)
    top, left, bottom, right = (round(value * side) for value in corners)
    return Path(hit.path).stem.removeprefix("TARGET_"), (top, left, bottom, right)


def places(result: SearchResult) -> list[Key]:
    return sorted(place(hit) for hit in result.hits)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[1])
def test_precision_and_recall_are_one(
    archive: Archive, truth: list[TrueParcel], query: Asked
) -> None:
    """By areas, crops, neighbours and sides, against the files themselves."""
    *asked, wanted = query
    expected = sorted((p.patch, p.box) for p in truth if wanted(p))
    for text in asked:
        result = archive.search(text, limit=EVERY)
        assert places(result) == expected, text
        assert result.matched == len(expected)
        assert result.eligible == result.searched == result.measured == len(truth)


def test_most_queries_have_an_answer(truth: list[TrueParcel]) -> None:
    """Else that all are found would say little."""
    assert sum(any(wanted(p) for p in truth) for *_, wanted in QUERIES) >= len(QUERIES) - 2


def test_hits_tell_what_was_measured_and_no_e_value(archive: Archive) -> None:
    result = archive.search("parcelas de maíz de más de 1 ha junto a pradera", limit=EVERY)
    assert result.hits
    sizes = []
    for hit in result.hits:
        assert (hit.kind, hit.media, hit.match) == ("parcel", "field", True)
        assert hit.e_value is None
        assert hit.similarity is None
        by = {one.fact.predicate: one for one in hit.matched_by if one.fact is not None}
        assert (by["class"].words, by["class"].es) == ("corn", "maíz")
        assert by["area"].fact is not None
        sizes.append(float(by["area"].fact.value))
        assert by["area"].fact.unit == "ha"
        assert by["next_to"].es.startswith("junto a pradera (")
    assert sizes == sorted(sizes, reverse=True)
    assert all(size > 1 for size in sizes)
    assert archive.thumbnails([result.hits[0].moment_id])


@pytest.mark.parametrize(
    ("texts", "predicate", "months"),
    [
        (("campos con corte en julio", "fields cut in July"), "cut", {7}),
        (("parcelas cosechadas entre junio y agosto", "parcels harvested between June and August"),
         "harvest", {6, 7, 8}),
        (("praderas segadas después de agosto", "meadows mown after August"), "cut",
         {9, 10, 11, 12}),
    ],
)  # fmt: skip
def test_events_are_those_that_were_measured(
    archive: Archive,
    anew: dict[str, FieldFacts],
    texts: tuple[str, str],
    predicate: str,
    months: set[int],
) -> None:
    """Against the facts taken anew: when something happened has a tolerance, a search has none."""
    expected = set()
    for patch, facts in anew.items():
        classes = {one.subject: one.value for one in facts.of(predicate="class")}
        for fact in facts.of(predicate=predicate):
            other = "meadows" in texts[1] and classes.get(fact.subject) != "meadow"
            if not fact.subject.startswith("parcel:") or other:
                continue
            if date.fromisoformat(str(fact.value)).month in months:
                r = fact.evidence.region
                corners = (r.y, r.x, r.y + r.height, r.x + r.width)
                expected.add((patch, tuple(round(value * 128) for value in corners)))
    assert expected
    for text in texts:
        assert set(places(archive.search(text, limit=EVERY))) == expected


def test_what_cannot_be_told_is_left_out_and_told(
    archive: Archive, truth: list[TrueParcel]
) -> None:
    """A vineyard's harvest is never looked for: neither "harvested" nor "not harvested" is true."""
    vines = sum(p.crop == 8 for p in truth)
    for text in ("viñedo sin recoger", "unharvested grapevine"):
        result = archive.search(text)
        assert result.hits == ()
        assert f"Of {vines} more it cannot be told" in result.notices[0]


def test_unknown_crops_are_named(archive: Archive) -> None:
    result = archive.search("parcelas de quinoa de más de 1 ha")
    assert result.hits == ()
    assert "«quinoa» is nothing that was measured" in result.notices[0]
    assert "corn (maíz)" in result.notices[0]


def test_whole_fields_are_found_by_what_grows_on_them(
    archive: Archive, truth: list[TrueParcel], folder: Path
) -> None:
    expected = sorted(
        patch for patch in {p.patch for p in truth}
        if (np.load(folder / "ANNOTATIONS" / f"TARGET_{patch}.npy")[0] == 3).sum() / 100 > 5
    )  # fmt: skip
    for text in ("teselas con más de 5 ha de maíz", "patches with more than 5 ha of corn"):
        result = archive.search(text)
        assert sorted(place(hit)[0] for hit in result.hits) == expected
        assert all(hit.kind == "patch" for hit in result.hits)


def test_literal_words_and_filters(archive: Archive) -> None:
    assert archive.search("parcelas de maíz", literal=True).measured == 0
    assert archive.search("parcelas de maíz", where="path:no-such").measured == 0
    only = archive.search("parcelas de maíz", where="path:TARGET_10000 kind:field", limit=EVERY)
    assert {place(hit)[0] for hit in only.hits} <= {"10000"}
    assert only.hits


def test_parcels_are_described(archive: Archive) -> None:
    hit = archive.search("corn parcels over 1 ha", limit=1).hits[0]
    for language, words in (("es", "Maíz, "), ("en", "Corn, ")):
        told = archive.describe(hit.moment_id, lang=language)
        assert [claim.text.startswith(words) for claim in told.claims] == [True]
        assert all(claim.facts for claim in told.claims)
    whole = archive.describe(hit.path, lang="en", level="line")
    assert whole.claims[0].text.startswith("Land with ")
