"""The hub's HTTP interface: resolve a revision, list its files, stream one of them.

Addresses as huggingface.co has them: ``/api/models/REPO/revision/REV``,
``/api/models/REPO/tree/REV?recursive=true`` and ``/REPO/resolve/REV/FILE``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from mirada.errors import MiradaError, ModelError, ModelNotFoundError, OfflineError

if TYPE_CHECKING:
    import httpx

# Jinja: chat templates, which transformers runs in a sandbox.
SAFE = (".json", ".jinja", ".txt", ".onnx", ".onnx_data", ".data", ".safetensors", ".model")
_TIMEOUT = 30.0  # seconds without a byte
_CHUNK = 1024 * 1024
_LISTING = 8 * 1024**2  # bytes of a listing
_LOCAL = ("localhost", "127.0.0.1", "::1")


class PassingError(Exception):
    """Worth another attempt after ``wait`` seconds; ``error`` is what it becomes in the end."""

    def __init__(self, error: MiradaError, wait: float = 0.0) -> None:
        super().__init__(error.message)
        self.error = error
        self.wait = wait


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository: its size in bytes, its SHA-256 or else its git blob's SHA-1."""

    path: str
    size: int
    sha256: str
    blob: str

    def agrees(self, path: Path) -> bool:
        """Whether ``path`` holds exactly this file."""
        if path.stat().st_size != self.size:
            return False
        return agrees(path, self.sha256 or self.blob)


