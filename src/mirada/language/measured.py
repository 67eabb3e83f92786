"""Measured facts of subjects (parcels, fields) in a few words, in Spanish and English.

What a hit is found by ("maíz, 2,4 ha, junto a viñedo") and a sentence or two on a subject are said
here; a domain's own reports say more. The names of classes come with the facts ("called").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mirada.language.numbers import write_decimal
from mirada.language.tongue import tongue
from mirada.types import Fact, FactTest, Language

MOST_NEIGHBOURS = 4
"""Classes beside a subject that are named, the longest border first."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a class is called, the name that is written first."""

    en: tuple[str, ...]
    es: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Names:
        """From "corn;maize|maíz;maíces", as ``str`` writes it."""
        en, _, es = text.partition("|")
        first, second = _parted(en), _parted(es)
        return cls(first or second, second or first)

    def __str__(self) -> str:
        return "|".join(";".join(part.replace("|", " ") for part in names)
                        for names in (self.en, self.es))  # fmt: skip

    def of(self, language: Language) -> tuple[str, ...]:
        return self.es if language == "es" else self.en


def _parted(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(";") if (name := part.strip()))


Terms = Mapping[str, Names]
"""Class -> what it is called."""

_SIDES = {
    "north": ("in the north", "en el norte"), "south": ("in the south", "en el sur"),
    "west": ("in the west", "en el oeste"), "east": ("in the east", "en el este"),
    "north-west": ("in the north-west", "en el noroeste"),
    "north-east": ("in the north-east", "en el noreste"),
    "south-west": ("in the south-west", "en el suroeste"),
    "south-east": ("in the south-east", "en el sureste"),
    "centre": ("in the centre", "en el centro"),
}  # fmt: skip
_EVENTS = {
    "emergence": ("emerged", "nascencia"),
    "season_start": ("season began", "inicio de temporada"),
    "peak": ("greenest", "máximo verdor"),
    "flowering": ("flowered", "floración"),
    "season_end": ("season ended", "fin de temporada"),
    "harvest": ("harvested", "cosecha"),
    "cut": ("cut", "corte"),
}
_NOT_SEEN = {
    "harvest": ("no harvest seen", "sin cosecha a la vista"),
    "cut": ("no cut seen", "sin cortes a la vista"),
    "cuts": ("no cut seen", "sin cortes a la vista"),
    "flowering": ("no flowering seen", "sin floración a la vista"),
    "emergence": ("no emergence seen", "sin nascencia a la vista"),
    "anomaly": ("nothing odd", "nada raro"),
}
_ODD = {
    "below": ("less green than others of its crop", "menos verde que otras de su cultivo"),
    "above": ("greener than others of its crop", "más verde que otras de su cultivo"),
    "late": ("later than others of its crop", "más tardía que otras de su cultivo"),
    "early": ("earlier than others of its crop", "más temprana que otras de su cultivo"),
}


def say_fact(fact: Fact, names: Terms, language: Language) -> str:
    """One fact in a few words; "" for one that has none."""
    writer = _WRITERS.get(fact.predicate)
    if writer is not None:
        return writer(fact, names, language)
    if fact.predicate in _EVENTS and isinstance(fact.value, str):
        event, day = _pick(_EVENTS[fact.predicate], language), _day(fact.value, language)
        about = f" (± {fact.tolerance:.0f} {'días' if language == 'es' else 'days'})"
        joined = f"{event}: {day}" if language == "es" else f"{event} {day}"
        return joined + (about if fact.tolerance else "")
    return ""


def say_absent(test: FactTest, names: Terms, language: Language) -> str:
    """That nothing of what ``test`` asks for is there."""
    if test.predicate == "next_to":
        said = " / ".join(name_of(key, names, language) for key in test.objects[:2])
        return f"no junto a {said}" if language == "es" else f"not next to {said}"
    return _pick(_NOT_SEEN.get(test.predicate, ("", "")), language)


