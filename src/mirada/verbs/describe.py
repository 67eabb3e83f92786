"""Describe: what is known of a target, in sentences that each carry their evidence.

The grammar of ``language/`` says what was measured. A model may say it better, but adds nothing:
it is given the facts, its reply is checked sentence by sentence (``verbs.rewrite``), and where
nothing of it survives the grammar's text stands.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from mirada.errors import InputError
from mirada.language.grammar import sentences
from mirada.store import LEGEND, SAID, SOURCE, UNDETERMINED
from mirada.types import Claim, Fact, Language
from mirada.verbs.overview import overview, summed_up
from mirada.verbs.parts import Part, Target
from mirada.verbs.seen import Seen

if TYPE_CHECKING:
    from mirada.models.generators import Usage
    from mirada.verbs.helper import Helper

Level = Literal["line", "paragraph", "timeline", "summary"]
LEVELS: tuple[Level, ...] = get_args(Level)
LARGEST = 5
"""Parcels of a field that a paragraph tells."""


@dataclass(frozen=True, slots=True)
class Section:
    """What is said of one picture, film or stretch.

    Attributes:
        claims: the sentences, in order; those that are not supported are marked by their verdict.
        dropped: sentences of a model that were left out since no fact supports them.
        stored: the facts come from the archive; nothing was read again.
    """

    part: Part
    claims: tuple[Claim, ...]
    dropped: tuple[Claim, ...] = ()
    stored: bool = True


@dataclass(frozen=True, slots=True)
class Description:
    """The answer of ``describe``.

    Attributes:
        found: assets that the target holds; the sections may be fewer (``--limit``).
        overview: of a summary of several: what is said of all of them together, in place of the
            sections of pictures.
        source: "facts", or the name of the model whose words survived somewhere.
        usage: what a model took (tokens, US dollars); None where none was asked.
    """

    target: str
    level: Level
    language: Language
    sections: tuple[Section, ...]
    found: int
    source: str = "facts"
    usage: Usage | None = None
    notices: tuple[str, ...] = ()
    seconds: float = 0.0
    overview: tuple[Claim, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        told = (claim for section in self.sections for claim in section.claims)
        return (*self.overview, *told)

    @property
    def titled(self) -> bool:
        """Whether each section stands under its name, as there is more than one thing to tell."""
        return len(self.sections) > 1 or bool(self.overview)


def checked_level(level: str) -> Level:
    """Raises InputError where there is no such level."""
    for known in LEVELS:
        if level == known:
            return known
    raise InputError(f"There is no level «{level}».", hint=f"Use one of: {', '.join(LEVELS)}.")


def said(facts: Sequence[Fact], language: Language, level: Level) -> tuple[Claim, ...]:
    """What a domain said of an asset's subjects when it was indexed, each on their facts.

    Of an asset with many a line tells the whole, a paragraph the largest too, else all are told.
    """
    by: dict[str, list[Fact]] = {}
    for fact in facts:
        by.setdefault(fact.subject, []).append(fact)
    told = [
        Claim(str(fact.value), language, tuple(_grounds(by[fact.subject])))
        for fact in facts
        if fact.predicate == SAID and fact.object == language
    ]
    most = {"line": 1, "paragraph": 1 + LARGEST}.get(level, len(told))
    return tuple(told[:most])


def _of_hit(seen: Seen) -> tuple[Fact, ...]:
    """The facts of the subject that a hit is; all, where the whole was named."""
    moment = seen.part.moment
    if moment is None or not moment.subject:
        return seen.facts
    return tuple(fact for fact in seen.facts if fact.subject == moment.subject)


def _grounds(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.predicate not in (LEGEND, SAID, SOURCE, UNDETERMINED)]


def describe(
    target: Target,
    seen: Sequence[Seen],
    level: Level,
    language: Language,
    helper: Helper | None = None,
) -> Description:
    """Say what is known of each part of ``target``; ``seen`` are its parts in order.

    Facts of a picture of nothing still say its size, light and colours; where not even that is
    known, a section has no claims.
    """
    began = time.perf_counter()
    sections: list[Section] = []
    notices = [*target.notices, *(notice for one in seen for notice in one.notices)]
    sources: list[str] = []
    several = level == "summary" and len(seen) > 1
    for one in seen:
        if several and summed_up(one):
            continue
        own = one.part.asset.kind == "field"
        facts = _of_hit(one) if own else one.facts
        claims = said(facts, language, level) if own else sentences(facts, language, level)
        if helper is None or not claims:
            sections.append(Section(one.part, claims, (), one.stored))
            continue
        from mirada.verbs.rewrite import rewrite

        told = rewrite(helper, one, claims, level, language)
        sections.append(Section(one.part, told.claims, told.dropped, one.stored))
        notices += told.notices
        sources += [claim.source for claim in told.claims if claim.source != "facts"]
    return Description(
        target=target.text,
        level=level,
        language=language,
        sections=tuple(sections),
        found=target.found,
        source=sources[0] if sources else "facts",
        usage=helper.usage if helper else None,
        notices=tuple(dict.fromkeys((*notices, *(helper.notices if helper else ())))),
        seconds=time.perf_counter() - began,
        overview=overview(seen, language) if several else (),
    )
