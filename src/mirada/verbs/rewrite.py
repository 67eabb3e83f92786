"""Rewrite: a model says the facts in its own words, and each of its sentences is held to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mirada.language.check import check
from mirada.language.grammar import sentences
from mirada.models.generators import Request
from mirada.models.generators.prompts import CANNOT_TELL, compose
from mirada.types import Claim, Language
from mirada.verbs.helper import Helper, said
from mirada.verbs.seen import Seen

Level = Literal["line", "paragraph", "timeline", "summary"]
MAX_TOKENS = {"line": 120, "paragraph": 500, "timeline": 1500, "summary": 400}


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What is left of a model's words, and what was taken out of them."""

    claims: tuple[Claim, ...]
    dropped: tuple[Claim, ...] = ()
    notices: tuple[str, ...] = ()


def rewrite(
    helper: Helper, seen: Seen, claims: tuple[Claim, ...], level: Level, language: Language
) -> Rewritten:
    """Let the model put ``claims`` (the grammar's) into better words.

    A sentence that the facts contradict is dropped; one that they do not support is dropped where
    the helper is strict, else kept with its verdict, so that every surface marks it. Where no
    supported sentence is left, the grammar's text stands and a notice says so.
    """
    given = sentences(seen.facts, language, "paragraph") if level == "line" else claims
    prompt = compose(level, given, language)
    request = Request(prompt.text, system=prompt.system, max_tokens=MAX_TOKENS[level])
    reply = helper.ask(request, seen)
    if reply is None:
        return Rewritten(claims)
    told = said(reply).replace(CANNOT_TELL[language], "")
    kept: list[Claim] = []
    dropped: list[Claim] = []
    for claim in check(told, seen.facts, language, source=helper.name):
        fits = claim.verdict == "supported"
        marked = claim.verdict == "unsupported" and not helper.strict
        (kept if fits or marked else dropped).append(claim)
    if not any(claim.verdict == "supported" for claim in kept):
        notices = ("No sentence of the model is supported by the facts: this is their own text.",)
        return Rewritten(claims, (*kept, *dropped), notices)
    return Rewritten(tuple(kept), tuple(dropped))
