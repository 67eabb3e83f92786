"""The pictures the recipe learns from: parquet tables read once into memory as small uint8 arrays.

Every picture is squeezed to a square of its set's own size and its true aspect is kept beside it,
so that one affine sampling step (see `augment`) can crop, turn, stretch and enlarge it at once.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mirada.errors import InputError
from mirada.lazy import require


@dataclass(frozen=True)
class Source:
    """One file of pictures: where it is, how large it is kept, how often an epoch repeats it."""

    name: str
    file: str
    size: int  # pixels: side of the square each picture is kept at
    repeat: int  # times each picture is seen in an epoch
    held_out: int  # rows at fixed random places kept apart as a development split
    key: str | None = None  # column that names the class; None: the rows have captions instead
    strong: bool = False  # few pictures, seen often: stronger augmentation


SOURCES = (
    Source("tiny-imagenet", "tiny_imagenet32_train.parquet", 32, 1, 0, key="wnid"),
    Source("cifar10", "cifar10_train.parquet", 32, 1, 1000, key="name"),
    Source("natural", "natural30.parquet", 32, 1, 200, key="name"),
    Source("imagenette", "imagenette112_train.parquet", 112, 2, 500, key="wnid"),
    Source("flickr8k", "flickr8k_700.parquet", 192, 40, 100, strong=True),
)
DEVELOPMENT = Source("tiny-imagenet", "tiny_imagenet32_val.parquet", 32, 0, 0, key="wnid")


@dataclass(frozen=True)
class Pictures:
    """Pictures of one source.

    pixels: uint8 [n, size, size, 3]; aspect: float32 [n], width / height of the original;
    keys: class key of each row, empty where the rows have `captions` (several sentences a row).
    """

    source: Source
    pixels: NDArray[np.uint8]
    aspect: NDArray[np.float32]
    keys: tuple[str, ...]
    captions: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.pixels)

    def take(self, rows: Sequence[int] | NDArray[np.int64]) -> Pictures:
        """The given rows, as the same kind of value."""
        return Pictures(
            self.source,
            self.pixels[np.asarray(rows, dtype=np.int64)],
            self.aspect[np.asarray(rows, dtype=np.int64)],
            tuple(self.keys[i] for i in rows) if self.keys else (),
            tuple(self.captions[i] for i in rows) if self.captions else (),
        )


def read_pictures(folder: Path, source: Source, limit: int | None = None) -> Pictures:
    """Read a source's parquet file; `limit` keeps only the first rows.

    Raises InputError when the file or one of its columns is missing.
    """
    path = folder / source.file
    if not path.is_file():
        raise InputError(
            f"{source.file} is not in {folder}",
            hint="docs/train-nano.md describes the data folder the recipe reads",
        )
    parquet = require("pyarrow.parquet", extra="torch")
    columns = ["image", source.key or "captions"]
    try:
        table = parquet.read_table(path, columns=columns)
    except (ValueError, KeyError, OSError) as error:
        raise InputError(f"{source.file} has no readable columns {columns}: {error}") from error
    table = table.slice(0, limit) if limit is not None else table
    decoded = [_decode(data, source.size) for data in table["image"].to_pylist()]
    words = table[columns[1]].to_pylist()
    return Pictures(
        source,
        np.stack([pixels for pixels, _ in decoded]),
        np.array([aspect for _, aspect in decoded], dtype=np.float32),
        tuple(words) if source.key else (),
        () if source.key else tuple(tuple(captions) for captions in words),
    )


def _decode(data: bytes, size: int) -> tuple[NDArray[np.uint8], float]:
    with Image.open(io.BytesIO(data)) as opened:
        picture = opened.convert("RGB")
    aspect = picture.width / picture.height
    if picture.size != (size, size):
        picture = picture.resize((size, size), Image.Resampling.BILINEAR)
    return np.asarray(picture), aspect


def split(pictures: Pictures, seed: int = 0) -> tuple[Pictures, Pictures]:
    """(training rows, held-out rows): the held-out ones are drawn once, from `seed` alone."""
    mine, held = split_rows(len(pictures), pictures.source, seed)
    return pictures.take(mine), pictures.take(held)


def split_rows(
    count: int, source: Source, seed: int = 0
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row numbers of (training rows, held-out rows) of a source with `count` rows."""
    held = min(source.held_out, count // 2)
    order = np.random.default_rng(seed).permutation(count)
    return np.sort(order[held:]), np.sort(order[:held])


def epoch_batches(
    lengths: Sequence[int], repeats: Sequence[int], batch: int, seed: int
) -> Iterator[NDArray[np.int64]]:
    """Batches of one epoch as rows (source index, row): int64 [batch, 2]; the last short one is
    dropped. The order depends on `seed` alone, so that a resumed run sees what it would have seen.
    """
    rows = np.concatenate(
        [
            np.stack([np.full(n * r, s), np.tile(np.arange(n), r)], axis=1)
            for s, (n, r) in enumerate(zip(lengths, repeats, strict=True))
        ]
    )
    np.random.default_rng(seed).shuffle(rows)
    for start in range(0, len(rows) - batch + 1, batch):
        yield rows[start : start + batch]
