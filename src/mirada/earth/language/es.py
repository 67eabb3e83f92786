"""Spanish: the templates and word lists of sentences about fields (see words.py)."""

from __future__ import annotations

from mirada.earth.language.words import FieldWords

_ZONE = "(la zona|la zona entera|el total|la superficie total|la imagen|la ventana|el área total)"
_FARMED = (
    "(la superficie agrícola|la superficie agrícola total|el terreno agrícola|la superficie "
    "cultivada|la tierra cultivada|el área agrícola|el área cultivada|la zona agrícola)"
)
_KNOWN = "la superficie (con|de) cultivo conocido"
_VOID = "la superficie (sin cultivo conocido|de cultivo desconocido|sin cultivo declarado)"
_UNFARMED = "(el terreno no agrícola|la superficie no agrícola|el área no agrícola)"

_CLAUSES = {
    # what there is
    "contains_mainly": "(contiene|tiene|comprende|presenta|muestra|hay|se ve|se ven) "
    "(principalmente|sobre todo|mayoritariamente|fundamentalmente|en su mayoría) {crops}",
    "crops_mainly": "(<el cultivo principal|los cultivos principales>|el principal cultivo|el "
    "cultivo mayoritario|el cultivo dominante) (de la zona|) (<es|son>) {crops:the_crops}",
    "crops_mainly_p": "el cultivo principal (de la zona|) son {crops:the_crops}",
    "contains_several": "(contiene|tiene|presenta|hay) varios cultivos sin que ninguno predomine : "
    "{crops}",
    "contains": "(contiene|hay|tiene|comprende|incluye|presenta|muestra|se ve|se ven|se observa|"
    "se observan|se cultiva|se cultivan|aparece|aparecen|existe|existen) {crops}",
    "followed_m": "(<seguido|seguidos>) de {crops}",
    "followed_f": "(<seguida|seguidas>) de {crops}",
    "lesser": "(en menor medida|con menor presencia|con una presencia menor|minoritariamente) "
    "(,|) [de] {crops}",
    "no_crop": "(no hay|no contiene|no se cultiva|no se cultivan|no aparece|no aparecen|no se ve|"
    "no se ven|no tiene|sin|tampoco hay) {crops}",
    "framed": "((la imagen|este terreno) (muestra|refleja|presenta) (el cultivo|un cultivo|la "
    "presencia|una superficie cultivada) de|se (ve|observa|identifica) (el cultivo|un cultivo) "
    "de|(el cultivo|los cultivos) de)",
    "no_crops": "(no contiene|no hay|no tiene|no se ve|no se observa) (ningún cultivo|cultivos|"
    "cultivo alguno) [en la zona]",
    "no_known_crops": "(no contiene|no hay|no tiene) ningún cultivo (conocido|declarado)",
    # areas
    "size": "(<ocupa|ocupan>|<mide|miden>|<cubre|cubren>|<abarca|abarcan>|<tiene|"
    "tienen>|<representa|representan>|es de|son) [(una superficie|una extensión|un área) [total] "
    "de] {area}",
    "measures": "(<es de|son de>|<mide|miden>) {area}",
    "with_area": "(con|de) [(una superficie|una extensión|un área|un tamaño) [total|estimada|"
    "aproximada] (de|cercana a)] {area}",
    "share_window": f"[<ocupa|ocupan>|<representa|representan>|<supone|suponen>|<es|son>|<cubre|"
    f"cubren>] {{share}} de {_ZONE}",
    "share_farmed": f"[<ocupa|ocupan>|<representa|representan>|<supone|suponen>|<es|son>|<cubre|"
    f"cubren>] {{share}} de {_FARMED}",
    "share_known": f"[<ocupa|ocupan>|<representa|representan>|<supone|suponen>|<es|son>|<cubre|"
    f"cubren>] {{share}} de {_KNOWN}",
    "share_plain": "(<ocupa|ocupan>|<representa|representan>|<supone|suponen>|<cubre|cubren>) "
    "{share}",
    "is_share_window": "<es|son> {share:the_share} de la zona",
    "is_share_farmed": "<es|son> {share:the_share} de la superficie agrícola",
    "is_share_known": "<es|son> {share:the_share} de la superficie con cultivo conocido",
    "farmed_area": "de (las|los) (que|cuales) {area} son (agrícolas|de uso agrícola)",
    "farmed_share": f"{{share:the_share}} de {_ZONE} es (agrícola|de uso agrícola)",
    "crop_share": f"{{share:the_share}} de {_ZONE} (es|es de|está ocupada por|está ocupado por|"
    f"está cubierta de|corresponde a) {{crop}}",
    "largest_crop": "(el cultivo más extenso|el mayor cultivo|el cultivo con más superficie) "
    "(de la zona|) (<es|son>) {crop}",
    "all_farmed": "(toda la zona es agrícola|la zona es toda agrícola)",
    "total": "(en total|en conjunto|suman|juntos suman|juntas suman|[con] un total de) [,] {area}",
    "portion_total": f"(que|lo que) (representa|supone|equivale a|constituye|corresponde a|cubre) "
    f"(una (parte|porción|fracción) (considerable|importante|significativa|notable|relevante|"
    f"esencial|destacada)) de {_FARMED} [en la región] : {{area}}",
    "is_main": "(<es el cultivo principal|son el cultivo principal>|(predomina|predominan|domina|"
    "dominan) [en la zona|la zona]|es el principal cultivo|es el cultivo mayoritario)",
    "is_one_main": "(<es uno de los cultivos principales|son uno de los cultivos principales>)",
    "is_notable": "(<es un cultivo destacable|son un cultivo destacable>|(es|son) (un cultivo|) "
    "(destacable|destacables|destacado|notable|notables|importante|importantes|significativo))",
    "is_minor": "(<es un cultivo menor|son un cultivo menor>|(es|son) (un cultivo|) (menor|menores|"
    "minoritario|minoritarios|secundario|marginal))",
    "area_of": "(hay|tiene|contiene|se cultivan) {area} de {crop}",
    "larger": "(<es más extenso|son más extensos>|<es|son> (mayor|mayores|más grande|más grandes|"
    "más extensa|más extensas)|(ocupa|ocupan|tiene|tienen|mide|miden|cubre|cubren) más [superficie|"
    "terreno|hectáreas]) que {others:owner}",
    "smaller": "(<es menos extenso|son menos extensos>|<es|son> (menor|menores|más pequeño|más "
    "pequeña|más pequeños|más pequeñas|menos extensa|menos extensas)|(ocupa|ocupan|tiene|tienen|"
    "mide|miden|cubre|cubren) menos [superficie|terreno|hectáreas]) que {others:owner}",
    "more_of": "hay más [superficie de|hectáreas de] {crop} que [superficie de|de] {others:owner}",
    "less_of": "hay menos [superficie de|hectáreas de] {crop} que [superficie de|de] "
    "{others:owner}",
    "corrected": "corregida por los errores conocidos de el mapa, la superficie de {crop} es de "
    "{measured}",
    # structure
    "parcels_of": "(hay|tiene|contiene|se cuentan|<existe|existen>|con) {count} <parcela|parcelas> "
    "[distintas] de {crop:bare}",
    "there_parcels": "(hay|se cuentan|existen) {count} <parcela|parcelas>",
    "parcels_n": "(<tiene|tienen>|contiene|<forma|forman>|con) {count} <parcela|parcelas>",
    "crops_n": "[hay|tiene|contiene|con|de] {count:count_m} "
    "(<cultivo|cultivos>) [distintos|diferentes]",
    "there_crops": "hay {count:count_m} (<cultivo|cultivos>)",
    "known_crops_n": "[hay|tiene|contiene|con|de] {count:count_m} "
    "(<cultivo conocido|cultivos conocidos>)",
    "slivers": "(<aparece|aparecen> solo|solo aparece|solo aparecen) en manchas demasiado pequeñas "
    "para contar como parcelas",
    "no_parcels": "(no hay ninguna parcela|no hay parcelas) (lo bastante grande|)",
    "only_parcel": "(es|la única es) {parcel}",
    "largest_of": "(<la mayor|la mayor>|la más grande|la mayor de ellas) (es|,) {parcel}",
    "largest": "(la parcela más grande|la mayor parcela|la parcela mayor) [de la zona] es {parcel}",
    "of_crop": "de {crop:bare}",
    "is_of_crop": "<es|son> [una parcela] de {crop:bare}",
    "mean": "(las parcelas miden de media|la superficie media de las parcelas es de|miden de media|"
    "de media miden) {area}",
    "median": "(con una mediana de|la mediana es de|y una mediana de) {area}",
    "position": "(<está|están>|<se sitúa|se sitúan>|<se encuentra|se encuentran>|<queda|quedan>|"
    "<se concentra|se concentran>) [situado|situada] [sobre todo|principalmente] en {zone}",
    "position_mostly": "(<está|están>) sobre todo en {zone}",
    "scattered": "(<se extiende|se extienden> por varias partes de|(está|están|se encuentra|"
    "se encuentran) (repartido|repartida|repartidos|repartidas) por [toda]) la zona",
    "touches": "(<llega|llegan>|<toca|tocan>|<alcanza|alcanzan>) (a el borde|el borde|los bordes) "
    "de la zona",
    "touches_not": "(no <llega|llegan>|no <toca|tocan>) (a el borde|el borde) de la zona",
    "borders": "((<linda|lindan>|<limita|limitan>|<colinda|colindan>) con|(está|están|se encuentra|"
    "se encuentran) (junto a|a el lado de)) {crops:the_crops}",
    "borders_parcels": "(<linda|lindan>|<limita|limitan>|<colinda|colindan>) con {parcels}",
    "borders_none": "no (<linda|lindan>|<limita|limitan>) con (ningún otro cultivo|otros cultivos)",
    "borders_no_parcel": "no (<linda|lindan>|<limita|limitan>) con (ninguna otra parcela|otras "
    "parcelas)",
    "shannon": "el índice (de diversidad|) de Shannon (es|vale) [de] {number}",
    "simpson": "(el de Simpson|el índice [de diversidad] de Simpson) (es|vale|,) [de] {number}",
    "edges": "la densidad de bordes es de {number} (m/ha|metros por hectárea)",
    "side_share": "{share:the_share} de {crop} (está|queda) en la mitad {half:zone}",
    # season
    "plain_year": "las fechas sin año son de {year}",
    "emergence": "(la (emergencia|nascencia) (fue|se produjo)|emergió|emergieron|nació|nacieron|"
    "brotó|brotaron) {when}",
    "season_start": "((la|su) temporada (empezó|comenzó|se inició)|(inició|iniciaron|empezó|"
    "empezaron|comenzó|comenzaron) (su temporada|la temporada|su crecimiento|a crecer|a verdear)) "
    "{when}",
    "season_start_of": "la temporada de {owner} (empezó|comenzó|se inició) {when}",
    "peak": "((el|su) máximo verdor (llegó|fue|se alcanzó)|(alcanzó|alcanzaron|llegó a|llegaron a|"
    "tuvo|tuvieron) (su máximo verdor|el máximo verdor|su máximo|el máximo de NDVI)) {when}",
    "peak_of": "el máximo verdor de {owner} (llegó|fue|se alcanzó) {when}",
    "flowering": "((la|su) floración (fue|se produjo)|floreció|florecieron|(estuvo|estuvieron) en "
    "flor) {when}",
    "season_end": "((la|su) temporada (terminó|acabó)|(terminó|terminaron|acabó|acabaron) (su "
    "temporada|la temporada|su ciclo)) {when}",
    "season_end_of": "la temporada de {owner} (terminó|acabó) {when}",
    "harvest": "((la|su) cosecha (fue|se hizo)|se cosechó|se cosecharon|fue cosechado|fueron "
    "cosechados|fue cosechada|fueron cosechadas) {when}",
    "harvest_of": "la cosecha de {owner} (fue|se hizo) {when}",
    "cuts_class": "(<se segó|se segaron>|<se cortó|se cortaron>) (al menos|como mínimo) {times} "
    ", según la mediana de sus parcelas",
    "cuts_dated": "(<se segó|se segaron>|<se cortó|se cortaron>) (al menos|como mínimo) {times} : "
    "{whens}",
    "cuts_some": "(<se segó|se segaron>|<se cortó|se cortaron>) (al menos|como mínimo) {times} , "
    "{some:count} de ellas {whens}",
    "cuts": "(<se segó|se segaron>|<se cortó|se cortaron>) (al menos|como mínimo) {times}",
    "cut_dates": "(<se segó|se segaron>|<se cortó|se cortaron>|una siega fue|las siegas fueron) "
    "{whens}",
    "no_cuts": "(no se vio ninguna siega|no se segó|no se segaron|no se cortó|no se cortaron)",
    "ndvi": "((el|su) NDVI (llegó|llega) a|(llegó|llegaron) a un NDVI de|con un NDVI "
    "máximo de|su NDVI máximo fue de) {number}",
    "season_length": "((la|su) temporada duró|(tuvo|tuvieron) una temporada de) {days}",
    "ndmi": "((el|su) NDMI mediano fue de|[tuvo|tuvieron|con] un NDMI mediano de) {number}",
    # oddities
    "below": "(<estuvo|estuvieron>) (menos (verde|verdes) de lo normal|por debajo de lo normal) "
    "en su cultivo (entre|de|desde) {first:day} (y|a|hasta) {last:day}",
    "above": "(<estuvo|estuvieron>) (más (verde|verdes) de lo normal|por encima de lo normal) "
    "en su cultivo (entre|de|desde) {first:day} (y|a|hasta) {last:day}",
    "late": "(la temporada empezó|empezó su temporada) {days} más tarde (de|que) lo habitual en su "
    "cultivo",
    "early": "(la temporada empezó|empezó su temporada) {days} antes (de|que) lo habitual en su "
    "cultivo",
    "nothing_odd": "(ninguna parcela se aparta|no hay ninguna parcela que se aparte) de las demás "
    "de su cultivo",
    # data
    "pictures": "(la serie|) (tiene|consta de|contiene) {count} <imagen|imágenes>",
    "one_picture": "la serie tiene una sola imagen, de {first:full_day}",
    "span_told": "las imágenes se tomaron entre {first:full_day} y {last:full_day}",
    "span": "tomadas (entre|de|desde) {first:full_day} (y|a|hasta) {last:full_day}",
    "clear": "en {count} (de ellas|) se ve [despejada] al menos la mitad de la zona",
    "clear_none": "en ninguna (de ellas|) se ve al menos la mitad de la zona",
    "clear_only": "en ella se ve [despejada] al menos la mitad de la zona",
    "clear_only_none": "en ella no se ve ni la mitad de la zona",
    "gap": "el periodo más largo sin imágenes despejadas (duró|dura|es de) {days} , entre "
    "{first:full_day} y {last:full_day}",
    "gap_days": "el periodo más largo sin imágenes despejadas (duró|dura|es de) {days}",
    "cloud": "(las nubes, la bruma y sus sombras|las nubes) (tapan|ocultan|cubren) "
    "{share:the_share} de los píxeles",
    # doubt
    "probability": "(<tiene|tienen>) en el mapa una probabilidad media de {share:the_share}",
    "runner_up": "la alternativa más probable <es|son> {crops:the_crops}",
    "runner_up_of": "<tiene|tienen> como alternativa más probable {crops:the_crops}",
    "confused": "(<se confunde|se confunden>) fácilmente con {crops:the_crops}",
    "reference": "el mapa no trae probabilidades, así que no se puede saber (hasta qué punto es "
    "fiable|lo seguro que es)",
    # what cannot be told
    "unknown": "no (<se puede|se pueden>) (fechar|saber|decir|determinar) {events} de {owner} "
    "porque {why}",
    "unknown_odd": "no se puede saber si hay parcelas anómalas de {owner:crops} porque {why}",
    "unknown_season": "no se puede saber cómo fue la temporada porque {why}",
}

