"""Text -> words, numbers, times and quotations with their places; sentences; which language.

Words are folded: lower case, no accents, Spanish "del" and "al" parted ("de el", "a el"), hyphens
inside words dropped. So templates match whatever accents a writer left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mirada.types import Language

TokenKind = Literal["word", "number", "time", "date", "ordinal", "quote", "sign"]

_TOKEN = re.compile(
    r"(?P<quote>«[^»]*»|“[^”]*”|\"[^\"]*\")"
    r"|(?P<date>\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?P<time>\d{1,3}:\d{2}(?::\d{2})?)(?![\d:])"
    r"|(?P<ordinal>\d+(?:\.?[ªº]|(?:st|nd|rd|th)\b))"
    r"|(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
_MERIDIEM = re.compile(r"(?<=\d)(\s?)([ap])\.?\s?m\b\.?", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•–]+\s+|\d+[.)]\s+|#+\s+|>\s+)+")
_END = re.compile(r"[.!?…]+[»”\")\]]*(?=\s|$)")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"")
_CONTRACTED = {"del": ("de", "el"), "al": ("a", "el")}
_SHORT = frozenset(
    {"sr", "sra", "dr", "dra", "st", "mr", "mrs", "aprox", "p", "a", "m", "núm", "no"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` is folded for words, bare for quotations; ``start``/``end`` are in the source."""

    kind: TokenKind
    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokenize(text: str, language: Language) -> tuple[Token, ...]:
    """The tokens of ``text``; positions are those of ``text`` in NFC."""
    text = unicodedata.normalize("NFC", text)
    text = _MERIDIEM.sub(lambda m: f"{m[1]}{m[2]}m".ljust(len(m[0])), text)
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        raw = match.group()
        if kind == "quote":
            found.append(Token("quote", " ".join(raw[1:-1].split()), start, end))
        elif kind == "word":
            found += _words(raw, start, end, language)
        elif kind == "sign" and raw == "-" and _inside_word(text, start):
            continue
        elif kind == "ordinal":
            found.append(Token("ordinal", re.sub(r"\D", "", raw), start, end))
        elif kind in ("number", "time", "date", "sign"):
            found.append(Token(kind, raw, start, end))  # type: ignore[arg-type]
    return tuple(found)


def _words(raw: str, start: int, end: int, language: Language) -> list[Token]:
    word = fold(raw).replace("’", "'")
    if language == "es" and word in _CONTRACTED:
        return [Token("word", part, start, end) for part in _CONTRACTED[word]]
    if language == "en" and word.endswith("n't"):
        stem = {"can't": "can", "won't": "will"}.get(word, word[:-3])
        return [Token("word", stem, start, end), Token("word", "not", start, end)]
    if language == "en" and word.endswith(("'s", "'re")):
        part = "is" if word.endswith("'s") else "are"
        stem = word.rpartition("'")[0]
        verb = stem in {"it", "there", "he", "she", "that", "what", "who", "where", "they", "here"}
        tokens = [Token("word", stem, start, end)]
        return [*tokens, Token("word", part, start, end)] if verb else tokens
    return [Token("word", word, start, end)]


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without bullets and emphasis; quotations stay whole."""
    text = unicodedata.normalize("NFC", text).replace("\x00", " ")
    quoted = _QUOTED.findall(text)
    bare = _QUOTED.sub("\x00", text)  # a private mark for each quotation
    found: list[str] = []
    for line in re.split(r"\n+", re.sub(r"\*\*|__|`", "", bare)):
        found += _of_line(_BULLET.sub("", line).strip())
    restored: list[str] = []
    left = iter(quoted)
    for sentence in found:
        restored.append(re.sub("\x00", lambda _: next(left), sentence))
    return tuple(restored)


def _of_line(line: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for match in _END.finditer(line):
        before = re.search(r"(\w+)$", line[: match.start()])
        after = line[match.end() :].lstrip()[:1]
        short = before is not None and before[1].casefold() in _SHORT
        if after and (after.islower() or (short and not after.isupper())):
            continue
        if short and before is not None and before[1].casefold() not in {"m", "no"}:
            continue
        parts.append(line[start : match.end()].strip())
        start = match.end()
    return [part for part in (*parts, line[start:].strip()) if re.search(r"\w|\x00", part)]


def language_of(text: str) -> Language | None:
    """Spanish, English or neither: :func:`mirada.language.which.language_of`, which knows the
    vocabularies and so cannot be imported before them."""
    from mirada.language import which

    return which.language_of(text)


def unquoted(text: str) -> str:
    """The text without its quotations."""
    return _QUOTED.sub(" ", text)


def text_of(text: str, tokens: Sequence[Token]) -> str:
    """The stretch of the source from the first to the last of ``tokens``."""
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
