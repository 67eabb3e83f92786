"""The words by which measured subjects are asked for: classes, sizes, sides, events, days.

Patterns match lower-case text without accents (``when.plain``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from mirada.language.amounts import NUMBER, number_of
from mirada.language.measured import Terms
from mirada.language.when import plain

# -- subjects --------------------------------------------------------------------------------

PARCEL = r"parcelas?|parcels?|plots?|recintos?"
"""Words that say nothing but a piece of farmland."""
FIELD = r"campos?|fields?|fincas?|lotes?|tierras?|terrenos?|cultivos?|crops?|lands?"
"""Words that may also be something else: a football field."""
WHOLE = r"teselas?|patch(?:es)?|tiles?"
FILLER = frozenset(
    {
        "a", "al", "algun", "alguna", "algunas", "algunos", "all", "an", "and", "any", "are",
        "at", "be", "been", "being", "busca", "buscar", "con", "cual", "cuales", "cualquier",
        "dame", "de", "del", "do", "does", "donde", "each", "el", "ella", "en", "encuentra",
        "es", "esa", "ese", "esta", "estan", "este", "esto", "every", "find", "for", "from",
        "fue", "fueron", "get", "give", "ha", "han", "has", "hay", "have", "having", "he",
        "i", "in", "is", "it", "la", "las", "list", "lista", "lo", "los", "me", "mi", "mis",
        "muestra", "mostrar", "my", "of", "on", "or", "o", "que", "quiero", "say", "se",
        "sea", "sean", "ser", "show", "sido", "son", "su", "sus", "that", "the", "their",
        "there", "these", "they", "this", "those", "to", "toda", "todas", "todo", "todos",
        "un", "una", "unas", "uno", "unos", "u", "was", "were", "what", "where", "which",
        "who", "with", "y", "e",
    }
)  # fmt: skip
"""Words that ask for nothing."""

Forms = Mapping[str, tuple[str, ...]]
"""Words, plain -> the classes that they may mean."""


def forms_of(terms: Terms) -> Forms:
    """Every way to call a class: its names, their plurals, and what is left of a long name.

    "wheat" is what ends "soft winter wheat" and "winter durum wheat", so it means both; likewise
    "trigo" begins both in Spanish.
    """
    found: dict[str, dict[str, None]] = {}
    for key, names in terms.items():
        told = [
            *(part for name in names.en for part in _parts(plain(name), "en")),
            *(part for name in names.es for part in _parts(plain(name), "es")),
        ]
        for name, written in (("en", names.en), ("es", names.es)):
            for one in written[:2]:  # the name itself and its plural
                told += _shortened(plain(one), name)
        for form in told:
            if not re.fullmatch(rf"(?:{FIELD}|{PARCEL}|{WHOLE})", form) and form not in FILLER:
                found.setdefault(form, {})[key] = None
    return {form: tuple(keys) for form, keys in found.items()}


def _parts(name: str, language: str) -> Iterable[str]:
    """A name, what a list in it names ("fruits, vegetables and flowers"), and their plurals."""
    listed = [part for part in re.split(r"\s*,\s*|\s+(?:and|y)\s+", name) if part]
    for one in dict.fromkeys((name, *listed)):
        words = one.split()
        if not words:
            continue
        yield one
        if language == "en":
            yield " ".join([*words[:-1], *_plurals_en(words[-1])])
        else:
            yield " ".join([*_plurals_es(words[0]), *words[1:]])


def _plurals_en(word: str) -> tuple[str]:
    if word.endswith(("s", "x", "ch", "sh")):
        return (word,)
    return (f"{word[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s",)


def _plurals_es(word: str) -> tuple[str]:
    if word.endswith("s"):
        return (word,)
    if word.endswith("z"):
        return (f"{word[:-1]}ces",)
    return (f"{word}s" if word[-1] in "aeiou" else f"{word}es",)


def _shortened(name: str, language: str) -> Iterable[str]:
    """What may be left of a long name: its end in English, its beginning in Spanish."""
    words = name.split()
    if "," in name or len(words) < 2:
        return
    for at in range(1, len(words)):
        short = words[at:] if language == "en" else words[:-at]
        if short[-1] not in FILLER and short[0] not in FILLER:
            yield from _parts(" ".join(short), language)
    if language == "es" and "de" in words[2:]:  # "trigo de invierno"
        yield from _parts(" ".join([words[0], *words[words.index("de", 2) :]]), language)


def alternatives(forms: Forms) -> str:
    """A pattern for any of the forms, the longest first; never empty."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered) or r"(?!)"


# -- sizes -----------------------------------------------------------------------------------

