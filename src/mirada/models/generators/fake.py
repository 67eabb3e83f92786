"""A generator without a model: deterministic and instant, on the contract of a real one.

It repeats the numbered facts that it finds in a prompt (``prompts.py`` writes them), and where
there are none says of each picture how large it is and what colour prevails. So everything above
can be tested without weights, and what it writes is true.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from mirada.models.generators.images import estimate_tokens, open_images
from mirada.models.generators.protocol import Finish, GeneratorInfo, OnText, Reply, Request
from mirada.models.generators.schema import read_reply
from mirada.models.generators.usage import Ledger, Price, Usage, usage_of
from mirada.models.generators.wire import asked
from mirada.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image

_NAME = "fake"
_FACT = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_PIECE = re.compile(r"\s*\S+")


class FakeGenerator:
    """Repeats facts; counts words as tokens."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._settings = settings
        self._ledger = ledger
        self.info = GeneratorInfo(
            name=_NAME,
            model=_NAME,
            engine="fake",
            device="cpu",
            license="Apache-2.0",
            context_length=100_000,
            image_size=512,
            price=Price(0.0, 0.0),
        )

    @property
    def usage(self) -> Usage:
        return self._ledger.usage

    def generate(self, request: Request, on_text: OnText | None = None) -> Reply:
        """See :class:`mirada.models.generators.protocol.Generator`."""
        began = time.monotonic()
        info = self.info
        pictures = open_images(request.images, info.image_size, info.most_images, self._settings)
        tokens_in = estimate_tokens(pictures, asked(request) + request.system)
        with self._ledger.call(info.model, tokens_in + request.max_tokens, 0.0):
            whole = _PIECE.findall(_answer(request, pictures))
            written = whole[: request.max_tokens]
            if on_text is not None:
                for piece in written:
                    on_text(piece)
            finish: Finish = "stop" if len(written) == len(whole) else "length"
            reply = Reply(
                text="".join(written).strip(),
                tokens_in=tokens_in,
                tokens_out=len(written),
                cost=0.0,
                seconds=time.monotonic() - began,
                model=info.model,
                revision="1",
                finish=finish,
            )
            self._ledger.add(usage_of(reply))
        if request.schema is None:
            return reply
        return replace(reply, data=read_reply(reply.text, request.schema, info.model))


def _answer(request: Request, pictures: Sequence[Image]) -> str:
    facts = [(int(number), text.strip()) for number, text in _FACT.findall(request.prompt)]
    if request.schema is not None:
        return json.dumps(_instance(request.schema, facts), ensure_ascii=False)
    if facts:
        return " ".join(f"{text} [{number}]" for number, text in facts)
    shown = [_seen(number, picture) for number, picture in enumerate(pictures, start=1)]
    return " ".join(shown) or "There is nothing to tell."


def _seen(number: int, picture: Image) -> str:
    red, green, blue = np.asarray(picture).reshape(-1, 3).mean(axis=0).round().astype(int)
    return (
        f"Picture {number} has {picture.width} by {picture.height} pixels; its mean colour is "
        f"#{red:02x}{green:02x}{blue:02x}."
    )


def _instance(schema: Mapping[str, Any], facts: Sequence[tuple[int, str]]) -> Any:
    """A value of ``schema``; a list of objects with ``text`` and ``facts`` gets the facts."""
    kind = schema.get("type")
    if "enum" in schema:
        return schema["enum"][0]
    if kind == "object":
        inner = schema.get("properties", {})
        return {name: _instance(each, facts) for name, each in inner.items()}
    if kind == "array":
        item = schema.get("items", {})
        if {"text", "facts"} <= set(item.get("properties", ())):
            return [{"text": text, "facts": [number]} for number, text in facts]
        return [_instance(item, facts) for _ in range(schema.get("minItems", 0))]
    if kind in ("integer", "number"):
        return schema.get("minimum", 0)
    return {"string": "", "boolean": False}.get(str(kind))
