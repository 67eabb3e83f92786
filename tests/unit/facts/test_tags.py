"""Tags: the most specific concept that is above chance, and nothing where nothing is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from painted import ASSET, MOMENT

from mirada.facts.tags import class_facts, find_tags, tag_facts
from mirada.models import Embedder, background_bank, load_model, nothing
from mirada.models.significance import background, fit_tail
from mirada.models.vocabulary import Vocabulary, load_vocabulary
from mirada.settings import Settings
from mirada.types import Moment, Region

KEYS = ("animal", "dog", "poodle", "terrier", "car")
KINDS = np.array(
    [[1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0], [1, 1, 0, 1, 0], [0, 0, 0, 0, 1]], bool
)
PLAIN = np.tile([0.0, 0.2], (1, 1))


def small_vocabulary() -> Vocabulary:
    """Five concepts along the axes of a space; chance gives them hardly any share."""
    tail = fit_tail(np.random.default_rng(0).normal(size=2_000))
    chance = np.stack([np.full(5, -4.0), np.full(5, 0.5)])
    return Vocabulary(KEYS, np.eye(5, dtype=np.float32), KINDS, 1.0, chance, tail, "test-1")


def towards(*keys: str) -> np.ndarray:
    vector = np.full(5, -0.2, np.float32)
    for key in keys:
        vector[KEYS.index(key)] = 1.0
    return (vector / np.linalg.norm(vector))[None]


def named(vector: np.ndarray) -> list[str]:
    (found,) = find_tags(vector, PLAIN, small_vocabulary())
    return [tag.key for tag in found]


def test_the_most_specific_concept_is_named_without_what_it_is_a_kind_of() -> None:
    assert named(towards("poodle")) == ["poodle"]


def test_between_two_kinds_what_both_are_is_named() -> None:
    vector = towards("poodle", "terrier") * [1, 1, 1, 0.97, 1]
    (found,) = find_tags(vector.astype(np.float32), PLAIN, small_vocabulary(), least_share=0.7)
    assert [tag.key for tag in found] == ["dog"]


def test_two_things_may_be_named() -> None:
    assert set(named(towards("poodle", "car"))) == {"poodle", "car"}


def test_nothing_is_named_where_nothing_stands_out() -> None:
    even = np.full((1, 5), 1 / np.sqrt(5), np.float32)
    (found,) = find_tags(even, PLAIN, small_vocabulary(), least_share=0.9)
    assert found == ()


def test_a_share_that_chance_gives_is_not_named() -> None:
    vocabulary = small_vocabulary()
    (found,) = find_tags(towards("car"), PLAIN, vocabulary, most_e_value=1e-9)
    assert found == ()


def test_facts_of_moments_and_tiles() -> None:
    tile = Moment(ASSET.id, "tile", 0.0, 0.0, Region(0.5, 0, 0.5, 0.5))
    shot = Moment(ASSET.id, "shot", 2.0, 5.0, frame_time=3.0)
    vectors = np.concatenate([towards("car"), towards("poodle")])
    facts = tag_facts((tile, shot), vectors, np.tile(PLAIN, (2, 1)), small_vocabulary())
    assert [(f.subject, f.predicate, f.object, f.value) for f in facts] == [
        ("picture", "tag", "car", True),
        ("picture", "tag", "poodle", True),
    ]
    assert facts[0].evidence.region == tile.region
    assert (facts[1].evidence.start, facts[1].evidence.end) == (2.0, 5.0)
    assert {fact.evidence.model for fact in facts} == {"test-1"}
    assert {fact.confidence for fact in facts} == {None}
    none = np.zeros((0, 5), np.float32)
    assert tag_facts((), none, np.zeros((0, 2)), small_vocabulary()) == ()


Nano = tuple[Embedder, np.ndarray, Vocabulary]


@pytest.fixture(scope="module")
def nano(tmp_path_factory: pytest.TempPathFactory) -> Nano:
    settings = Settings(models_dir=Path(tmp_path_factory.mktemp("models")), offline=True)
    embedder = load_model("nano", engine="onnx", settings=settings)
    bank = background_bank(embedder, settings)
    return embedder, bank, load_vocabulary(embedder, bank, settings)


def test_pictures_of_nothing_get_next_to_no_tags(nano: Nano) -> None:
    embedder, bank, vocabulary = nano
    empty = embedder.embed_images(list(nothing.pictures_of_nothing(seed=7)))
    told = find_tags(empty, background(empty, bank), vocabulary)
    assert sum(bool(tags) for tags in told) <= 5, "of 96"


def test_a_photograph_of_a_cat_is_tagged(nano: Nano) -> None:
    data = pytest.importorskip("skimage.data")
    embedder, bank, vocabulary = nano
    cat = embedder.embed_images([data.chelsea()])
    ((tag,),) = find_tags(cat, background(cat, bank), vocabulary)
    assert tag.key == "cat"


def test_an_area_gets_the_class_of_what_it_shows(nano: Nano) -> None:
    data = pytest.importorskip("skimage.data")
    embedder, bank, vocabulary = nano
    scene = np.full((480, 640, 3), 128, np.uint8)
    scene[60:360, 90:541] = data.chelsea()
    boxes = [Region(0.0, 0.8, 0.1, 0.2), Region(90 / 640, 60 / 480, 451 / 640, 300 / 480)]
    (fact,) = class_facts(scene, MOMENT, boxes, embedder, bank, vocabulary)
    assert (fact.subject, fact.predicate, fact.value) == ("area:2", "class", "cat")
    assert fact.evidence.region == boxes[1]
    assert class_facts(scene, MOMENT, [], embedder, bank, vocabulary) == ()
