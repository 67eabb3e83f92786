"""What indexing measures of each asset, and what full text finds of it.

Pixels are measured where they are read, on worker threads (:class:`Measuring`); what needs the
moments' vectors comes after embedding, on the calling thread (:func:`fact_set`). Something that
fails is a ``Failure`` of the stage "facts": the asset stays.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mirada.errors import InputError, MiradaError, ReadError
from mirada.facts import ocr, picture, tags
from mirada.facts.basic import asset_facts
from mirada.facts.zones import Zone, read_zones
from mirada.lazy import require
from mirada.models import Embedder
from mirada.models.significance import background
from mirada.models.vocabulary import Vocabulary, load_vocabulary
from mirada.moments.views import View
from mirada.settings import Settings
from mirada.store import FactSet, MomentText, StoredTrack, TextPart, TextSource, pack_boxes
from mirada.types import Asset, Fact, Failure, Moment

T = TypeVar("T")

BASIC = "basic 1"
"""What the file tells; a new number when ``facts.basic`` says something else or more."""

TRACKS = "tracks-5"
"""How films are followed; ``facts.track_facts`` is imported where a film is, as it needs OpenCV."""

TEXT_SIDE = 960
"""Pixels of the short side in which text is read, where a picture has as many."""

NUMERIC = (ArithmeticError, LookupError, ValueError)
"""What measuring odd pixels may raise; everything else is a fault of ours and stops the run."""


@dataclass(frozen=True, slots=True)
class FactOptions:
    """What is measured while indexing.

    Attributes:
        wanted: anything at all.
        ocr: what is written in pictures too; needs the extra ``ocr`` and costs far more.
        zones: a TOML file of zones (``facts.zones``) of the fixed cameras that are indexed.
    """

    wanted: bool = True
    ocr: bool = False
    zones: Path | None = None

    def __post_init__(self) -> None:
        if not self.wanted and (self.ocr or self.zones is not None):
            raise InputError(
                "Text and zones are facts, and facts are left out.", hint="Leave out --no-facts."
            )


@dataclass(frozen=True, slots=True, eq=False)
class FactTools:
    """What facts are measured with.

    Attributes:
        bank: [m, d], the model's background texts.
        vocabulary: the concepts that can be named, in the model's space.
        ocr: whether what is written is read.
        zones: of the fixed cameras, and ``zones_hash`` of the file that they are from.
        embedding: held by the thread that embeds: worker threads name tracks while the calling one
            embeds views, and a model need not bear two at once.
        reading: the same of the reader of text.
    """

    embedder: Embedder
    bank: NDArray[np.float32]
    settings: Settings
    vocabulary: Vocabulary
    ocr: bool = False
    zones: tuple[Zone, ...] = ()
    zones_hash: str = ""
    embedding: threading.Lock = field(default_factory=threading.Lock)
    reading: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(
        cls,
        embedder: Embedder,
        bank: NDArray[np.float32],
        settings: Settings,
        options: FactOptions | None = None,
    ) -> FactTools:
        """With the vocabulary of the embedder, which is embedded once a model and kept.

        Raises:
            MissingDependencyError: text is wanted and the extra ``ocr`` is not installed.
            InputError: the file of zones cannot be used.
        """
        options = options or FactOptions()
        if options.ocr:
            require("rapidocr", extra="ocr")
        zones: tuple[Zone, ...] = ()
        digest = ""
        if options.zones is not None:
            zones = read_zones(options.zones)
            digest = hashlib.sha256(repr(zones).encode()).hexdigest()[:8]
        vocabulary = load_vocabulary(embedder, bank, settings)
        return cls(embedder, bank, settings, vocabulary, options.ocr, zones, digest)

    @property
    def recipe(self) -> str:
        """By what facts are computed, part by part; another recipe makes them stale."""
        named = f"{tags.RECIPE} {self.vocabulary.model}"
        parts = [BASIC, picture.RECIPE, named, TRACKS]
        parts += [ocr.RECIPE] if self.ocr else []
        parts += [f"zones {self.zones_hash}"] if self.zones else []
        return "; ".join(parts)


INCOMPLETE = "incomplete"


def is_fresh(stored: str | None, wanted: str) -> bool:
    """Whether facts of the recipe ``stored`` are all that ``wanted`` would give."""
    parts = set() if stored is None else set(stored.split("; "))
    return INCOMPLETE not in parts and set(wanted.split("; ")) <= parts


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one asset before its vectors were there."""

    facts: tuple[Fact, ...] = ()
    tracks: tuple[StoredTrack, ...] = ()
    failures: tuple[Failure, ...] = ()


