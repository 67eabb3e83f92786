"""Spanish for what is said while a model is fetched from the hub."""

from __future__ import annotations

PULL: dict[str, str] = {
    "The hub address {base} is no address.": "La dirección del hub, {base}, no es válida.",
    "Set MIRADA_HUB.": "Corrige MIRADA_HUB.",
    "{host} does not tell the commit of {model}.": "{host} no indica la revisión de {model}.",
    "{host} does not list the files of {model}.": "{host} no lista los ficheros de {model}.",
    "The connection to {host} broke off in {file}.": "La conexión con {host} se cortó en {file}.",
    "{host} answers with far too long a listing.": (
        "{host} responde con una lista demasiado larga."
    ),
    "{host} answers with something that is no JSON.": "{host} responde con algo que no es JSON.",
    "Is it a hub? MIRADA_HUB names it; a captive portal answers like that too.": (
        "¿Es un hub? Lo indica MIRADA_HUB; un portal cautivo también responde así."
    ),
    "{host} does not allow {what} to be read ({status}).": (
        "{host} no permite leer {what} ({status})."
    ),
    "Accept its licence on the hub and set HF_TOKEN.": (
        "Acepta su licencia en el hub y define HF_TOKEN."
    ),
    "{host} has no {what}.": "{host} no tiene {what}.",
    "{host} asks to wait ({status}).": "{host} pide esperar ({status}).",
    "{host} is in trouble ({status}).": "{host} tiene problemas ({status}).",
    "Try again later.": "Prueba de nuevo más tarde.",
    "{host} answers {status} for {what}.": "{host} responde {status} a {what}.",
    "{host} cannot be reached: {why}.": "No se puede conectar con {host}: {why}.",
    "Check the network, then pull again.": "Revisa la red y repite la descarga.",
    "The hub sent another part of {file} than was asked for.": (
        "El hub envió una parte de {file} distinta de la pedida."
    ),
    "{file} is longer than the hub's listing says.": (
        "{file} es más largo de lo que dice la lista del hub."
    ),
    "The listing of {model} names an impossible file: {file}.": (
        "La lista de {model} incluye un nombre de fichero imposible: {file}."
    ),
    "Nothing was fetched. Do not trust this hub.": (
        "No se ha descargado nada. No te fíes de este hub."
    ),
    "Pulling {name} needs the network, and offline is set.": (
        "Descargar {name} necesita la red, y el modo sin conexión está activo."
    ),
    "Unset MIRADA_OFFLINE, or copy its folder from another machine to {folder}.": (
        "Desactiva MIRADA_OFFLINE, o copia su carpeta desde otra máquina a {folder}."
    ),
    "{source} has no {file} at revision {revision}.": (
        "{source} no tiene {file} en la revisión {revision}."
    ),
    "Its layout may have changed; tell us, or pull an older Mirada's revision.": (
        "Su disposición puede haber cambiado; avísanos, o usa la revisión de una versión anterior."
    ),
    "`mirada models` lists those that are.": "`mirada models` lista los que sí están.",
    "{file} of {model} arrived with another checksum than the hub promises.": (
        "{file} de {model} llegó con una suma de comprobación distinta de la que anuncia el hub."
    ),
    "Pull again; if it happens twice, something between you and the hub alters files.": (
        "Repite la descarga; si vuelve a ocurrir, algo entre tú y el hub altera los ficheros."
    ),
    "The model needs {needed} MB and {folder} has {free} MB.": (
        "El modelo necesita {needed} MB y en {folder} hay {free} MB."
    ),
    "Free some room, or set MIRADA_MODELS_DIR to another disk.": (
        "Libera espacio, o pon MIRADA_MODELS_DIR en otro disco."
    ),
    "Another process is pulling {name}.": "Otro proceso está descargando {name}.",
    "Wait until it is done.": "Espera a que acabe.",
    "{folder} cannot be written: {why}.": "No se puede escribir en {folder}: {why}.",
    "Free some room or correct its permissions; then pull again, it goes on there.": (
        "Libera espacio o corrige sus permisos; luego repite la descarga, que continúa ahí."
    ),
}
