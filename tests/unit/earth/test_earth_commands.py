"""``mirada earth facts`` and ``mirada earth synth``: JSON, lines in both languages, statuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mirada.cli.main import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def mask(tmp_path: Path) -> Path:
    path = tmp_path / "mask.json"
    rows = ["11110333", "11110333", "11110333", "99990333"]
    ids = [[int(one) if one != "9" else 19 for one in row] for row in rows]
    path.write_text(json.dumps(ids))
    return path


def answer(capture: Capture, *call: object) -> tuple[int, Any]:
    status = run(["earth", *(str(one) for one in call), "--json"])
    return status, json.loads(capture.readouterr().out)


def test_facts_as_json(mask: Path, capsys: Capture) -> None:
    status, told = answer(capsys, "facts", mask)
    assert status == 0
    (field,) = told["fields"]
    facts = {(one["subject"], one["predicate"], one["object"]): one for one in field["facts"]}
    assert facts["class:1", "area", None]["value"] == 0.12
    assert facts["class:1", "area", None]["evidence"]["classes"] == [1]
    assert facts["window", "area", "void"]["value"] == 0.04
    assert facts["parcel:1", "class", "class:1"]["value"] == "meadow"
    assert [one["reason"] for one in field["undetermined"]] == ["no-series"]
    assert (field["series"], told["failures"]) == (None, [])


def test_facts_of_a_season(synthetic: Path, capsys: Capture) -> None:
    status, told = answer(capsys, "facts", synthetic, "--patch", "10000", "--patch", "30000")
    assert status == 0
    assert [field["name"] for field in told["fields"]] == ["10000", "30000"]
    for field in told["fields"]:
        dates = [one for one in field["facts"] if one["unit"] == "date"]
        assert len(dates) > 30
        for one in dates:
            assert one["predicate"] in ("first_picture", "last_picture") or one["tolerance"] >= 1
            assert one["evidence"]["dates"] == sorted(one["evidence"]["dates"])
        assert all(one["method"] for one in field["facts"])


def test_lines_in_both_languages(mask: Path, capsys: Capture) -> None:
    assert run(["earth", "facts", str(mask), "--lang", "es", "--parcels"]) == 0
    spanish = capsys.readouterr().out
    assert "0,12 ha" in spanish
    assert "parcela 1 (pradera)" in spanish
    assert "no determinable: no se dio ninguna temporada" in spanish
    assert run(["earth", "facts", str(mask), "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert "0.12 ha" in english
    assert "parcel 1" not in english.replace("largest_parcel (parcel 1", "")
    assert "not determinable: no season was given" in english


def test_a_legend_and_a_size_of_ones_own(mask: Path, tmp_path: Path, capsys: Capture) -> None:
    legend = tmp_path / "legend.json"
    names = {"0": {"en": "rock", "role": "background"}, "1": "oats", "3": "rye", "19": "peas"}
    legend.write_text(json.dumps(names))
    status, _ = answer(capsys, "facts", mask, "--legend", legend)
    assert status == 2, "nobody tells the size of a pixel"
    status, told = answer(capsys, "facts", mask, "--legend", legend, "--pixel-size", "100")
    assert status == 0
    classes = {one["id"]: one["en"] for one in told["fields"][0]["classes"]}
    assert classes == {0: "rock", 1: "oats", 3: "rye", 19: "peas"}
    areas = {one["subject"]: one["value"] for one in told["fields"][0]["facts"]
             if one["predicate"] == "area" and one["subject"].startswith("class")}  # fmt: skip
    assert areas["class:1"] == 12.0


def test_one_damaged_patch_does_not_end_the_others(
    synthetic: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "fields"
    data = json.loads((synthetic / "metadata.geojson").read_text())
    data["features"] = data["features"][:2]
    for name in ("DATA_S2/S2", "ANNOTATIONS/TARGET"):
        (folder / name).parent.mkdir(parents=True)
        for id in (10000, 20000):
            shutil.copy(synthetic / f"{name}_{id}.npy", folder / f"{name}_{id}.npy")
    (folder / "metadata.geojson").write_text(json.dumps(data))
    damaged = folder / "DATA_S2" / "S2_20000.npy"
    damaged.write_bytes(damaged.read_bytes()[:1000])
    status, told = answer(capsys, "facts", folder, "--patch", "all")
    assert status == 3
    assert [field["name"] for field in told["fields"]] == ["10000"]
    (failure,) = told["failures"]
    assert (failure["name"], failure["code"]) == ("20000", "read")
    assert str(damaged) in failure["message"]
    status, told = answer(capsys, "facts", folder, "--patch", "20000")
    assert (status, told["error"]["code"]) == (1, "read")


@pytest.mark.parametrize(
    ("call", "status", "words"),
    [
        (["nowhere.tif"], 2, "There is no nowhere.tif"),
        (["{mask}", "--series", "nowhere"], 2, "There is no nowhere"),
        (["{mask}", "--patch", "2"], 2, "not one of the number 2"),
        (["{mask}", "--legend", "{mask}"], 1, "is no legend"),
        (["{mask}", "--pixel-size", "-3"], 2, "no size of a pixel"),
        (["{mask}", "--series", "{mask}", "--dates", "soon"], 2, "hold soon, which is no date"),
        (["{mask}", "--series", "{mask}"], 2, "is no series"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_cannot_be_is_said(
    mask: Path, call: list[str], status: int, words: str, language: str, capsys: Capture
) -> None:
    given = [one.format(mask=mask) for one in call]
    assert run(["earth", "facts", *given, "--lang", language]) == status
    told = capsys.readouterr().err
    assert words in told or language == "es"
    assert not set(told.split()) & {"is", "There", "not"} or language == "en"


def test_synth_writes_what_facts_read(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "new" / "fields"
    status, told = answer(capsys, "synth", out, "--patches", "1", "--seed", "9")
    assert status == 0
    assert told["folder"] == str(out)
    assert (told["patches"], told["seed"]) == (1, 9)
    truth = json.loads(Path(told["truth"]).read_text())
    status, told = answer(capsys, "facts", out)
    areas = {
        one["subject"].removeprefix("class:"): one["value"]
        for one in told["fields"][0]["facts"]
        if one["predicate"] == "area" and one["subject"].startswith("class:")
    }
    assert areas == truth["area_ha"]
    status, told = answer(capsys, "synth", out)
    assert status == 2
    assert "is not empty" in told["error"]["message"]


def test_a_map_of_a_model_is_an_input(synthetic: Path, tmp_path: Path, capsys: Capture) -> None:
    """`earth segment` writes it, `earth facts` reads it with the same season."""
    series = np.load(synthetic / "DATA_S2" / "S2_10000.npy")[:, :, :30, :30]
    data = json.loads((synthetic / "metadata.geojson").read_text())
    days = data["features"][0]["properties"]["dates-S2"]
    dates = ",".join(str(days[key]) for key in sorted(days, key=int))
    np.save(tmp_path / "season.npy", series)
    out = tmp_path / "map.png"
    season = ("--dates", dates)
    status, drawn = answer(capsys, "segment", tmp_path / "season.npy", *season, "--out", out)
    assert status == 0
    status, told = answer(capsys, "facts", out, "--series", tmp_path / "season.npy", *season)
    assert status == 0
    areas = {one["subject"]: one["value"] for one in told["fields"][0]["facts"]
             if one["predicate"] == "area"}  # fmt: skip
    for one in drawn["classes"]:
        assert areas[f"class:{one['id']}"] == pytest.approx(one["hectares"])
