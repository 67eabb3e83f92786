"""Heavy modules, imported when first used, with the install line when they are missing."""

from __future__ import annotations

import importlib
import importlib.abc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


class _Hidden(importlib.abc.MetaPathFinder):
    """Finds that ``module`` is not there."""

    def __init__(self, module: str) -> None:
        self._module = module

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname == self._module:
            raise ModuleNotFoundError(f"{fullname} is left out here", name=fullname)


@contextmanager
def hidden(module: str) -> Iterator[None]:
    """Within, ``module`` cannot be imported, unless it already was: for packages that import it
    only to ask whether a value is of its types."""
    finder = _Hidden(module)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
