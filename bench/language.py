"""Is a true text supported, is a changed one caught, and do both languages say the same?

python bench/language.py [--seeds 60]

Random coherent facts (tests/unit/language/worlds.py) are told at every level in both languages.
Each sentence must be supported by its facts; each mutant of it (mutants.py: one number, colour,
side, place, time, date, class, count, ordinal, quotation or verb changed) must not; and the Spanish
and the English sentence must parse to equal assertions.

Prints JSON; the exit status is 1 when a mutant was missed or a true sentence was not supported.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "unit" / "language"))
from mutants import mutants
from worlds import figures, film, picture

from common import show
from mirada.language.check import check
from mirada.language.compose import parse
from mirada.language.grammar import Level, sentences
from mirada.types import Fact, Language

LEVELS: tuple[Level, ...] = ("line", "paragraph", "timeline", "summary")
LANGUAGES: tuple[Language, ...] = ("es", "en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=60)
    options = parser.parse_args()
    began = time.process_time()
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for seed in range(options.seeds):
        for facts in (film(seed), picture(seed), figures(seed)):
            measure(facts, seed, counts, kinds)
    names = ("sentences", "not_supported", "pairs", "different", "mutants", "missed")
    told = {name: counts[name] for name in names}
    seconds = round(time.process_time() - began, 1)
    show("language", {**told, "mutants_by_kind": dict(kinds), "cpu_seconds": seconds})
    sys.exit(1 if counts["missed"] or counts["not_supported"] or counts["different"] else 0)


def measure(facts: tuple[Fact, ...], seed: int, counts: Counter[str], kinds: Counter[str]) -> None:
    """Every level and language of one set of facts."""
    true = {str(fact.value) for fact in facts if fact.predicate == "class"}
    true |= {fact.object for fact in facts if fact.predicate in ("tag", "count")}
    for level in LEVELS:
        said = []
        for language in LANGUAGES:
            claims = sentences(facts, language, level)
            text = " ".join(claim.text for claim in claims)
            held = check(text, facts, language)
            counts["sentences"] += len(claims)
            counts["not_supported"] += sum(each.verdict != "supported" for each in held)
            said.append([set(sentence.assertions) for sentence in parse(text, language)])
            generator = random.Random(seed)
            for claim in claims:
                for mutant in mutants(claim.text, language, generator, true):
                    kinds[mutant.kind] += 1
                    counts["mutants"] += 1
                    verdicts = {each.verdict for each in check(mutant.text, facts, language)}
                    counts["missed"] += verdicts == {"supported"}
        counts["pairs"] += len(said[0])
        counts["different"] += sum(one != other for one, other in zip(*said, strict=True))


if __name__ == "__main__":
    main()
