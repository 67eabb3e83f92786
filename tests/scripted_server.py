"""A server of the OpenAI dialect on loopback that does what a script says, one turn a request."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Call:
    """One request that came in."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def words(self) -> str:
        """All text of the request, without its pictures."""
        return "\n".join(words for words, _ in map(_parts, self.body["messages"]))

    @property
    def pictures(self) -> list[str]:
        return [url for _, urls in map(_parts, self.body["messages"]) for url in urls]


def _parts(message: dict[str, Any]) -> tuple[str, list[str]]:
    content = message["content"]
    if isinstance(content, str):
        return content, []
    texts = [part["text"] for part in content if part["type"] == "text"]
    urls = [part["image_url"]["url"] for part in content if part["type"] == "image_url"]
    return "\n".join(texts), urls


Turn = Callable[["_Handler", Call], None]


@dataclass
class Server:
    """``turns`` are taken in order; the last one answers whatever comes after."""

    url: str
    turns: list[Turn]
    calls: list[Call] = field(default_factory=list)


@contextlib.contextmanager
def serve(*turns: Turn) -> Iterator[Server]:
    """Run a scripted server while the block lasts."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    httpd.daemon_threads = True
    server = Server(f"http://127.0.0.1:{httpd.server_address[1]}/v1", list(turns))
    httpd.script = server  # type: ignore[attr-defined]
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        call = Call(self.path, dict(self.headers), json.loads(self.rfile.read(length)))
        script: Server = self.server.script  # type: ignore[attr-defined]
        script.calls.append(call)
        turn = script.turns[min(len(script.calls), len(script.turns)) - 1]
        self.close_connection = True
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            turn(self, call)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet."""

    def answer(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def stream(self, lines: Sequence[str], pause: float = 0.0) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        for line in lines:
            self.wfile.write(line.encode())
            self.wfile.flush()
            time.sleep(pause)


def event(**values: Any) -> str:
    return f"data: {json.dumps(values)}\n\n"


def piece(text: str, **choice: Any) -> str:
    return event(model="tiny-1", choices=[{"index": 0, "delta": {"content": text}, **choice}])


def end(reason: str = "stop", tokens: tuple[int, int] | None = (7, 3)) -> list[str]:
    """The last events of a stream."""
    lines = [event(model="tiny-1", choices=[{"index": 0, "delta": {}, "finish_reason": reason}])]
    if tokens is not None:
        usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
        lines.append(event(model="tiny-1", choices=[], usage=usage))
    return [*lines, "data: [DONE]\n\n"]


def says(*pieces: str, reason: str = "stop", tokens: tuple[int, int] | None = (7, 3)) -> Turn:
    """A good reply, streamed in ``pieces``."""
    return lambda handler, _: handler.stream([*map(piece, pieces), *end(reason, tokens)])


def streams(*lines: str, pause: float = 0.0) -> Turn:
    """Exactly these lines, then the connection closes."""
    return lambda handler, _: handler.stream(lines, pause)


def fails(status: int, body: Any = None, **headers: str) -> Turn:
    """An error; a body that is no text is sent as JSON."""
    text = body if isinstance(body, str) else json.dumps(body or {"error": {"message": "no"}})
    kind = "text/html" if isinstance(body, str) else "application/json"
    return lambda handler, _: handler.answer(status, text.encode(), kind, **headers)


def whole(text: str) -> Turn:
    """A good reply of a server that does not stream."""
    body = {
        "model": "tiny-1",
        "choices": [{"message": {"content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 7, "completion_tokens": 3},
    }
    return lambda handler, _: handler.answer(200, json.dumps(body).encode(), "application/json")


def drops(handler: _Handler, call: Call) -> None:
    """Hang up without a word."""


def hangs(seconds: float) -> Turn:
    """Say nothing for a while."""
    return lambda handler, _: time.sleep(seconds)


def like_a_model(handler: _Handler, call: Call) -> None:
    """Words that depend on the whole request and nothing else, cut at its limit."""
    body = call.body
    limit = body.get("max_tokens") or body.get("max_completion_tokens")
    seed = [body["messages"], body.get("seed") if body.get("temperature") else None]
    state = hashlib.sha256(json.dumps(seed).encode()).hexdigest()
    words = [f"{' ' if n else ''}{state[4 * n : 4 * n + 4]}" for n in range(8)]
    written = words[:limit]
    reason = "stop" if len(written) == len(words) else "length"
    handler.stream([*map(piece, written), *end(reason, (40, len(written)))])
