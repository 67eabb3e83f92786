"""Spanish: the questions about fields that are understood (see words.py)."""

from __future__ import annotations

from mirada.earth.ask.words import AskWords

_HAS = (
    "(hay|ocupa|ocupan|tiene|tienen|mide|miden|abarca|abarcan|cubre|cubren|suma|suman|es|"
    "son|se cultiva|se cultivan|está plantada|están plantadas)"
)
_SIZE = "(superficie|extensión|área) [total]"
_BORDERS = "(linda|lindan|limita|limitan|colinda|colindan)"
_BESIDE = "(junto a|al lado de|pegado a|pegada a|pegadas a|alrededor de|cerca de)"
_LARGEST = (
    "(más grande|mayor|más extensa|de más superficie|de mayor superficie|con más "
    "superficie|con mayor superficie|de mayor tamaño)"
)
_SMALLEST = (
    "(más pequeña|menor|menos extensa|de menos superficie|de menor superficie|con menos "
    "superficie|con menor superficie|de menor tamaño)"
)
_MAIN = (
    "(principal|mayoritario|dominante|predominante|más extenso|más grande|más abundante|"
    "mayor|con más superficie|con mayor superficie|con más hectáreas|que más ocupa|que "
    "ocupa más|que más superficie ocupa|que ocupa más superficie|que más hay)"
)
_LEAST = (
    "(menor|minoritario|menos extenso|más pequeño|menos abundante|con menos superficie|con "
    "menor superficie|que menos ocupa|que ocupa menos|que menos superficie ocupa)"
)
_WHEN = (
    "(cuándo|en qué fecha|en qué fechas|en qué mes|qué día|en qué día|en qué momento|por "
    "qué fechas)"
)

