"""Each command once, as a person runs it, on pictures and films with known content."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from world import Mirada, bytes_of, dump, originals

from mirada.archive import open_archive
from mirada.errors import TargetNotFoundError
from paint import COLOURS, film, picture


def test_from_folder_to_answer(mirada: Mirada, pictures: Path) -> None:
    film(pictures / "film.mp4", [COLOURS["purple"], COLOURS["cyan"]])
    before = originals(pictures)
    report = mirada.json("index", pictures)
    assert (report["status"], report["found"], report["indexed"]) == ("ok", 13, 13)
    assert report["command"] == "index"
    status = mirada.json("status")
    assert status["assets"] == status["files"] == 13
    assert status["moments"] == status["vectors"] >= 14
    assert status["failures"] == 0
    spanish, english = mirada.names("rojo"), mirada.names("red")
    assert sorted(spanish) == sorted(english) == ["red0.jpg", "red4.jpg", "red8.jpg"]
    purple = mirada.json("search", "morado")["hits"]
    assert [Path(hit["path"]).name for hit in purple] == ["film.mp4"]
    assert purple[0]["start"] == 0
    assert 2 < purple[0]["end"] < 4
    cyan = mirada.json("search", "turquoise")["hits"]
    assert 2 < cyan[0]["start"] < 4
    assert originals(pictures) == before


def test_nothing_matches_is_an_answer(mirada: Mirada, pictures: Path) -> None:
    mirada.run("index", pictures)
    answer = mirada.json("search", "orange")
    assert answer["hits"] == []
    assert answer["searched"] == answer["eligible"] == 12
    assert "Nothing here matches" in mirada.run("search", "orange").stdout
    assert "no hay nada que coincida" in mirada.run("search", "naranja", "--lang", "es").stdout
    assert mirada.json("search", "orange", "--nearest")["nearest"]


def test_indexing_again_does_nothing_twice(mirada: Mirada, pictures: Path) -> None:
    mirada.run("index", pictures)
    first = dump(mirada.archive)
    again = mirada.json("index", pictures)
    assert (again["unchanged"], again["indexed"], again["moments"]) == (12, 0, 0)
    assert dump(mirada.archive) == first


def test_similar_leaves_out_the_picture_itself(mirada: Mirada, pictures: Path) -> None:
    for number in range(40):  # enough others to know what chance gives
        colour = ("grey", "brown", "pink", "orange")[number % 4]
        picture(pictures / f"{colour}{number}.png", COLOURS[colour], seed=100 + number)
    mirada.run("index", pictures)
    found = mirada.json("similar", pictures / "red0.jpg", "--nearest")
    flat = [hit for hit in found["hits"] + found["nearest"] for hit in (hit, *hit["group"])]
    names = [Path(hit["path"]).name for hit in flat]
    assert "red0.jpg" not in names
    assert set(names[:2]) == {"red4.jpg", "red8.jpg"}


def test_classify_needs_no_archive(mirada: Mirada, pictures: Path) -> None:
    files = [pictures / "red0.jpg", pictures / "blue2.jpg"]
    found = mirada.json("classify", *files, "--labels", "azul,rojo,verde")["results"]
    assert [result["label"] or result["labels"][0]["label"] for result in found] == ["rojo", "azul"]
    assert not mirada.archive.exists()


def test_remove_leaves_no_byte(mirada: Mirada, pictures: Path) -> None:
    secret = picture(pictures / "secreto-único.jpg", COLOURS["purple"], seed=77)
    (pictures / "broken-secret.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture at all")
    mirada.run("index", pictures, status=3)
    mirada.run("index", pictures, status=3)  # more than one version of the tables
    full = dump(mirada.archive)
    asset_id = full["files"][str(secret)].asset_id
    moment_id = next(key for key, moment in full["moments"].items() if moment.asset_id == asset_id)

    thumbnail = open_archive(mirada.archive).thumbnails([moment_id])[moment_id]
    vector = next(iter(full["vectors"].values()))[moment_id]
    traces = {
        "path": secret.name.encode(),
        "thumbnail": thumbnail[-120:-20],
        "vector": vector[:40],
        "asset": asset_id.encode(),
        "moment": bytes.fromhex(moment_id),
        "broken": b"broken-secret",
    }
    held = bytes_of(mirada.archive)
    assert {name for name, trace in traces.items() if trace in held} >= {
        "path",
        "thumbnail",
        "vector",
        "broken",
    }
    removed = mirada.json("remove", secret, pictures / "broken-secret.jpg")
    assert (removed["assets"], removed["moments"], removed["vectors"]) == (1, 1, 1)
    left = bytes_of(mirada.archive)
    assert [name for name, trace in traces.items() if trace in left] == []
    assert secret.is_file()
    assert mirada.json("status")["assets"] == 12
    assert mirada.json("failures")["failures"] == []
    assert sorted(mirada.names("rojo")) == ["red0.jpg", "red4.jpg", "red8.jpg"]


def test_remove_by_asset_and_folder(mirada: Mirada, pictures: Path) -> None:
    mirada.run("index", pictures)
    asset_id = mirada.json("search", "rojo")["hits"][0]["asset"]
    assert mirada.json("remove", "--asset", asset_id[:12])["assets"] == 1
    assert mirada.json("remove", pictures / "inner")["files"] in (3, 4)
    assert mirada.json("status")["assets"] in (7, 8)
    for target in (["--asset", "0123456789"], [pictures / "nowhere"], ["--asset", "0"]):
        answer = mirada.json("remove", *target, status=TargetNotFoundError.exit_status)
        assert answer["error"]["code"] == "not-found"


def test_filters_narrow_what_is_ranked(mirada: Mirada, tmp_path: Path) -> None:
    """The best of the three that pass, however many others are better."""
    folder = tmp_path / "days"
    for number in range(30):
        taken = datetime(2026, 5, 1 + number % 20, 12)
        picture(folder / f"noon{number}.jpg", COLOURS["red"], seed=number, taken=taken)
    nights = {"before": (3, 23, 30), "after": (4, 0, 30), "later": (4, 5, 59)}
    for number, (name, (day, hour, minute)) in enumerate(nights.items()):
        colour = COLOURS["red" if name == "after" else "blue"]
        taken = datetime(2026, 5, day, hour, minute)
        picture(folder / f"{name}.jpg", colour, seed=50 + number, taken=taken)
    picture(folder / "clockless.jpg", COLOURS["red"], seed=90)
    mirada.run("index", folder)
    night = mirada.json("search", "red", "--where", "time:22:00-06:00", "--nearest")
    assert (night["eligible"], night["searched"], night["unindexed"]) == (3, 3, 0)
    assert Path((night["hits"] + night["nearest"])[0]["path"]).name == "after.jpg"
    counts = {
        "hora:23:00-00:15": 1,
        "time:00:00-24:00": 33,
        "path:*/noon1?.jpg": 10,
        "path:LATER": 1,
        "path:*/days/[ab]*.jpg": 2,
        "tipo:video": 0,
        "after:2026-05-04 before:2026-05-04": 2 + 2,
        "side:>=129": 0,
        "size:>1": 34,
    }
    for where, eligible in counts.items():
        answer = mirada.json("search", "red", "--where", where)
        assert (where, answer["eligible"]) == (where, eligible)


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["index", "/nowhere/at/all"], 2, "not-found"),
        (["search", ""], 2, "query"),
        (["search", "red", "--where", "colour:red"], 2, "filter"),
        (["search", "red", "--limit", "0"], 2, "input"),
        (["search", "red"], 4, "archive-not-found"),
        (["status"], 4, "archive-not-found"),
        (["index", ".", "--model", "no-such-model"], 5, "model-not-found"),
    ],
)
def test_a_mistake_gets_one_sentence_and_leaves_nothing(
    mirada: Mirada, arguments: list[str], status: int, code: str
) -> None:
    said = mirada.json(*arguments, status=status)["error"]
    assert said["code"] == code or (code == "input" and said["code"] == "usage")
    assert said["message"]
    assert said["hint"]
    assert not mirada.archive.exists()
