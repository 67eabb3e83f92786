"""The sentences about a mask, as field_pixels.py reads them: (regular expression, its method).

Words in capitals stand for the expressions of crops, areas, shares, zones and numbers.
"""

SPANISH = (
    (r"La zona contiene principalmente (?P<main>NOTED)(?:, seguid[oa]s? de (?P<next>NOTED))?"
     r"(?:; en menor medida, (?P<rest>NOTED))?\.", "contains"),
    (r"(?:El cultivo principal|Los cultivos principales) de la zona (?:es|son) (?P<main>NOTED)"
     r"(?:, seguid[oa]s? de (?P<next>NOTED))?(?:; en menor medida, (?P<rest>NOTED))?\.",
     "main_crop"),
    (r"La zona contiene varios cultivos sin que ninguno predomine: (?P<main>NOTED)\.", "several"),
    (r"La zona no contiene ningún cultivo\.", "no_crops"),
    (r"La zona no contiene ningún cultivo conocido\.", "no_known"),
    (r"Toda la zona es agrícola\.", "all_farmed"),
    (r"La zona ocupa (?P<area>AREA)\.", "site"),
    (r"(?:(?P<farmed>La superficie agrícola) es de|(?P<unfarmed>El terreno no agrícola) ocupa|"
     r"(?P<known>La superficie con cultivo conocido) es de|"
     r"(?P<void>La superficie sin cultivo conocido) es de) (?P<area>AREA) \((?P<share>SHARE) de la "
     r"zona(?: y (?P<more>SHARE) de la superficie agrícola)?\)\.", "land"),
    (r"Hay (?P<parcels>COUNT) parcelas? y (?P<crops>COUNT) cultivos?(?: conocidos?)?\.", "counts"),
    (r"Hay (?P<crops>COUNT) cultivos?(?: conocidos?)?\.", "crop_count"),
    (r"No hay ninguna parcela lo bastante grande\.", "no_parcels"),
    (r"(?P<crop>CROP) (?:es|son) (?P<size>(?P<one>uno de )?(?:el|los|un) cultivos? \w+), con "
     r"(?P<area>AREA) \((?P<share>SHARE) de la zona(?: y (?P<farmed>SHARE) de la superficie "
     r"agrícola| y (?P<known>SHARE) de la superficie con cultivo conocido)?\)\.", "sized"),
    (r"Las parcelas miden de media (?P<mean>AREA)(?:, con una mediana de (?P<median>AREA))?\.",
     "mean"),
    (r"Hay (?P<count>COUNT) parcelas? de (?P<crop>CROP)(?:: es|; la mayor es) la parcela "
     r"(?P<number>\d+), con (?P<area>AREA)\.", "parcels_of"),
    (r"(?P<crop>CROP) aparecen? solo en manchas demasiado pequeñas para contar como parcelas\.",
     "slivers"),
    (r"(?P<crop>CROP) (?:están? sobre todo en el (?P<zone>ZONE)|se extienden? por varias partes "
     r"de la zona)"
     r"(?: y linda[n]? con (?P<borders>METRES)|(?P<alone> y no linda[n]? con ningún otro cultivo))"
     r"?\.", "place"),
    (r"(?P<crops>CROPS) llegan? al borde de la zona\.", "edge"),
    (r"El índice de diversidad de Shannon es (?P<shannon>NUMBER) y el de Simpson es "
     r"(?P<simpson>NUMBER)\.", "diversity"),
    (r"La densidad de bordes es de (?P<density>NUMBER) m/ha\.", "density"),
    (r"La parcela (?P<number>\d+), de (?P<crop>CROP), ocupa (?P<area>AREA), está en el "
     r"(?P<zone>ZONE) (?:y linda con (?:la parcela|las parcelas) (?P<others>LIST)|y no linda con "
     r"ninguna otra parcela)\.", "parcel"),
    (r"No se puede saber cómo fue la temporada porque no hay serie de imágenes\.", "no_series"),
    (r"El mapa no trae probabilidades, así que no se puede saber hasta qué punto es "
     r"fiable\.", "no_series"),
)  # fmt: skip
ENGLISH = (
    (r"The site contains mainly (?P<main>NOTED)(?:, followed by (?P<next>NOTED))?"
     r"(?:; to a lesser extent, (?P<rest>NOTED))?\.", "contains"),
    (r"(?:The main crop|The main crops) of the site (?:is|are) (?P<main>NOTED)"
     r"(?:, followed by (?P<next>NOTED))?(?:; to a lesser extent, (?P<rest>NOTED))?\.",
     "main_crop"),
    (r"The site contains several crops, none of which prevails: (?P<main>NOTED)\.", "several"),
    (r"The site contains no crops\.", "no_crops"),
    (r"The site contains no known crop\.", "no_known"),
    (r"The whole site is farmed\.", "all_farmed"),
    (r"The site covers (?P<area>AREA)\.", "site"),
    (r"(?:(?P<farmed>The farmland)|(?P<unfarmed>The unfarmed land)|"
     r"(?P<known>The farmland of known crop)|(?P<void>The farmland of unknown crop)) covers "
     r"(?P<area>AREA) \((?P<share>SHARE) of the site(?: and (?P<more>SHARE) of the farmland)?\)\.",
     "land"),
    (r"There (?:is|are) (?P<parcels>COUNT) parcels? and (?P<crops>COUNT) (?:known )?crops?\.",
     "counts"),
    (r"There (?:is|are) (?P<crops>COUNT) (?:known )?crops?\.", "crop_count"),
    (r"There is no parcel large enough\.", "no_parcels"),
    (r"(?P<crop>CROP) (?:is|are) (?P<size>(?P<one>one of )?(?:the|a) \w+ crops?), with "
     r"(?P<area>AREA) \((?P<share>SHARE) of the site(?: and (?P<farmed>SHARE) of the farmland| and "
     r"(?P<known>SHARE) of the farmland of known crop)?\)\.", "sized"),
    (r"The mean area of the parcels is (?P<mean>AREA)(?:, with a median of (?P<median>AREA))?\.",
     "mean"),
    (r"There (?:is|are) (?P<count>COUNT) parcels? of (?P<crop>CROP)(?:: it is|; the large(?:st|r) "
     r"is) parcel (?P<number>\d+), with (?P<area>AREA)\.", "parcels_of"),
    (r"(?P<crop>CROP) appears? only in patches too small to count as parcels\.", "slivers"),
    (r"(?P<crop>CROP) (?:(?:is|are) mostly in the (?P<zone>ZONE)|spreads? over several parts of "
     r"the site)(?: and borders? (?P<borders>METRES)|(?P<alone> and borders? no other crop))?\.",
     "place"),
    (r"(?P<crops>CROPS) reach(?:es)? the edge of the site\.", "edge"),
    (r"The Shannon diversity index is (?P<shannon>NUMBER) and the Simpson index is "
     r"(?P<simpson>NUMBER)\.", "diversity"),
    (r"The edge density is (?P<density>NUMBER) m/ha\.", "density"),
    (r"Parcel (?P<number>\d+), of (?P<crop>CROP), covers (?P<area>AREA), is in the (?P<zone>ZONE) "
     r"(?:and borders parcels? (?P<others>LIST)|and borders no other parcel)\.", "parcel"),
    (r"It cannot be told how the season went because there is no series of pictures\.",
     "no_series"),
    (r"The map comes without probabilities, so it cannot be told how reliable it "
     r"is\.", "no_series"),
)  # fmt: skip
