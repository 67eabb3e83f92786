"""A contact sheet: the hits as one picture."""

from __future__ import annotations

import functools
import io
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

from mirada.cli.chips import why_text
from mirada.cli.output_files import write_atomically
from mirada.cli.render import Asked, captions, headline, numbers_text
from mirada.cli.say import Say, legible
from mirada.types import Hit, SearchResult

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

COLUMNS = 5
CELL = 232
CAPTION = 44
MARGIN = 14
HEADING = 40
MOST = 500  # cells, so that the picture stays one that can be opened
MATCH, NO_MATCH = "#1a7f4b", "#8a8a8a"
FONT = "DejaVuSans-subset.ttf"
"""Latin letters, punctuation and arrows of DejaVu Sans 2.37; Pillow's own font lacks accents."""


def write_sheet(
    path: Path,
    asked: Asked,
    result: SearchResult,
    thumbnails: Mapping[str, bytes],
    say: Say,
) -> None:
    """Draw the best hits and, under a heading of their own, the nearest non-matches as PNG."""
    from PIL import Image, ImageDraw

    hits = result.hits[:MOST]
    nearest = result.nearest[: MOST - len(hits)]
    blocks = [(headline(asked, result, say)[0], "#111111", hits)]
    if nearest:
        title = say("Nearest, but no match", "Lo más cercano, sin coincidir")
        blocks.append((title, NO_MATCH, nearest))
    columns = min(COLUMNS, max(3, len(hits), len(nearest)))
    width = columns * (CELL + MARGIN) + MARGIN
    height = sum(_height(len(block), columns) for *_, block in blocks) + MARGIN
    sheet = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(sheet)
    shown = captions([*hits, *nearest], say)
    top = 0
    for title, colour, block in blocks:
        _write(draw, (MARGIN, top + 12), title, 16, colour, width - 2 * MARGIN)
        for place, hit in enumerate(block):
            across, down = place % columns, place // columns
            corner = (
                MARGIN + across * (CELL + MARGIN),
                top + HEADING + down * (CELL + CAPTION + MARGIN),
            )
            _cell(sheet, draw, corner, hit, shown[hit.moment_id], thumbnails, say)
        top += _height(len(block), columns)
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG")
    write_atomically(path, buffer.getvalue())


def _height(cells: int, columns: int) -> int:
    """Of a heading and the rows under it, in pixels."""
    return HEADING + -(-cells // columns) * (CELL + CAPTION + MARGIN)


def _cell(
    sheet: Image,
    draw: ImageDraw,
    corner: tuple[int, int],
    hit: Hit,
    caption: str,
    thumbnails: Mapping[str, bytes],
    say: Say,
) -> None:
    from PIL import Image

    left, top = corner
    thumbnail = thumbnails.get(hit.moment_id)
    if thumbnail is not None:
        picture = Image.open(io.BytesIO(thumbnail)).convert("RGB")
        picture.thumbnail((CELL - 6, CELL - 6))
        place = (left + (CELL - picture.width) // 2, top + (CELL - picture.height) // 2)
        sheet.paste(picture, place)
    colour = MATCH if hit.match else NO_MATCH
    draw.rectangle((left, top, left + CELL - 1, top + CELL - 1), outline=colour, width=2)
    _write(draw, (left, top + CELL + 4), caption, 12, "#111111", CELL)
    numbers = numbers_text(hit, say, "   ") if hit.e_value is not None else why_text(hit, say)
    _write(draw, (left, top + CELL + 22), numbers, 12, colour, CELL)


def _write(
    draw: ImageDraw, corner: tuple[int, int], text: str, size: int, colour: str, width: int
) -> None:
    """Text cut in its middle to fit ``width``: both ends of a name tell much."""
    font = font_of(size)
    shown = text = unicodedata.normalize("NFC", legible(text))
    keep = len(text)
    while draw.textlength(shown, font=font) > width and keep > 8:
        keep -= 2
        shown = f"{text[: keep // 2]}…{text[-keep // 2 :]}"
    draw.text(corner, shown, fill=colour, font=font)


@functools.cache
def font_of(size: int) -> FreeTypeFont:
    """The font of the sheet at ``size`` pixels."""
    from PIL import ImageFont

    data = files("mirada.cli").joinpath("fonts", FONT).read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)
