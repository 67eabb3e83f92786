"""Mirada turns images and video into language that can be searched and checked, on your machine.

import mirada

with mirada.open("footage.mirada") as archive:
    archive.index(["~/footage"])
    for hit in archive.search("un perro en la playa").hits:
        print(hit.path, hit.start, hit.e_value)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mirada.archive import Archive
    from mirada.archive import open_archive as open
    from mirada.errors import MiradaError
    from mirada.models import load_model
    from mirada.settings import Settings, load_settings
    from mirada.types import Failure, Filters, Hit, Region, SearchResult

_NAMES = {
    "Archive": "mirada.archive:Archive",
    "Failure": "mirada.types:Failure",
    "Filters": "mirada.types:Filters",
    "Hit": "mirada.types:Hit",
    "MiradaError": "mirada.errors:MiradaError",
    "Region": "mirada.types:Region",
    "SearchResult": "mirada.types:SearchResult",
    "Settings": "mirada.settings:Settings",
    "load_model": "mirada.models:load_model",
    "load_settings": "mirada.settings:load_settings",
    "open": "mirada.archive:open_archive",
}

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "Failure",
    "Filters",
    "Hit",
    "MiradaError",
    "Region",
    "SearchResult",
    "Settings",
    "__version__",
    "load_model",
    "load_settings",
    "open",
]


def __getattr__(name: str) -> object:
    """Public names are imported when first used, so that ``mirada --help`` is instant."""
    from importlib import import_module

    if name not in _NAMES:
        raise AttributeError(f"module 'mirada' has no attribute {name!r}")
    module, _, attribute = _NAMES[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
