"""What the ids of a mask mean: class names in both languages, and what each class is.

A legend file is JSON (``{"pixel_size": 10, "classes": [{"id": 1, "en": "corn", ...}]}``, or plainly
``{"1": "corn"}``), or a table (``.csv``, ``.tsv``) with the same names as columns; docs/earth.md
lists them. PASTIS's is built in (``pastis.tsv``).
"""

from __future__ import annotations

import csv
import functools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

from mirada.errors import InputError, ReadError
from mirada.read.faults import fault, from_os

Role = Literal["crop", "background", "void"]
Group = Literal["", "winter", "summer", "rapeseed", "root", "mixed", "grass", "fodder", "woody"]

_ROLES = ("crop", "background", "void")
_GROUPS = ("", "winter", "summer", "rapeseed", "root", "mixed", "grass", "fodder", "woody")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LIMIT = 1 << 20  # bytes of a legend file
_MOST_IDS = 1 << 16
PASTIS_PIXEL = 10.0
"""Metres: the side of a Sentinel-2 pixel, which is what PASTIS's masks are drawn on."""


@dataclass(frozen=True, slots=True)
class Name:
    """A class's name in one language, in lower case, as it stands inside a sentence.

    ``text`` is the name ("corn", "frutales"), ``plural_number`` whether it is grammatically plural,
    ``plural`` its plural form ("praderas"), ``gender`` "m" or "f" ("" in English), ``also`` other
    names that are understood but never written.
    """

    text: str
    plural: str
    plural_number: bool = False
    gender: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CropClass:
    """One class of a legend.

    ``role``: "crop", "background" (land that is not farmed) or "void" (farmland of which the mask
    does not tell the crop). ``group`` tells which events its season has: "winter" (sown in autumn),
    "summer", "rapeseed" (a winter crop whose flowers show), "root" (harvested green), "mixed"
    (several short cycles), "grass" and "fodder" (cut, not harvested), "woody" (neither); "" =
    unknown. ``colour`` is RGB of the map; ``confused_with``: ids that maps often mistake it for.
    """

    id: int
    key: str
    role: Role
    group: Group
    colour: tuple[int, int, int]
    en: Name
    es: Name
    confused_with: tuple[int, ...] = ()

    def name(self, language: str) -> Name:
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True)
class Legend:
    """The classes of a mask, by id; ``pixel_size`` (m) is known for masks of one data set."""

    name: str
    classes: tuple[CropClass, ...]
    pixel_size: float | None = None

    def __post_init__(self) -> None:
        for what in ("id", "key"):
            seen = [getattr(one, what) for one in self.classes]
            twice = sorted({value for value in seen if seen.count(value) > 1})
            if twice:
                raise ValueError(f"the {what} {twice[0]} stands twice")

    def of(self, id: int) -> CropClass:
        """The class of an id; KeyError where the legend has none."""
        for one in self.classes:
            if one.id == id:
                return one
        raise KeyError(id)

    def find(self, name: str) -> CropClass | None:
        """The class that ``name`` calls in either language, singular or plural; None = none."""
        wanted = " ".join(name.lower().split())
        for one in self.classes:
            known = [one.key, *(w for n in (one.en, one.es) for w in (n.text, n.plural, *n.also))]
            if wanted in known:
                return one
        return None

    def ids(self, role: Role) -> tuple[int, ...]:
        return tuple(one.id for one in self.classes if one.role == role)

    @property
    def known_ids(self) -> frozenset[int]:
        return frozenset(one.id for one in self.classes)

    def with_void(self, id: int) -> Legend:
        """This legend with ``id`` as one more void class: the no-data value of a file."""
        void = replace(pastis().of(19), id=id, key=f"no data {id}")
        return replace(self, classes=(*self.classes, void))


