"""How a domain's files are told apart, and what becomes of those that it cannot read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mirada.errors import InputError, MiradaError, MissingDependencyError, ReadError
from mirada.read.files import FoundFile
from mirada.store import FactSet
from mirada.types import Asset, Failure, Moment
from mirada.verbs.domains import Bundle, OnFailure, Reading, attempted, expanded, fresh, of_domain

ASSET = Asset("a", "field", "application/x-field", 1, 8, 8)
WHOLE = Moment("a", "patch", 0.0, 0.0)
PARCEL = Moment("a", "parcel", 0.0, 0.0, subject="parcel:1")
RECIPE = "domain:tests 1; row x"


def found(path: Path) -> FoundFile:
    state = path.stat()
    return FoundFile(path, state.st_size, state.st_mtime_ns)


def bundle(paths: list[Path], salt: str = "", error: Exception | None = None) -> Bundle:
    def read(asset_id: str) -> Reading:
        if error is not None:
            raise error
        return Reading(ASSET, (WHOLE,), (b"",), FactSet(RECIPE))

    return Bundle(paths[0], tuple(map(found, paths)), salt, RECIPE, read)


def test_an_identity_follows_from_bytes_names_and_salt(tmp_path: Path) -> None:
    one, two = tmp_path / "one.npy", tmp_path / "two.npy"
    one.write_bytes(b"one")
    two.write_bytes(b"two")
    moved = tmp_path / "else" / "one.npy"
    moved.parent.mkdir()
    moved.write_bytes(b"one")
    ids = [
        bundle([one, two]).identity(), bundle([one]).identity(), bundle([two]).identity(),
        bundle([one, two], "dates").identity(),
    ]  # fmt: skip
    assert len(set(ids)) == len(ids)
    assert bundle([moved, two]).identity() == ids[0]
    one.write_bytes(b"changed")
    assert bundle([one, two]).identity() != ids[0]


@pytest.mark.parametrize(
    ("error", "kind", "asset_id"),
    [
        (ReadError("It is cut off.", kind="truncated"), "truncated", "a"),
        (InputError("Its bands are too few."), "input", "a"),
        (ValueError("odd"), "damaged", "a"),
        # nothing is wrong with the files: what is known of them stays
        (MissingDependencyError("Not installed.", hint="Install it."), "missing-dependency", None),
    ],
)
def test_what_cannot_be_read_is_a_failure(
    tmp_path: Path, error: Exception, kind: str, asset_id: str | None
) -> None:
    path = tmp_path / "one.npy"
    path.write_bytes(b"one")
    failed = attempted(bundle([path], error=error), "a")
    assert isinstance(failed, Failure)
    assert (failed.stage, failed.kind, failed.path) == ("read", kind, str(path))
    assert failed.asset_id == asset_id
    assert (error.message if isinstance(error, MiradaError) else "odd") in failed.message


def test_facts_are_fresh_by_their_recipe(tmp_path: Path) -> None:
    path = tmp_path / "one.npy"
    path.write_bytes(b"one")
    own = bundle([path])
    assert fresh(RECIPE, own)
    assert fresh(f"{RECIPE}; legend y", own)  # told more once, and not otherwise now
    assert not fresh("domain:tests 1; row z", own)
    assert not fresh("basic 1; row x", own)
    assert not fresh(None, own)
    assert not of_domain("basic 1")


def test_a_reading_has_one_whole_and_says_whose_it_is() -> None:
    facts = FactSet(RECIPE)
    assert Reading(ASSET, (WHOLE, PARCEL), (b"w", b"p"), facts).whole == b"w"
    with pytest.raises(ValueError, match="one moment"):
        Reading(ASSET, (PARCEL,), (b"p",), facts)
    with pytest.raises(ValueError, match="recipe"):
        Reading(ASSET, (WHOLE,), (b"w",), FactSet("basic 1"))


class Lists:
    """A domain that takes ``*.list``: the files named in it are one asset each."""

    name = "lists"

    def recognises(self, path: Path) -> bool:
        return path.suffix == ".list"

    def bundles(self, found_file: FoundFile, on_failure: OnFailure) -> Iterator[Bundle]:
        for name in found_file.path.read_text().split():
            path = found_file.path.with_name(name)
            if path.exists():
                yield bundle([path])
            else:
                on_failure(Failure("read", "vanished", str(path), "It is gone."))


def test_files_become_what_a_domain_makes_of_them(tmp_path: Path) -> None:
    for name in ("a.npy", "b.npy", "c.jpg"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "all.list").write_text("a.npy b.npy gone.npy")
    failures: list[Failure] = []
    files = [found(tmp_path / "all.list"), found(tmp_path / "c.jpg")]
    items = list(expanded(files, [Lists()], failures.append))
    assert [type(one).__name__ for one in items] == ["Bundle", "Bundle", "FoundFile"]
    assert [Path(one.path).name for one in items] == ["a.npy", "b.npy", "c.jpg"]
    assert [Path(one.path).name for one in failures] == ["gone.npy"]
