"""Texts -> token ids: one definition, read from the model's own files.

What a ``tokenizer.json`` says about truncation and padding is a leftover of whoever saved it
(all-MiniLM ships 128 and fixed padding), so both are switched off and done here, from the model's
context length. Nothing is changed inside the tokenizer afterwards: it is safe to share.
"""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from mirada.errors import ModelFilesError, QueryError
from mirada.models.documents import digest, number, read_json, section, word
from mirada.models.protocols import Integers

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Clean = Literal["none", "whitespace", "lower", "canonicalize"]

_CLEANS: tuple[Clean, ...] = ("none", "whitespace", "lower", "canonicalize")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_SPACE = re.compile(r"\s+")
_LONGEST = 8_192  # tokens; a longer promise is a mistake in the files
_TOKENIZER_BYTES = 256 * 1024**2
_TEXT_CHARACTERS = 100_000
_DEFAULT_LENGTH = {"clip": 77, "siglip": 64, "siglip2": 64}
_GEMMA_VOCABULARY = 256_000  # SigLIP 2 reads text with Gemma's vocabulary, lower-cased


@dataclass(frozen=True)
class TextPreprocessing:
    """How a text becomes token ids.

    Attributes:
        tokenizer_file: the ``tokenizer.json``; loaded when the first text comes.
        tokenizer_hash: SHA-256 of that file.
        max_length: tokens that the model reads, special ones included.
        pad_token: the token that fills; "" when only ``pad_id`` is known.
        pad_id: its id when the tokenizer does not know ``pad_token``.
        fixed: fill every text to ``max_length`` (SigLIP pools the last position, so it must see
            the same length always); otherwise to the longest of the batch.
        left: fill before the text.
        clean: what the model's training did to its texts before the tokenizer.
    """

    tokenizer_file: Path
    tokenizer_hash: str
    max_length: int
    pad_token: str = ""
    pad_id: int = 0
    fixed: bool = False
    left: bool = False
    clean: Clean = "none"

    @property
    def hash(self) -> str:
        """Eight hexadecimal digits over everything that changes the ids."""
        key = (
            f"{self.tokenizer_hash}|{self.max_length}|{self.pad_token}|{self.pad_id}"
            f"|{self.fixed}|{self.left}|{self.clean}"
        )
        return hashlib.sha256(key.encode()).hexdigest()[:8]

    def encode(self, texts: Sequence[str], length: int = 0) -> tuple[Integers, Integers]:
        """n texts -> ids and mask, int64 [n, t].

        ``length`` > 0 fills to that many tokens (a network whose text input has a fixed width).

        Raises:
            QueryError: something that is no text, or one of more than 100,000 characters.
            ModelFilesError: the tokenizer cannot be read.
        """
        limit = min(self.max_length, length) if length else self.max_length
        room = limit - self._specials
        rows = []
        for encoding in self._raw(texts):
            if len(encoding.ids) > room:
                encoding.truncate(room)
            rows.append(self._tokenizer.post_process(encoding, None, True).ids)
        width = length or (self.max_length if self.fixed else max(map(len, rows), default=0))
        ids = np.full((len(rows), width), self._pad, np.int64)
        mask = np.zeros((len(rows), width), np.int64)
        for index, row in enumerate(rows):
            place = slice(width - len(row), width) if self.left else slice(0, len(row))
            ids[index, place] = row
            mask[index, place] = 1
        return ids, mask

    def count(self, text: str) -> int:
        """Tokens of ``text`` before it is cut, special ones included."""
        return len(self._raw([text])[0].ids) + self._specials

    def count_unknown(self, text: str) -> int:
        """Tokens of ``text`` that stand for characters or words outside the vocabulary."""
        name = getattr(self._tokenizer.model, "unk_token", None)
        unknown = self._tokenizer.token_to_id(name) if isinstance(name, str) else None
        ids = self._raw([text])[0].ids
        return 0 if unknown is None else sum(token == unknown for token in ids)

    def _raw(self, texts: Sequence[str]) -> list[Encoding]:
        """Encodings without special tokens, not cut."""
        cleaned = [cleaned_text(checked_text(text), self.clean) for text in texts]
        encodings: list[Encoding] = self._tokenizer.encode_batch(cleaned, add_special_tokens=False)
        return encodings

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(self.tokenizer_file)

    @cached_property
    def _specials(self) -> int:
        count = int(self._tokenizer.num_special_tokens_to_add(False))
        if count >= self.max_length:
            raise ModelFilesError(
                f"{self.tokenizer_file} adds {count} special tokens to a text, but the model "
                f"reads {self.max_length}."
            )
        return count

    @cached_property
    def _pad(self) -> int:
        known = self._tokenizer.token_to_id(self.pad_token) if self.pad_token else None
        if known is not None:
            return int(known)
        return int(_saved_padding(self.tokenizer_file).get("pad_id", self.pad_id))


