"""Two more sets of questions as people type them: pairs as in operators.py, other words.

Both were written on one day, before anything was mended for either. The fourth was measured, then
mended for; the fifth was measured only after that, to tell what generalises, and then mended for.
"""

from __future__ import annotations

from collections.abc import Mapping

from operators import Pairs

FOURTH: Mapping[str, Pairs] = {
    "presence": (
        ("¿Cruzó {algun} el plano?", "Did {a} cross the frame?"),
        ("¿Se aprecia la presencia de {algun}?", "Is the presence of {a} noticed?"),
        ("alguna señal de {coches}", "any sign of {cars}?"),
        ("¿Captó la cámara {algun}?", "Was {a} caught on camera?"),
        ("¿Hay constancia de {algun}?", "Did the camera pick up any {cars}?"),
        ("¿Anduvo {algun} por aquí?", "Did {a} come along?"),
    ),
    "anybody": (
        ("¿Se ha asomado alguien?", "Was anybody around?"),
        ("¿Apareció alguna persona?", "Has anyone been by?"),
        ("gente?", "people?"),
    ),
    "stopped": (
        ("¿Hubo alguien que se quedara quieto?", "Did anybody pause?"),
        ("¿Alguien se detuvo un rato?", "Did anyone stop for a while?"),
    ),
    "still_there": (
        ("¿Queda alguien dentro cuando acaba el vídeo?", "Was anyone left when the video ended?"),
    ),
    "entered": (
        ("¿Accedió alguien por {lado}?", "Did anybody walk in from the {side}?"),
        ("alguien por {lado}?", "anyone coming in on the {side}?"),
    ),
    "left": (("¿Se fue alguien por {lado}?", "Did anyone walk off to the {side}?"),),
    "stayed": (
        (
            "¿Alguien estuvo aquí por más de {n} segundos?",
            "Did anybody linger for more than {n} seconds?",
        ),
    ),
    "counted": (
        ("¿Qué cantidad de {coches} se detectó?", "How many {cars} came by altogether?"),
        ("{cuantos} {coches}", "how many {cars}"),
        ("¿De {cuantos} {coches} hablamos?", "How many {cars} were spotted in all?"),
        ("Recuento de {coches}, por favor", "{cars} count please"),
    ),
    "people": (
        ("¿Cuántas personas hubo en total?", "How many people were there in total?"),
        ("¿Cuánta gente vino?", "How many people turned up?"),
        ("total de gente que pasó", "What was the total number of visitors?"),
    ),
    "at_once": (
        (
            "¿Cuál fue el mayor número de personas al mismo tiempo?",
            "How many people were there simultaneously at most?",
        ),
    ),
    "count_stopped": (("¿Cuántos se pararon de las personas?", "How many people made a stop?"),),
    "count_left": (
        ("¿Cuánta gente se fue por {lado}?", "How many people went away on the {side}?"),
    ),
    "what": (("¿Qué pasó por delante de la cámara?", "What came past the camera?"),),
    "comes": (
        ("¿De dónde salió {el} al llegar?", "From which direction did {the} show up?"),
        ("¿Por dónde se metió {el}?", "Which way did {the} come in?"),
        ("lado de entrada {del}", "side {the} came in from"),
    ),
    "goes": (
        ("¿Por dónde dejó la imagen {el}?", "Where did {the} leave the picture?"),
        ("¿Hacia qué lado se marchó {el}?", "On what side did {the} walk out?"),
        ("lado por el que sale {el}", "exit side of {the}"),
    ),
    "first": (
        ("¿En qué momento hizo su aparición {el}?", "At what point did {the} show up?"),
        ("¿A qué hora se presentó {el}?", "What time was it when {the} arrived?"),
        ("llegada {del}: ¿hora?", "when did {the} turn up"),
        ("¿Cuándo vino {el}?", "When was the arrival of {the}?"),
    ),
    "last": (
        ("¿A qué hora se largó {el}?", "What time did {the} go?"),
        ("¿Cuándo se dejó de ver {el}?", "When did {the} go out of sight?"),
        ("¿A qué hora se perdió de vista {el}?", "When was {the} gone?"),
    ),
    "long": (
        ("¿Cuánto tiempo se quedó {el}?", "For how many seconds was {the} around?"),
        ("¿Durante cuánto rato se vio {el}?", "How long was {the} visible?"),
        ("¿Cuánto duró la presencia {del}?", "How long did {the} stay for?"),
        ("tiempo que estuvo {el}", "time {the} was there"),
    ),
    "longest": (
        ("¿Quién se quedó más tiempo?", "Who stayed longest?"),
        (
            "¿Qué persona permaneció más rato?",
            "Which person was there for the longest time?",
        ),
    ),
    "still": (("¿Cuánto tiempo permaneció {parado} {el}?", "For how long did {the} stand still?"),),
    "stops": (("¿Hizo {el} alguna parada?", "Did {the} make a stop?"),),
    "times": (("¿En cuántas ocasiones se paró {el}?", "On how many occasions did {the} stop?"),),
    "upper": (("¿Qué color de camisa lleva {el}?", "What colour top is {the} wearing?"),),
    "lower": (
        ("¿De qué color son los pantalones {del}?", "What colour trousers does {the} have on?"),
    ),
    "colour": (
        ("¿De qué color se ve {el}?", "What colour would you say {the} is?"),
        ("¿Cuál era el color {del}?", "{the}: what colour?"),
    ),
    "is_colour": (("¿Es de color {rojo} {el}?", "Is {the} {red} in colour?"),),
    "anyone_wears": (
        ("¿Iba alguien de {rojo}?", "Was anybody wearing {red}?"),
        ("¿Hay alguna persona vestida de {rojo}?", "Anyone dressed in {red}?"),
    ),
    "first_of": (("¿Quién vino antes, {el} o {otro}?", "Who came earlier, {the} or {other}?"),),
    "earlier": (("¿Vino {el} antes que {otro}?", "Did {the} turn up before {other} did?"),),
    "later": (("¿Apareció {el} después {deotro}?", "Did {the} appear after {other}?"),),
    "first_all": (("¿Qué apareció en primer lugar?", "What showed up first?"),),
    "last_all": (("¿Qué fue lo último en llegar?", "What was the last thing to arrive?"),),
    "duration": (("¿Cuánto dura la grabación en total?", "How long does the footage run?"),),
    "text": (
        ("¿Se lee algo? ¿Qué?", "What does the writing say?"),
        ("¿Qué está escrito en la imagen?", "What words can be read?"),
    ),
    "date": (("¿Cuándo se grabaron las imágenes?", "When was this shot?"),),
    "fixed": (("¿Es una cámara fija?", "Is it a fixed camera?"),),
}

