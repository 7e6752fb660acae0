"""Endpoints that do what a test tells them: a real HTTP server on a free port."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import SecretStr

from assistant.writing import Endpoint

Handler = BaseHTTPRequestHandler
Script = Callable[[Handler, dict[str, Any]], None]


@dataclass
class Scripted:
    """What a scripted endpoint was asked, when it was first asked, and when it saw its reader go away."""

    port: int
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    begun: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)

    def endpoint(self, key: str = "", first: float = 5.0, in_all: float = 20.0, most: int = 6000) -> Endpoint:
        return Endpoint(f"http://127.0.0.1:{self.port}", "scribe", SecretStr(key), first, in_all, most_characters=most)


@contextmanager
def endpoint_that(script: Script) -> Iterator[Scripted]:
    """A server whose every POST runs the script; stopped at the end."""

    class Scribe(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            scripted.asked.append({**body, "path": self.path})
            scripted.begun.set()
            scripted.headers.append(dict(self.headers.items()))
            try:
                script(self, body)
            except (BrokenPipeError, ConnectionResetError):
                scripted.left.set()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Scribe)
    server.daemon_threads = True
    scripted = Scripted(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield scripted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def event(text: str | None, reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": {"content": text} if text is not None else {}, "finish_reason": reason}
    return b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"


def start(handler: Handler, status: int = 200, headers: Sequence[tuple[str, str]] = ()) -> None:
    handler.send_response(status)
    if status == 200 and not headers:
        handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
    for name, value in headers:
        handler.send_header(name, value)
    handler.end_headers()


def writes(text: str, reason: str | None = "stop", pause: float = 0.0) -> Script:
    """Streams a text in pieces of three characters, and ends with a reason, or without one as if cut off."""

    def script(handler: Handler, body: dict[str, Any]) -> None:
        start(handler)
        for i in range(0, len(text), 3):
            handler.wfile.write(event(text[i : i + 3]))
            handler.wfile.flush()
            time.sleep(pause)
        if reason:
            handler.wfile.write(event(None, reason) + b"data: [DONE]\n\n")

    return script


def writes_when_let(*texts: str) -> tuple[Script, Sequence[threading.Event]]:
    """Streams each text when its event is set, and an event for each. It sees within a blink when its reader goes."""
    let = [threading.Event() for _ in texts]

    def script(handler: Handler, body: dict[str, Any]) -> None:
        start(handler)
        for text, go in zip(texts, let, strict=True):
            while not go.wait(0.05):
                handler.wfile.write(b": waiting\n\n")
                handler.wfile.flush()
            handler.wfile.write(event(text))
            handler.wfile.flush()
        handler.wfile.write(event(None, "stop") + b"data: [DONE]\n\n")

    return script, let


def answers(
    status: int, headers: Sequence[tuple[str, str]] = (), body: bytes = b"", then: Script | None = None
) -> Script:
    """Answers with a status; from the second request on with `then`, where it is given."""
    count = 0

    def script(handler: Handler, asked: dict[str, Any]) -> None:
        nonlocal count
        count += 1
        if then and count > 1:
            then(handler, asked)
            return
        start(handler, status, headers)
        handler.wfile.write(body)

    return script


def sends(raw: bytes) -> Script:
    def script(handler: Handler, body: dict[str, Any]) -> None:
        start(handler)
        handler.wfile.write(raw)

    return script


def writes_for_ever(sentence: str, pause: float = 0.0) -> Script:
    """Numbers the sentence, so that it is another each time; "#" in it becomes the number."""

    def script(handler: Handler, body: dict[str, Any]) -> None:
        start(handler)
        for number in range(100_000):
            handler.wfile.write(event(sentence.replace("#", str(number))))
            handler.wfile.flush()
            time.sleep(pause)

    return script


def says_nothing_for(seconds: float, headers_first: bool) -> Script:
    def script(handler: Handler, body: dict[str, Any]) -> None:
        if headers_first:
            start(handler)
            handler.wfile.flush()
        time.sleep(seconds)
        handler.wfile.write(b": still here\n\n")

    return script
