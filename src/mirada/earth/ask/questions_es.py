"""Spanish: the questions about fields that are understood (see words.py)."""

from __future__ import annotations

from collections.abc import Mapping

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

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "area": (
        (
            "(cuánto|cuánta|cuántos|cuántas) {thing} (tenemos|tengo|hay sembrado|hay "
            "sembrada|hay plantado|hay plantada|se sembró|plantamos)"
        ),
        (
            "cuántas (ha|hectáreas) de {thing} (hay|hay sembradas|hay plantadas|están "
            "sembradas|tenemos|tengo|se cultivan)"
        ),
        "de qué (tamaño|superficie|extensión) (es|son) {thing}",
        "cuál es {thing}",
        "cuánto (ocupan|suman|miden) [juntos|juntas] {thing} [juntos|juntas|en conjunto]",
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
        "qué cultivo es el (mayoritario|dominante|predominante|más abundante|más cultivado)",
        "qué (es|hay) [lo que] más (se cultiva|cultivado)",
        "qué es lo que más (se cultiva|hay|abunda)",
        "(cuál|qué) es el cultivo que más (se cultiva|terreno ocupa|hectáreas ocupa)",
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
        "(enumera|lista|nombra|di|dame) [todos] los cultivos",
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
        (
            "cuántas parcelas (tiene|hay en|contiene|forman) (la zona|el campo|la finca|la "
            "tesela|la imagen|este campo|esta zona)"
        ),
        "cuántas parcelas [distintas] (hay|tiene|existen|contiene|se cuentan|son)",
        "cuántas parcelas (hay|son|tiene|existen) [de|con] {crop}",
        "cuántas parcelas (de|con) {crop} (hay|tiene|existen|se cuentan|contiene)",
        "cuántas parcelas (tiene|tienen|ocupa|forma|forman) {crop}",
    ),
    "parcels_of": (
        "(enumera|lista|dame) las parcelas de {crop}",
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
        "dónde (están|quedan|hay|se encuentran) [las|] parcelas de {thing}",
        "(dónde|en qué parte) se (concentra|concentran|ubica|ubican|localiza|localizan) {thing}",
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
    "when.cut": (
        "cuándo (dieron|se dio|fue) el (primer|último) corte (a|de|en) {thing}",
        "cuándo fue la (primera|última) siega (de|en) {thing}",
        "cuándo se (segó|cortó|siega) por (última|primera) vez {thing}",
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
        "cuándo (acabó|terminó) la (campaña|temporada|estación) de {thing}",
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
        "cuántos (cortes|siegas) se le (dieron|hicieron|han dado) a {thing}",
        "cuántas veces (fue segada|fue cortada|se le dio un corte a) {thing}",
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
        "(hay|existe) (algo|alguna cosa) {odd} en {crop}",
        "(hay|existe) (algo|alguna cosa) {odd}",
        "(alguna parcela|hay parcelas|alguna) [de {crop}] (está|va|es|parece) {odd}",
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
        "cuál (es|fue) el NDVI de {thing}",
        (
            "(qué|cuál es el|cuál fue el) (NDVI máximo|NDVI más alto|máximo NDVI) "
            "(alcanza|alcanzó|tiene|tuvo|de) {thing}"
        ),
        "(qué|hasta qué) NDVI (alcanza|alcanzó|llega|llegó|tiene|tuvo) {thing}",
    ),
    "pictures": (
        "desde cuándo hay (imágenes|fotos)",
        (
            "cuántas (imágenes|fotos|escenas|pasadas) (hay|tiene|tiene la serie|"
            "contiene|se tomaron|hay en la serie)"
        ),
        "(de qué fechas|cuándo) (son|se tomaron) las (imágenes|fotos)",
        "qué fechas (cubre la serie|abarca la serie|cubren las imágenes)",
    ),
    "area.unfarmed": (
        (
            "(cuánta|qué) superficie (no está cultivada|no es agrícola|está sin cultivar|"
            "hay sin cultivar)"
        ),
        (
            "cuánto terreno (hay sin cultivar|no es agrícola|no se cultiva|no está "
            "cultivado|queda sin cultivar)"
        ),
    ),
    "area.farmed": (
        "(cuánta|qué) superficie (está cultivada|es agrícola|se cultiva)",
        "cuánto terreno (es agrícola|está cultivado|se cultiva|hay cultivado)",
    ),
    "share.farmed": (
        (
            "(qué porcentaje|qué parte|cuánto) [de {whole}] (es agrícola|está cultivado|"
            "está cultivada|se cultiva)"
        ),
    ),
    "share.unfarmed": (
        (
            "(qué porcentaje|qué parte|cuánto) [de {whole}] (no es agrícola|no está "
            "cultivado|no está cultivada|no se cultiva|está sin cultivar)"
        ),
    ),
    "there": (
        (
            "(hay|existe|tenemos|se cultiva|se ve|crece) [algún|alguna|algo de|algunos|"
            "algunas|una parcela de|alguna parcela de|parcelas de|campos de|un campo de] "
            "{crop}"
        ),
    ),
    "touching": (
        "(linda|limita|colinda|está) {parcel} (con|junto a|al lado de|pegada a) {other}",
        (
            "{parcel} (linda con|limita con|colinda con|está junto a|está al lado de|está "
            "pegada a) {other}"
        ),
        (
            "(lindan|se tocan|limitan|colindan|son vecinas) las parcelas {one:other} y "
            "{other} [entre sí]"
        ),
    ),
    "larger_parcel": (
        "es {parcel} (más grande|mayor|más extensa) que {other}",
        "{parcel} es (más grande|mayor|más extensa) que {other}",
    ),
    "happened": (
        "(se ha|se han) {done} [ya] {thing} [ya]",
        "{thing} se (ha|han) {done} [ya]",
        "(está|están) {thing} (ya|) {done}",
    ),
    "first": (
        (
            "qué {who} [de {crop}] {verb} (primero|antes|el primero|la primera|más pronto|"
            "antes que ninguna|antes que ninguno)"
        ),
    ),
    "last": (
        (
            "qué {who} [de {crop}] {verb} (el último|la última|más tarde|después que "
            "ninguna|lo último)"
        ),
    ),
    "who_when": (
        "(qué|cuáles) {who} {verb} {when}",
        "(qué|cuáles) {who} [de {crop}] {verb} {when}",
    ),
    "mean": (
        (
            "(qué|cuál es el|cuánto es el) (tamaño|superficie|extensión) (medio|media|"
            "promedio) (tienen|de) las parcelas"
        ),
        (
            "(cuánto|cuántas hectáreas) (miden|tienen) [de media|en promedio] las parcelas "
            "[de media|en promedio|por término medio]"
        ),
        "cuál es la superficie media de las parcelas",
    ),
    "clear": (
        (
            "cuántas (imágenes|fotos) (están despejadas|son útiles|hay despejadas|sin "
            "nubes hay|despejadas hay)"
        ),
    ),
    "cloud": (
        "(hubo|hay) (muchas|) nubes",
        "(cuánta|qué) (nubosidad|nube|cobertura de nubes) (hubo|hay|tiene la serie)",
        "cuánto (taparon|tapan|ocultan|cubren) las nubes",
        "cómo de nubosa (fue|es) la serie",
    ),
    "parcels_in": ("(qué|cuáles) parcelas [de {crop}] (están|hay|quedan|se encuentran) en {zone}",),
    "mown_when": (
        "se (segó|cortó|segaron|cortaron) {thing} {when}",
        "{thing} se (segó|cortó|segaron|cortaron) {when}",
        "se (ha|han) (segado|cortado) {thing} {when}",
    ),
    "area.window": (
        "(cuál es|dame|da) la (superficie|extensión|área) total [de la zona|del campo|de la finca]",
    ),
}
