"""How near generated sentences are to written ones: BLEU, ROUGE-L and CIDEr-D, as published tools
count them (coco-caption, pycocoevalcap). Pure functions of tokens.

They measure likeness of wording, not truth: a caption with a wrong number scores almost as well as
the right one. Beside them stands :mod:`mirada.train.caption.truth`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Tokens = Sequence[str]
Grams = Counter[tuple[str, ...]]

BETA = 1.2  # of ROUGE-L
SIGMA = 6.0  # of CIDEr-D's length penalty, in bigrams

_DROPPED = frozenset(["''", "'", "``", "`", ".", "?", "!", ",", ":", "-", "--", "...", ";", '"'])
_BRACKETS = {"(": "-lrb-", ")": "-rrb-", "[": "-lsb-", "]": "-rsb-", "{": "-lcb-", "}": "-rcb-"}
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?<!\w)[^\W\d_]\."  # U.S. and, as initials are, a letter before a stop
    r"|\d+(?:[.,:/]\d+)*"  # 3,000 and 10:30
    r"|[^\W_]+(?:['’][^\W_]+)*(?:[-/][^\W_]+(?:['’][^\W_]+)*)*"  # words, well-known, red/white
    r"|\.\.\.|--|``|''|[^\w\s]|_"
)
_CLITIC = re.compile(r"(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))")
_FUSED = {
    "cannot": ("can", "not"),
    "gonna": ("gon", "na"),
    "gotta": ("got", "ta"),
    "wanna": ("wan", "na"),
    "lemme": ("lem", "me"),
    "gimme": ("gim", "me"),
}


def ptb_tokens(text: str) -> list[str]:
    """Lower-cased tokens of the Penn Treebank without punctuation, as CoreNLP's tokenizer gives
    them to coco-caption.
    """
    found: list[str] = []
    for token in _TOKEN.findall(text.lower()):
        clitic = _CLITIC.fullmatch(token)
        if token in _FUSED:
            found += _FUSED[token]
        elif clitic:
            found += [clitic.group(1), clitic.group(2).replace("’", "'")]
        elif token not in _DROPPED:
            found.append(_BRACKETS.get(token, token))
    return found


def grams(tokens: Tokens, longest: int = 4) -> Grams:
    """Counts of the n-grams of 1..`longest` tokens."""
    return Counter(
        tuple(tokens[at : at + n])
        for n in range(1, longest + 1)
        for at in range(len(tokens) - n + 1)
    )


def bleu(said: Sequence[Tokens], references: Sequence[Sequence[Tokens]], order: int = 4) -> float:
    """Corpus BLEU of n-grams up to `order` (coco-caption).

    Counts are clipped by the most in any reference and summed over the corpus; the reference
    length is the nearest one, the shorter of two as near.
    """
    right, made = [0] * order, [0] * order
    length, wanted = 0, 0
    for one, several in zip(said, references, strict=True):
        own, most = grams(one, order), Counter[tuple[str, ...]]()
        for other in several:
            most |= grams(other, order)
        for gram, count in own.items():
            right[len(gram) - 1] += min(count, most[gram])
            made[len(gram) - 1] += count
        length += len(one)
        wanted += min((abs(len(r) - len(one)), len(r)) for r in several)[1]
    product = 1.0
    for c, g in zip(right, made, strict=True):
        product *= (c + 1e-15) / (g + 1e-9)
    ratio = (length + 1e-15) / (wanted + 1e-9)
    short = math.exp(1.0 - 1.0 / ratio) if ratio < 1 else 1.0
    return float(product ** (1.0 / order) * short)


def rouge_l(said: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> float:
    """Mean ROUGE-L: F (beta 1.2) of the longest common subsequence, precision and recall each at
    its best over the references.
    """
    return _mean([_rouge(one, several) for one, several in zip(said, references, strict=True)])


def _rouge(one: Tokens, several: Sequence[Tokens]) -> float:
    common = [(_common(one, other), len(other)) for other in several]
    precision = max(c / len(one) if one else 0.0 for c, _ in common)
    recall = max(c / n if n else 0.0 for c, n in common)
    if precision == 0 or recall == 0:
        return 0.0
    return (1 + BETA**2) * precision * recall / (recall + BETA**2 * precision)


def _common(one: Tokens, other: Tokens) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for token in one:
        before = 0
        for at, word in enumerate(other, start=1):
            kept = row[at]
            row[at] = before + 1 if token == word else max(row[at], row[at - 1])
            before = kept
    return row[-1]


@dataclass(frozen=True)
class _Weighted:
    """A sentence as vectors of tf-idf, one for each n; ``bigrams`` stands for its length."""

    parts: tuple[dict[tuple[str, ...], float], ...]
    norms: tuple[float, ...]
    bigrams: int


def cider_d(said: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> float:
    """Mean CIDEr-D times 10, document frequencies from these references, no stemming.

    A corpus of one picture gives 0: every idf is then log 1.
    """
    rarity = Counter(
        gram for several in references for gram in {g for one in several for g in grams(one)}
    )
    pictures = math.log(max(1, len(references)))

    def weighted(tokens: Tokens) -> _Weighted:
        parts: tuple[dict[tuple[str, ...], float], ...] = ({}, {}, {}, {})
        counts = grams(tokens)
        for gram, count in counts.items():
            parts[len(gram) - 1][gram] = count * (pictures - math.log(max(1, rarity[gram])))
        norms = tuple(math.sqrt(sum(v * v for v in part.values())) for part in parts)
        return _Weighted(parts, norms, sum(c for gram, c in counts.items() if len(gram) == 2))

    return _mean(
        [
            _mean([_likeness(weighted(one), weighted(other)) for other in several])
            for one, several in zip(said, references, strict=True)
        ]
    )


def _likeness(one: _Weighted, other: _Weighted) -> float:
    penalty = math.exp(-((one.bigrams - other.bigrams) ** 2) / (2 * SIGMA**2))
    total = 0.0
    for n in range(4):
        mine, theirs = one.parts[n], other.parts[n]
        shared = sum(min(v, theirs[g]) * theirs[g] for g, v in mine.items() if g in theirs)
        norm = one.norms[n] * other.norms[n]
        total += (shared / norm if norm else shared) * penalty
    return 10.0 * total / 4


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
