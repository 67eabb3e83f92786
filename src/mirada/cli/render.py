"""How search results are shown: lines, paths, JSON, a contact sheet, a page."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mirada.cli.chips import (
    judged_value,
    reason_value,
    region_value,
    understood_text,
    understood_value,
    why_text,
)
from mirada.cli.edge import Decimal, Edge, stacked, write_out
from mirada.cli.say import Say, printable, shortened, stretch
from mirada.cli.status import writing_text
from mirada.errors import InputError
from mirada.types import Filters, Hit, Region, SearchResult

if TYPE_CHECKING:
    from mirada.archive import Archive
    from mirada.store import Holder

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How much is shown, and in which forms."""

    limit: int
    max_e_value: float
    nearest: bool
    group: bool
    paths_only: bool
    null: bool
    sheet: Path | None
    html: Path | None

    def __post_init__(self) -> None:
        require_ending("--sheet", self.sheet, (".png",))
        require_ending("--html", self.html, (".html", ".htm"))


def require_ending(option: str, path: Path | None, endings: tuple[str, ...]) -> None:
    """So that ``--sheet photo.jpg`` replaces no photograph. Devices and pipes may be called so."""
    special = path is not None and path.exists() and not path.is_file()
    if path is not None and path.suffix.lower() not in endings and not special:
        raise InputError(
            f"The file {path} of {option} does not end in {' or '.join(endings)}.",
            hint=f"Write {option} {path.with_suffix(endings[0])}.",
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What was searched for, as it is told: the words, the filters and ``--archive`` as given.

    ``narrowed``: nothing was searched because nothing passes, not because nothing is there;
    ``writer``: who is at work on an archive that holds nothing yet.
    """

    text: str
    where: Filters = field(default_factory=Filters)
    archive_option: str = ""
    narrowed: bool = False
    writer: Holder | None = None


def output_options(say: Say) -> Callable[[Function], Function]:
    """The options of ``search`` and ``similar`` that say what is shown, as one value."""

    def decorate(function: Function) -> Function:
        def wrapper(*args: Any, **kw: Any) -> Any:
            names = OutputOptions.__dataclass_fields__
            output = OutputOptions(**{name: kw.pop(name) for name in names})
            return function(*args, output=output, **kw)

        wrapper.__dict__.update(function.__dict__)  # click keeps earlier options there
        decorated: Any = wrapper
        return stacked(_options(say))(decorated)  # type: ignore[no-any-return]

    return decorate


def _options(say: Say) -> tuple[Callable[[Any], Any], ...]:
    file = say("FILE", "FICHERO")
    return (
        click.option("--limit", type=int, default=10, show_default=True, metavar="N",
                     help=say("Hits at most.", "Número máximo de aciertos.")),
        click.option("--max-e", "max_e_value", type=Decimal(), default=1.0, show_default=True,
                     metavar="E",
                     help=say("A hit with a lower E is a match.",
                              "Un acierto con menor E es una coincidencia.")),
        click.option("--nearest", is_flag=True,
                     help=say("Show the nearest non-matches too, apart.",
                              "Muestra también, aparte, lo más cercano que no coincide.")),
        click.option("--group/--no-group", default=True,
                     help=say("Put near-duplicates under the best of them [default: group].",
                              "Agrupa lo casi idéntico bajo el mejor acierto "
                              "[por defecto: group].")),
        click.option("--paths-only", is_flag=True,
                     help=say("Print only paths, one a line.",
                              "Imprime solo rutas, una por línea.")),
        click.option("-0", "--null", "null", is_flag=True,
                     help=say("With --paths-only: end each path with a null, for xargs -0.",
                              "Con --paths-only: termina cada ruta con un nulo, para xargs -0.")),
        click.option("--sheet", type=click.Path(readable=False, path_type=Path), metavar=file,
                     help=say("Write a contact sheet (PNG).",
                              "Escribe una hoja de contactos (PNG).")),
        click.option("--html", type=click.Path(readable=False, path_type=Path), metavar=file,
                     help=say("Write a page with thumbnails that open at the second.",
                              "Escribe una página con miniaturas que se abren en el segundo.")),
    )  # fmt: skip


def render_result(
    edge: Edge,
    archive: Archive,
    command: str,
    asked: Asked,
    result: SearchResult,
    output: OutputOptions,
) -> int:
    """Write the files that were asked for and print the answer; 0, also when nothing matches."""
    say = edge.say
    asked = replace(asked, archive_option=edge.archive_option)
    if not result.eligible:
        narrowed = result.understood or not asked.where.empty
        status = archive.status()
        asked = replace(asked, narrowed=bool(narrowed and status.moments), writer=status.writer)
    _write_files(say, archive, asked, result, output)
    if output.paths_only and not edge.as_json:
        end = "\0" if output.null else "\n"
        paths = dict.fromkeys(hit.path for hit in with_members(result.hits))
        write_out("".join(f"{path}{end}" for path in paths), end="")
        return 0
    files = {
        "sheet": str(output.sheet) if output.sheet else None,
        "html": str(output.html) if output.html else None,
    }
    told = [f"{say('Written:', 'Escrito:')} {printable(path)}" for path in files.values() if path]
    text = "\n".join([result_text(asked, result, say), *told])
    edge.answer(command, {"query": asked.text, **result_value(result, say), **files}, text)
    return 0


def _write_files(
    say: Say, archive: Archive, asked: Asked, result: SearchResult, output: OutputOptions
) -> None:
    if output.sheet is None and output.html is None:
        return
    shown = (*result.hits, *result.nearest)
    thumbnails = archive.thumbnails([hit.moment_id for hit in with_members(shown)])
    if output.sheet is not None:
        from mirada.cli.sheet import write_sheet

        write_sheet(output.sheet, asked, result, thumbnails, say)
    if output.html is not None:
        from mirada.cli.page import write_page

        write_page(output.html, asked, result, thumbnails, say)


def with_members(hits: tuple[Hit, ...]) -> list[Hit]:
    return [each for hit in hits for each in (hit, *hit.group)]


def result_value(result: SearchResult, say: Say | None = None) -> dict[str, Any]:
    """The JSON of a search (docs/json.md); notices in English where no language is given."""
    told = (lambda notice: notice) if say is None else say.sentence
    return {
        "hits": [hit_value(hit, say) for hit in result.hits],
        "nearest": [hit_value(hit, say) for hit in result.nearest],
        "matched": result.matched,
        "eligible": result.eligible,
        "searched": result.searched,
        "unindexed": result.unindexed,
        "space": result.space,
        "seconds": round(result.seconds, 4),
        "notices": [told(notice) for notice in result.notices],
        "understood": understood_value(result, say),
        "judged": judged_value(result),
        "measured": result.measured,
    }


def hit_value(hit: Hit, say: Say | None = None) -> dict[str, Any]:
    """The JSON of one hit; times in seconds, the region in fractions of the picture."""
    return {
        "moment": hit.moment_id,
        "asset": hit.asset,
        "path": hit.path,
        "kind": hit.kind,
        "media": hit.media,
        "start": round(hit.start, 3),
        "end": round(hit.end, 3),
        "frame_time": round(hit.frame_time, 3),
        "region": region_value(hit.region),
        "local_time": hit.local_time.isoformat() if hit.local_time else None,
        "utc_offset": hit.utc_offset,
        "similarity": None if hit.similarity is None else round(hit.similarity, 6),
        "e_value": None if hit.e_value is None else float(f"{hit.e_value:.6g}"),
        "match": hit.match,
        "matched_by": [reason_value(reason, say) for reason in hit.matched_by],
        "group": [hit_value(member, say) for member in hit.group],
    }


def result_text(asked: Asked, result: SearchResult, say: Say) -> str:
    """The answer in lines."""
    lines = [*headline(asked, result, say), *understood_text(result, say)]
    lines += [_line(place, hit, say) for place, hit in enumerate(result.hits, 1)]
    if result.nearest:
        lines += ["", say("Nearest, but no match:", "Lo más cercano, sin coincidir:")]
        lines += [_line(place, hit, say) for place, hit in enumerate(result.nearest, 1)]
    return "\n".join([*lines, *(printable(say.sentence(notice)) for notice in result.notices)])


def headline(asked: Asked, result: SearchResult, say: Say, between: str | None = None) -> list[str]:
    """What was found, and among what: in brackets, or as sentences with ``between`` between."""
    if not result.eligible and not result.unindexed:
        return _nothing_to_search(asked, result, say)
    text = shortened(printable(asked.text))
    if result.hits:
        first = f"{_counts(result, say)} {say('for', 'con')} «{text}»"
    else:
        first = say(f"Nothing here matches «{text}»", f"Aquí no hay nada que coincida con «{text}»")
    searched = say.count(result.searched, "moment", "momento")
    looked = say("searched", "buscado" if result.searched == 1 else "buscados")
    told = f"{searched} {looked}"
    lines = [f"{first} ({told})." if between is None else f"{first}.{between}{told}."]
    lines += _cut_text(result, say)
    if result.unindexed:
        missing = say.count(result.unindexed, "asset", "elemento")
        lines.append(
            say(
                f"Not searched, since without vectors: {missing}; index or migrate again.",
                f"No se ha buscado, por no tener vectores: {missing}; repite index o migrate.",
            )
        )
    compared = result.searched > result.measured
    if not result.hits and compared and not result.nearest:
        lines.append(
            say("To see the nearest anyway: --nearest", "Para ver lo más cercano: --nearest")
        )
    return lines


def _nothing_to_search(asked: Asked, result: SearchResult, say: Say) -> list[str]:
    if asked.narrowed and result.judged is not None:
        return [say("Nothing fulfils the conditions.", "Nada cumple las condiciones.")]
    if asked.narrowed:
        return [
            say(
                "The filters let no moment through.",
                "Los filtros no dejan pasar ningún momento.",
            ),
            say(
                "Loosen one or leave it out: --where, --after, --before and the conditions.",
                "Afloja o quita alguno: --where, --after, --before y las condiciones.",
            ),
        ]
    if asked.writer:
        return [
            say("Nothing can be searched yet.", "Todavía no hay nada en lo que buscar."),
            writing_text(asked.writer, say),
        ]
    start = say("mirada index FOLDER", "mirada index CARPETA") + asked.archive_option
    return [
        say("This archive is empty.", "Este archivo está vacío."),
        say(f"Index something first: {start}", f"Antes indexa algo: {start}"),
    ]


def _counts(result: SearchResult, say: Say) -> str:
    """``4 matches in 2 groups``; the groups are told where all of them are shown."""
    count = say.count(result.matched, "match|matches", "coincidencia")
    if result.matched > len(result.hits) and result.matched == len(with_members(result.hits)):
        count += say(" in ", " en ") + say.count(len(result.hits), "group", "grupo")
    return count


def _cut_text(result: SearchResult, say: Say) -> list[str]:
    """``Shown: 10 groups, 25 of the 75.``; nothing where every match is there."""
    shown = len(with_members(result.hits))
    if not result.hits or shown >= result.matched:
        return []
    grouped = shown > len(result.hits)
    groups = say.count(len(result.hits), "group", "grupo") + say(", with ", ", con ")
    those = f"{groups if grouped else ''}{say.number(shown)}"
    return [
        say(
            f"Shown: {those} of the {say.number(result.matched)}. "
            f"For more: --limit {2 * len(result.hits)}",
            f"Se muestran {those} de las {say.number(result.matched)}. "
            f"Para ver más: --limit {2 * len(result.hits)}",
        )
    ]


def _line(place: int, hit: Hit, say: Say) -> str:
    """`` 1  E 0.002  cos 0.31  film.mp4 @ 0:12-0:20  2026-03-01 22:03:12  (+3 alike)``."""
    numbers = numbers_text(hit, say, width=7)
    more = f"  (+{alike_text(hit, say)})" if hit.group else ""
    why = why_text(hit, say)
    taken = f"  {hit.local_time:%Y-%m-%d %H:%M:%S}" if hit.local_time else ""
    shown = f"{where_text(hit, say)}{taken}{more}"
    return f"{place:>3}  {numbers}  {shown}{f'  [{why}]' if why else ''}"


def numbers_text(hit: Hit, say: Say, between: str = " ", width: int = 0) -> str:
    """``E 0.002 cos 0.31``; that it was measured where nothing was compared."""
    if hit.e_value is None or hit.similarity is None:
        return say("measured", "medido")
    cosine = say.number(hit.similarity, 2)
    return f"E {say.e_value(hit.e_value):<{width}}{between}cos {cosine:>{5 if width else 0}}"


def alike_text(hit: Hit, say: Say) -> str:
    """How many are shown under ``hit``."""
    return say.count(len(hit.group), "alike|alike", "parecido")


def where_text(hit: Hit, say: Say) -> str:
    """The path, the stretch of a film, the part of a picture."""
    text = printable(relative_path(hit.path))
    if hit.media == "video":
        text += f" @ {stretch(hit.start, hit.end)}"
    if not hit.region.whole:
        text += f" [{region_text(hit, say)}]"
    return text


def taken_text(hit: Hit, say: Say) -> str:
    """``2026-03-01 12:00:00 UTC+2``; "" where it is not known when ``hit`` was taken."""
    if hit.local_time is None:
        return ""
    offset = hit.utc_offset
    if offset is None:
        zone = say("(the file's own clock)", "(reloj del propio fichero)")
    else:
        hours, minutes = divmod(abs(offset), 60)
        sign = "−" if offset < 0 else "+"
        zone = "UTC" + (f"{sign}{hours}" if offset else "") + (f":{minutes:02}" if minutes else "")
    return f"{hit.local_time:%Y-%m-%d %H:%M:%S} {zone}"


def captions(hits: Iterable[Hit], say: Say) -> dict[str, str]:
    """Name, stretch and part by moment; with the folder where several files have one name."""
    listed = list(hits)
    names = Counter(Path(path).name for path in {hit.path for hit in listed})
    return {hit.moment_id: _caption(hit, names[Path(hit.path).name] > 1, say) for hit in listed}


def _caption(hit: Hit, with_folder: bool, say: Say) -> str:
    path = Path(hit.path)
    text = printable(path.parent.name + "/" + path.name if with_folder else path.name)
    if hit.media == "video":
        text += f" {stretch(hit.start, hit.end)}"
    return text if hit.region.whole else f"{text} ({region_text(hit, say)})"


def region_text(hit: Hit, say: Say) -> str:
    """Where in the picture a hit is, in words."""
    return place_text(hit.region, say)


def place_text(r: Region, say: Say) -> str:
    """The place of a region's middle: ``top left``, ``arriba izquierda``."""
    across = _third(r.x + r.width / 2)
    down = _third(r.y + r.height / 2)
    rows = (say("top", "arriba"), say("middle", "centro"), say("bottom", "abajo"))
    columns = (say("left", "izquierda"), "", say("right", "derecha"))
    return " ".join(word for word in (rows[down], columns[across]) if word)


def _third(value: float) -> int:
    return min(2, int(value * 3))


def relative_path(path: str) -> str:
    """Relative to the working folder where it lies below that."""
    try:
        return path.removeprefix(os.path.join(Path.cwd(), ""))  # noqa: PTH118  (ends in a slash)
    except OSError:  # the working folder has been deleted
        return path
