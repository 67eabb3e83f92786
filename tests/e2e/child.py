"""``mirada`` for tests, in a child process: with a second model, slower, and committing often.

    python child.py '{"pause": 0.02}' index FOLDER --archive DIR

The model ``fake-2`` is ``fake`` with all its vectors turned round: another space, so that vectors
of the two that were mixed would show. Prints ``begin`` once everything is imported.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import mirada.models
import mirada.store.writer
from mirada.cli.main import run
from mirada.models.fake import FakeEmbedder
from mirada.settings import Settings
from mirada.types import Space
from mirada.verbs import index, migrate, search, stages  # noqa: F401  (imported before "begin")


class SecondFake(FakeEmbedder):
    """The same pictures and words, in another space."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.space = Space("fake", "2", self.space.dimension, "fake0002")
        self.info = replace(self.info, name="fake-2")

    def embed_prepared(self, batch: Any) -> Any:
        return super().embed_prepared(batch)[:, ::-1].copy()

    def embed_texts(self, texts: Sequence[str]) -> Any:
        return super().embed_texts(texts)[:, ::-1].copy()


def install(pause: float = 0.0, commit: float | None = None, buffer: int | None = None) -> None:
    """Make ``fake-2`` known; ``pause`` seconds a batch, ``commit`` seconds between commits."""
    real_load, real_embed = mirada.models.load_model, stages.embed_tensors

    def load_model(name: Any = "nano", *, engine: str = "auto", settings: Any = None) -> Any:
        if str(name) == "fake-2":
            return SecondFake(settings or Settings())
        return real_load(name, engine=engine, settings=settings)

    def embed_tensors(embedder: Any, tensors: Any) -> Any:
        time.sleep(pause)
        return real_embed(embedder, tensors)

    mirada.models.load_model = load_model
    stages.embed_tensors = migrate.embed_tensors = embed_tensors
    stages.BATCH_SIZE = migrate.BATCH_SIZE = 8
    if commit is not None:
        stages.COMMIT_SECONDS = migrate.COMMIT_SECONDS = commit
    if buffer is not None:
        mirada.store.writer.BUFFER_BYTES = buffer


if __name__ == "__main__":
    install(**json.loads(sys.argv[1]))
    print("begin", flush=True)
    sys.exit(run(sys.argv[2:]))
