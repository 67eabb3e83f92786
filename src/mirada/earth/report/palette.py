"""Colours of crops that can be told apart, also without red, green or blue cones.

The legend's own colours stand wherever they can be told apart from those of larger crops; the
others move to the nearest colour that can. Distances are Euclidean in CIE L*a*b* (CIE76),
the least of normal sight and three dichromacies (Viénot et al. 1999 without red or green cones;
Brettel et al. 1997, one half plane, without blue ones).
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from mirada.earth.legend import Legend

Colour = tuple[int, int, int]
Numbers = NDArray[np.float64]

UNFARMED: Colour = (226, 226, 221)
VOID: Colour = (255, 255, 255)
FAR, FAR_BESIDE = 11.0, 16.0
"""Least distance of two crops of one map under any sight, and of two that touch."""
FAR_SEEN = 20.0
"""Least distance of any two in normal sight."""

# linear RGB -> linear RGB as the dichromat sees it
_SIGHTS = (
    np.eye(3),
    np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
    np.array([[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431],
              [0.07589, 0.80500, 0.11911]]),
)  # fmt: skip
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
_WHITE = np.array([0.95047, 1.0, 1.08883])


def lab(colours: NDArray[np.float64]) -> Numbers:
    """[4, n, 3]: CIE L*a*b* of sRGB colours 0..255 [n, 3] under each of four sights."""
    plain = np.asarray(colours, float) / 255
    linear = np.where(plain <= 0.04045, plain / 12.92, ((plain + 0.055) / 1.055) ** 2.4)
    seen = np.stack([np.clip(linear @ sight.T, 0, 1) for sight in _SIGHTS])
    xyz = seen @ _TO_XYZ.T / _WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    found: Numbers = np.stack(
        [
            116 * f[..., 1] - 16,
            500 * (f[..., 0] - f[..., 1]),
            200 * (f[..., 1] - f[..., 2]),
        ],
        axis=-1,
    )
    return found


def distances(one: Numbers, others: Numbers) -> Numbers:
    """[4, m, n]: the distances under each sight between two results of :func:`lab`."""
    apart: Numbers = np.sqrt(((one[:, :, None] - others[:, None]) ** 2).sum(-1))
    return apart


@functools.cache
def _candidates() -> NDArray[np.float64]:
    """[n, 3]: colours of middling light and any hue that paper and screens can show."""
    steps = np.arange(16, 256, 34)
    grid = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    light = lab(grid.astype(float))[0, :, 0]
    kept: NDArray[np.float64] = grid[(light > 30) & (light < 90)].astype(float)
    return kept


@functools.cache
def _seen_candidates() -> Numbers:
    return lab(_candidates())


def crop_colours(
    legend: Legend, ids: Collection[int], beside: Mapping[int, Collection[int]]
) -> dict[int, Colour]:
    """A colour for every class of a map.

    Args:
        ids: class ids, the most important (largest) first.
        beside: ids of the classes that each touches.
    """
    found: dict[int, Colour] = {}
    for id in ids:
        role = legend.of(id).role
        if role != "crop":
            found[id] = VOID if role == "void" else UNFARMED
    land = (UNFARMED, VOID)
    for id in ids:
        if legend.of(id).role != "crop":
            continue
        taken = {other: found[other] for other in found if legend.of(other).role == "crop"}
        touching = [at for at, other in enumerate(taken) if other in beside.get(id, ())]
        found[id] = _free(legend.of(id).colour, [*taken.values(), *land], touching)
    return found


def _free(wanted: Colour, taken: list[Colour], touching: list[int]) -> Colour:
    """``wanted`` if it is far enough from all that are taken, else the nearest colour that is."""
    choices = np.vstack([np.array([wanted], float), _candidates()])
    others = lab(np.array(taken, float))
    seen = np.concatenate([lab(choices[:1]), _seen_candidates()], axis=1)
    least = np.full(len(taken), FAR)
    least[touching] = FAR_BESIDE
    least[-2:] = FAR_BESIDE  # unfarmed land and void lie beside everything
    apart = distances(seen, others)
    slack = np.minimum(apart.min(axis=0) - least, apart[0] - FAR_SEEN).min(axis=1)
    if slack[0] >= 0:
        return wanted
    fits = np.flatnonzero(slack >= 0)
    if len(fits):
        near = np.sqrt(((seen[0, fits] - seen[0, 0]) ** 2).sum(-1))
        best = int(fits[int(np.argmin(near))])
    else:
        best = int(np.argmax(slack))
    red, green, blue = (int(part) for part in choices[best])
    return red, green, blue
