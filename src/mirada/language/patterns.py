"""One template, two directions: written out with values, and found in a text.

A template is plain words with

    (a|b c|d)   a choice; the first is written, all are understood
    [a b]       may be left out; understood, never written
    <a|b>       singular or plural; written by number, both understood
    {slot}      a value; {slot:type} where its type has another name

Types of slots are the caller's (:mod:`mirada.language.slots`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mirada.language.tokens import Token, tokenize
from mirada.types import Language

Bindings = Mapping[str, Any]
SlotParser = Callable[[str, Sequence[Token], int], Iterable[tuple[Any, int]]]
"""(type, tokens, position) -> (value, position after it), for each way to read one."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """``by_word`` holds the options that begin with a plain word: verbs have dozens of forms."""

    options: tuple[tuple[Node, ...], ...]
    by_word: Mapping[str, tuple[tuple[Node, ...], ...]]
    others: tuple[tuple[Node, ...], ...]


def _choice(options: Sequence[tuple[Node, ...]]) -> Choice:
    by_word: dict[str, list[tuple[Node, ...]]] = {}
    others: list[tuple[Node, ...]] = []
    for option in options:
        if option and isinstance(option[0], Word):
            by_word.setdefault(option[0].text, []).append(option)
        else:
            others.append(option)
    words = {word: tuple(found) for word, found in by_word.items()}
    return Choice(tuple(options), words, tuple(others))


@dataclass(frozen=True, slots=True)
class Slot:
    name: str
    type: str


Node = Word | Choice | Slot

_PIECE = re.compile(r"\{(\w+)(?::(\w+))?\}|([()\[\]<>|])|([^(){}\[\]<>|]+)")
_CLOSING = {"(": ")", "[": "]", "<": ">"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled template. ``singular``/``plural`` are what is written, with {slots}; ``types``
    is the type of each slot."""

    nodes: tuple[Node, ...]
    singular: str
    plural: str
    types: Mapping[str, str]

    def write(self, values: Mapping[str, str], *, plural: bool = False) -> str:
        """The written form with ``values`` in its slots."""
        form = self.plural if plural else self.singular
        return re.sub(r"\{(\w+)\}", lambda m: values[m[1]], form)

    def match(
        self, tokens: Sequence[Token], at: int, slots: SlotParser
    ) -> Iterator[tuple[Bindings, int]]:
        """Every way to find the template at position ``at``: (values, position after it)."""
        return _sequence(self.nodes, tokens, at, slots)

    @property
    def firsts(self) -> frozenset[str] | None:
        """The words it can begin with; None where it may begin with a slot."""
        return _firsts(self.nodes)


def _sequence(
    nodes: Sequence[Node], tokens: Sequence[Token], at: int, slots: SlotParser
) -> Iterator[tuple[Bindings, int]]:
    if not nodes:
        yield {}, at
        return
    first, rest = nodes[0], nodes[1:]
    for values, end in _node(first, tokens, at, slots):
        for more, last in _sequence(rest, tokens, end, slots):
            yield ({**values, **more} if values else more), last


def _node(
    node: Node, tokens: Sequence[Token], at: int, slots: SlotParser
) -> Iterator[tuple[Bindings, int]]:
    match node:
        case Word(text):
            if at < len(tokens) and tokens[at].text == text and tokens[at].kind != "quote":
                yield {}, at + 1
        case Choice(_, by_word, others):
            if at < len(tokens):
                for option in by_word.get(tokens[at].text, ()):
                    yield from _sequence(option, tokens, at, slots)
            for option in others:
                yield from _sequence(option, tokens, at, slots)
        case Slot(name, kind):
            for value, end in slots(kind, tokens, at):
                yield {name: value}, end


def _types(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        match node:
            case Slot(name, kind):
                yield name, kind
            case Choice(options, _, _):
                for option in options:
                    yield from _types(option)


def _firsts(nodes: Sequence[Node]) -> frozenset[str] | None:
    found: set[str] = set()
    for node in nodes:
        match node:
            case Word(text):
                return frozenset({*found, text})
            case Slot():
                return None
            case Choice(options, _, _):
                open_end = False
                for option in options:
                    if not option:
                        open_end = True
                        continue
                    firsts = _firsts(option)
                    if firsts is None:
                        return None
                    found |= firsts
                if not open_end:
                    return frozenset(found)
    return frozenset(found)


@functools.cache
def compile_pattern(template: str, language: Language) -> Pattern:
    """``template`` ready to write and to find; the words of choices are folded as texts are."""
    pieces = list(_PIECE.finditer(template))
    nodes, end = _nodes(pieces, 0, "", language)
    if end != len(pieces):
        raise ValueError(f"unbalanced template: {template}")
    types = dict(_types(nodes))
    return Pattern(nodes, _written(template, 0), _written(template, 1), types)


def _nodes(
    pieces: Sequence[re.Match[str]], at: int, closing: str, language: Language
) -> tuple[tuple[Node, ...], int]:
    """Nodes up to ``closing`` or, inside a group, up to ``|``."""
    nodes: list[Node] = []
    while at < len(pieces):
        slot, kind, sign, words = pieces[at].groups()
        if slot:
            nodes.append(Slot(slot, kind or slot))
        elif words:
            nodes += [Word(token.text) for token in tokenize(words, language)]
        elif sign in _CLOSING:
            options: list[tuple[Node, ...]] = []
            while True:
                inner, at = _nodes(pieces, at + 1, _CLOSING[sign], language)
                options.append(inner)
                if at >= len(pieces):
                    raise ValueError("unbalanced template")
                if pieces[at].group(3) != "|":
                    break
            if sign == "[":
                options.append(())
            nodes.append(_choice(options))
        else:  # | or the closing sign: the caller's
            return tuple(nodes), at
        at += 1
    return tuple(nodes), at


_INNER = re.compile(r"[(\[<][^()\[\]<>]*[)\]>]")


def _written(template: str, number: int) -> str:
    """What the template writes in the singular (0) or the plural (1)."""
    text = template
    while found := _INNER.search(text):
        inner = found[0][1:-1].split("|")
        chosen = {"(": inner[0], "[": "", "<": inner[min(number, len(inner) - 1)]}[found[0][0]]
        text = text[: found.start()] + chosen + text[found.end() :]
    text = re.sub(r"\{(\w+):\w+\}", r"{\1}", text)
    return re.sub(r"\s+([,.;:])", r"\1", re.sub(r" {2,}", " ", text)).strip()
