"""What each template of a clause or modifier means: one table for writing and reading.

A clause has a role in its sentence and conditions ``(predicate, value, object)``; a value or
object that begins with ``$`` is the template's slot of that name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mirada.language.meaning import Amount, Condition, Span, Thing, Time, Words
from mirada.language.nouns import is_a

Role = Literal["say", "when", "exist", "frame", "total", "at_once", "modifier"]
Spec = tuple[str, Any, str]


@dataclass(frozen=True, slots=True)
class Clause:
    """``event``: the predicate whose time a following or leading "at 22:03" tells."""

    role: Role
    conditions: tuple[Spec, ...] = ()
    event: str = ""


def _say(*conditions: Spec, event: str = "") -> Clause:
    return Clause("say", conditions, event)


def _relation(predicate: str) -> Clause:
    return _say((predicate, True, "$other"))


_NIGHT = Span(Time("clock", 79_200.0, 60.0), Time("clock", 21_600.0, 60.0))
_DAYTIME = Span(Time("clock", 28_800.0, 60.0), Time("clock", 72_000.0, 60.0))
_SOME = Amount(1.0, ">=")

CLAUSES: Mapping[str, Clause] = {
    "span_clock": Clause("when", (("span", "$start $end", ""),)),
    "span_film": Clause("when", (("span", "$start $end", ""),)),
    "span": Clause("when", (("span", "$start $end", ""),)),
    "at_clock": Clause("when", (("at", "$time", ""),)),
    "at_film": Clause("when", (("at", "$time", ""),)),
    "at": Clause("when", (("at", "$time", ""),)),
    "at_about": Clause("when", (("at_about", "$time", ""),)),
    "after": Clause("when", (("after", "$time", ""),)),
    "before": Clause("when", (("before", "$time", ""),)),
    "day": Clause("when", (("day", "$day", ""),)),
    "at_night": Clause("when", (("hours", _NIGHT, ""),)),
    "by_day": Clause("when", (("hours", _DAYTIME, ""),)),
    "enters": _say(("enters", "$side", ""), event="enters"),
    "enters_inside": _say(("enters", "inside", ""), event="enters"),
    "enters_any": _say(("enters", True, ""), event="enters"),
    "by_side": _say(("by_side", "$side", "")),
    "starts_there": _say(("present_at_start", True, ""), event="enters"),
    "leaves": _say(("leaves", "$side", ""), event="leaves"),
    "leaves_inside": _say(("leaves", "inside", ""), event="leaves"),
    "in_and_out": _say(("enters", "inside", ""), ("leaves", "inside", ""), event="enters"),
    "enters_leaves": _say(("enters", "$side", ""), ("leaves", "$side", ""), event="enters"),
    "leaves_any": _say(("leaves", True, ""), event="leaves"),
    "stays_till_end": _say(("present_at_end", True, ""), event="leaves"),
    "at_the_end": _say(("at_the_end", True, "")),
    "direction": _say(("direction", "$direction", "")),
    "moves_any": _say(("moves", True, "")),
    "stops_for": _say(("stops", _SOME, ""), ("stopped_for", "$duration", "")),
    "stops_times": _say(("stops", "$times", "")),
    "stops_times_for": _say(("stops", "$times", ""), ("stopped_for", "$duration", "")),
    "no_stop": _say(("stops", Amount(0.0), "")),
    "stops_any": _say(("stops", _SOME, "")),
    "dwell": _say(("dwell", "$duration", "")),
    "dwell_after": _say(("dwell", "$duration", "")),
    "dwell_during": _say(("dwell", "$duration", "")),
    "speed": _say(("speed", "$factor", "")),
    "is_colour": _say(("any_colour", "$colour", "")),
    "colour_is": _say(("any_colour", "$colour", "")),
    "upper_is": _say(("upper_colour", "$colour", "")),
    "lower_is": _say(("lower_colour", "$colour", "")),
    "drops": _say(("drops", True, "$other")),
    "area_covers": _say(("area_share", "$percent", "")),
    "mostly_at": _say(("place", "$place", "")),
    "is_at": _say(("place", "$place", "")),
    "visits": _say(("visits", "$duration", "$zone"), event="visits"),
    "visits_any": _say(("visits", True, "$zone"), event="visits"),
    "in_zone": _say(("visits", True, "$zone"), event="visits"),
    "near_by": _relation("near"),
    "wears": _say(("wears", True, "$other")),
    "first_seen": _say(event="enters"),
    "last_seen": _say(event="leaves"),
    "earlier": _relation("earlier"),
    "later": _relation("later"),
    "left_behind_at": _say(("left_behind", True, ""), ("place", "$place", ""), event="left_behind"),
    "left_behind": _say(("left_behind", True, ""), event="left_behind"),
    "removed_at": _say(("removed", True, ""), ("place", "$place", ""), event="removed"),
    "removed": _say(("removed", True, ""), event="removed"),
    "seen": Clause("exist"),
    "there_is": Clause("exist"),
    "picture_seems": Clause("exist"),
    "film_seems": Clause("exist"),
    "seen_in": Clause("exist"),
    "shows": Clause("exist"),
    "frame": Clause("frame"),
    "frame_picture": Clause("frame"),
    "frame_film": Clause("frame"),
    "total": Clause("total"),
    "at_once": Clause("at_once"),
    "recorded": _say(("captured_day", "$day", ""), ("captured_clock", "$time", "")),
    "taken": _say(("captured_day", "$day", ""), ("captured_clock", "$time", "")),
    "recorded_day": _say(("captured_day", "$day", "")),
    "recorded_at": _say(("captured_clock", "$time", "")),
    "lasts": _say(("duration", "$duration", "")),
    "size": _say(("size", "$size", "")),
    "fixed": _say(("fixed_camera", True, "")),
    "moving": _say(("fixed_camera", False, "")),
    "shifted": _say(("shifted", True, "")),
    "dark": _say(("light", "dark", "")),
    "bright": _say(("light", "bright", "")),
    "brightness": _say(("brightness", "$percent", "")),
    "sharp": _say(("sharpness", "sharp", "")),
    "blurred": _say(("sharpness", "blurred", "")),
    "night": _say(("night", True, "")),
    "covered": _say(("covered", True, "")),
    "shares": _say(("shares", "$shares", "")),
    "main_colour": _say(("shares", "$shares", "")),
    "share_of": _say(("colour_share", "$percent", "$colour")),
    "text_read": _say(("text", "$text", "")),
    "longest": _say(("longest_dwell", "$duration", "")),
    "left_of": _relation("left_of"),
    "right_of": _relation("right_of"),
    "above": _relation("above"),
    "below": _relation("below"),
    "near": _relation("near"),
    "inside": _relation("inside"),
    "contains": _relation("contains"),
    "in_front_of": _relation("in_front_of"),
    "behind": _relation("behind"),
    "touches": _relation("touches"),
    "is_extreme": _say(("extreme", "$extreme", "")),
    "ground_is": _say(("ground", "$colour", "")),
}

MODIFIERS: Mapping[str, tuple[Spec, ...]] = {
    "upper_lower": (("upper_colour", "$upper", ""), ("lower_colour", "$lower", "")),
    "upper": (("upper_colour", "$upper", ""),),
    "lower": (("lower_colour", "$lower", ""),),
    "in_colour": (("any_colour", "$colour", ""),),
    "dressed": (("any_colour", "$colour", ""),),
    "wears": (("wears", True, "$other"),),
    "covers": (("area_share", "$percent", ""),),
    "placed": (("place", "$place", ""),),
    "placed_side": (("place", "$side", ""),),
    "most": (("extreme", "$extreme", ""),),
}

_UPPER = ("shirt", "T-shirt", "sweater", "jacket", "coat", "vest")
_LOWER = ("trousers", "skirt")
_SMALL = ("sock", "shoe", "boot", "sandal", "trainer", "hat", "cap", "helmet", "scarf", "glove",
          "tie", "bow tie", "belt")  # whose colour is that of neither half  # fmt: skip


def conditions_of(
    specs: tuple[Spec, ...], slots: Mapping[str, Any], words: Words
) -> tuple[Condition, ...] | None:
    """The conditions with their values filled in; None where the values make no sense together."""
    found: list[Condition] = []
    for predicate, value, other in specs:
        value = _filled(value, slots)
        thing: Any = slots[other[1:]] if other.startswith("$") else other
        match predicate:
            case "at_about":
                value = Time(value.sort, value.seconds, value.step, True, value.loose)
                found.append(Condition("at", value, words=words))
            case "after":
                found.append(Condition("span", Span(value, None), words=words))
            case "before":
                found.append(Condition("span", Span(None, value), words=words))
            case "shares":
                for colour, share in value:
                    found.append(Condition("colour_share", share, colour, words=words))
            case "wears":
                worn = _worn(thing, words)
                if worn is None:
                    return None
                found += worn
            case _:
                found.append(Condition(predicate, value, thing, words=words))
    return tuple(found)


def _filled(value: Any, slots: Mapping[str, Any]) -> Any:
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    if value == "$start $end":
        return Span(slots["start"], slots["end"])
    return slots[value[1:]]


def part_of(garment: str) -> str:
    """The colour predicate of the part of the body that a garment covers."""
    if any(is_a(garment, each) for each in _UPPER):
        return "upper_colour"
    return "lower_colour" if any(is_a(garment, each) for each in _LOWER) else "any_colour"


def _worn(thing: Thing, words: Words) -> list[Condition] | None:
    """A garment and its colour, as the colour of the upper or lower part; None: no garment."""
    if not (is_a(thing.concept, "clothes") or is_a(thing.concept, "helmet")):
        return None
    small = any(is_a(thing.concept, each) for each in _SMALL)
    part = "garment" if small else part_of(thing.concept)
    colours = [
        Condition(part, condition.value, words=words)
        for condition in thing.conditions
        if condition.predicate == "colour"
    ]
    return [Condition("garment", thing.concept, words=words), *colours]
