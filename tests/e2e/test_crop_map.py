"""What a new user does: draw fields, map them with what ships, hand the map on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from mirada.cli.main import run
from mirada.evaluate.segmentation import confusion, overall_accuracy


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fields") / "fields"
    assert run(["earth", "synth", str(folder), "--patches", "1", "--seed", "90210"]) == 0
    return folder


def mapped(season: Path, out: Path, *more: str) -> int:
    return run(["earth", "segment", str(season), "--out", str(out), *more])


def test_drawn_fields_become_a_map_that_others_can_open(fields: Path, tmp_path: Path) -> None:
    rasterio = pytest.importorskip("rasterio")
    out = tmp_path / "crops.tif"
    assert mapped(fields, out) == 0
    truth = np.load(next((fields / "ANNOTATIONS").glob("TARGET_*.npy")))[0]
    with rasterio.open(out) as file:
        ids = file.read(1)
        assert file.crs.to_epsg() == 2154
        assert file.res == (10.0, 10.0)
    assert overall_accuracy(confusion(truth, ids, 19)) > 0.75
    told = json.loads((fields / "metadata.geojson").read_text(encoding="utf-8"))
    corner = told["features"][0]["geometry"]["coordinates"][0][0]
    assert [file.transform.c, file.transform.f] == corner


def test_a_folder_of_dated_pictures_gives_the_same_map(fields: Path, tmp_path: Path) -> None:
    rasterio = pytest.importorskip("rasterio")
    values = np.load(next((fields / "DATA_S2").glob("*.npy")))[:, :, 60:97, 40:90]
    told = json.loads((fields / "metadata.geojson").read_text(encoding="utf-8"))
    days = told["features"][0]["properties"]["dates-S2"]
    season = tmp_path / "season"
    season.mkdir()
    place = rasterio.Affine(10, 0, 440_000, 0, -10, 6_880_000)
    for at, picture in enumerate(values):
        with rasterio.open(
            season / f"S2_{days[str(at)]}.tif", "w", driver="GTiff", count=10, height=37, width=50,
            dtype="int16", crs="EPSG:32630", transform=place,
        ) as file:  # fmt: skip
            file.write(picture)
    dates = ",".join(f"{str(day)[:4]}-{str(day)[4:6]}-{str(day)[6:]}" for day in days.values())
    np.save(tmp_path / "season.npy", values)
    assert mapped(season, tmp_path / "a.tif") == 0
    assert mapped(tmp_path / "season.npy", tmp_path / "b.npy", "--dates", dates) == 0
    with rasterio.open(tmp_path / "a.tif") as file:
        assert file.crs.to_epsg() == 32630
        assert file.transform == place
        assert np.array_equal(file.read(1), np.load(tmp_path / "b.npy"))
