"""Facts of fields against the truth of freshly drawn seasons.

    python bench/earth.py --seeds 101 102 103 --patches 8

Each seed draws a PASTIS folder (`mirada earth synth`), all four regions in turn; every patch is
read and measured as `mirada earth facts` does, and held against truth.jsonl. Printed as JSON:

- `areas`: class and parcel areas that were compared, and how many differ (must be 0).
- of each dated event, over all parcels and by crop:
  `allowed`: parcels where the dates allow it: the clear pictures of the parcel around the true day
  (half of its pixels without cloud, haze and shadow in the drawn sky) are at most 16 days apart
  for what is told between two pictures (harvest, emergence) and 30 for what is fitted (start,
  peak, end, flowering);
  `within`: the share of these that is told within 8 days; `wrong`: told, but farther off;
  `silent`: listed as undetermined;
  `elsewhere`, `elsewhere_silent`, `elsewhere_wrong`: the others, and the shares of them that are
  listed as undetermined, and told more than 8 days off; `median_error`: days, of all that is told.
- `cuts`: a cut that is told counts when a true one lies between its two pictures (two days to
  spare); precision over all that are told, recall over the true ones for which the parcel shows a
  clear picture at most 16 days before and after.
- `anomalies`: parcels of crops with five parcels or more; told = some anomaly fact of the parcel.

`--misses FILE` writes each wrong or silent event of an allowed parcel with its curve, to look at.
"""

from __future__ import annotations

import argparse
import datetime
import json
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from common import show
from mirada.earth.facts.measure import measure
from mirada.earth.facts.parcels import parcels_of
from mirada.earth.facts.values import FieldFacts
from mirada.earth.legend import pastis
from mirada.earth.read.inputs import open_field
from mirada.earth.synth.folder import write_set

Row = dict[str, Any]
NEAR = 8
FITTED, BETWEEN = 30, 16
EVENTS = {
    "season_start": FITTED,
    "peak": FITTED,
    "season_end": FITTED,
    "flowering": FITTED,
    "harvest": BETWEEN,
    "emergence": BETWEEN,
}
_CUT_SLACK = 2
_FEWEST = 5


@dataclass
class Tally:
    """Counts of one event, of one crop or all."""

    allowed: int = 0
    within: int = 0
    wrong: int = 0
    silent: int = 0
    elsewhere: int = 0
    elsewhere_silent: int = 0
    elsewhere_wrong: int = 0
    errors: list[float] = field(default_factory=list)

    def add(self, allowed: bool, error: float | None) -> None:
        if error is not None:
            self.errors.append(abs(error))
        near = error is not None and abs(error) <= NEAR
        if allowed:
            self.allowed += 1
            self.within += near
            self.wrong += error is not None and not near
            self.silent += error is None
        else:
            self.elsewhere += 1
            self.elsewhere_silent += error is None
            self.elsewhere_wrong += error is not None and not near

    def figures(self) -> Row:
        return {
            "allowed": self.allowed,
            "within": _share(self.within, self.allowed),
            "wrong": _share(self.wrong, self.allowed),
            "silent": _share(self.silent, self.allowed),
            "elsewhere": self.elsewhere,
            "elsewhere_silent": _share(self.elsewhere_silent, self.elsewhere),
            "elsewhere_wrong": _share(self.elsewhere_wrong, self.elsewhere),
            "median_error": round(float(np.median(self.errors)), 1) if self.errors else None,
        }


@dataclass
class Held:
    """Everything that was compared so far."""

    areas: int = 0
    wrong_areas: int = 0
    events: dict[tuple[str, int], Tally] = field(default_factory=lambda: defaultdict(Tally))
    cuts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * 4))
    anomalies: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    misses: list[Row] = field(default_factory=list)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def clear_days(sky: np.ndarray, there: np.ndarray, dates: list[datetime.date]) -> list[Any]:
    """The dates on which half of the pixels are free of cloud, haze and shadow."""
    shares = (sky[:, there] == 0).mean(axis=1)
    return [day for day, share in zip(dates, shares, strict=True) if share >= 0.5]


def around(days: list[Any], day: datetime.date, widest: int) -> bool:
    """Whether the days around `day` are at most `widest` apart."""
    before, after = [one for one in days if one < day], [one for one in days if one >= day]
    return bool(before and after and (after[0] - before[-1]).days <= widest)


def hold(folder: Path, row: Row, held: Held) -> None:
    """Measure one patch and compare it."""
    name = str(row["patch"])
    opened = open_field(folder, patch=name)
    told, parcels = measure(opened), parcels_of(opened.mask)
    numbers = {int(id): number for number, id in enumerate(parcels.ids, start=1)}
    hold_areas(row, told, numbers, held)
    sky = np.load(folder / "TRUTH" / f"SKY_{name}.npy")
    dates = [_day(text) for text in row["dates"]]
    counts = np.bincount(parcels.classes, minlength=32)
    for truth in row["parcels"]:
        number = numbers.get(truth["parcel"])
        if number is None or truth["class"] != truth["crop"]:
            continue  # void, or too small to be a parcel
        clear = clear_days(sky, parcels.labels == number, dates)
        hold_events(name, truth, number, told, clear, held)
        hold_cuts(truth, number, told, clear, held)
        if counts[truth["class"]] >= _FEWEST:
            hold_anomaly(truth, number, told, held)


