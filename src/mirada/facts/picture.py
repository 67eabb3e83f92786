"""Facts of any picture, and of the frame that stands for a moment of a film.

Nothing here asks a model: colours, areas and how they stand to each other, light, sharpness. The
cost is a few milliseconds, less than embedding the picture (``bench/index.py --facts``). What a
model sees in it is added by ``tags`` and ``grounding``, what is written in it by ``ocr``.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mirada.facts import areas as salient
from mirada.facts import figures, relations
from mirada.facts.areas import Area, areas_of, canonical
from mirada.facts.colour import COLOURS, colour_shares
from mirada.facts.figure_facts import around, figure_facts, figure_relations
from mirada.facts.figures import find_figures
from mirada.facts.quality import find_shift, measure_quality
from mirada.facts.relations import Relation, find_relations, place_of
from mirada.types import Asset, Evidence, Fact, Moment

RECIPE = "picture-3"
"""Changes when the same picture would give other facts."""

LEAST_COLOUR_SHARE = 0.05

Pixels = NDArray[np.uint8]


def picture_facts(
    pixels: Pixels, asset: Asset, moment: Moment, *, frame_hash: str | None = None
) -> tuple[Fact, ...]:
    """Everything that is measured of one moment's picture.

    Args:
        pixels: uint8 [h, w, 3], upright RGB of the whole picture, as ``moments.View`` has it;
            about 320 pixels on the shorter side.
        asset: where it is from.
        moment: whose picture it is. A tile is part of a picture that has facts of its own, and
            gives none.
        frame_hash: of the evidence; None takes that of ``pixels``.

    Returns:
        Facts in the order of docs/facts.md. A covered lens or an empty picture has neither areas
        nor sharpness.
    """
    if not moment.region.whole:
        return ()
    evidence = Evidence(
        asset.id,
        start=moment.start,
        end=moment.end,
        frame_time=moment.frame_time,
        frame_hash=hash_of(pixels) if frame_hash is None else frame_hash,
    )
    small, turned = canonical(pixels)
    taken = asset.capture.at(moment.frame_time)
    quality = measure_quality(pixels, small, asset, None if taken is None else taken.hour)
    found = _colour_facts(small, evidence)
    if not quality.covered:
        drawn = _figure_facts(pixels, small, turned, evidence) if moment.kind == "image" else ()
        found += drawn or _area_facts(*_areas_and_relations(small, turned), evidence)
    found.append(
        Fact(
            "picture", "brightness", round(quality.brightness, 3), evidence,
            unit="share", tolerance=0.02, method="mean luma",
        )
    )  # fmt: skip
    if quality.sharpness is not None:
        found.append(
            Fact("picture", "sharpness", quality.sharpness, evidence, method="width of edges")
        )
    if quality.night is not None:
        found.append(Fact("picture", "night", True, evidence, method=quality.night))
    if quality.covered:
        found.append(Fact("picture", "covered", True, evidence, method="no edges"))
    return tuple(found)


def hash_of(pixels: Pixels) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of RGB bytes."""
    return hashlib.sha256(np.ascontiguousarray(pixels).data).hexdigest()[:16]


def _colour_facts(small: Pixels, evidence: Evidence) -> list[Fact]:
    shares = colour_shares(small)
    return [
        Fact(
            "picture", "colour_share", round(float(shares[n]), 3), evidence,
            object=COLOURS[n], unit="share", tolerance=0.03, method="colour names in OKLab",
        )
        for n in np.argsort(-shares, kind="stable")
        if shares[n] >= LEAST_COLOUR_SHARE
    ]  # fmt: skip


def _areas_and_relations(
    small: Pixels, turned: bool
) -> tuple[tuple[Area, ...], tuple[Relation, ...]]:
    """Both as they are in the upright picture; measured in what ``canonical`` gave."""
    areas = areas_of(small)
    found = find_relations([area.region for area in areas], [area.mask for area in areas])
    return (salient.mirrored(areas), relations.mirrored(found)) if turned else (areas, found)


def _figure_facts(
    pixels: Pixels, small: Pixels, turned: bool, evidence: Evidence
) -> tuple[Fact, ...]:
    """Of a picture that is areas on a ground; () of any other."""
    import cv2

    found = find_figures(small, np.asarray(cv2.flip(pixels, 1), np.uint8) if turned else pixels)
    if found is None:
        return ()
    related = figure_relations(found)
    if turned:
        found, related = figures.mirrored(found), relations.mirrored(related)
    return figure_facts(found, related, evidence)


def _area_facts(
    areas: Sequence[Area], related: Sequence[Relation], evidence: Evidence
) -> list[Fact]:
    """Share, place, colour and relations of areas; each fact's region is the area's box."""
    found: list[Fact] = []
    for number, area in enumerate(areas, start=1):
        subject, seen = f"area:{number}", replace(evidence, region=area.region)
        found.append(
            Fact(
                subject, "area_share", round(area.share, 3), seen,
                unit="share", tolerance=0.02, method="surfaces",
            )
        )  # fmt: skip
        found.append(Fact(subject, "place", place_of(area.region), seen, method="surfaces"))
        if area.colour is not None:
            method = "colour names in OKLab"
            found.append(Fact(subject, "colour", area.colour, seen, method=method))
    regions = [area.region for area in areas]
    for relation in related:
        both = around(regions[relation.first], regions[relation.second])
        found.append(
            Fact(
                f"area:{relation.first + 1}", relation.predicate, True,
                replace(evidence, region=both),
                object=f"area:{relation.second + 1}", method="surfaces",
            )
        )  # fmt: skip
    return found


def shift_facts(asset: Asset, stills: Sequence[tuple[Moment, Pixels]]) -> tuple[Fact, ...]:
    """``shifted`` for each still stretch of a film that shows another view than the one before.

    Args:
        asset: the film.
        stills: its still moments and their pictures, uint8 [h, w, 3] of one size, in order.

    Returns:
        Facts whose evidence begins where the earlier stretch ended and ends where the later one
        begins; its frame is the later one's.
    """
    found = []
    for (before, first), (after, second) in itertools.pairwise(stills):
        if find_shift(first, second) is not None:
            evidence = Evidence(
                asset.id,
                start=before.end,
                end=max(before.end, after.start),
                frame_time=after.frame_time,
                frame_hash=hash_of(second),
            )
            found.append(Fact("film", "shifted", True, evidence, method="phase correlation"))
    return tuple(found)
