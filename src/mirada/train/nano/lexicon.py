"""Short phrases beyond the classes, for breadth: the background lexicon bare, with its articles
and in the prompt sentences, and single English words of the teacher's own vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from mirada.language.prompts import EN, ES
from mirada.train.nano.words import Pair, unique

ARTICLE = {
    "en": re.compile(r"^(an?|the|some)\s+", re.IGNORECASE),
    "es": re.compile(r"^(una?|unos|unas|el|la|los|las)\s+", re.IGNORECASE),
}


def phrases(lexicon: Sequence[Pair]) -> tuple[Pair, ...]:
    """Each entry as written, without its article, and in every prompt sentence."""
    found: list[Pair] = []
    for pair in lexicon:
        bare = Pair(ARTICLE["en"].sub("", pair.english), ARTICLE["es"].sub("", pair.spanish))
        found.append(pair)
        for english, spanish in zip(EN, ES, strict=True):
            found.append(Pair(english.format(bare.english), spanish.format(bare.spanish)))
        found.append(Pair(f"a photo of {pair.english}", f"una foto de {pair.spanish}"))
    return unique(found)


def single_words(teacher: Path, limit: int | None = None) -> tuple[Pair, ...]:
    """Whole English words of the teacher's `vocab.txt`; both sides are the English word."""
    path = teacher / "vocab.txt"
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    words = [word for word in lines if re.fullmatch(r"[a-z]{3,}", word)]
    return tuple(Pair(word, word) for word in words[:limit])
