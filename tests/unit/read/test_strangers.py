"""A file that is no picture or film is told by what it is, in both languages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mirada.language.errors_es import spanish
from mirada.language.errors_es_phrases import PHRASES
from mirada.read.strangers import _KNOWN, name_of, stranger

TEXTS = (
    b"once upon a time\n",
    b"\xef\xbb\xbfa,b\r\n1,2\r\n",
    "una ñandú y «comillas» — así\n".encode(),
    "niño, árbol, pingüino y mucho texto más\n".encode("latin-1"),
    "texto".encode("utf-16"),
    ("á" * 4096).encode()[:4095],
    b'{"error": "not found"}',
    b"MZ is how this text begins",
)


@pytest.mark.parametrize("head", TEXTS)
def test_texts(head: bytes) -> None:
    assert name_of(head) == "a text"


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\n <!DOCTYPE html><title>404</title>", "a web page"),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "an SVG drawing"),
        (b"<?xml version='1.0'?><note/>", "a text"),
        (b"%PDF-1.7\n%abc", "a PDF document"),
        (b"PK\x03\x04" + bytes(40), "a ZIP archive or an office document"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a sound file"),
        (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "a JPEG XL picture"),
        (b"\x00\x00\x00\x18ftypcrx ", "a camera's raw picture"),
        (b"version https://git-lfs.github.com/spec/v1\noid", "a Git LFS pointer"),
    ],
)
def test_what_is_known(head: bytes, what: str) -> None:
    assert name_of(head) == what


def test_bytes_without_a_meaning_get_no_name() -> None:
    random = np.random.default_rng(0).integers(0, 256, 4096).astype(np.uint8).tobytes()
    for head in (b"", bytes(100), random, random[:40], b"\xe9\xe8\xff\xd8"):
        assert name_of(head) == ""


def test_every_name_has_spanish() -> None:
    names = {what for *_, what in _KNOWN} | {"a text", "a web page", "an SVG drawing"}
    assert sorted(names - set(PHRASES)) == []


def test_the_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a b.jpg"
    path.write_text("once")
    told = stranger(path, "a picture or film")
    assert told.kind == "unsupported"
    assert told.message == f"The file {path} is a text, not a picture or film that Mirada reads."
    assert spanish(told.message) == (
        f"El fichero {path} es un texto, no una imagen ni un vídeo que Mirada lea."
    )
    path.write_bytes(bytes(9))
    told = stranger(path, "a picture")
    assert told.message == f"The file {path} is not a picture in a format that Mirada reads."
    assert spanish(told.message) == (
        f"El fichero {path} no es una imagen en un formato que Mirada lea."
    )
    path.unlink()
    assert stranger(path, "a picture").kind == "vanished"
