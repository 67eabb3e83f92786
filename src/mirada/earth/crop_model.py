"""The folder of a crop model: what ``mirada.json`` says of ``model.onnx``, checked first."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.legend import pastis
from mirada.errors import ModelFilesError, ModelNotFoundError

EMBEDDED = "nano"


@dataclass(frozen=True, slots=True)
class CropModel:
    """What a model folder says of itself.

    Attributes:
        name, revision: the revision is a hash of the graph.
        ids: the class id of each plane of the answer.
        bands: Sentinel-2 names in the order that the graph takes them.
        window: pixels a side of what the graph sees at once.
        longest: most dates that it was trained with.
        temperature: what its logits are divided by, so that shares are probabilities.
        confusion: [k, k] counts on test fields, rows = what the map said, columns = what was there.
        trained_on: in a few words.
        path: the graph.
    """

    name: str
    revision: str
    ids: tuple[int, ...]
    bands: tuple[str, ...]
    window: int
    longest: int
    temperature: float
    confusion: NDArray[np.float64] | None
    trained_on: str
    path: Path

    @property
    def id(self) -> str:
        return f"{self.name}-{self.revision}"


def embedded_folder() -> Path:
    """Where the model lies that comes with Mirada."""
    return Path(str(resources.files("mirada.earth") / EMBEDDED))


def read_model(folder: Path) -> CropModel:
    """What a model folder says of itself.

    Raises:
        ModelNotFoundError: there is no such folder.
        ModelFilesError: it is no crop model, says of itself what cannot be, or its graph is not
            the one that is described.
    """
    if not folder.is_dir():
        raise ModelNotFoundError(
            f"There is no crop model at {folder}.", hint="Make one with: mirada train tsvit DATA"
        )
    path, graph = folder / "mirada.json", folder / "model.onnx"
    try:
        found = _told(json.loads(path.read_text(encoding="utf-8")), graph)
        digest = graph_revision(graph)
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise ModelFilesError(
            f"The folder {folder} is no crop model ({type(error).__name__}: {error}).",
            hint="It needs model.onnx and mirada.json, as mirada train tsvit writes them.",
        ) from error
    wrong = _impossible(found)
    if wrong:
        raise ModelFilesError(
            f"The file {path} says of its model what cannot be: {wrong}.",
            hint="Copy the whole folder again.",
        )
    if digest != found.revision:
        raise ModelFilesError(
            f"The graph {graph} is not the one that {path} describes.",
            hint="Copy the whole folder again.",
        )
    return found


def _told(told: dict[str, Any], graph: Path) -> CropModel:
    counts = told.get("confusion")
    return CropModel(
        name=str(told["name"]),
        revision=str(told["revision"]),
        ids=tuple(int(one) for one in told["ids"]),
        bands=tuple(str(one) for one in told["bands"]),
        window=int(told["window"]),
        longest=int(told["longest"]),
        temperature=float(told["temperature"]),
        confusion=None if counts is None else np.array(counts, np.float64),
        trained_on=str(told.get("trained_on", "")),
        path=graph,
    )


def _impossible(model: CropModel) -> str:
    """The first entry that would give wrong maps or none, as ``name value``; "" = all are fine."""
    counts, k = model.confusion, len(model.ids)
    square = counts is None or (counts.shape == (k, k) and bool((counts >= 0).all()))
    known = set(model.ids) <= pastis().known_ids and len(set(model.ids)) == k > 0
    fine = {
        f"ids {list(model.ids)}": known,
        f"bands {list(model.bands)}": len(set(model.bands)) == len(model.bands) > 0,
        f"window {model.window}": model.window >= 2,
        f"longest {model.longest}": model.longest >= 1,
        f"temperature {model.temperature}": 0 < model.temperature < math.inf,
        "confusion": square,
    }
    return next((name for name, good in fine.items() if not good), "")


def graph_revision(graph: Path) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of a graph's bytes."""
    return hashlib.sha256(graph.read_bytes()).hexdigest()[:12]
