"""How search results are shown: lines, paths, JSON, a contact sheet, a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from mirada.archive import Archive
from mirada.cli.edge import Edge
from mirada.cli.say import Say, timecode
from mirada.types import Hit, SearchResult

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How much is shown, and in which forms."""

    limit: int
    max_e_value: float
    nearest: bool
    group: bool
    paths_only: bool
    sheet: Path | None
    html: Path | None


def output_options(say: Say) -> Callable[[Function], Function]:
    """The options of ``search`` and ``similar`` that say what is shown, as one value."""

    def decorate(function: Function) -> Function:
        def wrapper(*args: Any, **kw: Any) -> Any:
            names = ("limit", "max_e_value", "nearest", "group", "paths_only", "sheet", "html")
            output = OutputOptions(**{name: kw.pop(name) for name in names})
            return function(*args, output=output, **kw)

        wrapper.__dict__.update(function.__dict__)  # click keeps earlier options there
        decorated: Any = wrapper
        for option in reversed(_options(say)):
            decorated = option(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def _options(say: Say) -> tuple[Callable[[Any], Any], ...]:
    file = say("FILE", "FICHERO")
    return (
        click.option("--limit", type=int, default=10, show_default=True,
                     help=say("Hits at most.", "Aciertos como máximo.")),
        click.option("--max-e", "max_e_value", type=float, default=1.0, show_default=True,
                     help=say("A hit with a lower E is a match.",
                              "Un acierto con menor E es una coincidencia.")),
        click.option("--nearest", is_flag=True,
                     help=say("Show the nearest non-matches too, apart.",
                              "Muestra aparte también lo más cercano que no coincide.")),
        click.option("--group/--no-group", default=True,
                     help=say("Put near-duplicates under the best of them [default].",
                              "Agrupa lo casi idéntico bajo lo mejor [por defecto].")),
        click.option("--paths-only", is_flag=True,
                     help=say("Print only paths, one a line.", "Imprime solo rutas, una por línea.")),
        click.option("--sheet", type=click.Path(path_type=Path), metavar=file,
                     help=say("Write a contact sheet (PNG).", "Escribe una hoja de contactos (PNG).")),
        click.option("--html", type=click.Path(path_type=Path), metavar=file,
                     help=say("Write a page with thumbnails that open at the second.",
                              "Escribe una página con miniaturas que se abren en el segundo.")),
    )  # fmt: skip


def render_result(
    edge: Edge,
    archive: Archive,
    command: str,
    asked: str,
    result: SearchResult,
    output: OutputOptions,
) -> int:
    """Write the files that were asked for and print the answer; 0, also when nothing matches."""
    shown = (*result.hits, *result.nearest)
    if output.sheet is not None or output.html is not None:
        thumbnails = archive.thumbnails([hit.moment_id for hit in _with_members(shown)])
        if output.sheet is not None:
            from mirada.cli.sheet import write_sheet

            write_sheet(output.sheet, asked, result, thumbnails, edge.say)
        if output.html is not None:
            from mirada.cli.page import write_page

            write_page(output.html, asked, result, thumbnails, edge.say)
    if output.paths_only and not edge.as_json:
        click.echo("\n".join(dict.fromkeys(hit.path for hit in _with_members(result.hits))))
        return 0
    value = {"query": asked, **result_value(result)}
    edge.answer(command, value, result_text(asked, result, edge.say))
    return 0


def _with_members(hits: tuple[Hit, ...]) -> list[Hit]:
    return [each for hit in hits for each in (hit, *hit.group)]


def result_value(result: SearchResult) -> dict[str, Any]:
    """The JSON of a search (docs/json.md)."""
    return {
        "hits": [hit_value(hit) for hit in result.hits],
        "nearest": [hit_value(hit) for hit in result.nearest],
        "matched": result.matched,
        "eligible": result.eligible,
        "searched": result.searched,
        "unindexed": result.unindexed,
        "space": result.space,
        "seconds": round(result.seconds, 4),
        "notices": list(result.notices),
    }


def hit_value(hit: Hit) -> dict[str, Any]:
    """The JSON of one hit; times in seconds, the region in fractions of the picture."""
    region = hit.region
    return {
        "moment": hit.moment_id,
        "asset": hit.asset,
        "path": hit.path,
        "kind": hit.kind,
        "media": hit.media,
        "start": round(hit.start, 3),
        "end": round(hit.end, 3),
        "frame_time": round(hit.frame_time, 3),
        "region": {"x": region.x, "y": region.y, "width": region.width, "height": region.height},
        "local_time": hit.local_time.isoformat() if hit.local_time else None,
        "similarity": round(hit.similarity, 6),
        "e_value": float(f"{hit.e_value:.6g}"),
        "match": hit.match,
        "group": [hit_value(member) for member in hit.group],
    }


def result_text(asked: str, result: SearchResult, say: Say) -> str:
    """The answer in lines."""
    lines = [*headline(asked, result, say)]
    lines += [_line(place, hit, say) for place, hit in enumerate(result.hits, 1)]
    if result.nearest:
        lines += ["", say("Nearest, but no match:", "Lo más cercano, sin coincidir:")]
        lines += [_line(place, hit, say) for place, hit in enumerate(result.nearest, 1)]
    return "\n".join([*lines, *result.notices])


def headline(asked: str, result: SearchResult, say: Say) -> list[str]:
    """What was found, and among what."""
    searched = say.number(result.searched)
    if result.hits:
        count = say.number(result.matched)
        first = say(f"{count} matches for «{asked}»", f"{count} coincidencias con «{asked}»")
        if result.matched == 1:
            first = say(f"1 match for «{asked}»", f"1 coincidencia con «{asked}»")
    else:
        first = say(f"Nothing here matches «{asked}»", f"Nada aquí coincide con «{asked}»")
    lines = [
        first + say(f" ({searched} moments searched).", f" ({searched} momentos buscados).")
    ]
    if result.unindexed:
        missing = say.number(result.unindexed)
        lines.append(
            say(
                f"{missing} assets are not indexed yet and were not searched.",
                f"{missing} elementos aún no están indexados y no se buscaron.",
            )
        )
    if not result.hits and result.searched and not result.nearest:
        lines.append(say("To see the nearest anyway: --nearest", "Para ver lo más cercano: --nearest"))
    return lines


def _line(place: int, hit: Hit, say: Say) -> str:
    """`` 1  E 0.002  cos 0.31  film.mp4 @ 0:12-0:20  (+3 alike)``."""
    more = f"  (+{len(hit.group)} {say('alike', 'parecidos')})" if hit.group else ""
    numbers = f"E {say.e_value(hit.e_value):<7} cos {say.number(hit.similarity, 2)}"
    return f"{place:>3}  {numbers}  {where_text(hit, say)}{more}"


def where_text(hit: Hit, say: Say) -> str:
    """The path, the stretch of a film, the part of a picture."""
    text = _relative(hit.path)
    if hit.media == "video":
        text += f" @ {timecode(hit.start)}–{timecode(hit.end)}"
    if not hit.region.whole:
        text += f" [{region_text(hit, say)}]"
    return text


def region_text(hit: Hit, say: Say) -> str:
    """Where in the picture, in words."""
    r = hit.region
    across = _third(r.x + r.width / 2)
    down = _third(r.y + r.height / 2)
    rows = (say("top", "arriba"), say("middle", "centro"), say("bottom", "abajo"))
    columns = (say("left", "izquierda"), "", say("right", "derecha"))
    return " ".join(word for word in (rows[down], columns[across]) if word)


def _third(value: float) -> int:
    return min(2, int(value * 3))


def _relative(path: str) -> str:
    """Relative to the working folder where that is shorter."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path
