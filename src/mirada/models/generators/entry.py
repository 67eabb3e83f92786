"""What a row of the table of generators holds, and which files of its repository are pulled."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import ClassVar, Literal

from mirada.errors import ModelNotFoundError
from mirada.models.generators.usage import Price

_WANTED = frozenset({".safetensors", ".json", ".jinja", ".txt", ".model"})


@dataclass(frozen=True, slots=True)
class GeneratorEntry:
    """One row of the table.

    Attributes:
        engine: "transformers" (pulled, runs here) or "openai" (a vendor's, or a server that you
            run).
        source: the repository on the hub, or the vendor's name of the model.
        parameters: number of weights; 0 = not published.
        reads: what a request may hold: "text", "image", "film".
        context: tokens of one call, read and written together.
        license: SPDX name, the licence's own, or "closed".
        image_size: longest side in pixels that pictures are brought down to.
        vendor: who answers; "" = open weights.
        base_url: the vendor's address for clients of the OpenAI dialect.
        price: of the vendor; None = open weights.
        effort: how long a vendor's model should think, in its own word; "" = as it likes.
        most_images: pictures in one request.
        follows: whether it does what a prompt says; captioners write what they always write.
        weight_bytes: bytes of a weight as published.
        good_at_es, good_at_en: one sentence.
    """

    name: str
    engine: Literal["transformers", "openai"]
    source: str
    parameters: int
    reads: tuple[str, ...]
    context: int
    license: str
    image_size: int
    good_at_es: str
    good_at_en: str
    vendor: str = ""
    base_url: str = ""
    price: Price | None = None
    effort: str = ""
    most_images: int = 16
    follows: bool = True
    weight_bytes: int = 2
    revision: str = "main"

    # What ``pull`` asks of an entry beside ``name``, ``source``, ``revision`` and so on.
    embedded: ClassVar[bool] = False
    variant: ClassVar[str] = ""
    dimension: ClassVar[int] = 0
    languages: ClassVar[tuple[str, ...]] = ()

    @property
    def download_mb(self) -> int:
        """About what ``mirada models pull`` fetches; 0 where there is nothing to fetch."""
        return 0 if self.served else round(self.parameters * self.weight_bytes / 1e6)

    @property
    def served(self) -> bool:
        """Whether a server answers for it: there is nothing to pull."""
        return self.engine == "openai"

    def files_in(self, paths: Collection[str]) -> list[str]:
        """Of the paths in its repository, those that transformers reads.

        Raises:
            ModelNotFoundError: there are no weights in safetensors.
        """
        plain = [path for path in paths if len(PurePosixPath(path).parts) == 1]
        found = [path for path in plain if PurePosixPath(path).suffix in _WANTED]
        found = [path for path in found if not path.startswith("consolidated")]
        if not any(path.endswith(".safetensors") for path in found):
            raise ModelNotFoundError(f"{self.source} has no weights in safetensors.")
        return found
