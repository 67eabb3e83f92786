"""What a compatible server sends back: events of a stream, pieces of text, the sums at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from mirada.errors import GeneratorError
from mirada.models.generators.protocol import Finish, OnText

MOST_BYTES = 8 * 1024**2  # of one reply: no prompt of ours asks for a hundredth of it
_OPEN, _CLOSE = "<think>", "</think>"
_FILTERED = frozenset({"content_filter", "refusal", "safety"})


def read_object(text: str, host: str) -> dict[str, Any]:
    """One JSON object.

    Raises:
        GeneratorError: it is none.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise GeneratorError(
            f"{host} answers with something that is no JSON object.",
            hint="Is it a server of the OpenAI dialect? The address usually ends in /v1.",
        )
    return found


def said(answer: object, secret: str = "") -> str:
    """What a server says went wrong, on one line of at most 300 characters, without its full stop.

    Understood are the forms in use: ``error`` as object with ``message`` or as text, ``message``,
    ``detail`` (FastAPI). ``secret``, which some servers repeat, is taken out.
    """
    for name in ("error", "message", "detail"):
        if isinstance(answer, dict) and answer.get(name):
            answer = answer[name]
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    text = text.replace(secret, "(key)") if secret else text
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:300].rstrip(". ") or "no reason given"


def labels(answer: object) -> str:
    """The words by which programs tell errors apart: ``code``, ``type`` and ``param``."""
    error = answer.get("error") if isinstance(answer, dict) else None
    found = (
        [error.get(name) for name in ("code", "type", "param")] if isinstance(error, dict) else []
    )
    return " ".join(word for word in found if isinstance(word, str))


@dataclass
class Gathered:
    """A reply of ``host`` as it grows. ``on_text`` gets what is no thinking aloud, as it comes."""

    host: str
    secret: str = ""  # our key: no message may hold it
    on_text: OnText | None = None
    pieces: list[str] = field(default_factory=list)
    finish: str = ""
    model: str = ""
    fingerprint: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    begun: bool = False  # something was written, if only thoughts
    ended: bool = False  # the server said that this is all
    _waiting: str = ""  # the start of the text while it may still be a thought
    _thinking: bool | None = None  # None = the first visible characters have not come

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def follow(self, chunks: Iterable[bytes]) -> None:
        """Server-sent events, up to ``[DONE]`` or the end.

        Raises:
            GeneratorError: an event that is no JSON object, an error told in the stream, or a
                stream without end.
        """
        for line in _lines(chunks, self.host):
            name, _, value = line.partition(":")
            if name.strip() != "data" or not value.strip():
                continue  # comments that keep the line open, event names, empty lines
            if value.strip() == "[DONE]":
                self.ended = True
                return
            self.take(read_object(value, self.host))

    def take(self, event: dict[str, Any]) -> None:
        """One event of a stream, or a whole reply.

        Raises:
            GeneratorError: it tells of an error.
        """
        if event.get("error"):
            raise GeneratorError(
                f"{self.host} gave up while it was writing: {said(event, self.secret)}.",
                hint="Try again.",
            )
        self.model = _word(event.get("model")) or self.model
        self.fingerprint = _word(event.get("system_fingerprint")) or self.fingerprint
        used = event.get("usage")
        if isinstance(used, dict):
            self.tokens_in = _count(used.get("prompt_tokens"), self.tokens_in)
            self.tokens_out = _count(used.get("completion_tokens"), self.tokens_out)
        choices = event.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, dict):
            return
        message = choice.get("delta") or choice.get("message")
        if isinstance(message, dict):
            thought = message.get("reasoning_content") or message.get("reasoning")
            self.begun = self.begun or bool(thought or message.get("content"))
            self._hear(_content(message.get("content")))
        self.finish = _word(choice.get("finish_reason")) or self.finish
        self.ended = self.ended or bool(self.finish)

    def close(self) -> None:
        """The stream has ended: what was held back is text after all."""
        if self._thinking is None and self._waiting:
            self._tell(self._waiting)
        self._waiting = ""

    @property
    def reason(self) -> Finish:
        if self.finish == "length":
            return "length"
        return "filtered" if self.finish in _FILTERED else "stop"

    def _hear(self, piece: str) -> None:
        """Pass on ``piece``, except a leading ``<think>...</think>`` and the space around it."""
        if self._thinking is False:
            if piece:
                self._tell(piece)
            return
        self._waiting += piece
        if self._thinking is None:
            start = self._waiting.lstrip()
            if len(start) < len(_OPEN) and _OPEN.startswith(start):
                return  # may become <think>
            self._thinking = start.startswith(_OPEN)
        if self._thinking:
            _, closed, after = self._waiting.partition(_CLOSE)
            if not closed:
                self._waiting = self._waiting[1 - len(_CLOSE) :]  # the mark may come in two
                return
            start = after.lstrip()
            if not start:
                self._waiting = _CLOSE  # the line breaks after a thought are not text
                return
        self._thinking, self._waiting = False, ""
        self._tell(start)

    def _tell(self, piece: str) -> None:
        self.pieces.append(piece)
        if self.on_text is not None:
            self.on_text(piece)


def _lines(chunks: Iterable[bytes], host: str) -> Iterator[str]:
    """The lines in a body that comes in pieces.

    Raises:
        GeneratorError: it has more bytes than any reply.
    """
    size, rest = 0, b""
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise GeneratorError(f"{host} does not stop writing.", hint="Ask another server.")
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace")
    yield rest.decode("utf-8", "replace")


def _content(value: Any) -> str:
    """Text of a message: a string, or a list of parts (Mistral's thinking models send these)."""
    if isinstance(value, str):
        return value
    parts = value if isinstance(value, list) else []
    texts = (part.get("text") for part in parts if isinstance(part, dict))
    return "".join(text for text in texts if isinstance(text, str))


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _count(value: Any, otherwise: int | None) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if whole else otherwise
