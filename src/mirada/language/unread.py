"""Words that nothing was made of, and which assertions they may turn; an assertion as said.

"Nobody falls" says nothing of "nobody" alone, and "five people dance" does not say that there are
five: what is denied or counted holds only with all that is said of it. What is said to be there
("a red car explodes") is there whatever else it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mirada.language.meaning import Assertion, Parsed, Words

_SPACE = " \t\n,.;:!?¡¿"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """``assertions`` are positions in those of the sentence; ``left`` the words that may turn
    them; ``text`` the stretch of the sentence that all of them stand in."""

    assertions: tuple[int, ...] = ()
    left: tuple[Words, ...] = ()
    text: str = ""


def doubtful(parsed: Parsed) -> Doubtful:
    """What is denied or counted beside words that were not read, and what is said after these."""
    if not parsed.left or not parsed.assertions:
        return Doubtful()
    spans = [_span(assertion) for assertion in parsed.assertions]
    found: list[int] = []
    left: dict[Words, None] = {}
    denied = False
    for at, assertion in enumerate(parsed.assertions):
        near = _beside(parsed.left, spans, at)
        ranges = at - 1 in found and _depends(assertion)  # "between five and seven people"
        if ranges or (near and (denied or _depends(assertion))):
            found.append(at)
            left.update(dict.fromkeys(near))
            denied = denied or _denies(assertion)
    if not found:
        return Doubtful()
    if len(found) == len(spans):
        return Doubtful(tuple(found), tuple(left), parsed.text.strip(_SPACE))
    told = [span for at in found if (span := spans[at]) is not None]
    told += [(words.start, words.end) for words in left]
    start, end = min(s for s, _ in told), max(e for _, e in told)
    return Doubtful(tuple(found), tuple(left), parsed.text[start:end].strip(_SPACE))


def as_said(parsed: Parsed, assertion: Assertion) -> str:
    """The stretch of the sentence that says it; "" where words of another stand between."""
    own = _span(assertion)
    if own is None:
        return ""
    inside = [
        other.thing.words
        for other in parsed.assertions
        if other.thing.words != assertion.thing.words and other.thing.words.text
    ]
    if any(own[0] <= words.start < own[1] for words in (*inside, *parsed.left)):
        return ""
    return parsed.text[own[0] : own[1]].strip(_SPACE)


def _depends(assertion: Assertion) -> bool:
    """Whether more that is said of it may make it true where it is false, as it was read."""
    return _denies(assertion) or assertion.thing.count is not None or assertion.kind != "thing"


def _denies(assertion: Assertion) -> bool:
    return assertion.negated or any(each.negated for each in assertion.all_conditions)


def _span(assertion: Assertion) -> tuple[int, int] | None:
    """Where it is said; None where no words of its own tell."""
    words = [assertion.thing.words, *(each.words for each in assertion.all_conditions)]
    told = [each for each in words if each.text]
    if not told:
        return None
    return min(each.start for each in told), max(each.end for each in told)


def _beside(
    left: Sequence[Words], spans: Sequence[tuple[int, int] | None], at: int
) -> tuple[Words, ...]:
    """The words between the end of the assertion before and the start of the one after."""
    own = spans[at]
    if own is None:
        return tuple(left)
    before = max((s[1] for s in spans if s is not None and s[1] <= own[0]), default=0)
    after = min((s[0] for s in spans if s is not None and s[0] >= own[1]), default=None)
    return tuple(w for w in left if w.end > before and (after is None or w.start < after))
