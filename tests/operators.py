"""Questions as people at a control-room desk type them: elliptic, chatty, without accents.

By what they ask (scene_phrasings.py has the judge of each), as (Spanish, English) with places for
things, sides, colours and numbers. Both sets were written without looking at the grammar that must
read them, and measured before anything was mended for them; docs/language.md has the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Pairs = Sequence[tuple[str, str]]

FIRST: Mapping[str, Pairs] = {
    "presence": (
        ("¿Ha pasado {algun}?", "Has any {car} gone by?"),
        ("¿Se ha visto {algun}?", "Have you seen {a}?"),
        ("¿Sale {algun} en la grabación?", "Is {a} visible anywhere in the footage?"),
        ("quiero saber si hay {coches}", "I want to know if there are any {cars}"),
        ("¿Me puedes decir si aparece {algun}?", "Can you tell me if {a} appears?"),
        ("¿Llega a verse {un} en algún momento?", "Is {a} seen at any point?"),
        ("{coches}?", "any {cars}?"),
        ("¿Pasa por aquí {algun}?", "Does {a} pass by here?"),
        ("¿Detectas {algun}?", "Do you detect any {cars}?"),
    ),
    "anybody": (
        ("¿Ha venido alguien?", "Did anyone show up?"),
        ("¿Hay gente?", "Is anybody there?"),
        ("¿Se ve a alguien?", "Can anyone be seen?"),
        ("¿Pasó alguien por delante de la cámara?", "Did anyone walk past the camera?"),
    ),
    "stopped": (
        ("¿Alguien se queda parado?", "Does anyone stand still?"),
        ("¿Se ha parado alguna persona?", "Did any person come to a stop?"),
    ),
    "still_there": (("¿Queda alguien al final?", "Is anyone still there at the end?"),),
    "entered": (
        ("¿Ha entrado alguien por {lado}?", "Did someone come in on the {side}?"),
        ("¿Viene alguien desde {lado}?", "Is there anyone coming from the {side}?"),
    ),
    "left": (
        ("¿Sale alguien por {lado}?", "Does anyone go out on the {side}?"),
        ("¿Alguien se marcha por {lado}?", "Does anybody exit at the {side}?"),
    ),
    "stayed": (
        ("¿Estuvo alguien más de {n} segundos?", "Was anyone there for more than {n} seconds?"),
        ("¿Se queda alguien mas de {n} s?", "anyone staying over {n} s?"),
    ),
    "counted": (
        ("Dime {cuantos} {coches} hay", "Tell me how many {cars} there are"),
        ("número de {coches}", "number of {cars}"),
        ("¿{Cuantos} {coches} distintos aparecen?", "How many different {cars} show up?"),
        ("cuenta {los} {coches}", "count the {cars}"),
        ("¿{Cuantos} {coches} has visto?", "How many {cars} did you see?"),
    ),
    "people": (
        ("¿Cuántas personas han pasado?", "How many people went by?"),
        ("¿Cuánta gente se ve?", "How many persons can you see?"),
    ),
    "at_once": (
        (
            "¿Cuántas personas hay como máximo a la vez?",
            "What is the highest number of people at the same time?",
        ),
        ("¿Cuántas personas llegan a coincidir?", "How many people are there at once at most?"),
    ),
    "count_stopped": (("¿Cuántas personas se han parado?", "How many people stopped?"),),
    "count_left": (
        ("¿Cuántas personas se marchan por {lado}?", "How many people walked out on the {side}?"),
    ),
    "count_stayed": (
        (
            "¿Cuántas personas están más de {n} segundos?",
            "How many people stay longer than {n} seconds?",
        ),
    ),
    "animals": (("¿Cuántos animales aparecen?", "How many animals appear?"),),
    "what": (
        ("¿Qué se ha visto?", "What has been seen?"),
        ("¿Qué tipo de cosas aparecen?", "What kind of things show up?"),
    ),
    "comes": (
        ("¿De qué lado viene {el}?", "What side does {the} come from?"),
        ("¿Por qué parte accede {el}?", "Where is {the} coming from?"),
        ("¿Desde dónde llega {el}?", "Where does {the} arrive from?"),
    ),
    "goes": (
        ("¿Por dónde se marcha {el}?", "Where does {the} go out?"),
        ("¿Por qué lado desaparece {el}?", "Which side does {the} exit by?"),
        ("¿Y por dónde se fue {el}?", "At which edge does {the} disappear?"),
    ),
    "first": (
        ("¿Cuándo aparece por primera vez {el}?", "When is {the} first seen?"),
        ("¿A qué hora llegó {el}?", "What time did {the} get here?"),
        ("hora de entrada {del}", "entry time of {the}"),
    ),
    "last": (
        ("¿Cuándo se ve por última vez {el}?", "When was {the} last seen?"),
        ("¿En qué momento se marcha {el}?", "At which moment does {the} go away?"),
    ),
    "long": (
        ("¿Cuánto rato pasa aquí {el}?", "How much time does {the} spend here?"),
        ("¿Cuánto tarda en irse {el}?", "How long does it take {the} to leave?"),
        (
            "¿Cuántos segundos permanece {el} en la imagen?",
            "How many seconds does {the} remain in the picture?",
        ),
        ("tiempo de permanencia {del}", "dwell time of {the}"),
    ),
    "still": (("¿Cuánto tiempo está {parado} {el}?", "How long is {the} standing still?"),),
    "stops": (("¿Se llega a parar {el}?", "Does {the} ever stop?"),),
    "times": (("¿Cuántas veces se para {el}?", "How many stops does {the} make?"),),
    "upper": (
        ("¿Qué color lleva arriba {el}?", "What colour is {the} wearing on top?"),
        ("¿De qué color es la camiseta {del}?", "What colour shirt does {the} wear?"),
    ),
    "lower": (("¿De qué color va por abajo {el}?", "What colour are {the}'s trousers?"),),
    "colour": (
        ("dime el color {del}", "tell me the colour of {the}"),
        ("color {del}", "colour of {the}"),
    ),
    "is_colour": (("¿{El} es {rojo}?", "Is {the} {red}?"),),
    "wears": (("¿Lleva {el} la parte de arriba {roja}?", "Is {the} wearing {red} on top?"),),
    "first_of": (
        ("¿Quién llegó primero, {el} o {otro}?", "Who got there first, {the} or {other}?"),
        (
            "¿Cuál de los dos llega antes, {el} o {otro}?",
            "Which of the two shows up first, {the} or {other}?",
        ),
    ),
    "earlier": (("¿Llega {el} antes que {otro}?", "Does {the} arrive before {other}?"),),
    "later": (("¿{El} entra después que {otro}?", "Does {the} come in after {other}?"),),
    "first_all": (("¿Qué fue lo primero en aparecer?", "What was the first thing to appear?"),),
    "duration": (("¿Qué duración tiene la grabación?", "What is the length of the recording?"),),
    "text": (("¿Qué texto hay en la imagen?", "What text appears?"),),
    "date": (("¿De qué día es esto?", "What date is this from?"),),
    "fixed": (("¿La cámara está quieta?", "Is the camera steady?"),),
}

SECOND: Mapping[str, Pairs] = {
    "presence": (
        ("¿Tenemos {algun} en el vídeo?", "Do we have {a} in the video?"),
        ("Busco {un}, ¿lo hay?", "I am looking for {a}, is there one?"),
        ("¿Se registró el paso de {algun}?", "Was there ever {a}?"),
        ("hay {coches} o no", "is there {a} or not"),
    ),
    "anybody": (("¿Vino alguien?", "Has somebody been there?"),),
    "stopped": (("¿Alguien hizo una parada?", "Was there anyone who stopped?"),),
    "still_there": (("¿Sigue alguien ahí al terminar?", "Is somebody there when it ends?"),),
    "entered": (("¿Hubo alguien que entrara por {lado}?", "Anyone in from the {side}?"),),
    "left": (("¿Ha salido alguien por {lado}?", "Has anyone left via the {side}?"),),
    "stayed": (
        (
            "¿Permaneció alguien durante al menos {n} segundos?",
            "Did somebody hang around for at least {n} seconds?",
        ),
    ),
    "counted": (
        ("¿{Cuantos} {coches} pasaron en total?", "In total, how many {cars} passed?"),
        ("cuantos {coches} se vieron", "how many {cars} have appeared"),
        ("{coches}: ¿{cuantos}?", "{cars}: how many?"),
    ),
    "people": (("¿Cuántas personas diferentes hubo?", "How many individuals were recorded?"),),
    "at_once": (
        (
            "¿Cuál es el máximo de personas simultáneas?",
            "What's the maximum number of people at once?",
        ),
    ),
    "count_stopped": (
        ("¿Cuántas de las personas se detuvieron?", "How many of the people came to a halt?"),
    ),
    "count_left": (
        ("¿Cuántas personas salieron por {lado}?", "How many people left by the {side}?"),
    ),
    "comes": (
        ("¿Qué lado usó {el} para entrar?", "Which side did {the} use to come in?"),
        ("¿{El} por dónde entró?", "And {the}, where did it come in?"),
    ),
    "goes": (("{El}, ¿por dónde salió?", "Through which side has {the} left?"),),
    "first": (
        ("¿En qué segundo entró {el}?", "At what second did {the} enter?"),
        ("¿Desde cuándo está {el}?", "Since when has {the} been there?"),
    ),
    "last": (("¿Hasta cuándo está {el}?", "Until when is {the} there?"),),
    "long": (
        ("¿Cuánto estuvo {el}?", "How long was {the} in the picture?"),
        (
            "¿Cuánto tiempo hubo entre la entrada y la salida {del}?",
            "How long was it between the arrival and the departure of {the}?",
        ),
    ),
    "still": (("¿Cuánto dura la parada {del}?", "How long did {the} pause for?"),),
    "times": (("¿Cuántas paradas hizo {el}?", "How often did {the} halt?"),),
    "upper": (("¿De qué color viste {el} por arriba?", "What colour is the jacket of {the}?"),),
    "colour": (("¿Y de qué color era {el}?", "So what colour was {the}?"),),
    "is_colour": (("¿Era {rojo} {el}?", "Was {the} {red}?"),),
    "first_of": (("¿Qué apareció antes: {el} o {otro}?", "Did {the} or {other} come first?"),),
    "earlier": (("¿Apareció {el} antes que {otro}?", "Was {the} there before {other}?"),),
    "later": (("¿Llegó {el} más tarde que {otro}?", "Did {the} come later than {other}?"),),
    "first_all": (("¿Quién o qué llega primero?", "Who or what appears first?"),),
    "duration": (("¿Cuántos minutos dura el vídeo?", "How many minutes of footage are there?"),),
    "text": (("Léeme el texto", "Read me the text"),),
    "date": (("¿En qué día se grabó?", "On which day was it filmed?"),),
}
"""Written after the first set was mended for, and measured before anything was mended for these."""

THIRD: Mapping[str, Pairs] = {
    "presence": (
        ("¿Has detectado {algun} en algún momento?", "Have there been any {cars} at all?"),
        ("¿Circuló {algun} por la zona?", "Did {a} drive or walk through?"),
    ),
    "anybody": (("¿Había alguien?", "Was there a person about?"),),
    "stopped": (("¿Hay alguien que se haya detenido?", "Has anyone halted?"),),
    "entered": (("¿Entraron personas por {lado}?", "Were there people entering from the {side}?"),),
    "left": (("¿Abandonó alguien la imagen por {lado}?", "Did a person depart on the {side}?"),),
    "stayed": (("¿Hay alguien que esté más de {n} s?", "Did any person remain over {n} seconds?"),),
    "counted": (
        ("¿Me dices cuántos {coches} ha habido?", "Please say how many {cars} there have been."),
        ("total de {coches}", "total number of {cars}"),
    ),
    "comes": (("¿Dónde aparece {el}?", "What direction does {the} come from?"),),
    "goes": (("¿A qué lado se fue {el}?", "Where did {the} disappear to?"),),
    "first": (("¿Cuándo se vio {el} por primera vez?", "When did {the} first appear?"),),
    "last": (("¿Cuándo fue la salida {del}?", "What time was it when {the} left?"),),
    "long": (
        ("¿Cuánto tiempo ha estado {el}?", "What was the length of the visit of {the}?"),
        ("duración de la visita {del}", "how long did {the} stick around"),
    ),
    "times": (("¿Cuántas veces se ha detenido {el}?", "How many times has {the} stopped?"),),
    "colour": (("¿{El} de qué color es?", "The colour of {the}, please"),),
    "first_of": (("¿{El} o {otro}, cuál llegó primero?", "{the} or {other}: which was first?"),),
    "earlier": (("¿Estaba {el} antes que {otro}?", "Had {the} come before {other}?"),),
    "duration": (("¿Cuánto tiempo dura esto?", "How long is this?"),),
}
"""Written last of all: measured once, and then only what was answered wrong was mended."""
