"""What packet sizes tell: where between two keyframes something must have happened.

An encoder spends next to nothing on a still scene; what moves costs bytes. How many bytes "next
to nothing" is depends on encoder, noise and kind of packet, so it is learnt from stretches that
were seen to be still. Where the learnt sizes scatter too much, or are too large, for a person of
6 % of the picture's height to show (noise, constant bitrate), they tell nothing and the answer
is None: decode everything.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from mirada.read.packets import KEY, Group

_HALF_WINDOW = 0.25  # seconds on each side over which sizes are averaged
_EARLY = 1.0  # seconds after a keyframe in which encoders still refine it
_GROUPS = 12  # quiet groups that are remembered
_LEAST_PACKETS = 12  # quiet packets of a kind before it can tell
_SIGMAS = 4.0
_LEAST_SHARE = 0.04  # growth that counts, of the usual size, however steady that is,
_LEAST_BYTES = 2.0  # and in bytes
# Bytes by which one packet must grow for a person of 6 % of the height at 1080 lines: measured
# with x264 at crf 23 over half a second (forward packets 800 and more, backward ones 65 and more
# on average); well below the least.
_COST_FORWARD = 200.0
_COST_BACKWARD = 40.0
_LARGEST = 12.0  # costs; quiet packets larger than this hide what is added to them


class Evidence:
    """Learns the sizes of quiet packets of one film and judges groups by them."""

    def __init__(self, height: int) -> None:
        """``height``: lines of the film; what a person costs grows with her height in pixels."""
        self._scale = max(0.15, (height / 1080) ** 1.3)
        self._quiet: dict[tuple[int, bool], deque[tuple[np.ndarray, np.ndarray]]] = {}

    def learn(self, group: Group, active: Sequence[float]) -> None:
        """Remember the sizes of ``group`` away from the times (s) at which it was active."""
        calm = np.ones(len(group.times), bool)
        for time in active:
            calm &= np.abs(group.times - time) > 2 * _HALF_WINDOW
        for key, members in _kinds(group):
            chosen = members & calm
            if chosen.sum() >= 2:
                sizes = group.sizes[chosen].astype(np.float64)
                means = _windowed(group.times, group.sizes, members)[calm[members]]
                kept = self._quiet.setdefault(key, deque(maxlen=_GROUPS))
                kept.append((sizes, means))

    def judge(self, group: Group) -> list[tuple[float, float]] | None:
        """Stretches (s) in which something happened, merged; None when sizes cannot tell."""
        marked: list[float] = []
        told = np.zeros(len(group.times), bool)
        telling = False
        late = [key for key, members in _kinds(group) if not key[1]]
        for key, members in _kinds(group):
            limit = self._limit(key)
            if limit is None:
                continue
            telling = telling or not key[1] or not late
            told |= members
            means = _windowed(group.times, group.sizes, members)
            marked.extend(group.times[members][means > limit].tolist())
        if not telling:
            return None
        early = group.times - group.start < _EARLY
        if not (told & early).any() and early.sum() > 1:
            marked.extend(group.times[early].tolist())
        return _merged(sorted(marked))

    def _limit(self, key: tuple[int, bool]) -> float | None:
        """The mean size above which packets of this kind are not quiet; None: cannot tell."""
        kept = self._quiet.get(key)
        if not kept or sum(len(sizes) for sizes, _ in kept) < _LEAST_PACKETS:
            return None
        usual = float(np.median(np.concatenate([sizes for sizes, _ in kept])))
        # Group by group, as one odd group (the first of a film mostly) must not set the scale.
        parts = np.array([np.percentile(means, (50, 95, 99.5)) for _, means in kept])
        middle = float(np.median(parts[:, 0]))
        spread, top = np.quantile(parts[:, 1] - middle, 0.8) / 1.645, np.quantile(parts[:, 2], 0.8)
        least = max(_SIGMAS * spread, _LEAST_SHARE * middle, _LEAST_BYTES)
        limit = float(max(middle + least, top * 1.02))
        cost = self._scale * (_COST_FORWARD if key[0] == 1 else _COST_BACKWARD)
        if limit - middle > cost or usual > _LARGEST * cost:
            return None
        return limit


def _kinds(group: Group) -> list[tuple[tuple[int, bool], np.ndarray]]:
    """((role, early), bool [n]) for each kind of packet in the group but keyframes."""
    early = group.times - group.start < _EARLY
    found = []
    for role in np.unique(group.roles):
        if role == KEY:
            continue
        for part in (True, False):
            members = (group.roles == role) & (early == part)
            if members.any():
                found.append(((int(role), part), members))
    return found


def _windowed(times: np.ndarray, sizes: np.ndarray, members: np.ndarray) -> np.ndarray:
    """float64 [m]: for each member, the mean size of the members within the window around it."""
    order = np.argsort(times[members], kind="stable")
    when, what = times[members][order], sizes[members][order].astype(np.float64)
    sums = np.concatenate(([0.0], np.cumsum(what)))
    first = np.searchsorted(when, when - _HALF_WINDOW, "left")
    last = np.searchsorted(when, when + _HALF_WINDOW, "right")
    means = np.empty(len(when))
    means[order] = (sums[last] - sums[first]) / (last - first)
    return means


def _merged(times: list[float]) -> list[tuple[float, float]]:
    """Stretches around ``times``, a second of margin before and after, joined where they meet."""
    stretches: list[tuple[float, float]] = []
    for time in times:
        start, end = time - 0.6, time + 0.6
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches
