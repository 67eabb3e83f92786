"""What is true of a patch, as one JSON object: what facts measured on it are held against."""

from __future__ import annotations

from typing import Any

import numpy as np

from mirada.earth.synth.clouds import CLOUD, HAZE, SHADOW
from mirada.earth.synth.crops import calendar_day
from mirada.earth.synth.patch import SynthPatch
from mirada.earth.synth.seasons import Season

HECTARE = 100.0
"""Pixels of 10 m in a hectare."""


def truth_of(patch: SynthPatch) -> dict[str, Any]:
    """Areas, parcels with the dates of their events, and cloud, of one patch.

    ``class`` is the label that the mask shows (19 = void), ``crop`` what truly grows there. Dates
    are ISO 8601; an event that a crop has not is null or an empty list.
    """
    labels = patch.layout.labels
    ids, counts = np.unique(labels, return_counts=True)
    return {
        "patch": patch.id,
        "region": patch.region.digit,
        "fold": patch.fold,
        "dates": [day.isoformat() for day in patch.dates],
        "area_ha": {
            str(id): count / HECTARE
            for id, count in zip(ids.tolist(), counts.tolist(), strict=True)
        },
        "parcels": _parcels(patch),
        "sky": [
            {
                "date": day.isoformat(),
                "cloud": round(float((plane == CLOUD).mean()), 4),
                "haze": round(float((plane == HAZE).mean()), 4),
                "shadow": round(float((plane == SHADOW).mean()), 4),
            }
            for day, plane in zip(patch.dates, patch.sky, strict=True)
        ],
    }


def _parcels(patch: SynthPatch) -> list[dict[str, Any]]:
    numbers = patch.layout.parcels
    pixels = np.bincount(numbers.ravel())
    seen, where = np.unique(numbers, return_index=True)
    labels = dict(zip(seen.tolist(), patch.layout.labels.ravel()[where].tolist(), strict=True))
    rows = []
    for cell, id in enumerate(patch.layout.ids.tolist()):
        if not id:
            continue
        season = patch.seasons[cell]
        rows.append(
            {
                "parcel": id,
                "class": labels[id],
                "crop": season.cover,
                "area_ha": int(pixels[id]) / HECTARE,
                **_events(season),
            }
        )
    return sorted(rows, key=lambda row: int(row["parcel"]))


def _events(season: Season) -> dict[str, Any]:
    return {
        "emergence": _date(season.emergence),
        "season_start": _date(season.start),
        "peak": _date(season.peak),
        "season_end": _date(season.end),
        "harvest": _date(season.harvest),
        "cuts": [_date(day) for day in season.cuts],
        "flowering": _date(season.flowering[0] if season.flowering else None),
        "anomaly": None
        if season.anomaly is None
        else {"kind": season.anomaly.kind, "date": _date(season.anomaly.day)},
    }


def _date(day: float | None) -> str | None:
    return None if day is None else calendar_day(day).isoformat()
