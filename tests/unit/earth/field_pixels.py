"""Sentences about a mask recomputed straight from its pixels.

Nothing here comes from the facts, the grammar or their libraries: the sentences are read by plain
regular expressions, parcels are found by a flood fill, and every number is counted anew. ``true``
tells of one sentence whether it holds; a sentence that it cannot read is not true.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

import numpy as np
from field_sentences import ENGLISH, SPANISH

from mirada.earth.legend import pastis
from mirada.earth.values import Mask

Groups = dict[str, str]
_NUMBER_WORDS = {
    word: number
    for words in (
        "cero un dos tres cuatro cinco seis siete ocho nueve diez",
        "zero one two three four five six seven eight nine ten",
    )
    for number, word in enumerate(words.split())
} | {"una": 1}
_ZONES = {
    "norte": "n", "sur": "s", "este": "e", "oeste": "w", "noreste": "ne", "noroeste": "nw",
    "sureste": "se", "suroeste": "sw", "centro": "c", "north": "n", "south": "s", "east": "e",
    "west": "w", "north-east": "ne", "north-west": "nw", "south-east": "se", "south-west": "sw",
    "centre": "c",
}  # fmt: skip


class Pixels:
    """What can be counted on a mask without parcel instances."""

    def __init__(self, mask: Mask) -> None:
        self.ids = mask.ids
        self.h, self.w = mask.ids.shape
        self.dx, self.dy = mask.pixel_size
        self.hectare = self.dx * self.dy / 10_000
        self.counts = Counter(mask.ids.ravel().tolist())
        self.crops = [id for id in self.counts if 1 <= id <= 18]

    def area(self, *ids: int) -> float:
        return sum(self.counts.get(id, 0) for id in ids) * self.hectare

    @property
    def known(self) -> float:
        return self.area(*self.crops)

    @cached_property
    def parcels(self) -> list[tuple[int, list[tuple[int, int]]]]:
        """(class, pixels) of every stretch of at least 0.1 ha, the largest first."""
        seen = np.zeros(self.ids.shape, bool)
        found = []
        for start in np.ndindex(self.ids.shape):
            id = int(self.ids[start])
            if seen[start] or id not in self.crops:
                continue
            part, queue = [], [start]
            seen[start] = True
            while queue:
                r, c = queue.pop()
                part.append((r, c))
                for r2, c2 in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                    inside = 0 <= r2 < self.h and 0 <= c2 < self.w
                    if inside and not seen[r2, c2] and self.ids[r2, c2] == id:
                        seen[r2, c2] = True
                        queue.append((r2, c2))
            if len(part) * self.hectare >= 0.1 - 1e-12:
                found.append((id, part))
        return sorted(found, key=lambda one: (-len(one[1]), min(one[1])))

    def sizes(self, id: int | None = None) -> list[float]:
        return [len(part) * self.hectare for one, part in self.parcels if id in (None, one)]

    def position(self, id: int) -> str:
        rows, columns = np.nonzero(self.ids == id)
        north = np.mean(np.where(2 * rows + 1 == self.h, 0.5, 2 * rows + 1 < self.h))
        west = np.mean(np.where(2 * columns + 1 == self.w, 0.5, 2 * columns + 1 < self.w))
        limit = 2 / 3 - 1e-12
        zone = "n" if north >= limit else "s" if 1 - north >= limit else ""
        zone += "w" if west >= limit else "e" if 1 - west >= limit else ""
        if zone:
            return zone
        top, left = self.h // 4, self.w // 4
        middle = (rows >= top) & (rows < self.h - top) & (columns >= left)
        return "c" if np.mean(middle & (columns < self.w - left)) >= limit else "scattered"

    def zone(self, number: int) -> str:
        middle = np.mean(np.array(self.parcels[number - 1][1]) + 0.5, axis=0)
        row = "nxs"[min(2, int(3 * middle[0] / self.h))]
        column = "wxe"[min(2, int(3 * middle[1] / self.w))]
        return (row + column).replace("x", "") or "c"

    def edge(self, id: int) -> bool:
        rim = np.ones(self.ids.shape, bool)
        rim[1:-1, 1:-1] = False
        return bool((self.ids[rim] == id).any())

    def edge_density(self) -> float:
        metres = 0.0
        for r, c in np.ndindex(self.ids.shape):
            if c + 1 < self.w and self.ids[r, c] != self.ids[r, c + 1]:
                metres += self.dy
            if r + 1 < self.h and self.ids[r, c] != self.ids[r + 1, c]:
                metres += self.dx
        return metres / (self.ids.size * self.hectare)

    def facing(self, labels: np.ndarray, free: np.ndarray) -> dict[tuple[int, int], list[float]]:
        """(low, high) -> [least, most] metres of sides that two labels share once ``free`` pixels
        take a label of a neighbour: where several are as near, either may be right."""
        options: dict[tuple[int, int], set[int]] = {}
        for r, c in np.ndindex(labels.shape):
            around = (
                {(r, c)} if not free[r, c] else {(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)}
            )
            inside = [(a, b) for a, b in around if 0 <= a < self.h and 0 <= b < self.w]
            options[r, c] = {int(labels[one]) for one in inside if not free[one]} or {0}
        found: dict[tuple[int, int], list[float]] = {}
        for (r, c), mine in options.items():
            for other, side in (((r, c + 1), self.dy), ((r + 1, c), self.dx)):
                theirs = options.get(other, {0})
                pairs = {(min(a, b), max(a, b)) for a in mine for b in theirs if a != b and a and b}
                sure = len(mine) == len(theirs) == 1
                for pair in pairs:
                    span = found.setdefault(pair, [0.0, 0.0])
                    span[0] += side * sure
                    span[1] += side
        return found

    @cached_property
    def crop_borders(self) -> dict[tuple[int, int], list[float]]:
        found = self.facing(self.ids, self.ids == 0)
        return {pair: span for pair, span in found.items() if set(pair) <= set(self.crops)}

    @cached_property
    def parcel_borders(self) -> dict[tuple[int, int], list[float]]:
        labels = np.where(self.ids == 0, 0, len(self.parcels) + 1)
        for number, (_, part) in enumerate(self.parcels, start=1):
            for pixel in part:
                labels[pixel] = number
        found = self.facing(labels, self.ids == 0)
        return {pair: span for pair, span in found.items() if pair[1] <= len(self.parcels)}


def _shown(text: str) -> tuple[float, float]:
    """(value, unit of its last digit) of a number in either language."""
    plain = text.replace(",", ".")
    return float(plain), 10.0 ** -len(plain.partition(".")[2])


def _same(text: str, value: float, scale: float = 1.0) -> bool:
    """Whether a written number is ``value``, rounded."""
    said, step = _shown(text)
    return abs(said - value * scale) <= step / 2 + 1e-6


def _area(text: str, value: float) -> bool:
    number, unit = text.split(" ")
    return _same(number, value, 1.0 if unit == "ha" else 10_000.0)


class Recount:
    """Sentences of one language against the pixels of one mask."""

    def __init__(self, mask: Mask, language: str) -> None:
        self.p = Pixels(mask)
        self.es = language == "es"
        named = [one for one in pastis().classes if one.role == "crop"]
        self.names = {one.name(language).text: one.id for one in named}
        crop = "|".join(sorted(map(re.escape, self.names), key=len, reverse=True))
        crop = rf"(?:el |la |los |las )?(?:{crop})"
        area, share = r"[\d,.]+ (?:ha|m²)", r"[\d,.]+ ?%"
        notes = rf"\({area}, {share}\)"
        self.rules: list[tuple[re.Pattern[str], Callable[[Groups], bool]]] = []
        table = SPANISH if self.es else ENGLISH
        for pattern, handler in table:
            filled = (
                pattern.replace("CROPS", rf"{crop}(?:(?:, | y | e | and ){crop})*")
                .replace("NOTED", rf"{crop} {notes}(?:(?:, | y | e | and ){crop} {notes})*")
                .replace("METRES", rf"{crop} \(\d+ m\)(?:(?:, | y | e | and ){crop} \(\d+ m\))*")
                .replace("CROP", crop).replace("AREA", area).replace("SHARE", share)
                .replace("ZONE", r"[\w-]+").replace("COUNT", r"\w+").replace("NUMBER", r"[\d,.]+")
                .replace("LIST", r"\d+(?:(?:, | y | and )\d+)*")
            )  # fmt: skip
            self.rules.append((re.compile(filled, re.IGNORECASE), getattr(self, handler)))

    def true(self, sentence: str) -> bool:
        """Whether the sentence holds by the pixels alone."""
        for pattern, handler in self.rules:
            found = pattern.fullmatch(sentence)
            if found:
                return handler({k: v for k, v in found.groupdict().items() if v is not None})
        return False

    # names and lists

    def crop(self, text: str) -> int:
        bare = re.sub(r"^(el|la|los|las) ", "", text, flags=re.IGNORECASE)
        return {name.lower(): id for name, id in self.names.items()}[bare.lower()]

    def crops(self, text: str) -> list[int]:
        names = "|".join(sorted(map(re.escape, self.names), key=len, reverse=True))
        return [self.crop(one) for one in re.findall(names, text, re.IGNORECASE)]

    def noted(self, text: str) -> list[int] | None:
        """The crops of a list, None where an area or share beside one is wrong."""
        parts = re.findall(r"\(([^()]*)\)", text)
        found = self.crops(re.sub(r"\([^()]*\)", "", text))
        for id, part in zip(found, parts, strict=True):
            area, share = part.split(", ")
            right = _area(area, self.p.area(id)) and self.share(share, self.p.area(id), 0)
            if not right:
                return None
        return found

    def share(self, text: str, area: float, whole: int) -> bool:
        """Of the window (0), the farmland (1), the farmland of known crop (2)."""
        p = self.p
        wholes = (p.ids.size * p.hectare, p.known + p.area(19), p.known)
        return _same(text.rstrip(" %"), area / wholes[whole], 100.0)

    def size(self, id: int) -> str:
        """ "main", "notable" or "minor"."""
        share = self.p.counts[id] / sum(self.p.counts[one] for one in self.p.crops)
        if share >= 0.25 and all(self.p.area(id) >= self.p.area(one) for one in self.p.crops):
            return "main"
        return "notable" if share >= 0.10 else "minor"

    # sentences

    def lead(self, g: Groups) -> bool:
        order = sorted(self.p.crops, key=lambda id: -self.p.area(id))
        lists = [self.noted(g.get(key, "")) for key in ("main", "next", "rest")]
        if None in lists:
            return False
        main, after, rest = (one or [] for one in lists)
        named = [*main, *after]
        areas = [self.p.area(id) for id in named]
        right = areas == [self.p.area(id) for id in order[: len(named)]]
        sizes = [[self.size(id) for id in part] for part in (main, after, rest)]
        if g["verb"] == "several":
            return right and all(self.size(id) != "main" for id in order)
        right = right and set(sizes[0]) == {"main"} and len(main) == sum(
            self.size(id) == "main" for id in order
        )  # fmt: skip
        if g["verb"] == "contains":
            right = right and self.p.area(main[0]) >= max(self.p.area(0), self.p.area(19))
        return right and {*sizes[1]} <= {"notable"} and {*sizes[2]} <= {"minor"}

    def contains(self, g: Groups) -> bool:
        return self.lead({**g, "verb": "contains"})

    def main_crop(self, g: Groups) -> bool:
        return self.lead({**g, "verb": "crops"})

    def several(self, g: Groups) -> bool:
        return self.lead({**g, "verb": "several"})

    def no_crops(self, g: Groups) -> bool:
        return not self.p.crops and self.p.area(19) == 0

    def no_known(self, g: Groups) -> bool:
        return not self.p.crops and self.p.area(19) > 0

    def all_farmed(self, g: Groups) -> bool:
        return self.p.area(0) == 0

    def site(self, g: Groups) -> bool:
        return _area(g["area"], self.p.ids.size * self.p.hectare)

    def land(self, g: Groups) -> bool:
        p = self.p
        of = {"farmed": p.known + p.area(19), "unfarmed": p.area(0), "known": p.known,
              "void": p.area(19)}  # fmt: skip
        name = next(key for key in of if key in g)
        right = _area(g["area"], of[name]) and self.share(g["share"], of[name], 0)
        return right and ("more" not in g or self.share(g["more"], of[name], 1))

    def counts(self, g: Groups) -> bool:
        parcels = _NUMBER_WORDS.get(g["parcels"].lower()) or int(g["parcels"])
        return parcels == len(self.p.parcels) and self.crop_count(g)

    def no_parcels(self, g: Groups) -> bool:
        return not self.p.parcels

    def sized(self, g: Groups) -> bool:
        id = self.crop(g["crop"])
        words = {"principal": "main", "main": "main", "destacable": "notable",
                 "notable": "notable", "menor": "minor", "minor": "minor"}  # fmt: skip
        word = next(words[one] for one in words if one in g["size"])
        alone = sum(self.size(one) == "main" for one in self.p.crops) == 1
        right = self.size(id) == word and (word != "main" or alone == ("one" not in g))
        right = right and _area(g["area"], self.p.area(id))
        if "farmed" in g:
            right = right and self.share(g["farmed"], self.p.area(id), 1)
        if "known" in g:
            right = right and self.share(g["known"], self.p.area(id), 2)
        return right and self.share(g["share"], self.p.area(id), 0)

    def mean(self, g: Groups) -> bool:
        sizes = self.p.sizes()
        right = _area(g["mean"], float(np.mean(sizes)))
        return right and ("median" not in g or _area(g["median"], float(np.median(sizes))))

    def parcels_of(self, g: Groups) -> bool:
        sizes = self.p.sizes(self.crop(g["crop"]))
        count = _NUMBER_WORDS.get(g["count"].lower()) or int(g["count"])
        id, part = self.p.parcels[int(g["number"]) - 1]
        right = count == len(sizes) and id == self.crop(g["crop"])
        return right and len(part) * self.p.hectare == sizes[0] and _area(g["area"], sizes[0])

    def slivers(self, g: Groups) -> bool:
        return not self.p.sizes(self.crop(g["crop"])) and self.p.area(self.crop(g["crop"])) > 0

    def place(self, g: Groups) -> bool:
        id = self.crop(g["crop"])
        zone = _ZONES[g["zone"].lower()] if "zone" in g else "scattered"
        pairs = {pair: span for pair, span in self.p.crop_borders.items() if id in pair}
        if "alone" in g and any(span[0] > 0 for span in pairs.values()):
            return False
        if "borders" in g:
            others = self.crops(re.sub(r"\([^()]*\)", "", g["borders"]))
            lengths = re.findall(r"\((\d+) m\)", g["borders"])
            for other, length in zip(others, lengths, strict=True):
                least, most = pairs.get((min(id, other), max(id, other)), [math.inf, 0.0])
                if not least - 0.5 <= int(length) <= most + 0.5:
                    return False
        return self.p.position(id) == zone

    def edge(self, g: Groups) -> bool:
        named = self.crops(g["crops"])
        return sorted(named) == sorted(id for id in self.p.crops if self.p.edge(id))

    def diversity(self, g: Groups) -> bool:
        shares = np.array([self.p.area(id) for id in self.p.crops]) / self.p.known
        shannon = float(-sum(one * math.log(one) for one in shares))
        return _same(g["shannon"], shannon) and _same(g["simpson"], float(1 - sum(shares**2)))

    def density(self, g: Groups) -> bool:
        return _same(g["density"], self.p.edge_density())

    def parcel(self, g: Groups) -> bool:
        number = int(g["number"])
        id, part = self.p.parcels[number - 1]
        right = id == self.crop(g["crop"]) and _area(g["area"], len(part) * self.p.hectare)
        right = right and self.p.zone(number) == _ZONES[g["zone"].lower()]
        spans = {
            other: span
            for pair, span in self.p.parcel_borders.items()
            if number in pair
            for other in pair
            if other != number
        }
        named = {int(one) for one in re.findall(r"\d+", g.get("others", ""))}
        sure = {other for other, span in spans.items() if span[0] > 0}
        return right and sure <= named <= set(spans)

    def no_series(self, g: Groups) -> bool:
        return True  # of the input, not of pixels: the masks here come without

    def crop_count(self, g: Groups) -> bool:
        number = _NUMBER_WORDS.get(g["crops"].lower()) or int(g["crops"])
        return number == len(self.p.crops)
