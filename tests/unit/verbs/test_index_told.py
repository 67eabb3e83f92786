"""What a run of index tells: the films whose zones it measured, and the bytes still to come."""

from __future__ import annotations

from pathlib import Path

from media import Crossing, corridor, write_film
from mirada.archive import Archive
from mirada.settings import Settings
from mirada.verbs.reports import Progress
from paint import COLOURS, picture

ZONES = """
[[zone]]
name = "door"
points = [[0.1, 0.1], [0.6, 0.1], [0.6, 0.9], [0.1, 0.9]]
"""


def test_zones_of_known_films_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    walk = Crossing(start=1.0, seconds=3.0, height=0.5, row=0.3)
    write_film(folder / "gate.mp4", corridor(6.0, crossings=[walk]), gop=20)
    picture(folder / "red.jpg", COLOURS["red"])
    archive = Archive(tmp_path / "a.mirada", Settings(model="fake"))
    assert archive.index([folder]).zones == 0
    zones = tmp_path / "zones.toml"
    zones.write_text(ZONES)
    told = archive.index([folder], zones=zones)
    assert (told.unchanged, told.zones, told.notices) == (2, 1, ())
    again = archive.index([folder], zones=zones)
    assert again.zones == 0
    (notice,) = again.notices
    assert "No film had its zones measured" in notice


def test_bytes_that_are_left_are_those_of_files_not_done(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number, name in enumerate(("red", "blue", "green")):
        picture(folder / f"{name}.jpg", COLOURS[name], seed=number)
    (folder / "broken.jpg").write_bytes(b"no picture at all")
    archive = Archive(tmp_path / "a.mirada", Settings(model="fake"))
    archive.index([folder / "red.jpg"])
    seen: list[Progress] = []
    archive.index([folder], on_progress=seen.append)
    sizes = {path.stem: path.stat().st_size for path in folder.iterdir()}
    fresh = sum(sizes.values()) - sizes["red"]
    assert seen[-1].read == fresh
    assert seen[-1].left in (None, 0)
    for one in seen:
        assert one.left is None or one.left <= sum(sizes.values()) - one.read
