"""Pictures found again: moved, copied, mirrored; and queries that leave only things out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from mirada import Settings
from mirada.archive import Archive
from mirada.errors import QueryError
from mirada.verbs.conditions import read_query
from mirada.verbs.episodes import names_alone
from paint import COLOURS, pixels


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number, colour in enumerate(["red", "blue", "green", "yellow"] * 6):
        Image.fromarray(pixels(COLOURS[colour], number)).save(folder / f"{colour}{number}.png")
    return folder


@pytest.fixture
def archive(folder: Path, tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "a.mirada", Settings(model="fake", language="en"))
    archive.index([folder])
    return archive


def test_a_hit_names_the_copy_that_is_there(archive: Archive, folder: Path) -> None:
    moved = folder.rename(folder.with_name("renamed"))
    archive.index([moved])
    hits = archive.search("red").hits
    assert hits
    shown = [each for hit in hits for each in (hit, *hit.group)]
    assert all(Path(each.path).exists() for each in shown)


def test_a_copy_of_an_indexed_picture_is_told(archive: Archive, folder: Path) -> None:
    copy = folder.parent / "copy.png"
    copy.write_bytes((folder / "red0.png").read_bytes())
    notices = archive.similar(copy).notices
    assert notices == (f"The archive holds this very picture, as {folder / 'red0.png'}.",)


def test_a_picture_that_is_not_indexed_is_not_told_so(archive: Archive, folder: Path) -> None:
    with Image.open(folder / "red0.png") as image:
        assert archive.similar(ImageOps.mirror(image)).notices == ()


@pytest.mark.parametrize("query", ["sin perro", "without a dog", "sin coches"])
def test_what_only_leaves_out_finds_nothing_to_search(query: str) -> None:
    with pytest.raises(QueryError, match="only what is to be left out"):
        read_query(query, literal=False)
    assert read_query(query, literal=True) == (query, ())


@pytest.mark.parametrize("query", ["de noche", "after 22:00"])
def test_conditions_alone_are_searched_as_they_stand(query: str) -> None:
    assert read_query(query, literal=False) == (query, ())


@pytest.mark.parametrize("text", ["dog", "a dog", "los perros", "the people", "una persona"])
def test_a_thing_alone(text: str) -> None:
    assert names_alone(text)


@pytest.mark.parametrize(
    "text", ["two dogs", "dos personas", "3 coches", "no dog", "ningún perro", "a red dog", ""]
)
def test_more_than_a_thing(text: str) -> None:
    assert not names_alone(text)
