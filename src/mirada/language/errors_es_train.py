"""Spanish for what the training recipe says."""

from __future__ import annotations

TRAIN: dict[str, str] = {
    "{file} is not in {folder}": "{file} no está en {folder}",
    "text/captions_en_es.tsv.gz is not in {folder}": (
        "text/captions_en_es.tsv.gz no está en {folder}"
    ),
    "docs/train-nano.md describes the data folder the recipe reads": (
        "docs/train-nano.md describe la carpeta de datos que lee la receta"
    ),
    "{file} has no readable columns {columns}: {why}": (
        "{file} no tiene columnas legibles {columns}: {why}"
    ),
    "{folder} holds no sentence encoder (no config.json)": (
        "{folder} no contiene un codificador de frases (falta config.json)"
    ),
    "{path} holds no weights that torch can read: {why}": (
        "{path} no contiene pesos que torch pueda leer: {why}"
    ),
    "{path} does not hold the weights of EfficientNet-Lite0.": (
        "{path} no contiene los pesos de EfficientNet-Lite0."
    ),
}
