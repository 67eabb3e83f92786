"""Fetch a catalogue model from the hub: resumed, verified, and all or nothing.

``httpx`` instead of ``huggingface_hub``: it is a dependency already, everything can be tested
against a local server, and nothing but the named files of safe types is ever written. A model is
gathered in ``NAME.part/`` and renamed to ``NAME/`` when every file has its checksum.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from mirada.errors import ModelError, ModelNotFoundError, OfflineError
from mirada.models.documents import read_json, section, word
from mirada.models.files import OWN
from mirada.models.hub import SAFE, Hub, PassingError, RemoteFile, agrees
from mirada.settings import Settings

T = TypeVar("T")
# done bytes, all bytes, the file that is being fetched
Progress = Callable[[int, int, str], None]

_ATTEMPTS = 6  # without one new byte between two of them
_SPARE = 64 * 1024**2  # bytes that must stay free on the disk


class Pullable(Protocol):
    """What a row of a catalogue tells, so that it can be pulled."""

    @property
    def name(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def revision(self) -> str: ...
    @property
    def variant(self) -> str: ...
    @property
    def license(self) -> str: ...
    @property
    def languages(self) -> tuple[str, ...]: ...
    @property
    def parameters(self) -> int: ...
    @property
    def dimension(self) -> int: ...
    @property
    def embedded(self) -> bool: ...
    @property
    def served(self) -> bool: ...

    def files_in(self, paths: Collection[str]) -> list[str]:
        """Of the paths in its repository, those to pull; ModelNotFoundError where some lack."""
        ...


@dataclass(frozen=True, slots=True)
class Installed:
    """A pulled model: where it lies, what it takes in bytes, and of which commit it is."""

    name: str
    folder: Path
    bytes: int
    revision: str


def pull(
    entry: Pullable,
    settings: Settings,
    progress: Progress | None = None,
    *,
    token: str | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> Path:
    """Fetch ``entry`` into ``settings.models_dir`` and return its folder; at once if it is there.

    Args:
        token: of the hub's account, for models behind a licence; None = what HF_TOKEN holds.
            It is sent to the hub only and shown nowhere.

    Raises:
        OfflineError: the network is forbidden by ``settings.offline``, or absent.
        ModelNotFoundError: the hub has no such repository, revision or file.
        ModelError: not allowed, no room, a checksum that does not agree, or the hub is in trouble.
    """
    if entry.served:
        raise ModelNotFoundError(
            f"{entry.name} is not pulled: a server answers for it.",
            hint="docs/generators.md tells how to name the server.",
        )
    folder = settings.models_dir / entry.name
    if entry.embedded or (folder / OWN).is_file():
        return folder if not entry.embedded else Path(__file__).parent / entry.name
    if settings.offline:
        raise OfflineError(
            f"Pulling {entry.name} needs the network, and offline is set.",
            hint=f"Unset MIRADA_OFFLINE, or copy its folder from another machine to {folder}.",
        )
    part = settings.models_dir / f"{entry.name}.part"
    with _translated(settings.models_dir), _locked(settings.models_dir, entry.name):
        part.mkdir(parents=True, exist_ok=True)
        with Hub(settings.hub, os.environ.get("HF_TOKEN", "") if token is None else token) as hub:
            commit = _patiently(lambda: hub.commit(entry.source, entry.revision), pause)
            listing = _patiently(lambda: hub.files(entry.source, commit), pause)
            wanted = choose(entry, listing)
            _check_room(part, wanted)
            _fetch_all(hub, entry, commit, wanted, part, progress or _silent, pause)
        _describe(entry, commit, wanted, part)
        if folder.exists():
            shutil.rmtree(folder)  # left by an interrupted removal: it has no description
        part.rename(folder)
    return folder


def choose(entry: Pullable, listing: list[RemoteFile]) -> list[RemoteFile]:
    """The files of ``listing`` that ``entry`` needs and that are of safe types, small ones first.

    Raises:
        ModelNotFoundError: one of them is not there.
    """
    by_path = {file.path: file for file in listing}
    wanted = [name for name in entry.files_in(by_path) if name.endswith(SAFE)]
    return sorted((by_path[name] for name in wanted), key=lambda file: file.size)


def installed(settings: Settings) -> tuple[Installed, ...]:
    """The models that were pulled, by name."""
    if not settings.models_dir.is_dir():
        return ()
    found = []
    for description in sorted(settings.models_dir.glob(f"*/{OWN}")):
        folder = description.parent
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        found.append(Installed(folder.name, folder, size, word(read_json(description), "revision")))
    return tuple(found)


def remove(name: str, settings: Settings) -> int:
    """Delete a pulled model, also a half pulled one; returns the bytes that became free.

    Raises:
        ModelNotFoundError: nothing of that name was pulled.
    """
    plain = Path(name).name == name and name not in (".", "..", "", "cache")
    folders = [settings.models_dir / name, settings.models_dir / f"{name}.part"] if plain else []
    there = [folder for folder in folders if folder.is_dir()]
    if not there:
        raise ModelNotFoundError(
            f"The model {name} is not on this machine.",
            hint="`mirada models` lists those that are.",
        )
    freed = 0
    for folder in there:
        freed += sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        # The description goes first: a removal that is interrupted leaves no model behind.
        (folder / OWN).unlink(missing_ok=True)
        shutil.rmtree(folder)
    return freed


def _fetch_all(
    hub: Hub,
    entry: Pullable,
    commit: str,
    wanted: list[RemoteFile],
    part: Path,
    progress: Progress,
    pause: Callable[[float], None],
) -> None:
    total = sum(file.size for file in wanted)
    done = 0
    for file in wanted:
        target = part / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        before = done

        def report(count: int, before: int = before, path: str = file.path) -> None:
            progress(before + count, total, path)

        if not (target.is_file() and file.agrees(target)):
            _fetch(hub, entry.source, commit, file, target, report, pause)
        done += file.size
        progress(done, total, file.path)


def _fetch(
    hub: Hub,
    repository: str,
    commit: str,
    file: RemoteFile,
    target: Path,
    report: Callable[[int], None],
    pause: Callable[[float], None],
) -> None:
    """One file through ``X.partial``; a broken connection is taken up where it broke."""
    partial = target.with_name(target.name + ".partial")

    def size() -> int:
        return partial.stat().st_size if partial.is_file() else 0

    _patiently(lambda: hub.download(repository, commit, file, partial, report), pause, size)
    if not file.agrees(partial):
        partial.unlink()
        raise ModelError(
            f"{file.path} of {repository} arrived with another checksum than the hub promises.",
            hint="Pull again; if it happens twice, something between you and the hub alters files.",
        )
    partial.replace(target)


def _patiently(
    call: Callable[[], T],
    pause: Callable[[float], None],
    size: Callable[[], int] = lambda: 0,
) -> T:
    """``call`` until it works: again after a broken connection or a busy hub, with growing pauses.

    The count of attempts starts anew whenever new bytes have come.
    """
    attempt, before = 0, size()
    while True:
        try:
            return call()
        except PassingError as passing:
            now = size()
            attempt, before = (1 if now > before else attempt + 1), now
            if attempt >= _ATTEMPTS:
                raise passing.error from passing
            pause(min(30.0, max(passing.wait, 0.25 * 2**attempt)))


def _check_room(part: Path, wanted: list[RemoteFile]) -> None:
    there = sum(path.stat().st_size for path in part.rglob("*") if path.is_file())
    needed = sum(file.size for file in wanted) - there + _SPARE
    free = shutil.disk_usage(part).free
    if needed > free:
        raise ModelError(
            f"The model needs {needed / 1e6:,.0f} MB and {part.parent} has {free / 1e6:,.0f} MB.",
            hint="Free some room, or set MIRADA_MODELS_DIR to another disk.",
        )


def _describe(entry: Pullable, commit: str, wanted: list[RemoteFile], part: Path) -> None:
    """Write what ``files.py`` reads beside the model, last of all: it marks the model whole."""
    values = {
        "name": entry.name,
        "source": entry.source,
        "revision": commit,
        "variant": entry.variant,
        "license": entry.license,
        "languages": list(entry.languages),
        "parameters": entry.parameters,
        "dimension": entry.dimension,
        "files": {file.path: file.sha256 or file.blob for file in wanted},
    }
    draft = part / f"{OWN}.partial"
    draft.write_text(json.dumps(values, indent=1), encoding="utf-8")
    draft.replace(part / OWN)


def verify(folder: Path) -> list[str]:
    """The files of a pulled model that are missing or no longer have their checksum."""
    sums = section(read_json(folder / OWN), "files")
    return [name for name, value in sums.items() if not agrees(folder / name, str(value))]


@contextlib.contextmanager
def _locked(models_dir: Path, name: str) -> Iterator[None]:
    """One process at a time pulls a model."""
    models_dir.mkdir(parents=True, exist_ok=True)
    with (models_dir / f".{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ModelError(
                f"Another process is pulling {name}.", hint="Wait until it is done."
            ) from error
        yield


@contextlib.contextmanager
def _translated(models_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ModelError(
            f"{models_dir} cannot be written: {error.strerror or error}.",
            hint="Free some room or correct its permissions; then pull again, it goes on there.",
        ) from error


def _silent(done: int, total: int, path: str) -> None:
    """No progress is shown."""
