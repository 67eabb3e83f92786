"""Requests in the OpenAI dialect, and what to leave out for servers that do not know all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from mirada.errors import InputError
from mirada.models.generators.protocol import GeneratorInfo, Request
from mirada.models.generators.schema import instruction

OPENAI = "https://api.openai.com/v1"
_LOCAL = ("localhost", "127.0.0.1", "::1")
# What a request can do without -> what servers that refuse it may call it.
_OPTIONAL = {
    "stream_options": ("stream_options",),
    "response_format": ("response_format", "json_schema", "guided", "grammar"),
    "seed": ("seed",),
    "temperature": ("temperature",),
    "system": ("system role",),
    "reasoning_effort": ("reasoning_effort", "reasoning effort", "reasoning.effort"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """A server. ``host`` is what messages call it; ``local`` = on this machine."""

    base: str
    host: str
    local: bool
    encrypted: bool

    @property
    def url(self) -> str:
        return f"{self.base}/chat/completions"


def read_address(base: str) -> Address:
    """The address in ``settings.openai_base_url``; "" is OpenAI's own.

    Raises:
        InputError: it is no address, or carries a password or a query, which would be logged.
    """
    import httpx

    base = (base.strip() or OPENAI).rstrip("/").removesuffix("/chat/completions")
    try:
        parts = urlsplit(base)
        port, host = parts.port, parts.hostname
        httpx.URL(base)
    except (ValueError, httpx.InvalidURL):
        parts, port, host = urlsplit(""), None, None
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", base):
        raise InputError(
            "MIRADA_OPENAI_BASE_URL is no address of a server.",
            hint="It should look like http://localhost:8080/v1.",
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise InputError(
            f"The address of the server {host} holds more than a place.",
            hint="Put a key in MIRADA_OPENAI_API_KEY, never in the address.",
        )
    shown = f"[{host}]" if ":" in host else host
    named = shown if port is None else f"{shown}:{port}"
    return Address(base, named, host in _LOCAL, parts.scheme == "https")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which optional parts of a request a server takes; learnt from what it refuses."""

    limit: str = "max_tokens"
    left_out: frozenset[str] = frozenset()
    swapped: bool = False  # ``limit`` has been the other one: it is not changed twice

    def without(self, refusal: str, payload: dict[str, Any]) -> Dialect | None:
        """The dialect to try after ``refusal``; None where it names nothing that can be spared."""
        words = refusal.lower()
        if not self.swapped and self.limit in words and "max_completion_tokens" in words:
            other = "max_completion_tokens" if self.limit == "max_tokens" else "max_tokens"
            return replace(self, limit=other, swapped=True)
        present = {*payload, *(message["role"] for message in payload["messages"])}
        for name, called in _OPTIONAL.items():
            if name in present and any(word in words for word in called):
                return replace(self, left_out=self.left_out | {name})
        return None


def first_dialect(address: Address) -> Dialect:
    """OpenAI's own models refuse ``max_tokens``; many other servers know nothing else."""
    own = urlsplit(address.base).hostname == urlsplit(OPENAI).hostname
    return Dialect("max_completion_tokens" if own else "max_tokens")


def asked(request: Request) -> str:
    """The prompt, with the schema told in words where there is one; always valid Unicode."""
    text = encodable(request.prompt)
    return text if request.schema is None else f"{text}\n\n{instruction(request.schema)}"


def encodable(text: str) -> str:
    """``text`` as valid Unicode: a byte of a file name that is none becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def payload_of(
    info: GeneratorInfo, request: Request, urls: Sequence[str], dialect: Dialect
) -> dict[str, Any]:
    """The body of ``POST /chat/completions``.

    It always streams, so that a server's silence can be told from a long reply. The pictures
    (``urls``) stand before the text, as vendors advise.
    """
    text, system = asked(request), encodable(request.system)
    if "system" in dialect.left_out and system:
        text, system = f"{system}\n\n{text}", ""
    content: Any = text
    if urls:
        shown = [{"type": "image_url", "image_url": {"url": url}} for url in urls]
        content = [*shown, {"type": "text", "text": text}]
    messages = [{"role": "system", "content": system}] if system else []
    payload: dict[str, Any] = {
        "model": info.model,
        "messages": [*messages, {"role": "user", "content": content}],
        "stream": True,
        "stream_options": {"include_usage": True},
        dialect.limit: request.max_tokens,
        "temperature": request.temperature,
    }
    if info.effort:
        payload["reasoning_effort"] = info.effort
    if request.seed is not None:
        payload["seed"] = request.seed
    if request.schema is not None:
        schema = {"name": "reply", "schema": dict(request.schema)}
        payload["response_format"] = {"type": "json_schema", "json_schema": schema}
    return {name: value for name, value in payload.items() if name not in dialect.left_out}
