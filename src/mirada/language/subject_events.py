"""What happened to measured subjects, and when: cuts, harvests, what is odd."""

from __future__ import annotations

import re

from mirada.language.amounts import NUMBER, number_of
from mirada.language.subject_days import WHEN, Days, days_of
from mirada.language.subject_sizes import Reading, Test
from mirada.language.subject_words import COMPARED, sign_of
from mirada.language.tongue import tongue
from mirada.types import FactTest, Language, Understood

_EVENTS = {
    "cut": r"cortes?|siegas?|cortad[oa]s?|segad[oa]s?|cortar(?:on)?|segar(?:on)?|cuts?|mown|mowed"
    r"|mowing|cutting",
    "harvest": r"cosechas?|cosechad[oa]s?|cosechar(?:on)?|recogidas?|recogid[oa]s?|recoger"
    r"|recogieron|recoleccion|recolectad[oa]s?|recolectar|harvests?|harvested|harvesting",
    "flowering": r"floracion|florecid[oa]s?|florecer|florecieron|flor|flowering|flowered|bloom(?:ed"
    r"|ing)?|flower",
    "emergence": r"nascencia|emergencia|nacid[oa]s?|nacieron|emerge(?:d|nce)",
    "season_start": r"(?:inicio|comienzo)\s+de\s+(?:la\s+)?temporada|brotad[oa]s?|brotaron"
    r"|reverdecid[oa]s?|(?:start|beginning)\s+of\s+(?:the\s+)?season|green(?:ed)?[\s-]?up|greened",
    "peak": r"maximo\s+(?:de\s+)?verdor|peak(?:ed)?(?:\s+green(?:ness)?)?",
    "season_end": r"fin(?:al)?\s+de\s+(?:la\s+)?temporada|senescencia|end\s+of\s+(?:the\s+)?season"
    r"|senescence",
}
_EVENT = "|".join(f"(?P<{name}>{words})" for name, words in _EVENTS.items())
_LED = (
    r"(?:\b(?:con|with|having|had|has|have|tienen?|tuvieron|que|that|which|se|han?|sido|hayan?|was"
    r"|were|been|are|is|estan?|en|in|la|el|los|las|the|an?|un|una|sus?|its|their|whose|cuya|cuyo)"
    r"\s+)*"
)
_UNDONE = re.compile(
    rf"\b(?:{_LED}(?:sin|not?|without|never|nunca|no\s+se|aun\s+no|yet\s+to\s+be)\s+(?:yet\s+|haber\s+sido\s+"
    rf"|ningun[oa]?s?\s+|any\s+|an?\s+|been\s+|se\s+|ha[ns]?\s+|sido\s+|being\s+)*|un)"
    rf"(?:{_EVENT})(?!\w)(?:\s+(?P<when>{WHEN}))?(?:\s+(?:aun|todavia|yet))?"
)
_DONE = re.compile(rf"{_LED}\b(?:{_EVENT})(?!\w)(?:\s+(?P<when>{WHEN}))?")
_NUMBER_OF = re.compile(
    rf"{_LED}\b(?:{COMPARED}\s+)?(?P<number>{NUMBER})\s+(?:{_EVENTS['cut']})(?!\w)"
)
_TIMES = re.compile(
    rf"{_LED}\b(?:{_EVENTS['cut']})\s+(?:{COMPARED}\s+)?(?:(?P<number>{NUMBER})\s+(?:times|veces)"
    r"|(?P<once>once|una\s+vez)|(?P<twice>twice))(?!\w)"
)
_RULED_OUT = {
    "harvest": ("after", "flat"), "flowering": ("flat",), "emergence": ("flat",),
    "season_start": ("flat",), "peak": ("flat", "after"), "season_end": ("flat", "after"),
}  # fmt: skip
"""Why an event was not found, where that means that it did not happen while it was looked at."""
_TOLD_BY = {"cut": ("cuts",)}
_ODD = re.compile(
    r"\b(?:(?:con|with|having)\s+)?(?:an?\s+|una?\s+)?(?:(?P<odd>raras?|raros?|anomal[oa]s?|anomalias?"
    r"|anomaly|anomalies|odd|anomalous|abnormal|strange|unusual|extran[oa]s?)|(?P<late>tardi[oa]s?"
    r"|atrasad[oa]s?|late)|(?P<early>tempran[oa]s?|adelantad[oa]s?|early)"
    r"|(?P<below>debil(?:es)?|poco\s+verdes?|weak|poor))(?!\w)"
)
_ODD_VALUES = {"late": ("late",), "early": ("early",), "below": ("below",)}

