"""A statement to verify -> its criteria, each with a verdict and a reason.

"una persona con casco entra por la izquierda y se detiene más de 10 s" has four: that there is a
person, the helmet, the side, the stop. They are held against one and the same thing: the person
who enters and the person who stops must be one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mirada.language.answer_areas import both, numbers_of
from mirada.language.check import judge_all
from mirada.language.comparisons import Comparison, read_comparison
from mirada.language.compose import compose
from mirada.language.judge import Judge, Judgement
from mirada.language.meaning import Assertion, Condition, Parsed, Thing, Words
from mirada.language.nouns import noun
from mirada.language.reasons import because_left, because_unnamed
from mirada.language.scan import scan
from mirada.language.tokens import fold, split_sentences
from mirada.language.unread import as_said, doubtful
from mirada.language.which import language_of
from mirada.language.world import Entity, world_of
from mirada.language.write import finish
from mirada.types import Fact, Language, Verdict


@dataclass(frozen=True, slots=True)
class Criterion:
    """One part of a statement.

    ``text`` is a phrase that stands for itself ("una persona entra por la izquierda"); ``facts``
    are what the verdict was told from.
    """

    text: str
    verdict: Verdict
    reason: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    assertion: Assertion | None
    left: tuple[Words, ...] = ()


def criteria(statement: str, lang: Language | None = None) -> tuple[str, ...]:
    """The parts of a statement that can be true or false by themselves, in its order."""
    language = lang or language_of(statement) or "en"
    return tuple(
        text
        for parsed in _parsed(statement, language)
        for text in (
            [parsed.text.strip(" .")]
            if read_comparison(parsed.text, language) is not None
            else [part.text for parts in _parts(parsed, language) for part in parts]
        )
    )


def verify(
    statement: str, facts: Iterable[Fact], lang: Language | None = None
) -> tuple[Criterion, ...]:
    """Each criterion of ``statement`` held against ``facts``.

    The statement holds when every criterion is supported (:func:`verdict_of`). Times bound what
    is asked for, and numbers hold within the facts' tolerance.

    Args:
        statement: one or more sentences in Spanish or English.
        facts: what was measured.
        lang: of the statement and of the reasons; None: told by its words.
    """
    language = lang or language_of(statement) or "en"
    judge = Judge(world_of(facts), language, "asked")
    found: list[Criterion] = []
    before: Entity | None = None
    for parsed in _parsed(statement, language):
        compared = read_comparison(parsed.text, language)
        if compared is not None:
            found.append(_of_numbers(judge, compared, parsed.text))
            continue
        for parts in _parts(parsed, language):
            criteria_, before = _verified(judge, parts, before)
            found += criteria_
    return tuple(found)


def _of_numbers(judge: Judge, compared: Comparison, text: str) -> Criterion:
    """ "There are more red shapes than blue ones": one criterion, of two numbers."""
    numbers, facts, maybe = numbers_of(judge, compared)
    if maybe or not judge.world.counted_areas():
        reason = because_unnamed(compared.one.thing, judge.language, negated=True)
        return Criterion(text.strip(" ."), "unsupported", reason, facts)
    told = finish(both(compared, *numbers, judge.language), judge.language)
    holds = compared.holds(*numbers)
    verdict: Verdict = "supported" if holds else "contradicted"
    return Criterion(text.strip(" ."), verdict, "" if holds else told, facts)


def verdict_of(parts: Iterable[Criterion]) -> Verdict:
    """Of the whole: contradicted if one part is, else unsupported if one part is."""
    verdicts = {part.verdict for part in parts}
    if "contradicted" in verdicts:
        return "contradicted"
    return "unsupported" if "unsupported" in verdicts or not verdicts else "supported"


def _parsed(statement: str, language: Language) -> list[Parsed]:
    return [compose(text, scan(text, language)) for text in split_sentences(statement)]


def _parts(parsed: Parsed, language: Language) -> list[tuple[_Part, ...]]:
    """The criteria of each assertion; words that nothing was made of are one of their own."""
    doubt = doubtful(parsed)
    found: list[tuple[_Part, ...]] = []
    for at, assertion in enumerate(parsed.assertions):
        if at not in doubt.assertions:
            found.append(_of_assertion(assertion, language, parsed))
        elif at == doubt.assertions[0]:
            found.append((_Part(doubt.text, None, doubt.left),))
    rest = tuple(word for word in parsed.left if word not in doubt.left)
    left = tuple(
        _Part(" ".join(word.text for word in run), None, tuple(run)) for run in _runs(rest)
    )
    if left:
        found.append(left)
    return found


def _runs(words: tuple[Words, ...]) -> list[list[Words]]:
    """Words that stand side by side."""
    runs: list[list[Words]] = []
    for word in words:
        if runs and word.start - runs[-1][-1].end <= 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _those(thing: Thing, language: Language) -> str:
    """ "una de ellas": what stands for things just told of, so that it can be read alone."""
    text = thing.words.text
    if thing.other and thing.concept:
        return f"{text} {noun(thing.concept).words(language)[0]}"
    if not thing.concept or " " in text or fold(text) in ("ambas", "ambos", "both"):
        return text
    if language == "en":
        return f"{text} of them"
    return f"{text} de {'ellos' if noun(thing.concept).gender == 'm' else 'ellas'}"


def _of_assertion(assertion: Assertion, language: Language, parsed: Parsed) -> tuple[_Part, ...]:
    """First the thing itself, then what is said of it, each with the thing's name."""
    thing = assertion.thing
    conditions = assertion.all_conditions
    name = _name(thing)
    denied = assertion.negated and not (thing.those and thing.concept)
    if len(parsed.assertions) == 1 and not parsed.left and (denied or assertion.kind != "thing"):
        return (_Part(parsed.text.strip(" .;"), assertion),)  # the whole sentence is it
    if thing.those:
        text = f"{_those(thing, language)} {_said_after(assertion, parsed)}".strip()
        return (_Part(_negated(text, assertion, language), assertion),)
    whole = not conditions or assertion.negated or assertion.kind != "thing"
    if whole or (thing.count is not None):
        text = as_said(parsed, assertion) or _joined(assertion, name)
        return (_Part(_negated(text, assertion, language), assertion),)
    parts: list[_Part] = []
    if thing.concept:
        bare = replace(assertion, thing=replace(thing, conditions=()), conditions=())
        parts.append(_Part(name, bare))
    for text, group in _grouped(conditions).items():
        only = replace(assertion, thing=replace(thing, conditions=()), conditions=group)
        own = group[0] in thing.conditions
        if name and group[0].words.start == 0:  # "Entra una persona": no capital inside
            text = _small(text)
        phrase = _name(thing, group) if own and thing.words.text else f"{name} {text}".strip()
        parts.append(_Part(phrase, only))
    return tuple(parts)


