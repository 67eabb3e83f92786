"""Verify: a statement taken apart into criteria, each supported, contradicted or open, with why.

Facts decide first. Where they leave a criterion open and a model was named, it looks at frames and
says yes, no or cannot tell; such a verdict says that it is the model's, and never overrides a fact.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mirada.errors import QueryError
from mirada.language.compose import compose
from mirada.language.scan import scan
from mirada.language.statements import Criterion, verdict_of
from mirada.language.statements import verify as verify_facts
from mirada.language.tokens import split_sentences
from mirada.language.which import language_of
from mirada.types import Fact, Language, Verdict
from mirada.verbs.parts import Part, Target
from mirada.verbs.seen import Seen

if TYPE_CHECKING:
    from mirada.models.generators import Usage
    from mirada.verbs.domains import Voice
    from mirada.verbs.helper import Helper

MAX_STATEMENT = 2_000


@dataclass(frozen=True, slots=True)
class Checked:
    """One criterion and its verdict.

    ``source`` is "facts" or the name of the model that decided; ``facts`` are what the verdict
    was told from, ``reason`` why it is not supported.
    """

    text: str
    verdict: Verdict
    reason: str = ""
    facts: tuple[Fact, ...] = ()
    source: str = "facts"


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """The criteria of a statement held against one picture or film."""

    part: Part
    verdict: Verdict
    criteria: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer of ``verify``.

    ``verdict`` of the whole: supported where some part supports every criterion, contradicted
    where every part contradicts, else unsupported: it cannot be told. That there is none of a
    thing is the other way round: every part has to support it, one that contradicts is enough.
    ``parts`` are those that were looked at, of ``found``.
    """

    statement: str
    language: Language
    verdict: Verdict
    parts: tuple[PartVerdict, ...]
    found: int
    usage: Usage | None = None
    notices: tuple[str, ...] = ()
    seconds: float = 0.0


def read_statement(statement: str) -> Language:
    """The language of a statement.

    Raises:
        QueryError: it is empty, too long, or in a language that is not understood.
    """
    if not statement.strip():
        raise QueryError(
            "The statement is empty.", hint='State for example: "A person comes in from the left."'
        )
    if len(statement) > MAX_STATEMENT:
        raise QueryError(
            f"The statement has {len(statement)} characters; at most {MAX_STATEMENT} are read.",
            hint="Say it in fewer words.",
        )
    if any("\ud800" <= character <= "\udfff" for character in statement):
        raise QueryError("The query holds bytes that are no text.", hint="Write it in UTF-8.")
    found = language_of(statement)
    if found is None:
        raise QueryError(
            f"The statement «{statement.strip()}» is in no language that is understood.",
            hint="Write it in Spanish or in English.",
        )
    return found


def verify(
    target: Target,
    seen: Sequence[Seen],
    statement: str,
    spoken: Language,
    helper: Helper | None = None,
    voices: Sequence[Voice] = (),
) -> Verification:
    """Hold ``statement`` (in the language ``spoken``) against what was ``seen`` of ``target``.

    ``voices`` judge what is no picture and no film.
    """
    began = time.perf_counter()
    parts = tuple(
        _of_voice(voice, one, statement, spoken)
        if (voice := _voice_of(voices, one)) is not None
        else _of_part(one, statement, spoken, helper)
        for one in seen
    )
    none = _denies(statement, spoken) or any(
        voice.denies(statement, spoken) for one in seen if (voice := _voice_of(voices, one))
    )
    said = (
        *target.notices,
        *(notice for one in seen for notice in one.notices),
        *(helper.notices if helper else ()),
    )
    return Verification(
        statement=statement,
        language=spoken,
        verdict=_whole(parts, target.found <= len(parts), none=none),
        parts=parts,
        found=target.found,
        usage=helper.usage if helper else None,
        notices=tuple(dict.fromkeys(said)),
        seconds=time.perf_counter() - began,
    )


def _voice_of(voices: Sequence[Voice], seen: Seen) -> Voice | None:
    """Who judges what is no picture and no film."""
    return next((voice for voice in voices if voice.kind == seen.part.asset.kind), None)


def _of_voice(voice: Voice, seen: Seen, statement: str, spoken: Language) -> PartVerdict:
    found = voice.verify(statement, spoken, seen.facts)
    criteria = tuple(Checked(c.text, c.verdict, c.reason, c.facts) for c in found)
    if not criteria:
        criteria = (Checked(statement, "unsupported"),)
    return PartVerdict(seen.part, _of_criteria(criteria), criteria)


def _of_part(seen: Seen, statement: str, spoken: Language, helper: Helper | None) -> PartVerdict:
    found = verify_facts(statement, seen.facts, spoken)
    criteria = tuple(Checked(c.text, c.verdict, c.reason, c.facts) for c in found)
    if helper is not None and any(one.verdict == "unsupported" for one in criteria):
        from mirada.verbs.verify_model import judged_by_model

        criteria = judged_by_model(helper, seen, criteria, spoken)
    return PartVerdict(seen.part, _of_criteria(criteria), criteria)


def _of_criteria(criteria: Sequence[Checked]) -> Verdict:
    return verdict_of([Criterion(one.text, one.verdict) for one in criteria])


def _denies(statement: str, spoken: Language) -> bool:
    """Whether a statement says nothing but that there is none of something."""
    told = [
        assertion.negated
        for sentence in split_sentences(statement)
        for assertion in compose(sentence, scan(sentence, spoken)).assertions
    ]
    return bool(told) and all(told)


def _whole(parts: Sequence[PartVerdict], complete: bool, *, none: bool) -> Verdict:
    verdicts = [one.verdict for one in parts]
    enough: Verdict = "contradicted" if none else "supported"
    other: Verdict = "supported" if none else "contradicted"
    if enough in verdicts:
        return enough
    if complete and verdicts and all(verdict == other for verdict in verdicts):
        return other
    return "unsupported"


def by_model(one: Checked, verdict: Verdict, reason: str, source: str) -> Checked:
    """``one`` with a model's verdict in place of an open one."""
    return replace(one, verdict=verdict, reason=reason, source=source)
