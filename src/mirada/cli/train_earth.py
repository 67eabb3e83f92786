"""``mirada train tsvit`` and ``mirada train caption``."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mirada.cli.edge import DecimalRange, Edge, common_options, examples, stacked
from mirada.cli.progress import ProgressLine
from mirada.cli.say import Say, printable
from mirada.errors import InputError

if TYPE_CHECKING:
    from mirada.train.caption.options import CaptionReport
    from mirada.train.tsvit.options import TsvitOptions, TsvitReport

Function = TypeVar("Function", bound=Callable[..., Any])


def tsvit_command(say: Say) -> click.Command:
    @click.command(
        "tsvit",
        short_help=say("A map of crops from a season.", "Un mapa de cultivos de una temporada."),
        help=say(
            "Train a network that tells the crop of each pixel from a season of Sentinel-2. DATA "
            "is a PASTIS or PASTIS24 folder, or what `mirada earth synth` makes "
            "(docs/train-tsvit.md). Needs the extra torch. A stopped run goes on when the same "
            "command is given again.",
            "Entrena una red que dice el cultivo de cada píxel a partir de una temporada de "
            "Sentinel-2. DATOS es una carpeta PASTIS o PASTIS24, o lo que hace "
            "`mirada earth synth` (docs/train-tsvit.md). Necesita el extra torch. Un "
            "entrenamiento interrumpido continúa al repetir la misma orden.",
        ),
        epilog=examples(
            say,
            ("mirada train tsvit PASTIS --fold all", "mirada train tsvit PASTIS --fold all"),
            ("mirada train tsvit fields --recipe small --network exchange",
             "mirada train tsvit campos --recipe small --network exchange"),
        ),
    )  # fmt: skip
    @click.argument(
        "data", metavar=say("DATA", "DATOS"), type=click.Path(readable=False, path_type=Path)
    )
    @_out_option(say, Path("runs/tsvit"))
    @_recipe_options(say)
    @_training_options(say)
    @common_options(say, archive=False)
    def tsvit(edge: Edge, data: Path, out: Path, fold: str, by_region: bool, **given: Any) -> int:
        from mirada.lazy import require

        require("torch", extra="torch")
        from mirada.train.tsvit.recipe import train, train_folds, train_regions

        if by_region and fold == "all":
            raise InputError("--by-region and --fold all exclude one another.", hint="Give one.")
        data, out = data.expanduser(), out.expanduser()
        with ProgressLine(say) as line:
            chosen = replace(
                _chosen(given), threads=edge.settings.threads or None, progress=line.show
            )
            if by_region:
                report = train_regions(data, out, chosen)
            elif fold == "all":
                report = train_folds(data, out, chosen)
            else:
                report = train(data, out, replace(chosen, fold=int(fold)))
        edge.answer("train tsvit", tsvit_value(report), tsvit_text(report, say))
        return 0

    return tsvit


def _chosen(given: dict[str, Any]) -> TsvitOptions:
    """The recipe that is named, with what was given instead of its own."""
    from mirada.train.tsvit.options import PAPER, SMALL

    recipe = SMALL if given["recipe"] == "small" else PAPER
    net = replace(recipe.net, architecture=given["network"])
    changed: dict[str, Any] = {"net": net, "seed": given["seed"], "device": given["device"]}
    if given["begin_with"] is not None:
        changed |= {"begin_with": given["begin_with"].expanduser(), "rate": recipe.rate / 2}
    if given["minutes"] is not None:
        changed["minutes"] = given["minutes"]
    if given["epochs"] is not None:
        changed["epochs"] = given["epochs"]
        changed["warm_up"] = recipe.warm_up * given["epochs"] / recipe.epochs
    return replace(recipe, **changed)


def caption_command(say: Say) -> click.Command:
    @click.command(
        "caption",
        short_help=say("Captions of crop windows.", "Descripciones de ventanas de cultivos."),
        help=say(
            "Train a small decoder that writes about a window what a crop model sees in it, and "
            "count how much of what it says is false. DATA as in `mirada train tsvit`. Needs the "
            "extras torch and earth.",
            "Entrena un decodificador pequeño que escribe sobre una ventana lo que ve en ella un "
            "modelo de cultivos, y cuenta cuánto de lo que dice es falso. DATOS como en "
            "`mirada train tsvit`. Necesita los extras torch y earth.",
        ),
        epilog=examples(
            say,
            ("mirada train caption fields --from tsvit",
             "mirada train caption campos --from tsvit"),
            ("mirada train caption fields --from tsvit --model runs/tsvit/model",
             "mirada train caption campos --from tsvit --model runs/tsvit/model"),
        ),
    )  # fmt: skip
    @click.argument(
        "data", metavar=say("DATA", "DATOS"), type=click.Path(readable=False, path_type=Path)
    )
    @_caption_options(say)
    @_out_option(say, Path("runs/caption"))
    @_minutes_option(say)
    @_seed_option(say)
    @common_options(say, archive=False)
    def caption(
        edge: Edge,
        data: Path,
        source: str,
        model: Path | None,
        out: Path,
        minutes: float | None,
        seed: int,
    ) -> int:
        from mirada.lazy import require

        require("transformers", extra="torch")
        require("skimage", extra="earth")  # what is learned is held against facts in the end
        from mirada.train.caption.options import CaptionOptions
        from mirada.train.caption.recipe import train

        with ProgressLine(say) as line:
            chosen = CaptionOptions(
                model=model.expanduser() if model else None,
                minutes=minutes,
                seed=seed,
                threads=edge.settings.threads or None,
                progress=line.show,
            )
            report = train(data.expanduser(), out.expanduser(), chosen)
        value = caption_value(report) | {"from": source}
        edge.answer("train caption", value, caption_text(report, say))
        return 0

    return caption


def _caption_options(say: Say) -> Callable[[Function], Function]:
    """``--from`` and ``--model``."""
    options = (
        click.option(
            "--from",
            "source",
            type=click.Choice(["tsvit"]),
            default="tsvit",
            show_default=True,
            help=say("What sees for the decoder.", "Qué ve para el decodificador."),
        ),
        click.option(
            "--model",
            type=click.Path(readable=False, path_type=Path),
            metavar="DIR",
            help=say(
                "Folder of the crop model [default: the one that comes with Mirada].",
                "Carpeta del modelo de cultivos [por defecto: el que viene con Mirada].",
            ),
        ),
    )
    return stacked(options)


def _out_option(say: Say, default: Path) -> Callable[[Function], Function]:
    return click.option(
        "--out",
        type=click.Path(readable=False, path_type=Path),
        default=default,
        show_default=True,
        metavar="DIR",
        help=say(
            "Where checkpoint, log and model go.",
            "Dónde van el punto de control, el registro y el modelo.",
        ),
    )


def _recipe_options(say: Say) -> Callable[[Function], Function]:
    """``--recipe``, ``--network``, ``--fold`` and ``--by-region``."""
    options = (
        click.option("--recipe", type=click.Choice(["paper", "small"]), default="paper",
                     show_default=True,
                     help=say("The published sizes and schedule, or what fits a processor.",
                              "Los tamaños y el plan publicados, o lo que cabe en una CPU.")),
        click.option("--network", type=click.Choice(["tsvit", "exchange"]), default="tsvit",
                     show_default=True,
                     help=say("TSViT, or the cheaper network.", "TSViT, o la red más barata.")),
        click.option("--fold", type=click.Choice(["1", "2", "3", "4", "5", "all"]), default="1",
                     show_default=True,
                     help=say("Which of PASTIS's five runs.", "Cuál de las cinco de PASTIS.")),
        click.option("--by-region", is_flag=True,
                     help=say("Leave out one region after another, and judge there.",
                              "Deja fuera una región tras otra, y evalúa en ella.")),
    )  # fmt: skip
    return stacked(options)


def _training_options(say: Say) -> Callable[[Function], Function]:
    """``--begin-with``, ``--epochs``, ``--minutes``, ``--device`` and ``--seed``."""
    options = (
        click.option("--begin-with", type=click.Path(readable=False, path_type=Path), metavar="DIR",
                     help=say("Begin with the weights of a finished model of the same recipe and "
                              "network, at half the recipe's rate.",
                              "Empieza con los pesos de un modelo terminado de la misma receta y "
                              "red, a la mitad de la tasa de la receta.")),
        click.option("--epochs", type=DecimalRange(min=0, min_open=True), metavar="N",
                     help=say("Passes over the windows [default: the recipe's].",
                              "Pasadas sobre las ventanas [por defecto: las de la receta].")),
        _minutes_option(say),
        click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto",
                     show_default=True,
                     help=say("What it runs on.", "Dónde se ejecuta.")),
        _seed_option(say),
    )  # fmt: skip
    return stacked(options)


def _minutes_option(say: Say) -> Callable[[Function], Function]:
    return click.option(
        "--minutes",
        type=DecimalRange(min=0, min_open=True),
        metavar="N",
        help=say(
            "End the schedule after so long at the latest.",
            "Termina el plan en este tiempo como mucho.",
        ),
    )


def _seed_option(say: Say) -> Callable[[Function], Function]:
    return click.option(
        "--seed",
        type=click.IntRange(min=0),
        default=0,
        show_default=True,
        metavar="N",
        help=say("Seed of everything random.", "Semilla de todo lo aleatorio."),
    )


def tsvit_value(report: TsvitReport) -> dict[str, Any]:
    """The JSON of a finished training."""
    return {
        "model": None if report.model is None else str(report.model),
        "figures": {name: round(value, 4) for name, value in report.figures.items()},
        "classes": [
            {"id": id, "en": en, "es": es, "iou": round(iou, 4)}
            for id, en, es, iou in classes_of(report)
        ],
        "minutes": round(report.minutes, 2),
    }


def classes_of(report: TsvitReport) -> list[tuple[int, str, str, float]]:
    """(id, English name, Spanish name, IoU) of the classes that occur, the best first."""
    from mirada.earth.legend import pastis
    from mirada.evaluate.segmentation import iou_of_classes

    named = [
        (id, pastis().of(id).en.text, pastis().of(id).es.text, iou)
        for id, iou in enumerate(iou_of_classes(report.counts).tolist())
        if not math.isnan(iou)
    ]
    return sorted(named, key=lambda one: -one[3])


def tsvit_text(report: TsvitReport, say: Say) -> str:
    """The lines after a training."""
    parted = [name.partition(" without ") for name in report.figures]
    regions = list(dict.fromkeys(region for _, without, region in parted if without))
    names = {
        "miou": say("mIoU, windows of the grid", "mIoU, ventanas de la rejilla"),
        "accuracy": say("accuracy", "exactitud"),
        "miou tiled": say("mIoU, overlapping windows", "mIoU, ventanas solapadas"),
        "accuracy tiled": say("accuracy, overlapping windows", "exactitud, ventanas solapadas"),
        "ece": say("calibration error", "error de calibración"),
        "ece uncalibrated": say("calibration error before", "error de calibración antes"),
        "temperature": say("temperature", "temperatura"),
    }
    figures = [
        f"  {names.get(name, name)} {say.number(value, 3)}"
        for name, value in report.figures.items()
        if " without " not in name
    ]
    classes = [f"  {say.number(iou, 3)}  {say(en, es)}" for _, en, es, iou in classes_of(report)]
    return "\n".join(
        [
            *_regions_text(report, regions, say),
            *figures,
            say("IoU by class:", "IoU por clase:"),
            *classes,
            _ending(report.model, report.minutes, say),
        ]
    )


def _regions_text(report: TsvitReport, regions: Sequence[str], say: Say) -> list[str]:
    """A line for each region that was left out; the title of what follows."""
    if not regions:
        return [say("Test fold:", "Pliegue de prueba:")]
    lines = [
        say(
            f"  region {region}: mIoU {say.number(report.figures[f'miou without {region}'], 3)}, "
            f"accuracy {say.number(report.figures[f'accuracy without {region}'], 3)}",
            f"  región {region}: mIoU {say.number(report.figures[f'miou without {region}'], 3)}, "
            f"exactitud {say.number(report.figures[f'accuracy without {region}'], 3)}",
        )
        for region in regions
    ]
    first = say("Each region judged by a model that never saw it:",
                "Cada región, evaluada con un modelo que nunca la vio:")  # fmt: skip
    return [first, *lines, say("All regions together:", "Todas las regiones juntas:")]


def caption_value(report: CaptionReport) -> dict[str, Any]:
    """The JSON of a finished training."""
    return {
        "folder": str(report.folder),
        "figures": {name: round(value, 4) for name, value in report.figures.items()},
        "examples": list(report.examples),
        "minutes": round(report.minutes, 2),
    }


def caption_text(report: CaptionReport, say: Say) -> str:
    """The lines after a training: likeness, then shares that are false."""
    figures = [f"  {name} {say.number(value, 3)}" for name, value in report.figures.items()]
    return "\n".join(
        [
            say("Learned captions beside the grammar's:",
                "Descripciones aprendidas junto a las de la gramática:"),
            *figures,
            say("Shown after the check | true:", "Mostrado tras la comprobación | cierto:"),
            *(f"  {one}" for one in report.examples),
            _ending(report.folder, report.minutes, say),
        ]
    )  # fmt: skip


def _ending(folder: Path | None, minutes: float, say: Say) -> str:
    took = say.number(minutes, 1)
    if folder is None:
        return say(f"Trained in {took} min.", f"Entrenado en {took} min.")
    start = say(f"Trained in {took} min; model: ", f"Entrenado en {took} min; modelo: ")
    return start + printable(folder)
