"""The season of a field as a double logistic: one rise, one fall (Beck et al. 2006).

v(t) = low + (high - low) sig((t - rise) / rise_rate) - (high - after) sig((t - fall) / fall_rate)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

START, END = 0.25, 0.75
"""Shares of the amplitude: where the season starts on the rise, and ends on the fall (FAO ASIS)."""
FEWEST = 7
_FLAT, _FLAT_FALL = 0.07, 0.12
"""NDVI: a smaller rise (fall) cannot be told from haze and weeds."""
_AFTER_FALL = 45.0
"""Days after the fall that still belong to its fit: later ones may show another crop."""
_RATES = (2.0, 16.0), (1.5, 20.0)
_NOISE = 0.02
"""Residuals beyond this count less and less (soft L1): what the cloud mask let through."""
_LEAST_NOISE = 0.005
_BARE_SPREAD = 6.0
"""How far a ripe crop's last level may lie from bare soil's, in units of a picture's own error."""


@dataclass(frozen=True, slots=True)
class SeasonFit:
    """Days are those of the given numbers; ``spread`` the standard errors of ``rise``, ``fall`` and
    ``peak``.

    ``falls``: whether the series shows the fall; else ``after`` and ``fall`` mean nothing.
    """

    low: float
    high: float
    rise: float
    rise_rate: float
    after: float
    fall: float
    fall_rate: float
    falls: bool
    rmse: float
    spread: tuple[float, float, float]
    first: float
    last: float

    @property
    def start(self) -> float:
        """The day on which a quarter of the rise is done."""
        return self.rise + self.rise_rate * float(np.log(START / (1 - START)))

    @property
    def end(self) -> float:
        """The day on which the fall has come down to three quarters of its amplitude."""
        return self.fall - self.fall_rate * float(np.log(END / (1 - END)))

    @property
    def peak(self) -> float:
        """The day of the greatest value."""
        return _peak(np.array([self.low, self.high, self.rise, self.rise_rate,
                               self.after, self.fall, self.fall_rate]))  # fmt: skip

    def at(self, days: Table) -> Table:
        """Values on any days."""
        value = self.low + (self.high - self.low) * sigmoid((days - self.rise) / self.rise_rate)
        if self.falls:
            value = value - (self.high - self.after) * sigmoid((days - self.fall) / self.fall_rate)
        return value


def sigmoid(x: Table) -> Table:
    plain: Table = 0.5 * (1 + np.tanh(0.5 * x))
    return plain


def fit_season(
    days: Table, values: Table, *, falls: bool = True, bare: float | None = None
) -> SeasonFit | str:
    """Fit one season to clear values.

    Args:
        days: [n] ascending.
        values: [n] of an index between -1 and 1; NaN is left out.
        falls: False for a canopy whose fall is no ripening (it is cut, or lasts).
        bare: about where a fall ends, of a crop that ripens; a fall that is cut short by the
            harvest or by clouds tells its own end badly.

    Returns:
        the fit, or why there is none: "few-dates", "flat", "unsure".
    """
    seen = np.isfinite(values)
    days, values = days[seen], values[seen]
    if len(days) < FEWEST:
        return "few-dates"
    guess = _guess(days, values, falls)
    if guess is None:
        return "flat"
    start, last, drops = guess
    kept = days <= last
    if kept.sum() < FEWEST:
        return "few-dates"
    return _solve(days[kept], values[kept], start, drops, bare)


def _guess(days: Table, values: Table, falls: bool) -> tuple[Table, float, bool] | None:
    """(first parameters, last day of the season, whether it falls) from where half is crossed."""
    calm = np.array([np.median(values[max(0, k - 1) : k + 2]) for k in range(len(values))])
    top = int(np.argmax(calm))
    high = float(np.percentile(values[max(0, top - 2) : top + 3], 75))
    left, right = calm[: top + 1], calm[top:]
    low = float(np.percentile(left, 15))
    if high - low < _FLAT or top < 1:
        return None
    below = np.flatnonzero(left < (low + high) / 2)
    rise = _between(days, below[-1]) if len(below) else days[0]
    after, fall, last, drops = low, days[-1] + 30.0, float(days[-1]), False
    if falls and len(right) > 1:
        after = float(right[1:].min())
        lower = np.flatnonzero(right < (after + high) / 2)
        if high - after >= max(_FLAT_FALL, 0.3 * (high - low)) and len(lower):
            fall = _between(days, top + lower[0] - 1)
            last, drops = fall + _AFTER_FALL, True
    return np.array([low, high, rise, 8.0, after, fall, 7.0]), last, drops


def _between(days: Table, at: int) -> float:
    return float(days[at] + days[min(at + 1, len(days) - 1)]) / 2


