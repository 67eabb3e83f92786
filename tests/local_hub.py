"""A hub on loopback that drops connections, lies and is busy, as its ``Behaviour`` says."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT = "a" * 40
REPOSITORY = "owner/tiny"


@dataclass
class Behaviour:
    """What the server does, and what was asked of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    extra: list[dict[str, Any]] = field(default_factory=list)
    drop_after: int = 0  # bytes of a body after which the connection breaks
    drops: int = 0  # how many times
    ranges: bool = True
    wrong_range: bool = False
    lie_checksum: bool = False
    lie_size: int = 0
    status: int = 0
    statuses: int = 10**6  # answers that carry ``status``
    listing: bytes | None = None
    redirect: str = ""
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        how = self.server.behaviour
        how.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        if how.status and how.statuses:
            how.statuses -= 1
            self._answer(how.status, b"{}")
        elif self.path.startswith(f"/api/models/{REPOSITORY}/revision/"):
            self._answer(200, json.dumps({"sha": COMMIT}).encode())
        elif self.path == f"/api/models/{REPOSITORY}/tree/{COMMIT}?recursive=true":
            self._answer(200, how.listing or self._listing(how))
        elif self.path.startswith(f"/{REPOSITORY}/resolve/{COMMIT}/"):
            name = self.path.split(COMMIT + "/", 1)[1]
            if how.redirect:
                self.send_response(302)
                self.send_header("Location", f"{how.redirect}{self.path}")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif name in how.files:
                self._file(how, how.files[name])
            else:
                self._answer(404, b"")
        else:
            self._answer(404, b"")

    def _listing(self, how: Behaviour) -> bytes:
        rows: list[dict[str, Any]] = [{"type": "directory", "path": "onnx", "oid": "0"}]
        for path, data in how.files.items():
            blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
            row: dict[str, Any] = {
                "type": "file",
                "path": path,
                "size": len(data) + how.lie_size,
                "oid": blob,
            }
            if path.endswith(".onnx"):
                content = b"another" if how.lie_checksum else data
                row["lfs"] = {"oid": hashlib.sha256(content).hexdigest(), "size": len(data)}
            rows.append(row)
        return json.dumps(rows + how.extra).encode()

    def _file(self, how: Behaviour, data: bytes) -> None:
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and how.ranges else 0
        self.send_response(206 if start else 200)
        if start:
            shown = start + 1 if how.wrong_range else start
            self.send_header("Content-Range", f"bytes {shown}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        body = data[start:]
        if how.drops and how.drop_after < len(body):
            how.drops -= 1
            self.wfile.write(body[: how.drop_after])
            self.wfile.flush()
            self.connection.close()
            return
        self.wfile.write(body)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    behaviour: Behaviour

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a dropped connection is meant


def serve_hub(behaviour: Behaviour) -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Handler)
    server.behaviour = behaviour
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()
