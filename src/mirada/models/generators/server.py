"""The engine ``openai``: any server that speaks the OpenAI dialect, on this machine or a vendor's.

Nothing but the request itself is sent: no file names, no places, no times. Keys stand in no
message, no log line and no ``repr``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from mirada.errors import GeneratorError, GeneratorUnavailableError, InputError, OfflineError
from mirada.models.generators.images import data_url, estimate_tokens, open_images
from mirada.models.generators.patience import Patience, retry_after
from mirada.models.generators.protocol import GeneratorInfo, OnText, Reply, Request
from mirada.models.generators.schema import read_reply
from mirada.models.generators.stream import MOST_BYTES, Gathered, labels, read_object, said
from mirada.models.generators.usage import Ledger, Usage, usage_of
from mirada.models.generators.wire import (
    Dialect,
    asked,
    first_dialect,
    payload_of,
    read_address,
)
from mirada.models.hub import PassingError
from mirada.settings import Settings

if TYPE_CHECKING:
    import httpx

_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
_UNKNOWN_PART = frozenset({400, 422, 501})
_NO_CREDIT = ("insufficient_quota", "credit balance", "billing", "payment required")


class _RefusedPartError(Exception):
    """The server does not know a part of the request; ``dialect`` leaves it out."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__("refused")
        self.dialect = dialect


