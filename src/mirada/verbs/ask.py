"""Ask: an answer from facts, else from a model, else "this cannot be told"; always with where from.

Facts come first. Where they decide, no model is asked. Where they do not and a model was named, it
sees frames and facts; what it says is held against the facts, what they contradict is not passed
on, and what they merely do not support is told as the model's own word. Over a folder or a whole
archive the parts that the question is likeliest about are looked up by search, and each says in
the citations what it had to say.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from mirada.errors import QueryError
from mirada.language.answers import answer
from mirada.language.questions import NotUnderstood, Question, parse_question
from mirada.language.replies import unknown
from mirada.language.which import language_of
from mirada.types import Claim, Language
from mirada.verbs.parts import Part, Target
from mirada.verbs.seen import Seen

if TYPE_CHECKING:
    from mirada.models.generators import Usage
    from mirada.verbs.domains import Voice
    from mirada.verbs.helper import Helper

AnswerVerdict = Literal["answered", "cannot-tell"]
MAX_QUESTION = 1_000


@dataclass(frozen=True, slots=True)
class Citation:
    """What one picture or film has to say to a question, with its facts."""

    part: Part
    claim: Claim


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of ``ask``.

    Attributes:
        verdict: "cannot-tell" where neither facts nor a model decide; ``text`` then says so and
            ``reason`` why.
        text: one or more sentences.
        source: "facts", or the name of the model that answered.
        supported: whether the facts support the answer; a model's own word is not supported.
        citations: the parts that the answer rests on, in the order of the target.
        looked: how many parts were looked at, of ``found``.
        usage: what a model took; None where none was asked.
    """

    question: str
    language: Language
    verdict: AnswerVerdict
    text: str
    source: str
    supported: bool
    citations: tuple[Citation, ...]
    looked: int
    found: int
    reason: str = ""
    usage: Usage | None = None
    notices: tuple[str, ...] = ()
    seconds: float = 0.0


def read_question(question: str) -> Question | NotUnderstood:
    """What is asked.

    Raises:
        QueryError: nothing is asked, too much, or in a language that is not understood.
    """
    if not question.strip(" ¿?"):
        raise QueryError("The question is empty.", hint='Ask for example: "How many people?"')
    if len(question) > MAX_QUESTION:
        raise QueryError(
            f"The question has {len(question)} characters; at most {MAX_QUESTION} are read.",
            hint="Say it in fewer words.",
        )
    if any("\ud800" <= character <= "\udfff" for character in question):
        raise QueryError("The query holds bytes that are no text.", hint="Write it in UTF-8.")
    if language_of(question) is None:
        raise QueryError(
            f"The question «{question.strip()}» is in no language that is understood.",
            hint="Ask in Spanish or in English.",
        )
    return parse_question(question)


def ask(
    target: Target,
    seen: Sequence[Seen],
    question: Question | NotUnderstood,
    text: str,
    language: Language | None = None,
    helper: Helper | None = None,
    voices: Sequence[Voice] = (),
) -> Answer:
    """Answer ``question`` (read from ``text``) from what was ``seen`` of ``target``.

    ``language`` is that of the answer; None: the question's own. ``voices`` answer for what is no
    picture and no film.
    """
    began = time.perf_counter()
    spoken = language or question.lang
    whole = target.found <= len(target.parts)
    own, notices = _of_domains(voices, seen, text, (question.lang, spoken), whole)
    media = [one for one in seen if not any(v.kind == one.part.asset.kind for v in voices)]
    claim = own
    if claim is None or (media and claim.verdict != "supported"):
        claim = _from_facts(question, media, spoken, whole)
    told = _told(target, seen, text, spoken, claim)
    if told.verdict == "cannot-tell" and helper is not None and media:  # a model needs pictures
        from mirada.verbs.ask_model import ask_model

        found = ask_model(helper, media, text, spoken)
        if found is not None:
            told = _told(target, seen, text, spoken, found)
    said = (
        *target.notices,
        *notices,
        *(notice for one in seen for notice in one.notices),
        *(helper.notices if helper else ()),
    )
    return replace(
        told,
        usage=helper.usage if helper else None,
        notices=tuple(dict.fromkeys(said)),
        seconds=time.perf_counter() - began,
    )


def _of_domains(
    voices: Sequence[Voice],
    seen: Sequence[Seen],
    text: str,
    languages: tuple[Language, Language],
    whole: bool,
) -> tuple[Claim | None, tuple[str, ...]]:
    """What the voices of domains answer, and notices; None where none of ``seen`` is theirs."""
    if not any(voice.kind == one.part.asset.kind for voice in voices for one in seen):
        return None, ()
    from mirada.verbs.of_domains import answer  # a question about films does without

    return answer(voices, seen, text, languages, whole)


def _from_facts(
    question: Question | NotUnderstood, seen: Sequence[Seen], language: Language, whole: bool
) -> Claim:
    """The facts' answer; what was not looked at may hold what an absence or a count denies."""
    if isinstance(question, NotUnderstood):
        return Claim(unknown(language), language, (), "unsupported", question.reason)
    facts = tuple(fact for one in seen for fact in one.facts)
    claim = answer(question, facts, language)
    if claim is None:
        return Claim(unknown(language), language, (), "unsupported", nothing_known(language))
    if claim.verdict != "supported" and question.kind == "where" and len(seen) > 1:
        return _told_where(claim, seen, language)
    if claim.verdict == "supported" and not whole and _needs_all(question, claim):
        reason = "No se ha mirado todo." if language == "es" else "Not everything was looked at."
        return replace(claim, text=unknown(language), verdict="unsupported", reason=reason)
    return claim


def _told_where(claim: Claim, seen: Sequence[Seen], language: Language) -> Claim:
    """Of several pictures, in which of them it is; ``claim`` as it was where none is known."""
    number = len(citations(seen, claim))
    if not number:
        return claim
    text = (
        f"Parece estar en {number} de estas {len(seen)} imágenes y vídeos."
        if language == "es"
        else f"It seems to be in {number} of these {len(seen)} pictures and films."
    )
    return replace(claim, text=text, verdict="supported", reason="")


def _needs_all(question: Question, claim: Claim) -> bool:
    """Whether the answer would change with what was not looked at."""
    denied = claim.text.casefold().startswith("no")
    return question.kind in ("count", "order") or (question.kind == "presence" and denied)


def _told(
    target: Target, seen: Sequence[Seen], text: str, language: Language, claim: Claim
) -> Answer:
    cannot = claim.verdict != "supported" and claim.source == "facts"
    return Answer(
        question=text,
        language=language,
        verdict="cannot-tell" if cannot else "answered",
        text=claim.text,
        source=claim.source,
        supported=claim.verdict == "supported",
        citations=citations(seen, claim),
        looked=len(seen),
        found=target.found,
        reason=claim.reason,
    )


def citations(seen: Sequence[Seen], claim: Claim) -> tuple[Citation, ...]:
    """The claim with the facts of each part that it rests on."""
    found = []
    for one in seen:
        own = tuple(f for f in claim.facts if f.evidence.asset_id == one.part.asset.id)
        if own:
            found.append(Citation(one.part, replace(claim, facts=own)))
    return tuple(found)


def nothing_known(language: Language) -> str:
    return "De esto no se sabe nada." if language == "es" else "Nothing is known of this."
