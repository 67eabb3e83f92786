"""What a search asks for and what it finds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from mirada.types.values import WHOLE, AssetKind, Fact, MomentKind, Region


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
