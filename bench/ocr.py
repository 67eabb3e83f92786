"""Which reader of text is better on Spanish and English: RapidOCR or Tesseract?

    python bench/ocr.py [--fonts FOLDER] [--seed N]

60 lines are drawn, half of each language: signs, plates, prices, telephone numbers, sentences
with accents. Each is drawn plainly and once more under one of eight conditions. Printed for each
reader and condition:

- ``exact``: share of lines that are read exactly, capitals and accents included.
- ``cer``: character error rate, edits a character of the truth.
- ``found``: share of lines whose box was found (intersection over union of 0.5 and more).
- ``invented``: characters read in 20 pictures without any text.
- ``seconds``: of processor time a picture.

Tesseract reads upright text alone, so it is given the picture in four turns, and the turn with
the highest confidence counts. It needs the programs tesseract-ocr and tesseract-ocr-spa and the
Python package pytesseract; without them only RapidOCR is measured. Fonts are those that
matplotlib carries, unless a folder is named.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from common import show
from mirada.facts.ocr import TextBox, read_text
from mirada.models.nothing import pictures_of_nothing
from mirada.types import Region

SPANISH = (
    "Prohibido aparcar", "Salida de emergencia", "Cuidado con el perro", "CERRADO POR VACACIONES",
    "Se vende piso", "Ñandú 27, 3.º izquierda", "¿Dónde está la estación?", "Niños: 3,50 €",
    "Teléfono 954 12 34 56", "1234 BCD", "Avenida de la Constitución", "¡Peligro! Alta tensión",
    "Panadería Gómez e Hijos", "Lunes a viernes 9:00-14:00", "Farmacia de guardia",
    "Vía pecuaria nº 12", "Recién pintado", "Pingüino rey, sección B", "Andén 4 · Vía 7",
    "Menú del día 12,90 €", "No tocar", "AUTOPISTA A-49 HUELVA", "Calle Núñez de Balboa",
    "Área de descanso", "El último cierra la puerta", "Aforo máximo: 250 personas",
    "Zona de carga y descarga", "Sevilla, 3 de junio de 2024", "Empuje", "7842 KLM",
)  # fmt: skip
ENGLISH = (
    "No parking", "Emergency exit", "Beware of the dog", "CLOSED FOR THE HOLIDAYS", "Flat for sale",
    "27 Baker Street, 3rd floor", "Where is the station?", "Children: $3.50", "Call 555-0123-987",
    "AB12 CDE", "Constitution Avenue", "Danger! High voltage", "Gomez & Sons Bakery",
    "Mon-Fri 9:00-17:30", "Pharmacy on duty", "Footpath No. 12", "Wet paint",
    "King penguin, wing B", "Platform 4, track 7", "Today's menu £12.90", "Do not touch",
    "MOTORWAY M25 SOUTH", "Oxford Circus", "Rest area", "Last one out locks the door",
    "Maximum 250 people",
    "Loading bay only", "London, 3 June 2024", "Push", "TRK 4021",
)  # fmt: skip
CONDITIONS = ("small", "noise", "turn 15", "turn 90", "turn 180", "faint", "blurred", "on a photo")
FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif.ttf", "DejaVuSansMono.ttf")


@dataclass(frozen=True)
class Drawn:
    """A picture, the line in it, and the box of that line."""

    pixels: np.ndarray
    text: str
    region: Region
    condition: str


def draw(text: str, condition: str, font_file: Path, random: np.random.Generator) -> Drawn:
    """One line on a board of its own colours in a picture of 640 x 480."""
    size = 13 if condition == "small" else int(random.integers(26, 40))
    font = ImageFont.truetype(str(font_file), size)
    left, top, right, bottom = font.getbbox(text)
    width, height = int(right - left), int(bottom - top)
    dark = tuple(int(v) for v in random.integers(0, 70, 3))
    light = tuple(int(v) for v in random.integers(190, 256, 3))
    ink, paper = (dark, light) if random.random() < 0.7 else (light, dark)
    if condition == "faint":
        paper = (150, 150, 145)
        ink = (105, 105, 110)
    mask = Image.new("L", (width + 8, height + 8), 0)
    ImageDraw.Draw(mask).text((4 - left, 4 - top), text, fill=255, font=font)
    angle = {"turn 15": 15, "turn 90": 90, "turn 180": 180}.get(condition, 0)
    mask = mask.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
    side = max(640, mask.width + 60)
    canvas = Image.new("RGB", (side, max(480, mask.height + 60)), paper)
    if condition == "on a photo":
        grain = random.integers(60, 200, (24, 32, 3)).astype(np.uint8)
        canvas = Image.fromarray(grain).resize(canvas.size, Image.Resampling.BICUBIC)
        ink = (255, 255, 255)
    x = int(random.integers(10, canvas.width - mask.width - 9))
    y = int(random.integers(10, canvas.height - mask.height - 9))
    canvas.paste(Image.new("RGB", mask.size, ink), (x, y), mask)
    if condition == "blurred":
        canvas = canvas.filter(ImageFilter.GaussianBlur(1.6))
    pixels = np.asarray(canvas)
    if condition == "noise":
        pixels = np.clip(pixels + random.normal(0, 25, pixels.shape), 0, 255).astype(np.uint8)
    region = Region(
        x / canvas.width, y / canvas.height, mask.width / canvas.width, mask.height / canvas.height
    )
    return Drawn(pixels, text, region, condition)


def tesseract(pixels: np.ndarray) -> tuple[TextBox, ...]:
    """Tesseract in Spanish and English, the best of four turns."""
    best: tuple[float, tuple[TextBox, ...]] = (-1.0, ())
    for turns in range(4):
        boxes = _tesseract_upright(np.rot90(pixels, turns).copy())
        weight = sum(box.confidence * len(box.text) for box in boxes)
        if weight > best[0]:
            turned = tuple(
                TextBox(b.text, _turned_back(b.region, turns), b.confidence) for b in boxes
            )
            best = (weight, turned)
    return best[1]


def _tesseract_upright(pixels: np.ndarray) -> list[TextBox]:
    import pytesseract

    told = pytesseract.image_to_data(
        pixels, lang="spa+eng", config="--psm 11", output_type=pytesseract.Output.DICT
    )
    height, width = pixels.shape[:2]
    lines: dict[tuple[int, int, int], list[int]] = {}
    for n, word in enumerate(told["text"]):
        if word.strip() and float(told["conf"][n]) > 30:
            key = (told["block_num"][n], told["par_num"][n], told["line_num"][n])
            lines.setdefault(key, []).append(n)
    found = []
    for members in lines.values():
        x, y = min(told["left"][n] for n in members), min(told["top"][n] for n in members)
        right = max(told["left"][n] + told["width"][n] for n in members)
        bottom = max(told["top"][n] + told["height"][n] for n in members)
        region = Region(x / width, y / height, (right - x) / width, (bottom - y) / height)
        confidence = float(np.mean([float(told["conf"][n]) for n in members])) / 100
        found.append(TextBox(" ".join(told["text"][n] for n in members), region, confidence))
    return found


def _turned_back(r: Region, turns: int) -> Region:
    """Where a box of a picture that was turned to the left lies in the upright one."""
    for _ in range(turns):
        r = Region(max(0.0, 1 - r.y - r.height), r.x, r.height, r.width)
    return r


def edits(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (one != other))
    return row[-1]


def overlap(a: Region, b: Region) -> float:
    wide = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    high = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    shared = max(0.0, wide) * max(0.0, high)
    return shared / (a.width * a.height + b.width * b.height - shared)


def around(boxes: Sequence[TextBox]) -> Region:
    x, y = min(b.region.x for b in boxes), min(b.region.y for b in boxes)
    right = max(b.region.x + b.region.width for b in boxes)
    bottom = max(b.region.y + b.region.height for b in boxes)
    return Region(x, y, right - x, bottom - y)


@dataclass
class Tally:
    exact: list[bool] = field(default_factory=list)
    wrong: int = 0
    characters: int = 0
    found: list[bool] = field(default_factory=list)
    misread: list[tuple[str, str]] = field(default_factory=list)

    def add(self, drawn: Drawn, boxes: Sequence[TextBox]) -> None:
        read = " ".join(box.text for box in boxes)
        self.exact.append(read == drawn.text)
        self.wrong += min(edits(drawn.text, read), len(drawn.text))
        self.characters += len(drawn.text)
        self.found.append(bool(boxes) and overlap(around(boxes), drawn.region) >= 0.5)
        if read != drawn.text:
            self.misread.append((drawn.text, read))

    def report(self) -> dict[str, float]:
        return {
            "exact": round(float(np.mean(self.exact)), 3),
            "cer": round(self.wrong / self.characters, 3),
            "found": round(float(np.mean(self.found)), 3),
        }


def measure(
    read: Callable[[np.ndarray], tuple[TextBox, ...]], pictures: Sequence[Drawn], verbose: bool
) -> dict[str, Any]:
    read(pictures[0].pixels)  # loads the models
    tallies: dict[str, Tally] = {}
    began = time.process_time() + _children()
    for drawn in pictures:
        boxes = read(drawn.pixels)
        language = "es" if drawn.text in SPANISH else "en"
        for name in ("all", language, drawn.condition):
            tallies.setdefault(name, Tally()).add(drawn, boxes)
    spent = time.process_time() + _children() - began
    empty = [box.text for one in list(pictures_of_nothing())[:20] for box in read(one)]
    report: dict[str, Any] = {name: tally.report() for name, tally in tallies.items()}
    if verbose:
        report["misread"] = tallies["all"].misread
    return {
        **report,
        "invented": sum(len(text) for text in empty),
        "seconds": round(spent / len(pictures), 3),
    }


def _children() -> float:
    """Processor seconds of ended child processes: Tesseract is a program of its own."""
    import resource

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def has_tesseract() -> bool:
    try:
        import pytesseract

        return "spa" in pytesseract.get_languages()
    except (ImportError, OSError):
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fonts", type=Path, help="a folder with DejaVu fonts")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--misread", action="store_true", help="list what was read wrongly")
    options = parser.parse_args()
    folder = options.fonts
    if folder is None:
        import matplotlib

        folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    random = np.random.default_rng(options.seed)
    pictures = []
    for number, text in enumerate((*SPANISH, *ENGLISH)):
        font = folder / FONTS[number % len(FONTS)]
        pictures.append(draw(text, "plain", font, random))
        pictures.append(draw(text, CONDITIONS[number % len(CONDITIONS)], font, random))
    report: dict[str, Any] = {"rapidocr": measure(read_text, pictures, options.misread)}
    if has_tesseract():
        report["tesseract"] = measure(tesseract, pictures, options.misread)
    show("ocr", report)


if __name__ == "__main__":
    main()
