"""``mirada earth describe``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.describe import model_option
from mirada.cli.earth_options import chosen_fields, field_options
from mirada.cli.edge import SCHEMA, Edge, common_options, examples, stacked, to_json, write_out
from mirada.cli.say import Say, legible, printable
from mirada.cli.terminal import fitted
from mirada.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mirada.earth.report.rewrite import Rephrased
    from mirada.earth.values import Field

ENDINGS = {
    ".txt": "text", ".md": "markdown", ".json": "json", ".html": "html", ".htm": "html",
    ".pdf": "pdf",
}  # fmt: skip
FONT = "DejaVuSans-subset.ttf"


def describe_command(say: Say) -> click.Command:
    @click.command(
        "describe",
        short_help=say("A report of a field, each sentence checked.",
                       "Un informe de un campo, cada frase comprobada."),
        help=say(
            "Say what grows on INPUT, how much, where and when, and what cannot be told. Each "
            "sentence rests on facts that can be recomputed from the pixels that they name. INPUT "
            "is as for `mirada earth facts`; dates need a season (--series, or a PASTIS patch). "
            "Page and PDF add the map, NDVI curves and tables by crop and parcel.",
            "Dice qué se cultiva en ENTRADA, cuánto, dónde y cuándo, y qué no se puede saber. Cada "
            "frase se apoya en datos que se pueden recalcular con los píxeles que nombran. ENTRADA "
            "es como en `mirada earth facts`; las fechas necesitan una temporada (--series, o una "
            "tesela PASTIS). La página y el PDF añaden el mapa, las curvas de NDVI y tablas por "
            "cultivo y parcela.",
        ),
        epilog=examples(
            say,
            ("mirada earth describe crops.tif --series season --pdf report.pdf",
             "mirada earth describe cultivos.tif --series temporada --pdf informe.pdf"),
            ("mirada earth describe PASTIS --patch 10000 --lang es --html report.html",
             "mirada earth describe PASTIS --patch 10000 --lang es --html informe.html"),
            ("mirada earth describe mask.png --legend classes.csv --markdown",
             "mirada earth describe mascara.png --legend clases.csv --markdown"),
        ),
    )  # fmt: skip
    @click.argument(
        "input", metavar=say("INPUT", "ENTRADA"), type=click.Path(readable=False, path_type=Path)
    )
    @field_options(say)
    @_form_options(say)
    @model_option(say)
    @common_options(say, archive=False)
    def describe(edge: Edge, input: Path, model: str | None, **given: Any) -> int:
        from mirada.cli.output_files import write_atomically
        from mirada.earth.report.make import make_report
        from mirada.earth.report.rewrite import Rephrased

        files = _files(given, edge.as_json, [input, given["series"], given["legend"]])
        field = one_field(input, given)
        made = Rephrased(make_report(field, say.language))
        if model is not None:
            made = _rephrased(made, model, edge)
        value = _value(made, files, say)
        for form, path in files.items():
            write_atomically(path, _encoded(made, form, value))
        if given["out"] is None:
            form = "json" if edge.as_json else "markdown" if given["markdown"] else "text"
            text = legible(_encoded(made, form, value).decode("utf-8")).rstrip("\n")
            write_out(fitted(text) if form == "text" else text)
        if not edge.as_json:
            for path in files.values():
                write_out(f"{say('Written:', 'Escrito:')} {printable(path)}")
        return 0

    return describe


def _form_options(say: Say) -> Callable[[Any], Any]:
    path = click.Path(readable=False, path_type=Path)
    file = say("FILE", "FICHERO")
    options = (
        click.option("--html", type=path, metavar=file,
                     help=say("Write a page: map, curves, tables.",
                              "Escribe una página: mapa, curvas, tablas.")),
        click.option("--pdf", type=path, metavar=file,
                     help=say("Write a PDF to print and sign.",
                              "Escribe un PDF para imprimir y firmar.")),
        click.option("--markdown", is_flag=True,
                     help=say("Answer as Markdown, with the tables.",
                              "Responde en Markdown, con las tablas.")),
        click.option("--out", type=path, metavar=file,
                     help=say("Write the answer to a file: .txt, .md, .json, .html or .pdf.",
                              "Escribe la respuesta en un fichero: .txt, .md, .json, .html o "
                              ".pdf.")),
    )  # fmt: skip
    return stacked(options)


def one_field(input: Path, given: dict[str, Any]) -> Field:
    """The one field that the options choose.

    Raises:
        ReadError, InputError: as the readers; several fields and none chosen.
    """
    from mirada.earth.read.inputs import list_fields

    listed = list_fields(input.expanduser(), chosen_fields(given))
    if len(listed) > 1:
        raise InputError(
            f"{input} holds {len(listed)} fields; a report is about one.",
            hint=f"Name the one that you want, for example --patch {_number(listed[0][0])}.",
        )
    return listed[0][1]()


def _number(name: str) -> str:
    """What --patch takes of a name: of ``masks#3`` the 3."""
    return name.rpartition("#")[2]


