"""Spanish for what the command-line parser says of a wrong call (its wording since 8.2)."""

from __future__ import annotations

CLICK: dict[str, str] = {
    "No such option {name}.": "No existe la opción {name}.",
    "No such command {name}.": "No existe la orden {name}.",
    "Missing command.": "Falta la orden.",
    "Missing argument {name}.": "Falta el argumento {name}.",
    "Missing argument {name}. Choose from: {choices}": (
        "Falta el argumento {name}; elige entre: {choices}."
    ),
    "Missing option {name}.": "Falta la opción {name}.",
    "Missing option {name}. Choose from: {choices}": (
        "Falta la opción {name}; elige entre: {choices}."
    ),
    "Got unexpected extra argument ({names})": "Sobra un argumento: {names}.",
    "Got unexpected extra arguments ({names})": "Sobran argumentos: {names}.",
    "Option {name} requires an argument.": "La opción {name} necesita un valor.",
    "Option {name} requires {count} arguments.": "La opción {name} necesita {count} valores.",
    "Option {name} does not take a value.": "La opción {name} no lleva valor.",
    "Invalid value: {why}": "Valor no válido: {why}",
    "Invalid value for {name}: {why}": "Valor no válido para {name}: {why}",
    "Could not open file {path}: {why}": "No se puede abrir el fichero {path}: {why}",
}
