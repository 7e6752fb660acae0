"""Who is asking: a random name that a browser keeps, until an office gives its people accounts."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping

import gradio as gr
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.asking import person_in
from assistant.desk import Desk
from assistant.values.people import Person

COOKIE = "visitor"
KEPT = 400 * 24 * 3600  # seconds; the longest that browsers allow
LENGTH = 32  # of the random name, in characters of base64


class Visitors:
    """Gives each browser a name of its own, which no script of a page can read."""

    def __init__(self, app: ASGIApp, is_secure: bool = False) -> None:
        """is_secure: browsers reach the server through TLS alone."""
        self.app = app
        self.more = "; Secure" if is_secure else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cookies = _cookies(scope) if scope["type"] == "http" else {}
        if scope["type"] != "http" or is_name(cookies.get(COOKIE, "")):
            await self.app(scope, receive, send)
            return
        name = secrets.token_urlsafe(LENGTH)[:LENGTH]
        cookie = f"{COOKIE}={name}"
        other = [(key, value) for key, value in scope["headers"] if key != b"cookie"]
        kept = "; ".join(f"{key}={value}" for key, value in cookies.items() if key != COOKIE)
        scope = {**scope, "headers": [*other, (b"cookie", "; ".join(filter(None, (kept, cookie))).encode("latin-1"))]}

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append(
                    "Set-Cookie", f"{cookie}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{self.more}"
                )
            await send(message)

        await self.app(scope, receive, send_named)


def owner_of(cookies: Mapping[str, str]) -> str:
    """Under what a visitor's things are kept: a hash, so that the library's file lets nobody pose as another.

    "" for a request without a name, to whom nothing belongs.
    """
    name = cookies.get(COOKIE, "")
    return hashlib.sha256(name.encode()).hexdigest() if is_name(name) else ""


def person_of(request: HTTPConnection | gr.Request) -> Person:
    """Who asks, as the accounts noted it in the request's scope; anybody where there are no accounts."""
    return person_in(_scope_of(request))


def seen(desk: Desk, request: HTTPConnection | gr.Request) -> Desk:
    """The desk as whoever asks may use it."""
    return desk.seen_by(person_of(request))


def _scope_of(request: HTTPConnection | gr.Request) -> Scope:
    asked = request.request if isinstance(request, gr.Request) else request
    if asked is None:
        raise ValueError("a request without its scope: nobody knows who asks")
    return asked.scope


def is_name(text: str) -> bool:
    """Whether a cookie's value is one of ours."""
    return len(text) == LENGTH and text.isascii() and text.replace("-", "").replace("_", "").isalnum()


def _cookies(scope: Scope) -> dict[str, str]:
    return cookie_parser(Headers(scope=scope).get("cookie", ""))