ES = AskWords(
    questions={
        "area": (
            (
                f"(cuántas hectáreas|cuánta superficie|qué superficie|cuánto terreno|qué "
                f"extensión|qué área|cuánta extensión|cuánta área|cuántos metros cuadrados) "
                f"{_HAS} [de|con|dedicadas a|dedicada a|plantadas de|sembradas de] {{thing}}"
            ),
            (
                "(cuántas hectáreas|cuánta superficie|qué superficie|cuánto terreno) de "
                "{thing} (hay|tiene|se cultiva|se cultivan|contiene|existe|existen)"
            ),
            "(cuánto|cuánta|cuántos) (ocupa|ocupan|mide|miden|suma|suman|abarca|abarcan) {thing}",
            "(cuánto|cuánta|cuántos|cuántas) {thing} (hay|se cultiva|se cultivan|existe|tiene)",
            f"(cuál es|qué es) (la|el) {_SIZE} (de|ocupada por|que ocupa|que ocupan) {{thing}}",
            f"{_SIZE} de {{thing}}",
            "cómo de (grande|extensa|extenso|grandes) (es|son) {thing}",
            "qué (tamaño|dimensión) (tiene|tienen) {thing}",
        ),
        "share": (
            (
                "(qué porcentaje|qué parte|qué proporción|qué fracción|qué tanto por "
                "ciento|cuánto por ciento) [de {whole}] (ocupa|ocupan|es|son|supone|"
                "suponen|representa|representan|cubre|cubren|hay de|está ocupada por|está "
                "ocupado por|está cubierta de|corresponde a) [de] {thing}"
            ),
            (
                "(cuál es|qué es) (el porcentaje|la proporción|la parte|la fracción) [de "
                "{whole}] (de|que ocupa|que ocupan|ocupada por|ocupado por) {thing}"
            ),
            "(cuánto|cuánta) de {whole} (es|está ocupada por|ocupa) {thing}",
        ),
        "largest_crop": (
            f"(cuál|qué) (es el|es la) cultivo {_MAIN}",
            "(cuál|qué) es el (principal|mayor) cultivo",
            (
                "(qué|cuál) cultivo (predomina|domina|abunda más|ocupa más|ocupa más "
                "superficie|ocupa la mayor superficie|ocupa más terreno|ocupa más "
                "hectáreas|tiene más superficie|tiene más hectáreas|es el más extenso|es "
                "el mayor|es el principal|es el más grande|es mayor|hay más)"
            ),
            "de qué cultivo hay más [superficie|hectáreas]",
            "qué (predomina|se cultiva más|se cultiva sobre todo|se cultiva principalmente)",
        ),
        "smallest_crop": (
            f"(cuál|qué) es el cultivo {_LEAST}",
            (
                "(qué|cuál) cultivo (ocupa menos|ocupa menos superficie|es el menor|es el "
                "menos extenso|es el más pequeño|tiene menos superficie)"
            ),
        ),
        "crops": (
            (
                "(qué|cuáles|cuál) cultivos (hay|tiene|contiene|aparecen|se ven|se "
                "cultivan|crecen|existen|están presentes)"
            ),
            "(cuáles|qué) son los cultivos [presentes]",
            (
                "qué (se cultiva|se siembra|crece|hay plantado|hay sembrado|hay cultivado|"
                "cultivos se cultivan)"
            ),
            "qué hay [plantado|sembrado|cultivado]",
        ),
        "count_crops": (
            "cuántos cultivos [distintos|diferentes] (hay|tiene|se cultivan|existen|contiene)",
        ),
        "count_parcels": (
            "cuántas parcelas [distintas] (hay|tiene|existen|contiene|se cuentan|son)",
            "cuántas parcelas (hay|son|tiene|existen) [de|con] {crop}",
            "cuántas parcelas (de|con) {crop} (hay|tiene|existen|se cuentan|contiene)",
            "cuántas parcelas (tiene|tienen|ocupa|forma|forman) {crop}",
        ),
        "parcels_of": (
            (
                "(qué|cuáles) parcelas (son|hay|tienen|llevan|están sembradas|están "
                "plantadas) [de|con] {crop}"
            ),
            "(cuáles|qué) son las parcelas (de|con) {crop}",
            "en (qué|cuáles) parcelas (hay|se cultiva|se cultivan|crece|está|están) {crop}",
        ),
        "crop_of": (
            "(qué|cuál) cultivo (hay en|tiene|tienen|se cultiva en|crece en|lleva|es) {parcel}",
            (
                "qué (hay en|se cultiva en|crece en|hay plantado en|hay sembrado en|tiene|"
                "lleva) {parcel}"
            ),
            "de qué [cultivo] (es|son) {parcel}",
            "(cuál|qué) es el cultivo de {parcel}",
        ),
        "largest_parcel": (
            f"(cuál|qué) es la parcela {_LARGEST} [de {{crop}}]",
            "(cuál|qué) es la mayor parcela [de {crop}]",
            (
                "(qué|cuál) parcela (es la|es|tiene) (más grande|mayor|mayor superficie|"
                "más superficie|más extensa) [de {crop}]"
            ),
            f"(cuál|qué) es la parcela de {{crop}} {_LARGEST}",
            "(qué|cuál) parcela de {crop} es (la|) (más grande|mayor|más extensa)",
        ),
        "smallest_parcel": (
            f"(cuál|qué) es la parcela {_SMALLEST} [de {{crop}}]",
            "(cuál|qué) es la menor parcela [de {crop}]",
            (
                "(qué|cuál) parcela (es la|es|tiene) (más pequeña|menor|menor superficie|"
                "menos superficie) [de {crop}]"
            ),
            f"(cuál|qué) es la parcela de {{crop}} {_SMALLEST}",
        ),
        "where": (
            (
                "dónde (está|están|hay|se encuentra|se encuentran|queda|quedan|se sitúa|se "
                "sitúan|crece|se cultiva|se cultivan) {thing}"
            ),
            (
                "en qué (parte|zona|lado|esquina) [de {whole}] (está|están|hay|se "
                "encuentra|queda|se cultiva) {thing}"
            ),
        ),
        "borders": (
            f"con (qué|quién) {_BORDERS} {{thing}}",
            f"qué {_BORDERS} con {{thing}}",
            f"qué (hay|está|crece|se cultiva) {_BESIDE} {{thing}}",
            "qué (rodea|bordea) [a] {thing}",
            "(cuáles|qué) son los vecinos de {thing}",
        ),
        "border_crops": (
            f"con qué (cultivo|cultivos) {_BORDERS} {{thing}}",
            f"(qué|cuáles) (cultivo|cultivos) {_BORDERS} con {{thing}}",
            f"(qué|cuáles) (cultivo|cultivos) (hay|están|está|crecen) {_BESIDE} {{thing}}",
            "(qué|cuáles) cultivos rodean [a] {thing}",
        ),
        "border_parcels": (
            f"con (qué|cuáles) (parcela|parcelas) {_BORDERS} {{thing}}",
            f"(qué|cuáles) (parcela|parcelas) [de {{crop}}] {_BORDERS} con {{thing}}",
            f"(qué|cuáles) (parcela|parcelas) [de {{crop}}] (hay|están|está) {_BESIDE} {{thing}}",
            "(qué|cuáles) parcelas [de {crop}] (rodean|tocan) [a] {thing}",
            f"(cuáles|qué) son las parcelas [de {{crop}}] que {_BORDERS} con {{thing}}",
        ),
        "when": (
            f"{_WHEN} {{verb}} {{thing}}",
            f"{_WHEN} {{thing}} {{verb}}",
            (
                f"{_WHEN} (es|fue|llega|llegó|se produce|se produjo|se hizo|empieza|tiene "
                f"lugar|tuvo lugar|son|fueron) {{noun}} (de|en) {{thing}}"
            ),
            "(cuál|qué) (es|fue) la fecha de {noun} (de|en) {thing}",
            "(cuáles|qué) (son|fueron) las fechas de {noun} (de|en) {thing}",
        ),
        "when.peak": (
            (
                f"{_WHEN} (alcanza|alcanzó|alcanzan|alcanzaron|tiene|tuvo|tuvieron) "
                f"{{thing}} (su|el) (máximo|máximo verdor|pico|pico de verdor|mayor verdor|"
                f"máximo de NDVI|NDVI máximo|máximo vigor)"
            ),
            (
                f"{_WHEN} (llega|llegó|llegan|llegaron) {{thing}} a su (máximo|máximo "
                f"verdor|pico|mayor verdor|máximo vigor)"
            ),
            f"{_WHEN} (está|estuvo|están|estuvieron) {{thing}} más (verde|verdes)",
        ),
        "when.season_start": (
            (
                f"{_WHEN} (empieza|empezó|comienza|comenzó|inicia|inició|empiezan|"
                f"empezaron) {{thing}} (su temporada|la temporada|su ciclo|su crecimiento|a "
                f"crecer|a verdear)"
            ),
            f"{_WHEN} se (pone|puso|ponen|pusieron) {{thing}} (verde|verdes)",
        ),
        "when.season_end": (
            (
                f"{_WHEN} (termina|terminó|acaba|acabó|finaliza|finalizó|terminan|"
                f"terminaron) {{thing}} (su temporada|la temporada|su ciclo)"
            ),
        ),
        "parcel_is": (
            "(es|está) {parcel} [de|plantada de|sembrada de] {crop}",
            "{parcel} (es|está) [de|plantada de|sembrada de] {crop}",
            "(tiene|lleva|contiene) {parcel} {crop}",
            "{parcel} (tiene|lleva|contiene) {crop}",
            "(hay|se cultiva|crece) {crop} en {parcel}",
            "en {parcel} (hay|se cultiva|crece) {crop}",
        ),
        "times": (
            (
                "cuántas veces se (siega|segó|siegan|segaron|ha segado|han segado|corta|"
                "cortó|cortaron|ha cortado|han cortado) {thing}"
            ),
            (
                "cuántos (cortes|siegas) (tuvo|tiene|tuvieron|tienen|hubo en|recibió|se "
                "dieron a|se hicieron en|se hicieron a) {thing}"
            ),
            "cuántas siegas (tuvo|tiene|tuvieron|tienen|hubo en|se hicieron en) {thing}",
        ),
        "odd": (
            (
                "(qué|cuáles|cuál) (parcela|parcelas) [de {crop}] (es|son|está|están|"
                "parece|parecen|se ve|se ven|va|van|fue|fueron|estuvo|estuvieron|tiene|"
                "tienen|presenta|presentan) {odd}"
            ),
            "(qué|cuáles|cuál) (parcela|parcelas) [de {crop}] {odd}",
            (
                "(hay|existe|existen) (alguna parcela|parcelas|algunas parcelas|una "
                "parcela) [de {crop}] {odd}"
            ),
            "(hay|existe|existen) (alguna|algo|algún) {odd}",
            "(hay|existen) {odd}",
        ),
        "length": (
            "(cuánto|cuántos días) (dura|duró) la temporada de {thing}",
            "(cuánto|cuántos días) (dura|duró) el ciclo de {thing}",
        ),
        "ndvi": (
            (
                "(qué|cuál es el|cuál fue el) (NDVI máximo|NDVI más alto|máximo NDVI) "
                "(alcanza|alcanzó|tiene|tuvo|de) {thing}"
            ),
            "(qué|hasta qué) NDVI (alcanza|alcanzó|llega|llegó|tiene|tuvo) {thing}",
        ),
        "pictures": (
            (
                "cuántas (imágenes|fotos|escenas|pasadas) (hay|tiene|tiene la serie|"
                "contiene|se tomaron|hay en la serie)"
            ),
            "(de qué fechas|cuándo) (son|se tomaron) las (imágenes|fotos)",
            "qué fechas (cubre la serie|abarca la serie|cubren las imágenes)",
        ),
    },
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
            "[que esté|que estén] (menos verde|menos verdes|peor|peores|débil|débiles|mal|"
            "por debajo de lo normal|con menos vigor|menos vigorosas)"
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
    wholes={
        "window": (
            "(la zona|la ventana|la imagen|el total|la superficie total|la tesela|el campo|"
            "la escena|el área|todo|la finca)"
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