class Measuring:
    """Measures one asset while it is read; one thread uses it."""

    def __init__(self, tools: FactTools, path: Path, asset: Asset) -> None:
        self._tools = tools
        self._path = path
        self._asset = asset
        self._moments: list[Moment] = []
        self._lines = 0  # of text that were read
        self._still: tuple[Moment, NDArray[np.uint8]] | None = None  # the latest still stretch
        self._facts: list[Fact] = []
        self._failures: list[Failure] = []

    def view(self, view: View) -> None:
        """Measure the picture that stands for a moment."""
        moment, pixels = view.moment, view.pixels
        self._moments.append(moment)
        self._facts += self._attempt(lambda: picture.picture_facts(pixels, self._asset, moment))
        if self._tools.ocr and moment.region.whole:
            self._facts += self._attempt(lambda: self._text(view))
        if moment.kind == "still":
            before, self._still = self._still, (moment, pixels)
            if before is not None:
                stills = (before, self._still)
                self._facts += self._attempt(lambda: picture.shift_facts(self._asset, stills))

    def _text(self, view: View) -> tuple[Fact, ...]:
        """What is written in the picture; lines are numbered on within the asset."""
        with self._tools.reading:
            boxes = ocr.read_text(view.finer(TEXT_SIDE))
        facts = ocr.text_facts(view.moment, boxes)
        before, self._lines = self._lines, self._lines + len(boxes)
        return tuple(
            replace(fact, subject=f"text:{int(fact.subject.partition(':')[2]) + before}")
            for fact in facts
        )

    def views(self, views: Iterable[View]) -> None:
        """Measure all of them; a file that cannot be read any more is a failure."""

        def each() -> tuple[()]:
            for view in views:
                self.view(view)
            return ()

        self._attempt(each)

    def end(self, asset: Asset) -> Measured:
        """After the last view; ``asset`` as it is known now."""
        self._facts += self._attempt(lambda: asset_facts(asset))
        tracks: Sequence[StoredTrack] = ()
        if asset.kind == "video":
            tracks = self._attempt(lambda: self._follow(asset))
        return Measured(tuple(self._facts), tuple(tracks), tuple(self._failures))

    def _follow(self, asset: Asset) -> tuple[StoredTrack, ...]:
        """Follow what moves in a film, where something does; its facts go to the others."""
        from mirada.facts.track_facts import track_facts
        from mirada.facts.tracks import find_tracks

        active = [(m.start, m.end) for m in self._moments if m.kind == "shot" and m.region.whole]
        found = find_tracks(self._path, active, settings=self._tools.settings)
        tools = self._tools
        with tools.embedding:
            facts = track_facts(
                found,
                asset,
                embedder=tools.embedder,
                bank=tools.bank,
                vocabulary=tools.vocabulary,
                zones=tools.zones,
            )
        self._facts += facts
        named = {fact.subject: fact for fact in facts if fact.predicate == "class"}
        return tuple(
            StoredTrack(
                track.number,
                str(named[f"track:{track.number}"].value),
                track.first,
                track.last,
                named[f"track:{track.number}"].confidence,
                pack_boxes(track.boxes),
            )
            for track in found.tracks
        )

    def _attempt(self, work: Callable[[], Sequence[T]]) -> Sequence[T]:
        """``work()``; where that fails, nothing, and the failure is kept."""
        path, asset_id = str(self._path), self._asset.id
        try:
            return work()
        except MiradaError as error:
            kind = error.kind if isinstance(error, ReadError) else error.code
            self._failures.append(Failure("facts", kind, path, str(error), asset_id))
        except NUMERIC as error:
            kind = type(error).__name__
            failed = ReadError(
                f"The facts of {path} could not be measured: {kind} {error}.", kind="damaged"
            )
            self._failures.append(Failure("facts", failed.kind, path, str(failed), asset_id))
        return ()


def fact_set(
    tools: FactTools,
    measured: Measured,
    moments: Sequence[Moment],
    vectors: NDArray[np.float32],
) -> FactSet:
    """All facts of an asset, with what full text finds of its moments.

    ``vectors`` float32 [n, d], unit rows, belong to ``moments``.
    """
    chance = background(vectors, tools.bank)
    named = tags.tag_facts(moments, vectors, chance, tools.vocabulary)
    facts = (*measured.facts, *named)
    recipe = tools.recipe if not measured.failures else f"{tools.recipe}; {INCOMPLETE}"
    return FactSet(recipe, facts, measured.tracks, texts_of(facts, moments))


def texts_of(facts: Sequence[Fact], moments: Sequence[Moment]) -> tuple[MomentText, ...]:
    """What full text finds of each moment: what is written in it, and the names of its tags.

    A fact belongs to the moments of its time; what is written to whole pictures, a tag also to the
    tiles that hold its middle.
    """
    found: dict[tuple[str, TextSource], list[TextPart]] = {}
    for fact in facts:
        told = _words_of(fact)
        if told is None:
            continue
        source, words = told
        e = fact.evidence
        part = TextPart(words, fact.subject, e.start, e.end, e.region)
        for moment in moments:
            if belongs(fact, moment) and (source == "tag" or moment.region.whole):
                found.setdefault((moment.id, source), []).append(part)
    return tuple(
        MomentText(moment_id, source, tuple(parts)) for (moment_id, source), parts in found.items()
    )


def _words_of(fact: Fact) -> tuple[TextSource, str] | None:
    """Where the words of a fact come from, and the words; None for a fact without any."""
    if fact.predicate == "text" and isinstance(fact.value, str):
        return "written", fact.value
    if fact.predicate == "tag":
        return "tag", names_of(fact.object)
    return None


def names_of(concept: str) -> str:
    """Every word for a concept and for what it is a kind of, in both languages."""
    from mirada.language.nouns import noun

    words: list[str] = []
    key = concept
    while key:
        found = noun(key)
        pairs = (*found.all_words("en"), *found.all_words("es"))
        words += [form for pair in pairs for form in pair]
        key = found.wider
    return ", ".join(dict.fromkeys(words))


def belongs(fact: Fact, moment: Moment) -> bool:
    """Whether a fact was seen in a moment."""
    e, r = fact.evidence, moment.region
    shared = min(e.end, moment.end) - max(e.start, moment.start)
    instant = e.start == e.end or moment.start == moment.end
    if shared < 0 or (shared == 0 and not instant):  # shots touch where one ends and one begins
        return False
    x, y = e.region.x + e.region.width / 2, e.region.y + e.region.height / 2
    return r.whole or (r.x <= x <= r.x + r.width and r.y <= y <= r.y + r.height)
