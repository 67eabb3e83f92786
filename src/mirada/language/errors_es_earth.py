"""Spanish for what the reading of crop masks, series of pictures and legends says."""

from __future__ import annotations

EARTH: dict[str, str] = {
    # Fields that are asked about
    "{path} is a season of pictures without a map of crops.": (
        "{path} es una temporada de imágenes sin mapa de cultivos."
    ),
    "Make the map first: mirada earth segment": "Haz antes el mapa: mirada earth segment",
    "The facts of {path} were taken by an older version, which cannot be asked; mirada earth index "
    "on its folder takes them anew.": (
        "Los hechos de {path} son de una versión anterior, a la que no se puede preguntar; mirada "
        "earth index en su carpeta los toma de nuevo."
    ),
    # Legends
    "The legend {path} is neither .json, .csv nor .tsv.": (
        "La leyenda {path} no es .json, .csv ni .tsv."
    ),
    "docs/earth.md shows what a legend file looks like.": (
        "docs/earth.md muestra cómo es un fichero de leyenda."
    ),
    "The file {path} is no legend ({why}).": "El fichero {path} no es una leyenda ({why}).",
    "The file {path} is larger than a legend should be.": (
        "El fichero {path} es demasiado grande para ser una leyenda."
    ),
    "The file {path} is not UTF-8 text.": "El fichero {path} no es texto en UTF-8.",
    "Save it as UTF-8.": "Guárdalo en UTF-8.",
    # Values of a series
    "The series {name} holds values that are no numbers.": (
        "La serie {name} contiene valores que no son números."
    ),
    "Fill them, or give a cloud mask that leaves them out.": (
        "Rellénalos, o da una máscara de nubes que los excluya."
    ),
    "The series {name} holds negative values in {share} of its pixels: standardised values are no "
    "reflectances.": (
        "La serie {name} contiene valores negativos en el {share} de sus píxeles: los valores "
        "estandarizados no son reflectancias."
    ),
    "Give the values before they were standardised.": "Da los valores sin estandarizar.",
    "The series {name} holds values up to {top}: reflectances from 0 to 1, not from 0 to "
    "{scale}.": (
        "La serie {name} contiene valores de hasta {top}: reflectancias de 0 a 1, no de 0 a "
        "{scale}."
    ),
    "Say so with --scale 1.": "Indícalo con --scale 1.",
    "The series {name} holds values up to {top}, more than twice the {scale} that stands for a "
    "reflectance of 1.": (
        "La serie {name} contiene valores de hasta {top}, más del doble de {scale}, que "
        "representa una reflectancia de 1."
    ),
    "Name what stands for 1 with --scale, for example --scale 10000.": (
        "Indica con --scale qué valor representa 1, por ejemplo --scale 10000."
    ),
    "The bands of the series {name} do not stand in the order {bands}: {one} is {ratio} times "
    "{other}, on land {low} to {high}.": (
        "Las bandas de la serie {name} no están en el orden {bands}: {one} es {ratio} veces "
        "{other}; en tierra es de {low} a {high} veces."
    ),
    "Name the bands in their order with --bands B02,B03,...": (
        "Indica las bandas en su orden con --bands B02,B03,..."
    ),
    # Cubes
    "The file {path} holds {count} variables with the dimensions time, band, y and x.": (
        "El fichero {path} contiene {count} variables con las dimensiones time, band, y y x."
    ),
    "Keep one, or one variable a band with time, y and x.": (
        "Deja solo una, o una variable por banda con time, y y x."
    ),
    "The file {path} has no dimension {name} (it has {names}).": (
        "El fichero {path} no tiene la dimensión {name} (tiene {names})."
    ),
    "Name its dimensions time, band, y and x.": "Llama a sus dimensiones time, band, y y x.",
    # Masks, folders and patches
    "{size} m is no size of a pixel.": "{size} m no es un tamaño de píxel.",
    "Try: --pixel-size 10": "Prueba: --pixel-size 10",
    "The folder {path} is neither PASTIS (no metadata.geojson) nor PASTIS24 (no pickles).": (
        "La carpeta {path} no es PASTIS (falta metadata.geojson) ni PASTIS24 (no hay pickles)."
    ),
    "Name a mask; its series goes to --series.": (
        "Indica una máscara; su serie se da con --series."
    ),
    "{path} holds no patch {name}.": "{path} no contiene la tesela {name}.",
    "Its patches: {names}": "Sus teselas: {names}",
    "The folder {path} holds {count} patches: {names}": (
        "La carpeta {path} contiene {count} teselas: {names}"
    ),
    "Name those that you want, for example --patch {name}.": (
        "Indica las que quieres, por ejemplo --patch {name}."
    ),
    "{path} holds {count} masks, not one of the number {name}.": (
        "{path} contiene {count} máscaras, ninguna con el número {name}."
    ),
    "They are counted from 1.": "Se cuentan desde 1.",
    "{path} holds {count} masks and one series is given.": (
        "{path} contiene {count} máscaras y solo se ha dado una serie."
    ),
    "Name the mask that it belongs to, for example --patch 1.": (
        "Indica a qué máscara pertenece, por ejemplo --patch 1."
    ),
    "The file {path} is no mask that Mirada reads.": (
        "El fichero {path} no es una máscara que Mirada lea."
    ),
    "Give a .tif, .png, .npy or .json file, or a PASTIS folder.": (
        "Da un fichero .tif, .png, .npy o .json, o una carpeta de PASTIS."
    ),
    "{path} does not tell the size of its pixels, so no area can be given.": (
        "{path} no indica el tamaño de sus píxeles, así que no se puede dar ninguna superficie."
    ),
    "Name it in metres, for example --pixel-size 10.": (
        "Indícalo en metros, por ejemplo --pixel-size 10."
    ),
    "The file {path} holds fractions where class ids are expected.": (
        "El fichero {path} contiene fracciones donde se esperan identificadores de clase."
    ),
    "Give the mask, not probabilities or reflectances.": (
        "Da la máscara, no probabilidades ni reflectancias."
    ),
    "The file {path} holds numbers too large for class ids.": (
        "El fichero {path} contiene números demasiado grandes para ser identificadores de clase."
    ),
    "The file {path} has {count} bands; a mask has one.": (
        "El fichero {path} tiene {count} bandas; una máscara tiene una."
    ),
    "Give the band of class ids alone, or name the file with --series.": (
        "Da solo la banda con los identificadores de clase, o indica el fichero con --series."
    ),
    "The file {path} does not tell its reference system (CRS), so no area can be given.": (
        "El fichero {path} no indica su sistema de referencia (CRS), así que no se puede dar "
        "ninguna superficie."
    ),
    "Name the size of its pixels in metres, for example --pixel-size 10.": (
        "Indica el tamaño de sus píxeles en metros, por ejemplo --pixel-size 10."
    ),
    "The file {path} has the shape {shape}, not rows and columns of class ids.": (
        "El fichero {path} tiene la forma {shape}, no filas y columnas de identificadores de clase."
    ),
    "Give an array [rows, columns].": "Da una matriz [filas, columnas].",
    "The file {path} holds no rows and columns of class ids.": (
        "El fichero {path} no contiene filas y columnas de identificadores de clase."
    ),
    'Give [[1, 1], [0, 3]], or {"pixel_size": 10, "mask": [[...]]}.': (
        'Da [[1, 1], [0, 3]], o bien {"pixel_size": 10, "mask": [[...]]}.'
    ),
    "The file {path} gives a pixel size that is no length in metres.": (
        "El fichero {path} da un tamaño de píxel que no es una longitud en metros."
    ),
    "The file {path} is a PNG of the kind {kind}, not of ids.": (
        "El fichero {path} es un PNG de tipo {kind}, no de identificadores."
    ),
    "The file {path} holds the colour #{colour}, which the legend {legend} does not name.": (
        "El fichero {path} contiene el color #{colour}, que no figura en la leyenda {legend}."
    ),
    "Save the mask without smoothing, or name a legend with these colours.": (
        "Guarda la máscara sin suavizado, o indica una leyenda con estos colores."
    ),
    "{path} does not tell the size of its pixels; {size} m was taken, as for all masks of "
    "{legend}.": (
        "{path} no indica el tamaño de sus píxeles; se tomó {size} m, como en todas las máscaras "
        "de {legend}."
    ),
    "The file {path} holds values of the type {kind}, not numbers.": (
        "El fichero {path} contiene valores de tipo {kind}, no números."
    ),
    # PASTIS
    "The file {path} lists a patch twice.": "El fichero {path} cita dos veces una misma tesela.",
    "The file {path} has the shape {shape}, not dates, bands, rows and columns.": (
        "El fichero {path} tiene la forma {shape}, no fechas, bandas, filas y columnas."
    ),
    "Stack the dates first, then the bands.": "Apila primero las fechas y después las bandas.",
    "The file {path} does not tell the dates of patch {name}.": (
        "El fichero {path} no indica las fechas de la tesela {name}."
    ),
    "Add dates-{sensor} to its properties.": "Añade dates-{sensor} a sus propiedades.",
    "The file {path} holds no mean and std of fold {fold}.": (
        "El fichero {path} no contiene mean y std del pliegue {fold}."
    ),
    "The file {path} is no list of PASTIS patches ({why}).": (
        "El fichero {path} no es una lista de teselas de PASTIS ({why})."
    ),
    "The file {path} lists no patch.": "El fichero {path} no cita ninguna tesela.",
    "The file {path} is larger than a window should be.": (
        "El fichero {path} es demasiado grande para ser una ventana."
    ),
    "The file {path} asks for {name}, which arrays do not need; nothing of it was run.": (
        "El fichero {path} pide {name}, que unas matrices no necesitan; no se ha ejecutado nada "
        "de él."
    ),
    "Use it only if you know where it is from, and save its arrays again.": (
        "Úsalo solo si sabes de dónde viene, y guarda de nuevo sus matrices."
    ),
    "The file {path} is no pickle of arrays ({why}).": (
        "El fichero {path} no es un pickle de matrices ({why})."
    ),
    "The file {path} holds no array {name} of a PASTIS24 window.": (
        "El fichero {path} no contiene la matriz {name} de una ventana de PASTIS24."
    ),
    "The file {path} holds {pictures} pictures but {days} days.": (
        "El fichero {path} contiene {pictures} imágenes pero {days} días."
    ),
    "The file {path} holds days that are no days of a year.": (
        "El fichero {path} contiene días que no son días de un año."
    ),
    "The file {path} names {line}, which is not in its folder.": (
        "El fichero {path} nombra {line}, que no está en su carpeta."
    ),
    "{path} names {file}, which is not there.": "{path} nombra {file}, que no existe.",
    "Copy the data set again.": "Copia de nuevo el conjunto de datos.",
    "{path} does not tell the year of {count} pictures from September on; they are left out.": (
        "{path} no indica el año de {count} imágenes de septiembre en adelante; se dejan fuera."
    ),
    # Rasters
    "The file {path} names a reference system (CRS) that is none.": (
        "El fichero {path} nombra un sistema de referencia (CRS) que no lo es."
    ),
    "Write it again, for example with EPSG:32630.": (
        "Escríbelo de nuevo, por ejemplo con EPSG:32630."
    ),
    "The file {path} is turned against north.": "El fichero {path} está girado respecto al norte.",
    "Warp it first, for example with: gdalwarp -t_srs EPSG:32630 IN OUT": (
        "Reproyéctalo antes, por ejemplo con: gdalwarp -t_srs EPSG:32630 ENTRADA SALIDA"
    ),
    "The file {path} is in degrees and spans so much latitude that its pixels differ in size.": (
        "El fichero {path} está en grados y abarca tanta latitud que sus píxeles difieren de "
        "tamaño."
    ),
    "The file {path} is in degrees; the size of its pixels is that at its middle.": (
        "El fichero {path} está en grados; el tamaño de sus píxeles es el que tienen en su centro."
    ),
    # Series
    "{path} is no series that Mirada reads.": "{path} no es una serie que Mirada lea.",
    "Give a folder of dated .tif files, a .nc file or a .zarr folder.": (
        "Da una carpeta de ficheros .tif con fecha, un fichero .nc o una carpeta .zarr."
    ),
    "The series {name} has {count} bands, not the {wanted} that are named: {bands}.": (
        "La serie {name} tiene {count} bandas, no las {wanted} que se nombran: {bands}."
    ),
    "Name the bands in their order with --bands, for example --bands B04,B08.": (
        "Indica las bandas en su orden con --bands, por ejemplo --bands B04,B08."
    ),
    "The bands {bands} are not all of Sentinel-2.": (
        "No todas las bandas {bands} son de Sentinel-2."
    ),
    "Their names are B01 to B12 and B8A.": "Sus nombres van de B01 a B12, más B8A.",
    "The series {name} has {count} bands and does not name them; PASTIS has {wanted}.": (
        "La serie {name} tiene {count} bandas y no las nombra; PASTIS tiene {wanted}."
    ),
    "The folder {path} holds no .tif file.": "La carpeta {path} no contiene ningún fichero .tif.",
    "The file {path} does not lie on the grid of {other}.": (
        "El fichero {path} no está en la misma cuadrícula que {other}."
    ),
    "Cut or resample all pictures of the series to one grid.": (
        "Recorta o remuestrea todas las imágenes de la serie a una misma cuadrícula."
    ),
    "The folder {path} holds {files} .tif files but {dates} dates are given.": (
        "La carpeta {path} contiene {files} ficheros .tif pero se han dado {dates} fechas."
    ),
    "Give one date a picture.": "Da una fecha por imagen.",
    "The file {path} has no date in its name.": "El fichero {path} no lleva fecha en su nombre.",
    "Name it like S2_20190420.tif, or give all dates with --dates.": (
        "Dale un nombre como S2_20190420.tif, o indica todas las fechas con --dates."
    ),
    "The file {path} does not tell its dates.": "El fichero {path} no indica sus fechas.",
    "Give them with --dates, for example --dates 2019-04-20,2019-05-05.": (
        "Indícalas con --dates, por ejemplo --dates 2019-04-20,2019-05-05."
    ),
    "The folder {path} is not empty.": "La carpeta {path} no está vacía.",
    "Name a new one.": "Indica una nueva.",
    # Masks and series together
    "The mask {name} has the shape {shape}, not rows and columns of pixels.": (
        "La máscara {name} tiene la forma {shape}, no filas y columnas de píxeles."
    ),
    "Give one class id a pixel.": "Da un identificador de clase por píxel.",
    "The mask {name} holds the id {ids}, which the legend {legend} does not name.": (
        "La máscara {name} contiene el identificador {ids}, que no figura en la leyenda {legend}."
    ),
    "Name a legend file that has it with --legend FILE.": (
        "Indica con --legend FICHERO un fichero de leyenda que lo tenga."
    ),
    "The mask {name} holds the ids {ids}, which the legend {legend} does not name.": (
        "La máscara {name} contiene los identificadores {ids}, que no figuran en la leyenda "
        "{legend}."
    ),
    "Name a legend file that has them with --legend FILE.": (
        "Indica con --legend FICHERO un fichero de leyenda que los tenga."
    ),
    "The mask {name} has {size} pixels and its parcel ids {other}.": (
        "La máscara {name} tiene {size} píxeles y sus identificadores de parcela {other}."
    ),
    "Give both for the same window.": "Da ambos para la misma ventana.",
    "The series {name} has the shape {shape}, not dates, bands, rows and columns.": (
        "La serie {name} tiene la forma {shape}, no fechas, bandas, filas y columnas."
    ),
    "The series {name} holds {pictures} pictures but {dates} dates.": (
        "La serie {name} contiene {pictures} imágenes pero {dates} fechas."
    ),
    "The dates of the series {name} do not ascend: {after} stands after {before}.": (
        "Las fechas de la serie {name} no van en orden ascendente: {after} está después de "
        "{before}."
    ),
    "Sort the pictures together with their dates, one a day.": (
        "Ordena las imágenes junto con sus fechas, una por día."
    ),
    "The series {name} has {size} pixels and its cloud mask {other} on {dates} dates.": (
        "La serie {name} tiene {size} píxeles y su máscara de nubes {other} en {dates} fechas."
    ),
    "Give both for the same dates and window.": "Da ambas para las mismas fechas y ventana.",
    "The mask {mask} has {size} pixels and the series {series} {other}.": (
        "La máscara {mask} tiene {size} píxeles y la serie {series} {other}."
    ),
    "Cut or resample one of them to the grid of the other.": (
        "Recorta o remuestrea una de ellas a la cuadrícula de la otra."
    ),
    "The probabilities of {name} have the shape {shape}, not {wanted}.": (
        "Las probabilidades de {name} tienen la forma {shape}, no {wanted}."
    ),
    "Give one plane a class, each as large as the mask.": (
        "Da un plano por clase, cada uno tan grande como la máscara."
    ),
    "The mask {mask} and the series {series} do not lie on the same grid.": (
        "La máscara {mask} y la serie {series} no están en la misma cuadrícula."
    ),
    "The series {name} holds nothing above zero: there is no picture in it.": (
        "La serie {name} no contiene nada por encima de cero: no hay ninguna imagen en ella."
    ),
    "Copy it again, or name another file.": "Cópiala de nuevo, o indica otro fichero.",
    # Maps of a model
    "The file {path} holds no class ids with rows and columns.": (
        "El fichero {path} no contiene identificadores de clase en filas y columnas."
    ),
    "The file {path} holds probabilities that are not one plane a class, as large as the map.": (
        "El fichero {path} contiene probabilidades que no son un plano por clase, tan grande como "
        "el mapa."
    ),
    "The file {path} holds probabilities of classes that its legend does not name.": (
        "El fichero {path} contiene probabilidades de clases que no figuran en su leyenda."
    ),
    "The file {path} holds probabilities that do not add up to 1.": (
        "El fichero {path} contiene probabilidades que no suman 1."
    ),
    "The file {path} holds confusions that are not counts of its classes.": (
        "El fichero {path} contiene confusiones que no son recuentos de sus clases."
    ),
    "The file {path} holds a {name} that is none.": (
        "El fichero {path} contiene un {name} que no lo es."
    ),
    "Write it again with: mirada earth segment": ("Escríbelo de nuevo con: mirada earth segment"),
    # Whatever the user names
    "{path} holds several masks.": "{path} contiene varias máscaras.",
    "Name the one that you want, for example --patch 1.": (
        "Indica cuál quieres, por ejemplo --patch 1."
    ),
    "{path} brings its own series.": "{path} trae su propia serie.",
    "Leave out --series, or name a mask file.": ("Quita --series, o indica un fichero de máscara."),
}
