"""The season of every cell: its NDVI on any day without noise, and the true dates of its events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from mirada.earth.synth import crops
from mirada.earth.synth.crops import ANNUALS, Annual
from mirada.earth.synth.layout import BUILT, CONIFER, DECIDUOUS, GRASS, WATER
from mirada.earth.synth.regions import Region

Days = NDArray[np.float64]
DAILY = np.arange(-130.0, 340.0)
"""Days of the year 2019 on which true events are looked for."""
AnomalyKind = Literal["sparse", "late", "dieback"]
_ANOMALOUS = 0.05
_START, _END = 0.25, 0.75
_FULL, _PLATEAU = 0.01, 60
_BARE = (0.235, 0.02)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """What went wrong with a parcel, from which day on."""

    kind: AnomalyKind
    day: float


@dataclass(frozen=True, slots=True, eq=False)
class Season:
    """What one cell shows.

    Attributes:
        cover: what grows in it.
        curve: the NDVI of its canopy on :data:`DAILY`, flowering left out.
        dry: share of straw in what is not green, on the same days.
        flowering: (day, dip of NDVI) or None.
        harvest, cuts, emergence: days; what a cover has not is None or ().
        rise: (rise day, rate) of the green-up that starts the season; None = evergreen or none.
        fall: (day, rate) of ripening; None = it is harvested green, or is not harvested.
    """

    cover: int
    curve: Days
    dry: Days
    flowering: tuple[float, float] | None = None
    harvest: float | None = None
    cuts: tuple[float, ...] = ()
    emergence: float | None = None
    rise: tuple[float, float] | None = None
    fall: tuple[float, float] | None = None
    anomaly: Anomaly | None = None

    @property
    def start(self) -> float | None:
        """The day on which a quarter of the green-up that leads to the peak is done.

        Autumn growth before a winter rest is told by ``emergence``; it is not part of this rise.
        """
        if self.rise is None:
            return None
        day, rate = self.rise
        return day + rate * float(np.log(_START / (1 - _START)))

    @property
    def peak(self) -> float | None:
        """The day of the greatest NDVI; None for a canopy that stays full for months.

        Where NDVI stays within :data:`_FULL` of its maximum for longer than :data:`_PLATEAU` days
        (vines, orchards, what is harvested green), no day stands out.
        """
        if self.rise is None or self.fall is None:
            return None
        if int((self.curve >= self.curve.max() - _FULL).sum()) > _PLATEAU:
            return None
        return float(DAILY[int(np.argmax(self.curve))])

    @property
    def end(self) -> float | None:
        """The day on which ripening has come down to three quarters of the amplitude."""
        died = self.anomaly is not None and self.anomaly.kind == "dieback"
        if self.fall is None or died:
            return None
        day, rate = self.fall
        return day - rate * float(np.log(_END / (1 - _END)))

    def at(self, days: Days) -> tuple[Days, Days]:
        """(NDVI without flowering, dry share) on any days."""
        return np.interp(days, DAILY, self.curve), np.interp(days, DAILY, self.dry)

    def bloom(self, days: Days) -> Days:
        """How much NDVI flowering takes away on the days."""
        if self.flowering is None:
            return np.zeros(len(days))
        middle, dip = self.flowering
        plain: Days = dip * np.exp(-(((days - middle) / crops.FLOWERING[2]) ** 2) / 2)
        return plain


def make_season(cover: int, region: Region, random: np.random.Generator) -> Season:
    """Draw the season of one cell."""
    if cover in ANNUALS:
        return _annual(cover, ANNUALS[cover], region, random)
    if cover in (crops.MEADOW, GRASS):
        return _meadow(cover, region, random)
    if cover == crops.FODDER:
        return _fodder(region, random)
    if cover == crops.FRUIT:
        return _short_cycles(random)
    return _standing(cover, region, random)


def _annual(cover: int, crop: Annual, region: Region, random: np.random.Generator) -> Season:
    anomaly = _draw_anomaly(random)
    late = random.uniform(24, 32) if anomaly == "late" else 0.0
    rise = random.normal(crop.rise + region.shift, crop.rise_spread) + late
    rate = crop.rise_rate * random.uniform(0.85, 1.15)
    bare = random.normal(*_BARE)
    peak = random.normal(crop.peak, 0.025) - (random.uniform(0.25, 0.35) * (anomaly == "sparse"))
    plateau = bare if crop.plateau is None else random.normal(crop.plateau, 0.03)
    slip = 0.5 * (rise - crop.rise) if crop.fall is not None else 0.0
    fall = None
    if crop.fall is not None:
        fall = random.normal(crop.fall, crop.fall_spread) + min(max(slip, -8), 12)
        fall = max(fall, rise + 3 * (rate + crop.fall_rate))
    harvest = random.normal(crop.harvest + (fall or 0) - (crop.fall or 0), crop.harvest_spread)
    harvest = max(harvest, (fall if fall is not None else rise + 60) + 2 * crop.fall_rate)
    curve = np.full(DAILY.shape, bare)
    emergence = None
    if crop.plateau is not None:
        sown = random.normal(crop.sown + region.shift, 5)
        emergence = sown - crops.AUTUMN_RATE * float(np.log(3))
        curve = curve + (plateau - bare) * expit((DAILY - sown) / crops.AUTUMN_RATE)
    curve = curve + (peak - plateau) * expit((DAILY - rise) / rate)
    dry = np.zeros(DAILY.shape)
    if fall is not None:
        ripe = expit((DAILY - fall) / crop.fall_rate)
        curve, dry = curve - (peak - crops.RESIDUE) * ripe, ripe
    flowering = None
    if cover == crops.RAPESEED:
        middle, spread, _ = crops.FLOWERING
        flowering = random.normal(middle, spread), random.uniform(*crops.FLOWERING_DIP)
    curve = np.where(harvest <= DAILY, bare, curve)
    dry = np.where(harvest <= DAILY, 0.0, dry)
    happened = None
    if anomaly == "dieback":
        curve, day = _die_back(curve, rise, fall or harvest, bare, random)
        happened = Anomaly("dieback", day)
    elif anomaly is not None:
        happened = Anomaly(anomaly, rise)
    return Season(
        cover, curve, dry, flowering, harvest, (), emergence, (rise, rate),
        None if fall is None else (fall, crop.fall_rate), happened,
    )  # fmt: skip


def _draw_anomaly(random: np.random.Generator) -> AnomalyKind | None:
    if random.random() >= _ANOMALOUS:
        return None
    kinds: tuple[AnomalyKind, ...] = ("sparse", "late", "dieback")
    return kinds[int(random.integers(len(kinds)))]


def _die_back(
    curve: Days, rise: float, end: float, bare: float, random: np.random.Generator
) -> tuple[Days, float]:
    """Hail or drought: most of the green is lost within two weeks, half way through the season."""
    day = rise + (end - rise) * random.uniform(0.4, 0.6)
    lost = random.uniform(0.5, 0.7) * expit((DAILY - day - 7) / 3)
    return bare + (curve - bare) * (1 - lost), day


def _meadow(cover: int, region: Region, random: np.random.Generator) -> Season:
    low, high = random.normal(0.55, 0.05), random.normal(0.85, 0.025)
    if cover == GRASS:  # verges and heaths are poorer than meadows
        low, high = low - 0.10, high - 0.13
    rise, rate = random.normal(75 + region.shift, 12), random.uniform(8, 12)
    cuts: tuple[float, ...] = ()
    if cover == crops.MEADOW:
        many = random.choice(4, p=[0.2, 0.2, 0.3, 0.3])  # grazed meadows are not cut
        cuts = tuple(random.normal(day, 8) for day in crops.MEADOW_CUTS[:many])
    curve = low + (high - low) * expit((DAILY - rise) / rate)
    curve = curve - (high - low) * random.uniform(0.3, 0.8) * expit((DAILY - 305) / 12)
    return _mown(cover, curve, cuts, (rise, rate), random)


def _fodder(region: Region, random: np.random.Generator) -> Season:
    low, high = random.normal(0.48, 0.05), random.normal(0.85, 0.025)
    rise, rate = random.normal(82 + region.shift, 8), random.uniform(8, 11)
    cuts, day = [], random.normal(crops.FODDER_FIRST, crops.FODDER_SPREAD)
    while day < 295:
        cuts.append(day)
        day += random.normal(crops.FODDER_EVERY, crops.FODDER_SPREAD)
    curve = low + (high - low) * expit((DAILY - rise) / rate)
    curve = curve - 0.25 * expit((DAILY - 310) / 10)
    return _mown(crops.FODDER, curve, tuple(cuts), (rise, rate), random)


def _mown(
    cover: int,
    curve: Days,
    cuts: tuple[float, ...],
    rise: tuple[float, float],
    random: np.random.Generator,
) -> Season:
    """Each cut takes green away at once; it grows back within the recovery time."""
    for cut in cuts:
        depth, recovery = random.uniform(*crops.CUT_DEPTH), random.uniform(*crops.CUT_RECOVERY)
        since = np.clip(DAILY - cut, 0, None)
        curve = curve - np.where(cut <= DAILY, depth * np.exp(-since / (recovery / 2)), 0)
    return Season(
        cover, np.maximum(curve, 0.25), np.zeros(DAILY.shape), cuts=cuts, rise=rise
    )  # fmt: skip


def _short_cycles(random: np.random.Generator) -> Season:
    """One or two crops of vegetables or flowers, each pulled out while it is green."""
    bare = random.normal(*_BARE)
    curve, begin = np.full(DAILY.shape, bare), random.uniform(70, 130)
    rise, harvest, first_peak = (0.0, 1.0), 0.0, -1.0
    for _ in range(int(random.integers(1, 3))):
        length, peak = random.uniform(55, 110), random.normal(0.74, 0.06)
        rate = random.uniform(5, 8)
        middle, end = begin + 4 * rate, begin + length
        wave = (peak - bare) * expit((DAILY - middle) / rate)
        curve = np.where((begin <= DAILY) & (end > DAILY), bare + wave, curve)
        if peak > first_peak:
            rise, harvest, first_peak = (middle, rate), end, peak
        begin = end + random.uniform(12, 35)
    return Season(crops.FRUIT, curve, np.zeros(DAILY.shape), harvest=harvest, rise=rise)


def _standing(cover: int, region: Region, random: np.random.Generator) -> Season:
    """Vines, orchards, woods, water and what is built: nothing is cut or harvested bare."""
    low, high, rise, fall = {
        crops.VINE: (0.25, random.normal(0.50, 0.05), 130.0, 290.0),
        crops.ORCHARD: (random.normal(0.45, 0.04), random.normal(0.70, 0.04), 92.0, 308.0),
        DECIDUOUS: (random.normal(0.50, 0.04), random.normal(0.88, 0.02), 108.0, 300.0),
        CONIFER: (random.normal(0.76, 0.03), random.normal(0.80, 0.03), 100.0, 330.0),
        BUILT: (random.normal(0.20, 0.06), random.normal(0.28, 0.06), 100.0, 300.0),
        WATER: (-0.10, -0.05, 100.0, 300.0),
    }[cover]
    if cover == crops.VINE and random.random() < 0.5:  # grass between the rows
        low = random.normal(0.42, 0.04)
        high = max(high, low + 0.08)
    rise, rate = random.normal(rise + region.shift, 6), random.uniform(8, 12)
    fall, slow = random.normal(fall, 7), random.uniform(8, 12)
    ripe = expit((DAILY - fall) / slow)
    curve = low + (high - low) * (expit((DAILY - rise) / rate) - ripe)
    changes = cover in (crops.VINE, crops.ORCHARD)
    return Season(
        cover,
        curve,
        np.where(changes, 0.3 * ripe, 0.0),
        rise=(rise, rate) if changes else None,
        fall=(fall, slow) if changes else None,
    )
