"""Windows around rare classes: each class is looked for as often as any other.

Drawn as they come, one window in dozens holds a pixel of sorghum, and the network learns it last.
A share of the windows is moved to a pixel of a class that is drawn evenly among all; what stands
around it comes along, so that the share of common classes changes little.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mirada.train.tsvit.sources import Source


def class_pixels(sources: Sequence[Source], classes: int) -> NDArray[np.int64]:
    """[n, classes]: the pixels of each class in each patch, void not counted.

    Pickles count as empty: to know what is in one it would have to be read whole.

    Raises:
        ReadError: a file of labels is missing or damaged.
    """
    counts = np.zeros((len(sources), classes), np.int64)
    for row, one in zip(counts, sources, strict=True):
        if one.labels is not None:
            labels = one.read_labels().reshape(-1)
            row += np.bincount(labels[labels < classes], minlength=classes)
    return counts


def corner_around(
    sources: Sequence[Source],
    pixels: NDArray[np.int64],
    window: int,
    random: np.random.Generator,
) -> tuple[int, int, int]:
    """(number of a patch, top row, left column) of a window with a pixel of an evenly drawn class.

    pixels: as :func:`class_pixels` gives them; at least one must be greater than 0.
    """
    there = np.flatnonzero(pixels.sum(axis=0))
    wanted = int(there[random.integers(len(there))])
    number = int(random.choice(len(sources), p=pixels[:, wanted] / pixels[:, wanted].sum()))
    rows, columns = np.nonzero(sources[number].read_labels() == wanted)
    at = int(random.integers(len(rows)))
    room = sources[number].side - window
    row, column = (int(part[at]) - int(random.integers(window)) for part in (rows, columns))
    return number, min(max(row, 0), room), min(max(column, 0), room)
