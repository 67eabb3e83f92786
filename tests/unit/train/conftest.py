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


@pytest.fixture(scope="session")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights of EfficientNet-Lite0 under their published names."""
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    state: dict[str, object] = {}

    def conv(name: str, norm: str, shape: tuple[int, int, int]) -> None:
        out, into, side = shape
        fan = into * side * side
        state[f"{name}.weight"] = torch.randn(out, into, side, side) * (2.0 / fan) ** 0.5
        state[f"{norm}.weight"] = torch.rand(out) + 0.5
        state[f"{norm}.bias"] = torch.randn(out) * 0.1
        state[f"{norm}.running_mean"] = torch.randn(out) * 0.1
        state[f"{norm}.running_var"] = torch.rand(out) + 0.5

    conv("_conv_stem", "_bn0", (32, 3, 3))
    stages = ((1, 16, 3, 1), (2, 24, 3, 6), (2, 40, 5, 6), (3, 80, 3, 6), (3, 112, 5, 6))
    stages += ((4, 192, 5, 6), (1, 320, 3, 6))
    number, width = 0, 32
    for repeats, out, side, wider in stages:
        for _ in range(repeats):
            name, inner = f"_blocks.{number}.", width * wider
            if wider > 1:
                conv(f"{name}_expand_conv", f"{name}_bn0", (inner, width, 1))
            conv(f"{name}_depthwise_conv", f"{name}_bn1", (inner, 1, side))
            conv(f"{name}_project_conv", f"{name}_bn2", (out, inner, 1))
            number, width = number + 1, out
    conv("_conv_head", "_bn1", (1280, 320, 1))
    state["_fc.weight"], state["_fc.bias"] = torch.randn(1000, 1280) * 0.03, torch.randn(1000)
    path = tmp_path_factory.mktemp("backbone") / "lite0.pth"
    torch.save(state, path)
    return path
