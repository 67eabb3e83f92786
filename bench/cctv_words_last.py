"""The third set of wordings of bench/cctv_asks.py, written after all was mended for the second and
before anything was tried on them; nothing is mended for these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Words = Mapping[str, Sequence[tuple[str, str]]]

LAST: Words = {
    "count people": (
        (
            "¿Cuántas personas se vieron durante la grabación?",
            "During the recording, how many people were seen?",
        ),
        ("Recuento de visitantes, por favor", "Give me the visitor count, please"),
    ),
    "count cars": (
        ("¿Hubo muchos coches? ¿Cuántos exactamente?", "Exactly how many cars drove by?"),
        ("Total de vehículos que pasaron", "Total vehicles that passed"),
    ),
    "count all": (
        (
            "¿Cuántos elementos se desplazaron por la imagen?",
            "How many things crossed the picture?",
        ),
    ),
    "most people": (
        ("¿Cuántas personas llegó a haber juntas?", "Up to how many people were there together?"),
        (
            "¿Coincidieron varias personas? ¿Cuántas a la vez?",
            "How crowded did it get: how many people at once?",
        ),
    ),
    "count side": (
        (
            "De todos los visitantes, ¿cuántos vinieron desde {lado}?",
            "Of all the visitors, how many came in by the {side}?",
        ),
    ),
    "count stopped": (
        ("¿Cuántas de las personas hicieron alguna parada?", "What number of people made a stop?"),
    ),
    "anybody": (
        ("¿Hay constancia de que viniera alguien?", "Is there any sign of people?"),
        ("¿Tuvimos visitas?", "Did we get visitors?"),
    ),
    "any car": (
        ("¿Vino algún coche?", "Has any car come through?"),
        ("¿Se registró el paso de algún vehículo?", "Was there a car at some stage?"),
    ),
    "left behind": (
        ("¿Abandonó alguien un bulto?", "Has somebody put something down and gone without it?"),
        ("¿Ha quedado algún objeto olvidado?", "Is there something that nobody picked up again?"),
    ),
    "anyone stopped": (
        ("¿Alguna de las personas hizo una pausa?", "Did any person pause along the way?"),
        ("¿Hubo quien se detuviera?", "Was anyone standing still at some point?"),
    ),
    "anyone waited": (
        (
            "¿Alguien se quedó por más de {seconds} segundos?",
            "Is there anyone who spent more than {seconds} seconds there?",
        ),
    ),
    "between": (
        (
            "¿Qué tal entre {from} y {to}: había alguna persona?",
            "Were people present between {from} and {to}?",
        ),
        ("¿Vemos a alguien de {from} a {to}?", "Do we see anyone from {from} until {to}?"),
    ),
    "colour there": (
        ("¿Vino alguien que llevara {color}?", "Did anybody come dressed in {colour}?"),
        ("¿Hay una persona vestida con {color}?", "Do you see someone with something {colour} on?"),
    ),
    "nth stay": (
        ("¿Cuánto duró la visita del {nth_es} visitante?", "How long did the {nth} visit last?"),
        ("¿Cuánto tiempo se vio al {nth_o}?", "What was the {nth} person's length of stay?"),
    ),
    "nth enters": (
        (
            "¿Desde qué lado se acercó la {nth_f} persona?",
            "Which direction did the {nth} visitor come in from?",
        ),
        ("¿Por dónde asoma el {nth_o}?", "The {nth} person came in from where?"),
    ),
    "nth leaves": (
        (
            "¿Por qué extremo se marchó la {nth_f}?",
            "Through which side did the {nth} person disappear?",
        ),
        ("¿Hacia dónde se fue el {nth_es} visitante?", "The {nth} person left on which side?"),
    ),
    "nth arrives": (
        ("¿En qué instante asoma el {nth_o}?", "When did the {nth} person turn up?"),
        (
            "¿A partir de qué segundo se ve a la {nth_f} persona?",
            "From what moment is the {nth} visitor visible?",
        ),
    ),
    "nth gone": (
        ("¿En qué segundo abandona la imagen el {nth_o}?", "When had the {nth} visitor gone?"),
        (
            "¿Cuándo perdemos de vista a la {nth_f} persona?",
            "When do we lose sight of the {nth} person?",
        ),
    ),
    "nth upper": (
        (
            "¿De qué color era la chaqueta de la {nth_f} persona?",
            "What colour jacket did the {nth} person have?",
        ),
    ),
    "nth clothes": (
        ("¿Qué vestía la {nth_f} persona?", "What did the {nth} visitor have on?"),
        ("¿Qué colores llevaba el {nth_o}?", "Which colours did the {nth} one wear?"),
    ),
    "nth stood": (
        (
            "¿Cuántos segundos estuvo quieta la {nth_f} persona?",
            "How many seconds did the {nth} person stand there?",
        ),
    ),
    "colour leaves": (
        (
            "El visitante de {color}, ¿por qué lado desaparece?",
            "Tell me by which side the visitor in {colour} left",
        ),
        ("¿A dónde se fue el de {color}?", "Through which edge did the {colour} one exit?"),
    ),
    "colour arrives": (
        (
            "¿En qué momento apareció la persona que iba de {color}?",
            "When does somebody in {colour} come in?",
        ),
    ),
    "who first": (
        (
            "¿El de {color} vino antes o después que el de {color2}?",
            "Was the one in {colour} earlier or later than the one in {colour2}?",
        ),
        (
            "De los dos, el de {color} y el de {color2}, ¿cuál entró antes?",
            "Of the two, the one in {colour} and the one in {colour2}, who entered first?",
        ),
    ),
    "car colour": (("Color del vehículo", "Colour of the vehicle"),),
    "car enters": (("¿Desde dónde viene el coche?", "From which side is the car coming?"),),
    "car leaves": (
        ("¿Por qué lado abandona el coche la escena?", "Where does the car go off to?"),
    ),
    "car arrives": (("¿En qué momento llega el vehículo?", "When is the car first seen?"),),
    "car stay": (
        (
            "¿Durante cuántos segundos se ve el vehículo?",
            "How many seconds was the vehicle visible?",
        ),
    ),
    "car stopped": (("¿Hizo el coche alguna parada?", "Has the vehicle stopped anywhere?"),),
    "after": (
        ("¿Y después de {time}, qué pasó?", "And after {time}, what happened?"),
        ("¿Hubo movimiento a partir de {time}?", "Any movement after {time}?"),
        ("¿Qué se ve desde {time}?", "What can be seen from {time} on?"),
    ),
    "came after": (
        ("Pasado el {time}, ¿quién apareció?", "After {time}, who came in?"),
        ("¿Llegó alguien a partir de {time}?", "Does anyone arrive after {time}?"),
    ),
    "length": (("¿Qué tiempo total tiene el vídeo?", "What's the running time?"),),
    "when left": (
        ("¿En qué momento deja alguien algo?", "When does somebody leave something behind?"),
        ("¿Cuándo aparece un objeto nuevo?", "When does a new object appear?"),
    ),
    "first of all": (
        (
            "¿Cuándo pasa algo por primera vez?",
            "When is there something to see for the first time?",
        ),
        ("Momento del primer movimiento", "Time of the first movement"),
    ),
}
