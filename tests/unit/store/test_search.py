"""Search against brute force, at sizes where the index works in one pass and in two."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mirada.errors import QueryError, SpaceMismatchError
from mirada.store import ArchiveStore, basis, scan
from mirada.types import Filters, Moment, Space
from store_factory import SPACE, filled, item, unit

BIG = Space("tests/big", "1", 128, "p")


def _correlated(n: int, seed: int = 0) -> np.ndarray:
    """Clustered unit vectors with a power-law spectrum."""
    random = np.random.default_rng(seed)
    spectrum = np.arange(1, BIG.dimension + 1) ** -0.5
    centres = np.random.default_rng(99).standard_normal((40, BIG.dimension)) * spectrum
    vectors = centres[random.integers(0, 40, n)] + random.standard_normal((n, 128)) * spectrum * 0.7
    vectors = vectors + 0.5 * spectrum[::-1]
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> tuple[ArchiveStore, np.ndarray, list[str]]:
    """6,000 vectors in an archive whose two-pass search begins at 2,000."""
    folder = tmp_path_factory.mktemp("big") / "a"
    vectors, ids = _correlated(6000), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "LEAD_FROM", 2000)
        patch.setattr(basis, "WIDTH", 32)
        store = ArchiveStore.create(folder)
        with store.writer() as writer:
            writer.add_space(BIG, "tests/big", "fake")
            for at in range(0, 6000, 500):
                found = item(at // 500, moments=500)
                rows = vectors[at : at + 500]
                moments = tuple(
                    Moment(found.asset.id, "shot", i * 1.0, i + 1.0) for i in range(500)
                )
                ids += [moment.id for moment in moments]
                thumbnails = (b"x",) * 500
                background = np.zeros((500, 2), np.float32)
                made = type(found)(found.asset, found.file, moments, thumbnails, rows, background)
                writer.add_asset(BIG.id, made)
                writer.commit()
            writer.maintain()
    return store, vectors, ids


@pytest.mark.parametrize("k", [1, 10, 200, 6000, 9000])
def test_the_exact_pass_is_exact(big: tuple[ArchiveStore, np.ndarray, list[str]], k: int) -> None:
    store, vectors, ids = big
    query = _correlated(1, seed=5)[0]
    found = store.snapshot().nearest(BIG.id, query * 3, k)
    wanted = vectors @ query
    order = np.argsort(-wanted, kind="stable")[:k]
    assert set(found.moment_ids) == {ids[row] for row in order}
    np.testing.assert_allclose(found.similarity, wanted[order], atol=1e-5)


def test_two_passes_find_what_one_finds(
    big: tuple[ArchiveStore, np.ndarray, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, vectors, ids = big
    monkeypatch.setattr(scan, "EXACT_ROWS", 100)
    monkeypatch.setattr(scan, "FIRST", 50)
    snapshot = store.snapshot()
    first = snapshot._view.index(BIG.id)
    assert first.basis is not None and first.basis.width == 32
    assert first.lead.shape == (6000, 32)
    half = tuple(item(number).asset.id for number in range(6))
    for filters, rows in ((Filters(), 6000), (Filters(asset_ids=half), 3000),
                          (Filters(asset_ids=half[:2]), 1000)):  # fmt: skip
        hits = 0
        for query in _correlated(20, seed=6):
            found = snapshot.nearest(BIG.id, query, 10, filters)
            assert found.eligible == found.searched == rows
            wanted = vectors[:rows] @ query
            best = np.argsort(-wanted)[:10]
            hits += len(set(found.moment_ids) & {ids[row] for row in best})
            np.testing.assert_allclose(found.similarity, np.sort(found.similarity)[::-1])
        assert hits >= 199


def test_sample_is_seeded_and_without_repetition(
    big: tuple[ArchiveStore, np.ndarray, list[str]],
) -> None:
    store, vectors, _ = big
    snapshot = store.snapshot()
    query = vectors[3]
    first, background = snapshot.sample(BIG.id, query, 500, seed=1)
    again, _ = snapshot.sample(BIG.id, query, 500, seed=1)
    other, _ = snapshot.sample(BIG.id, query, 500, seed=2)
    assert first.shape == (500,) and background.shape == (500, 2)
    assert (first == again).all() and not (first == other).all()
    everything, _ = snapshot.sample(BIG.id, query, 10_000)
    np.testing.assert_allclose(everything, vectors @ query, atol=2e-3)
    assert abs(first.mean() - everything.mean()) < 0.1
    vectors_drawn = snapshot.sample_vectors(BIG.id, 100)
    assert vectors_drawn.shape == (100, 128) and vectors_drawn.dtype == np.float32


def test_vectors_come_back_as_they_went_in(
    big: tuple[ArchiveStore, np.ndarray, list[str]],
) -> None:
    store, vectors, ids = big
    rows = [5, 4000, 17, 5]
    found = store.snapshot().vectors(BIG.id, [ids[row] for row in rows])
    assert (found == vectors[rows]).all()
    assert store.snapshot().vectors(BIG.id, []).shape == (0, 128)


def test_odd_queries(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(3))
    snapshot = store.snapshot()
    with pytest.raises(QueryError):
        snapshot.nearest(SPACE.id, np.full(16, np.nan, np.float32), 3)
    with pytest.raises(SpaceMismatchError, match="16 dimensions"):
        snapshot.nearest(SPACE.id, np.zeros(3, np.float32), 3)
    assert snapshot.nearest(SPACE.id, np.zeros(16, np.float32), 3).similarity.tolist() == [0, 0, 0]
    assert snapshot.nearest(SPACE.id, np.ones(16, np.float32), 0).moment_ids == ()
    assert snapshot.nearest(SPACE.id, np.ones(16, np.float32), -5).moment_ids == ()


def test_an_empty_space_has_no_neighbours(tmp_path: Path) -> None:
    snapshot = filled(tmp_path / "a", []).snapshot()
    found = snapshot.nearest(SPACE.id, np.ones(16, np.float32), 3, Filters(path="x", after=None))
    assert found.moment_ids == () and found.eligible == 0
    assert snapshot.sample(SPACE.id, np.ones(16, np.float32))[0].shape == (0,)
    assert snapshot.sample_vectors(SPACE.id, 5).shape == (0, 16)


def test_a_basis_reproduces_products() -> None:
    vectors = _correlated(3000)
    found = basis.Basis.fit(vectors)
    query = _correlated(1, seed=8)[0]
    small, factor, offset = found.query(query)
    estimate = (found.project(vectors).astype(np.int32) @ small.astype(np.int32)) * factor + offset
    error = estimate - vectors @ query
    assert abs(error.mean()) < 0.01
    assert error.std() < 1.5 * found.deviation(query)


def test_ties_are_in_the_order_of_rows() -> None:
    rows, cosine = scan.best(np.arange(6), np.array([1, 2, 2, 0, 2, 1], np.float32), 2)
    assert rows.tolist() == [1, 2] and cosine.tolist() == [2, 2]
    assert unit(np.random.default_rng(0), 2).shape == (2, 16)
