"""Searches over the films of bench/cctv.py, with conditions as options and in plain words.

Films that must be found and films that must not follow from the truth; those where the truth is
within a second of the limit, or "person" and "car" could be argued about, count for neither.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cctv_films import Film

Command = Callable[..., str]
Truth = Callable[[Film], bool | None]


@dataclass(frozen=True)
class Search:
    """``words`` of the command, and whether a film is to be found; None: it does not matter."""

    words: tuple[str, ...]
    truth: Truth


def _stays(kind: str, seconds: float) -> Truth:
    def truth(film: Film) -> bool | None:
        lengths = [visit.dwell for visit in film.of(kind)]
        if any(length > seconds + 1 for length in lengths):
            return True
        return False if all(length < seconds - 1 for length in lengths) else None

    return truth


def _brief(kind: str, seconds: float) -> Truth:
    def truth(film: Film) -> bool | None:
        lengths = [visit.dwell for visit in film.of(kind)]
        if any(length < seconds - 1 for length in lengths):
            return True
        return False if all(length > seconds + 1 for length in lengths) else None

    return truth


def _at_once(kind: str, count: int) -> Truth:
    def truth(film: Film) -> bool | None:
        visits = film.of(kind)
        most = film.most(visits)
        return most >= count if film.sure_most(visits) else None

    return truth


def _followed(first: str, then: str, within: float) -> Truth:
    def truth(film: Film) -> bool | None:
        gaps = [b.first - a.last for a in film.of(first) for b in film.of(then)
                if a is not b and b.first > a.first]  # fmt: skip
        if any(0 < gap < within - 1 for gap in gaps):
            return True
        return False if all(gap > within + 1 for gap in gaps) else None

    return truth


def _there(kind: str) -> Truth:
    return lambda film: bool(film.of(kind))


SEARCHES: tuple[Search, ...] = (
    Search(("person",), _there("person")),
    Search(("una persona",), _there("person")),
    Search(("car",), _there("car")),
    Search(("coche",), _there("car")),
    Search(("person", "--dwell", ">10s"), _stays("person", 10)),
    Search(("someone for more than ten seconds",), _stays("person", 10)),
    Search(("alguien durante más de diez segundos",), _stays("person", 10)),
    Search(("person", "--dwell", "<6s"), _brief("person", 6)),
    Search(("persona durante menos de 6 segundos",), _brief("person", 6)),
    Search(("person", "--count", ">=2"), _at_once("person", 2)),
    Search(("two or more people",), _at_once("person", 2)),
    Search(("dos o más personas",), _at_once("person", 2)),
    Search(("person", "--then", "person", "--within", "6s"), _followed("person", "person", 6)),
    Search(("car", "--then", "person", "--within", "15s"), _followed("car", "person", 15)),
    Search(("car", "--dwell", ">8s"), _stays("car", 8)),
    Search(("person", "--between", "03:00", "04:00"), lambda film: False),
)


def searches(films: Sequence[Film], archive: Path, command: Command, wrong: bool) -> dict[str, Any]:
    """Films rightly found, missed and wrongly found, over all searches."""
    found = missed = false = refused = 0
    names = {str(film.path.resolve()): film for film in films}
    for search in SEARCHES:
        reply = json.loads(
            command("search", *search.words, "--json", "--limit", "200", "--archive", str(archive))
        )
        if "hits" not in reply:
            refused += 1
            if wrong:
                print(f"search {search.words} -> {reply}")
            continue
        hit = {names[h["path"]].name for h in reply["hits"] if h["match"] and h["path"] in names}
        lost, extra = [], []
        for film in films:
            truth = search.truth(film)
            found += truth is True and film.name in hit
            if truth is True and film.name not in hit:
                lost.append(film.name)
            if truth is False and film.name in hit:
                extra.append(film.name)
        missed, false = missed + len(lost), false + len(extra)
        if wrong and (lost or extra):
            print(f"search {search.words}: missed {lost}, wrong {extra}")
    return {"searches": len(SEARCHES), "refused": refused, "right": found, "missed": missed,
            "wrong": false}  # fmt: skip
