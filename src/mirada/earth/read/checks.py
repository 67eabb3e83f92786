"""What a series must look like to be reflectances in the named order of bands."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.errors import InputError

_SAMPLES = 200_000
_BELOW_ZERO = 0.05  # atmospheric correction leaves a few values below zero, standardising a half
_UNSCALED = 2.0  # a reflectance above 2 is no ground, cloud or snow


def check_reflectance(
    values: NDArray[Any],
    bands: tuple[str, ...],
    scale: float,
    name: str,
    clear: NDArray[np.bool_] | None = None,
) -> None:
    """Refuse what is not reflectance times ``scale``, or has its bands in another order.

    Args:
        values: [t, b, h, w].
        bands: the Sentinel-2 name of each of b.
        scale: what a reflectance of 1 is stored as.
        name: the file, for the sentence.
        clear: bool [t, h, w], the pixels that count; None = all.

    Raises:
        InputError: with what was seen and the way out.
    """
    sample = _sample(values, clear)
    if not sample.size:
        return
    if not np.isfinite(sample).all():
        raise InputError(
            f"The series {name} holds values that are no numbers.",
            hint="Fill them, or give a cloud mask that leaves them out.",
        )
    if (sample < 0).mean() > _BELOW_ZERO:
        raise InputError(
            f"The series {name} holds negative values in {(sample < 0).mean():.0%} of its pixels: "
            "standardised values are no reflectances.",
            hint="Give the values before they were standardised.",
        )
    if not (sample > 0).any():
        raise InputError(
            f"The series {name} holds nothing above zero: there is no picture in it.",
            hint="Copy it again, or name another file.",
        )
    top = float(np.percentile(sample, 99))
    if top < _UNSCALED and scale > _UNSCALED:
        raise InputError(
            f"The series {name} holds values up to {top:.2f}: reflectances from 0 to 1, not from "
            f"0 to {scale:.0f}.",
            hint="Say so with --scale 1.",
        )
    if top > _UNSCALED * scale:
        raise InputError(
            f"The series {name} holds values up to {top:.0f}, more than twice the {scale:g} that "
            "stands for a reflectance of 1.",
            hint="Name what stands for 1 with --scale, for example --scale 10000.",
        )
    _check_order(sample, bands, name)


def _sample(values: NDArray[Any], clear: NDArray[np.bool_] | None) -> NDArray[np.float64]:
    """float64 [b, n]: clear pixels of all dates, evenly spread."""
    t, b, h, w = values.shape
    step = max(1, int(np.sqrt(t * h * w / _SAMPLES)))
    part = np.moveaxis(values[:, :, ::step, ::step], 1, 0)
    kept = np.ones(part.shape[1:], bool) if clear is None else clear[:, ::step, ::step]
    return part[:, kept].reshape(b, -1).astype(np.float64)


def _check_order(sample: NDArray[np.float64], bands: tuple[str, ...], name: str) -> None:
    """Bands that see nearly the same must measure nearly the same.

    The red edge and near infra-red bands lie close together on land, whatever grows there, the two
    short-wave bands stand in a narrow ratio, the near infra-red is no darker than the red edge and
    blue no brighter than red. Snow, cloud and water differ, hence medians.
    """
    medians = {band: float(np.median(plane)) for band, plane in zip(bands, sample, strict=True)}
    for one, other, low, high in (
        ("B8A", "B08", 0.8, 1.25),
        ("B07", "B08", 0.75, 1.25),
        ("B06", "B07", 0.55, 1.25),
        ("B12", "B11", 0.3, 1.15),
        ("B08", "B05", 0.9, 15),
        ("B02", "B04", 0.1, 1.3),
    ):
        if one in medians and other in medians and medians[other] > 0:
            ratio = medians[one] / medians[other]
            if not low <= ratio <= high:
                raise InputError(
                    f"The bands of the series {name} do not stand in the order "
                    f"{', '.join(bands)}: {one} is {ratio:.2f} times {other}, on land {low:g} to "
                    f"{high:g}.",
                    hint="Name the bands in their order with --bands B02,B03,...",
                )