def agrees(path: Path, checksum: str) -> bool:
    """Whether a file has a SHA-256 (64 digits) or a git blob's SHA-1 (40 digits)."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        if len(checksum) == 64:
            return hashlib.file_digest(file, "sha256").hexdigest() == checksum
        state = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
        while chunk := file.read(_CHUNK):
            state.update(chunk)
    return state.hexdigest() == checksum


class Hub:
    """One session with the hub; use it as a context manager."""

    def __init__(self, base: str, token: str = "") -> None:
        import httpx

        self._base = base.rstrip("/")
        parts = urlsplit(self._base)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ModelError(f"The hub address {base!r} is no address.", hint="Set MIRADA_HUB.")
        secret = parts.scheme == "https" or parts.hostname in _LOCAL
        # httpx leaves the token out when a redirect goes to another host.
        headers = {"Authorization": f"Bearer {token}"} if token and secret else {}
        self._client = httpx.Client(
            headers={"User-Agent": "mirada", **headers},
            timeout=_TIMEOUT,
            follow_redirects=True,
            max_redirects=5,
        )
        self._host = parts.hostname

    def __enter__(self) -> Hub:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def commit(self, repository: str, revision: str) -> str:
        """The commit that ``revision`` (a branch, a tag or a commit) stands for."""
        if len(revision) == 40 and not set(revision) - set("0123456789abcdef"):
            return revision
        answer = self._json(repository, f"revision/{_quoted(revision)}")
        commit = answer.get("sha") if isinstance(answer, dict) else None
        if not isinstance(commit, str) or not commit.isalnum():
            raise ModelError(f"{self._host} does not tell the commit of {repository}.")
        return commit

    def files(self, repository: str, commit: str) -> list[RemoteFile]:
        """All files of a commit.

        Raises:
            ModelError: the listing is no listing, or names a path outside the repository.
        """
        answer = self._json(repository, f"tree/{commit}?recursive=true")
        if not isinstance(answer, list):
            raise ModelError(f"{self._host} does not list the files of {repository}.")
        items = (item for item in answer if isinstance(item, dict) and item.get("type") == "file")
        return [_remote_file(item, repository) for item in items]

    def download(
        self,
        repository: str,
        commit: str,
        file: RemoteFile,
        partial: Path,
        report: Callable[[int], None],
    ) -> None:
        """Append what ``partial`` still lacks of ``file``."""
        import httpx

        have = partial.stat().st_size if partial.is_file() else 0
        if have > file.size:
            partial.unlink()
            have = 0
        if have == file.size and have:
            return
        url = f"{self._base}/{_quoted(repository)}/resolve/{commit}/{_quoted(file.path)}"
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                self._check(response, repository, file.path)
                _append(response, file, partial, have, report)
        except httpx.HTTPError as error:
            raise self._broken(error) from error
        if partial.stat().st_size < file.size:
            raise PassingError(
                OfflineError(f"The connection to {self._host} broke off in {file.path}.")
            )

    def _json(self, repository: str, what: str) -> Any:
        import httpx

        url = f"{self._base}/api/models/{_quoted(repository)}/{what}"
        try:
            with self._client.stream("GET", url) as response:
                self._check(response, repository, "")
                body = b""
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > _LISTING:
                        raise ModelError(f"{self._host} answers with far too long a listing.")
            return json.loads(body)
        except httpx.HTTPError as error:
            raise self._broken(error) from error
        except (ValueError, RecursionError) as error:
            raise ModelError(
                f"{self._host} answers with something that is no JSON.",
                hint="Is it a hub? MIRADA_HUB names it; a captive portal answers like that too.",
            ) from error

    def _check(self, response: httpx.Response, repository: str, path: str) -> None:
        """Turn a status that is no success into one sentence."""
        status = response.status_code
        what = f"{repository}/{path}" if path else repository
        if status in (401, 403):
            raise ModelError(
                f"{self._host} does not allow {what} to be read ({status}).",
                hint="Accept its licence on the hub and set HF_TOKEN.",
            )
        if status == 404:
            raise ModelNotFoundError(f"{self._host} has no {what}.")
        if status == 429 or status >= 500:
            said = "asks to wait" if status == 429 else "is in trouble"
            error = ModelError(f"{self._host} {said} ({status}).", hint="Try again later.")
            raise PassingError(error, _seconds(response.headers.get("Retry-After", "")))
        if status not in (200, 206):
            raise ModelError(f"{self._host} answers {status} for {what}.")

    def _broken(self, error: httpx.HTTPError) -> PassingError:
        reason = str(error).strip().rstrip(".") or type(error).__name__
        sentence = f"{self._host} cannot be reached: {reason}."
        return PassingError(OfflineError(sentence, hint="Check the network, then pull again."))


def _append(
    response: httpx.Response,
    file: RemoteFile,
    partial: Path,
    have: int,
    report: Callable[[int], None],
) -> None:
    """Write the body to the end of ``partial``, or anew where the server starts from zero."""
    if have and response.status_code == 206:
        starts = response.headers.get("Content-Range", "").removeprefix("bytes ").split("-")[0]
        if starts != str(have):
            raise ModelError(f"The hub sent another part of {file.path} than was asked for.")
    elif have:
        have = 0
    with partial.open("ab" if have else "wb") as out:
        for chunk in response.iter_raw():  # as it comes: a chunk that waits would be lost
            have += len(chunk)
            if have > file.size:
                raise ModelError(f"{file.path} is longer than the hub's listing says.")
            out.write(chunk)
            report(have)


def _remote_file(item: dict[str, Any], repository: str) -> RemoteFile:
    path, size, lfs = item.get("path"), item.get("size"), item.get("lfs")
    good = isinstance(path, str) and isinstance(size, int) and 0 <= size < 2**40
    if not good or not _inside(str(path)):
        raise ModelError(
            f"The listing of {repository} names an impossible file: {str(path)[:80]!r}.",
            hint="Nothing was fetched. Do not trust this hub.",
        )
    sha256 = str(lfs.get("oid", "")).removeprefix("sha256:") if isinstance(lfs, dict) else ""
    return RemoteFile(str(path), int(size or 0), sha256, str(item.get("oid", "")))


def _inside(path: str) -> bool:
    """Whether a listed path stays in the folder that it is written to."""
    parts = PurePosixPath(path).parts
    strange = any(c in path for c in "\\:\0\n")
    return bool(parts) and not path.startswith("/") and ".." not in parts and not strange


def _quoted(text: str) -> str:
    return quote(text, safe="/")


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() else 0.0
