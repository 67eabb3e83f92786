"""Spanish for reports of fields: ``mirada earth describe`` and ``mirada earth check``."""

from __future__ import annotations

from collections.abc import Mapping

REPORTS: Mapping[str, str] = {
    "{input} holds {count} fields; a report is about one.": (
        "{input} contiene {count} campos; un informe trata de uno."
    ),
    "--json and --markdown ask for different forms.": (
        "--json y --markdown piden formas distintas."
    ),
    "--{form} and --out both ask for a {other} file.": (
        "--{form} y --out piden los dos un fichero {other}."
    ),
    "{path} is what the report is made from and would be overwritten.": (
        "{path} es de donde sale el informe y quedaría sobrescrito."
    ),
    "Let its name end in .txt, .md, .json, .html or .pdf.": (
        "Haz que su nombre acabe en .txt, .md, .json, .html o .pdf."
    ),
    "--{wanted} and the ending of {path} ask for different forms.": (
        "--{wanted} y la terminación de {path} piden formas distintas."
    ),
    "Leave one of them out.": "Quita una de las dos.",
    "The file {path} is larger than a report should be.": (
        "El fichero {path} es mayor de lo que debería ser un informe."
    ),
    "{path} is a PDF, whose text cannot be taken apart safely.": (
        "{path} es un PDF, cuyo texto no se puede desmenuzar con seguridad."
    ),
    "Check the HTML, Markdown, text or JSON of the same report.": (
        "Comprueba el HTML, Markdown, texto o JSON del mismo informe."
    ),
    "{path} states nothing that could be checked.": "{path} no afirma nada que se pueda comprobar.",
    "Give a text, Markdown, HTML or JSON file with sentences.": (
        "Da un fichero de texto, Markdown, HTML o JSON con frases."
    ),
    "{count} sentences of the model are not supported by the facts and were left out.": (
        "Los hechos no respaldan {count} frases del modelo, que se han quitado."
    ),
}
