"""What ``ask`` and ``verify`` of an archive see of fields (:class:`mirada.verbs.domains.Voice`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mirada.errors import InputError
from mirada.types import Claim, Fact, Language

if TYPE_CHECKING:
    from mirada.earth.ask.known import KnownField
    from mirada.language.statements import Criterion
    from mirada.verbs.domains import Bundle, Known

_ALWAYS = (".npy", ".npz", ".json", ".pickle")
"""Endings that no picture or film has."""
_SEASONS = (".nc", ".zarr")


class FieldVoice:
    """Answers for fields; imports what it needs when it is first asked something."""

    @property
    def kind(self) -> str:
        return "field"

    def bundles(self, path: Path) -> Sequence[Bundle]:
        """The fields of a PASTIS folder or file, a PASTIS24 folder or window, or a mask.

        Raises:
            InputError: a season alone, without a map of crops.
            ReadError: it looks like fields, but cannot be read.
        """
        if path.suffix.lower() in _SEASONS:
            raise InputError(
                f"{path} is a season of pictures without a map of crops.",
                hint="Make the map first: mirada earth segment",
            )
        if not _looks_like(path):
            return ()
        from mirada.earth.index.domain import Fields, require_earth

        require_earth()
        return tuple(Fields(masks=True).named(path))

    def answer(
        self, question: str, asked_in: Language, spoken: Language, known: Sequence[Known],
        whole: bool,
    ) -> Claim | None:  # fmt: skip
        """See :func:`mirada.earth.ask.several.answer`; None where no facts can be asked."""
        from mirada.earth.ask.several import answer

        fields = [
            one
            for one in (_field(part.name.removeprefix("TARGET_"), part.facts) for part in known)
            if one
        ]
        return answer(fields, question, asked_in, spoken, whole) if fields else None

    def verify(
        self, statement: str, spoken: Language, facts: Sequence[Fact]
    ) -> tuple[Criterion, ...]:
        """Each statement as a criterion, judged as ``mirada earth check`` judges it."""
        from mirada.earth.ask.verdicts import criteria

        field = _field("", facts)
        return criteria(field, statement, spoken) if field else ()

    def denies(self, statement: str, spoken: Language) -> bool:
        """Whether it says nothing but that something is absent."""
        from mirada.earth.ask.verdicts import denies

        return denies(statement, spoken)


def _field(name: str, facts: Sequence[Fact]) -> KnownField | None:
    from mirada.earth.ask.known import known_field

    return known_field(name, facts)


def _looks_like(path: Path) -> bool:
    if path.is_dir():
        of_pastis = any((path / name).is_dir() for name in ("DATA_S2", "ANNOTATIONS"))
        listed = of_pastis and (path / "metadata.geojson").is_file()
        return listed or next(_windows(path), None) is not None
    if path.suffix.lower() in _ALWAYS:
        return True
    if path.suffix.lower() in (".tif", ".tiff", ".png"):
        from mirada.earth.ask.recognise import is_mask

        return is_mask(path)
    return False


def _windows(path: Path) -> Iterator[Path]:
    return (one for one in path.glob("*_*.pickle") if one.is_file())
