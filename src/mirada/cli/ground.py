"""``mirada ground``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.describe import in_order
from mirada.cli.edge import Decimal, Edge, common_options, examples
from mirada.cli.render import place_text, require_ending
from mirada.cli.say import Say, printable, shortened

if TYPE_CHECKING:
    from mirada.verbs.ground import Grounded


def command(say: Say) -> click.Command:
    @click.command(
        "ground",
        help=say(
            "Show where in IMAGE a PHRASE is; an answer may be that it is nowhere. IMAGE is a "
            "picture, FILM@0:12 (the frame of that second) or the id of a hit. No archive is "
            "needed.",
            "Muestra en qué lugar de IMAGEN está una FRASE; la respuesta puede ser que en "
            "ninguno. IMAGEN es una imagen, VÍDEO@0:12 (el fotograma de ese segundo) o el "
            "identificador de un acierto. No hace falta un archivo de Mirada.",
        ),
        epilog=examples(
            say,
            ('mirada ground street.jpg "a red car"', 'mirada ground calle.jpg "un coche rojo"'),
            (
                'mirada ground street.jpg "a bicycle" --out where.png',
                'mirada ground calle.jpg "una bicicleta" --out donde.png',
            ),
        ),
    )
    @click.argument("image", metavar=say("IMAGE", "IMAGEN"))
    @click.argument("phrase", metavar=say("PHRASE", "FRASE"))
    @click.option(
        "--max-e",
        "max_e_value",
        type=Decimal(),
        default=1.0,
        show_default=True,
        metavar="E",
        help=say("It is there when its E is lower.", "Está cuando su E es menor."),
    )
    @click.option(
        "--out",
        type=click.Path(readable=False, path_type=Path),
        metavar=say("FILE", "FICHERO"),
        help=say(
            "Write the picture with the heat map and the boxes over it (PNG).",
            "Escribe la imagen con el mapa de calor y los recuadros encima (PNG).",
        ),
    )
    @common_options(say)
    def ground(edge: Edge, image: str, phrase: str, max_e_value: float, out: Path | None) -> int:
        in_order(image, phrase)
        require_ending("--out", out, (".png",))
        found = edge.archive().ground(image, phrase, max_e_value=max_e_value)
        if out is not None:
            _write(out, found, say)
        edge.answer("ground", _value(image, found, out), _text(image, found, out, say))
        return 0

    return ground


def _write(out: Path, found: Grounded, say: Say) -> None:
    from mirada.cli.heat import draw
    from mirada.cli.output_files import write_atomically

    labels = [(box.region, f"E {say.e_value(box.e_value)}") for box in found.grounding.boxes]
    heat = found.grounding.heat if labels else None
    write_atomically(out, draw(found.pixels, heat, labels))


def _value(image: str, found: Grounded, out: Path | None) -> dict[str, Any]:
    from mirada.verbs.values import region_value

    grounding = found.grounding
    return {
        "image": image,
        "phrase": grounding.phrase,
        "boxes": [
            {
                "region": region_value(box.region),
                "heat": round(box.heat, 4),
                "similarity": round(box.similarity, 6),
                "e_value": float(f"{box.e_value:.6g}"),
            }
            for box in grounding.boxes
        ],
        "e_value": float(f"{grounding.e_value:.6g}"),
        "tiles": grounding.tiles,
        "space": grounding.model,
        "out": str(out) if out else None,
    }


def _text(image: str, found: Grounded, out: Path | None, say: Say) -> str:
    grounding = found.grounding
    phrase, name = shortened(printable(grounding.phrase)), printable(image)
    parts = say.count(grounding.tiles, "part", "parte")
    if not grounding.boxes:
        e_value = say.e_value(grounding.e_value)
        lines = [
            say(
                f"Nothing in {name} shows «{phrase}» (E {e_value}; {parts} looked at).",
                f"Nada en {name} muestra «{phrase}» (E {e_value}; {parts} examinadas).",
            )
        ]
    else:
        places = say.count(len(grounding.boxes), "place", "lugar|lugares")
        lines = [
            say(
                f"{places} in {name} for «{phrase}» ({parts} looked at).",
                f"{places} en {name} con «{phrase}» ({parts} examinadas).",
            )
        ]
        for number, box in enumerate(grounding.boxes, 1):
            r = box.region
            corners = " ".join(say.number(side, 2) for side in (r.x, r.y, r.width, r.height))
            numbers = f"E {say.e_value(box.e_value):<7} cos {say.number(box.similarity, 2):>5}"
            lines.append(f"{number:>3}  {numbers}  {place_text(r, say)}  [{corners}]")
    if out is not None:
        lines.append(f"{say('Written:', 'Escrito:')} {printable(out)}")
    return "\n".join(lines)
