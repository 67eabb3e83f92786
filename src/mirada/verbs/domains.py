"""How a domain plugs in: what it recognises among the files, and what it makes of them.

A domain (fields, ``mirada.earth``) stands above the archive; the archive knows it by this seam
alone. It reads files that together are one asset into moments, thumbnails and facts. What it
wants to be found by it says in facts: a moment may stand for a subject of facts ("parcel:3"), and
facts with the predicate "called" tell the words for its classes; ``verbs.measured`` searches them
without knowing what they are about.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mirada.errors import MiradaError, MissingDependencyError, ReadError
from mirada.language.statements import Criterion
from mirada.read.files import FoundFile, hash_file
from mirada.store import FactSet, StoredFile
from mirada.types import Asset, Claim, Fact, Failure, Language, Moment

MARK = "domain:"
"""What the recipe of a domain's facts begins with."""
OnFailure = Callable[[Failure], None]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a domain makes of one asset.

    Attributes:
        moments, thumbnails: one to one (JPEG); exactly one moment stands for no subject: the whole,
            whose vector is that of its thumbnail.
        facts: with a recipe that begins with :data:`MARK`.
    """

    asset: Asset
    moments: tuple[Moment, ...]
    thumbnails: tuple[bytes, ...]
    facts: FactSet

    def __post_init__(self) -> None:
        if sum(not moment.subject for moment in self.moments) != 1:
            raise ValueError("not exactly one moment stands for the whole")
        if not self.facts.recipe.startswith(MARK):
            raise ValueError("a domain's recipe does not say so")

    @property
    def whole(self) -> bytes:
        """The thumbnail of the whole."""
        pairs = zip(self.moments, self.thumbnails, strict=True)
        return next(thumbnail for moment, thumbnail in pairs if not moment.subject)


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Files that are one asset together.

    Attributes:
        path: the one that stands for all in lists and failures.
        files: those that are there; ``path`` need not be.
        salt: what else tells its content, such as a row of a list of all.
        recipe: of the facts that ``read`` gives; begins with :data:`MARK`.
        read: asset id -> what is made of it; raises an error of the tree.
    """

    path: Path
    files: tuple[FoundFile, ...]
    salt: str
    recipe: str
    read: Callable[[str], Reading] = field(repr=False)

    def identity(self) -> str:
        """The asset's id: a hash of the bytes of all files and of the salt.

        Raises:
            ReadError: as ``read.files.hash_file``.
        """
        digest = hashlib.sha256(f"{MARK}{self.salt}".encode())
        for file in self.files:
            digest.update(f"|{file.path.name}|{hash_file(file.path)}".encode())
        return digest.hexdigest()

    def stored(self, asset_id: str) -> tuple[StoredFile, ...]:
        return tuple(
            StoredFile(str(file.path), file.size, file.mtime_ns, asset_id) for file in self.files
        )


class Domain(Protocol):
    """Something above the archive that reads files of its own."""

    @property
    def name(self) -> str:
        """Names it in recipes."""

    def recognises(self, path: Path) -> bool:
        """Whether a file's name says that it is the domain's; asked of every file of a folder."""

    def bundles(self, found: FoundFile, on_failure: OnFailure) -> Iterator[Bundle]:
        """What a recognised file stands for; nothing where it turns out to be something else."""


@dataclass(frozen=True, slots=True)
class Known:
    """One asset of a domain and its facts; ``name`` is what it is called among others."""

    name: str
    facts: tuple[Fact, ...]


class Voice(Protocol):
    """How a domain is asked: it answers from the facts of its assets, and opens what no archive
    holds. All of it works on facts as they are stored, so an answer is the same either way.
    """

    @property
    def kind(self) -> str:
        """The kind of its assets (``Asset.kind``)."""

    def bundles(self, path: Path) -> Sequence[Bundle]:
        """What a file or folder that is there stands for; none where it is not the domain's."""

    def answer(
        self,
        question: str,
        asked_in: Language,
        spoken: Language,
        known: Sequence[Known],
        whole: bool,
    ) -> Claim | None:
        """What the facts answer; None where they are too old to be asked. ``whole``: these are all
        assets of the target, so that totals and absences may be told."""

    def verify(
        self, statement: str, spoken: Language, facts: Sequence[Fact]
    ) -> tuple[Criterion, ...]:
        """The parts of a statement about one asset, each with its verdict."""

    def denies(self, statement: str, spoken: Language) -> bool:
        """Whether a statement says nothing but that something is absent."""


Item = FoundFile | Bundle


def expanded(
    files: Iterable[FoundFile], domains: Sequence[Domain], on_failure: OnFailure
) -> Iterator[Item]:
    """Files as they are, but those that a domain recognises as its bundles."""
    for found in files:
        own = next((domain for domain in domains if domain.recognises(found.path)), None)
        if own is None:
            yield found
        else:
            yield from own.bundles(found, on_failure)


def of_domain(recipe: str | None) -> bool:
    """Whether a domain took the facts of a recipe."""
    return recipe is not None and recipe.startswith(MARK)


def fresh(stored: str | None, bundle: Bundle) -> bool:
    """Whether the facts of the recipe ``stored`` are all that reading would give."""
    from mirada.verbs.facts import is_fresh  # costs much to import, and describe comes by here

    return of_domain(stored) and is_fresh(stored, bundle.recipe)


def pixels_of(thumbnail: bytes) -> NDArray[np.uint8]:
    """JPEG bytes -> RGB [h, w, 3]: what the vector of a domain's moment is made from."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(thumbnail)) as picture:
        return np.asarray(picture.convert("RGB"))


def attempted(bundle: Bundle, asset_id: str) -> Reading | Failure:
    """What a domain makes of a bundle, or why it makes nothing."""
    from mirada.verbs.facts import NUMERIC

    path = str(bundle.path)
    try:
        return bundle.read(asset_id)
    except MissingDependencyError as error:  # nothing is wrong with the files
        return Failure("read", error.code, path, str(error))
    except MiradaError as error:
        kind = error.kind if isinstance(error, ReadError) else error.code
        return Failure("read", kind, path, str(error), asset_id)
    except NUMERIC as error:
        told = f"The facts of {path} could not be measured: {type(error).__name__} {error}."
        return Failure("read", "damaged", path, told, asset_id)
