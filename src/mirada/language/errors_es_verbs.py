"""Spanish for what verbs, settings and the command line say."""

from __future__ import annotations

VERBS: dict[str, str] = {
    "Nothing was asked for.": "No se ha pedido nada.",
    "Give words, a picture, or both.": "Indica palabras, una imagen o ambas.",
    "Give words, --image FILE, or both.": "Indica palabras, --image FICHERO o ambas cosas.",
    "Nothing to remove was named.": "No se ha dicho qué borrar.",
    "Name a path or --asset ID.": "Indica una ruta o --asset ID.",
    "No picture was named.": "No se ha dado ninguna imagen.",
    "Name one or more picture files.": "Indica uno o más ficheros de imagen.",
    "Nothing to index was named.": "No se ha dicho qué indexar.",
    "Name a file or a folder.": "Indica un fichero o una carpeta.",
    "The file {path} cannot be written: {why}.": "No se puede escribir el fichero {path}: {why}.",
    "Choose another place, or make room.": "Elige otro lugar o libera espacio.",
    "The model {name} cannot read «{text}».": "El modelo {name} no sabe leer «{text}».",
    "Ask in one of its languages, which `mirada models` lists.": (
        "Pregunta en uno de sus idiomas; los lista `mirada models`."
    ),
    "Only the first {count} tokens of «{text}» were read.": (
        "De «{text}» solo se han leído los primeros {count} tokens."
    ),
    "The folder {path} cannot be written: {why}.": (
        "No se puede escribir en la carpeta {path}: {why}."
    ),
    "Choose another with --out DIR.": "Elige otra con --out DIR.",
    "The answer cannot be written: {why}.": "No se puede escribir la respuesta: {why}.",
    "The working folder no longer exists.": "La carpeta de trabajo ya no existe.",
    "Change to one that does, or name --archive DIR.": (
        "Cambia a una que exista, o indica --archive DIR."
    ),
    "The model {name} comes with Mirada and cannot be removed.": (
        "El modelo {name} viene con Mirada y no se puede quitar."
    ),
    "The filter «{key}» is given twice.": "El filtro «{key}» está repetido.",
    "Give it once.": "Ponlo una sola vez.",
    "«{text}» names a time zone.": "«{text}» lleva zona horaria.",
    "Write the local time of the place: no Z, no +01:00.": (
        "Escribe la hora local del lugar: sin Z y sin +01:00."
    ),
    "The query holds bytes that are no text.": "La consulta contiene bytes que no son texto.",
    "Write it in UTF-8.": "Escríbela en UTF-8.",
    "This needs {module}, which is not installed ({missing} is missing).": (
        "Esto necesita {module}, que no está instalado (falta {missing})."
    ),
    "Install it with: pip install 'mirada[{extra}]'": (
        "Instálalo con: pip install 'mirada[{extra}]'"
    ),
    "The settings file {path} is not valid TOML: {why}.": (
        "El fichero de ajustes {path} no es TOML válido: {why}."
    ),
    "Correct that line.": "Corrige esa línea.",
    "The settings file {path} cannot be read: {why}.": (
        "El fichero de ajustes {path} no se puede leer: {why}."
    ),
    "No film had its zones measured: none is of a fixed camera, or all have these already.": (
        "En ningún vídeo se han medido zonas: ninguno es de cámara fija, o todos tienen ya estas."
    ),
    "The settings file {path} is no text in UTF-8.": (
        "El fichero de ajustes {path} no es un texto en UTF-8."
    ),
    "Correct it, or name another folder in MIRADA_HOME.": (
        "Corrígelo, o indica otra carpeta en MIRADA_HOME."
    ),
    "The settings file {path} has an unknown name: {name}.": (
        "El fichero de ajustes {path} tiene un nombre desconocido: {name}."
    ),
    "Known names: {names}.": "Nombres conocidos: {names}.",
    "The setting {name} cannot be {value}: {why}.": "El ajuste {name} no puede ser {value}: {why}.",
    "Correct MIRADA_{name} or the settings file.": (
        "Corrige MIRADA_{name} o el fichero de ajustes."
    ),
    "A label is empty.": "Una etiqueta está vacía.",
    "Write --labels perro,gato,caballo": "Escribe --labels perro,gato,caballo",
    "A label is given twice.": "Una etiqueta está repetida.",
    "Give each label once.": "Da cada etiqueta una sola vez.",
    "{count} labels are too many.": "{count} etiquetas son demasiadas.",
    "Use {limit} at most.": "Usa {limit} como máximo.",
    "The filter «{where}» has an open quotation mark.": (
        "El filtro «{where}» tiene unas comillas sin cerrar."
    ),
    "The span from {first} to {last} ends before it begins.": (
        "El intervalo del {first} al {last} acaba antes de empezar."
    ),
    "Change the first or the last date.": "Cambia la fecha inicial o la final.",
    "A value with blanks stands in quotation marks: --where 'path:\"red bag\"'": (
        "Un valor con espacios va entre comillas: --where 'ruta:\"bolso rojo\"'"
    ),
    "The file {path} of {option} does not end in {ending}.": (
        "El fichero {path} de {option} no acaba en {ending}."
    ),
    "Write {option} {path}.": "Escribe {option} {path}.",
    "«{word}» is no filter.": "«{word}» no es un filtro.",
    "Write key:value with one of: kind path after before time weekday duration size side box.": (
        "Escribe clave:valor con una de: tipo ruta desde hasta hora día duración tamaño lado zona."
    ),
    "«{text}» is no date or time.": "«{text}» no es una fecha ni una hora.",
    "Write 2026-03-01 or 2026-03-01T22:00.": "Escribe 2026-03-01 o 2026-03-01T22:00.",
    "«{value}» is no kind.": "«{value}» no es un tipo.",
    "Write kind:image, kind:video or kind:field.": "Escribe tipo:imagen, tipo:vídeo o tipo:campo.",
    "«{value}» is no span of hours.": "«{value}» no es un tramo de horas.",
    "Write time:22:00-06:00.": "Escribe hora:22:00-06:00.",
    "«{text}» is no time of day.": "«{text}» no es una hora del día.",
    "Write it as 22:00.": "Escríbela como 22:00.",
    "«{value}» is no limit.": "«{value}» no es un límite.",
    "Write for example {example}.": "Escribe, por ejemplo, {example}.",
    "«{value}» is no box.": "«{value}» no es una zona.",
    "Write box:south,west,north,east in degrees.": "Escribe zona:sur,oeste,norte,este en grados.",
    "The box «{value}» is outside the Earth or upside down.": (
        "La zona «{value}» está fuera de la Tierra o del revés."
    ),
    "{root} is empty now; what came from it stays in the archive. To erase it: mirada remove"
    " {again}": (
        "{root} está vacía ahora; lo que se indexó de ella sigue en el archivo. Para borrarlo:"
        " mirada remove {again}"
    ),
    "What still lies in an indexed folder comes back with the next mirada index, unless a"
    " .miradaignore there lists it.": (
        "Lo que siga en una carpeta indexada volverá con el próximo mirada index, salvo que ahí"
        " lo excluya un .miradaignore."
    ),
    "Interrupted; run the same command again to go on.": (
        "Interrumpido; repite la misma orden para continuar."
    ),
    "The original of {path} is gone or has changed.": (
        "El original de {path} ya no está o ha cambiado."
    ),
    "Bring it back, or run mirada index on its folder.": (
        "Devuélvelo a su sitio, o repite mirada index con su carpeta."
    ),
    "The phrase is empty.": "La frase está vacía.",
    "The query is empty.": "La consulta está vacía.",
    "Say what to look for, in a few words.": "Di en pocas palabras qué buscar.",
    "The query has {count} characters; at most {limit} are read.": (
        "La consulta tiene {count} caracteres; se leen {limit} como máximo."
    ),
    "Say it in fewer words.": "Dilo con menos palabras.",
    "The query «{query}» only says what to leave out.": (
        "La consulta «{query}» solo dice qué descartar."
    ),
    "Add what to look for, for example: calle - coche": (
        "Añade qué buscar, por ejemplo: calle - coche"
    ),
    "A «{sign}» in the query has no words after it.": (
        "Un «{sign}» de la consulta no tiene palabras detrás."
    ),
    "Write words after each sign, for example: perro + playa": (
        "Escribe palabras tras cada signo, por ejemplo: perro + playa"
    ),
    "There is no picture {path}.": "No existe la imagen {path}.",
    "The terms of the query cancel each other.": (
        "Los términos de la consulta se anulan entre sí."
    ),
    "Change a term or its weight.": "Cambia un término o su peso.",
    "{name} is the beginning of several assets.": "{name} es el comienzo de varios elementos.",
    "{name} is no asset of this archive.": "{name} no es un elemento de este archivo.",
    "Ids stand in the output of: mirada search --json": (
        "Los identificadores aparecen con: mirada search --json"
    ),
    "Nothing of this archive comes from {path}.": "Nada de este archivo viene de {path}.",
    "`mirada status` shows what it holds.": "`mirada status` muestra qué contiene.",
    "The limit {limit} is out of range.": "El límite {limit} está fuera de rango.",
    "Use 1 to {most}.": "Usa de 1 a {most}.",
    "The E-value threshold {value} must be above 0.": (
        "El umbral de valor E, {value}, debe ser mayor que 0."
    ),
    "1 is the default; lower is stricter.": "Por defecto es 1; menor es más estricto.",
    "This archive is empty.": "Este archivo está vacío.",
    "Index something first: mirada index FOLDER": "Antes indexa algo: mirada index CARPETA",
    "This archive holds vectors of {model} ({space}), and {other} ({others}) makes others.": (
        "Este archivo contiene vectores de {model} ({space}), y {other} ({others}) produce otros."
    ),
    "Move the archive to the other model with: mirada migrate --model {model}": (
        "Pasa el archivo al otro modelo con: mirada migrate --model {model}"
    ),
}
