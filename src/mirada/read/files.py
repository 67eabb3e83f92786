"""Paths -> the media files under them, and the content hash that names an asset."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from mirada.errors import ReadError, TargetNotFoundError
from mirada.read import media
from mirada.read.faults import fault, from_os
from mirada.types import Failure

_CHUNK = 1 << 20
_IGNORE_FILE = ".miradaignore"
_ARCHIVE_MARK = "archive.json"
_JUNK = frozenset(
    {
        "thumbs.db",
        "@eadir",
        "__macosx",
        "node_modules",
        "lost+found",
        "$recycle.bin",
        "system volume information",
    }
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A media file: where it lies, its bytes, its time of change in nanoseconds."""

    path: Path
    size: int
    mtime_ns: int


def find_files(
    paths: Iterable[Path],
    *,
    on_failure: Callable[[Failure], None],
    also: Callable[[Path], bool] | None = None,
    media_too: bool = True,
) -> Iterator[FoundFile]:
    """Every media file named by ``paths`` or lying under them, each real file once, sorted.

    A file that is named is always yielded; of a folder only what its suffix says is media.
    Hidden and well-known junk entries, archives and what ``.miradaignore`` lists are skipped.
    A link to something that the walk meets anyway is skipped in favour of the thing itself.
    Memory grows with the folders and the links, not with the files.

    Args:
        paths: files and folders.
        on_failure: called for each folder or file that cannot be looked at.
        also: whether a file of a folder is wanted besides, by its path.
        media_too: False = only what ``also`` says.

    Raises:
        TargetNotFoundError: one of ``paths`` does not exist; raised before anything is yielded.
    """
    roots = [Path(os.path.abspath(Path(path).expanduser())) for path in paths]  # noqa: PTH100
    for root in roots:
        if not os.path.lexists(root):
            raise TargetNotFoundError(f"There is no {root}.", hint="Check the path.")

    def wanted(path: Path) -> bool:
        return also is not None and also(path)

    return _walk_roots(roots, _Walk(on_failure, *_known(roots), wanted, media_too))


def _known(roots: list[Path]) -> tuple[tuple[Path, ...], set[tuple[int, int]]]:
    """The folders among ``roots``, without links, and the files."""
    folders = tuple(Path(os.path.realpath(root)) for root in roots if root.is_dir())
    return folders, {_key(root) for root in roots if root.is_file()}


def _walk_roots(roots: list[Path], walk: _Walk) -> Iterator[FoundFile]:
    for root in roots:
        if root.is_dir():
            yield from walk.folder(root)
        else:
            yield from walk.named(root)


