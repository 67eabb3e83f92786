"""``mirada demo``."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.edge import Edge, common_options, examples, write_out
from mirada.cli.say import Say
from mirada.cli.terminal import fitted
from mirada.errors import InputError

if TYPE_CHECKING:
    from mirada.archive import Archive
    from mirada.types import SearchResult

QUERIES = (
    ("a cat", "un gato"),
    ("a photographer", "un fotógrafo"),
    ("a cup of coffee", "una taza de café"),
    ("an elephant", "un elefante"),
)
"""Said in both languages; nothing in the demo shows the last."""
NEAREST = 4


def command(say: Say) -> click.Command:
    @click.command(
        "demo",
        help=say(
            "See Mirada work on photographs and a film of its own: no network, none of your files. "
            "Writes into the folder DIR and nowhere else.",
            "Muestra cómo funciona Mirada con fotografías y un vídeo incluidos: sin red y sin tus "
            "ficheros. Escribe en la carpeta DIR y en ningún otro sitio.",
        ),
        epilog=examples(say, ("mirada demo", "mirada demo")),
    )
    @click.option(
        "--out",
        type=click.Path(readable=False, path_type=Path),
        default=Path("mirada-demo"),
        show_default=True,
        metavar="DIR",
        help=say("Folder for pictures, archive and page.",
                 "Carpeta para imágenes, archivo y página."),
    )  # fmt: skip
    @common_options(say, archive=False)
    def demo(edge: Edge, out: Path) -> int:
        from mirada.archive import Archive
        from mirada.cli.demo_pictures import make_pictures

        tell = _teller(edge)
        try:
            count = make_pictures(out / "pictures")
        except OSError as error:
            raise InputError(
                f"The folder {out} cannot be written: {error.strerror}.",
                hint="Choose another with --out DIR.",
            ) from error
        tell(
            say(
                f"1. {count} pictures and films are in {out / 'pictures'}",
                f"1. {count} imágenes y vídeos están en {out / 'pictures'}",
            )
        )
        archive = Archive(out / "archive.mirada", edge.settings)
        report = archive.index([out / "pictures"])
        tell(
            say(
                f"2. Indexed: {report.moments} moments in {say.duration(report.seconds)}",
                f"2. Indexados: {report.moments} momentos en {say.duration(report.seconds)}",
            )
        )
        tell(say("3. Searched, in both languages:", "3. Buscado, en los dos idiomas:"))
        answers = [(query, _search(archive, query)) for pair in QUERIES for query in pair]
        for query, result in answers:
            tell(_answer_text(query, result, say))
        page = out / "demo.html"
        _write_page(page, archive, answers, say)
        tell(say(f"4. Look at it: {page}", f"4. Míralo: {page}"))
        if not edge.as_json:
            write_out(_next_steps(archive, say))  # commands stay whole, to be copied
        edge.answer("demo", _value(page, archive, answers, say), "")
        return 0

    return demo


def _search(archive: Archive, query: str) -> SearchResult:
    """The matches or, where there are none, a few of the nearest."""
    found = archive.search(query)
    return found if found.hits else archive.search(query, nearest=True, limit=NEAREST)


def _teller(edge: Edge) -> Callable[[str], None]:
    return (lambda text: None) if edge.as_json else (lambda text: write_out(fitted(text)))


def _answer_text(query: str, result: SearchResult, say: Say) -> str:
    """One line a query: the best hit and its E-value, or that nothing matches."""
    from mirada.cli.render import numbers_text, where_text

    if not result.hits:
        return f"   {query:<24} " + say("nothing here matches", "aquí no hay nada que coincida")
    best = result.hits[0]
    more = len(result.hits) - 1
    also = say(f" (+{more} more)", f" (+{more} más)") if more else ""
    numbers = numbers_text(best, say).partition(" cos")[0]
    return f"   {query:<24} {Path(where_text(best, say)).name}, {numbers}{also}"


def _write_page(
    path: Path, archive: Archive, answers: list[tuple[str, SearchResult]], say: Say
) -> None:
    from mirada.cli.output_files import write_atomically
    from mirada.cli.page import Shown, document, gallery, legend, nearest_title
    from mirada.cli.render import Asked, captions, headline, with_members

    hits = [hit for _, result in answers for hit in with_members((*result.hits, *result.nearest))]
    thumbnails = archive.thumbnails([hit.moment_id for hit in hits])
    shown = Shown(thumbnails, captions(hits, say), say, path.absolute().parent)
    parts = [f"<h1>{escape(say('Mirada: the demo', 'Mirada: la demostración'))}</h1>"]
    parts += [f"<p>{escape(line)}</p>" for line in (_introduction(answers, say), legend(say))]
    for query, result in answers:
        found = headline(Asked(query), result, say, between="\n")[0].partition("\n")[0]
        parts += [f"<h2>{escape(found)}</h2>", gallery(result.hits, shown)]
        if result.nearest:
            parts += [f"<p>{escape(nearest_title(say))}</p>", gallery(result.nearest, shown)]
    write_atomically(path, document("Mirada", "\n".join(parts), say).encode())


def _introduction(answers: list[tuple[str, SearchResult]], say: Say) -> str:
    searched = say.count(answers[0][1].searched, "moment", "momento")
    return say(
        f"Each query is asked in both languages, of the same {searched} of photographs and film. "
        "Where nothing matches, Mirada says so.",
        f"Cada consulta se hace en los dos idiomas, sobre los mismos {searched} de fotografías y "
        "vídeo. Donde nada coincide, Mirada lo dice.",
    )


def _next_steps(archive: Archive, say: Say) -> str:
    mirada, place = program(), shlex.quote(str(archive.path))
    return say(
        f'Now your own words:   {mirada} search "a cup of coffee" --nearest --archive {place}\n'
        f"And your own files:   {mirada} index ~/Pictures",
        f'Ahora tus palabras:   {mirada} search "una taza de café" --nearest --archive {place}\n'
        f"Y tus ficheros:       {mirada} index ~/Imágenes",
    )


def program() -> str:
    """How this program can be called again: by its name where that finds it, else by its path."""
    running, found = Path(sys.argv[0]), shutil.which("mirada")
    if running.name != "mirada" or not running.is_file():
        return "mirada"
    if found is not None and Path(found).samefile(running):
        return "mirada"
    return shlex.quote(str(running))


def _value(
    page: Path, archive: Archive, answers: list[tuple[str, SearchResult]], say: Say
) -> dict[str, Any]:
    from mirada.cli.render import result_value

    return {
        "archive": str(archive.path),
        "page": str(page),
        "searches": [{"query": query, **result_value(result, say)} for query, result in answers],
    }
