"""Models that write: pictures and a prompt -> text, on this machine or behind a server.

Importing this package loads no engine: ``load_generator`` brings in what it needs.
"""

from mirada.models.generators.catalogue import GENERATORS, find_generator
from mirada.models.generators.load import load_generator
from mirada.models.generators.protocol import (
    Finish,
    Generator,
    GeneratorInfo,
    OnText,
    Reply,
    Request,
)
from mirada.models.generators.usage import Budget, Ledger, Price, Usage

__all__ = [
    "GENERATORS",
    "Budget",
    "Finish",
    "Generator",
    "GeneratorInfo",
    "Ledger",
    "OnText",
    "Price",
    "Reply",
    "Request",
    "Usage",
    "find_generator",
    "load_generator",
]