@dataclass(slots=True)
class _Walk:
    """One walk: what was seen so far, by device and inode."""

    on_failure: Callable[[Failure], None]
    roots: tuple[Path, ...]
    named_files: set[tuple[int, int]]  # those that the caller named, met or still to come
    also: Callable[[Path], bool]
    media_too: bool
    seen_folders: set[tuple[int, int]] = field(default_factory=set)
    seen_files: set[tuple[int, int]] = field(default_factory=set)

    def named(self, path: Path) -> Iterator[FoundFile]:
        """A file that the caller named: yielded whatever it is called."""
        try:
            found = path.stat()
        except OSError as error:
            self._fail(path, from_os(path, error))
            return
        if not stat.S_ISREG(found.st_mode):
            self._fail(path, fault(path, "unsupported", "is not a plain file"))
            return
        key = (found.st_dev, found.st_ino)
        if key not in self.seen_files:
            self.seen_files.add(key)
            yield FoundFile(path, found.st_size, found.st_mtime_ns)

    def folder(self, path: Path) -> Iterator[FoundFile]:
        """The media files under ``path``, in the order of their names."""
        waiting = [(path, ())]  # type: list[tuple[Path, tuple[tuple[Path, str], ...]]]
        while waiting:
            current, rules = waiting.pop()
            listed = self._list(current)
            if listed is None:
                continue
            rules = (*rules, *_ignore_rules(current, listed))
            inner = []
            for name, is_link in listed:
                child = current / name
                if _ignored(child, rules):
                    continue
                if is_link and self._met_anyway(child):
                    continue
                kind, found = self._look(child, is_link)
                if kind == "folder":
                    inner.append((child, rules))
                elif kind == "file" and found is not None:
                    yield found
            waiting.extend(reversed(inner))

    def _list(self, path: Path) -> list[tuple[str, bool]] | None:
        """Names and whether they are links, sorted; None for a folder to be left out."""
        try:
            found = path.stat()
            key = (found.st_dev, found.st_ino)
            if key in self.seen_folders:
                return None
            self.seen_folders.add(key)
            with os.scandir(path) as entries:
                listed = sorted((entry.name, entry.is_symlink()) for entry in entries)
        except PermissionError:
            told = f"The folder {path} may not be read."
            self._fail(path, ReadError(told, kind="permission", hint="Check its permissions."))
            return None
        except OSError as error:
            self._fail(path, from_os(path, error), "The folder")
            return None
        if any(name == _ARCHIVE_MARK for name, _ in listed):
            return None
        return listed

    def _look(self, path: Path, is_link: bool) -> tuple[str, FoundFile | None]:
        """What lies at ``path``: "folder", "file" with its entry, or "" for what is skipped."""
        try:
            found = path.stat()
        except OSError as error:
            # A dangling link or a file that went away between listing and looking is no news.
            if not isinstance(error, FileNotFoundError):
                self._fail(path, from_os(path, error))
            return "", None
        if stat.S_ISDIR(found.st_mode):
            return ("", None) if path.suffix == ".mirada" else ("folder", None)
        if not stat.S_ISREG(found.st_mode) or not self._is_wanted(path):
            return "", None
        key = (found.st_dev, found.st_ino)
        if key in self.named_files or key in self.seen_files:
            return "", None
        if is_link or found.st_nlink > 1:
            self.seen_files.add(key)
        return "file", FoundFile(path, found.st_size, found.st_mtime_ns)

    def _is_wanted(self, path: Path) -> bool:
        return self.also(path) or (self.media_too and self._is_media(path))

    def _is_media(self, path: Path) -> bool:
        suffix = path.suffix.lower()
        if suffix in media.SHARED_SUFFIXES:
            try:
                return media.sniff(path) is not None
            except ReadError as error:
                self._fail(path, error)
                return False
        return suffix in media.PICTURE_SUFFIXES or suffix in media.FILM_SUFFIXES

    def _met_anyway(self, link: Path) -> bool:
        """Whether the target of ``link`` lies where this walk passes by itself."""
        target = Path(os.path.realpath(link))
        for root in self.roots:
            if target == root:
                return True
            if target.is_relative_to(root):
                parts = target.relative_to(root).parts
                return not any(_skipped_name(part) for part in parts)
        return False

    def _fail(self, path: Path, error: ReadError, noun: str = "The file") -> None:
        message = error.message.replace("The file", noun, 1)
        self.on_failure(Failure("find", error.kind, str(path), message))


def _key(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (-1, -1)  # told when its turn comes
    return found.st_dev, found.st_ino


def _skipped_name(name: str) -> bool:
    return name.startswith(".") or name.lower() in _JUNK or name.endswith(".mirada")


def _ignored(path: Path, rules: tuple[tuple[Path, str], ...]) -> bool:
    if _skipped_name(path.name):
        return True
    for base, pattern in rules:
        if fnmatch(path.name, pattern) or fnmatch(path.relative_to(base).as_posix(), pattern):
            return True
    return False


def _ignore_rules(folder: Path, listed: list[tuple[str, bool]]) -> list[tuple[Path, str]]:
    """The patterns of a folder's ``.miradaignore``: one a line, # for comments."""
    if not any(name == _IGNORE_FILE for name, _ in listed):
        return []
    try:
        text = (folder / _IGNORE_FILE).read_text("utf-8", errors="replace")
    except OSError:
        return []  # an unreadable list ignores nothing: showing too much beats hiding
    lines = (line.strip() for line in text.splitlines())
    return [(folder, line.strip("/")) for line in lines if line and not line.startswith("#")]


def hash_file(path: Path) -> str:
    """The SHA-256 of the bytes of ``path`` in hex: the id of the asset.

    Raises:
        ReadError: "permission", "vanished", "unsupported" (no plain file), or "changing" when
            the file was written to meanwhile.
    """
    digest = hashlib.sha256()
    try:
        # O_NONBLOCK: opening a named pipe must not wait for a writer.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise fault(path, "unsupported", "is not a plain file")
            left = before.st_size  # not to the end: a file may grow as fast as it is read
            while left > 0 and (chunk := file.read(min(_CHUNK, left))):
                digest.update(chunk)
                left -= len(chunk)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise from_os(path, error) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise fault(path, "changing", "is still being written", "Index again once it is complete.")
    return digest.hexdigest()
