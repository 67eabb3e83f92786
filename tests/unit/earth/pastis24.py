"""Windows as PASTIS24 pickles them."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
from made_fields import bands_of, cereal

DOY = np.arange(5, 365, 12)


def window_arrays(side: int = 24) -> dict[str, Any]:
    """``img``, ``labels``, ``doy`` of one window of wheat."""
    ndvi = np.repeat(cereal()(DOY.astype(float)), side * side).reshape(len(DOY), side, side)
    labels = np.full((3, side, side), 2, np.uint8)
    return {"img": bands_of(ndvi), "labels": labels, "doy": DOY}


def dumped(**change: Any) -> bytes:
    """The pickle of a window with some of its arrays changed."""
    return pickle.dumps({**window_arrays(), **change})