@functools.cache
def pastis() -> Legend:
    """The 20 classes of PASTIS, names corrected (0 = not farmed, 19 = void)."""
    text = files("mirada.earth").joinpath("pastis.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return Legend("PASTIS", tuple(_class_of(row) for row in rows), PASTIS_PIXEL)


def read_legend(path: Path) -> Legend:
    """A legend from a JSON, CSV or TSV file.

    Raises:
        ReadError: the file cannot be read, or a class in it is not described well.
        InputError: its name ends in none of these.
    """
    kind = path.suffix.lower()
    if kind not in (".json", ".csv", ".tsv"):
        raise InputError(
            f"The legend {path} is neither .json, .csv nor .tsv.",
            hint="docs/earth.md shows what a legend file looks like.",
        )
    text = _text(path)
    try:
        rows, size = _rows(text, kind)
        classes = tuple(_class_of(row) for row in rows)
        if not classes:
            raise ValueError("it names no class")
        return Legend(path.stem, classes, size)
    except (ValueError, TypeError, KeyError, AttributeError, csv.Error, RecursionError) as error:
        told = str(error) or type(error).__name__
        raise fault(
            path,
            "damaged",
            f"is no legend ({told})",
            "docs/earth.md shows what a legend file looks like.",
        ) from error


def legend_text(legend: Legend) -> str:
    """A legend as JSON that :func:`parse_legend` reads, without colours and what is confused."""
    return json.dumps({"name": legend.name, "classes": [_row(one) for one in legend.classes]},
                      ensure_ascii=False, separators=(",", ":"))  # fmt: skip


@functools.lru_cache(maxsize=16)
def parse_legend(text: str) -> Legend:
    """The legend that :func:`legend_text` wrote."""
    value = json.loads(text)
    return Legend(value["name"], tuple(_class_of(row) for row in value["classes"]))


def _row(one: CropClass) -> dict[str, Any]:
    row: dict[str, Any] = {"id": one.id, "key": one.key, "role": one.role, "group": one.group}
    for language, name in (("en", one.en), ("es", one.es)):
        row[language] = name.text
        row[f"{language}_plural"] = name.plural
        row[f"{language}_number"] = "p" if name.plural_number else "s"
        row[f"{language}_gender"] = name.gender
        row[f"{language}_also"] = list(name.also)
    return row


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        raise from_os(path, error) from error
    if len(data) > _LIMIT:
        raise fault(path, "too-large", "is larger than a legend should be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"The file {path} is not UTF-8 text.", kind="damaged", hint="Save it as UTF-8."
        ) from error


def _rows(text: str, kind: str) -> tuple[Iterable[Mapping[str, Any]], float | None]:
    """(one mapping a class, pixel size) of a legend's text."""
    if kind != ".json":
        return list(csv.DictReader(text.splitlines(), delimiter="," if kind == ".csv" else "\t")), (
            None
        )
    value = json.loads(text)
    if isinstance(value, list):
        return value, None
    if "classes" in value:
        size = value.get("pixel_size")
        if size is not None and not 0 < float(size) < 1e6:
            raise ValueError("pixel_size is no length in metres")
        return value["classes"], None if size is None else float(size)
    return [{"id": id, **_plain(named)} for id, named in value.items()], None


def _plain(named: Any) -> dict[str, Any]:
    return {"en": named} if isinstance(named, str) else dict(named)


def _class_of(row: Mapping[str, Any]) -> CropClass:
    """A class from one row; what a row leaves out follows from its names."""
    if row.get("id") in (None, ""):
        raise ValueError("a class has no id")
    id = int(row["id"])
    if not 0 <= id < _MOST_IDS:
        raise ValueError(f"the id {id} is not between 0 and {_MOST_IDS - 1}")
    en, es = _word(row, "en") or _word(row, "es"), _word(row, "es") or _word(row, "en")
    if not en:
        raise ValueError(f"class {id} has no name")
    key = _word(row, "key") or en
    role = _choice(id, "role", _word(row, "role") or _role_of(key), _ROLES)
    group = _choice(id, "group", _word(row, "group") or _group_of(key), _GROUPS)
    return CropClass(
        id=id,
        key=key,
        role=cast(Role, role),
        group=cast(Group, group),
        colour=_colour_of(id, _word(row, "colour")),
        en=_name(row, "en", en),
        es=_name(row, "es", es),
        confused_with=tuple(int(other) for other in _list(row, "confused_with")),
    )


def _word(row: Mapping[str, Any], column: str) -> str:
    return " ".join(str(row.get(column) or "").lower().split())


def _list(row: Mapping[str, Any], column: str) -> tuple[str, ...]:
    value = row.get(column) or ()
    parts = value.split(";") if isinstance(value, str) else [str(one) for one in value]
    return tuple(part for one in parts if (part := " ".join(one.lower().split())))


def _choice(id: int, column: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        named = ", ".join(one for one in known if one)
        raise ValueError(f"class {id} has the {column} {value!r}, not one of {named}")
    return value


def _role_of(key: str) -> Role:
    known = _of_pastis(key)
    return known.role if known else "crop"


def _group_of(key: str) -> Group:
    known = _of_pastis(key)
    return known.group if known else ""


def _of_pastis(key: str) -> CropClass | None:
    """What PASTIS's legend knows of a crop; its own rows name role and group themselves."""
    return None if not key or key in ("background", "void") else pastis().find(key)


def _colour_of(id: int, text: str) -> tuple[int, int, int]:
    if not text:  # far apart in hue from id to id: the golden angle
        import colorsys

        red, green, blue = colorsys.hsv_to_rgb((id * 0.618034) % 1.0, 0.55, 0.85)
        return round(red * 255), round(green * 255), round(blue * 255)
    if not _COLOUR.fullmatch(text):
        raise ValueError(f"class {id} has the colour {text!r}, not one like #1f77b4")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _name(row: Mapping[str, Any], language: str, text: str) -> Name:
    """The name in one language; where the row does not inflect it, PASTIS's word does, if alike."""
    known = _of_pastis(text) if f"{language}_plural" not in row else None
    like = known.name(language) if known and known.name(language).text == text else None
    number = _word(row, f"{language}_number") or ("p" if like and like.plural_number else "s")
    gender = _word(row, f"{language}_gender") or (like.gender if like else "")
    if language == "es" and not gender:
        gender = "f" if text.split()[0].endswith("a") else "m"
    if number not in ("s", "p") or gender not in ("", "m", "f"):
        raise ValueError(f"the name {text!r} has a number other than s, p or a gender not m, f")
    plural = _word(row, f"{language}_plural") or (like.plural if like else text)
    return Name(text, plural, number == "p", gender, _list(row, f"{language}_also"))