ES = FieldWords(
    language="es",
    clauses=_CLAUSES,
    subjects={
        "window": "[en|de|por] (la zona|esta zona|toda la zona|la zona entera|la parcela|la parcela"
        " analizada|la imagen|la ventana|el mapa|la escena|la región|el recorte|"
        "la tesela|el campo|este campo|la finca|esta finca)",
        "land:farmed": f"[en|de] {_FARMED}",
        "land:known": f"[en|de] {_KNOWN}",
        "land:unfarmed": f"[en|de] {_UNFARMED}",
        "land:void": f"[en|de] {_VOID}",
    },
    zones={
        "north": "(el norte|la parte norte|la mitad norte|el lado norte)",
        "south": "(el sur|la parte sur|la mitad sur|el lado sur)",
        "east": "(el este|la parte este|la mitad este|el lado este)",
        "west": "(el oeste|la parte oeste|la mitad oeste|el lado oeste)",
        "north-east": "(el noreste|el nordeste|la esquina noreste|la parte noreste)",
        "north-west": "(el noroeste|la esquina noroeste|la parte noroeste)",
        "south-east": "(el sureste|el sudeste|la esquina sureste|la parte sureste)",
        "south-west": "(el suroeste|el sudoeste|la esquina suroeste|la parte suroeste)",
        "centre": "(el centro|el medio|la parte central)",
    },
    events={
        "emergence": "(la emergencia|la nascencia)",
        "season_start": "(el inicio de la temporada|el inicio)",
        "season_start:short": "(el inicio)",
        "peak": "(el máximo verdor|el máximo)",
        "flowering": "(la floración)",
        "season_end": "(el final de la temporada|el fin de la temporada|el final)",
        "harvest": "(la cosecha)",
        "cut": "(una siega|alguna siega|un corte)",
        "cut:any": "(las posibles siegas|las siegas)",
        "cut:some": "(algunas siegas|algunos cortes)",
    },
    whys={
        "no-series": "no hay serie de imágenes",
        "few-dates": "hay demasiado pocas imágenes despejadas",
        "gap": "no hay imágenes despejadas en esas fechas",
        "before": "la serie empieza después",
        "after": "la serie acaba antes",
        "flat": "la curva no muestra ningún cambio claro",
        "unsure": "(el ajuste de la curva deja demasiada incertidumbre|el ajuste a la curva deja "
        "demasiado margen)",
        "few-parcels": "hay muy pocas con las que (compararlas|comparar)",
        "no-bands": "a las imágenes les faltan las bandas necesarias",
    },
    titles={
        "summary": "Resumen",
        "areas": "Superficies",
        "structure": "Estructura",
        "season": "Temporada",
        "oddities": "Anomalías",
        "data": "Calidad de los datos",
        "doubt": "Fiabilidad del mapa",
        "unknown": "Lo que no se puede saber",
    },
    units={
        "ha": ("ha", "hectárea", "hectáreas"),
        "m²": ("m²", "m2", "metros cuadrados", "metro cuadrado"),
        "km²": ("km²", "km2", "kilómetros cuadrados"),
        "m": ("m", "metros", "metro"),
        "days": ("días", "día"),
    },
    list_words=frozenset({",", ";", "y", "e", "con", "de", "ni", "además"}),
    articles=frozenset({"el", "la", "los", "las"}),
    parcel=("parcela", "parcelas"),
    inside=frozenset(
        {"emergence", "season_start", "peak", "flowering", "season_end", "harvest"}
        | {"no_cuts", "ndvi", "season_length", "ndmi", "late", "early"}
    ),
    again=("este cultivo", "esta parcela", "ella", "ese cultivo", "dicho cultivo"),
    glue=", ; : . ( ) y e que la el los las lo su sus también además cuya cuyo donde en",
    reasons={
        "facts": "Los hechos dicen que {told}",
        "absent": "En la zona no hay {words}",
        "no_parcel": "No hay ninguna parcela {words}",
        "not_so": "Los hechos no dicen eso: {words}",
        "unmeasured": "No se midió: {words}",
        "left": "No se puede comprobar con los hechos: {words}",
        "empty": "No hay en la frase nada que los hechos puedan decir",
        "alone": "No se sabe de qué se habla: {words}",
        "order": "El orden por superficie es otro: {told}",
        "sum": "Lo que se nombra suma {told}",
        "there": "Sí hay {words}",
        "none_odd": "Ninguna parcela se aparta así de las demás de su cultivo",
        "no_such_border": "Ninguna parcela de {crop} linda con {other}",
        "none_in": "Ninguna de ellas {where}",
        "others_open": "De {number} más no se puede saber la fecha",
        "some_open": "De algunas no se puede saber la fecha",
        "nobody_then": "Nada de eso ocurrió entonces",
        "hidden": "Entre los cultivos conocidos {told}, pero {area} son de cultivo desconocido",
        "unasked": "Eso no se midió",
    },
)
