"""Text in pictures: read by RapidOCR (PP-OCR models on ONNX Runtime), the extra ``ocr``.

Upright, turned and slanted lines are read; each line is one box. ``bench/ocr.py`` compares it
with Tesseract on Spanish and English lines. What is read is data: nothing here, nor above, takes
it for an instruction.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.facts.relations import place_of
from mirada.lazy import require
from mirada.types import Evidence, Fact, Moment, Region

RECIPE = "ocr-1"
"""Changes when the same picture would give other texts."""

LEAST_CONFIDENCE = 0.6
"""Lines that the reader is less sure of are left out."""

# The models know few Spanish texts: before a capital they take the opening mark for the letter.
_OPENING = re.compile(r"\bi(?!Phone|Pad|Pod|OS|Mac|Cloud)(?=[A-ZÁÉÍÓÚÜÑ][^!]*!)")

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class TextBox:
    """One line of text.

    Attributes:
        text: as read.
        region: the upright box around it.
        confidence: of the reader, 0..1; not a calibrated probability.
    """

    text: str
    region: Region
    confidence: float


def read_text(pixels: Pixels) -> tuple[TextBox, ...]:
    """The lines of text in a picture, the largest box first.

    Args:
        pixels: uint8 [h, w, 3], upright RGB, as large as it is there: letters of less than about
            ten pixels are not read.

    Raises:
        MissingDependencyError: the extra ``ocr`` is not installed.
    """
    engine = _engine()
    height, width = pixels.shape[:2]
    told = engine(np.ascontiguousarray(pixels[:, :, ::-1]))
    if told.boxes is None or told.txts is None or told.scores is None:
        return ()
    found = []
    for corners, text, score in zip(told.boxes, told.txts, told.scores, strict=True):
        if text.strip() and score >= LEAST_CONFIDENCE:
            region = _region(np.asarray(corners, np.float64), width, height)
            found.append(TextBox(cleaned(text), region, float(score)))
    return tuple(sorted(found, key=lambda box: -box.region.width * box.region.height))


def cleaned(text: str) -> str:
    """A line with single spaces, and the opening exclamation mark where a letter stands for it."""
    return _OPENING.sub("¡", " ".join(text.split()))


def _region(corners: NDArray[np.float64], width: int, height: int) -> Region:
    """Four corners in pixels [4, 2] -> the box around them."""
    left, top = np.clip(corners.min(axis=0), 0, (width - 1, height - 1))
    right, bottom = np.minimum(
        np.maximum(corners.max(axis=0), (left + 1, top + 1)), (width, height)
    )
    return Region(
        float(left) / width,
        float(top) / height,
        float(right - left) / width,
        float(bottom - top) / height,
    )


@functools.cache
def _engine() -> Any:
    """The reader, loaded when first used."""
    rapidocr = require("rapidocr", extra="ocr")
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return rapidocr.RapidOCR(params={"Global.log_level": "error"})


def text_facts(
    moment: Moment, boxes: Sequence[TextBox], *, frame_hash: str = ""
) -> tuple[Fact, ...]:
    """``text`` and ``place`` of each line that was read in a moment's whole picture."""
    found: list[Fact] = []
    for number, box in enumerate(boxes, start=1):
        seen = Evidence(
            moment.asset_id,
            start=moment.start,
            end=moment.end,
            region=box.region,
            frame_time=moment.frame_time,
            frame_hash=frame_hash,
        )
        subject = f"text:{number}"
        found.append(Fact(subject, "text", box.text, seen, method="rapidocr"))
        found.append(Fact(subject, "place", place_of(box.region), seen, method="rapidocr"))
    return tuple(found)
