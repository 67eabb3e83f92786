"""The little language of templates: written one way, understood in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from mirada.language.patterns import compile_pattern
from mirada.language.tokens import Token, tokenize

TEMPLATE = "(entra|accede) [ya] <solo|solos> por {side:word}, {n} veces"


def slots(kind: str, tokens: Sequence[Token], at: int) -> Iterator[tuple[Any, int]]:
    wanted = "word" if kind == "word" else "number"
    if at < len(tokens) and tokens[at].kind == wanted:
        yield tokens[at].text, at + 1


def ends(template: str, text: str) -> list[tuple[dict[str, Any], int]]:
    tokens = tokenize(text, "es")
    return [(dict(v), end) for v, end in compile_pattern(template, "es").match(tokens, 0, slots)]


def test_the_first_choice_is_written() -> None:
    pattern = compile_pattern(TEMPLATE, "es")
    assert pattern.write({"side": "allí", "n": "2"}) == "entra solo por allí, 2 veces"
    assert pattern.write({"side": "allí", "n": "2"}, plural=True) == "entra solos por allí, 2 veces"


@pytest.mark.parametrize(
    "text", ["entra solo por allí, 2 veces", "ACCEDE ya solos por ahí, 7 veces y más"]
)
def test_every_choice_is_understood(text: str) -> None:
    (found,) = ends(TEMPLATE, text)
    assert set(found[0]) == {"side", "n"}


def test_what_it_does_not_say_is_not_found() -> None:
    assert ends(TEMPLATE, "sale solo por allí, 2 veces") == []
    assert ends(TEMPLATE, "entra solo por") == []


def test_nested_choices_and_what_they_begin_with() -> None:
    pattern = compile_pattern("[(en|de)] (la [gran] imagen|el vídeo)", "es")
    assert pattern.write({}) == "la imagen"
    assert pattern.firsts == {"en", "de", "la", "el"}
    assert ends("[(en|de)] (la [gran] imagen|el vídeo)", "de la gran imagen")[0][1] == 4
    assert compile_pattern("{n} veces", "es").firsts is None
    assert compile_pattern(TEMPLATE, "es").types == {"side": "word", "n": "n"}


@pytest.mark.parametrize("template", ["(a|b", "a)", "[a"])
def test_unbalanced_templates_are_refused(template: str) -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        compile_pattern(template, "es")
