"""Judges on a made-up space where every concept has a direction of its own."""

from __future__ import annotations

import numpy as np
import pytest

from mirada.models.vocabulary import Concepts, concept_keys, kinds_of_keys
from mirada.verbs.judges import ByCloseness, ByShare, judge_of

DIMENSION = 256


def unit(values: np.ndarray) -> np.ndarray:
    rows: np.ndarray = values / np.linalg.norm(values, axis=-1, keepdims=True)
    return rows.astype(np.float32)


@pytest.fixture(scope="module")
def concepts() -> Concepts:
    keys = concept_keys()
    vectors = unit(np.random.default_rng(0).standard_normal((len(keys), DIMENSION)))
    return Concepts(keys, vectors, kinds_of_keys(keys), 0.8)


@pytest.fixture(scope="module")
def bank() -> np.ndarray:
    return unit(np.random.default_rng(1).standard_normal((300, DIMENSION)))


def pictures(concepts: Concepts, shown: np.ndarray) -> np.ndarray:
    """One picture for each of the places in ``shown``: its direction and much else."""
    else_ = np.random.default_rng(2).standard_normal((len(shown), DIMENSION)) / DIMENSION**0.5
    return unit(0.55 * concepts.vectors[shown] + else_)


def kinds(concepts: Concepts, key: str) -> np.ndarray:
    own = concepts.kinds[:, concepts.keys.index(key)].copy()
    own[concepts.keys.index(key)] = False
    return np.flatnonzero(own)


@pytest.mark.parametrize("text", ["dog", "a dog", "perros", "un perro"])
def test_a_thing_is_found_by_its_kinds(concepts: Concepts, bank: np.ndarray, text: str) -> None:
    breeds = kinds(concepts, "dog")
    others = np.flatnonzero(~concepts.kinds[:, concepts.keys.index("animal")])
    shown = np.concatenate([np.repeat(breeds, 3), others])
    archive, is_dog = pictures(concepts, shown), np.isin(shown, breeds)
    judge = judge_of(text, archive, bank, concepts, len(archive))
    assert isinstance(judge, ByShare)
    word = concepts.vectors[concepts.keys.index("dog")]
    matches = judge.e_values(archive, (archive @ word).astype(np.float64)) < 1
    assert matches[is_dog].mean() > 0.7, "no breed lies near the word itself in this space"
    assert matches[~is_dog].sum() <= 2


def test_it_is_fetched_by_the_kinds_that_the_archive_shows(
    concepts: Concepts, bank: np.ndarray
) -> None:
    breeds = kinds(concepts, "dog")[:2]
    archive = pictures(concepts, np.repeat(breeds, 20))
    judge = judge_of("dog", archive, bank, concepts, len(archive))
    expected = concepts.vectors[[concepts.keys.index("dog"), *breeds]]
    assert {tuple(row) for row in judge.also[:3]} == {tuple(row) for row in expected}


@pytest.mark.parametrize("text", ["a dog on the beach", "teapot", "red", "perro negro", ""])
def test_all_else_is_judged_by_closeness(concepts: Concepts, bank: np.ndarray, text: str) -> None:
    archive = pictures(concepts, np.arange(50))
    judge = judge_of(text, archive, bank, concepts, 50)
    assert isinstance(judge, ByCloseness)
    assert len(judge.also) == 0


def test_a_picture_is_compared_with_pictures(concepts: Concepts, bank: np.ndarray) -> None:
    archive = pictures(concepts, np.arange(50))
    judge = judge_of("dog", archive, bank, concepts, 50, np.arange(50))
    assert isinstance(judge, ByCloseness)
    assert judge.reference is archive


def test_that_a_film_looks_like_itself_is_no_chance(concepts: Concepts, bank: np.ndarray) -> None:
    """A picture's mirror image is found in an archive that is half one film."""
    random = np.random.default_rng(5)
    one = unit(random.standard_normal(DIMENSION))
    film = unit(one + 0.02 * random.standard_normal((100, DIMENSION)))
    archive = np.concatenate([pictures(concepts, np.arange(100)), film])
    assets = np.concatenate([np.arange(100), np.full(100, 100)])
    query = unit(archive[7] + 0.07 * random.standard_normal(DIMENSION))
    similarity = (archive @ query).astype(np.float64)
    apart = judge_of("", archive, bank, concepts, len(archive), assets)
    mixed = judge_of("", archive, bank, concepts, len(archive), np.arange(200))
    assert np.flatnonzero(apart.e_values(archive, similarity) < 1).tolist() == [7]
    assert mixed.e_values(archive, similarity)[7] > 1


def test_a_model_that_tells_nothing_apart_finds_nothing(bank: np.ndarray) -> None:
    """A thing of many kinds has a large share of everything there."""
    random, keys = np.random.default_rng(3), concept_keys()
    one = unit(random.standard_normal(DIMENSION))
    alike = unit(one + 0.02 * random.standard_normal((len(keys), DIMENSION)) / DIMENSION**0.5)
    blind = Concepts(keys, alike, kinds_of_keys(keys), 0.8)
    archive = unit(random.standard_normal((400, DIMENSION)))
    for text in ("person", "animal", "dog", "vehicle"):
        judge = judge_of(text, archive, bank, blind, len(archive))
        assert isinstance(judge, ByShare)
        assert (judge.e_values(archive, np.zeros(len(archive))) >= 1).all()


def test_chance_is_learnt_from_names(concepts: Concepts, bank: np.ndarray) -> None:
    """What half of the archive shows stays a match, though many background texts say it too."""
    place = concepts.keys.index("teapot")
    shown = np.concatenate([np.full(100, place), np.arange(100)])
    archive = pictures(concepts, shown)
    said = np.concatenate([bank, np.repeat(concepts.vectors[place : place + 1], 60, axis=0)])
    similarity = (archive @ concepts.vectors[place]).astype(np.float64)
    by_names = judge_of("teapot", archive, said, concepts, len(archive))
    by_sentences = judge_of("teapot", archive, said, None, len(archive))
    assert (by_names.e_values(archive, similarity)[:100] < 1).all()
    assert not (by_sentences.e_values(archive, similarity)[:100] < 1).any()