FIFTH: Mapping[str, Pairs] = {
    "presence": (
        ("¿Llegó a haber {algun} en la escena?", "Was there {a} in the scene at any time?"),
        ("¿Pasó algo parecido a {un}?", "Can you spot {a}?"),
        ("¿Se cruzó {algun} por delante?", "Did you notice {a}?"),
        ("¿Existe algún registro de {coches}?", "Are {cars} present?"),
    ),
    "anybody": (
        ("¿Se presentó alguien?", "Did somebody come by?"),
        ("¿Ha habido alguien por aquí?", "Was a person seen?"),
    ),
    "stopped": (("¿Se ha quedado alguien quieto?", "Was anybody standing still?"),),
    "still_there": (
        ("¿Permanece alguien al final del vídeo?", "Is anybody still around at the end?"),
    ),
    "entered": (("¿Llegó alguien por {lado}?", "Did anyone arrive from the {side}?"),),
    "left": (("¿Desapareció alguien por {lado}?", "Did anybody disappear on the {side}?"),),
    "stayed": (
        ("¿Alguien pasó aquí más de {n} segundos?", "Did anyone spend over {n} seconds here?"),
    ),
    "counted": (
        ("¿{Cuantos} {coches} fueron vistos?", "How many {cars} were seen?"),
        ("¿{Cuantos} {coches} aparecieron en la grabación?", "How many {cars} drove or came by?"),
        ("quiero el número de {coches}", "give me the number of {cars}"),
    ),
    "people": (
        ("¿Cuántos individuos se detectaron?", "How many different people walked by?"),
        ("¿Qué cantidad de gente hubo?", "what's the people count"),
    ),
    "at_once": (
        (
            "¿Cuántas personas coincidieron como mucho?",
            "What was the most people present at one time?",
        ),
    ),
    "count_left": (
        ("¿Cuántas personas se fueron por {lado}?", "How many people exited on the {side}?"),
    ),
    "comes": (
        ("¿Por qué lado vino {el}?", "Where did {the} enter from?"),
        ("¿Desde qué lado apareció {el}?", "What side was {the} coming from?"),
    ),
    "goes": (
        ("¿Por qué lado se ha ido {el}?", "Which side did {the} head out on?"),
        ("¿Hacia dónde se marchó {el}?", "On which side did {the} leave?"),
    ),
    "first": (
        ("¿En qué minuto aparece {el}?", "What was the time when {the} came in?"),
        ("¿Cuándo fue visto por primera vez {el}?", "When did you first see {the}?"),
        ("momento de la llegada {del}", "arrival of {the}: time?"),
    ),
    "last": (
        ("¿Cuándo se marcha {el}?", "When is {the} gone from view?"),
        ("¿A qué hora dejó de estar {el}?", "What time did you last see {the}?"),
    ),
    "long": (
        ("¿Por cuánto tiempo anduvo {el} por aquí?", "How long was {the} here for?"),
        ("¿Cuánto tiempo permanece a la vista {el}?", "How long did {the} remain in view?"),
    ),
    "longest": (("¿Cuál de las personas estuvo más tiempo?", "Who was there the longest?"),),
    "still": (("¿Cuántos segundos se detuvo {el}?", "How many seconds did {the} stop for?"),),
    "times": (("¿Cuántas veces se quedó {parado} {el}?", "How many times did {the} pause?"),),
    "upper": (
        ("¿De qué color es la prenda de arriba {del}?", "What is the colour of {the}'s top?"),
    ),
    "lower": (("¿De qué color es el pantalón {del}?", "What colour pants is {the} wearing?"),),
    "colour": (("¿Qué color tenía {el}?", "Tell me what colour {the} was."),),
    "anyone_wears": (("¿Alguien vestía de {rojo}?", "Did anyone wear {red}?"),),
    "first_of": (
        ("¿Cuál apareció primero, {el} o {otro}?", "Which arrived first, {the} or {other}?"),
    ),
    "earlier": (("¿Fue {el} anterior {aotro}?", "Did {the} get there ahead of {other}?"),),
    "last_all": (("¿Qué llegó en último lugar?", "What arrived last?"),),
    "duration": (("¿Qué longitud tiene el vídeo?", "How many seconds long is the video?"),),
    "text": (("¿Qué letras se ven?", "Is there any writing, and what does it say?"),),
    "date": (("¿Cuál es la fecha del vídeo?", "What day was this filmed?"),),
}
