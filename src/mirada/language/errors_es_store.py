"""Spanish for what the archive on disk says."""

from __future__ import annotations

STORE: dict[str, str] = {
    "The archive {root} changed while it was searched.": (
        "El archivo {root} ha cambiado mientras se buscaba."
    ),
    "Search again.": "Repite la búsqueda.",
    "There is an archive at {path} already.": "Ya hay un archivo en {path}.",
    "{path} is no archive and is not empty.": "{path} no es un archivo de Mirada ni está vacía.",
    "Name a new folder, or an empty one, for the archive.": (
        "Elige para el archivo una carpeta nueva o vacía."
    ),
    "The path pattern {pattern} cannot be read.": "El patrón de ruta {pattern} no se entiende.",
    "Use * ? and [abc] only.": "Usa solo * ? y [abc].",
    "The archive {root} cannot be written to: {why}.": (
        "No se puede escribir en el archivo {root}: {why}."
    ),
    "Check who owns the folder and whether its disk is read-only.": (
        "Revisa de quién es la carpeta y si su disco es de solo lectura."
    ),
    "The archive {root} cannot be locked: {why}.": "El archivo {root} no se puede bloquear: {why}.",
    "Put the archive on a file system that supports locks.": (
        "Pon el archivo en un sistema de ficheros que admita bloqueos."
    ),
    "The archive {root} is being written by {holder}.": (
        "En el archivo {root} está escribiendo {holder}."
    ),
    "Give --wait SECONDS to wait for it, or end that process.": (
        "Espera con --wait SEGUNDOS o termina ese proceso."
    ),
    "The lock cannot be written: {why}.": "No se puede escribir el bloqueo: {why}.",
    "{path} cannot be read: {why}.": "{path} no se puede leer: {why}.",
    "Check the permissions of the folder.": "Revisa los permisos de la carpeta.",
    "The archive {root} is damaged: {file} cannot be used, it is not valid JSON.": (
        "El archivo {root} está dañado: {file} no sirve porque no es JSON válido."
    ),
    "The archive {root} is damaged: {file} cannot be used, it is not a Mirada archive file.": (
        "El archivo {root} está dañado: {file} no sirve porque no es de un archivo de Mirada."
    ),
    "The archive {root} is damaged: {file} cannot be used, it names no format.": (
        "El archivo {root} está dañado: {file} no sirve porque no indica su formato."
    ),
    "The archive {root} is damaged: {file} cannot be used, something is missing or wrong in it"
    " ({why}).": (
        "El archivo {root} está dañado: {file} no sirve porque algo falta o está mal en él ({why})."
    ),
    "The archive {root} is damaged: {file} cannot be used, format {number} was not migrated.": (
        "El archivo {root} está dañado: {file} no sirve porque el formato {number} no se migró."
    ),
    "The archive {root} is damaged: table {name}: files are missing.": (
        "El archivo {root} está dañado: a la tabla {name} le faltan ficheros."
    ),
    "The archive {root} is damaged: table {name}: {why}.": (
        "El archivo {root} está dañado: tabla {name}: {why}."
    ),
    "Put a copy of the folder back, or delete the folder and index again.": (
        "Recupera una copia de la carpeta, o bórrala y vuelve a indexar."
    ),
    "The archive {root} has format {found}; this Mirada reads up to {known}.": (
        "El archivo {root} tiene el formato {found}; esta versión de Mirada lee hasta el {known}."
    ),
    "Update with: pip install --upgrade mirada": "Actualiza con: pip install --upgrade mirada",
    "{root} is no archive: it holds no {file}.": (
        "{root} no es un archivo de Mirada: no contiene {file}."
    ),
    "Name an archive after --archive; `index` makes one in a new or empty folder.": (
        "Indica un archivo tras --archive; `index` crea uno en una carpeta nueva o vacía."
    ),
    "There is no archive at {root}.": "No hay ningún archivo en {root}.",
    "Make one with: mirada index PATH": "Crea uno con: mirada index RUTA",
    "The archive {root} of format {number} cannot be brought up to date: {kind} {why}.": (
        "El archivo {root}, de formato {number}, no se puede poner al día: {kind} {why}."
    ),
    "The archive {root} is damaged: table {name}: the search index belongs to other rows.": (
        "El archivo {root} está dañado: el índice de búsqueda de {name} corresponde a otras filas."
    ),
    "Delete the folder and index again.": "Borra la carpeta y vuelve a indexar.",
    "The archive has no asset {asset}.": "El archivo no tiene el elemento {asset}.",
    "The archive has no moment {moment}.": "El archivo no tiene el momento {moment}.",
    "The moment {moment} has no vector in {space}.": (
        "El momento {moment} no tiene vector en {space}."
    ),
    "A query of shape {shape} cannot be compared with {space}, whose vectors have {dimension}"
    " dimensions.": (
        "Una consulta de forma {shape} no se puede comparar con {space}, cuyos vectores tienen"
        " {dimension} dimensiones."
    ),
    "Embed the query with the model of that space.": (
        "Calcula el vector de la consulta con el modelo de ese espacio."
    ),
    "The query's vector holds a value that is no number.": (
        "El vector de la consulta contiene un valor que no es un número."
    ),
    "The archive {root} cannot be used: permission denied in {name}.": (
        "No se puede usar el archivo {root}: permiso denegado en {name}."
    ),
    "Check who owns the folder.": "Revisa de quién es la carpeta.",
    "The disk of the archive {root} is full; nothing since the last commit was kept.": (
        "El disco del archivo {root} está lleno; lo posterior al último guardado no se conserva."
    ),
    "Free some space and run the same command again: it goes on where it stopped.": (
        "Libera espacio y repite la misma orden: continúa donde se quedó."
    ),
    "The archive {root} holds no vectors of {space}.": (
        "El archivo {root} no contiene vectores de {space}."
    ),
    "Its spaces: {known}. Add one with: mirada migrate --model MODEL": (
        "Sus espacios: {known}. Añade uno con: mirada migrate --model MODELO"
    ),
    "{space} is the active space.": "{space} es el espacio en uso.",
    "Activate another space first.": "Activa antes otro espacio.",
    "The archive {root} has no space {space}.": "El archivo {root} no tiene el espacio {space}.",
    "Vectors of shape {shape} do not fit {space}, which has {dimension} dimensions.": (
        "Los vectores de forma {shape} no encajan en {space}, que tiene {dimension} dimensiones."
    ),
}
