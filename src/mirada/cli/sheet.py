"""A contact sheet: the hits as one picture."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mirada.cli.output_files import write_atomically
from mirada.cli.render import headline, where_text
from mirada.cli.say import Say, legible
from mirada.types import Hit, SearchResult

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

COLUMNS = 5
CELL = 232
CAPTION = 44
MARGIN = 14
MOST = 500  # cells, so that the picture stays one that can be opened
MATCH, NO_MATCH = "#1a7f4b", "#8a8a8a"


def write_sheet(
    path: Path, asked: str, result: SearchResult, thumbnails: Mapping[str, bytes], say: Say
) -> None:
    """Draw the best hits and nearest non-matches (framed in grey) with captions as PNG."""
    from PIL import Image, ImageDraw

    hits = (*result.hits, *result.nearest)[:MOST]
    rows = max(1, -(-len(hits) // COLUMNS))
    columns = min(COLUMNS, max(3, len(hits)))
    width = columns * (CELL + MARGIN) + MARGIN
    height = rows * (CELL + CAPTION + MARGIN) + MARGIN + 40
    sheet = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(sheet)
    _write(draw, (MARGIN, 12), headline(asked, result, say)[0], 17, "#111111", width - 2 * MARGIN)
    for place, hit in enumerate(hits):
        left = MARGIN + (place % columns) * (CELL + MARGIN)
        top = 40 + MARGIN + (place // columns) * (CELL + CAPTION + MARGIN)
        _cell(sheet, draw, (left, top), hit, thumbnails.get(hit.moment_id), say)
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG")
    write_atomically(path, buffer.getvalue())


def _cell(
    sheet: Image,
    draw: ImageDraw,
    corner: tuple[int, int],
    hit: Hit,
    thumbnail: bytes | None,
    say: Say,
) -> None:
    from PIL import Image

    left, top = corner
    if thumbnail is not None:
        picture = Image.open(io.BytesIO(thumbnail)).convert("RGB")
        picture.thumbnail((CELL - 6, CELL - 6))
        place = (left + (CELL - picture.width) // 2, top + (CELL - picture.height) // 2)
        sheet.paste(picture, place)
    colour = MATCH if hit.match else NO_MATCH
    draw.rectangle((left, top, left + CELL - 1, top + CELL - 1), outline=colour, width=2)
    name = Path(where_text(hit, say)).name
    _write(draw, (left, top + CELL + 4), name, 13, "#111111", CELL)
    numbers = f"E {say.e_value(hit.e_value)}   cos {say.number(hit.similarity, 2)}"
    _write(draw, (left, top + CELL + 22), numbers, 13, colour, CELL)


def _write(
    draw: ImageDraw, corner: tuple[int, int], text: str, size: int, colour: str, width: int
) -> None:
    """Text cut in its middle to fit ``width``: both ends of a name tell much."""
    from PIL import ImageFont

    font = ImageFont.load_default(size)
    shown = text = legible(text)
    keep = len(text)
    while draw.textlength(shown, font=font) > width and keep > 8:
        keep -= 2
        shown = f"{text[: keep // 2]}…{text[-keep // 2 :]}"
    draw.text(corner, shown, fill=colour, font=font)
