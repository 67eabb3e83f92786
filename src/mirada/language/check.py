"""Text against facts: each sentence supported, contradicted or unsupported.

A sentence of Mirada's own grammar parses exactly. Of any other, the parts that can be understood
are (counts, things and their wider names, colours, places, sides, directions, times, durations,
stops, presence, negation, relations); words that nothing was made of leave it unsupported, and a
part that disagrees with the facts makes it contradicted. Nothing is supported by being skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mirada.language.compose import compose
from mirada.language.judge import Judge, Judgement
from mirada.language.meaning import Assertion, Parsed, Reading
from mirada.language.reasons import because_empty, because_left, because_order
from mirada.language.scan import scan
from mirada.language.tokens import split_sentences
from mirada.language.unread import doubtful
from mirada.language.which import language_of
from mirada.language.world import Entity, World, world_of
from mirada.types import Claim, Fact, Language


def check(
    text: str,
    facts: Iterable[Fact],
    lang: Language | None = None,
    *,
    exact: bool = False,
    source: str = "facts",
) -> tuple[Claim, ...]:
    """Each sentence of ``text`` as a claim, held against ``facts``.

    Args:
        text: any text, ours or a model's.
        facts: what was measured.
        lang: of the text; None: told by its words, and the reasons are in the same language.
        exact: numbers must be those measured, as rounded; else within the facts' tolerance.
        source: who wrote the text ("facts" or a model's name), for the claims.

    Returns:
        one claim a sentence: its verdict, a reason where it is not supported, and the facts that
        it was held against. () for a text without words.
    """
    world = world_of(facts)
    whole = lang or language_of(text) or "en"
    found: list[Claim] = []
    before: Entity | None = None
    for sentence in split_sentences(text):
        language = lang or language_of(sentence) or whole
        parsed = compose(sentence, scan(sentence, language))
        judged = judge_sentence(parsed, world, language, before, exact=exact)
        before = judged.entity or before
        found.append(Claim(sentence, language, judged.facts, judged.verdict, judged.reason, source))
    return tuple(found)


def judge_sentence(
    parsed: Parsed,
    world: World,
    language: Language,
    before: Entity | None = None,
    *,
    reading: Reading = "said",
    exact: bool = False,
) -> Judgement:
    """One verdict for a sentence: the worst of its parts, contradicted before unsupported."""
    judge = Judge(world, language, reading, exact)
    results = judge_all(judge, parsed.assertions, before)
    facts = tuple(dict.fromkeys(fact for result in results for fact in result.facts))
    entity = next((result.entity for result in reversed(results) if result.entity), None)
    doubt = doubtful(parsed).assertions  # words that were not read may turn these
    for at, result in enumerate(results):
        if result.verdict == "contradicted" and at not in doubt:
            return Judgement("contradicted", result.reason, facts, entity)
    if parsed.left:
        return Judgement("unsupported", because_left(parsed.left, language), facts, entity)
    for result in results:
        if result.verdict == "unsupported":
            return Judgement("unsupported", result.reason, facts, entity)
    if not results:
        return Judgement("unsupported", because_empty(language))
    return Judgement("supported", "", facts, entity)


def judge_all(
    judge: Judge, assertions: Sequence[Assertion], before: Entity | None
) -> list[Judgement]:
    """Each assertion in turn; what one is about is what the next may call "it"."""
    results: list[Judgement] = []
    for assertion in assertions:
        result = judge.judge(assertion, before)
        if assertion.then and result.verdict == "supported" and before and result.entity:
            one, other = (before.asset, before.start), (result.entity.asset, result.entity.start)
            if one[0] != other[0] or one[1] > other[1]:
                reason = because_order(result.entity, before, judge.world, judge.language)
                result = Judgement("contradicted", reason, result.facts, result.entity)
        before = result.entity or before
        results.append(result)
    return results
