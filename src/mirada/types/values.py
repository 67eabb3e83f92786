"""What is read, measured and said: assets, moments, facts, claims; failures and spaces."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

AssetKind = Literal["image", "video", "field"]
MomentKind = Literal["image", "tile", "shot", "still", "patch", "parcel"]
Stage = Literal["find", "read", "embed", "facts", "store"]
Language = Literal["es", "en"]
Verdict = Literal["supported", "contradicted", "unsupported"]
Value = str | float | bool


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle in fractions (0..1) of the upright picture; the origin is its top left."""

    x: float
    y: float
    width: float
    height: float

    def __post_init__(self) -> None:
        inside = (
            self.x >= 0
            and self.y >= 0
            and self.width > 0
            and self.height > 0
            and self.x + self.width <= 1 + 1e-6
            and self.y + self.height <= 1 + 1e-6
        )
        if not inside:
            raise ValueError(f"region outside the picture: {self}")

    @property
    def whole(self) -> bool:
        return self.width >= 1 - 1e-6 and self.height >= 1 - 1e-6


WHOLE = Region(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Capture:
    """When and where a picture or film was taken.

    ``local`` is the wall clock there; ``utc_offset`` (minutes) is None when the file does not
    tell it. ``source`` names the field that told: "exif", "container"; unknown stays unknown.
    """

    local: datetime | None = None
    utc_offset: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    source: str = ""

    def at(self, seconds: float) -> datetime | None:
        """The wall clock ``seconds`` after the start, or None where it is unknown."""
        return None if self.local is None else self.local + timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Asset:
    """One image, video or field, known by the SHA-256 of its bytes.

    A field is a map of crops with its season (``mirada.earth``), which may lie in several files;
    its width and height are the map's, in pixels.
    """

    id: str
    kind: AssetKind
    media_type: str
    size: int
    width: int
    height: int
    duration: float | None = None
    capture: Capture = Capture()


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of an asset worth remembering.

    ``kind``: "image" (a whole picture), "tile" (a part of a large one), "shot" (between two
    content changes of a film), "still" (a run in which nothing moves), "patch" (a whole field),
    "parcel" (one of it). ``frame_time`` is the second whose frame stands for the moment (its
    thumbnail and its vector). ``subject`` names the facts that it stands for ("parcel:3"): such a
    moment has no vector, it is found by what was measured of it.
    """

    asset_id: str
    kind: MomentKind
    start: float
    end: float
    region: Region = WHOLE
    frame_time: float = 0.0
    subject: str = ""

    @property
    def id(self) -> str:
        """The same moment of the same content always has the same id."""
        r = self.region
        key = (
            f"{self.asset_id}|{self.kind}|{self.start:.3f}|{self.end:.3f}"
            f"|{r.x:.4f},{r.y:.4f},{r.width:.4f},{r.height:.4f}"
        )
        if self.subject:
            key += f"|{self.subject}"
        return hashlib.sha256(key.encode()).hexdigest()[:32]

    @property
    def duration(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was seen.

    ``start``/``end`` (s) and ``region`` say when and where in the asset; ``frame_time`` (s) is the
    frame that shows it best and ``frame_hash`` the first 16 hexadecimal digits of the SHA-256 of
    that frame's RGB bytes ("" where it was not taken); ``model`` is the id of the space whose
    model had a part in it, "" for pure measurement.
    """

    asset_id: str
    start: float = 0.0
    end: float = 0.0
    region: Region = WHOLE
    frame_time: float = 0.0
    frame_hash: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A measured statement; docs/facts.md lists the predicates with their values and units.

    ``subject`` is "picture", "film", "scene", or a numbered part ("track:2", "area:1", "text:3",
    "object:1"); ``object`` is what the predicate relates it to (another subject, a colour, a zone,
    a class), "" where there is none. A number is meant within ``tolerance`` (in ``unit``).
    ``confidence`` is a calibrated probability, or None where none was calibrated.
    """

    subject: str
    predicate: str
    value: Value
    evidence: Evidence
    object: str = ""
    unit: str = ""
    tolerance: float = 0.0
    method: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence, the facts it rests on, and what checking it against them gave.

    ``source`` is "facts" for the grammar's own sentences, else the generator's model name;
    ``reason`` says in one sentence why a claim is not supported.
    """

    text: str
    language: Language
    facts: tuple[Fact, ...] = ()
    verdict: Verdict = "supported"
    reason: str = ""
    source: str = "facts"


@dataclass(frozen=True, slots=True)
class Failure:
    """Something of a batch that could not be done; stored and listed, never raised."""

    stage: Stage
    kind: str
    path: str
    message: str
    asset_id: str | None = None


@dataclass(frozen=True, slots=True)
class Space:
    """What makes two vectors comparable: one revision of one model, prepared in one way.

    ``preprocessing`` is a hash over everything between the pixels or the characters and the
    network: sizes, crop, resampling, mean, deviation, tokenizer, padding.
    """

    model: str
    revision: str
    dimension: int
    preprocessing: str

    @property
    def id(self) -> str:
        """A name that is safe in file names: the model and eight digits of the rest."""
        key = f"{self.model}|{self.revision}|{self.dimension}|{self.preprocessing}"
        digest = hashlib.sha256(key.encode()).hexdigest()[:8]
        name = "".join(c if c.isalnum() else "-" for c in self.model.lower()).strip("-")
        return f"{name[-40:] or 'model'}-{digest}"
