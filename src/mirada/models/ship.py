"""``python -m mirada.models.ship FOLDER``: put the vectors that are made once into its folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from mirada.models.background import ship_bank
from mirada.models.load import load_model
from mirada.models.vocabulary import ship_vocabulary


def main(arguments: Sequence[str]) -> None:
    """Write the bank and the vocabulary beside the model in the one folder that is named."""
    folder = Path(arguments[0])
    embedder = load_model(folder, engine="onnx")
    ship_bank(embedder, folder)
    ship_vocabulary(embedder, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