def checked_text(text: object) -> str:
    """``text`` itself.

    Raises:
        QueryError: it is no text, or has more than 100,000 characters.
    """
    if not isinstance(text, str):
        raise QueryError(f"A text is wanted, not {type(text).__name__}.")
    if len(text) > _TEXT_CHARACTERS:
        raise QueryError(
            f"A text has {len(text):,} characters; {_TEXT_CHARACTERS:,} is the limit.",
            hint="Shorten it.",
        )
    return text


def cleaned_text(text: str, clean: Clean) -> str:
    """``text`` as the model's training saw it, by open_clip's names for the ways."""
    if clean == "none":
        return text
    if clean == "canonicalize":
        text = text.replace("_", " ").translate(_PUNCTUATION)
    if clean in ("canonicalize", "lower"):
        text = text.lower()
    return _SPACE.sub(" ", text).strip()


def load_tokenizer(path: Path) -> Tokenizer:
    """A tokenizer without truncation and padding.

    Raises:
        ModelFilesError: the file is missing, far too large or no tokenizer.
    """
    from tokenizers import Tokenizer

    try:
        size = path.stat().st_size
        if size > _TOKENIZER_BYTES:
            raise ModelFilesError(f"The tokenizer {path} has {size:,} bytes: too many.")
        tokenizer = Tokenizer.from_file(str(path))
    except ModelFilesError:
        raise
    except Exception as error:
        raise ModelFilesError(
            f"The tokenizer {path} cannot be read: {_first_line(error)}.",
            hint="Pull the model again.",
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_text_preprocessing(
    tokenizer_file: Path, config: Mapping[str, Any], own: Mapping[str, Any]
) -> TextPreprocessing:
    """The definition from ``tokenizer.json``, its ``tokenizer_config.json`` and the model's files.

    ``config`` is the model's ``config.json`` in transformers' or open_clip's dialect; ``own`` the
    part ``text`` of a ``mirada.json``, which wins.

    Raises:
        ModelFilesError: a file is missing, damaged or promises something impossible.
    """
    saved = read_json(tokenizer_file.with_name("tokenizer_config.json"), default={})
    special = read_json(tokenizer_file.with_name("special_tokens_map.json"), default={})
    open_clip = "text_cfg" in config
    family = word(config, "model_type")
    siglip = family.startswith("siglip")
    pad_token = _token(own.get("pad_token") or saved.get("pad_token") or special.get("pad_token"))
    max_length = number(own, "max_length", 0) or _context(config, saved, open_clip)
    if not 2 <= max_length <= _LONGEST:
        raise ModelFilesError(
            f"The files beside {tokenizer_file} promise texts of {max_length} tokens."
        )
    clean = own.get("clean") or _clean(config, saved, open_clip=open_clip, siglip=siglip)
    if clean not in _CLEANS:
        raise ModelFilesError(f"{tokenizer_file.parent} cleans texts in an unknown way: {clean!r}.")
    padding = own.get("padding") or ("max_length" if siglip or open_clip else "longest")
    return TextPreprocessing(
        tokenizer_file=tokenizer_file,
        tokenizer_hash=digest(tokenizer_file),
        max_length=max_length,
        pad_token=pad_token,
        pad_id=number(section(config, "text_config"), "pad_token_id", 0),
        fixed=padding == "max_length",
        left=saved.get("padding_side") == "left" and not siglip and not open_clip,
        clean=clean,
    )


def _context(config: Mapping[str, Any], saved: Mapping[str, Any], open_clip: bool) -> int:
    if open_clip:
        return number(section(config, "text_cfg"), "context_length", 77)
    text = section(config, "text_config") or config
    family = word(text, "model_type")
    limits = [number(saved, "model_max_length", _LONGEST + 1)]
    positions = number(text, "max_position_embeddings", 0)
    if positions:
        # RoBERTa counts its positions from the padding index + 1.
        limits.append(positions - 2 if "roberta" in family else positions)
    limits.append(_DEFAULT_LENGTH.get(word(config, "model_type"), 512))
    return min(limits) if positions or limits[0] > _LONGEST else limits[0]


def _clean(
    config: Mapping[str, Any], saved: Mapping[str, Any], *, open_clip: bool, siglip: bool
) -> str:
    if open_clip:
        kwargs = section(section(config, "text_cfg"), "tokenizer_kwargs")
        return word(kwargs, "clean") or "whitespace"
    if not siglip:
        return "none"
    vocabulary = number(section(config, "text_config"), "vocab_size", 32_000)
    named = f"{word(config, 'model_type')} {word(saved, 'tokenizer_class')}".lower()
    second = "siglip2" in named or "gemma" in named or vocabulary >= _GEMMA_VOCABULARY
    return "lower" if second else "canonicalize"


def _token(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("content")
    return value if isinstance(value, str) else ""


def _saved_padding(path: Path) -> Mapping[str, Any]:
    """What the file itself says of padding: read only when nothing else names the token."""
    padding = read_json(path, limit=_TOKENIZER_BYTES).get("padding")
    return padding if isinstance(padding, Mapping) else {}


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
