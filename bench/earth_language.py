"""Is every sentence about a field true, is a changed one caught, are others' false ones found?

python bench/earth_language.py [--seeds 40] [--grown 4] [--masks MASKS.json]
    [--captions CAPTIONS.csv [--rows 2000]] [--print]

Made fields (tests/unit/earth/field_worlds.py: random masks, some with a model's doubts, and windows
of synthetic seasons) are reported in both languages. Each sentence must be supported by its facts,
and read to the same statements in Spanish and English; each mutant of it (field_mutants.py: one
number, date, side, crop, count, parcel, event, reason or word of size changed) must not be
supported. Sentences about masks without season or doubt are also recounted from the pixels alone
(field_pixels.py).

``--masks``: a JSON list of class-id masks of PASTIS, reported and recounted alike; ``--print``
shows the reports, to be read. ``--captions``: a CSV with a column ``caption`` of another tool's
sentences about 24 x 24 windows. Their areas of crops are taken to be true and painted; what is
counted is how many of their claims (areas and totals) the check parses, and how many are false.

Prints JSON; the exit status is 1 when a mutant was missed or a true sentence was not supported.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "unit" / "earth"))
from field_mutants import mutants
from field_pixels import Recount
from field_worlds import grown_field, random_field

from common import show
from mirada.earth.facts.area import area_facts
from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.language.check import check, judge_text
from mirada.earth.language.read import read
from mirada.earth.language.report import report
from mirada.earth.legend import pastis
from mirada.earth.values import Field, Mask
from mirada.types import Language

LANGUAGES: tuple[Language, ...] = ("es", "en")
SIDE = 24
"""Pixels of a caption's window."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=40, help="random masks")
    parser.add_argument("--grown", type=int, default=4, help="windows of synthetic seasons")
    parser.add_argument("--masks", type=Path)
    parser.add_argument("--captions", type=Path)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args()
    began = time.process_time()
    figures: dict[str, Any] = {"made": made(options.seeds, options.grown)}
    if options.masks:
        figures["masks"] = real(options.masks, options.print)
    if options.captions:
        figures["captions"] = captions(options.captions, options.rows)
    show("earth_language", {**figures, "cpu_seconds": round(time.process_time() - began, 1)})
    found = [part for name, part in figures.items() if name != "captions"]
    sys.exit(any(part.get(name) for part in found for name in ("missed", "not_supported", "false")))


def made(seeds: int, grown: int) -> dict[str, Any]:
    """Figures over random masks and synthetic seasons."""
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    fields = [random_field(seed) for seed in range(seeds)]
    for seed in range(grown):  # one in three is a whole patch, one in three ends in spring
        side, pictures = 128 if seed % 3 == 2 else 56, 0 if seed % 3 else 30
        fields.append(grown_field(seed, side, pictures))
    for seed, field in enumerate(fields):
        facts = measure(field)
        plain = field.series is None and field.probabilities is None
        said = []
        for language in LANGUAGES:
            texts = tell(field.mask, facts, language, counts, recount=plain)
            said.append([set(read(text, pastis(), language).statements) for text in texts])
            rng = random.Random(seed)
            for text in texts:
                for mutant in mutants(text, language, rng, facts):
                    kinds[mutant.kind] += 1
                    verdicts = {
                        one.verdict for one in check(mutant.text, facts, pastis(), language)
                    }
                    counts["missed"] += verdicts == {"supported"}
        counts["different"] += sum(one != other for one, other in zip(*said, strict=True))
    names = ("sentences", "not_supported", "recounted", "false", "different", "missed")
    return {
        "fields": len(fields), **{name: counts[name] for name in names},
        "mutants": kinds.total(), "mutants_by_kind": dict(kinds),
    }  # fmt: skip


def tell(
    mask: Mask, facts: FieldFacts, language: Language, counts: Counter[str], *, recount: bool
) -> list[str]:
    """The sentences of a report; counts those that do not hold."""
    pixels = Recount(mask, language) if recount else None
    texts = []
    for section in report(facts, pastis(), language):
        for claim in section.claims:
            texts.append(claim.text)
            counts["sentences"] += 1
            counts["not_supported"] += claim.verdict != "supported"
            if pixels is not None:
                counts["recounted"] += 1
                if not pixels.true(claim.text):
                    counts["false"] += 1
                    print(f"not true by the pixels: {claim.text}", file=sys.stderr)
    return texts


def real(path: Path, shown: bool) -> dict[str, Any]:
    """Reports of masks from a file."""
    counts: Counter[str] = Counter()
    for at, ids in enumerate(np.array(json.loads(path.read_text())).astype(np.int32)):
        mask = Mask(ids, pastis(), (10.0, 10.0), f"mask {at}")
        facts = measure(Field(mask.source, mask))
        for language in LANGUAGES:
            counts["reports"] += 1
            texts = tell(mask, facts, language, counts, recount=True)
            if shown:
                print(f"--- {at} {language}", *texts, sep="\n", file=sys.stderr)
    return {name: counts[name] for name in ("reports", "sentences", "not_supported", "false")}


def captions(path: Path, rows: int) -> dict[str, Any]:
    """How many claims of another tool's captions are parsed, and how many of them are false."""
    counts: Counter[str] = Counter()
    for text in caption_texts(path, rows):
        counts["captions"] += 1
        stated = len(re.findall(r"\d+ m2", text)) or 1  # "no crops" is a claim too
        counts["claims"] += stated
        read_claims = 0
        for judged in judge_text(text, painted(text), pastis(), "en"):
            counts["whole_sentences"] += not judged.left
            counts["sentences"] += 1
            for statement, judgement in judged.statements:
                if statement.name in ("area", "portion_total", "no_crops"):
                    read_claims += 1
                    counts[f"{statement.name}:{judgement.verdict}"] += 1
        counts["parsed"] += min(read_claims, stated)
    false = sum(counts[name] for name in counts if name.endswith(":contradicted"))
    areas = counts["area:supported"] + counts["area:contradicted"]
    totals = counts["portion_total:supported"] + counts["portion_total:contradicted"]
    return {
        **{name: counts[name] for name in ("captions", "claims", "parsed", "sentences")},
        "sentences_without_words_left": counts["whole_sentences"],
        "areas": areas, "totals": totals, "totals_false": counts["portion_total:contradicted"],
        "no_crops": counts["no_crops:supported"],
        "false_share_of_numbers": round(false / max(areas + totals, 1), 4),
    }  # fmt: skip


def caption_texts(path: Path, rows: int) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row, _ in zip(csv.DictReader(file), range(rows or sys.maxsize), strict=False):
            yield " ".join(row["caption"].split())


def painted(text: str) -> FieldFacts:
    """The facts of a window that holds what a caption says of crops, and else unfarmed land."""
    names = {w: one.id for one in pastis().classes for w in (one.en.text, *one.en.also, one.key)}
    names["fruits, vegetables, flowers"] = 12
    crops = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    ids: list[int] = []
    for name, area in re.findall(rf"({crops})(?:(?!{crops}|,).)*? (\d+) m2", text):
        ids += [names[name]] * (int(area) // 100)
    ids = (ids + [0] * SIDE * SIDE)[: SIDE * SIDE]
    mask = Mask(np.array(ids, np.int32).reshape(SIDE, SIDE), pastis(), (10.0, 10.0), "caption")
    return FieldFacts("caption", tuple(area_facts(Field("caption", mask))))


if __name__ == "__main__":
    main()
