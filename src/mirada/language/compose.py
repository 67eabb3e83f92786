"""The pieces of a sentence -> what it asserts.

A sentence is read from left to right into groups: the things that are spoken of together and what
is said of them. A time before the first group holds for the sentence, one after a clause for that
clause ("enters at 22:03").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mirada.language.clauses import CLAUSES
from mirada.language.meaning import (
    Amount,
    Assertion,
    AssertionKind,
    Condition,
    Parsed,
    Thing,
    Words,
)
from mirada.language.pieces import Piece
from mirada.language.scan import scan
from mirada.language.tokens import split_sentences
from mirada.language.which import language_of
from mirada.types import Language

_NEVER = frozenset({"nunca", "jamas", "en ningun momento", "never", "at no time", "at no point"})
_EXIST = frozenset({"seen", "there_is", "picture_seems", "film_seems", "shows"})


@dataclass(slots=True)
class _Group:
    """Things that are spoken of together while it grows."""

    things: list[Thing] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    clauses: int = 0
    exists: bool = False
    negated: bool = False
    then: bool = False
    events: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.things or self.conditions or self.events)


class _Composer:
    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self.kind: AssertionKind = "thing"
        self.whens: list[Condition] = []  # of the whole sentence
        self.place: Condition | None = None  # said before its thing
        self.not_: bool = False
        self.never = False
        self.then = False
        self.last: Piece | None = None  # but for glue
        self.joined = False  # whether "and" stood after it
        self.astray: list[Words] = []  # things that stand where a verb should

    @property
    def group(self) -> _Group:
        if not self.groups:
            self.groups.append(_Group())
        return self.groups[-1]

    def add(self, piece: Piece) -> None:
        match piece.kind:
            case "thing" if self._astray():
                self.astray.append(piece.words)
            case "thing":
                self._thing(piece)
            case "clause":
                self._clause(piece)
            case "place":
                self._place(piece)
            case "not":
                self.not_ = True
                self.never |= piece.name in _NEVER
            case "then":
                self.then = True
        if piece.kind in ("thing", "clause", "place", "left"):
            self.last = piece
        self.joined = piece.kind in ("join", "not") or (self.joined and piece.kind == "glue")

    def _astray(self) -> bool:
        """ "Nobody pets a horse": a second noun right after what is denied or counted says
        something of it that was not read, here a verb that is a noun too."""
        last = self.last.thing if self.last is not None else None
        if last is None or last.those or self.joined:
            return False
        return last.count is not None or (bool(self.groups) and self.group.negated)

    def _thing(self, piece: Piece) -> None:
        assert piece.thing is not None
        thing = piece.thing
        none = thing.count is not None and thing.count.value == 0 and thing.count.sense == "="
        if none:
            thing = replace(thing, count=None)
        if thing.those:
            thing = self._of_those(thing)
        together = self.last is not None and self.last.kind == "thing" and not self.not_
        group = self.group
        if not group.empty and (thing.those or not (together and group.clauses == 0)):
            waits = not group.things and (group.clauses or group.exists or group.conditions)
            if not waits:
                group = _Group()
                self.groups.append(group)
        group.then |= self.then and not group.things
        self.then = False
        if none or self.not_:
            group.negated = True
            if none:  # "no entra nadie": the sentence is negated, not its clause
                group.conditions = [replace(c, negated=False) for c in group.conditions]
        self.not_ = False
        if self.place is not None:
            thing = replace(thing, conditions=(*thing.conditions, self.place))
            self.place = None
        group.things.append(thing)

    def _of_those(self, thing: Thing) -> Thing:
        """ "one stops" after "six people come in from the left": a person who came in there."""
        before = next((group for group in reversed(self.groups) if group.things), None)
        if before is None:
            return thing
        antecedent = before.things[-1]
        if thing.count and antecedent.count and thing.count.value > antecedent.count.value:
            return replace(thing, concept=antecedent.concept, those=False)  # seven of six: of all
        told = () if thing.other or before.negated else tuple(before.conditions)
        inherited = tuple(
            replace(condition, words=Words()) for condition in (*antecedent.conditions, *told)
        )
        return replace(thing, concept=antecedent.concept, conditions=inherited)

    def _clause(self, piece: Piece) -> None:
        clause = CLAUSES[piece.name]
        match clause.role:
            case "when":
                self._when(piece)
            case "total" | "at_once":
                self.kind = clause.role
            case "exist":
                if self.group.clauses or (self.group.exists and self.group.things):
                    self.groups.append(_Group())
                self.group.exists = True
                self.group.negated |= self.not_
                self.not_ = False
            case "frame":
                _appears(self.group, piece)
            case "say":
                group = self.group
                if piece.name == "by_side" and _with_side(group, piece):
                    return
                if piece.name == "dwell_during" and _with_stop(group, piece):
                    return
                if piece.name == "at_the_end":
                    piece = _still_there(group, piece)
                if group.exists and len(group.things) > 1 and group.clauses == 0:
                    group = self._last_apart()
                negated = self.not_ and not group.negated
                self.not_ = False
                group.clauses += 1
                event = clause.event
                group.events.append(event)
                group.conditions += [
                    replace(_in_order(c, group), negated=negated) for c in piece.conditions
                ]

    def _last_apart(self) -> _Group:
        """ "there are no bicycles and the car leaves": the clause is the last thing's alone."""
        group = _Group(things=[self.group.things.pop()])
        self.groups.append(group)
        return group

    def _when(self, piece: Piece) -> None:
        group = self.group
        if group.empty and not group.exists:
            self.whens += piece.conditions
            return
        event = next((each for each in reversed(group.events) if each), "")
        group.conditions += [_at_event(condition, event) for condition in piece.conditions]

    def _place(self, piece: Piece) -> None:
        condition = Condition("place", piece.name, words=piece.words, negated=self.not_)
        self.not_ = False
        group = self.group
        if group.things and (group.clauses or self.last is None or self.last.kind != "thing"):
            group.conditions.append(condition)
        elif group.things:
            thing = group.things[-1]
            group.things[-1] = replace(thing, conditions=(*thing.conditions, condition))
        elif group.clauses:
            group.conditions.append(condition)
        else:
            self.place = condition

    def assertions(self) -> Iterable[Assertion]:
        if self.whens and all(group.empty and not group.exists for group in self.groups):
            yield Assertion(Thing(), tuple(self.whens))
            return
        if self.place is not None and self.groups:
            self.groups[-1].conditions.append(self.place)
        for group in self.groups:
            if group.empty and not (self.whens and group.exists):
                continue
            event = next((each for each in group.events if each), "")
            whens = [_at_event(condition, event) for condition in self.whens]
            for thing in group.things or [Thing()]:
                if self.kind != "thing":  # "in all, a bottle and one other object"
                    thing = replace(thing, count=thing.count or Amount(1.0), other=False)
                conditions = (*whens, *group.conditions)
                kind = self.kind
                if self.never and group.exists and group.negated and thing.count is not None:
                    kind = "at_once" if kind == "thing" else kind  # at no time: not "not in all"
                yield Assertion(thing, conditions, group.negated, kind, group.then)


