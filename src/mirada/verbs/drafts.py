"""Files that a verb writes for the user: all of them appear at once when all are complete."""

from __future__ import annotations

import contextlib
import os
import uuid
from pathlib import Path
from types import TracebackType

from mirada.errors import InputError


class Drafts:
    """A context manager. Files are written beside their places under hidden names; ``commit``
    gives them their own. What was not committed is removed, whatever happens.

    Args:
        force: replace files that are there.
    """

    def __init__(self, force: bool) -> None:
        self._force = force
        self._drafts: list[tuple[Path, Path]] = []

    def __enter__(self) -> Drafts:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for draft, _ in self._drafts:
            with contextlib.suppress(OSError):
                draft.unlink()

    def add(self, place: Path) -> Path:
        """Where to write what shall become ``place``.

        Raises:
            InputError: it is there already (without ``force``), or its folder is not.
        """
        self._check(place)
        if not place.parent.is_dir():
            raise InputError(
                f"The folder {place.parent} does not exist.", hint="Make it, or choose another."
            )
        draft = place.parent / f".mirada-{uuid.uuid4().hex}{place.suffix}"
        self._drafts.append((draft, place))
        return draft

    def commit(self) -> None:
        """Give every draft its name.

        Raises:
            InputError: a file has appeared meanwhile, or a name cannot be given.
        """
        for _, place in self._drafts:
            self._check(place)
        for draft, place in self._drafts:
            try:
                draft.replace(place)
            except OSError as error:
                raise InputError(
                    f"The file {place} cannot be written: {error.strerror}.",
                    hint="Choose another place, or make room.",
                ) from error
        self._drafts = []

    def _check(self, place: Path) -> None:
        if os.path.lexists(place) and (not self._force or not place.is_file()):
            raise InputError(
                f"{place} is there already.",
                hint="Choose another name, or replace it with --force.",
            )
