"""Heavy modules, imported when first used, with the install line when they are missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from mirada.errors import MissingDependencyError


def require(module: str, *, extra: str) -> ModuleType:
    """Import ``module``; when it is absent, name the extra of Mirada that brings it.

    Raises:
        MissingDependencyError: the module (or the package it lives in) is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise MissingDependencyError(
            f"This needs {module}, which is not installed ({error.name} is missing).",
            hint=f"Install it with: pip install 'mirada[{extra}]'",
        ) from error
