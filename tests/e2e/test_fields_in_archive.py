"""Fields in an archive: found, kept, followed when they change, and erased as pictures are."""

from __future__ import annotations

import io
import json
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from world import Child, Mirada, bytes_of, originals

from field_folder import annotation, pastis_folder, write_metadata, write_patch
from mirada.cli.main import run
from mirada.errors import ArchiveNotFoundError
from mirada.store import ArchiveStore
from paint import COLOURS, picture

pytest.importorskip("spyndex")
pytest.importorskip("skimage")

PATCHES = 4
EVERY = ("--limit", 1000)
OFTEN = {"pause": 0.05, "commit": 0.1, "buffer": 20_000}


class Inside(Mirada):
    """The same command in this process: most of what is tested here needs none of its own."""

    def run(self, *arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        line = self.line(*arguments)[1:]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            ended = run(line)
        assert ended == status, f"exit {ended}\n{out.getvalue()}\n{err.getvalue()}"
        return subprocess.CompletedProcess(line, ended, out.getvalue(), err.getvalue())


@pytest.fixture
def mirada(tmp_path: Path) -> Mirada:
    return Inside(tmp_path / "test.mirada")


@pytest.fixture
def fields(tmp_path: Path) -> Path:
    return pastis_folder(tmp_path / "fields", PATCHES)


def dump(archive: Path) -> dict[str, Any]:
    """Everything that a search could show of fields."""
    snapshot = ArchiveStore.open(archive).snapshot()
    ids = sorted(snapshot.asset_ids())
    moments = {moment.id: moment for one in ids for moment in snapshot.moments_of(one)}
    entry = snapshot.active_space()
    whole = sorted(key for key, moment in moments.items() if not moment.subject)
    assert entry is not None
    assert snapshot.counts().vectors[entry.space.id] == len(whole)
    return {
        "assets": snapshot.assets(ids),
        "files": {file.path: file for file in snapshot.iter_files()},
        "moments": moments,
        "thumbnails": snapshot.thumbnails(moments),
        "vectors": snapshot.vectors(entry.space.id, whole).tobytes(),
        "facts": snapshot.facts_of_all(ids),
        "texts": snapshot.texts_of(moments),
        "failures": snapshot.failures(),
    }


def test_from_folder_to_parcels(mirada: Mirada, fields: Path) -> None:
    before = originals(fields)
    report = mirada.json("index", fields)
    assert (report["status"], report["found"], report["indexed"]) == ("ok", PATCHES, PATCHES)
    assert report["moments"] == 5 * PATCHES
    status = mirada.json("status")
    assert (status["assets"], status["files"]) == (PATCHES, 3 * PATCHES)
    assert (status["moments"], status["vectors"]) == (5 * PATCHES, PATCHES)
    wanted = sum((annotation(n)[0] == 3).sum() > 100 for n in range(PATCHES))
    for query in ("parcelas de maíz de más de 1 ha junto a viñedo",
                  "corn parcels over 1 ha next to grapevine"):  # fmt: skip
        found = mirada.json("search", query, *EVERY)
        assert found["matched"] == len(found["hits"]) == wanted
        assert {one["kind"] for one in found["understood"]} == {"class", "area", "next_to"}
        assert all(hit["e_value"] is None and hit["kind"] == "parcel" for hit in found["hits"])
    text = mirada.run("search", "maíz de más de 1 ha", "--lang", "es", "--limit", "1").stdout
    assert "Entendido: cultivo: maíz · superficie > 1 ha" in text
    assert "[maíz, 1,2 ha]" in text
    assert originals(fields) == before


def test_again_does_nothing_and_a_copy_is_known(mirada: Mirada, fields: Path) -> None:
    mirada.run("index", fields)
    first = dump(mirada.archive)
    again = mirada.json("index", fields)
    assert (again["unchanged"], again["indexed"], again["facts"]) == (PATCHES, 0, 0)
    assert dump(mirada.archive) == first
    shutil.copytree(fields, fields.parent / "copy")
    copied = mirada.json("index", fields.parent / "copy")
    assert (copied["moved"], copied["indexed"]) == (PATCHES, 0)
    shutil.rmtree(fields)
    fields.mkdir()
    (fields / "left.txt").write_text("not empty")
    mirada.run("index", fields)
    left = dump(mirada.archive)
    assert left["moments"] == first["moments"]
    assert all("/copy/" in path for path in left["files"])


def test_what_changes_is_read_anew(mirada: Mirada, fields: Path) -> None:
    mirada.run("index", fields)
    first = dump(mirada.archive)
    write_metadata(fields, PATCHES, shift=3)  # all dates, no array
    shifted = mirada.json("index", fields)
    assert (shifted["indexed"], shifted["removed"]) == (PATCHES, PATCHES)
    assert not set(dump(mirada.archive)["assets"]) & set(first["assets"])
    write_metadata(fields, PATCHES)
    np.save(fields / "ANNOTATIONS" / "TARGET_10000.npy", annotation(7)[0].astype(np.uint8))
    np.save(fields / "ANNOTATIONS" / "ParcelIDs_10000.npy", annotation(7)[1])
    changed = mirada.json("index", fields)
    assert (changed["status"], changed["indexed"]) == ("ok", PATCHES)
    assert mirada.json("status")["assets"] == PATCHES
    write_patch(fields, 0)
    mirada.run("index", fields)
    assert dump(mirada.archive)["assets"] == first["assets"]


def test_a_patch_that_cannot_be_read_stops_no_other(mirada: Mirada, fields: Path) -> None:
    mirada.run("index", fields)
    (fields / "DATA_S2" / "S2_10001.npy").unlink()
    (fields / "ANNOTATIONS" / "TARGET_10002.npy").write_bytes(b"no array")
    report = mirada.json("index", fields, status=3)
    assert (report["unchanged"], report["failed"]) == (PATCHES - 2, 2)
    failures = mirada.json("failures")["failures"]
    assert sorted(Path(one["path"]).name for one in failures) == [
        "TARGET_10001.npy", "TARGET_10002.npy",
    ]  # fmt: skip
    assert mirada.json("status")["assets"] == PATCHES - 2
    write_patch(fields, 1)
    write_patch(fields, 2)
    assert mirada.json("index", fields)["indexed"] == 2
    assert mirada.json("failures")["failures"] == []


def _traces(archive: Path, name: str) -> Iterator[bytes]:
    """Bytes that only the patch whose mask is called ``name`` brought."""
    full = dump(archive)
    (asset_id,) = {file.asset_id for path, file in full["files"].items() if path.endswith(name)}
    yield asset_id.encode()
    yield name.encode()
    for key, moment in full["moments"].items():
        if moment.asset_id == asset_id:
            yield bytes.fromhex(key)
            yield full["thumbnails"][key][-120:-20]
    for fact in full["facts"][asset_id]:
        if fact.predicate == "said":
            yield str(fact.value).encode()


def test_remove_leaves_no_byte(mirada: Mirada, fields: Path) -> None:
    mirada.run("index", fields)
    mirada.run("index", fields)
    others = {t for n in range(PATCHES - 1) for t in _traces(mirada.archive, f"TARGET_1000{n}.npy")}
    traces = [t for t in _traces(mirada.archive, "TARGET_10003.npy") if t not in others]
    held = bytes_of(mirada.archive)
    assert sum(trace in held for trace in traces) >= 8
    removed = mirada.json("remove", fields / "DATA_S2" / "S2_10003.npy")
    assert (removed["assets"], removed["moments"], removed["vectors"]) == (1, 5, 1)
    assert removed["files"] == 3
    left = bytes_of(mirada.archive)
    assert [trace for trace in traces if trace in left] == []
    assert mirada.json("search", "parcels", *EVERY)["matched"] == 4 * (PATCHES - 1)


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_instant(tmp_path: Path, fields: Path, seed: int) -> None:
    calm = Child(tmp_path / "calm.mirada", changes=OFTEN)
    began = time.monotonic()
    calm.run("index", fields)
    seconds = time.monotonic() - began
    killed = Child(tmp_path / "killed.mirada", changes=OFTEN)
    after = random.Random(seed).uniform(0.05, 0.6) * seconds
    assert killed.stopped(signal.SIGKILL, after, "index", fields) in (0, -signal.SIGKILL)
    try:
        half = dump(killed.archive)  # sound for a reader at once: whole fields, or nothing of them
        for asset_id in half["assets"]:
            own = [m for m in half["moments"].values() if m.asset_id == asset_id]
            assert len(own) == 5
            assert any(fact.predicate == "called" for fact in half["facts"][asset_id])
    except (ArchiveNotFoundError, AssertionError) as error:
        assert isinstance(error, ArchiveNotFoundError) or not half_begun(killed.archive), error
    killed.run("index", fields)
    found, wanted = dump(killed.archive), dump(calm.archive)
    for part in wanted:
        if part != "vectors":  # their order is that of the ids, the same in both
            assert found[part] == wanted[part], part
    assert found["vectors"] == wanted["vectors"]


def half_begun(archive: Path) -> bool:
    """Whether anything was committed."""
    return ArchiveStore.open(archive).snapshot().counts().assets > 0


def test_fields_move_to_another_model(tmp_path: Path, fields: Path) -> None:
    child = Child(tmp_path / "moved.mirada")
    child.run("index", fields)
    before = child.json("search", "corn parcels", *EVERY)["hits"]
    shutil.rmtree(fields)  # their vectors come from what the archive keeps
    assert child.json("migrate", "--model", "fake-2")["status"] == "ok"
    status = child.json("status")
    assert (status["vectors"], status["moments"]) == (PATCHES, 5 * PATCHES)
    assert child.json("search", "corn parcels", *EVERY)["hits"] == before


def test_pictures_are_found_as_before(mirada: Mirada, fields: Path, tmp_path: Path) -> None:
    """Beside fields; and a word that both may mean finds both."""
    for number in range(24):
        name = list(COLOURS)[number % 6]
        picture(tmp_path / "pictures" / f"{name}{number}.jpg", COLOURS[name], seed=number)
    mirada.run("index", tmp_path / "pictures")
    queries = ("red", "rojo", "dos o más personas sin perro")
    plain = {query: mirada.names(query) for query in queries}
    loose = mirada.names("a red car next to a wall")[:4]
    mirada.run("index", fields)
    assert {query: mirada.names(query) for query in queries} == plain
    assert mirada.names("a red car next to a wall")[:4] == loose
    red = mirada.json("search", "red")
    assert red["measured"] == 0
    assert red["understood"] == []
    alone = mirada.json("search", "parcelas de maíz", *EVERY)
    assert {hit["media"] for hit in alone["hits"]} == {"field"}
    either = mirada.json("search", "corn", *EVERY)
    assert either["measured"] == 4 * PATCHES
    assert either["searched"] > either["measured"]
    assert either["matched"] >= PATCHES


def test_masks_count_only_where_it_is_said(mirada: Mirada, tmp_path: Path) -> None:
    from PIL import Image

    folder = tmp_path / "masks"
    folder.mkdir()
    np.save(folder / "north.npy", annotation(2)[0])
    Image.fromarray(annotation(5)[0].astype(np.uint8)).save(folder / "south.png")
    np.save(folder / "broken.npy", np.full((4, 4), 77))
    legend = {"pixel_size": 20, "classes": [
        {"id": 0, "en": "unfarmed land", "es": "terreno", "role": "background"},
        {"id": 1, "en": "lentil", "es": "lenteja"}, {"id": 2, "en": "red oats", "es": "avena roja"},
        {"id": 3, "en": "chickpea", "es": "garbanzo"}, {"id": 8, "en": "fallow", "es": "barbecho"},
    ]}  # fmt: skip
    (tmp_path / "legend.json").write_text(json.dumps(legend))
    plain = mirada.json("index", folder)
    assert (plain["found"], plain["indexed"]) == (1, 1)  # the PNG, as a picture
    told = ("earth", "index", folder, "--legend", tmp_path / "legend.json")
    report = mirada.json(*told, status=3)
    assert (report["indexed"], report["failed"], report["removed"]) == (2, 1, 1)
    assert "77" in mirada.json("failures")["failures"][0]["message"]
    for query in ("parcelas de garbanzo junto a barbecho", "chickpea next to fallow",
                  "parcels of chickpeas"):  # fmt: skip
        found = mirada.json("search", query, *EVERY)["hits"]
        assert [Path(hit["path"]).name for hit in found] == ["south.png", "north.npy"], query
    area = [one["fact"]["value"] for one in found[0]["matched_by"] if one["words"].endswith("ha")]
    assert area == [(annotation(5)[0] == 3).sum() * 400 / 10_000]
    assert mirada.json("search", "avena de más de 1 ha")["matched"] == 2
    again = mirada.json(*told, status=3)
    assert (again["unchanged"], again["failed"]) == (2, 1)
    assert mirada.json("index", folder)["unchanged"] == 1  # the PNG is still a field
