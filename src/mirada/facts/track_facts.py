"""Tracks -> facts, as docs/facts.md lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mirada.facts.relations import place_of
from mirada.facts.track_looks import Looks, looks_of
from mirada.facts.tracks import LeftOrGone, Track, TrackSet
from mirada.facts.zones import Zone, visits
from mirada.models import Embedder
from mirada.models.vocabulary import Vocabulary
from mirada.types import WHOLE, Asset, Evidence, Fact

_METHOD = "fixed-camera tracks"
_SEEN, _LENGTH = 0.5, 1.0  # tolerance in seconds of an instant and of a length


def track_facts(
    found: TrackSet,
    asset: Asset,
    *,
    embedder: Embedder | None = None,
    bank: NDArray[np.float32] | None = None,
    vocabulary: Vocabulary | None = None,
    zones: Sequence[Zone] = (),
) -> tuple[Fact, ...]:
    """Everything that is said of a film's tracks; of a film that moves or is cut, only that.

    Args:
        embedder, bank, vocabulary: what names the tracks; without them all are "object".
        zones: of the picture (``zones.read_zones``); each stay in one is a fact.
    """
    whole = Evidence(asset.id, 0.0, found.duration)
    camera = Fact("film", "fixed_camera", found.camera.fixed, whole, method="corners and cuts")
    if not found.camera.fixed:
        return (camera,)
    looks = [looks_of(track.crops, embedder, bank, vocabulary) for track in found.tracks]
    model = embedder.space.id if embedder is not None else ""
    facts = [camera]
    for track, look in zip(found.tracks, looks, strict=True):
        facts += _of_track(track, look, asset.id, model)
        facts += _visits(track, zones, asset.id)
    for thing in found.objects:
        facts += _of_object(thing, asset.id)
    return (*facts, *_totals(found.tracks, looks, whole))


def _evidence(track: Track, asset_id: str) -> Evidence:
    best = max(track.crops, key=lambda crop: crop.score, default=None)
    time = best.time if best is not None else track.first
    return Evidence(
        asset_id,
        track.first,
        track.last,
        track.box_at(time) or WHOLE,
        time,
        best.frame_hash if best is not None else "",
    )


def _of_track(track: Track, look: Looks, asset_id: str, model: str) -> list[Fact]:
    subject, seen = f"track:{track.number}", _evidence(track, asset_id)

    def fact(
        predicate: str, value: str | float | bool, unit: str = "", tolerance: float = 0.0
    ) -> Fact:
        return Fact(subject, predicate, value, seen, unit=unit, tolerance=tolerance, method=_METHOD)

    facts = [
        replace(fact("class", look.concept), evidence=replace(seen, model=model)),
        fact("first_seen", round(track.first, 2), "s", _SEEN),
        fact("last_seen", round(track.last, 2), "s", _SEEN),
        fact("dwell", round(track.dwell, 2), "s", _LENGTH),
        fact("enters", track.enters),
        fact("place", track.place),
        fact("stops", len(track.stops), "times"),
    ]
    if track.present_at_start:
        facts.append(fact("present_at_start", True))
    if track.present_at_end:
        facts.append(fact("present_at_end", True))
    else:
        facts.append(fact("leaves", track.leaves))
    if track.direction is not None:
        facts.append(fact("direction", track.direction))
    if track.stops:
        stood = sum(end - start for start, end in track.stops)
        facts.append(fact("stopped_for", round(stood, 2), "s", _LENGTH))
    if track.speed is not None:
        speed = round(track.speed, 3)
        facts.append(fact("speed", speed, "own sizes a second", round(0.25 * speed, 3)))
    named = (
        ("upper_colour", look.upper), ("lower_colour", look.lower), ("colour", look.whole),
    )  # fmt: skip
    return [*facts, *(fact(name, colour) for name, colour in named if colour is not None)]


def _visits(track: Track, zones: Sequence[Zone], asset_id: str) -> list[Fact]:
    """One fact for each stay in a zone; its evidence is that stay."""
    facts = []
    for zone in zones:
        for start, end in visits(track.boxes, zone):
            middle = (start + end) / 2
            seen = Evidence(asset_id, start, end, track.box_at(middle) or WHOLE, middle)
            facts.append(
                Fact(
                    f"track:{track.number}", "visits", round(end - start, 2), seen,
                    object=zone.name, unit="s", tolerance=_LENGTH, method=_METHOD,
                )
            )  # fmt: skip
    return facts


def _of_object(thing: LeftOrGone, asset_id: str) -> list[Fact]:
    subject = f"object:{thing.number}"
    seen = Evidence(asset_id, thing.time, thing.time, thing.region, thing.time)
    return [
        Fact(
            subject, thing.kind, round(thing.time, 2), seen,
            object=f"track:{thing.by}", unit="s", tolerance=_LENGTH, method=_METHOD,
        ),
        Fact(subject, "place", place_of(thing.region), seen, method=_METHOD),
    ]  # fmt: skip


def _totals(tracks: Sequence[Track], looks: Sequence[Looks], whole: Evidence) -> list[Fact]:
    """How many of each class there were, and how many at once."""
    counts = Counter(look.concept for look in looks)
    facts = []
    for concept in sorted(counts):
        mine = [t for t, look in zip(tracks, looks, strict=True) if look.concept == concept]
        most = max(sum(o.first <= t.first <= o.last for o in mine) for t in mine)
        for predicate, value in (("count", counts[concept]), ("most_at_once", most)):
            facts.append(
                Fact(
                    "scene", predicate, value, whole,
                    object=concept, unit="tracks", method=_METHOD,
                )
            )  # fmt: skip
    return facts