def say_subject(facts: Sequence[Fact], names: Terms, language: Language) -> str:
    """A sentence or two on one subject from its facts, and what borders it."""
    by: dict[str, list[Fact]] = {}
    for fact in facts:
        by.setdefault(fact.predicate, []).append(fact)
    if "grows" in by:
        return _say_whole(by, names, language)
    parts = [say_fact(fact, names, language) for name in ("class", "area", "position")
             for fact in by.get(name, ())[:1]]  # fmt: skip
    beside = sorted(by.get("next_to", ()), key=lambda fact: -float(fact.value))
    if beside:
        said = [name_of(fact.object, names, language) for fact in beside[:MOST_NEIGHBOURS]]
        parts.append(f"{'junto a' if language == 'es' else 'next to'} {_listed(said, language)}")
    first = _sentence(", ".join(part for part in parts if part))
    events = [say_fact(fact, names, language) for name in _EVENTS for fact in by.get(name, ())]
    events += [say_fact(fact, names, language) for fact in by.get("anomaly", ())]
    return " ".join([first, *([_sentence("; ".join(events))] if events else [])])


def name_of(key: str, names: Terms, language: Language) -> str:
    """How a class is written; its key where nothing names it."""
    known = names.get(key)
    return known.of(language)[0] if known is not None else key


def write_hectares(value: float, language: Language) -> str:
    """``2,4 ha``; two places below one hectare."""
    return f"{write_decimal(value, language, 1 if value >= 1 else 2)} ha"


def _say_whole(by: Mapping[str, Sequence[Fact]], names: Terms, language: Language) -> str:
    grown = sorted(by["grows"], key=lambda fact: -float(fact.value))
    crops = _listed([say_fact(fact, names, language) for fact in grown], language)
    number = int(float(by["parcels"][0].value)) if "parcels" in by else 0
    if language == "es":
        return f"Terreno con {number} parcela{'' if number == 1 else 's'}: {crops}."
    return f"Land with {number} parcel{'' if number == 1 else 's'}: {crops}."


def _listed(parts: Sequence[str], language: Language) -> str:
    if len(parts) < 2:
        return "".join(parts)
    last = parts[-1]
    joint = "and" if language == "en" else "e" if _begins_with_i(last) else "y"
    return f"{', '.join(parts[:-1])} {joint} {last}"


def _begins_with_i(word: str) -> bool:
    return word.lower().startswith(("i", "hi")) and not word.lower().startswith("hie")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _pick(pair: tuple[str, str], language: Language) -> str:
    return pair[language == "es"]


def _day(text: str, language: Language) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    month = tongue(language).months[day.month - 1]
    if language == "es":
        return f"{day.day} de {month} de {day.year}"
    return f"{day.day} {month} {day.year}"


def _class(fact: Fact, names: Terms, language: Language) -> str:
    return name_of(str(fact.value), names, language)


def _area(fact: Fact, names: Terms, language: Language) -> str:
    return write_hectares(float(fact.value), language)


def _grows(fact: Fact, names: Terms, language: Language) -> str:
    area = write_hectares(float(fact.value), language)
    return f"{name_of(fact.object, names, language)} ({area})"


def _next_to(fact: Fact, names: Terms, language: Language) -> str:
    name = name_of(fact.object, names, language)
    length = f"({float(fact.value):.0f} m)"
    return f"junto a {name} {length}" if language == "es" else f"next to {name} {length}"


def _position(fact: Fact, names: Terms, language: Language) -> str:
    place = str(fact.value)
    return _pick(_SIDES.get(place, (place, place)), language)


def _cuts(fact: Fact, names: Terms, language: Language) -> str:
    number = int(float(fact.value))
    word = ("cut", "corte")[language == "es"] + ("" if number == 1 else "s")
    return f"{number} {word}"


def _anomaly(fact: Fact, names: Terms, language: Language) -> str:
    kind = str(fact.value)
    return _pick(_ODD.get(kind, (kind, kind)), language)


_WRITERS: Mapping[str, Callable[[Fact, Terms, Language], str]] = {
    "class": _class, "area": _area, "grows": _grows, "next_to": _next_to, "position": _position,
    "cuts": _cuts, "anomaly": _anomaly,
}  # fmt: skip
