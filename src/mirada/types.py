"""The values that flow through Mirada: frozen, pure, no input or output.

Units: seconds for times within an asset, fractions of the upright picture for regions, degrees
for coordinates, bytes for sizes. Wall-clock times are naive and local to where the picture was
taken; the offset from UTC stands beside them when it is known and is never guessed.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
class FactTest:
    """What a fact of a subject must say for the subject to be found. Empty = no limit.

    ``objects`` and ``values`` (texts) name what may be said, ``least`` and ``most`` bound a number
    (both included), ``first`` and ``last`` (both included) a date, by its ISO text (2019-07-15) or
    the end of it (07-15), ``months`` (1 to 12) its month. ``absent``: such a fact must not be
    there, though it was looked for: another fact of the predicate or one of ``told_by`` is there,
    or one says that it was "undetermined" for one of the reasons ``ruled_out``.
    """

    predicate: str
    objects: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    first: str = ""
    last: str = ""
    months: tuple[int, ...] = ()
    absent: bool = False
    told_by: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()

    def holds(self, fact: Fact) -> bool:
        """Whether ``fact`` says it; ``absent`` is not looked at."""
        if fact.predicate != self.predicate or fact.object not in (self.objects or (fact.object,)):
            return False
        if isinstance(fact.value, str):
            return self._says(fact.value)
        if self.values or self.first or self.last or self.months:
            return False
        number = float(fact.value)
        least = -math.inf if self.least is None else self.least
        return least <= number <= (math.inf if self.most is None else self.most)

    def _says(self, text: str) -> bool:
        if self.least is not None or self.most is not None:
            return False
        if self.values and text not in self.values:
            return False
        if self.first and text[-len(self.first) :] < self.first:
            return False
        if self.last and text[-len(self.last) :] > self.last:
            return False
        return not self.months or (text[5:7].isdigit() and int(text[5:7]) in self.months)


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


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to, before anything is ranked. None = no limit.

    ``path`` is a glob over the stored absolute path, matched case-insensitively; a pattern
    without a wildcard matches anywhere in it. ``after``/``before`` bound the local wall clock of
    the moment (a moment that overlaps the span counts); ``time_from``/``time_to`` bound the time
    of day in minutes since midnight and may pass midnight (22:00 to 06:00); ``weekdays`` are 0
    (Monday) to 6, of the calendar day on which the moment begins. Moments whose time is unknown
    never pass a filter on time. Durations and sizes are the asset's: a picture has no
    duration and never passes a filter on it; ``min_side``/``max_side`` bound its longer side.
    ``box`` = south, west, north, east in degrees, and may pass the antimeridian (west > east).
    """

    path: str | None = None
    kind: AssetKind | None = None
    after: datetime | None = None
    before: datetime | None = None
    time_from: int | None = None
    time_to: int | None = None
    weekdays: tuple[int, ...] | None = None
    min_duration: float | None = None
    max_duration: float | None = None
    min_size: int | None = None
    max_size: int | None = None
    min_side: int | None = None
    max_side: int | None = None
    box: tuple[float, float, float, float] | None = None
    asset_ids: tuple[str, ...] | None = None

    @property
    def empty(self) -> bool:
        return self == Filters()


@dataclass(frozen=True, slots=True)
class Reason:
    """What of a moment matched, and where.

    ``by``: "vector" (the picture as a whole), "text" (words in it, ``words``), "tag" (a thing that
    was recognised, its name), "track" (something that was followed, its class), "fact" (a measured
    fact that was asked for, ``fact``, said in short in ``words``, in Spanish ``es``). ``subject``
    is the fact's ("text:3", "track:2"), "" for a vector; ``start``, ``end`` (s), ``region`` its.
    """

    by: Literal["vector", "text", "tag", "track", "fact"]
    words: str = ""
    subject: str = ""
    start: float = 0.0
    end: float = 0.0
    region: Region = WHOLE
    fact: Fact | None = None
    es: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A condition on time or number that a search was narrowed to.

    ``words`` are those of the query that said it, "" where an option did; ``en`` and ``es`` say it
    in short ("lasts > 10 s").
    """

    kind: str
    en: str
    es: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """On what conditions on dwell, sequence, absence and number were judged.

    ``tracks`` and ``moments`` count the films and pictures that were eligible otherwise: those
    with tracks of the class that was asked for, and the others, judged by their moments.
    """

    tracks: int
    moments: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One moment that a search returns.

    ``similarity`` is the cosine between query and moment in the space that was searched.
    ``e_value`` is the number of moments this good that chance alone would give in what was
    searched; ``match`` says that it is below the search's threshold. Both are None where measured
    facts were asked for, which hold or do not. ``local_time`` is the wall clock at ``start``,
    ``utc_offset`` its minutes from UTC where the file tells them. ``matched_by`` says what matched;
    empty for a hit that is no match. ``group`` holds the hits that show nearly the same (best
    first, without this one).
    """

    moment_id: str
    asset: str
    path: str
    kind: MomentKind
    media: AssetKind
    start: float
    end: float
    region: Region
    frame_time: float
    similarity: float | None
    e_value: float | None
    match: bool
    local_time: datetime | None = None
    utc_offset: int | None = None
    matched_by: tuple[Reason, ...] = ()
    group: tuple[Hit, ...] = ()

    def with_group(self, group: Sequence[Hit]) -> Hit:
        return replace(self, group=tuple(group))


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, and what it looked at.

    Attributes:
        hits: the matches, best first; empty when nothing here matches.
        nearest: the best non-matches, only when they were asked for.
        matched: the number of moments below the E-value threshold before grouping and limit.
        eligible: moments that pass the filters.
        searched: moments that were compared with the query.
        unindexed: assets known to the archive without vectors in this space.
        space: the id of the space that was searched.
        notices: sentences that the user should read (an untranslated word, a stale index, ...).
        understood: the conditions on time and number, of the options and of the query's own words.
        judged: on what they were judged; None where there were none to judge.
        measured: of the searched, those that were judged by measured facts, not compared.
    """

    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...]
    matched: int
    eligible: int
    searched: int
    unindexed: int
    space: str
    seconds: float
    notices: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    judged: Judged | None = None
    measured: int = 0
