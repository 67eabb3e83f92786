"""The words that ask, in both languages: templates of the little language of patterns.py.

"frames" say what sort of answer is wanted; "requests" stand before a question and change nothing
("dime", "I want to know if"); "light" words carry a question but say nothing of its subject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from mirada.language.conjugate import english, spanish
from mirada.types import Language

QuestionKind = Literal[
    "presence", "count", "times", "what", "colour", "where", "when", "how_long", "order", "text",
    "captured", "size", "compare", "share", "shape",
]  # fmt: skip

_COMES_ES = spanish("llegar", "entrar", "aparecer", "venir", "verse", "pasar", "acceder")
_GOES_ES = spanish("salir", "irse", "marcharse", "desaparecer")
_COMES_EN = english("come in", "come", "enter", "arrive", "appear", "pass", "show up", "turn up",
                    "get here", "get there")  # fmt: skip
_GOES_EN = english("leave", "go out", "exit", "go away", "disappear")
_FILM_ES = "[el|la|este|esta] (vídeo|video|grabación|clip|película)"
_FILM_EN = "(the|this|) (video|film|clip|recording|footage)"
_STAYS_ES = spanish("estar", "permanecer", "quedarse", "durar", "pasar", "seguir", "verse")
_STAYS_EN = english("stay", "remain", "last", "spend") + "|is|was|was there|is there"
_WHO_ES = (
    "(qué o quién|quién o qué|qué|quién|cuál|qué cosa|qué persona) "
    "[de (los|las|ellos|ellas) [dos|tres]]"
)
_WHO_EN = "(who or what|what or who|which|what|who) [of (the|these|them) [two|three]]"

REQUESTS: Mapping[Language, str] = {
    "es": "((oye|hola|por favor|a ver|pues|bueno|entonces|y)|"
    "(dime|dígame|dinos|indícame|indica|dame|enséñame|muéstrame|comprueba|mira|confirma) "
    "[por favor] [si]|(quiero|quería|querría|quisiera|necesito|me gustaría|me interesa) "
    "(saber|ver|conocer) [si]|[me|nos] (puedes|podrías|puede|podría|sabes|sabrías|se puede) "
    "(decirme|decirnos|decir|confirmar|ver|saber|indicarme|indicar|comprobar|si) [si]|"
    "(sabes|se sabe) [si]|(cuál|cuáles) (es|fue|son|era|ha sido)|es (verdad|cierto) que|"
    "me (dices|indicas|confirmas) [si])",
    "en": "((hey|hi|hello|please|so|well|and|ok|okay)|"
    "[please] (tell me|show me|give me|let me know|confirm|check|find out|say) "
    "[please] [if|whether|that]|(i|we) (want|need|would like|wish) to (know|see|find out) "
    "[if|whether]|(can|could|would|will) (you|we|i) [please] (tell|tell me|say|confirm|check|see|"
    "show me|let me know|find out) [if|whether]|do you (know|see) (if|whether|)|"
    "do you know [if|whether]|(what|which) (is|was|were|are) the|is it (true|the case|right) that|"
    "did it happen that)",
}

FRAMES: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "times": "cuántas veces",
        "stops": "(cuántas paradas|número de paradas|cuántas paradas hace)",
        "count": "(cuántos|cuántas|cuánta|cuánto|qué número de|qué cantidad de|[el] número [total] "
        "de|[la] cantidad de|cuenta|contar|cuéntame|[el] total de|[el] recuento de)",
        "at_once_most": "(cuál es el número máximo de|[el] número máximo de|[el] máximo [número] "
        "de|[el] máximo de)",
        "how_long": "(cuánto tiempo|cuántos segundos|cuántos minutos|durante cuánto tiempo|"
        "por cuánto tiempo|cuánto rato|cuánto (tarda|tardó|tardan|tardaron) en|"
        "cuánto (dura|duró) la (visita|estancia|presencia) de|"
        "cuánto (está|estuvo|permanece|permaneció|se queda|se quedó))",
        "how_long_dwell": "([la] duración de la (visita|estancia|presencia) de|"
        "[el] tiempo [total] (de (permanencia|estancia|presencia) de|"
        "que (pasa|está|permanece))|[cuánto tiempo] (hay|hubo|pasa|pasó) entre la "
        "(entrada|llegada) y la salida de)",
        "how_long_stop": "([el] tiempo [de|que] (parada|detención|parado|está parado|espera) [de]|"
        "cuánto dura la parada de|cuánto (se detiene|se para|para|espera))",
        "duration": "(cuánto dura|cuánto duró|cuántos (minutos|segundos) (dura|tiene|hay de)|"
        "qué duración tiene|cuánto tiempo dura|[la] duración "
        f"(total|) de|cuál es la duración de) [{_FILM_ES}]",
        "when": "(cuándo|a qué hora|en qué minuto|en qué momento|en qué segundo|en qué instante|"
        "a partir de cuándo)",
        "when_in": "((cuándo|a qué hora|en qué momento) (es|fue|ha sido) la "
        "(entrada|llegada|aparición) de|[la] (hora|minuto|momento|instante) [exacta|exacto] de "
        "(entrada|llegada|aparición) de|desde cuándo)",
        "when_out": "((cuándo|a qué hora|en qué momento) (es|fue|ha sido) la "
        "(salida|marcha|partida) de|[la] (hora|minuto|momento|instante) [exacta|exacto] de "
        "(salida|marcha|partida) de|hasta cuándo)",
        "captured": "((cuándo|[en] qué día|[en] qué fecha|a qué hora) (se grabó|se tomó|fue "
        "grabado|fue grabada|fue tomada|se hizo|se filmó|se ha grabado|se rodó|se grabaron|"
        "se tomaron|se filmaron|se rodaron|fueron (grabadas|tomadas|filmadas)) [el vídeo|el video|"
        "la grabación|la imagen|las imágenes|la foto|la fotografía|las fotos|esto]|"
        "de (qué día|qué fecha|cuándo) (es|son) (esto|el vídeo|el video|la grabación|la imagen|"
        "la foto|las imágenes)|qué (fecha|día) (es|tiene|pone|era) [el vídeo|la grabación|esto]|"
        "[la] fecha de (la grabación|el vídeo|la foto|la imagen))",
        "where": "(por dónde|por qué (lado|parte|sitio|borde|zona)|desde dónde|de dónde|"
        "desde qué (lado|parte)|de qué (lado|parte)|qué (lado|borde)|"
        "en qué (parte|lugar|lado|sitio)|dónde|[el] lado por [el que|donde])",
        "where_in": "[el|por qué] (lado|lugar|punto|sitio) de (entrada|llegada) de",
        "where_out": "[el|por qué] (lado|lugar|punto|sitio) de (salida) de",
        "where_to": "(hacia dónde|adónde|a dónde|en qué dirección|en qué sentido|hacia qué lado)",
        "colour": "(de qué color|qué color tiene|cuál es el color de|qué color|[el] color de)",
        "colour_upper": "(de qué color|qué color tiene|[el] color de) [es|lleva|va|tiene|son] "
        "(la parte superior|la parte de arriba|la ropa de arriba) de",
        "colour_lower": "(de qué color|qué color tiene|[el] color de) [es|lleva|va|tiene|son] "
        "(la parte inferior|la parte de abajo|la ropa de abajo) de",
        "colour_ground": "(de qué color|qué color tiene|[el] color de|cuál es el color de) "
        "[es|tiene|está|ves] el fondo [de la imagen]",
        "shape": "(qué forma (tiene|tienen|es)|de qué forma (es|son)|cuál es la forma de|"
        "[la] forma de)",
        "share": "(cuánto [espacio] (ocupa|cubre)|(qué (porcentaje|parte|proporción|fracción)|"
        "cuánta parte|cuánto) de la imagen (ocupa|cubre)|qué tamaño tiene|"
        "cómo de grande (es|está))",
        "colour_main": "(cuál es el color principal|qué color predomina|cuáles son los colores "
        "principales|qué colores hay|qué colores predominan|qué colores se ven)",
        "what": "(qué (tipo|clase|tipos|clases) de (cosas|objetos)|qué cosas|qué objetos|"
        "qué (tipo|clase) de|quién o qué|qué o quién|qué|quién|quiénes|cuáles|cuál)",
        "first": f"({_WHO_ES} ({_COMES_ES}) [aquí] (antes|primero|el primero|la primera|"
        f"en primer lugar)|{_WHO_ES} (es|fue|ha sido) (lo|el|la) (primero|primera) "
        f"[en ({_COMES_ES})|que ({_COMES_ES})])",
        "last": f"({_WHO_ES} ({_COMES_ES}) [aquí] (el último|la última|después|más tarde|"
        f"en último lugar)|{_WHO_ES} (es|fue|ha sido) (lo|el|la) (último|última) "
        f"[en ({_COMES_ES})|que ({_COMES_ES})])",
        "longest": f"{_WHO_ES} [de las personas] ({_STAYS_ES}) [aquí|ahí|allí|en la imagen] "
        "[presente] [durante] ((más|el mayor) (tiempo|rato)|el que más)",
        "shortest": f"{_WHO_ES} [de las personas] ({_STAYS_ES}) [aquí|ahí|allí|en la imagen]"
        " [durante] (menos|el menor) (tiempo|rato)",
        "first_out": f"({_WHO_ES} ({_GOES_ES}) [de aquí] (antes|primero|el primero|la primera)|"
        f"{_WHO_ES} (es|fue|ha sido) (lo|el|la) (primero|primera) (en|que) ({_GOES_ES}))",
        "last_out": f"({_WHO_ES} ({_GOES_ES}) [de aquí] (el último|la última|después|más tarde)|"
        f"{_WHO_ES} (es|fue|ha sido) (lo|el|la) (último|última) (en|que) ({_GOES_ES}))",
        "text": "((léeme|lee|dime|léame) [el] (texto|cartel)|"
        "qué pone|qué dice|qué está escrito|qué hay escrito|qué texto hay|qué se lee|"
        "qué texto (se lee|aparece|sale|hay|pone)|qué se puede leer|qué dice el cartel|"
        "qué pone en el cartel|qué dice el letrero|qué matrícula se lee)",
        "size": "(qué tamaño tiene|cuánto mide|qué resolución tiene) [la imagen|el vídeo|la foto]",
    },
    "en": {
        "times": "(how many times|how often)",
        "stops": "(how many stops|number of stops)",
        "count": "(how many|what number of|[the] [total] number of|[the] total of|count [of])",
        "at_once_most": "([the] (highest|maximum|largest|most) number of|[the] maximum of|"
        "(what is|what was) the (highest|maximum|largest) number of)",
        "how_long": "(how long|for how long|how much time|how many seconds|how many minutes|"
        "how long (does|did) it take)",
        "how_long_dwell": "([the] (dwell|stay|presence) time of|"
        "[the] (length|duration) of [the] (stay|visit|presence|appearance) of|"
        "[the] time (spent by|spent here by)|"
        "[how long] (is|was) it between the (arrival|entry) and the (departure|exit) of|"
        "how long (is|was) the (visit|stay) of)",
        "how_long_stop": "([the] (stop|stopping|waiting|standing) time of|[the] length of the stop "
        "of)",
        "duration": f"(how long (is|was|does|did) {_FILM_EN} [last]|"
        f"how many (minutes|seconds) (of {_FILM_EN}|long is {_FILM_EN})|"
        f"[what is|what was] [the] (duration|length|running time) of {_FILM_EN})",
        "when": "(when|at what time|at which time|what time|at (what|which) (minute|moment|second|"
        "point)|in (which|what) minute)",
        "when_in": "((when|at what time|what time) (is|was) the "
        "(arrival|entry|entrance|appearance) of|"
        "[the] (entry time|arrival time|time of (entry|arrival|entrance)) of|"
        "since when|from when)",
        "when_out": "((when|at what time|what time) (is|was) the "
        "(departure|exit) of|"
        "[the] (exit time|departure time|time of (exit|departure)) of|until when|"
        "till when)",
        "captured": "((when|[on] (what|which) (day|date)|at what time) (was|is) (it|this|"
        "the video|the picture|the photo|the image|the recording|the footage) "
        "(recorded|taken|filmed|made|shot|from)|(what|which) (date|day) (is|was) (this|it|the "
        "video|the picture|the recording|the footage) [recorded|taken|filmed] [from|on]|"
        "[the] date of (the|this) (recording|video|picture|photo))",
        "where": "(where|from where|from (which|what) side|on (which|what) side|by which side|"
        "(which|what) side|whereabouts|at (which|what) (edge|side)|through (which|what) side|"
        "(which|what) edge)",
        "where_in": "[the] (side of entry|entry side|point of entry) of",
        "where_out": "[the] (side of exit|exit side|point of exit) of",
        "where_to": "(in which direction|in what direction|which way|towards which side|"
        "to which side|which direction)",
        "colour": "(what colour|what color|which colour|which color|[the] (colour|color) of|"
        "of what colour|of what color)",
        "colour_upper": "((what|which) (colour|color) (is|has)|[the] (colour|color) of) the "
        "(upper half|upper part|top) of",
        "colour_lower": "((what|which) (colour|color) (is|has)|[the] (colour|color) of) the "
        "(lower half|lower part|bottom) of",
        "colour_ground": "((what|which) (colour|color) (is|has)|[the] (colour|color) of|"
        "of (what|which) (colour|color) is) the (background|ground) [of the picture]",
        "shape": "(what shape (is|are|has|does)|(what|which) is the shape of|[the] shape of)",
        "share": "(how much [of the (picture|image)|space] (does|is)|(what|which) (percentage|"
        "share|proportion|fraction|part) of the (picture|image) (does|is)|how (big|large) is)",
        "colour_main": "(what is the main colour|what is the main color|what are the main colours|"
        "what are the main colors|what colours are there|what colors are there|"
        "which colour dominates)",
        "what": "((what|which) (kind|kinds|type|types|sort|sorts) of (things|objects)|"
        "(what|which) (kind|type|sort) of|what things|what objects|who or what|what or who|what|"
        "who|which)",
        "first": f"({_WHO_EN} ({_COMES_EN}|is seen) (first|earlier|before)|"
        f"(who|what|which) (is|was) (the|) first (thing|one|) [to ({_COMES_EN})|to be seen|"
        f"that ({_COMES_EN})])",
        "last": f"({_WHO_EN} ({_COMES_EN}|is seen) (last|later)|"
        f"(who|what|which) (is|was) (the|) last (thing|one|) [to ({_COMES_EN})|to be seen|"
        f"that ({_COMES_EN})])",
        "longest": f"({_WHO_EN}|which person|which one|which of the people) ({_STAYS_EN}) "
        "[here|there|around|present] [for] [the] (longest|most time) [time|period|stay]",
        "shortest": f"({_WHO_EN}|which person|which one|which of the people) ({_STAYS_EN}) "
        "[here|there|around|present] [for] [the] (shortest|least time) [time|period|stay]",
        "first_out": f"({_WHO_EN} ({_GOES_EN}) (first|earlier|before)|"
        f"(who|what|which) (is|was) (the|) first (thing|one|) (to|that) ({_GOES_EN}))",
        "last_out": f"({_WHO_EN} ({_GOES_EN}) (last|later)|"
        f"(who|what|which) (is|was) (the|) last (thing|one|) (to|that) ({_GOES_EN}))",
        "text": "([read|read me|tell me] the text|"
        "what is written|what does it say|what does the sign say|what text is there|"
        "what text can be read|what can be read|what is the text|what does the text say|"
        "(what|which) (text|words) (appears|appear|is shown|is visible|can be seen|do you see))",
        "size": "(how big is|how large is|what size is|what is the resolution of) "
        "(the picture|the image|the video|the photo|it)",
    },
}

KINDS: Mapping[str, tuple[QuestionKind, str]] = {
    "times": ("times", ""),
    "stops": ("times", "stops"),
    "count": ("count", ""),
    "at_once_most": ("count", "most_at_once"),
    "how_long": ("how_long", ""),
    "how_long_dwell": ("how_long", "dwell"),
    "how_long_stop": ("how_long", "stopped_for"),
    "duration": ("how_long", "duration"),
    "when": ("when", ""),
    "when_in": ("when", "first_seen"),
    "when_out": ("when", "last_seen"),
    "captured": ("captured", ""),
    "where": ("where", ""),
    "where_in": ("where", "enters"),
    "where_out": ("where", "leaves"),
    "where_to": ("where", "direction"),
    "colour": ("colour", ""),
    "colour_upper": ("colour", "upper_colour"),
    "colour_lower": ("colour", "lower_colour"),
    "colour_main": ("colour", "colour_share"),
    "what": ("what", ""),
    "first": ("order", "first"),
    "last": ("order", "last"),
    "longest": ("order", "longest"),
    "shortest": ("order", "shortest"),
    "first_out": ("order", "first_out"),
    "last_out": ("order", "last_out"),
    "text": ("text", ""),
    "size": ("size", ""),
    "colour_ground": ("colour", "ground"),
    "share": ("share", "area_share"),
    "shape": ("shape", "shape"),
}

_VERBS_ES = spanish("estar", "permanecer", "quedarse", "durar", "ir", "moverse", "dirigirse",
                    "verse", "encontrarse", "pasar", "hacer", "tardar", "llevar", "usar",
                    "utilizar", "suceder", "ocurrir")  # fmt: skip
_VERBS_EN = english("stay", "remain", "last", "go", "move", "head", "walk", "wear", "lie", "stand",
                    "spend", "make", "take", "use", "happen", "hang around")  # fmt: skip
LIGHT: Mapping[Language, str] = {
    "es": (
        f"{_VERBS_ES.replace('|', ' ')} ser es son era eran fue fueron por en hay ropa vestida "
        "vestido viste a para alguna algun alguno algunas algunos quedado dejado momento vez "
        "distinto distintos distinta distintas diferente diferentes aun todavia si exactamente "
        "total este esta estos estas esto favor llega llegan tiene"
    ),
    "en": (
        f"{_VERBS_EN.replace('|', ' ')} see be there any in can could you come for at from to "
        "cover take up occupy fill covered clothes dressed doing seen ever different distinct "
        "separate by on through out point anywhere time exactly total please if still whether we me"
    ),
}
FIRST_WORDS = frozenset(["primero", "primera", "antes", "first", "earlier", "before"])
LAST_WORDS = frozenset(["ultimo", "ultima", "despues", "last", "later", "after"])

# Of a whole folded question
APPEARS = re.compile(r"\b(aparec\w+|aparez\w+|appear\w*|(show|turn)\w* up)\b")
JOINS = re.compile(r"\b(y|e|and|ni|nor|plus|tambien|ademas|also|as well)\b|,")
COMPARED = re.compile(r"\b(antes|despues|before|after|earlier|later)\b")
FIRST_WORD = re.compile(r"^\W*\w+\s+")
PERSON = re.compile(r"\b(quien|quienes|who|person|persona|personas|people)\b")

# What is said of a part or a number after the noun: "what colour is the person wearing on top?"
APART: Mapping[str, tuple[tuple[str, str], ...]] = {
    "colour": (
        (r"(?<!de )(?<!de la )(?<!m[aá]s )\b(por )?arriba\b|\b(on top|up top)\b", "upper_colour"),
        (r"(?<!de )(?<!de la )(?<!m[aá]s )\b(por )?abajo\b|\b(down )?below\b", "lower_colour"),
    ),
    "count": (
        (r"\b(como (mucho|m[aá]ximo)|a lo sumo|at (the )?most)\b(?! *\d)", "most_at_once"),
    ),
}  # fmt: skip
