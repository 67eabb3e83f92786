"""Spanish for the sentences of errors, whose English stands where they are raised.

Layers below the surfaces speak English only; a surface that speaks Spanish passes what they say
through :func:`spanish`. The tables beside this file map English templates to Spanish ones; a test
collects every message and hint of the source and fails when one has no entry here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

_PLACE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(%?)")
_NAMES = frozenset(
    {"file", "files", "folder", "path", "name", "names", "query", "text", "root", "revision"}
    | {"model", "module", "host", "address", "error", "fault", "asset", "moment", "value", "word"}
    | {"words", "example", "again", "input", "source", "mask", "series", "legend", "pattern", "key"}
)
"""Placeholders for what somebody called so, or typed: there a point is no decimal sign."""
_SENTENCE_END = re.compile(r"(?<=[.?!»)\]'`\w]) (?=\S)")


@dataclass(frozen=True, slots=True)
class _Template:
    """One English sentence as a pattern; ``weight`` counts its fixed characters.

    ``start`` and ``end`` are the fixed texts around it: comparing them first spares most patterns.
    """

    start: str
    end: str
    pattern: re.Pattern[str]
    spanish: str
    weight: int

    def translate(self, sentence: str) -> str | None:
        if not (sentence.startswith(self.start) and sentence.endswith(self.end)):
            return None
        found = self.pattern.fullmatch(sentence)
        if found is None:
            return None
        values = {name: _of_value(name, value) for name, value in found.groupdict().items()}
        return _PLACE.sub(lambda place: values[place.group(1)], self.spanish)


@dataclass(frozen=True, slots=True)
class _Table:
    """Templates by their first word, so that a sentence is held against few of them."""

    by_word: Mapping[str, tuple[_Template, ...]]
    exact: Mapping[str, str]

    def best(self, sentence: str) -> tuple[int, str] | None:
        """(fixed characters, Spanish) of the template that says most of ``sentence``."""
        if sentence in self.exact:
            return len(sentence), self.exact[sentence]
        word = sentence.partition(" ")[0]
        found = [
            (template.weight, told)
            for template in (*self.by_word.get(word, ()), *self.by_word.get("", ()))
            if (told := template.translate(sentence)) is not None
        ]
        return max(found, default=None)


def spanish(sentence: str) -> str:
    """``sentence`` in Spanish, its numbers, names and paths kept; unknown ones stay English.

    A message may be followed by its hint (``str(error)``): the parting that leaves the fewest
    characters to the placeholders is taken.
    """
    table = _sentences()
    whole = table.best(sentence)
    candidates = [whole] if whole is not None else []
    for gap in _SENTENCE_END.finditer(sentence):
        message, hint = table.best(sentence[: gap.start()]), table.best(sentence[gap.end() :])
        if message is not None and hint is not None:
            candidates.append((message[0] + hint[0], f"{message[1]} {hint[1]}"))
    return max(candidates)[1] if candidates else sentence


def _of_value(name: str, value: str) -> str:
    """A number as Spanish writes it (0,75; 68 %); names of things stay as they are."""
    if name not in _NAMES and (number := _NUMBER.fullmatch(value)):
        return number[1].replace(".", ",") + ("\u00a0%" if number[2] else "")
    found = _phrases().best(value)
    return value if found is None else found[1]


@functools.cache
def _sentences() -> _Table:
    """Compiled when a Spanish sentence is first needed, not at import."""
    from mirada.language.errors_es_click import CLICK
    from mirada.language.errors_es_earth import EARTH
    from mirada.language.errors_es_generators import GENERATORS
    from mirada.language.errors_es_models import MODELS
    from mirada.language.errors_es_pull import PULL
    from mirada.language.errors_es_read import READ
    from mirada.language.errors_es_reports import REPORTS
    from mirada.language.errors_es_say import SAY
    from mirada.language.errors_es_search import SEARCH
    from mirada.language.errors_es_store import STORE
    from mirada.language.errors_es_train import TRAIN
    from mirada.language.errors_es_tsvit import TSVIT
    from mirada.language.errors_es_verbs import VERBS

    return _compile(
        {
            **CLICK,
            **EARTH,
            **REPORTS,
            **TRAIN,
            **MODELS,
            **PULL,
            **GENERATORS,
            **READ,
            **SAY,
            **SEARCH,
            **STORE,
            **TSVIT,
            **VERBS,
        }
    )


@functools.cache
def _phrases() -> _Table:
    from mirada.language.errors_es_phrases import PHRASES

    return _compile(PHRASES)


def _compile(entries: Mapping[str, str]) -> _Table:
    by_word: dict[str, tuple[_Template, ...]] = {}
    exact: dict[str, str] = {}
    for english, told in entries.items():
        if not _PLACE.search(english):
            exact[english] = told
            continue
        start = english.partition("{")[0]
        word = start.partition(" ")[0] if " " in start else ""
        by_word[word] = (*by_word.get(word, ()), _template(english, told))
    return _Table(by_word, exact)


def _template(english: str, told: str) -> _Template:
    parts = _PLACE.split(english)  # fixed, name, fixed, name, ..., fixed
    pattern, seen = re.escape(parts[0]), set[str]()
    for name, fixed in zip(parts[1::2], parts[2::2], strict=True):
        pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
        pattern += re.escape(fixed)
        seen.add(name)
    weight = sum(len(fixed) for fixed in parts[0::2])
    return _Template(parts[0], parts[-1], re.compile(pattern, re.DOTALL), told, weight)
