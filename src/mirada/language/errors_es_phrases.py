"""Spanish for what stands inside a sentence: reasons of the operating system and of Python."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "No such file or directory": "no existe el fichero o la carpeta",
    "Permission denied": "permiso denegado",
    "Operation not permitted": "operación no permitida",
    "No space left on device": "no queda espacio en el disco",
    "Disk quota exceeded": "se ha superado la cuota de disco",
    "Read-only file system": "el sistema de ficheros es de solo lectura",
    "Is a directory": "es una carpeta",
    "Not a directory": "no es una carpeta",
    "File name too long": "el nombre es demasiado largo",
    "Input/output error": "error de entrada o salida",
    "Too many open files": "demasiados ficheros abiertos",
    "File exists": "ya existe",
    "[Errno {number}] {reason}: {path}": "{reason}: {path}",
    "another process": "otro proceso",
    ".html or .htm": ".html o .htm",
    "duration:>10s": "duración:>10s",
    "size:<5MB": "tamaño:<5MB",
    "side:>=1080": "lado:>=1080",
    "process {pid} on {host} ({command}, since {since})": (
        "el proceso {pid} de {host} ({command}, desde {since})"
    ),
    "expected es or en": "se espera es o en",
    "expected true or false": "se espera true o false",
    "must be a number from 0 up": "debe ser un número desde 0",
    "could not convert string to float: {text}": "{text} no es un número",
    "invalid literal for int() with base 10: {text}": "{text} no es un número entero",
    "unreadable": "ilegible",
    "image": "de imagen",
    "text": "de texto",
    "vision": "de imagen",
    "{value} is not a valid integer.": "{value} no es un número entero.",
    "{value} is not a valid float.": "{value} no es un número.",
    "{value} is not a valid integer range.": "{value} no es un número entero.",
    "{value} is not a valid float range.": "{value} no es un número.",
    "{value} is not in the range {range}.": "{value} está fuera del intervalo {range}.",
    "{value} is not {choice}.": "{value} no es {choice}.",
    "{value} is not one of {choices}.": "{value} no es una de estas: {choices}.",
    "{value} is not a number of seconds.": "{value} no es un número de segundos.",
}