class ServerGenerator:
    """One model of one server."""

    def __init__(
        self,
        info: GeneratorInfo,
        settings: Settings,
        ledger: Ledger,
        patience: Patience | None = None,
    ) -> None:
        self.info = info
        self._settings = settings
        self._ledger = ledger
        self._patience = patience or Patience(max(1, settings.generator_attempts))
        self._address = read_address(settings.openai_base_url)
        self._dialect = first_dialect(self._address)
        self._key = settings.openai_api_key.strip()
        if not (self._key.isascii() and self._key.isprintable()):
            raise InputError(
                "MIRADA_OPENAI_API_KEY holds characters that no key has.",
                hint="Copy the key again.",
            )
        if settings.offline and not self._address.local:
            raise OfflineError(
                f"{info.name} runs on {self._address.host}, and offline is set.",
                hint="Unset MIRADA_OFFLINE, or use a server on this machine.",
            )

    def __repr__(self) -> str:
        return f"ServerGenerator({self.info.name!r} on {self._address.host})"

    @property
    def usage(self) -> Usage:
        return self._ledger.usage

    def generate(self, request: Request, on_text: OnText | None = None) -> Reply:
        """See :class:`mirada.models.generators.protocol.Generator`."""
        began = time.monotonic()
        pictures = open_images(
            request.images, self.info.image_size, self.info.most_images, self._settings
        )
        text = asked(request)
        tokens_in = estimate_tokens(pictures, text + request.system)
        most = self._cost(tokens_in, request.max_tokens)
        urls = [data_url(picture) for picture in pictures]
        attempts: list[Gathered] = []

        def attempt() -> Gathered:
            attempts.append(Gathered(self._address.host, self._key, on_text))
            self._attempt(request, urls, attempts[-1])
            return attempts[-1]

        with self._ledger.call(self.info.model, tokens_in + request.max_tokens, most):
            try:
                gathered = self._patience.ask(attempt)
                reply = self._reply(gathered, tokens_in, time.monotonic() - began)
            except BaseException:
                if attempts and attempts[-1].begun:  # what was written is billed all the same
                    failed = self._reply(attempts[-1], tokens_in, time.monotonic() - began)
                    self._ledger.add(usage_of(failed))
                raise
            self._ledger.add(usage_of(reply))
        return self._checked(reply, gathered, request)

    def _attempt(self, request: Request, urls: Sequence[str], gathered: Gathered) -> None:
        """One reply; parts of the request that the server does not know are left out for good."""
        while True:
            try:
                return self._ask(request, urls, gathered)
            except _RefusedPartError as refused:
                self._dialect = refused.dialect

    def _ask(self, request: Request, urls: Sequence[str], gathered: Gathered) -> None:
        payload = payload_of(self.info, request, urls, self._dialect)
        with (
            self._translated(gathered),
            self._client() as client,
            client.stream("POST", self._address.url, json=payload) as response,
        ):
            if response.status_code != 200:
                self._refuse(response, payload)
            if "text/event-stream" in response.headers.get("Content-Type", ""):
                gathered.follow(response.iter_bytes())
            else:  # a server that does not stream
                gathered.take(read_object(_body(response), self._address.host))
            gathered.close()
        if not gathered.ended:
            raise GeneratorError(
                f"{self._address.host} broke off within its reply.",
                hint="Try again; if it happens again, look at the server's own log.",
            )

    def _client(self) -> httpx.Client:
        import httpx

        settings, address = self._settings, self._address
        headers = {
            "User-Agent": "mirada",
            "Accept": "text/event-stream, application/json",
            "Accept-Encoding": "identity",  # each event as it comes, and no bombs
        }
        if self._key and self._may_send_key:
            headers["Authorization"] = f"Bearer {self._key}"
        limit = settings.generator_timeout or None
        return httpx.Client(
            headers=headers,
            timeout=httpx.Timeout(limit, connect=settings.generator_connect_timeout or None),
            follow_redirects=False,  # a redirect would carry pictures elsewhere
            trust_env=not address.local,  # a proxy is no way to this machine itself
        )

    @property
    def _may_send_key(self) -> bool:
        """A key never travels unencrypted over a network."""
        return self._address.encrypted or self._address.local

    @contextmanager
    def _translated(self, gathered: Gathered) -> Iterator[None]:
        """httpx's exceptions as Mirada's; what is worth another attempt as PassingError."""
        import httpx

        host, limit = self._address.host, self._settings.generator_timeout
        try:
            yield
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            reason = _reason(error)
            down = GeneratorUnavailableError(
                f"The generator's server {host} cannot be reached: {reason}.",
                hint="Start it, or correct MIRADA_OPENAI_BASE_URL; without --model, the answer "
                "comes from the facts alone.",
            )
            if self._address.local:  # nothing listens: it will not in a second either
                raise down from error
            raise PassingError(down) from error
        except httpx.TimeoutException as error:
            raise GeneratorUnavailableError(
                f"{host} has sent nothing for {limit:g} seconds.",
                hint="Raise MIRADA_GENERATOR_TIMEOUT, or use a smaller model.",
            ) from error
        except httpx.HTTPError as error:
            broken = GeneratorUnavailableError(
                f"The connection to {host} broke off: {_reason(error)}.",
                hint="Try again; if it happens again, look at the server's own log.",
            )
            if gathered.begun:
                raise broken from error
            raise PassingError(broken) from error

    def _refuse(self, response: httpx.Response, payload: dict[str, object]) -> None:
        """Turn a status that is no success into one sentence."""
        status, host, model = response.status_code, self._address.host, self.info.model
        answer, marks = self._said(response)
        if status in _UNKNOWN_PART:
            spared = self._dialect.without(f"{marks} {answer}", payload)
            if spared is not None:
                raise _RefusedPartError(spared)
        if status in (401, 403):
            check = "Check MIRADA_OPENAI_API_KEY and what the key may do."
            unsent = "Your key was not sent, since the address is not https."
            missing = "Set MIRADA_OPENAI_API_KEY."
            hint = missing if not self._key else check if self._may_send_key else unsent
            raise GeneratorError(f"{host} does not let us in ({status}): {answer}.", hint=hint)
        if 300 <= status < 400:
            raise GeneratorError(
                f"{host} sends us elsewhere ({status}), and redirects are not followed.",
                hint="Set MIRADA_OPENAI_BASE_URL to where it really is.",
            )
        if status == 404:
            raise GeneratorError(
                f"{host} has no model {model!r}, or is no such server ({status}): {answer}.",
                hint="Check the model's name, and that MIRADA_OPENAI_BASE_URL ends in /v1.",
            )
        if status == 402 or any(word in f"{marks} {answer}".lower() for word in _NO_CREDIT):
            raise GeneratorError(
                f"{host} wants to be paid first ({status}): {answer}.",
                hint="Add credit to the account, or use a model on this machine.",
            )
        if status in _BUSY:
            wait = retry_after(response.headers.get("Retry-After", ""))
            wanted = f", in {wait:.0f} seconds" if wait else ""
            busy = GeneratorUnavailableError(
                f"{host} is busy or in trouble ({status}): {answer}.",
                hint=f"Try again later{wanted}.",
            )
            raise PassingError(busy, wait)
        raise GeneratorError(
            f"{host} does not take the request ({status}): {answer}.",
            hint="Fewer or smaller pictures or less text may help.",
        )

    def _said(self, response: httpx.Response) -> tuple[str, str]:
        """What the server says went wrong, without our key, and its code for it."""
        body = _body(response)
        try:
            found = read_object(body, self._address.host)
        except GeneratorError:
            return said(body, self._key), ""
        return said(found, self._key), labels(found)

    def _reply(self, gathered: Gathered, tokens_in: int, seconds: float) -> Reply:
        told = gathered.tokens_in is not None and gathered.tokens_out is not None
        before = gathered.tokens_in if gathered.tokens_in is not None else tokens_in
        after = gathered.tokens_out
        if after is None:
            after = estimate_tokens((), gathered.text)
        named = gathered.model if gathered.model != self.info.model else ""
        return Reply(
            text=gathered.text.strip(),
            tokens_in=before,
            tokens_out=after,
            cost=self._cost(before, after),
            seconds=seconds,
            model=self.info.model,
            revision=" ".join(part for part in (named, gathered.fingerprint) if part),
            finish=gathered.reason,
            estimated=not told,
        )

    def _checked(self, reply: Reply, gathered: Gathered, request: Request) -> Reply:
        """The reply with its JSON value where a schema was asked for.

        Raises:
            GeneratorError: it is empty although the model wrote up to the limit, or no JSON.
        """
        if not reply.text and gathered.begun and reply.finish == "length":
            raise GeneratorError(
                f"{self.info.model} thought for {request.max_tokens} tokens and wrote nothing.",
                hint="Raise max_tokens, or ask a model that does not think aloud.",
            )
        if request.schema is None:
            return reply
        return replace(reply, data=read_reply(reply.text, request.schema, self.info.model))

    def _cost(self, tokens_in: int, tokens_out: int) -> float | None:
        price = self.info.price
        return None if price is None else price.cost(tokens_in, tokens_out)


def _body(response: httpx.Response) -> str:
    """The whole body as text, up to the limit of a reply."""
    body = b""
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            break
    return body[:MOST_BYTES].decode("utf-8", "replace")


def _reason(error: Exception) -> str:
    return str(error).strip().rstrip(".") or type(error).__name__
