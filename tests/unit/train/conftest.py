"""A data folder and a sentence encoder small enough to run the whole recipe in seconds."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

KEYS = {
    "tiny_imagenet32_train.parquet": ("wnid", ["n01443537", "n07753592", "n02123045"], 32),
    "tiny_imagenet32_val.parquet": ("wnid", ["n01443537", "n07753592", "n02123045"], 32),
    "cifar10_train.parquet": ("name", ["cat", "ship"], 32),
    "natural30.parquet": ("name", ["person", "car"], 30),
    "imagenette112_train.parquet": ("wnid", ["n03028079", "n01440764"], 40),
}
CAPTIONS = [
    ("A dog runs over the grass .", "Un perro corre por la hierba ."),
    ("Two men play football", "Dos hombres juegan al fútbol"),
    ("A child in a red coat", "Un niño con un abrigo rojo"),
    ("A boat on the sea", "Una barca en el mar"),
]


def picture(seed: int, width: int, height: int) -> bytes:
    values = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    target = io.BytesIO()
    Image.fromarray(values).save(target, "PNG")
    return target.getvalue()


@pytest.fixture(autouse=True)
def whole_arithmetic() -> Iterator[None]:
    """The recipe flushes denormal numbers in its process; the tests after it want them back."""
    yield
    pytest.importorskip("torch").set_flush_denormal(False)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder layout of docs/train-nano.md with 40 pictures a set."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    folder = tmp_path_factory.mktemp("data")
    for name, (column, keys, side) in KEYS.items():
        rows = {
            "image": [picture(i, side, side) for i in range(40)],
            column: [keys[i % len(keys)] for i in range(40)],
        }
        parquet.write_table(arrow.table(rows), folder / name)
    photographs = {
        "image": [picture(i, 48, 36) for i in range(12)],
        "captions": [[CAPTIONS[(i + j) % 4][0] for j in range(5)] for i in range(12)],
    }
    parquet.write_table(arrow.table(photographs), folder / "flickr8k_700.parquet")
    (folder / "text").mkdir()
    with gzip.open(folder / "text" / "captions_en_es.tsv.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{english}\t{spanish}\n" for english, spanish in CAPTIONS)
    return folder


@pytest.fixture(scope="session")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random BERT of one layer with a tokenizer of letters."""
    transformers = pytest.importorskip("transformers")
    torch = pytest.importorskip("torch")
    folder = tmp_path_factory.mktemp("teacher")
    letters = [*"abcdefghijklmnopqrstuvwxyz0123456789-'"]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]
    vocabulary += [f"##{letter}" for letter in letters]
    (folder / "vocab.txt").write_text("\n".join([*vocabulary, "dog", "boat"]), encoding="utf-8")
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary) + 2,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    transformers.BertModel(config).save_pretrained(folder)
    transformers.BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder
