"""Spanish for the sentences of errors, whose English stands where they are raised."""

from __future__ import annotations


def spanish(sentence: str) -> str:
    return sentence
