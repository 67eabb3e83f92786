"""Pulling from a hub that drops connections, lies and is busy: a real server on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tiny_graphs import make_model

from local_hub import COMMIT, REPOSITORY, Behaviour, serve_hub
from mirada.errors import MiradaError, ModelError, ModelNotFoundError, OfflineError
from mirada.models import load_model
from mirada.models import pull as pulling
from mirada.models.catalogue import CatalogueEntry, entry
from mirada.models.load import locate
from mirada.models.pull import installed, pull, remove, verify
from mirada.settings import Settings

ENTRY = CatalogueEntry(
    name="tiny",
    engine="onnx",
    source=REPOSITORY,
    revision=COMMIT,
    layout="onnx",
    parameters=7,
    dimension=24,
    image_size=32,
    languages=("en", "es"),
    license="MIT",
    download_mb=1,
    memory_mb=1,
    good_at_es="Nada.",
    good_at_en="Nothing.",
)


@pytest.fixture
def how() -> Behaviour:
    files = {
        "config.json": b'{"projection_dim": 24}',
        "preprocessor_config.json": b"{}",
        "tokenizer.json": b'{"a": "\xc3\xb1"}',
        "tokenizer_config.json": b"{}",
        "onnx/vision_model.onnx": bytes(range(256)) * 4000,
        "onnx/vision_model.onnx_data": b"outside weights",
        "onnx/text_model.onnx": b"text" * 999,
        "onnx/model.onnx": b"not wanted",
        "pytorch_model.bin": b"never",
        "README.md": b"not wanted",
    }
    return Behaviour(files=files)


@pytest.fixture
def hub(how: Behaviour) -> Iterator[str]:
    yield from serve_hub(how)


@pytest.fixture
def settings(hub: str, tmp_path: Path) -> Settings:
    return Settings(models_dir=tmp_path / "models", hub=hub)


def _pull(settings: Settings, entry: CatalogueEntry = ENTRY, **options: Any) -> Path:
    return pull(entry, settings, pause=lambda seconds: None, **options)


def test_only_the_files_it_needs_arrive_whole(settings: Settings, how: Behaviour) -> None:
    seen: list[tuple[int, int, str]] = []
    folder = _pull(settings, progress=lambda *step: seen.append(step))
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files == {
        "config.json",
        "preprocessor_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
        "onnx/vision_model.onnx",
        "onnx/vision_model.onnx_data",
        "onnx/text_model.onnx",
        "mirada.json",
    }
    for name in files - {"mirada.json"}:
        assert (folder / name).read_bytes() == how.files[name]
    steps = [done for done, _, _ in seen]
    assert steps == sorted(steps)
    assert steps[-1] == seen[-1][1]
    own = json.loads((folder / "mirada.json").read_text())
    assert own["revision"] == COMMIT
    assert own["license"] == "MIT"
    assert not list(settings.models_dir.glob("*.part"))
    assert verify(folder) == []
    (folder / "config.json").write_text("{}")
    (folder / "tokenizer.json").unlink()
    assert sorted(verify(folder)) == ["config.json", "tokenizer.json"]


def test_what_was_pulled_can_be_used(settings: Settings, how: Behaviour, tmp_path: Path) -> None:
    made = make_model(tmp_path / "made", config={})
    how.files = {
        str(path.relative_to(made)): path.read_bytes() for path in made.rglob("*") if path.is_file()
    }
    entry = replace(ENTRY, dimension=6)
    embedder = load_model(_pull(settings, entry), engine="onnx", settings=settings)
    assert embedder.embed_texts(["un perro"]).shape == (1, 6)
    assert (embedder.space.model, embedder.space.revision) == ("tiny", COMMIT)
    assert embedder.info.license == "MIT"


def test_a_second_pull_asks_nothing(settings: Settings, how: Behaviour) -> None:
    folder = _pull(settings)
    asked = len(how.seen)
    assert _pull(settings) == folder
    assert _pull(replace(settings, offline=True)) == folder
    assert len(how.seen) == asked


def test_a_branch_is_resolved_once(settings: Settings, how: Behaviour) -> None:
    _pull(settings, replace(ENTRY, revision="main"))
    assert how.seen[0][0] == f"/api/models/{REPOSITORY}/revision/main"
    assert all(COMMIT in path for path, _ in how.seen[1:])


def test_offline_opens_no_connection(settings: Settings, how: Behaviour) -> None:
    with pytest.raises(OfflineError, match="offline is set"):
        _pull(replace(settings, offline=True))
    assert how.seen == []
    assert not settings.models_dir.exists()


def test_a_broken_connection_is_taken_up_where_it_broke(settings: Settings, how: Behaviour) -> None:
    how.drop_after, how.drops = 100_000, 9
    folder = _pull(settings)
    whole = how.files["onnx/vision_model.onnx"]
    assert (folder / "onnx/vision_model.onnx").read_bytes() == whole
    ranges = [head["range"] for path, head in how.seen if "range" in head]
    assert ranges == [f"bytes={100_000 * n}-" for n in range(1, 10)]


def test_a_server_without_ranges_starts_anew(settings: Settings, how: Behaviour) -> None:
    how.drop_after, how.drops, how.ranges = 100_000, 2, False
    folder = _pull(settings)
    assert verify(folder) == []


def test_it_gives_up_when_nothing_comes_and_goes_on_next_time(
    settings: Settings, how: Behaviour
) -> None:
    how.drop_after, how.drops = 0, 10**6
    with pytest.raises(OfflineError, match=r"cannot be reached|broke off"):
        _pull(settings)
    assert not (settings.models_dir / "tiny").exists()
    how.drop_after, how.drops = 300_000, 1

    def interrupted(done: int, total: int, path: str) -> None:
        if done > 200_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _pull(settings, progress=interrupted)
    assert not (settings.models_dir / "tiny").exists()
    before = len(how.seen)
    folder = _pull(settings)
    assert verify(folder) == []
    again = how.seen[before:]
    assert any("range" in head for _, head in again)
    assert not any(path.endswith("tokenizer.json") for path, _ in again)


def test_a_wrong_checksum_is_refused_and_nothing_stays(settings: Settings, how: Behaviour) -> None:
    how.lie_checksum = True
    with pytest.raises(ModelError, match="another checksum"):
        _pull(settings)
    assert not (settings.models_dir / "tiny").exists()
    assert not list(settings.models_dir.rglob("*.onnx"))
    how.lie_checksum = False
    assert verify(_pull(settings)) == []


def test_a_file_longer_than_promised_is_refused(settings: Settings, how: Behaviour) -> None:
    how.lie_size = -1
    with pytest.raises(ModelError, match="longer than"):
        _pull(settings)


def test_a_file_shorter_than_promised_is_refused(settings: Settings, how: Behaviour) -> None:
    how.lie_size = 1
    with pytest.raises(MiradaError):
        _pull(settings)


def test_another_part_than_asked_for_is_refused(settings: Settings, how: Behaviour) -> None:
    how.drop_after, how.drops, how.wrong_range = 100_000, 1, True
    with pytest.raises(ModelError, match="another part"):
        _pull(settings)


@pytest.mark.parametrize(
    "path", ["../../evil.json", "/etc/passwd", "a/../../b", "a\\..\\b", "c:evil", "a\nb", ""]
)
def test_a_listing_that_reaches_outside_is_refused(
    path: str, settings: Settings, how: Behaviour, tmp_path: Path
) -> None:
    how.extra = [{"type": "file", "path": path, "size": 1, "oid": "0" * 40}]
    with pytest.raises(ModelError, match="impossible file") as caught:
        _pull(settings)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.rglob("*evil*"))


@pytest.mark.parametrize(
    "listing", [b"<html>", b'{"error": "x"}', b"[" * 99_999, b'[{"type": "file"}]']
)
def test_a_listing_that_is_none_is_refused(
    listing: bytes, settings: Settings, how: Behaviour
) -> None:
    how.listing = listing
    with pytest.raises(ModelError) as caught:
        _pull(settings)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(settings: Settings, how: Behaviour) -> None:
    del how.files["onnx/text_model.onnx"]
    with pytest.raises(ModelNotFoundError, match=r"onnx/text_model\.onnx"):
        _pull(settings)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(401, "HF_TOKEN"), (403, "licence"), (404, "has no"), (429, "asks to wait"), (503, "trouble")],
)
def test_statuses_become_one_sentence(
    status: int, sentence: str, settings: Settings, how: Behaviour
) -> None:
    how.status = status
    with pytest.raises(ModelError, match=sentence) as caught:
        _pull(settings)
    assert "\n" not in str(caught.value)


def test_a_busy_hub_is_asked_again(settings: Settings, how: Behaviour) -> None:
    how.status, how.statuses = 503, 3
    assert verify(_pull(settings)) == []


def test_no_server_is_a_sentence(tmp_path: Path) -> None:
    settings = Settings(models_dir=tmp_path, hub="http://127.0.0.1:9")
    with pytest.raises(OfflineError, match="cannot be reached"):
        _pull(settings)
    with pytest.raises(ModelError, match="no address"):
        _pull(replace(settings, hub="ftp://example.org"))


def test_the_token_goes_to_the_hub_only_and_into_no_message(
    settings: Settings, how: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = Behaviour(files=how.files)
    stores = serve_hub(behind)
    # Another name of this machine is another host to the client.
    how.redirect = next(stores).replace("127.0.0.1", "localhost")
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    _pull(settings)
    assert all(head["authorization"] == "Bearer hf_secret" for _, head in how.seen)
    assert behind.seen
    assert not any("authorization" in head for _, head in behind.seen)
    next(stores, None)
    how.status = 401
    with pytest.raises(ModelError) as caught:
        _pull(replace(settings, models_dir=settings.models_dir / "b"), token="hf_secret")
    assert "hf_secret" not in str(caught.value)


def test_a_full_disk_is_told_before_anything_is_fetched(
    settings: Settings, how: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = pulling.shutil.disk_usage("/")
    monkeypatch.setattr(pulling.shutil, "disk_usage", lambda path: usage._replace(free=1_000_000))
    with pytest.raises(ModelError, match=r"needs .* MB and .* has 1 MB"):
        _pull(settings)
    assert not any("resolve" in path for path, _ in how.seen)


def test_a_folder_that_cannot_be_written_is_a_sentence(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="cannot be written"):
        _pull(replace(settings, models_dir=tmp_path / "file" / "models"))


def test_two_pulls_at_once_are_refused(settings: Settings) -> None:
    def second(done: int, total: int, path: str) -> None:
        with pytest.raises(ModelError, match="Another process"):
            _pull(settings)

    _pull(settings, progress=second)


def test_installed_and_remove(settings: Settings) -> None:
    assert installed(settings) == ()
    with pytest.raises(ModelNotFoundError):
        remove("tiny", settings)
    folder = _pull(settings)
    (found,) = installed(settings)
    assert (found.name, found.folder, found.revision) == ("tiny", folder, COMMIT)
    assert found.bytes == sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    assert remove("tiny", settings) == found.bytes
    assert installed(settings) == ()


@pytest.mark.parametrize("name", ["..", ".", "", "../x", "a/b", "cache"])
def test_remove_stays_in_its_folder(name: str, settings: Settings) -> None:
    (settings.models_dir / "cache").mkdir(parents=True)
    with pytest.raises(ModelNotFoundError):
        remove(name, settings)
    assert (settings.models_dir / "cache").is_dir()


def test_an_embedded_model_needs_no_pull(settings: Settings, how: Behaviour) -> None:
    assert _pull(settings, entry("nano")).name == "nano"
    assert how.seen == []


def test_a_model_that_was_not_pulled_names_the_command(tmp_path: Path) -> None:
    settings = Settings(models_dir=tmp_path)
    name = next(item.name for item in _catalogue() if not item.embedded)
    with pytest.raises(ModelNotFoundError, match=f"mirada models pull {name}"):
        locate(name, settings)


def _catalogue() -> tuple[CatalogueEntry, ...]:
    from mirada.models.catalogue import CATALOGUE

    return CATALOGUE
