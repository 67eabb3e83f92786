"""Which language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirada.language.which import language_of


@pytest.mark.parametrize(
    "text",
    ["perros?", "¿Hay gente?", "cuantas personas pasan", "coche rojo", "número de personas",
     "un señor con barba toca el violín"],
)  # fmt: skip
def test_spanish(text: str) -> None:
    assert language_of(text) == "es"


@pytest.mark.parametrize(
    "text",
    ["any dogs?", "Can anyone be seen?", "anyone staying over 18 s?", "red car",
     "A man juggles flaming torches", "dwell time of the bus"],
)  # fmt: skip
def test_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    ["", "12:30", "asdf qwer", "Combien de personnes y a-t-il ?", "Où est la voiture ?",
     "Wie viele Personen sind zu sehen?", "Quantas pessoas entram pela esquerda?",
     "Quante persone entrano da sinistra?", "Quantes persones hi ha?", "сколько людей", "有多少人"],
)  # fmt: skip
def test_neither(text: str) -> None:
    assert language_of(text) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_one_answer(text: str) -> None:
    assert language_of(text) in ("es", "en", None)
