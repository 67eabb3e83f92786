"""One writer at a time: a lock that the kernel drops when its holder dies, however it dies."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mirada.errors import ArchiveBusyError, ArchiveError
from mirada.store.manifest import now

FILE = "lock"
POLL = 0.05
_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes: process, machine, command and since when (ISO 8601, UTC); "" and 0 where the
    lock does not say."""

    pid: int = 0
    host: str = ""
    command: str = ""
    since: str = ""


def holder(root: Path) -> Holder | None:
    """Who writes to the archive at ``root`` now; None while nobody does, or it cannot be told.

    For a moment this holds a shared lock itself, which :func:`write_lock` waits out.
    """
    try:
        handle = os.open(root / FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None  # never written to, or not ours to look at
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return _read_holder(handle) if error.errno in _HELD else None
    finally:
        os.close(handle)
    return None


@contextmanager
def write_lock(root: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the archive's lock; wait up to ``wait`` seconds for it.

    Raises:
        ArchiveBusyError: another writer holds it; the message names that process.
        ArchiveError: the folder cannot be written to.
    """
    path = root / FILE
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise ArchiveError(
            f"The archive {root} cannot be written to: {error.strerror}.",
            hint="Check who owns the folder and whether its disk is read-only.",
        ) from error
    try:
        _acquire(handle, root, wait)
        _describe_holder(handle)
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _acquire(handle: int, root: Path, wait: float) -> None:
    deadline = time.monotonic() + max(wait, POLL)  # a look of ``holder`` is no writer
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno not in _HELD:
                raise ArchiveError(
                    f"The archive {root} cannot be locked: {error.strerror}.",
                    hint="Put the archive on a file system that supports locks.",
                ) from error
        if time.monotonic() >= deadline:
            raise ArchiveBusyError(
                f"The archive {root} is being written by {_holder(handle)}.",
                hint="Give --wait SECONDS to wait for it, or end that process.",
            )
        time.sleep(POLL)


def _describe_holder(handle: int) -> None:
    """Say who holds the lock. Only for the message: a full disk must not stop the writer."""
    holder = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])[:200],
        "since": now(),
    }
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(holder).encode(), 0)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise ArchiveError(f"The lock cannot be written: {error.strerror}.") from error


def _holder(handle: int) -> str:
    found = _read_holder(handle)
    if not found.pid:
        return "another process"
    return f"process {found.pid} on {found.host} ({found.command}, since {found.since})"


def _read_holder(handle: int) -> Holder:
    try:
        told = json.loads(os.pread(handle, 4096, 0))
        return Holder(int(told["pid"]), str(told["host"]), str(told["command"]), str(told["since"]))
    except (ValueError, KeyError, TypeError):
        return Holder()
