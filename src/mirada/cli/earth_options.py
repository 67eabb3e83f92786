"""What the commands of fields share: what the files do not tell, and which field of several."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mirada.cli.edge import Decimal, DecimalRange, stacked
from mirada.cli.say import Say

if TYPE_CHECKING:
    from mirada.earth.read.inputs import InputOptions
    from mirada.earth.read.series import SeriesOptions

Function = TypeVar("Function", bound=Callable[..., Any])


def field_options(say: Say) -> Callable[[Function], Function]:
    """``--series``, ``--legend``, ``--patch``, ``--pixel-size`` and :func:`season_options`."""
    path = click.Path(readable=False, path_type=Path)
    options = (
        click.option("--series", type=path, metavar="PATH",
                     help=say("Season of a mask file: a folder of dated .tif files, .nc, .zarr, "
                              ".npy, or a PASTIS folder.",
                              "Temporada de un fichero de máscara: una carpeta de ficheros .tif "
                              "con fecha, .nc, .zarr, .npy o una carpeta PASTIS.")),
        click.option("--legend", type=path, metavar="FILE",
                     help=say("What the ids of the mask mean [default: PASTIS's classes].",
                              "Qué significan los números de la máscara [por defecto: las clases "
                              "de PASTIS].")),
        click.option("--patch", "patches", multiple=True, metavar="ID",
                     help=say("Which patch of a folder, or which mask of a file (from 1); may be "
                              "given several times, or as all.",
                              "Qué tesela de una carpeta, o qué máscara de un fichero (desde 1); "
                              "se puede dar varias veces, o como all (todas).")),
        click.option("--pixel-size", type=Decimal(), metavar="M",
                     help=say("Metres of a pixel's side where the file does not tell.",
                              "Metros del lado de un píxel si el fichero no lo dice.")),
    )  # fmt: skip
    return stacked((*options, season_options(say)))


def season_options(say: Say) -> Callable[[Function], Function]:
    """``--bands``, ``--dates`` and ``--scale``."""
    options = (
        click.option("--bands", default="", metavar=say("NAMES", "NOMBRES"),
                     help=say("Sentinel-2 bands in the order of the file: B02,B03,...",
                              "Bandas de Sentinel-2 en el orden del fichero: B02,B03,...")),
        click.option("--dates", default="", metavar=say("DATES", "FECHAS"),
                     help=say("Dates of the pictures where the file has none: 2019-04-20,...",
                              "Fechas de las imágenes si el fichero no las da: 2019-04-20,...")),
        click.option("--scale", type=DecimalRange(min=0, min_open=True), default=10_000.0,
                     show_default=True, metavar="N",
                     help=say("What a reflectance of 1 is stored as.",
                              "Cómo se guarda una reflectancia de 1.")),
    )  # fmt: skip
    return stacked(options)


def chosen_fields(given: dict[str, Any]) -> InputOptions:
    """The values of :func:`field_options` as the readers take them.

    Raises:
        ReadError, InputError: the legend or the dates cannot be read.
    """
    from mirada.earth.legend import read_legend
    from mirada.earth.read.inputs import InputOptions

    series, legend = given["series"], given["legend"]
    return InputOptions(
        series=series.expanduser() if series else None,
        only=tuple(given["patches"]),
        legend=read_legend(legend.expanduser()) if legend else None,
        pixel_size=given["pixel_size"],
        series_options=chosen_season(given),
    )


def chosen_season(given: dict[str, Any]) -> SeriesOptions:
    """The values of :func:`season_options` as the readers take them.

    Raises:
        InputError: a date cannot be read.
    """
    from mirada.earth.read.series import SeriesOptions

    bands = tuple(given["bands"].split(",")) if given["bands"] else ()
    return SeriesOptions(bands=bands, dates=_days(given["dates"]), scale=given["scale"])


def _days(text: str) -> tuple[date, ...]:
    """``2019-04-20,2019-05-05`` -> dates.

    Raises:
        InputError: one of them is none.
    """
    from mirada.earth.read.dates import parse_date
    from mirada.errors import InputError

    found = []
    for one in filter(None, text.split(",")):
        try:
            found.append(parse_date(one))
        except ValueError as error:
            raise InputError(
                f"The dates {text} hold {one}, which is no date.",
                hint="Write them like 2019-04-20,2019-05-05.",
            ) from error
    return tuple(found)