def _joined(assertion: Assertion, name: str) -> str:
    """The thing and what is said of it, where other things stand between."""
    thing = assertion.thing
    texts = list(dict.fromkeys(c.words.text for c in assertion.all_conditions if c.words.text))
    inside = [text for text in texts if text not in thing.words.text]
    return " ".join([thing.words.text or name, *inside]).strip()


def _said_after(assertion: Assertion, parsed: Parsed) -> str:
    """What follows "one" in "one is in black", as it was said."""
    texts = list(dict.fromkeys(c.words.text for c in assertion.conditions if c.words.text))
    text = as_said(parsed, assertion)
    own = assertion.thing.words.text
    return text[len(own) :].strip() if text.startswith(own) else " ".join(texts)


_NONE = frozenset({"no", "nadie", "nada", "nobody", "nothing", "none", "neither", "not", "never"})


def _negated(text: str, assertion: Assertion, language: Language) -> str:
    """What is denied is said so, where its own words do not already ("nadie", "no dog")."""
    first = text.partition(" ")[0].casefold()
    none = any(word.startswith("ning") or word in _NONE for word in fold(text).split())
    already = first in _NONE or first.startswith("ning") or (none and language == "en")
    if not assertion.negated or already:
        return text
    if any(c.words.text for c in assertion.conditions) or assertion.thing.those:
        return f"no {_small(text)}" if language == "es" else f"not: {text}"
    return f"no hay {text}" if language == "es" else f"not {text}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _grouped(conditions: tuple[Condition, ...]) -> dict[str, tuple[Condition, ...]]:
    """Conditions by the words they were read from: "se detiene 12 s" holds two."""
    found: dict[str, tuple[Condition, ...]] = {}
    for condition in conditions:
        text = condition.words.text
        if condition.negated:
            text = f"no {text}"
        found[text] = (*found.get(text, ()), condition)
    return found


def _name(thing: Thing, keep: tuple[Condition, ...] = ()) -> str:
    """The noun phrase without what is said of it, but for ``keep``: "a white car", "a car"."""
    text = thing.words.text
    for condition in thing.conditions:
        if condition not in keep:
            text = text.replace(condition.words.text, " ")
    return " ".join(text.split()).strip(" ,")


def _verified(
    judge: Judge, parts: tuple[_Part, ...], before: Entity | None
) -> tuple[list[Criterion], Entity | None]:
    """The parts of one assertion, all against the entity that fits the whole of it best."""
    whole = _whole(parts)
    if whole is None:
        return [_unread(part, judge.language) for part in parts], before
    result = judge_all(judge, [whole], before)[0]
    if result.verdict == "supported":
        return [Criterion(p.text, "supported", "", result.facts) for p in parts], (
            result.entity or before
        )
    if len(parts) == 1:
        return [_criterion(parts[0], result)], result.entity or before
    found = []
    entity = result.entity
    for part in parts:
        assert part.assertion is not None
        found.append(_criterion(part, _of_entity(judge, part.assertion, entity, before)))
    if all(each.verdict == "supported" for each in found):  # each true, but of different things
        found[-1] = replace(found[-1], verdict=result.verdict, reason=result.reason)
    return found, entity or before


def _of_entity(
    judge: Judge, assertion: Assertion, entity: Entity | None, before: Entity | None
) -> Judgement:
    """A criterion of the entity that was chosen; of any where none was."""
    if entity is None:
        return judge_all(judge, [assertion], before)[0]
    return judge.judge_entity(assertion, entity)


def _whole(parts: tuple[_Part, ...]) -> Assertion | None:
    """The assertion that the parts were taken from."""
    assertions = [part.assertion for part in parts if part.assertion is not None]
    if not assertions:
        return None
    conditions = tuple(c for each in assertions for c in each.conditions)
    return assertions[0] if len(parts) == 1 else replace(assertions[0], conditions=conditions)


def _criterion(part: _Part, result: Judgement) -> Criterion:
    return Criterion(part.text, result.verdict, result.reason, result.facts)


def _unread(part: _Part, language: Language) -> Criterion:
    return Criterion(part.text, "unsupported", because_left(part.left, language))
