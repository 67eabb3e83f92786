"""E-values: properties of each part, and the promise as a whole on data where chance is all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mirada.models import significance
from mirada.models.significance import (
    UNLIKE_CAUTION,
    background,
    chance,
    closeness,
    e_values,
    fit_tail,
)

DIMENSION = 48


def unit(values: np.ndarray) -> np.ndarray:
    rows: np.ndarray = values / np.linalg.norm(values, axis=-1, keepdims=True)
    return rows.astype(np.float32)


def directions(random: np.random.Generator, count: int) -> np.ndarray:
    """Unit vectors [count, d] around one common direction, as pictures and texts of a model are."""
    return unit(random.normal(size=(count, DIMENSION)) + 0.5)


def e_values_of(sample: np.ndarray, bank: np.ndarray, query: np.ndarray) -> np.ndarray:
    """The E-value of every moment of ``sample`` [n, d] for ``query`` [d], as search takes them."""
    close = closeness(sample @ query, background(sample, bank)[:, 0])
    return e_values(chance(sample, bank), close, len(sample))


def test_closeness_works_by_row() -> None:
    values = np.array([[1.0, 3.0], [10.0, 14.0]])
    assert closeness(values, np.array([2.0, 8.0])).tolist() == [[0.0, 2.0], [6.0, 10.0]]


def test_a_moment_is_not_its_own_background() -> None:
    sample = directions(np.random.default_rng(6), 30)
    assert chance(sample, None).body.max() < 0.9  # the cosine with itself is 1


def _pareto(shape: float, scale: float, count: int) -> np.ndarray:
    uniform = np.random.default_rng(1).uniform(size=count)
    return -scale * np.log(uniform) if shape == 0 else scale * (uniform**-shape - 1) / shape


@pytest.mark.parametrize("shape", [-0.15, 0.0, 0.15])
def test_known_pareto_parameters_are_found(shape: float) -> None:
    scale, found = significance._pareto(np.sort(_pareto(shape, 0.8, 40_000)))
    assert found == pytest.approx(shape, abs=0.03)
    assert scale == pytest.approx(0.8, rel=0.04)


@given(hnp.arrays(np.float64, st.integers(1, 400), elements=st.floats(-6, 6)))
def test_a_tail_falls_and_never_reaches_nothing(residuals: np.ndarray) -> None:
    tail = fit_tail(residuals)
    shares = tail.probability(np.linspace(-20, 200, 2_000))
    assert (shares > 0).all()
    assert (shares <= 1).all()
    assert (np.diff(shares) <= 1e-12).all()


def test_a_tail_tells_the_share_that_lies_above() -> None:
    random = np.random.default_rng(2)
    tail = fit_tail(random.normal(size=200_000))
    fresh = random.normal(size=2_000_000)
    for value in (-1.0, 0.0, 1.0, 2.0, 2.5, 3.0):
        real = float((fresh >= value).mean())
        assert float(tail.probability(np.array([value]))[0]) == pytest.approx(real, rel=0.2)


def test_where_chance_is_all_an_e_value_below_one_comes_about_once() -> None:
    """The promise: over many queries, as many hits below E as E says."""
    random = np.random.default_rng(3)
    sample, bank = directions(random, 1_500), directions(random, 400)
    counts = {0.1: 0, 1.0: 0, 10.0: 0}
    queries = directions(random, 600)
    tail, mean = chance(sample, bank), background(sample, bank)[:, 0]
    for query in queries:
        found = e_values(tail, closeness(sample @ query, mean), len(sample)) / UNLIKE_CAUTION
        for limit in counts:
            counts[limit] += int((found < limit).sum())
    rates = {limit: count / len(queries) for limit, count in counts.items()}
    assert 0.03 < rates[0.1] < 0.35
    assert 0.6 < rates[1.0] < 1.6
    assert 7.0 < rates[10.0] < 14.0


@pytest.mark.parametrize("size", [5, 40, 400])
def test_a_planted_match_is_found_in_archives_of_any_size(size: int) -> None:
    random = np.random.default_rng(4)
    sample, bank = directions(random, size), directions(random, 400)
    query = directions(random, 1)[0]
    sample[2] = unit(sample[2] * 0.4 + query)
    found = e_values_of(sample, bank, query)
    assert int(np.argmin(found)) == 2
    assert found[2] < 1
    assert np.median(np.delete(found, 2)) > 1


def test_e_values_grow_with_what_is_searched_and_fall_with_similarity() -> None:
    random = np.random.default_rng(5)
    sample, bank = directions(random, 300), directions(random, 200)
    learned = chance(sample, bank)
    values = np.linspace(-1, 1, 200)
    once, twice = e_values(learned, values, 1000), e_values(learned, values, 2000)
    assert twice == pytest.approx(2 * once)
    assert (np.diff(once) <= 0).all()
    assert (once > 0).all()


def test_e_values_do_not_depend_on_a_turn_of_the_space() -> None:
    """Similarities alone count, so a rotation of all vectors changes nothing."""
    random = np.random.default_rng(6)
    sample, bank = directions(random, 200), directions(random, 100)
    query = directions(random, 1)[0]
    turn = np.linalg.qr(random.normal(size=(DIMENSION, DIMENSION)))[0].astype(np.float32)
    plain = e_values_of(sample, bank, query)
    turned = e_values_of(sample @ turn, bank @ turn, query @ turn)
    assert turned == pytest.approx(plain, rel=0.05, abs=1e-3)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_almost_nothing_searched_gives_numbers_all_the_same(count: int) -> None:
    random = np.random.default_rng(7)
    bank = directions(random, 50)
    sample = directions(random, max(count, 1))
    learned = chance(sample, bank)
    found = e_values(learned, np.array([0.0, 3.0]), count)
    assert np.isfinite(found).all()


def test_the_background_is_mean_and_deviation_by_row() -> None:
    random = np.random.default_rng(8)
    vectors, bank = directions(random, 7), directions(random, 30)
    found = background(vectors, bank)
    assert found.shape == (7, 2)
    assert found[3] == pytest.approx([(bank @ vectors[3]).mean(), (bank @ vectors[3]).std()])
    assert background(vectors[:0], bank).shape == (0, 2)
