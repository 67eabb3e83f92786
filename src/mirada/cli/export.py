"""``mirada export``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.edge import Edge, Function, common_options, examples, stacked
from mirada.cli.say import Say, printable, timecode

if TYPE_CHECKING:
    from mirada.verbs.export import Export


def command(say: Say) -> click.Command:
    @click.command(
        "export",
        help=say(
            "Write a stretch of a film as a clip (H.264) with its evidence in a "
            "JSON beside it. HIT is a moment's id, or FILE@0:12-0:20.",
            "Escribe un tramo de un vídeo como clip (H.264), con su prueba en un JSON "
            "al lado. ACIERTO es el identificador de un momento, o FICHERO@0:12-0:20.",
        ),
        epilog=examples(
            say,
            (
                "mirada export gate.mp4@0:12-0:20 --clip visit.mp4",
                "mirada export puerta.mp4@0:12-0:20 --clip visita.mp4",
            ),
            (
                "mirada export gate.mp4@0:12-0:20 --clip visit.mp4 --blur people --stills",
                "mirada export puerta.mp4@0:12-0:20 --clip visita.mp4 --blur people --stills",
            ),
        ),
    )
    @click.argument("hit", metavar=say("HIT", "ACIERTO"))
    @click.option(
        "--clip",
        required=True,
        type=click.Path(readable=False, path_type=Path),
        metavar=say("FILE", "FICHERO"),
        help=say("The clip to write (.mp4).", "El clip que se escribe (.mp4)."),
    )
    @_clip_options(say)
    @common_options(say)
    def export(edge: Edge, hit: str, clip: Path, **options: Any) -> int:
        written = edge.archive().export(hit, clip=clip, **options)
        edge.answer("export", _value(written, say), _text(written, say))
        return 0

    return export


def _clip_options(say: Say) -> Callable[[Function], Function]:
    """``--blur``, ``--stills``, ``--sound`` and ``--force``."""
    options = (
        click.option(
            "--blur",
            type=click.Choice(["people", "all"]),
            help=say(
                "Hide people, what may be one or be in a hand, and what touches them; or "
                "everything that moves. Needs a fixed camera; look at the clip before you show it.",
                "Oculta a las personas, lo que pueda serlo o ir en una mano y lo que las toque; o "
                "todo lo que se mueve. Requiere una cámara fija; mira el clip antes de enseñarlo.",
            ),
        ),
        click.option(
            "--stills",
            is_flag=True,
            help=say(
                "Also write the frames that show its facts best (PNG).",
                "Escribe también los fotogramas que mejor muestran sus hechos (PNG).",
            ),
        ),
        click.option(
            "--sound",
            is_flag=True,
            help=say(
                "Keep the sound; it tells who speaks, also where faces are hidden.",
                "Conserva el sonido; por él se sabe quién habla, aunque se oculten las caras.",
            ),
        ),
        click.option(
            "--force",
            is_flag=True,
            help=say("Replace files that are there.", "Sustituye los ficheros que ya existan."),
        ),
    )
    return stacked(options)


def _value(written: Export, say: Say) -> dict[str, Any]:
    from mirada.cli.told import part_value

    return {
        **part_value(written.part),
        "start": round(written.start, 3),
        "end": round(written.end, 3),
        "clip": str(written.clip),
        "evidence": str(written.evidence),
        "stills": [str(path) for path in written.stills],
        "frames": written.frames,
        "hidden": list(written.hidden),
        "visible": [{"track": track, "class": concept} for track, concept in written.visible],
        "notices": [say.sentence(notice) for notice in written.notices],
    }


def _text(written: Export, say: Say) -> str:
    frames = say.count(written.frames, "frame", "fotograma")
    span = f"{timecode(written.start + 0.5)}–{timecode(written.end + 0.5)}"  # the nearest second
    lines = [f"{printable(written.clip)}  {span}  ({frames})", printable(written.evidence)]
    lines += [printable(path) for path in written.stills]
    if written.hidden:
        hidden = say.count(len(written.hidden), "track", "trayectoria")
        lines.append(say(f"Hidden: {hidden}.", f"Ocultado: {hidden}."))
    if written.visible:
        lines.append(_visible_text(written, say))
    return "\n".join([*lines, *(printable(say.sentence(notice)) for notice in written.notices)])


def _visible_text(written: Export, say: Say) -> str:
    """What was followed and left to be seen: what it was taken for may be wrong."""
    from mirada.language.nouns import noun

    tracks = say.count(len(written.visible), "track stays|tracks stay",
                       "trayectoria queda|trayectorias quedan")  # fmt: skip
    concepts = dict.fromkeys(concept for _, concept in written.visible)
    names = ", ".join(noun(concept).words(say.language)[0] for concept in concepts)
    return say(
        f"{tracks} visible: {names}. --blur all covers everything that was followed.",
        f"{tracks} a la vista: {names}. --blur all cubre todo lo que se siguió.",
    )