def _appears(group: _Group, piece: Piece) -> None:
    """Spanish "¿sale alguien en el vídeo?": who comes out in a film is seen in it."""
    told = [condition for condition in group.conditions if condition.predicate == "leaves"]
    inside = piece.words.text.casefold().startswith("en ")
    if inside and len(group.conditions) == 1 and told and told[0].value is True:
        group.conditions, group.events, group.exists = [], [], True


def _in_order(condition: Condition, group: _Group) -> Condition:
    """Before or after another thing: which of their events is compared is told by the verb."""
    if condition.predicate not in ("earlier", "later"):
        return condition
    event = next((each for each in reversed(group.events) if each), "enters")
    return replace(condition, value=event)


def _with_side(group: _Group, piece: Piece) -> bool:
    """ "entra una persona por la izquierda": the side belongs to the verb before the noun."""
    for i in range(len(group.conditions) - 1, -1, -1):
        condition = group.conditions[i]
        if condition.predicate in ("enters", "leaves") and condition.value is True:
            said = replace(condition.words, text=f"{condition.words.text} {piece.words.text}")
            group.conditions[i] = replace(condition, value=piece.conditions[0].value, words=said)
            return True
    return False


def _with_stop(group: _Group, piece: Piece) -> bool:
    """ "se detiene alguien más de 10 s": the time belongs to the stop before the noun."""
    told = {condition.predicate for condition in group.conditions}
    if "stops" not in told or "stopped_for" in told:
        return False
    group.conditions += [replace(c, predicate="stopped_for") for c in piece.conditions]
    return True


_THERE = frozenset({"still", "there", "ahí", "allí", "todavía", "aún"})


def _still_there(group: _Group, piece: Piece) -> Piece:
    """ "is anyone still there at the end?"; of an event ("comes in at the end") no fact tells."""
    there = group.exists or not _THERE.isdisjoint(piece.words.text.casefold().split())
    if group.clauses or not there:
        return piece
    told = tuple(replace(c, predicate="present_at_end") for c in piece.conditions)
    return replace(piece, conditions=told)


def _at_event(condition: Condition, event: str) -> Condition:
    """A time tells of the event that its clause tells of."""
    timed = condition.predicate in ("at", "span") and event
    return replace(condition, object=event) if timed else condition


def compose(text: str, pieces: Sequence[Piece]) -> Parsed:
    """What the pieces of one sentence assert, and the words that nothing was made of."""
    composer = _Composer()
    for piece in pieces:
        composer.add(piece)
    left = composer.astray
    for piece in pieces:
        wordy = any(character.isalnum() for character in piece.words.text)
        if piece.kind == "left" and wordy:
            left.append(piece.words)
    left.sort(key=lambda words: words.start)
    return Parsed(text, tuple(composer.assertions()), tuple(left))


def parse(text: str, language: Language | None = None) -> tuple[Parsed, ...]:
    """What each sentence of a text asserts.

    ``language`` None: each sentence's own, told by its words; where they do not tell, the text's.
    """
    whole = language or language_of(text) or "en"
    found = []
    for sentence in split_sentences(text):
        own = language or language_of(sentence) or whole
        found.append(compose(sentence, scan(sentence, own)))
    return tuple(found)
