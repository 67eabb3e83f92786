"""Texts become the ids that the model was trained on, whatever the tokenizer file was left at."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mirada.errors import ModelFilesError, QueryError
from mirada.models.text import TextPreprocessing, cleaned_text, read_text_preprocessing

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "perro", "playa", "red", "car", "<pad>"]
ENDS = [("[CLS]", 2), ("[SEP]", 3)]


@pytest.fixture
def tokenizer_file(tmp_path: Path) -> Path:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(WORDS)}, "[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=ENDS
    )
    # What all-MiniLM's file says of padding and truncation, made worse.
    tokenizer.enable_truncation(3)
    tokenizer.enable_padding(length=9, pad_id=9, pad_token="<pad>")
    path = tmp_path / "tokenizer.json"
    tokenizer.save(str(path))
    return path


def _read(path: Path, config: dict[str, Any] | None = None, **own: Any) -> TextPreprocessing:
    return read_text_preprocessing(path, config or {}, {"max_length": 6, **own})


def test_the_files_own_truncation_and_padding_are_overridden(tokenizer_file: Path) -> None:
    text = _read(tokenizer_file, pad_token="[PAD]")
    ids, mask = text.encode(["un perro playa", "red"])
    assert ids.tolist() == [[2, 4, 5, 6, 3], [2, 7, 3, 0, 0]]
    assert mask.tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]
    assert ids.dtype == mask.dtype == np.int64


def test_a_cut_text_keeps_its_end(tokenizer_file: Path) -> None:
    text = _read(tokenizer_file)
    ids, _ = text.encode(["un perro playa red car un perro"])
    assert ids.tolist() == [[2, 4, 5, 6, 7, 3]]
    assert text.count("un perro playa red car un perro") == 9
    assert text.count("") == 2
    assert text.encode([""])[0].tolist() == [[2, 3]]


def test_fixed_padding_always_fills(tokenizer_file: Path) -> None:
    text = _read(tokenizer_file, padding="max_length", pad_token="[PAD]")
    for texts in (["un"], ["un", "perro playa"]):
        assert text.encode(texts)[0].shape == (len(texts), 6)


def test_a_fixed_network_width_wins(tokenizer_file: Path) -> None:
    ids, mask = _read(tokenizer_file, pad_token="[PAD]").encode(["un perro playa"], 4)
    assert ids.tolist() == [[2, 4, 5, 3]]
    ids, mask = _read(tokenizer_file, pad_token="[PAD]").encode(["un"], 8)
    assert ids.tolist() == [[2, 4, 3, 0, 0, 0, 0, 0]]
    assert mask.sum() == 3


def test_the_padding_token_is_found_where_files_keep_it(tokenizer_file: Path) -> None:
    texts = ["un perro", "un"]
    assert _read(tokenizer_file).encode(texts)[0][1, -1] == 9  # tokenizer.json itself
    special = tokenizer_file.with_name("special_tokens_map.json")
    special.write_text(json.dumps({"pad_token": {"content": "[PAD]"}}))
    assert _read(tokenizer_file).encode(texts)[0][1, -1] == 0
    saved = tokenizer_file.with_name("tokenizer_config.json")
    saved.write_text(json.dumps({"pad_token": "[SEP]", "padding_side": "left"}))
    assert _read(tokenizer_file).encode(texts)[0].tolist() == [[2, 4, 5, 3], [3, 2, 4, 3]]


@pytest.mark.parametrize(
    ("config", "length", "fixed", "clean"),
    [
        ({"model_type": "siglip", "text_config": {}}, 64, True, "canonicalize"),
        ({"model_type": "siglip", "text_config": {"vocab_size": 256000}}, 64, True, "lower"),
        ({"model_type": "siglip", "text_config": {"vocab_size": 250000}}, 64, True, "canonicalize"),
        ({"model_type": "siglip2"}, 64, True, "lower"),
        ({"model_type": "siglip", "text_config": {"max_position_embeddings": 16}}, 16, True, None),
        ({"model_type": "clip", "text_config": {}}, 77, False, "none"),
        ({"text_config": {"model_type": "xlm-roberta", "max_position_embeddings": 514}}, 512, 0, 0),
        ({"text_config": {"model_type": "bert", "max_position_embeddings": 20}}, 20, False, "none"),
        ({"text_cfg": {"context_length": 40}}, 40, True, "whitespace"),
        ({"text_cfg": {"tokenizer_kwargs": {"clean": "canonicalize"}}}, 77, True, "canonicalize"),
        ({}, 512, False, "none"),
    ],
)
def test_families(
    config: dict[str, Any], length: int, fixed: bool, clean: str, tokenizer_file: Path
) -> None:
    text = read_text_preprocessing(tokenizer_file, config, {})
    assert text.max_length == length
    assert text.fixed == bool(fixed)
    assert not clean or text.clean == clean


def test_cleaning() -> None:
    text = "  A_Photo,  of ¿RED? cars! "
    assert cleaned_text(text, "none") == text
    assert cleaned_text(text, "whitespace") == "A_Photo, of ¿RED? cars!"
    assert cleaned_text(text, "lower") == "a_photo, of ¿red? cars!"
    assert cleaned_text(text, "canonicalize") == "a photo of ¿red cars"


def test_the_hash_sees_everything_but_the_path(tokenizer_file: Path, tmp_path: Path) -> None:
    base = _read(tokenizer_file)
    changed = [
        _read(tokenizer_file, max_length=7),
        _read(tokenizer_file, padding="max_length"),
        _read(tokenizer_file, pad_token="[SEP]"),
        _read(tokenizer_file, clean="lower"),
    ]
    assert len({base.hash, *(item.hash for item in changed)}) == 5
    (tmp_path / "moved").mkdir()
    moved = shutil.copy(tokenizer_file, tmp_path / "moved" / "tokenizer.json")
    assert _read(Path(moved)).hash == base.hash


def test_texts_that_are_none(tokenizer_file: Path) -> None:
    text = _read(tokenizer_file)
    with pytest.raises(QueryError, match="not int"):
        text.encode([3])  # type: ignore[list-item]
    with pytest.raises(QueryError, match="limit"):
        text.encode(["a" * 100_001])
    assert text.encode([])[0].shape == (0, 0)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "cannot be read"),
        (b"{", "cannot be read"),
        (b"{}", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b'{"version": "1.0", "model": {"type": "Nonsense"}}', "cannot be read"),
    ],
)
def test_damaged_tokenizers_get_one_sentence(
    content: bytes, sentence: str, tokenizer_file: Path
) -> None:
    tokenizer_file.write_bytes(content)
    with pytest.raises(ModelFilesError, match=sentence) as caught:
        _read(tokenizer_file).encode(["un"])
    assert "\n" not in str(caught.value)


def test_a_giant_tokenizer_is_refused_unread(tokenizer_file: Path) -> None:
    text = _read(tokenizer_file)
    with tokenizer_file.open("r+b") as file:
        file.truncate(300 * 1024**2)  # sparse: it takes no room
    with pytest.raises(ModelFilesError, match="too many"):
        text.encode(["un"])


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ({"max_length": -4}, "-4 tokens"),
        ({"max_length": 1}, "1 tokens"),
        ({"max_length": 10**9}, "tokens"),
        ({"clean": "boil"}, "unknown way"),
    ],
)
def test_lying_settings(own: dict[str, Any], sentence: str, tokenizer_file: Path) -> None:
    with pytest.raises(ModelFilesError, match=sentence):
        _read(tokenizer_file, **own)


def test_no_room_for_words(tokenizer_file: Path) -> None:
    with pytest.raises(ModelFilesError, match="special tokens"):
        _read(tokenizer_file, max_length=2).encode(["un"])