def _solve(
    days: Table, values: Table, start: Table, falls: bool, bare: float | None
) -> SeasonFit | str:
    from scipy.optimize import least_squares

    lower = [-0.2, 0.0, days[0] - 20, _RATES[0][0], -0.2, start[2], _RATES[1][0]]
    upper = [1.0, 1.1, days[-1], _RATES[0][1], 1.0, days[-1] + 60, _RATES[1][1]]
    used = 7 if falls else 4
    known = bare if falls else None
    first = np.clip(start, np.array(lower) + 1e-3, np.array(upper) - 1e-3)[:used]
    done = least_squares(
        lambda p: _left(p, days, values, known),
        first,
        jac=lambda p: _slopes(p, days, known),
        bounds=(lower[:used], upper[:used]),
        loss="soft_l1",
        f_scale=_NOISE,
        max_nfev=60,
    )
    fitted = done.x
    left = values - _model(fitted, days)
    rmse = float(np.sqrt(np.mean(np.minimum(np.abs(left), 5 * _NOISE) ** 2)))
    amplitude = fitted[1] - fitted[0]
    if amplitude < _FLAT:
        return "flat"
    if rmse > max(0.045, 0.12 * amplitude):
        return "unsure"
    spread = _spreads(done.jac, left, fitted)
    tail = fitted[4:] if falls else np.array([fitted[0], days[-1] + 60, 7.0])
    low, high, rise, rise_rate, after, fall, fall_rate = (float(p) for p in (*fitted[:4], *tail))
    return SeasonFit(
        low, high, rise, rise_rate, after, fall, fall_rate, falls, rmse, spread,
        float(days[0]), float(days[-1]),
    )  # fmt: skip


def _left(p: Table, days: Table, values: Table, bare: float | None) -> Table:
    left = _model(p, days) - values
    return left if bare is None else np.append(left, (p[4] - bare) / _BARE_SPREAD)


def _model(p: Table, days: Table) -> Table:
    value: Table = p[0] + (p[1] - p[0]) * sigmoid((days - p[2]) / p[3])
    if len(p) > 4:
        value = value - (p[1] - p[4]) * sigmoid((days - p[5]) / p[6])
    return value


def _slopes(p: Table, days: Table, bare: float | None) -> Table:
    """[n, 4 or 7]: the derivatives of the model by its parameters; a row more with ``bare``."""
    up = sigmoid((days - p[2]) / p[3])
    bend = up * (1 - up) * (p[1] - p[0]) / p[3]
    columns = [1 - up, up, -bend, -bend * (days - p[2]) / p[3]]
    if len(p) > 4:
        down = sigmoid((days - p[5]) / p[6])
        drop = down * (1 - down) * (p[1] - p[4]) / p[6]
        columns[1] = up - down
        columns += [down, drop, drop * (days - p[5]) / p[6]]
    slopes = np.stack(columns, axis=1)
    if bare is None:
        return slopes
    return np.vstack([slopes, np.eye(7)[4] / _BARE_SPREAD])


def _peak(p: Table) -> float:
    """The day of the greatest value of seven parameters: where rise and fall are equally steep."""
    days = np.arange(p[2], max(p[5], p[2]) + 30, 0.5)
    values = _model(p, days)
    at = int(np.argmax(values))
    if not 0 < at < len(days) - 1:
        return float(days[at])
    before, here, after = values[at - 1 : at + 2]
    bend = before - 2 * here + after
    return float(days[at] + (0.25 * (before - after) / bend if bend < 0 else 0.0))


def _spreads(jacobian: Table, left: Table, p: Table) -> tuple[float, float, float]:
    """Standard errors of rise, fall and peak, from the curvature at the solution."""
    used = len(p)
    usual = 1.4826 * float(np.median(np.abs(left)))  # what clouds left over is no noise
    noise = max(usual**2 * len(left) / max(len(left) - used, 1), _LEAST_NOISE**2)
    try:
        inverse = np.linalg.inv(jacobian.T @ jacobian + 1e-9 * np.eye(used))
    except np.linalg.LinAlgError:
        return np.inf, np.inf, np.inf
    rise = float(np.sqrt(max(inverse[2, 2], 0) * noise))
    if used == 4:
        return rise, np.inf, np.inf
    steps = 0.02 * np.array([0.1, 0.1, 10, 10, 0.1, 10, 10])
    turn = [(_peak(p + step) - _peak(p - step)) / (2 * step.sum()) for step in np.diag(steps)]
    by = np.array(turn)
    return (
        rise,
        float(np.sqrt(max(inverse[5, 5], 0) * noise)),
        float(np.sqrt(max(by @ inverse @ by, 0) * noise)),
    )
