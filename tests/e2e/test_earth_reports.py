"""From a PASTIS folder to a signed report and back: describe writes it, check holds it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from mirada.cli.main import run
from mirada.earth.synth.folder import write_set

PATCH = "10000"


@pytest.fixture(scope="module")
def pastis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("earth") / "PASTIS"
    write_set(folder, 1, 23)
    return folder


@pytest.fixture(scope="module")
def written(pastis: Path) -> Path:
    """A folder with the report of the patch in every form, in both languages."""
    folder = pastis.parent / "reports"
    folder.mkdir()
    for language in ("es", "en"):
        files = {form: str(folder / f"{language}.{form}") for form in ("html", "pdf", "json")}
        call = ["earth", "describe", str(pastis), "--patch", PATCH, "--lang", language]
        call += ["--html", files["html"], "--pdf", files["pdf"], "--out", files["json"]]
        assert run(call) == 0
    return folder


@pytest.mark.parametrize("name", ["es.html", "en.json"])
def test_what_was_written_holds(
    pastis: Path, written: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["earth", "check", str(written / name), str(pastis), "--patch", PATCH]) == 0
    out = capsys.readouterr().out
    assert "✗" not in out
    assert "0 are contradicted, 0 cannot be told" in out


def test_both_languages_rest_on_the_same_facts(written: Path) -> None:
    told = [json.loads((written / f"{one}.json").read_text("utf-8")) for one in ("es", "en")]
    spanish, english = (
        [[claim["facts"] for claim in section["claims"]] for section in one["sections"]]
        for one in told
    )
    assert spanish == english
    assert told[0]["files"]["pdf"] == str(written / "es.pdf")
    curve = told[0]["curves"][0]
    assert len(curve["dates"]) == len(curve["values"]) > 10


def test_areas_are_those_of_the_truth_file(pastis: Path, written: Path) -> None:
    truth = json.loads((pastis / "truth.jsonl").read_text("utf-8").splitlines()[0])
    told = json.loads((written / "es.json").read_text("utf-8"))
    stated = {
        fact["subject"].removeprefix("class:"): fact["value"]
        for section in told["sections"]
        for claim in section["claims"]
        for fact in claim["facts"]
        if fact["predicate"] == "area" and fact["subject"].startswith("class:")
    }
    assert stated
    for id, area in stated.items():
        assert area == pytest.approx(truth["area_ha"][id])


def test_a_mask_that_changed_no_longer_fits(pastis: Path, written: Path, tmp_path: Path) -> None:
    other = tmp_path / "PASTIS"
    shutil.copytree(pastis, other)
    path = other / "ANNOTATIONS" / f"TARGET_{PATCH}.npy"
    target = np.load(path)
    target[0, :20] = 0
    np.save(path, target)
    assert run(["earth", "check", str(written / "es.html"), str(other), "--patch", PATCH]) == 8


def test_a_model_is_heard_and_held(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, mask = tmp_path / "told.md", tmp_path / "mask.npy"
    np.save(mask, np.repeat(np.array([[1, 3, 0, 19]], np.uint8), 12, axis=0).repeat(6, axis=1))
    call = ["earth", "describe", str(mask), "--lang", "es"]
    assert run([*call, "--model", "fake", "--out", str(out)]) == 0
    capsys.readouterr()
    assert run(["earth", "check", str(out), str(mask), "--lang", "es"]) == 0
    assert "✗" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--html", "report.pdf"], "does not end in .html"),
        (["--out", "report.docx"], "has an ending that names no form"),
        (["--html", "a.html", "--out", "b.html"], "both ask for a html file"),
        (["--json", "--markdown"], "ask for different forms"),
        (["--json", "--out", "a.md"], "ask for different forms"),
        (["--out", "nowhere/a.md"], "nowhere does not exist"),
        (["--model", "nothing"], "nothing"),
        (["--patch", "77"], "holds no patch 77"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_written(
    pastis: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    more: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    mask = tmp_path / "mask.npy"
    np.save(mask, np.ones((12, 12), np.uint8))
    given = [str(pastis)] if "--patch" in more else [str(mask)]
    assert run(["earth", "describe", *given, *more]) in (2, 5)
    told = capsys.readouterr()
    assert words in told.err + told.out  # errors of --json are on standard output
    assert [one.name for one in tmp_path.iterdir()] == ["mask.npy"]


def test_what_is_read_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mask = tmp_path / "mask.json"
    mask.write_text("[[1, 1], [3, 3]]", "utf-8")
    assert run(["earth", "describe", str(mask), "--out", str(mask)]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert mask.read_text("utf-8") == "[[1, 1], [3, 3]]"
