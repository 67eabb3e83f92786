"""What sees and writes: protocols, catalogue, one file an engine; ``nano/`` holds the weights.

Importing this package loads no engine: ``load_model`` brings in what it needs.
"""

from mirada.models.background import background_bank
from mirada.models.load import load_model
from mirada.models.protocols import ClassificationFit, Embedder, ImageLike, ModelInfo

__all__ = [
    "ClassificationFit",
    "Embedder",
    "ImageLike",
    "ModelInfo",
    "background_bank",
    "load_model",
]