_NAMES = {
    "cut": ("cut", "corte"), "harvest": ("harvest", "cosecha"),
    "flowering": ("flowering", "floración"), "emergence": ("emergence", "nascencia"),
    "season_start": ("start of season", "inicio de temporada"),
    "peak": ("greatest green", "máximo verdor"),
    "season_end": ("end of season", "fin de temporada"),
}  # fmt: skip


def take_events(reading: Reading) -> bool:
    """What a query says to have happened, or not, and when."""

    def number(match: re.Match[str]) -> list[Test]:
        named = match.groupdict()
        amount = 1.0 if named.get("once") else 2.0 if named.get("twice") else None
        if amount is None:
            amount = number_of(match.group("number"))
        return [] if amount is None else [_cuts(match, amount, reading.words(match))]

    taken = [
        reading.take(_TIMES, number),
        reading.take(_UNDONE, lambda match: _event(reading, match, absent=True)),
        reading.take(_NUMBER_OF, number),
        reading.take(_DONE, lambda match: _event(reading, match, absent=False)),
    ]
    return any(taken)


def _cuts(match: re.Match[str], amount: float, words: str) -> Test:
    compared = any(match.groupdict().get(name) for name in ("most", "least", "more", "less"))
    sign = sign_of(match) if compared else "="
    least = {">": amount + 1, ">=": amount, "=": amount}.get(sign)
    most = {"<": amount - 1, "<=": amount, "=": amount}.get(sign)
    shown = f"{sign.replace('>=', '≥').replace('<=', '≤')} {amount:g}"
    chip = Understood("cuts", f"cuts {shown}", f"cortes {shown}", words)
    return FactTest("cuts", least=least, most=most), chip


def _event(reading: Reading, match: re.Match[str], *, absent: bool) -> list[Test]:
    predicate = next(name for name in _EVENTS if match.group(name))
    en, es = _NAMES[predicate]
    days = Days()
    if match.group("when"):
        told = days_of(match)
        if told is None:
            return []
        days = told
        en, es = f"{en} {_days_text(days, 'en')}", f"{es} {_days_text(days, 'es')}"
    words = reading.words(match)
    if absent and predicate == "cut" and days == Days():
        return [
            (FactTest("cuts", most=0.0), Understood("cuts", "no cuts seen", "sin cortes", words))
        ]
    test = FactTest(
        predicate, first=days.first, last=days.last, months=days.months, absent=absent,
        told_by=_TOLD_BY.get(predicate, ()) if absent else (),
        ruled_out=_RULED_OUT.get(predicate, ()) if absent else (),
    )  # fmt: skip
    if absent:
        en, es = f"no {en} seen", f"sin {es}"
    return [(test, Understood(predicate, en, es, words))]


def _days_text(days: Days, language: Language) -> str:
    if days.months:
        names = tongue(language).months
        listed = [names[month - 1] for month in days.months]
        shown = listed[0] if len(listed) == 1 else f"{listed[0]}–{listed[-1]}"
        return f"{'en' if language == 'es' else 'in'} {shown}"
    first, last = (_day_text(day, language) for day in (days.first, days.last))
    if not first or not last:
        joint = ("until", "hasta") if last else ("from", "desde")
        return f"{joint[language == 'es']} {first or last}"
    return first if first == last else f"{first}–{last}"


def _day_text(day: str, language: Language) -> str:
    """``15 July``, ``15 July 2019``; "" for none."""
    if not day:
        return ""
    *year, month, number = day.split("-")
    return " ".join([str(int(number)), tongue(language).months[int(month) - 1], *year])


def take_odd(reading: Reading) -> bool:
    """What differs from the others of its crop."""
    return reading.take(_ODD, lambda match: _odd(reading, match))


def _odd(reading: Reading, match: re.Match[str]) -> list[Test]:
    kind = next(name for name in ("odd", "late", "early", "below") if match.group(name))
    en, es = {
        "odd": ("odd", "con anomalía"), "late": ("late", "tardía"), "early": ("early", "temprana"),
        "below": ("less green than its crop", "menos verde que su cultivo"),
    }[kind]  # fmt: skip
    test = FactTest("anomaly", values=_ODD_VALUES.get(kind, ()))
    return [(test, Understood("anomaly", en, es, reading.words(match)))]
