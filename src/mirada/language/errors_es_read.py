"""Spanish for what is said while files are read and cut into moments."""

from __future__ import annotations

READ: dict[str, str] = {
    "The file {path} is empty.": "El fichero {path} está vacío.",
    "The file {path} may not be read.": "El fichero {path} no se puede leer: falta el permiso.",
    "The folder {path} may not be read.": "La carpeta {path} no se puede leer: falta el permiso.",
    "Check its permissions.": "Revisa sus permisos.",
    "The file {path} is no longer there.": "El fichero {path} ya no está.",
    "The file {path} does not exist.": "El fichero {path} no existe.",
    "The file {path} is a folder.": "El fichero {path} es una carpeta.",
    "The file {path} cannot be read from its disk ({why}).": (
        "El fichero {path} no se puede leer de su disco ({why})."
    ),
    "The file {path} needs more memory than there is.": (
        "El fichero {path} necesita más memoria de la que hay."
    ),
    "The file {path} ends before its content does.": (
        "El fichero {path} acaba antes que su contenido: está cortado."
    ),
    "The file {path} is damaged ({why}).": "El fichero {path} está dañado ({why}).",
    "The file {path} declares more pixels than can be decoded safely.": (
        "El fichero {path} declara más píxeles de los que se pueden decodificar sin riesgo."
    ),
    "The file {path} was not written to its end.": ("El fichero {path} no se terminó de escribir."),
    "Record or copy it again.": "Vuelve a grabarlo o a copiarlo.",
    "The file {path} is not a plain file.": "El fichero {path} no es un fichero normal.",
    "The file {path} took longer than {limit} s to read.": (
        "El fichero {path} tardó más de {limit} s en leerse."
    ),
    "Raise MIRADA_READ_TIMEOUT if its content is meant to be this slow.": (
        "Aumenta MIRADA_READ_TIMEOUT si es normal que su contenido sea tan lento."
    ),
    "There is no {path}.": "No existe {path}.",
    "Check the path.": "Revisa la ruta.",
    "The file {path} is still being written.": "El fichero {path} todavía se está escribiendo.",
    "Index again once it is complete.": "Vuelve a indexar cuando esté completo.",
    "The file {path} is not {wanted} in a format that Mirada reads.": (
        "El fichero {path} no es {wanted} en un formato que Mirada lea."
    ),
    "The file {path} is {what}, not {wanted} that Mirada reads.": (
        "El fichero {path} es {what}, no {wanted} que Mirada lea."
    ),
    "The file {path} is a film, not a picture.": "El fichero {path} es un vídeo, no una imagen.",
    "The file {path} declares a picture without pixels.": (
        "El fichero {path} declara una imagen sin píxeles."
    ),
    "The file {path} declares {width} x {height} pixels, more than the limit of {limit}.": (
        "El fichero {path} declara {width} x {height} píxeles, más que el límite de {limit}."
    ),
    "The file {path} declares {width} x {height} pixels.": (
        "El fichero {path} declara {width} x {height} píxeles."
    ),
    "Raise MIRADA_MAX_PIXELS if the picture is genuine.": (
        "Aumenta MIRADA_MAX_PIXELS si la imagen es auténtica."
    ),
    "The file {path} is larger than any HEIC or AVIF picture should be.": (
        "El fichero {path} es mayor de lo que debería ser una imagen HEIC o AVIF."
    ),
    "The file {path} holds no stream that can be read.": (
        "El fichero {path} no contiene ninguna pista que se pueda leer."
    ),
    "The file {path} holds sound but no moving picture.": (
        "El fichero {path} contiene sonido, pero no imagen."
    ),
    "The file {path} is coded in a way that this libav cannot read.": (
        "El fichero {path} está codificado de un modo que esta versión de libav no sabe leer."
    ),
    "The file {path} is encrypted.": "El fichero {path} está cifrado.",
    "The file {path} holds no frame that can be decoded.": (
        "El fichero {path} no contiene ningún fotograma que se pueda decodificar."
    ),
    "The file {path} declares frames of {width} x {height} pixels, more than {limit}.": (
        "El fichero {path} declara fotogramas de {width} x {height} píxeles, más de {limit}."
    ),
    "The file {path} holds no frame.": "El fichero {path} no contiene ningún fotograma.",
    "The file {path} no longer holds its frame at {second} s.": (
        "El fichero {path} ya no contiene su fotograma del segundo {second}."
    ),
}
