"""The sixth set of questions as people type them, written before anything was mended for the fifth
and measured after it: what to expect of words that nobody has foreseen.
"""

from __future__ import annotations

from collections.abc import Mapping

from operators import Pairs

SIXTH: Mapping[str, Pairs] = {
    "presence": (
        ("¿Vio usted {algun}?", "Could you check for {cars}?"),
        ("necesito saber si pasó {algun}", "I'd like to know whether {a} came past."),
        ("¿Consta el paso de {algun}?", "Was there {a} anywhere in this?"),
        ("¿Ha entrado o salido {algun}?", "Did {a} come or go?"),
    ),
    "anybody": (
        ("¿Ha pasado alguien por aquí?", "Was there anyone at all?"),
        ("¿Hay personas en el vídeo?", "Are there people in the footage?"),
    ),
    "stopped": (("¿Alguna persona se detiene?", "Did any of the people stop?"),),
    "still_there": (
        ("¿Seguía alguien allí al acabar la grabación?", "At the end, was anyone still there?"),
    ),
    "entered": (("¿Ha llegado alguien desde {lado}?", "Did someone come from the {side}?"),),
    "left": (("¿Alguien salió por {lado}?", "Did somebody leave through the {side}?"),),
    "stayed": (
        ("¿Se quedó alguien más de {n} segundos?", "Did anyone stay more than {n} seconds?"),
    ),
    "counted": (
        ("¿Cuál es el número de {coches}?", "What's the number of {cars}?"),
        ("¿{Cuantos} {coches} distintos se han contado?", "How many {cars} did you count?"),
        ("dime el total de {coches}", "How many {cars} do we have?"),
    ),
    "people": (
        ("¿Cuántas personas han estado aquí?", "How many people have been here?"),
        ("¿Cuántas personas se han registrado?", "How many people showed up overall?"),
    ),
    "at_once": (
        (
            "¿Cuántas personas hubo a la vez como máximo?",
            "What was the largest number of people together?",
        ),
    ),
    "count_stopped": (("¿Cuántas personas hicieron una parada?", "How many people paused?"),),
    "comes": (
        ("¿Por dónde ha venido {el}?", "Which side did {the} appear on?"),
        ("¿De qué parte llegó {el}?", "Where was {the} coming in from?"),
    ),
    "goes": (
        ("¿Por dónde se va {el}?", "Which way out did {the} take?"),
        ("¿Por qué lado abandona {el} la escena?", "Where did {the} go off?"),
    ),
    "first": (
        ("¿A qué hora apareció {el}?", "When did {the} come along?"),
        ("¿Cuál fue la hora de llegada {del}?", "What was the arrival time of {the}?"),
        ("¿Cuándo empezó a verse {el}?", "When could {the} first be seen?"),
    ),
    "last": (
        ("¿Cuándo se fue {el}?", "When did {the} go away?"),
        ("¿Cuál fue la hora de salida {del}?", "What was {the}'s departure time?"),
    ),
    "long": (
        ("¿Cuánto tiempo total estuvo {el}?", "How long was {the} on screen?"),
        ("¿Cuánto se quedó {el}?", "For what time did {the} stay?"),
    ),
    "longest": (("¿Quién estuvo más tiempo en la imagen?", "Who spent the most time here?"),),
    "still": (("¿Cuánto tiempo estuvo {parado} {el}?", "How long did {the} stop for in total?"),),
    "stops": (("¿{El} se detuvo?", "Did {the} stop at any time?"),),
    "upper": (("¿De qué color es la camisa {del}?", "What colour is {the} wearing up top?"),),
    "lower": (("¿De qué color lleva los pantalones {el}?", "What colour are the pants of {the}?"),),
    "colour": (("¿De qué color iba {el}?", "What's the colour of {the}?"),),
    "anyone_wears": (("¿Alguien llevaba algo {rojo}?", "Is there anyone in {red}?"),),
    "first_of": (
        ("Entre {el} y {otro}, ¿cuál llegó antes?", "Which came first, {the} or {other}?"),
    ),
    "later": (("¿Llegó {el} después que {otro}?", "Was {the} later than {other}?"),),
    "last_all": (("¿Qué apareció en último lugar?", "What came in last?"),),
    "duration": (("¿Cuánto dura esta grabación?", "How long is the footage?"),),
    "text": (("¿Qué pone en el texto?", "What text is visible in the image?"),),
    "date": (("¿De cuándo es el vídeo?", "When was the video taken?"),),
}
