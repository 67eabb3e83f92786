"""Words as full text compares them: case and accents folded, stemmed in Spanish and in English.

A word of a query finds a word of a text when their Spanish or their English stems agree, so that
"policías" finds "POLICIA" and "exits" finds "exit", whatever language either is in. Stems are those
of Snowball (Porter 2001, https://snowballstem.org), kept as 32-bit hashes.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Runs of letters, or of digits: a number plate "4821KLM" is read like "4821 KLM" or "4821-KLM".
_WORD = re.compile(r"[^\W\d_]+|\d+")

_STOP = """
    a al algo algun alguna algunas alguno algunos and ante any aquel aquella aqui are as at be
    been by can como con cual cuando de del desde do does donde dos el ella ellas ellos en entre
    era es esa ese eso esta estan este esto estos for from fue ha hacia han has hasta have hay
    he her here his how i if in into is it its la las le les lo los mas me mi mis muy my ni no
    nor nos not o of off on onto or os otra otro our out over para pero poner por porque que
    quien se sea ser si sin sobre some son su sus tal than that the their them then there these
    they this those to tu tus u un una unas uno unos up us very was we were what when where
    which while who whose will with y ya yo you your
"""
STOP_WORDS = frozenset(_STOP.split())
"""Words of any sentence and any question, folded: they tell nothing of a picture."""


LONGEST_NAME = 4  # words of a tag's name


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written, and the hashes of its two stems."""

    text: str
    spanish: int
    english: int


def folded(text: str) -> str:
    """Lower case without accents: «Año» and «ANO» are the same."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def words_of(text: str) -> list[Word]:
    """Every word of a text, in order; single letters are left out."""
    found = _WORD.findall(folded(text))
    return [_word(word) for word in found if len(word) > 1 or word.isdigit()]


def phrase(words: Sequence[Word]) -> Word:
    """Several words as one: "traffic light" is found by these words in this order, not by one."""
    if len(words) == 1:
        return words[0]
    spanish = _hash(" ".join(str(word.spanish) for word in words))
    english = _hash(" ".join(str(word.english) for word in words))
    return Word(" ".join(word.text for word in words), spanish, english)


def names_in(text: str) -> list[Word]:
    """Every name that ``text`` may hold: its words, and up to ``LONGEST_NAME`` in a row as one."""
    words = words_of(text)
    spans = (
        (start, end)
        for start in range(len(words))
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1)
    )
    found = {one.text: one for one in (phrase(words[start:end]) for start, end in spans)}
    return [one for one in found.values() if one.text not in STOP_WORDS]


def query_words(text: str) -> list[Word]:
    """The words of a query that tell something: no stop words, each once, in order."""
    told = {word.text: word for word in words_of(text) if word.text not in STOP_WORDS}
    return list(told.values())


def packed(words: list[Word]) -> bytes:
    """The hashes as little-endian numbers of 32 bits: Spanish, English, Spanish, ..."""
    return b"".join(
        word.spanish.to_bytes(4, "little") + word.english.to_bytes(4, "little") for word in words
    )


@functools.lru_cache(maxsize=50_000)
def _word(text: str) -> Word:
    spanish, english = _stemmers()
    return Word(text, _hash(spanish.stemWord(text)), _hash(english.stemWord(text)))


@functools.cache
def _stemmers() -> tuple[Any, Any]:
    import Stemmer

    return Stemmer.Stemmer("spanish", 0), Stemmer.Stemmer("english", 0)  # 0: no cache of their own


def _hash(stem: str) -> int:
    return int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=4).digest(), "little")
