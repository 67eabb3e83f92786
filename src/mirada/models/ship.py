"""``python -m mirada.models.ship FOLDER``: embed the background texts into a model's folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from mirada.models.background import ship_bank
from mirada.models.load import load_model


def main(arguments: Sequence[str]) -> None:
    """Write the bank beside the model in the one folder that is named."""
    folder = Path(arguments[0])
    ship_bank(load_model(folder, engine="onnx"), folder)


if __name__ == "__main__":
    main(sys.argv[1:])
