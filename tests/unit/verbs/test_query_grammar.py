"""The grammar of a query text, and the vector that its terms make."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.errors import InputError, QueryError
from mirada.models import load_model
from mirada.verbs.query import (
    MAX_QUERY_CHARACTERS,
    ImageTerm,
    TextTerm,
    embed_query,
    image_terms,
    parse_query,
)

WORDS = st.lists(
    st.text(st.characters(categories=["L"]), min_size=1, max_size=8), min_size=1, max_size=4
).map(" ".join)


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("perro", [("perro", 1.0)]),
        ("  un perro  ", [("un perro", 1.0)]),
        ("perro + playa", [("perro", 1.0), ("playa", 1.0)]),
        ("calle - coche", [("calle", 1.0), ("coche", -1.0)]),
        ("2:perro + 0.5:nieve", [("perro", 2.0), ("nieve", 0.5)]),
        ("- coche + calle", [("coche", -1.0), ("calle", 1.0)]),
        ("calle - .25: coche rojo", [("calle", 1.0), ("coche rojo", -0.25)]),
        ("coche-cama", [("coche-cama", 1.0)]),
        ("C++ y -O2", [("C++ y -O2", 1.0)]),
        ("10:30 en el reloj", [("10:30 en el reloj", 1.0)]),
        ("nota: perro", [("nota: perro", 1.0)]),
    ],
)
def test_terms_and_weights(query: str, terms: list[tuple[str, float]]) -> None:
    assert [(term.text, term.weight) for term in parse_query(query)] == terms


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "empty"),
        (" \t\n ", "empty"),
        ("- coche", "leave out"),
        ("0:perro", "leave out"),
        ("- coche - calle", "leave out"),
        ("perro + + playa +  - nieve", "no words"),
        ("x" * (MAX_QUERY_CHARACTERS + 1), f"at most {MAX_QUERY_CHARACTERS}"),
        ("perro \udcff", "no text"),
    ],
)
def test_what_cannot_be_asked_is_said(query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        parse_query(query)
    assert caught.value.hint
    assert caught.value.exit_status == 2


@given(st.lists(st.tuples(st.sampled_from("+-"), st.floats(0.01, 99), WORDS), min_size=1))
def test_what_is_written_is_read(parts: list[tuple[str, float, str]]) -> None:
    parts = [("+", *parts[0][1:]), *parts[1:6]]
    written = " ".join(f"{sign} {weight:.2f}:{words}" for sign, weight, words in parts)
    expected = [
        TextTerm(words, float(f"{weight:.2f}") * (-1 if sign == "-" else 1))
        for sign, weight, words in parts
    ]
    assert list(parse_query(written)) == expected


@given(st.text(max_size=60))
def test_any_text_gives_terms_or_a_query_error(query: str) -> None:
    try:
        terms = parse_query(query)
    except QueryError:
        return
    assert terms
    assert any(term.weight > 0 for term in terms)
    assert all(term.text.strip() for term in terms)


@given(st.lists(st.tuples(st.floats(-50, 50), WORDS), min_size=1, max_size=4))
def test_a_query_has_length_one_or_is_refused(parts: list[tuple[float, str]]) -> None:
    try:
        vector = embed_query(load_model("fake"), [TextTerm(text, w) for w, text in parts])
    except QueryError as error:
        assert "cancel" in error.message
        return
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_terms_that_cancel_are_refused() -> None:
    with pytest.raises(QueryError, match="cancel"):
        embed_query(load_model("fake"), [TextTerm("red"), TextTerm("red", -1.0)])


def test_weights_pull_towards_their_term() -> None:
    model = load_model("fake")
    red, blue = model.embed_texts(["red", "blue"])
    mixed = embed_query(model, parse_query("3:red + blue"))
    assert mixed @ red > mixed @ blue > 0
    assert embed_query(model, parse_query("red - blue")) @ blue < 0


def test_pictures_and_words_are_added_in_order() -> None:
    model = load_model("fake")
    square = np.full((8, 8, 3), (35, 70, 210), np.uint8)
    terms = [TextTerm("red", 2.0), ImageTerm(square)]
    expected = 2 * model.embed_texts(["red"])[0] + model.embed_images([square])[0]
    expected /= np.linalg.norm(expected)
    assert embed_query(model, terms) == pytest.approx(expected, abs=1e-6)


def test_a_picture_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.jpg"):
        image_terms([tmp_path / "missing.jpg"])
