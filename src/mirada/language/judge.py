"""An assertion held against the world of facts: supported, contradicted or unsupported, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mirada.language.classes import came_as, hold_class
from mirada.language.extremes import with_extremes
from mirada.language.fits import Fit
from mirada.language.hold import Case, hold
from mirada.language.meaning import Amount, Assertion, Condition, Reading, Thing
from mirada.language.nouns import OBJECT, is_a, is_shape, moves
from mirada.language.reasons import (
    because_absent,
    because_class,
    because_count,
    because_facts,
    because_more,
    because_none,
    because_twice,
    because_unknown,
    because_unnamed,
)
from mirada.language.standing import because_still, may_stand
from mirada.language.world import Entity, World, in_order
from mirada.types import Fact, Language, Verdict

COUNTS = ("count", "fixed_camera", "area_count")
"""Predicates that tell how much is known: what is not among it is not there."""

_WITHOUT_NAME = ("asset", "moment", "shift", "text")
_OF_TRACKS = frozenset({"enters", "leaves", "stops", "present_at_start", "present_at_end"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason; ``entity`` is what the assertion was taken to be about."""

    verdict: Verdict
    reason: str = ""
    facts: tuple[Fact, ...] = ()
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Holds assertions against one world, in one reading and language."""

    world: World
    language: Language
    reading: Reading = "said"
    exact: bool = False

    def judge(self, assertion: Assertion, before: Entity | None = None) -> Judgement:
        """The verdict; ``before`` is what the sentence before was about ("it", "the person")."""
        if assertion.kind == "at_once":
            return _turned(self._counted(assertion, "most_at_once"), assertion, self)
        thing = assertion.thing
        bare = not assertion.all_conditions and not thing.ordinal
        if assertion.kind == "total" or (thing.count is not None and bare):
            counted = self._counted(assertion, "count")
            if counted.verdict != "unsupported" or assertion.kind == "total":
                return _turned(counted, assertion, self)
        if thing.count is not None and not assertion.negated:
            return self._several(assertion)
        if thing.other and before is not None:
            return self._another(assertion, before)
        fits = self.fits(assertion, before)
        if assertion.negated:
            return self._negated(assertion, fits)
        judged = self._one(assertion, fits)
        return self._of_ground(assertion, judged) if judged.verdict != "supported" else judged

    def _of_ground(self, assertion: Assertion, judged: Judgement) -> Judgement:
        """ "Is there anything grey?": the ground may be."""
        told = [
            c.value for c in assertion.all_conditions if c.predicate in ("colour", "any_colour")
        ]
        alone = len(told) == len(assertion.all_conditions) == 1
        if alone and assertion.thing.concept == OBJECT:
            for entity in self.world.of("asset", "moment"):
                fact = entity.one("ground")
                if fact is not None and fact.value == told[0]:
                    return Judgement("supported", "", (fact,), entity)
        return judged

    def _open(self, fits: Sequence[Fit]) -> bool:
        """Whether there may be areas that no fact tells of, or that may be what is meant."""
        counted = self.world.counted_areas()
        return not counted or any(f.truth is None and f.entity.kind == "area" for f in fits)

    def _another(self, assertion: Assertion, before: Entity) -> Judgement:
        """ "another leaves": one that is not ``before``. Where only that one fits, the sentence
        before may have been about yet another, and that cannot be told here."""
        fits = self.fits(assertion)
        others = tuple(fit for fit in fits if fit.entity != before)
        if any(fit.truth is True for fit in fits) and not any(fit.truth for fit in others):
            reason = because_unnamed(assertion.thing, self.language)
            return Judgement("unsupported", reason, fits[0].facts, fits[0].entity)
        return self._one(assertion, others)

    def judge_entity(self, assertion: Assertion, entity: Entity) -> Judgement:
        """The verdict where it is settled which entity is meant."""
        if any(each.predicate == "extreme" for each in assertion.all_conditions):
            own = tuple(fit for fit in self.fits(assertion) if fit.entity == entity)
            return self._one(assertion, own)
        return self._one(assertion, (self._fit(entity, assertion),))

    def fits(self, assertion: Assertion, before: Entity | None = None) -> tuple[Fit, ...]:
        """Every entity that the assertion may be about, the best first."""
        entities = self._candidates(assertion.thing, before)
        if any(condition.predicate in _OF_TRACKS for condition in assertion.conditions):
            entities = [e for e in entities if e.kind != "area"]
        found = [self._fit(entity, assertion) for entity in entities]
        if is_shape(assertion.thing.concept) and any(fit.exact for fit in found):
            found = [replace(f, named=False) if f.named is None and f.entity.one("shape") else f
                     for f in found]  # fmt: skip
        extremes = [c for c in assertion.all_conditions if c.predicate == "extreme"]
        if extremes:
            named = replace(assertion, conditions=())  # "the biggest shape is red": of all shapes
            among = [self._fit(entity, named) for entity in entities]
            found = list(with_extremes(found, extremes, among, self.world))
        if before is not None and before in entities and assertion.thing.definite:
            found.sort(key=lambda fit: (fit.truth is True, fit.entity == before), reverse=True)
            if found and found[0].truth is True:
                return tuple(found)
        return tuple(sorted(found, key=lambda fit: (fit.truth is True, fit.rank), reverse=True))

    def _candidates(self, thing: Thing, before: Entity | None) -> Sequence[Entity]:
        entities = self.world.entities
        if thing.concept == "" and before is not None and not thing.ordinal:
            return (before, *(e for e in entities if e.kind in _WITHOUT_NAME))
        if thing.ordinal:
            return self._ranked(thing)
        if self.reading == "asked" and moves(thing.concept) and self.world.followed():
            # A patch of the still scene without a name is nothing that came.
            return [e for e in entities if e.kind != "area" or e.concept]
        return entities

    def _ranked(self, thing: Thing) -> Sequence[Entity]:
        """The one of an ordinal; asked, it is not told where what has no name may come before."""
        order = in_order(self.world.of("track"))
        tracks = [
            track
            for track in order
            if hold_class(track, thing.concept)
            and (thing.concept != OBJECT or track.concept == OBJECT)
        ]
        place = thing.ordinal - 1 if thing.ordinal > 0 else thing.ordinal
        chosen = tracks[place : place + 1 or None]
        if chosen and self.reading == "asked" and thing.concept not in ("", OBJECT):
            at = order.index(chosen[0])
            earlier = order[:at] if thing.ordinal > 0 else order[at + 1 :]
            if any(hold_class(track, thing.concept) is None for track in earlier):
                return ()
        return chosen

    def _fit(self, entity: Entity, assertion: Assertion) -> Fit:
        case = Case(self.world, entity, self.reading, self.exact)
        own = [each for each in assertion.all_conditions if each.predicate != "extreme"]
        held = tuple((each, hold(case, each)) for each in own)
        wanted = assertion.thing.concept
        return Fit(entity, hold_class(entity, wanted), held, entity.concept == wanted != "")

    # One thing

    def _one(self, assertion: Assertion, fits: Sequence[Fit]) -> Judgement:
        if not fits:
            return Judgement("unsupported", because_unnamed(assertion.thing, self.language))
        best = fits[0]
        twice = _twice(assertion)
        if best.truth is True and twice:
            return Judgement("unsupported", because_twice(twice, self.language), best.facts)
        if best.truth is True:
            return Judgement("supported", "", best.facts, best.entity)
        if best.named is False:
            return self._unnamed(assertion, best)
        wrong = [(each, held) for each, held in best.held if held.truth is False]
        if rival := _rival(best, fits):
            unknown = [each for each, held in rival.held if held.truth is None]
            reason = because_unknown(unknown, self.language)
            return Judgement("unsupported", reason, rival.facts, rival.entity)
        alike = [fit for fit in fits if fit.named and fit.entity.kind == best.entity.kind]
        told = assertion.thing.definite or any(
            held.truth and each.predicate not in ("stops", "enters", "leaves")
            for each, held in best.held
        )
        seen = best.entity.kind in ("area", "tag") and not assertion.thing.definite
        if wrong and seen and self.reading == "asked" and self._open(fits):
            reason = because_unnamed(assertion.thing, self.language, negated=True)
            maybe = next((f for f in fits if f.truth is None and f.entity.kind == "area"), None)
            return Judgement(
                "unsupported", reason, best.facts, maybe.entity if maybe is not None else None
            )
        asked = self.reading == "asked" and not assertion.thing.definite
        if wrong and asked and may_stand(self.world, assertion):
            return Judgement("unsupported", because_still(self.language), best.facts, best.entity)
        nameless = self._nameless(assertion, fits) if wrong else None
        if nameless is not None:
            reason = because_unnamed(assertion.thing, self.language)
            return Judgement("unsupported", reason, nameless.facts, nameless.entity)
        if wrong and len(alike) > 1 and assertion.thing.concept and not told:
            reason = because_none(assertion.thing.concept, len(alike), self.language)
            facts = tuple(dict.fromkeys(f for fit in alike for f in fit.facts))
            return Judgement("contradicted", reason, facts, best.entity)
        if wrong:
            reason = because_facts([f for _, held in wrong for f in held.facts], best.entity,
                                   self.world, self.language)  # fmt: skip
            return Judgement("contradicted", reason, best.facts, best.entity)
        if best.named is None:
            reason = because_class(assertion.thing, best.entity, self.language)
            return Judgement("unsupported", reason, best.facts, best.entity)
        unknown = [each for each, held in best.held if held.truth is None]
        return Judgement("unsupported", because_unknown(unknown, self.language), best.facts,
                         best.entity)  # fmt: skip

    def _nameless(self, assertion: Assertion, fits: Sequence[Fit]) -> Fit | None:
        """Asked whether *any* does so: one that could not be named may, and then nobody can say
        no."""
        thing = assertion.thing
        if self.reading != "asked" or thing.definite or thing.concept in ("", OBJECT):
            return None
        unsure = (fit for fit in fits if fit.named is None and fit.entity.kind == "track")
        return next((fit for fit in unsure if not _ruled_out(fit)), None)

    def _unnamed(self, assertion: Assertion, best: Fit) -> Judgement:
        """Nothing of that class: contradicted where something else is told of that very moment."""
        thing = assertion.thing
        timed = [c for c, held in best.held if c.predicate in ("at", "span") and held.truth]
        others = [c for c, held in best.held if held.truth and c not in timed]
        if timed and others and best.entity.kind == "track" and best.entity.concept != OBJECT:
            reason = because_class(thing, best.entity, self.language)
            return Judgement("contradicted", reason, best.facts, best.entity)
        if self.world.covers(thing.concept):
            counts = tuple(f for f in self.world.facts if f.predicate in COUNTS)
            reason = because_absent(thing, self.world, self.language)
            return Judgement("contradicted", reason, counts)
        return Judgement("unsupported", because_unnamed(thing, self.language))

    def _negated(self, assertion: Assertion, fits: Sequence[Fit]) -> Judgement:
        thing = assertion.thing
        yes = [fit for fit in fits if fit.truth is True]
        if yes:
            reason = because_facts(yes[0].facts, yes[0].entity, self.world, self.language)
            return Judgement("contradicted", reason, yes[0].facts, yes[0].entity)
        zero = [f for f in self.world.facts if f.predicate == "count" and f.object == thing.concept]
        if zero and thing.all_unsaid and all(float(fact.value) == 0 for fact in zero):
            return Judgement("supported", "", tuple(zero))
        maybe = [fit for fit in fits if fit.truth is None]
        asset = [fit for fit in fits if fit.truth is False and fit.entity.kind in _WITHOUT_NAME]
        if thing.concept == "" and asset and not maybe:
            return Judgement("supported", "", asset[0].facts)
        looked = [fit for fit in maybe if fit.entity.kind in ("track", "object", "area")]
        if self.world.covers(thing.concept or "person") and not looked:
            counts = [f for f in self.world.facts if f.predicate in COUNTS]
            return Judgement("supported", "", tuple(counts))
        return Judgement("unsupported", because_unnamed(thing, self.language, negated=True))

    # Several

    def _counted(self, assertion: Assertion, predicate: str) -> Judgement:
        """A count of the whole asset, against the facts that count it."""
        thing = assertion.thing
        wanted = thing.count or Amount(1.0)
        if predicate == "most_at_once":
            wanted = _at_once(wanted, assertion, self.reading)
        facts = [f for f in self.world.facts if f.predicate == predicate]
        concept = came_as(thing.concept)
        own = [f for f in facts if f.object == concept]
        wider = own or [f for f in facts if is_a(f.object, concept or OBJECT)]
        if thing.all_unsaid and wider:
            numbers = [int(float(fact.value)) for fact in wider]
            total = max(numbers) if predicate == "most_at_once" else sum(numbers)
            loose = any(f.object == OBJECT for f in facts) and thing.concept != OBJECT
            sure = predicate == "count" or len(wider) == 1
            doubt = loose and self.reading == "asked" and wanted.sense not in (">=", ">")
            more = because_more(wider, self.language, moves=True)
            if wanted.holds(total, 0.0) and not doubt:
                return Judgement("supported", "", tuple(wider))
            if doubt and wanted.value >= total:  # one without a name may be one more
                return Judgement("unsupported", more, tuple(wider))
            beyond = wanted.value > total or (wanted.value == total and wanted.sense == ">")
            if not sure or (loose and beyond):
                return Judgement("unsupported", more, tuple(wider))
            if self._may_be_more(assertion, wanted, total):
                return Judgement("unsupported", because_still(self.language), tuple(wider))
            return Judgement("contradicted", because_count(wider, self.language), tuple(wider))
        named = any(
            hold_class(entity, thing.concept)
            or (entity.kind == "track" and hold_class(entity, thing.concept) is None)
            for entity in self.world.entities
        )
        if thing.all_unsaid and facts and moves(thing.concept) and not named:
            if wanted.holds(0, 0.0):
                return Judgement("supported", "", tuple(facts))
            reason = because_count(facts, self.language)
            verdict: Verdict = "contradicted" if self.world.covers(thing.concept) else "unsupported"
            return Judgement(verdict, reason, tuple(facts))
        if predicate == "count":
            return self._several(assertion)
        return Judgement("unsupported", because_unnamed(thing, self.language))

    def _may_be_more(self, assertion: Assertion, wanted: Amount, total: int) -> bool:
        """Asked, whether what stands there uncounted may make it as many as are said."""
        beyond = wanted.of_count(total, total + int(wanted.value) + 1) is not False
        return self.reading == "asked" and beyond and may_stand(self.world, assertion)

    def _several(self, assertion: Assertion) -> Judgement:
        """How many entities fit, against the number that is said."""
        thing = assertion.thing
        wanted = thing.count or Amount(1.0)
        fits = [fit for fit in self.fits(assertion) if fit.named is not False]
        kind = next((k for k in ("track", "object", "area", "tag", "text")
                     if any(fit.entity.kind == k for fit in fits)), "")  # fmt: skip
        fits = [fit for fit in fits if fit.entity.kind == kind]
        if not fits:
            return self._one(assertion, self.fits(assertion))
        yes = [fit for fit in fits if fit.truth is True]
        maybe = [fit for fit in fits if fit.truth is None]
        facts = tuple(dict.fromkeys(fact for fit in yes for fact in fit.facts))
        truth = wanted.of_count(len(yes), len(yes) + len(maybe))
        known = kind in ("track", "object") or (kind == "area" and self.world.counted_areas())
        if not known and truth is not True:
            truth = None  # what is named of a picture is not all there is
        if truth is True and kind == "tag" and wanted.value != 1:
            truth = None
        entity = yes[0].entity if len(yes) == 1 else None
        if truth is True:
            return Judgement("supported", "", facts, entity)
        reason = because_count(len(yes), self.language, thing.concept)
        if truth is None:
            moving = kind in ("track", "object")
            reason = because_more(len(yes), self.language, thing.concept, moves=moving)
            return Judgement("unsupported", reason, facts, entity)
        if not yes and wanted.value == 1:
            return self._one(assertion, self.fits(assertion))
        if self._may_be_more(assertion, wanted, len(yes)):
            return Judgement("unsupported", because_still(self.language), facts, entity)
        return Judgement("contradicted", reason, facts, entity)


def _at_once(wanted: Amount, assertion: Assertion, reading: Reading) -> Amount:
    """The most at the same time, as meant: never two at once is never three either, and a report
    that says "at most two" tells the most there were."""
    if assertion.negated:
        return Amount(wanted.value, ">=") if wanted.sense == "=" else wanted
    return Amount(wanted.value) if wanted.sense == "<=" and reading == "said" else wanted


def _ruled_out(fit: Fit) -> bool:
    """Whether something else than a colour, which of the whole of a thing is not that of what
    somebody wears, tells that it is not so."""
    return any(
        held.truth is False and not condition.predicate.endswith("colour")
        for condition, held in fit.held
    )


def _rival(best: Fit, fits: Sequence[Fit]) -> Fit | None:
    """Another thing of the same sort that fits as well and of which less is known."""
    if best.truth is not False or best.named is not True:
        return None
    return next(
        (
            fit
            for fit in fits
            if fit.truth is None
            and fit.named
            and fit.entity.kind == best.entity.kind
            and fit.rank[0] >= best.rank[0]
        ),
        None,
    )


def _twice(assertion: Assertion) -> tuple[Condition, ...]:
    """An arrival or departure that is told twice of one thing: it has only one of each."""
    for predicate in ("enters", "leaves"):
        told = tuple(c for c in assertion.conditions if c.predicate == predicate)
        if len(told) > 1:
            return told
    return ()


def _turned(judgement: Judgement, assertion: Assertion, judge: Judge) -> Judgement:
    """A negated count ("there are not three people") turns the verdict."""
    if not assertion.negated or judgement.verdict == "unsupported":
        return judgement
    turned: Verdict = "supported" if judgement.verdict == "contradicted" else "contradicted"
    reason = ""
    if turned == "contradicted":
        counts = [f for f in judgement.facts if f.predicate in ("count", "most_at_once")]
        number = round(assertion.thing.count.value) if assertion.thing.count else 0
        told = counts or number  # where nothing was counted, as many as were said were found
        reason = because_count(told, judge.language, assertion.thing.concept)
    return Judgement(turned, reason, judgement.facts, judgement.entity)
