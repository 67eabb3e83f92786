"""The bank of texts that every picture is compared with, in the space that the towers share.

One step's bank is: one randomly drawn phrasing of every class of every data set, the wider words
("dog" for a Chihuahua), the captions of the step's photographs, and random other captions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mirada.train.nano.teacher import Vectors
from mirada.train.nano.words import Class, Pair, class_pairs


@dataclass(frozen=True)
class Topics:
    """Classes and wider words, in one order.

    phrasings: the texts of each topic; related bool [t, t]: topics that cannot be told to be
    wrong for one another (cat and tabby cat of another set); kind int64 [t]: row of the wider
    word of each topic, -1 where it has none; row: (dataset, key) -> topic.
    """

    phrasings: tuple[tuple[Pair, ...], ...]
    related: NDArray[np.bool_]
    kind: NDArray[np.int64]
    row: dict[tuple[str, str], int]


def topics(classes: Sequence[Class]) -> Topics:
    """Lay out the classes and their wider words."""
    kinds = tuple(dict.fromkeys(one.kind for one in classes if one.kind))
    wider = tuple(Class("", kind[0], (kind[0],), (kind[1],), None) for kind in kinds)
    everything = (*classes, *wider)
    place = {kind: len(classes) + i for i, kind in enumerate(kinds)}
    kind_row = np.array([place[one.kind] if one.kind else -1 for one in everything])
    related = np.array([[_related(one, other) for other in everything] for one in everything])
    return Topics(
        tuple(class_pairs(one) for one in everything),
        related,
        kind_row,
        {(one.dataset, one.key): i for i, one in enumerate(classes)},
    )


def _related(one: Class, other: Class) -> bool:
    if one.dataset and one.dataset == other.dataset:
        return one.key == other.key  # classes of one set exclude one another
    shared = bool({n.lower() for n in one.english} & {n.lower() for n in other.english})
    same_kind = one.kind is not None and one.kind == other.kind
    is_kind = any(
        a.kind is not None and a.kind[0] in {n.lower() for n in b.english}
        for a, b in ((one, other), (other, one))
    )
    return shared or same_kind or is_kind


@dataclass(frozen=True)
class Bank:
    """Where every text lies: unit vectors in the shared space.

    topics: one [v, d] matrix a topic, its phrasings; photographs: [p, c, d], the captions of each
    captioned picture; others: [m, d], captions of no picture here.
    """

    topics: tuple[Tensor, ...]
    photographs: Tensor
    others: Tensor

    def draw(self, generator: torch.Generator) -> Tensor:
        """One phrasing of every topic: [t, d]."""
        return torch.stack(
            [rows[int(torch.randint(len(rows), (1,), generator=generator))] for rows in self.topics]
        )


@dataclass(frozen=True)
class Step:
    """A step's bank and what each picture should find in it.

    vectors [m, d]; target int64 [n]; ignored bool [n, m]; matches bool [n, m]: entries that
    are right for a picture (several captions may be).
    """

    vectors: Tensor
    target: Tensor
    ignored: Tensor
    matches: Tensor


def assemble(
    bank: Bank,
    related: Tensor,
    kind: Tensor,
    topic: Tensor,
    photograph: Tensor,
    generator: torch.Generator,
    *,
    others: int,
    wider: float,
    alike: float,
) -> Step:
    """Build a step's bank for pictures with a `topic` (int64 [n], -1: none) or a row in
    `photographs` (int64 [n], -1: none).

    `others` random captions are added; a share `wider` of the pictures is asked for the wider
    word; captions more alike than `alike` (cosine) to the target do not count as wrong.
    """
    count, number = len(topic), len(related)
    drawn = bank.draw(generator)
    shown = photograph[photograph >= 0]
    which = torch.randint(bank.photographs.shape[1], (len(shown),), generator=generator)
    captions = bank.photographs[shown, which]
    rest = bank.others[torch.randint(len(bank.others), (others,), generator=generator)]
    vectors = torch.cat([drawn, captions, rest])

    asked = torch.rand(count, generator=generator) < wider
    target = topic.clone()
    has_kind = (topic >= 0) & (kind[topic.clamp(min=0)] >= 0)
    target = torch.where(asked & has_kind, kind[topic.clamp(min=0)], target)
    target[photograph >= 0] = number + torch.arange(len(shown))

    matches = torch.zeros(count, len(vectors), dtype=torch.bool)
    matches[torch.arange(count), target] = True
    same = photograph[:, None] == shown[None, :]
    matches[:, number : number + len(shown)] |= same & (photograph >= 0)[:, None]

    ignored = (vectors[target] @ vectors.T) > alike
    labelled = topic >= 0
    ignored[labelled, :number] = related[target[labelled]] | related[topic[labelled]]
    return Step(vectors, target, ignored | matches, matches)


def bank_from(phrasings: Sequence[Vectors], photographs: Vectors, others: Vectors) -> Bank:
    """Arrays as tensors."""
    return Bank(
        tuple(torch.from_numpy(rows) for rows in phrasings),
        torch.from_numpy(photographs),
        torch.from_numpy(others),
    )
