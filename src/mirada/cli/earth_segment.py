"""``mirada earth segment``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mirada.cli.earth_options import chosen_season, season_options
from mirada.cli.edge import Edge, common_options, examples, stacked
from mirada.cli.progress import ProgressLine
from mirada.cli.say import Say, printable

if TYPE_CHECKING:
    from mirada.earth.crop_model import CropModel
    from mirada.earth.values import Field

Function = TypeVar("Function", bound=Callable[..., Any])
SQUARE_METRES = 10_000.0  # of a hectare
_SYNTHETIC = ("synthetic fields", "campos sintéticos")
"""What the recipe writes of its own data; any other name is that of a folder."""


def segment_command(say: Say) -> click.Command:
    @click.command(
        "segment",
        short_help=say("A map of crops from a season.", "Un mapa de cultivos de una temporada."),
        help=say(
            "Tell the crop of each pixel of SERIES, a season of Sentinel-2 pictures: a folder of "
            "dated .tif files, .nc, .zarr, or a patch of PASTIS (docs/earth.md). The model that "
            "comes with Mirada was trained on synthetic fields: train one on real fields before "
            "you rely on a map.",
            "Dice el cultivo de cada píxel de SERIE, una temporada de imágenes de Sentinel-2: una "
            "carpeta de ficheros .tif con fecha, .nc, .zarr, o una tesela de PASTIS "
            "(docs/earth.md). El modelo que viene con Mirada se entrenó con campos sintéticos: "
            "entrena uno con campos reales antes de fiarte de un mapa.",
        ),
        epilog=examples(
            say,
            ("mirada earth segment season --out crops.tif",
             "mirada earth segment temporada --out cultivos.tif"),
            ("mirada earth segment PASTIS --patch 10000 --out crops.png",
             "mirada earth segment PASTIS --patch 10000 --out cultivos.png"),
        ),
    )  # fmt: skip
    @click.argument(
        "series", metavar=say("SERIES", "SERIE"), type=click.Path(readable=False, path_type=Path)
    )
    @_map_options(say)
    @_series_options(say)
    @common_options(say, archive=False)
    def segment(edge: Edge, series: Path, out: Path | None, **given: Any) -> int:
        from mirada.cli.output_files import write_atomically
        from mirada.earth.season import between, read_season
        from mirada.earth.segment import Segmenter
        from mirada.earth.write import check_ending, encode_map

        out = out.expanduser() if out else None
        if out:
            check_ending(out)
        found = read_season(series.expanduser(), given["patch"], chosen_season(given))
        found = between(found, _day(given["after"]), _day(given["before"]))
        segmenter = Segmenter(given["model"], edge.settings.thread_count)
        with ProgressLine(say) as line:

            def on_progress(done: int, every: int) -> None:
                if line.due():
                    line.show(say(f"{done} of {every} windows", f"{done} de {every} ventanas"))

            field = segmenter.segment(found, on_progress)
        if out:
            write_atomically(out, encode_map(field, out))
        value = segment_value(field, segmenter.model, out, say)
        edge.answer("earth segment", value, segment_text(field, segmenter.model, out, say))
        return 0

    return segment


def _map_options(say: Say) -> Callable[[Function], Function]:
    options = (
        click.option("--out", type=click.Path(readable=False, path_type=Path), metavar="FILE",
                     help=say("Write the map: .tif, .png, .npy, or .npz, which keeps how sure it "
                              "is for `mirada earth facts` and `describe`.",
                              "Escribe el mapa: .tif, .png, .npy, o .npz, que guarda lo seguro "
                              "que es para `mirada earth facts` y `describe`.")),
        click.option("--model", type=click.Path(readable=False, path_type=Path), metavar="DIR",
                     help=say("Folder that `mirada train tsvit` wrote [default: the one that comes "
                              "with Mirada].",
                              "Carpeta que escribió `mirada train tsvit` [por defecto: el modelo "
                              "que viene con Mirada].")),
        click.option("--patch", default="", metavar="ID",
                     help=say("Which patch of a PASTIS folder.",
                              "Qué tesela de una carpeta PASTIS.")),
    )  # fmt: skip
    return stacked(options)


def _series_options(say: Say) -> Callable[[Function], Function]:
    day = click.DateTime(["%Y-%m-%d"])
    options = (
        click.option("--after", type=day, metavar=say("DATE", "FECHA"),
                     help=say("Use pictures from this day on.", "Usa imágenes desde este día.")),
        click.option("--before", type=day, metavar=say("DATE", "FECHA"),
                     help=say("Use pictures up to this day.", "Usa imágenes hasta este día.")),
        season_options(say),
    )  # fmt: skip
    return stacked(options)


def _day(value: datetime | None) -> date | None:
    return None if value is None else value.date()


def segment_value(field: Field, model: CropModel, out: Path | None, say: Say) -> dict[str, Any]:
    """The JSON of a map: each class with its area, its share and how sure the map is of it."""
    return {
        "source": field.mask.source,
        "out": None if out is None else str(out),
        "model": {"id": model.id, "trained_on": model.trained_on},
        "rows": field.mask.shape[0],
        "columns": field.mask.shape[1],
        "classes": [
            {
                "id": id,
                "en": field.mask.legend.of(id).en.text,
                "es": field.mask.legend.of(id).es.text,
                "hectares": round(hectares, 2),
                "share": round(share, 4),
                "probability": None if sure is None else round(sure, 3),
            }
            for id, hectares, share, sure in rows_of(field)
        ],
        "notices": [say.sentence(notice) for notice in field.notices],
    }


def rows_of(field: Field) -> list[tuple[int, float, float, float | None]]:
    """(id, hectares, share of the map, mean probability where the map says it), largest first.

    The probability of void is None: no model gave it.
    """
    mask, found = field.mask, []
    for id in sorted({int(one) for one in mask.ids.reshape(-1).tolist()}):
        here = mask.ids == id
        pixels = int(here.sum())
        sure = None
        if field.probabilities is not None and id in field.probability_ids:
            sure = float(field.probabilities[field.probability_ids.index(id)][here].mean())
        area = pixels * mask.pixel_area / SQUARE_METRES
        found.append((id, area, pixels / mask.ids.size, sure))
    return sorted(found, key=lambda row: -row[1])


def _fine(number: float, say: Say) -> str:
    """With one decimal place; two where one would leave nothing."""
    return say.number(number, 1 if number >= 0.1 else 2)


def segment_text(field: Field, model: CropModel, out: Path | None, say: Say) -> str:
    """A line a class, the model, notices, and where the map is."""
    lines = []
    for id, area, share, sure in rows_of(field):
        name = field.mask.legend.of(id).name(say.language).text
        told = "" if sure is None else say(
            f"  probability {say.number(sure, 2)}", f"  probabilidad {say.number(sure, 2)}"
        )  # fmt: skip
        lines.append(f"{_fine(area, say):>10} ha {_fine(100 * share, say):>5} %  {name}{told}")
    lines.append(
        say(f"Model {model.id}, trained on: {model.trained_on}",
            f"Modelo {model.id}, entrenado con: {model.trained_on.replace(*_SYNTHETIC)}")
    )  # fmt: skip
    lines += [say.sentence(notice) for notice in field.notices]
    if out:
        lines.append(say(f"Written: {printable(out)}", f"Escrito: {printable(out)}"))
    return "\n".join(lines)
