"""What a question says that no answer would use: it is named, and then nothing is answered.

"How many people wear glasses?" speaks of people and of glasses. An answer about one of them alone
answers another question, so it is not given.
"""

from __future__ import annotations

from collections.abc import Sequence

from mirada.language.meaning import Assertion, Parsed, Words
from mirada.language.nouns import OBJECT, is_a, moves
from mirada.language.tokens import fold

_WHOLE = frozenset({"picture", "film"})  # "in the video": where all that is told was seen

_THROUGH = frozenset({"por", "through", "past", "at", "by", "from", "to"})
_CARRIERS = frozenset({"text", "sign", "poster", "banner", "plate", "letter", "book", "newspaper"})
_OF_WHOLE = frozenset({"run", "runs", "texto", "text"})  # "how long does it run?"


def unused(parsed: Parsed, used: Sequence[Assertion], *, worn: bool) -> tuple[str, ...]:
    """The words of each thing in ``parsed``, or of what is said of it, that is none of ``used``.

    ``worn``: clothes only name the part of a body whose colour is asked. The unread words before a
    thing go with it ("wear glasses", "por la ventana").
    """
    spoken = (*used, *(each for each in parsed.assertions if each.thing.concept in _WHOLE))
    found = []
    for each in parsed.assertions:
        words = each.thing.words
        if worn and is_a(each.thing.concept, "clothes"):
            continue
        if each in spoken:
            continue
        if fold(words.text).strip():
            found.append(_with_verb(parsed, words))
        else:  # "and stay beside the table": only what is said of it has words
            found += [told.words.text for told in each.all_conditions if told.words.text]
    return tuple(dict.fromkeys(found))


def only_passed(parsed: Parsed, asked: Assertion, *, who: bool) -> tuple[str, ...]:
    """The words of the thing that is asked about where it can be none of what is asked for.

    "Who comes in through the window?" asks for no window: it is only where, and no fact tells.
    """
    words = asked.thing.words
    concept = asked.thing.concept
    if not words.text or concept in ("", OBJECT, *_WHOLE):
        return ()
    told = _with_verb(parsed, words)
    through = fold(told).split()[0] in _THROUGH and told != words.text
    nobody = who and not moves(concept) and not is_a(concept, "clothes")
    return (told,) if through or nobody else ()


def _with_verb(parsed: Parsed, words: Words) -> str:
    start = words.start
    for word in reversed(parsed.left):
        if word.end <= start and not parsed.text[word.end : start].strip():
            start = word.start
    return parsed.text[start : words.end]


def beside_the_whole(parsed: Parsed, left: Sequence[str], kind: str) -> list[str]:
    """What a question about a whole film or picture says beside that.

    "How long is the storm?" does not ask how long the film is, nor "what is written on the wall?"
    for all that is written. ``left``: the words that were not read.
    """
    told = [word for word in left if fold(word) not in _OF_WHOLE]
    known = {"", *_WHOLE, *(_CARRIERS if kind == "text" else ())}
    told += [each.thing.words.text for each in parsed.assertions if each.thing.concept not in known]
    return [word for word in told if word]
