"""Spanish for what facts while indexing, conditions and full text say."""

from __future__ import annotations

SEARCH: dict[str, str] = {
    "Moments whose time is not known were left out.": (
        "Quedan fuera los momentos cuya hora no se conoce."
    ),
    "The archive holds this very picture, as {path}.": (
        "El archivo contiene esta misma imagen: {path}."
    ),
    "The query says only what is to be left out.": (
        "La consulta solo dice lo que hay que dejar fuera."
    ),
    'Say what to look for too, as in "snow without a dog".': (
        "Di también qué buscar, como en «nieve sin perro»."
    ),
    "The facts of {path} could not be measured: {kind} {why}.": (
        "No se pudieron medir los hechos de {path}: {kind} {why}."
    ),
    "Text and zones are facts, and facts are left out.": (
        "Los textos y las zonas son hechos, y se ha pedido no medir hechos."
    ),
    "Leave out --no-facts.": "Quita --no-facts.",
    "The filter «weekday» is given twice.": "El filtro «día» está repetido.",
    "The condition within has nothing to follow.": (
        "La condición within no tiene nada a lo que seguir."
    ),
    'Say what follows, for example: --then "a car" --within 30s': (
        'Di qué viene después, por ejemplo: --then "un coche" --within 30s'
    ),
    "«{text}» is no limit for {name}.": "«{text}» no es un límite para {name}.",
    "Write for example --{name} '{example}'.": "Escribe por ejemplo --{name} '{example}'.",
    "Write for example --{name} '30s'.": "Escribe por ejemplo --{name} '30s'.",
    "The condition {name} needs a few words.": "La condición {name} necesita unas palabras.",
    'Write for example: --{name} "a car"': 'Escribe por ejemplo: --{name} "un coche"',
    "«{word}» is no day of the week.": "«{word}» no es un día de la semana.",
    "Write for example: mon,tue": "Escribe por ejemplo: lunes,martes",
    "«{query}» names nothing that is counted in pictures; name a thing or a person.": (
        "«{query}» no nombra nada que se cuente en imágenes; nombra una cosa o una persona."
    ),
    # Fields in an archive
    "{path} holds {number} masks; an archive takes one from a file.": (
        "{path} contiene {number} máscaras; un archivo toma una de cada fichero."
    ),
    "Save each in a file of its own.": "Guarda cada una en su propio fichero.",
    "«{words}» is nothing that was measured of the fields here; their crops: {names}": (
        "«{words}» no es nada que se haya medido en los campos de aquí; sus cultivos: {names}"
    ),
    "Of {number} more it cannot be told from the pictures; they are left out.": (
        "De otras {number} no se puede saber con las imágenes; quedan fuera."
    ),
}