def hold_areas(row: Row, told: FieldFacts, numbers: dict[int, int], held: Held) -> None:
    pairs = [(f"class:{id}", area) for id, area in row["area_ha"].items()]
    pairs += [
        (f"parcel:{numbers[one['parcel']]}", one["area_ha"])
        for one in row["parcels"]
        if one["parcel"] in numbers
    ]
    for subject, area in pairs:
        held.areas += 1
        found = told.value(subject, "area")
        held.wrong_areas += round(float(found or 0) * 100) != round(area * 100)


def hold_events(
    patch: str, truth: Row, number: int, told: FieldFacts, clear: list[Any], held: Held
) -> None:
    for event, widest in EVENTS.items():
        if truth[event] is None:
            continue
        true, found = _day(truth[event]), told.value(f"parcel:{number}", event)
        error = None if found is None else (_day(str(found)) - true).days
        allowed = around(clear, true, widest)
        for crop in (0, truth["class"]):
            held.events[event, crop].add(allowed, error)
        if (allowed and (error is None or abs(error) > NEAR)) or (
            not allowed and error is not None and abs(error) > NEAR
        ):
            held.misses.append(_miss(patch, truth, number, told, event, error, allowed))


def _miss(
    patch: str, truth: Row, number: int, told: FieldFacts, event: str, error: Any, allowed: bool
) -> Row:
    subject = f"parcel:{number}"
    reasons = [
        one.reason for one in told.undetermined if (one.subject, one.predicate) == (subject, event)
    ]
    curve = next(one for one in told.curves if one.subject == subject)
    return {
        "patch": patch,
        "parcel": number,
        "crop": truth["class"],
        "event": event,
        "true": truth[event],
        "error": error,
        "allowed": allowed,
        "reason": reasons,
        "anomaly": truth["anomaly"],
        "truth": {one: truth[one] for one in (*EVENTS, "cuts")},
        "curve": [
            [day.isoformat(), round(float(value), 3)]
            for day, value in zip(curve.dates, curve.values, strict=True)
            if np.isfinite(value)
        ],
    }


def hold_cuts(truth: Row, number: int, told: FieldFacts, clear: list[Any], held: Held) -> None:
    """[told, of these true, true that could be seen, of these told]."""
    subject = f"parcel:{number}"
    if told.value(subject, "cuts") is None:
        return
    spare = datetime.timedelta(_CUT_SLACK)
    spans = [
        (one.evidence.dates[0] - spare, one.evidence.dates[-1] + spare)
        for one in (*told.facts, *told.undetermined)
        if (one.subject, one.predicate) == (subject, "cut") and one.evidence.dates
    ]
    days = [_day(text) for text in truth["cuts"]]
    seen = [day for day in days if around(clear, day, BETWEEN)]
    for crop in (0, truth["class"]):
        tally = held.cuts[crop]
        tally[0] += len(spans)
        tally[1] += sum(any(first <= day <= last for day in days) for first, last in spans)
        tally[2] += len(seen)
        tally[3] += sum(any(first <= day <= last for first, last in spans) for day in seen)


def hold_anomaly(truth: Row, number: int, told: FieldFacts, held: Held) -> None:
    """[parcels, of these told to be strange], by what is true of them."""
    if truth["season_start"] is None:
        return
    kind = truth["anomaly"]["kind"] if truth["anomaly"] else "none"
    held.anomalies[kind][0] += 1
    held.anomalies[kind][1] += bool(told.of(f"parcel:{number}", "anomaly"))


def figures(held: Held) -> Row:
    names = {one.id: one.en.text for one in pastis().classes} | {0: "all"}
    events: Row = defaultdict(dict)
    for (event, crop), tally in sorted(held.events.items()):
        events[event][names[crop]] = tally.figures()
    told_true = sum(n for kind, (_, n) in held.anomalies.items() if kind != "none")
    told = sum(n for _, n in held.anomalies.values())
    true = sum(n for kind, (n, _) in held.anomalies.items() if kind != "none")
    return {
        "areas": {"compared": held.areas, "different": held.wrong_areas},
        "events": events,
        "cuts": {
            names[crop]: {
                "told": tally[0],
                "precision": _share(tally[1], tally[0]),
                "visible": tally[2],
                "recall": _share(tally[3], tally[2]),
            }
            for crop, tally in sorted(held.cuts.items())
        },
        "anomalies": {
            "told": told,
            "precision": _share(told_true, told),
            "true": true,
            "recall": _share(told_true, true),
            "by_kind": {
                kind: {"parcels": n, "told": _share(found, n)}
                for kind, (n, found) in sorted(held.anomalies.items())
            },
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103])
    parser.add_argument("--patches", type=int, default=8, help="of each seed; regions take turns")
    parser.add_argument("--misses", type=Path, help="write what was wrong or silent, with curves")
    given = parser.parse_args()
    held, parcels = Held(), 0
    with tempfile.TemporaryDirectory() as scratch:
        for seed in given.seeds:
            folder = Path(scratch) / str(seed)
            truth = write_set(folder, given.patches, seed)
            for line in truth.read_text().splitlines():
                row = json.loads(line)
                parcels += len(row["parcels"])
                hold(folder, row, held)
    if given.misses:
        given.misses.write_text("".join(json.dumps(one) + "\n" for one in held.misses))
    asked = {"seeds": given.seeds, "patches": given.patches, "parcels": parcels}
    show("earth", {**asked, **figures(held)})


if __name__ == "__main__":
    main()
