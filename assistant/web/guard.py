"""What every response carries and which requests are refused: pure ASGI, so that streams stay streams."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio needs inline scripts and `Function`; 'self' everywhere else keeps every request on this server, whatever
# a report or a model wrote.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; connect-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; frame-src 'none'; "
    "object-src 'none'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # without any, browsers would send our own forms as from nowhere
}

# Gradio's routes that this page does not use: they would take files, name functions or run other tools.
CLOSED = (
    *("/gradio_api/" + route for route in ("api", "call", "component_server", "custom_component", "deep_link", "dev")),
    *("/gradio_api/" + route for route in ("file", "info", "openapi.json", "process_recording", "profiling", "proxy")),
    *("/gradio_api/" + route for route in ("run", "stream", "undo-vibe-edit", "upload", "vibe-")),
    *("/login", "/logout", "/monitoring", "/svelte", "/docs", "/redoc", "/openapi.json"),
)

# Where the page's own functions that return at once are called, by number; those that queue are refused there.
DIRECT = "/gradio_api/run/predict"

# A page of another site may not change anything, even where its browser would send the request.
FOREIGN = ("cross-site", "same-site")
READING = ("GET", "HEAD", "OPTIONS")

# From these Gradio would believe that it stands under another address than the one asked for.
FORWARDED = frozenset({b"x-forwarded-host", b"x-forwarded-proto", b"x-gradio-server"})


class Guard:
    """Adds the security headers, closes unused routes, refuses what other sites send, drops false headers."""

    def __init__(self, app: ASGIApp, origins: Collection[str] = (), opened: Collection[str] = ()) -> None:
        """origins: under which people reach the pages, besides the one that they name; opened: of the CLOSED paths."""
        self.app = app
        self.origins = origins
        self.opened = (DIRECT, *opened)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["path"].startswith(CLOSED) and scope["path"] not in self.opened:
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send_guarded)
            return
        if scope["method"] not in READING and self.is_foreign(Headers(scope=scope)):
            await PlainTextResponse("Refused", status_code=403)(scope, receive, send_guarded)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in FORWARDED]
        await self.app({**scope, "headers": headers}, receive, send_guarded)

    def is_foreign(self, headers: Headers) -> bool:
        """Whether another site's page sent a request. Browsers leave out Sec-Fetch-Site where there is no TLS."""
        origin = headers.get("origin")
        if headers.get("sec-fetch-site") in FOREIGN:
            return True
        return origin is not None and origin not in self.origins and urlsplit(origin).netloc != headers.get("host")
