"""What a folder holds, in a few sentences: how much, from when to when, what is seen most.

The summary of one film says what happened in it; that of a hundred pictures must not be the sizes
of a hundred pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from mirada.language.nouns import noun
from mirada.types import Claim, Fact, Language
from mirada.verbs.seen import Seen

MOST_TAGS = 8
"""Things that are named, the commonest first."""


def overview(seen: Sequence[Seen], language: Language) -> tuple[Claim, ...]:
    """Sentences on all of ``seen`` together, each with the facts of the files that it counts."""
    return tuple(chain(_counts(seen, language), _dates(seen, language), _tags(seen, language)))


def summed_up(one: Seen) -> bool:
    """Whether an overview says what is worth saying of it: of a film or a field more happened."""
    return one.part.asset.kind not in ("video", "field")


def _counts(seen: Sequence[Seen], language: Language) -> Iterator[Claim]:
    """ "48 pictures and 2 films." """
    assets = {one.part.asset.id: one.part.asset.kind for one in seen}
    kinds = [*assets.values()]
    words = (
        ("image", ("imagen", "imágenes"), ("picture", "pictures")),
        ("video", ("vídeo", "vídeos"), ("film", "films")),
        ("field", ("campo", "campos"), ("field", "fields")),
    )
    counted = [
        f"{kinds.count(kind)} {(es if language == 'es' else en)[kinds.count(kind) != 1]}"
        for kind, es, en in words
        if kind in kinds
    ]
    if counted:
        yield Claim(f"{_joined(counted, language)}.", language, _one_of_each(seen))


def _dates(seen: Sequence[Seen], language: Language) -> Iterator[Claim]:
    """ "Taken from 2026-03-01 to 2026-03-04; of 12 it is not known when." """
    dated = [one for one in seen if one.part.asset.capture.local is not None]
    if not dated:
        return
    days = sorted(f"{one.part.asset.capture.local:%Y-%m-%d}" for one in dated)
    first, last, rest = days[0], days[-1], len(seen) - len(dated)
    if language == "es":
        text = f"Tomado el {first}" if first == last else f"Tomado del {first} al {last}"
        text += f"; de {rest} no se sabe cuándo" if rest else ""
    else:
        text = f"Taken on {first}" if first == last else f"Taken from {first} to {last}"
        text += f"; of {rest} it is not known when" if rest else ""
    yield Claim(f"{text}.", language, _one_of_each(dated))


def _tags(seen: Sequence[Seen], language: Language) -> Iterator[Claim]:
    """ "Most often: dog (in 12), beach (in 8)." """
    found: dict[str, dict[str, Fact]] = {}
    for one in seen:
        for fact in one.facts:
            if fact.predicate == "tag":
                found.setdefault(fact.object, {}).setdefault(one.part.asset.id, fact)
    commonest = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_TAGS]
    if not commonest:
        return
    told = ", ".join(
        f"{noun(key).words(language)[0]} ({'en' if language == 'es' else 'in'} {len(facts)})"
        for key, facts in commonest
    )
    grounds = tuple(fact for _, facts in commonest for fact in facts.values())
    lead = "Lo que más se reconoce" if language == "es" else "Recognised most often"
    yield Claim(f"{lead}: {told}.", language, grounds)


def _one_of_each(seen: Sequence[Seen]) -> tuple[Fact, ...]:
    """A fact of each, which tells that it was looked at."""
    return tuple(one.facts[0] for one in seen if one.facts)


def _joined(parts: Sequence[str], language: Language) -> str:
    *first, last = parts
    between = " y " if language == "es" else " and "
    return ", ".join(first) + between + last if first else last