_HECTARES = {
    r"ha|hectareas?|hectares?": 1.0,
    r"m2|m²|metros\s+cuadrados|square\s+met(?:er|re)s?": 1e-4,
    r"acres?": 0.40468564224,
    r"km2|km²|kilometros\s+cuadrados|square\s+kilomet(?:er|re)s?": 100.0,
}
_UNIT = rf"(?:{'|'.join(_HECTARES)})(?!\w)"
_MOST = (
    r"no\s+mas\s+de|no\s+more\s+than|como\s+mucho|como\s+maximo|at\s+most|a\s+lo\s+sumo|hasta"
    r"|up\s+to|<=|≤"
)
_LEAST = (
    r"no\s+menos\s+de|no\s+less\s+than|(?:al|por\s+lo)\s+menos|at\s+least|como\s+minimo"
    r"|a\s+minimum\s+of|>=|≥"
)
_MORE = (
    r"mas\s+de|more\s+than|over|above|exceeding|(?:larger|bigger|greater)\s+than"
    r"|mas\s+grandes?\s+(?:de|que)|may(?:or|ores)\s+(?:de|que|a)|superior(?:es)?\s+a|>"
)
_LESS = (
    r"menos\s+de|less\s+than|under|below|smaller\s+than|mas\s+pequen[oa]s?\s+(?:de|que)"
    r"|menor(?:es)?\s+(?:de|que|a)|inferior(?:es)?\s+a|<"
)
COMPARED = rf"(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<more>{_MORE})|(?P<less>{_LESS}))"
_LED = (
    r"(?:\b(?:de|con|of|with|y|and|que|that|which|tengan?|midan?|ocupen?|are|is|have|has|cover"
    r"|measur(?:e|es|ing)|una?|an?|area|superficie|tamano|size)\s+)*"
)
_AMOUNT = rf"(?P<one>{NUMBER})\s*(?:de\s+|an?\s+)?(?P<unit>{_UNIT})"
SIZE_BETWEEN = re.compile(
    rf"{_LED}\b(?:entre|between|from|de)\s+(?P<one>{NUMBER})\s*(?:{_UNIT})?\s*(?:y|and|to|a)\s+"
    rf"(?P<two>{NUMBER})\s*(?P<unit>{_UNIT})"
)
SIZE = re.compile(rf"{_LED}(?<!\w){COMPARED}\s*{_AMOUNT}")
SIZE_OR = re.compile(
    rf"{_LED}(?<![\w.,]){_AMOUNT}\s+(?:o|or)\s+(?:(?P<least>mas|more)|(?P<most>menos|less))(?!\w)"
)
SIZE_ABOUT = re.compile(rf"{_LED}(?<![\w.,]){_AMOUNT}")


def hectares_of(number: str, unit: str) -> float | None:
    """The hectares of "2,5" and "ha"."""
    value = number_of(number)
    factor = next((f for words, f in _HECTARES.items() if re.fullmatch(words, unit)), None)
    return None if value is None or factor is None else value * factor


def sign_of(found: re.Match[str]) -> str:
    """``>``, ``>=``, ``<`` or ``<=`` of a match with a comparison."""
    named = found.groupdict()
    signs = (("most", "<="), ("least", ">="), ("more", ">"), ("less", "<"))
    return next(sign for name, sign in signs if named.get(name))


# -- sides -----------------------------------------------------------------------------------

_POINTS = {
    "north-west": r"noroeste|north[\s-]?west(?:ern)?",
    "north-east": r"noreste|nordeste|north[\s-]?east(?:ern)?",
    "south-west": r"suroeste|sudoeste|south[\s-]?west(?:ern)?",
    "south-east": r"sureste|sudeste|south[\s-]?east(?:ern)?",
    "north": r"norte|north(?:ern)?",
    "south": r"sur|south(?:ern)?",
    "west": r"oeste|west(?:ern)?",
    "east": r"este|east(?:ern)?",
    "centre": r"centro|cent(?:er|re)|central|middle",
}
_POINT = "|".join(_POINTS.values())
SIDE = re.compile(
    r"\b(?:(?:situad[oa]s?\s+)?(?:en\s+(?:el|la)|al|del|in\s+the|to\s+the|at\s+the|from\s+the|of\s+the)\s+"
    rf"(?:(?:parte|zona|mitad|tercio)\s+(?:del\s+)?)?)(?P<point>{_POINT})(?!\w)"
    r"(?:\s+(?:part|third|half|side))?|\b(?P<adjective>north(?:-?(?:west|east))?ern"
    r"|south(?:-?(?:west|east))?ern|western|eastern)\b"
)
PLACES = ("north-west", "north", "north-east", "west", "centre", "east", "south-west", "south",
          "south-east")  # fmt: skip


def places_of(point: str) -> tuple[str, tuple[str, ...]]:
    """("north", the ninths of a field that lie there) of "norte" or "north"."""
    name = next(key for key, words in _POINTS.items() if re.fullmatch(words, point))
    if name in ("north", "south", "west", "east"):
        return name, tuple(place for place in PLACES if name in place.split("-"))
    return name, (name,)
