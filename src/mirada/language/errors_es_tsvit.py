"""Spanish for what crop maps and their training say."""

from __future__ import annotations

TSVIT: dict[str, str] = {
    "The dates {dates} hold {one}, which is no date.": (
        "Las fechas {dates} contienen {one}, que no es una fecha."
    ),
    "Write them like 2019-04-20,2019-05-05.": "Escríbelas así: 2019-04-20,2019-05-05.",
    "--by-region and --fold all exclude one another.": (
        "--by-region y --fold all se excluyen entre sí."
    ),
    "Give one.": "Indica solo una.",
    "The series {name} has no picture between those dates; it runs from {first} to {last}.": (
        "La serie {name} no tiene imágenes entre esas fechas; va del {first} al {last}."
    ),
    "Choose others with --after DATE and --before DATE.": (
        "Elige otras con --after FECHA y --before FECHA."
    ),
    "{path} tells no date whose year is certain.": (
        "{path} no da ninguna fecha cuyo año sea seguro."
    ),
    "Give a patch of PASTIS instead.": "Indica en su lugar una tesela de PASTIS.",
    "Name the one that you want, for example --patch {name}.": (
        "Indica la que quieres, por ejemplo --patch {name}."
    ),
    "The series {name} lacks the bands {bands}, which the model {model} needs.": (
        "A la serie {name} le faltan las bandas {bands}, que el modelo {model} necesita."
    ),
    "Give all of {bands}.": "Da todas estas: {bands}.",
    "There is no crop model at {folder}.": "No hay ningún modelo de cultivos en {folder}.",
    "Make one with: mirada train tsvit DATA": "Crea uno con: mirada train tsvit DATOS",
    "The folder {folder} is no crop model ({kind}: {why}).": (
        "La carpeta {folder} no es un modelo de cultivos ({kind}: {why})."
    ),
    "It needs model.onnx and mirada.json, as mirada train tsvit writes them.": (
        "Necesita model.onnx y mirada.json, tal como los escribe mirada train tsvit."
    ),
    "The graph {graph} is not the one that {path} describes.": (
        "El grafo {graph} no es el que describe {path}."
    ),
    "Copy the whole folder again.": "Copia de nuevo la carpeta entera.",
    "The graph {path} is not the crop model that its mirada.json describes: it takes other inputs "
    "or gives other outputs.": (
        "El grafo {path} no es el modelo de cultivos que describe su mirada.json: tiene otras "
        "entradas u otras salidas."
    ),
    "The graph {path} is of another network than the one to be trained.": (
        "El grafo {path} es de otra red que la que se va a entrenar."
    ),
    "Name the recipe and the network that made it.": "Indica la receta y la red que lo hicieron.",
    "The file {path} says of its model what cannot be: {wrong}.": (
        "El archivo {path} dice de su modelo algo imposible: {wrong}."
    ),
    "Use a folder that mirada train tsvit wrote.": (
        "Usa una carpeta que haya escrito mirada train tsvit."
    ),
    "The series {name} runs from {first} to {last}; a crop map is of one season.": (
        "La serie {name} va del {first} al {last}; un mapa de cultivos es de una sola temporada."
    ),
    "Choose it with --after DATE and --before DATE, from September to the next November at most.": (
        "Elígela con --after FECHA y --before FECHA, como mucho de septiembre al noviembre "
        "siguiente."
    ),
    "The series {name} has one date; crops cannot be told well from fewer than {least}.": (
        "La serie {name} tiene una sola fecha; con menos de {least} no se distinguen bien los "
        "cultivos."
    ),
    "The series {name} has {count} dates; crops cannot be told well from fewer than {least}.": (
        "La serie {name} tiene {count} fechas; con menos de {least} no se distinguen bien los "
        "cultivos."
    ),
    "Of the {count} dates of {name} {used} were used, evenly chosen: the model was trained with no "
    "more.": (
        "De las {count} fechas de {name} se usaron {used}, elegidas a intervalos regulares: el "
        "modelo no se entrenó con más."
    ),
    "No date shows the ground in {count} of the {all} pixels of {name}; void stands there.": (
        "Ninguna fecha muestra el suelo en {count} de los {all} píxeles de {name}; ahí consta como "
        "no determinado."
    ),
    "A map cannot be written as {name}.": "No se puede escribir un mapa como {name}.",
    "Let its name end in .tif, .png, .npy or .npz.": (
        "Haz que el nombre acabe en .tif, .png, .npy o .npz."
    ),
    "The map of {name} has ids above 255, which a PNG cannot hold.": (
        "El mapa de {name} tiene identificadores por encima de 255, que no caben en un PNG."
    ),
    "Write .tif or .npy.": "Escribe .tif o .npy.",
    "{path} holds {pictures} pictures but {dates} dates.": (
        "{path} contiene {pictures} imágenes pero {dates} fechas."
    ),
    "Copy it and metadata.geojson again from the data set.": (
        "Cópialo de nuevo del conjunto de datos, junto con metadata.geojson."
    ),
    "There is no fold {fold}.": "No existe el pliegue {fold}.",
    "Folds are 1 to 5.": "Los pliegues van del 1 al 5.",
    "The folder {data} is neither PASTIS (no metadata.geojson) nor PASTIS24 (no fold-paths).": (
        "La carpeta {data} no es PASTIS (falta metadata.geojson) ni PASTIS24 (falta fold-paths)."
    ),
    "docs/train-tsvit.md tells the layouts; mirada earth synth makes one.": (
        "docs/train-tsvit.md describe su estructura; mirada earth synth crea una."
    ),
    "Fold {fold} of {data} holds no patch.": "El pliegue {fold} de {data} no contiene teselas.",
    "Training needs patches of all five folds.": (
        "El entrenamiento necesita teselas de los cinco pliegues."
    ),
    "The region {region} of {data} cannot be left out: nothing would be left to learn from or to "
    "judge.": (
        "No se puede dejar fuera la región {region} de {data}: no quedaría nada con que entrenar "
        "o evaluar."
    ),
    "Its regions are {regions}.": "Sus regiones son {regions}.",
    "{data} holds {count} windows but no fold-paths.": (
        "{data} contiene {count} ventanas pero no fold-paths."
    ),
    "Copy the folder fold-paths of the data set too.": (
        "Copia también la carpeta fold-paths del conjunto de datos."
    ),
    "{path} has the shape {shape}, not dates, bands, rows and columns.": (
        "{path} tiene la forma {shape}, no fechas, bandas, filas y columnas."
    ),
    "Copy it again from the data set.": "Cópialo de nuevo del conjunto de datos.",
    "The checkpoint {path} is of another network or seed, or learned from other patches.": (
        "El punto de control {path} es de otra red o semilla, o aprendió de otras teselas."
    ),
    "Name another folder with --out, or delete it.": "Indica otra carpeta con --out, o bórralo.",
    "The checkpoint {path} is of another decoder or seed, or learned from other windows.": (
        "El punto de control {path} es de otro decodificador o semilla, o aprendió de otras "
        "ventanas."
    ),
    "The checkpoint {path} cannot be read: it is damaged or something else.": (
        "No se puede leer el punto de control {path}: está dañado o es otra cosa."
    ),
    "Delete it to begin anew, or name another folder with --out.": (
        "Bórralo para empezar de nuevo, o indica otra carpeta con --out."
    ),
}
