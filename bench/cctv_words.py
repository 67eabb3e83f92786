"""How the questions of bench/cctv_asks.py are put: (Spanish, English) by kind.

FIRST was written before Mirada was tried on them. LATER holds the wordings for the second seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Words = Mapping[str, Sequence[tuple[str, str]]]

FIRST: Words = {
    "count people": (
        ("¿Cuántos visitantes hubo?", "How many visitors were there?"),
        ("¿Cuánta gente pasó?", "How many people came by?"),
        ("¿Cuántas personas distintas salen en el vídeo?", "How many different people show up?"),
        ("¿A cuántas personas se ve?", "How many persons did you see?"),
    ),
    "count cars": (
        ("¿Cuántos coches pasaron?", "How many cars went past?"),
        ("¿Cuántos vehículos hay?", "How many vehicles are there?"),
        ("Número de coches", "Number of cars"),
    ),
    "count all": (
        ("¿Cuántas cosas se movieron?", "How many things moved?"),
        ("¿Cuántos objetos en movimiento hay?", "How many moving objects are there?"),
        ("¿Cuántas cosas pasaron por delante de la cámara?", "How many things passed the camera?"),
    ),
    "most people": (
        (
            "¿Cuántas personas hubo como máximo a la vez?",
            "How many people at most at the same time?",
        ),
        (
            "¿Cuánta gente coincidió al mismo tiempo como mucho?",
            "What's the maximum number of people seen together?",
        ),
        ("Máximo de personas simultáneas", "Most people at once?"),
    ),
    "count side": (
        ("¿Cuántos llegaron por {lado}?", "How many arrived from the {side}?"),
        ("¿Cuántas personas vinieron de {lado}?", "How many people came from the {side}?"),
        ("¿Cuántos visitantes entraron por {lado}?", "How many visitors entered on the {side}?"),
    ),
    "count stopped": (
        ("¿Cuántas personas se pararon?", "How many people stopped?"),
        ("¿Cuántos se detuvieron?", "How many of them stopped?"),
        ("¿Cuántos visitantes hicieron una pausa?", "How many visitors paused?"),
    ),
    "anybody": (
        ("¿Vino alguien?", "Did anyone come?"),
        ("¿Se ve a alguien?", "Is there anybody?"),
        ("¿Pasó alguna persona por allí?", "Did someone walk by?"),
        ("¿Hubo alguna visita?", "Were there any visitors?"),
    ),
    "any car": (
        ("¿Pasa algún coche?", "Did a car drive past?"),
        ("¿Hay coches?", "Any cars?"),
        ("¿Apareció algún vehículo?", "Did any vehicle appear?"),
    ),
    "left behind": (
        ("¿Se dejaron algo?", "Anything left behind?"),
        ("¿Alguien dejó algo abandonado?", "Did anybody leave something behind?"),
        ("¿Hay algún objeto abandonado?", "Is there an abandoned object?"),
        ("¿Quedó algún bulto en el suelo?", "Was anything put down and left there?"),
    ),
    "anyone stopped": (
        ("¿Se paró alguien?", "Did anyone stop?"),
        ("¿Alguien se detuvo?", "Did anybody stand still?"),
        ("¿Hubo alguien que se quedara quieto?", "Was there someone who stopped?"),
    ),
    "anyone waited": (
        (
            "¿Alguien estuvo más de {seconds} segundos?",
            "Was anyone there for more than {seconds} seconds?",
        ),
        (
            "¿Se quedó alguien más de {seconds} segundos?",
            "Did anybody stay longer than {seconds} seconds?",
        ),
    ),
    "between": (
        ("¿Había alguien entre {from} y {to}?", "Was anybody there between {from} and {to}?"),
        (
            "¿Hubo alguna persona entre el {from} y el {to}?",
            "Is someone visible between {from} and {to}?",
        ),
        ("entre {from} y {to}, ¿se ve a alguien?", "between {from} and {to}, is anyone in view?"),
    ),
    "colour there": (
        ("¿Hay alguien vestido de {color}?", "Is there anyone dressed in {colour}?"),
        ("¿Aparece alguien de {color}?", "Did somebody in {colour} turn up?"),
        ("¿Se ve a una persona con algo {color}?", "Does anybody wear {colour}?"),
    ),
    "nth stay": (
        ("¿Cuánto tiempo se quedó el {nth_o}?", "How long did the {nth} one stay?"),
        ("¿Cuánto estuvo la {nth_f} persona?", "How long was the {nth} person around?"),
        ("Duración de la visita del {nth_es} visitante", "How long did the {nth} visitor stay?"),
    ),
    "nth enters": (
        ("¿Por qué lado llegó el {nth_o}?", "Which side did the {nth} one come from?"),
        ("¿De dónde vino el {nth_es} visitante?", "Where did the {nth} visitor come from?"),
        ("¿Por dónde entró la {nth_f} persona?", "From where did the {nth} person enter?"),
    ),
    "nth leaves": (
        ("¿Por qué lado se fue el {nth_o}?", "Which side did the {nth} one leave by?"),
        ("¿Por dónde se marchó el {nth_es} visitante?", "Where did the {nth} visitor go out?"),
        ("¿Hacia qué lado salió la {nth_f} persona?", "Which way did the {nth} person leave?"),
    ),
    "nth arrives": (
        ("¿Cuándo llegó el {nth_o}?", "When did the {nth} one arrive?"),
        ("¿En qué momento aparece el {nth_es} visitante?", "When does the {nth} visitor show up?"),
        (
            "¿A los cuántos segundos entra la {nth_f} persona?",
            "At what time does the {nth} person come into view?",
        ),
    ),
    "nth gone": (
        ("¿Cuándo se fue el {nth_o}?", "When did the {nth} one leave?"),
        ("¿En qué momento desaparece el {nth_es} visitante?", "When is the {nth} visitor gone?"),
        ("¿A qué hora se marchó la {nth_f} persona?", "What time did the {nth} person go away?"),
    ),
    "nth upper": (
        (
            "¿De qué color iba vestido el {nth_o} por arriba?",
            "What colour was the {nth} one wearing on top?",
        ),
        (
            "¿De qué color era la camiseta del {nth_es} visitante?",
            "What colour was the {nth} visitor's top?",
        ),
    ),
    "nth clothes": (
        ("¿Qué color de ropa llevaba la {nth_f} persona?", "What was the {nth} person wearing?"),
    ),
    "nth stood": (
        ("¿Cuánto tiempo estuvo parado el {nth_o}?", "How long did the {nth} one stand still?"),
        (
            "¿Cuánto duró la parada de la {nth_f} persona?",
            "How long did the {nth} person stop for?",
        ),
    ),
    "colour leaves": (
        ("¿Por qué lado se fue el de {color}?", "Which side did the {colour} one leave by?"),
        ("¿Por dónde salió la persona de {color}?", "Where did the person in {colour} leave?"),
        (
            "¿Por dónde se marchó el que iba de {color}?",
            "Which way did the one in {colour} go out?",
        ),
    ),
    "colour arrives": (
        ("¿Cuándo llegó el de {color}?", "When did the one in {colour} arrive?"),
        (
            "¿Cuándo aparece la persona de {color}?",
            "When does the person dressed in {colour} appear?",
        ),
    ),
    "who first": (
        (
            "¿Quién llegó antes, el de {color} o el de {color2}?",
            "Who came first, the one in {colour} or the one in {colour2}?",
        ),
        (
            "¿Quién apareció primero, la persona de {color} o la de {color2}?",
            "Which person showed up first, the one in {colour} or the one in {colour2}?",
        ),
    ),
    "car colour": (
        ("¿De qué color era el coche?", "What colour was the car?"),
        ("¿Qué color tenía el vehículo?", "What colour did the vehicle have?"),
    ),
    "car enters": (
        ("¿Por dónde llegó el coche?", "Where did the car come from?"),
        ("¿De qué lado vino el coche?", "Which side did the car come in from?"),
    ),
    "car leaves": (
        ("¿Por dónde se fue el coche?", "Which side did the car leave by?"),
        ("¿Hacia dónde salió el vehículo?", "Where did the vehicle drive off?"),
    ),
    "car arrives": (
        ("¿Cuándo pasó el coche?", "When did the car pass?"),
        ("¿Cuándo aparece el vehículo?", "When did the vehicle show up?"),
    ),
    "car stay": (
        ("¿Cuánto tiempo estuvo el coche?", "How long was the car there?"),
        ("¿Cuánto rato se ve el coche?", "For how long can the car be seen?"),
    ),
    "car stopped": (
        ("¿Se paró el coche?", "Did the car stop?"),
        ("¿El coche se detiene en algún momento?", "Does the car halt at any point?"),
    ),
    "after": (
        ("¿Qué pasó después de {time}?", "What happened after {time}?"),
        ("¿Qué ocurre a partir del {time}?", "What goes on from {time} onwards?"),
    ),
    "came after": (
        ("¿Vino algo o alguien después del minuto {time}?", "Who or what came after {time}?"),
    ),
    "length": (
        ("¿Cuánto dura el vídeo?", "How long is the video?"),
        ("¿Qué duración tiene la grabación?", "What is the length of the recording?"),
    ),
    "when left": (
        ("¿Cuándo dejaron la bolsa?", "When was the bag left?"),
        ("¿Cuándo se dejó el objeto?", "When was the object left behind?"),
        ("¿En qué momento abandonaron el bulto?", "When was something put down?"),
    ),
    "first of all": (
        ("¿Cuándo se mueve algo por primera vez?", "When does something move for the first time?"),
        ("¿En qué momento aparece lo primero?", "When does the first thing appear?"),
        ("¿Cuándo empieza a haber movimiento?", "When does the first movement happen?"),
    ),
}

LATER: Words = {}
