"""Compact look-ups by 64-bit keys: twelve to sixteen bytes an entry."""

from __future__ import annotations

import numpy as np

from mirada.store.values import Ints

RECENT = 8192  # entries kept in a dict before they are merged into the sorted arrays


class KeyMap:
    """Sorted arrays, and a small dict of what was put since."""

    def __init__(self, keys: Ints | None = None, values: Ints | None = None) -> None:
        keys = np.empty(0, np.int64) if keys is None else keys
        values = np.zeros(len(keys), np.int64) if values is None else values
        order = np.argsort(keys, kind="stable")
        self._keys, self._values = keys[order], values[order]
        self._recent: dict[int, int] = {}

    def __contains__(self, key: int) -> bool:
        return self.get(key) is not None

    def get(self, key: int) -> int | None:
        if key in self._recent:
            return self._recent[key]
        at = int(np.searchsorted(self._keys, key))
        if at < len(self._keys) and self._keys[at] == key:
            return int(self._values[at])
        return None

    def put(self, key: int, value: int = 0) -> None:
        self._recent[key] = value
        if len(self._recent) >= RECENT:
            self._merge()

    def _merge(self) -> None:
        keys = np.fromiter(self._recent.keys(), np.int64, len(self._recent))
        values = np.fromiter(self._recent.values(), np.int64, len(self._recent))
        old = ~np.isin(self._keys, keys)
        merged = KeyMap(
            np.concatenate([self._keys[old], keys]), np.concatenate([self._values[old], values])
        )
        self._keys, self._values, self._recent = merged._keys, merged._values, {}


class Positions:
    """Where in a column the rows with given values are; several rows may have the same."""

    def __init__(self, values: Ints) -> None:
        order = np.argsort(values)
        self._values = values[order]
        self._order = order.astype(np.uint32)

    def of(self, wanted: Ints) -> Ints:
        """The positions of all rows with one of the sorted values ``wanted``, ascending."""
        first = np.searchsorted(self._values, wanted, "left")
        last = np.searchsorted(self._values, wanted, "right")
        parts = [self._order[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)]
        found = np.concatenate([part for part in parts if len(part)] or [self._order[:0]])
        return np.sort(found).astype(np.int64)