def _files(given: dict[str, Any], as_json: bool, read: list[Path | None]) -> dict[str, Path]:
    """form -> where it is to be written.

    Raises:
        InputError: an ending tells no form or another, two answers would go to one file, or what
            is read would be overwritten.
    """
    asked = {form: given[form].expanduser() for form in ("html", "pdf") if given[form]}
    for form, path in asked.items():
        if ENDINGS.get(path.suffix.lower()) != form:
            option, ending = f"--{form}", f".{form}"
            raise InputError(
                f"The file {path} of {option} does not end in {ending}.",
                hint=f"Write {option} {path.with_suffix(ending)}.",
            )
    if given["markdown"] and as_json:
        raise InputError("--json and --markdown ask for different forms.", hint="Give one of them.")
    if given["out"] is not None:
        out = given["out"].expanduser()
        wanted = "json" if as_json else "markdown" if given["markdown"] else None
        form = _form_of(out, wanted)
        if form in asked:
            raise InputError(
                f"--{form} and --out both ask for a {form} file.", hint="Give one of them."
            )
        asked[form] = out
    for path in asked.values():
        for source in read:
            if source is not None and path.exists() and _same(path, source.expanduser()):
                raise InputError(
                    f"{path} is what the report is made from and would be overwritten.",
                    hint="Choose another name.",
                )
    return asked


def _form_of(out: Path, wanted: str | None) -> str:
    if out.exists() and not out.is_file():  # a pipe, a device
        return wanted or "text"
    form = ENDINGS.get(out.suffix.lower())
    if form is None:
        raise InputError(
            f"The file {out} of --out has an ending that names no form.",
            hint="Let its name end in .txt, .md, .json, .html or .pdf.",
        )
    if wanted not in (None, form):
        raise InputError(
            f"--{wanted} and the ending of {out} ask for different forms.",
            hint="Leave one of them out.",
        )
    return form


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _rephrased(made: Rephrased, model: str, edge: Edge) -> Rephrased:
    from mirada.earth.report.rewrite import rephrase
    from mirada.models.generators import load_generator

    return rephrase(made.report, load_generator(model, edge.settings))


def _value(made: Rephrased, files: dict[str, Path], say: Say) -> dict[str, Any]:
    from mirada.cli.earth_told import report_value

    told = {form: str(path) for form, path in files.items()}
    return {"schema": SCHEMA, "command": "earth describe", **report_value(made, told, say)}


def _encoded(made: Rephrased, form: str, value: dict[str, Any]) -> bytes:
    """The report in one of its forms."""
    if form == "json":
        return (to_json(value) + "\n").encode("utf-8", "surrogateescape")
    if form == "html":
        from mirada.earth.report.page import page

        return page(made.report).encode("utf-8")
    if form == "pdf":
        from importlib.resources import files

        from mirada.earth.report.pdf import pdf

        return pdf(made.report, files("mirada.cli").joinpath("fonts", FONT).read_bytes())
    from mirada.earth.report.markdown import markdown, plain_text

    text = markdown(made.report) if form == "markdown" else plain_text(made.report) + "\n"
    return legible(text).encode("utf-8")
