"""A map from 64-bit keys to numbers that stays compact: sixteen bytes an entry."""

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
