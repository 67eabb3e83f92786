"""What end-to-end tests share: the installed command in a process of its own, and a full dump."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mirada.store import ArchiveStore

COMMAND = Path(sys.executable).with_name("mirada")
TIMEOUT = 120.0


@dataclass(frozen=True)
class Mirada:
    """The installed ``mirada``, run with one archive."""

    archive: Path
    env: dict[str, str] = field(default_factory=dict)

    def line(self, *arguments: object) -> list[str]:
        words = [str(argument) for argument in arguments]
        return [str(COMMAND), *words, "--archive", str(self.archive)]

    def start(self, *arguments: object, **more: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.line(*arguments),
            env={**os.environ, **self.env},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **more,
        )

    def run(self, *arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        """Run to the end; fails with what was printed unless it ends with ``status``."""
        with self.start(*arguments) as process:
            try:
                out, err = process.communicate(timeout=TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        assert process.returncode == status, f"exit {process.returncode}\n{out}\n{err}"
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def json(self, *arguments: object, status: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", status=status).stdout)

    def names(self, query: str, *more: object) -> list[str]:
        """The file names of all matches, best first, groups opened."""
        paths = self.run("search", query, "--paths-only", "--limit", 100, *more).stdout
        return [Path(line).name for line in paths.splitlines()]


def dump(archive: Path) -> dict[str, Any]:
    """Everything that a search could ever show of an archive, vectors by their bytes."""
    snapshot = ArchiveStore.open(archive).snapshot()
    moments: dict[str, Any] = {}
    for asset_id in snapshot.asset_ids():
        for moment in snapshot.moments_of(asset_id):
            assert moment.id not in moments
            moments[moment.id] = moment
    pictures = snapshot.thumbnails(moments)
    ids = sorted(moments)
    vectors = {
        entry.space.id: {
            moment_id: row.tobytes()
            for moment_id, row in zip(ids, snapshot.vectors(entry.space.id, ids), strict=True)
        }
        for entry in snapshot.spaces()
        if not snapshot.unindexed(entry.space.id)
    }
    counts = snapshot.counts()
    assert counts.moments == len(moments)
    assert counts.assets == len(snapshot.asset_ids())
    assert all(counts.vectors[space] == len(moments) for space in vectors)
    files = {file.path: file for file in snapshot.iter_files()}
    assert counts.files == len(files)
    return {
        "assets": snapshot.assets(snapshot.asset_ids()),
        "files": files,
        "moments": moments,
        "thumbnails": {key: hashlib.sha256(data).hexdigest() for key, data in pictures.items()},
        "vectors": vectors,
        "failures": snapshot.failures(),
    }


def originals(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Bytes, time of change and mode of every file under ``folder``."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def bytes_of(archive: Path) -> bytes:
    """All files of an archive, names included."""
    parts = [
        str(path.relative_to(archive)).encode() + b"\0" + path.read_bytes()
        for path in sorted(archive.rglob("*"))
        if path.is_file()
    ]
    return b"\0".join(parts)


@dataclass(frozen=True)
class Child(Mirada):
    """``mirada`` as ``child.py`` runs it, with its ``changes``."""

    changes: dict[str, float] = field(default_factory=dict)

    def line(self, *arguments: object) -> list[str]:
        own = [sys.executable, str(Path(__file__).with_name("child.py"))]
        return [*own, json.dumps(self.changes), *super().line(*arguments)[1:]]

    def start(self, *arguments: object, **more: Any) -> subprocess.Popen[str]:
        """Started, imported, about to begin."""
        process = super().start(*arguments, **more)
        assert process.stdout is not None
        assert process.stdout.readline() == "begin\n", process.communicate()
        return process

    def stopped(self, number: int, seconds: float, *arguments: object) -> int:
        """Send the signal ``number`` after ``seconds`` of work; returns the exit status."""
        with self.start(*arguments) as process:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.send_signal(number)
            _, err = process.communicate(timeout=TIMEOUT)
        assert "Traceback" not in err, err
        return process.returncode
