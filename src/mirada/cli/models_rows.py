"""The rows of ``mirada models``: JSON and text of models that see and of models that write."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Any

from mirada.cli.say import Say

if TYPE_CHECKING:
    from mirada.models.catalogue import CatalogueEntry
    from mirada.models.generators.entry import GeneratorEntry


def entry_value(entry: CatalogueEntry, present: bool) -> dict[str, Any]:
    """The JSON of one row of the catalogue."""
    return {
        "name": entry.name,
        "installed": present,
        "engine": entry.engine,
        "source": entry.source,
        "parameters": entry.parameters,
        "dimension": entry.dimension,
        "image_size": entry.image_size,
        "languages": list(entry.languages),
        "license": entry.license,
        "download_mb": entry.download_mb,
        "memory_mb": entry.memory_mb,
        "good_at": {"en": entry.good_at_en, "es": entry.good_at_es},
    }


def writer_value(entry: GeneratorEntry, present: bool) -> dict[str, Any]:
    """The JSON of one row of the models that write; prices are US dollars for a million tokens."""
    price = entry.price
    return {
        "name": entry.name,
        "installed": present,
        "engine": entry.engine,
        "source": entry.source,
        "vendor": entry.vendor or None,
        "parameters": entry.parameters,
        "reads": list(entry.reads),
        "context": entry.context,
        "image_size": entry.image_size,
        "follows": entry.follows,
        "license": entry.license,
        "download_mb": entry.download_mb,
        "price_in": None if price is None else price.tokens_in,
        "price_out": None if price is None else price.tokens_out,
        "price_date": None if price is None else price.date,
        "good_at": {"en": entry.good_at_en, "es": entry.good_at_es},
    }


def catalogue_text(
    models: Sequence[CatalogueEntry],
    writers: Sequence[GeneratorEntry],
    present: Container[str],
    say: Say,
) -> str:
    """Three lines a model: its name, its figures, and what it is good at; then the legend."""
    blocks = [_entry_text(entry, entry.name in present, say) for entry in models]
    title = say(
        "Models that write (docs/generators.md):", "Modelos que escriben (docs/generators.md):"
    )
    lines = [_writer_text(entry, entry.name in present, say) for entry in writers]
    legend = say(
        "● here · ○ get it with: mirada models pull NAME · ◇ behind a server · US$ for a million "
        "tokens in / out, on that day",
        "● ya está aquí · ○ se descarga con: mirada models pull NOMBRE · ◇ en un servidor · US$ "
        "por millón de tokens de entrada / salida, ese día",
    )
    return "\n".join([*blocks, "", title, "", *lines, "", legend])


def _entry_text(entry: CatalogueEntry, present: bool, say: Say) -> str:
    """Figures that are not known are left out."""
    many = say("and many more", "y muchos más")
    millions = _millions(entry, say)
    figures = (
        entry.parameters and say(f"{millions} M parameters", f"{millions} M de parámetros"),
        entry.dimension and say(f"{entry.dimension} dimensions", f"{entry.dimension} dimensiones"),
        ", ".join(many if code == "multi" else code for code in entry.languages),
        entry.license,
        entry.download_mb and say("download ", "descarga ") + _size(entry.download_mb, say),
        entry.memory_mb and say("memory ", "memoria ") + _size(entry.memory_mb, say),
    )
    told = " · ".join(str(figure) for figure in figures if figure)
    mark = "●" if present else "○"
    return f"{mark} {entry.name}\n    {told}\n    {say(entry.good_at_en, entry.good_at_es)}"


def _writer_text(entry: GeneratorEntry, present: bool, say: Say) -> str:
    millions = _millions(entry, say)
    price = entry.price
    reads = {
        "text": say("text", "texto"),
        "image": say("pictures", "imágenes"),
        "film": say("film", "vídeo"),
    }
    context = say.number(entry.context)
    figures = (
        entry.vendor,
        entry.parameters and say(f"{millions} M parameters", f"{millions} M de parámetros"),
        say("reads ", "lee ") + ", ".join(reads[kind] for kind in entry.reads),
        say(f"{context} tokens", f"{context} tokens"),
        say("closed", "cerrado") if entry.license == "closed" else entry.license,
        entry.download_mb and say("download ≈ ", "descarga ≈ ") + _size(entry.download_mb, say),
        price
        and f"US$ {say.number(price.tokens_in, 2)} / {say.number(price.tokens_out, 2)} "
        f"({price.date})",
    )
    told = " · ".join(str(figure) for figure in figures if figure)
    mark = "●" if present else "◇" if entry.engine == "openai" else "○"
    return f"{mark} {entry.name}\n    {told}\n    {say(entry.good_at_en, entry.good_at_es)}"


def _millions(entry: CatalogueEntry | GeneratorEntry, say: Say) -> str:
    millions = entry.parameters / 1e6
    return say.number(millions, 1 if millions < 10 else 0)


def _size(megabytes: int, say: Say) -> str:
    return say.size(megabytes * 1e6) if megabytes >= 1000 else f"{say.number(megabytes)} MB"
