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
from mirada.train.nano.words import BACKBONE, Class, Pair, class_pairs


@dataclass(frozen=True)
class Topics:
    """Classes and wider words, in one order.

    phrasings: the texts of each topic; related bool [t, t]: topics that cannot be told to be
    wrong for one another (cat and tabby cat of another set); kind int64 [t]: row of the wider
    word of each topic, -1 where it has none; row: (dataset, key) -> topic;
    backbone: topics of the published image tower's classes, in its order.
    """

    phrasings: tuple[tuple[Pair, ...], ...]
    related: NDArray[np.bool_]
    kind: NDArray[np.int64]
    row: dict[tuple[str, str], int]
    backbone: tuple[int, ...]


def topics(classes: Sequence[Class]) -> Topics:
    """Lay out the classes and their wider words."""
    kinds = tuple(dict.fromkeys(one.kind for one in classes if one.kind))
    wider = tuple(Class("", kind[0], (kind[0],), (kind[1],), None) for kind in kinds)
    everything = (*classes, *wider)
    place = {kind: len(classes) + i for i, kind in enumerate(kinds)}
    kind_row = np.array([place[one.kind] if one.kind else -1 for one in everything])
    related = _related(everything)
    return Topics(
        tuple(class_pairs(one) for one in everything),
        related,
        kind_row,
        {(one.dataset, one.key): i for i, one in enumerate(classes)},
        tuple(i for i, one in enumerate(classes) if one.dataset == BACKBONE),
    )


def _related(classes: Sequence[Class]) -> NDArray[np.bool_]:
    """bool [t, t]. Classes of one data set exclude one another; those of two are related when
    they share a key (the same synset), an English name or a wider word, or one is the other's;
    the backbone's are related to all others.
    """
    dataset = np.array([one.dataset for one in classes])
    key = np.array([one.key for one in classes])
    kind = np.array([one.kind[0] if one.kind else "" for one in classes])
    names = [{name.lower() for name in one.english} for one in classes]
    named = _sharing(names, names)
    wider = _sharing([{word} - {""} for word in kind.tolist()], names)
    same_set = (dataset[:, None] == dataset[None, :]) & (dataset != "")[:, None]
    same_key = key[:, None] == key[None, :]
    same_kind = (kind[:, None] == kind[None, :]) & (kind != "")[:, None]
    seldom = dataset == BACKBONE  # without pictures here: always wrong, they would be forgotten
    across = named | same_key | same_kind | wider | wider.T | seldom[:, None] | seldom[None, :]
    related: NDArray[np.bool_] = np.where(same_set, same_key, across)
    return related


def _sharing(asked: Sequence[set[str]], names: Sequence[set[str]]) -> NDArray[np.bool_]:
    """bool [t, t]: words of `asked[i]` are among `names[j]`."""
    owners: dict[str, list[int]] = {}
    for number, own in enumerate(names):
        for name in own:
            owners.setdefault(name, []).append(number)
    found = np.zeros((len(asked), len(names)), dtype=np.bool_)
    for number, own in enumerate(asked):
        for name in own:
            found[number, owners.get(name, [])] = True
    return found


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
