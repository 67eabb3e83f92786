"""Spanish: the words of questions about fields (see words.py)."""

from __future__ import annotations

from mirada.earth.ask.questions_es import QUESTIONS
from mirada.earth.ask.words import AskWords

ES = AskWords(
    questions=QUESTIONS,
    verbs={
        "emergence": (
            "(emerge|emergió|emergen|emergieron|nace|nació|nacen|nacieron|brota|brotó|"
            "brotan|brotaron)"
        ),
        "season_start": (
            "(empieza|empezó|empiezan|empezaron|comienza|comenzó|comienzan|comenzaron|"
            "inicia|inició|arranca|arrancó) [su temporada|la temporada|la temporada de|su "
            "ciclo|su crecimiento|a crecer|a verdear|el crecimiento de|el ciclo de]|"
            "(verdea|verdeó|verdean|verdearon|reverdece|reverdeció|reverdecen|se pone "
            "verde|se puso verde|se ponen verdes|se pusieron verdes)"
        ),
        "peak": (
            "(alcanza|alcanzó|alcanzan|alcanzaron|llega a|llegó a|llegan a|llegaron a|"
            "tiene|tuvo|tuvieron|está en|estuvo en) (su|el) (máximo|máximo verdor|pico|"
            "pico de verdor|mayor verdor|máximo de NDVI|NDVI máximo|máximo vigor|punto más "
            "verde)|(está|estuvo|están|estuvieron) (más verde|más verdes)"
        ),
        "flowering": (
            "(florece|floreció|florecen|florecieron|está en flor|estuvo en flor|están en "
            "flor|estuvieron en flor)"
        ),
        "season_end": (
            "(termina|terminó|terminan|terminaron|acaba|acabó|acaban|acabaron|finaliza|"
            "finalizó) [su temporada|la temporada|la temporada de|su ciclo|el ciclo de]|"
            "(madura|maduró|maduran|maduraron|se seca|se secó|se secan|se secaron)"
        ),
        "harvest": (
            "(se cosecha|se cosechó|se cosechan|se cosecharon|se ha cosechado|se han "
            "cosechado|fue cosechado|fue cosechada|fueron cosechadas|se recoge|se recogió|"
            "se recogen|se recogieron|se recolecta|se recolectó|se recolectaron|se "
            "vendimia|se vendimió)"
        ),
        "cut": (
            "(se siega|se segó|se siegan|se segaron|se ha segado|se corta|se cortó|se "
            "cortan|se cortaron|se ha cortado|fue segada|fueron segadas)"
        ),
    },
    nouns={
        "emergence": "(la|) (emergencia|nascencia)",
        "season_start": "(el|) (inicio|comienzo) [de la temporada|del ciclo|de la estación]",
        "peak": (
            "(el|) (máximo verdor|máximo|pico|pico de verdor|máximo de NDVI|máximo vigor|"
            "mayor verdor)"
        ),
        "flowering": "(la|) (floración)",
        "season_end": "(el|) (final|fin) [de la temporada|del ciclo]",
        "harvest": "(la|) (cosecha|recolección|recogida|vendimia|siega del grano)",
        "cut": "(la|el|las|los|) (siega|siegas|corte|cortes)",
    },
    odds={
        "any": (
            "[que (se aparten|se aparta|se apartan|se salga|se salgan|destaque|destaquen) "
            "de las demás|que (sea|sean|esté|estén|parezca|parezcan)] (rara|raras|raro|"
            "anómala|anómalas|anormal|anormales|extraña|extrañas|atípica|atípicas|distinta|"
            "distintas|diferente|diferentes|sospechosa|sospechosas|anomalía|anomalías|"
            "alguna anomalía|problemas|algún problema)|(se apartan|se aparta|se salen|se "
            "sale|destacan|destaca|difieren|que se aparten|que se aparta|que se aparte|que "
            "destaquen) [de las demás|de las otras|de lo normal|del resto]"
        ),
        "below": (
            "[que esté|que estén] (menos verde|menos verdes|peor que las demás|peor que el "
            "resto|peor que las otras|peor|peores|débil|débiles|mal|por debajo de lo normal|"
            "con menos vigor|menos vigorosas)"
        ),
        "above": (
            "[que esté|que estén] (más verde|más verdes|mejor|mejores|por encima de lo "
            "normal|con más vigor|más vigorosas)"
        ),
        "late": (
            "(tardía|tardías|atrasada|atrasadas|retrasada|retrasadas|con retraso|tarde|"
            "(empezó|empezaron) (tarde|más tarde))"
        ),
        "early": (
            "(temprana|tempranas|adelantada|adelantadas|precoz|precoces|pronto|(empezó|"
            "empezaron) (pronto|antes))"
        ),
    },
    whos={"parcel": "(parcela|parcelas)", "crop": "(cultivo|cultivos)"},
    done={
        "harvest": "(cosechado|cosechada|cosechados|cosechadas|recogido|recogida|recogidas|"
        "vendimiado)",
        "cut": "(segado|segada|segados|segadas|cortado|cortada|cortadas)",
        "emergence": "(emergido|nacido|brotado)",
        "flowering": "(florecido)",
    },
    wholes={
        "window": (
            "(la zona|el terreno|la tierra|la ventana|la imagen|el total|la superficie total|"
            "la tesela|el campo|la escena|el área|todo|la finca)"
        ),
        "farmed": (
            "(la superficie agrícola|el terreno agrícola|la superficie cultivada|la tierra "
            "cultivada|la superficie agraria|lo cultivado)"
        ),
        "known": (
            "(la superficie con cultivo conocido|la superficie de cultivo conocido|los "
            "cultivos conocidos|los cultivos)"
        ),
    },
    places=(
        (
            "(en|de|por|dentro de) (la zona|esta zona|toda la zona|el campo|este campo|la "
            "tesela|esta tesela|la imagen|esta imagen|la ventana|el mapa|la escena|la "
            "región|la finca|esta finca|el recorte|total|el archivo|los campos|todos los "
            "campos|estos campos|conjunto)"
        ),
        "aquí",
        "ahí",
        "(este|esta|ese|esa) (año|temporada|campaña)",
        "por favor",
        "ya",
    ),
    openings=(
        "dime",
        "indica",
        "indícame",
        "di",
        "ya",
        "sabes",
        "me puedes decir",
        "puedes decirme",
        "y",
        "por favor",
    ),
    helpers=frozenset(),
    dropped=frozenset(),
    pasts={},
)
