"""Who comes in to the server: every request gets the person who sends it, or is refused. Pure ASGI, as the guard."""

from __future__ import annotations

import math
from dataclasses import replace
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access import Office
from assistant.access.addresses import address_of
from assistant.api.problems import problem
from assistant.values.people import ANYBODY, NOBODY, Person
from assistant.web.entry import LOGIN, SET_UP, entry_page, refused
from assistant.web.guard import READING
from assistant.web.header import PATHS
from assistant.web.visitor import COOKIE as VISITOR
from assistant.web.words import Words

PROGRAMS = ("/api", "/mcp")  # where a key opens, and every refusal is problem details
JOIN = "/gradio_api/queue/join"  # where the chat's questions come in; it says in its own words that there are too many
CHANGING = PATHS["reports"]  # below it, what is not read changes something
SOURCES = "/sources/"
HEALTH = "/health"  # asked by whoever watches the machine; it tells nothing but that the server is well

# What is counted as a question, wherever it is asked; of the pages only what has something typed in.
ASKED = (JOIN, "/api/ask", "/api/search", "/api/check", "/mcp", "/brief/export", "/compare/export", "/check/")
ASKING_PAGES = (PATHS["search"], PATHS["brief"], PATHS["compare"])


def cookie_of(office: Office) -> str:
    """The name of the cookie with the session. Its prefix lets no other host of the domain set it."""
    return "__Host-session" if office.rules.is_secure else "session"


class Door:
    """Sets `scope["state"]["person"]`, by session, key or proxy. In place of the browser's own name stands one of the
    account, under which conversations and uploads are kept. No header behind it has a session, a key or the proxy's
    secret."""

    def __init__(self, app: ASGIApp, office: Office, words: Words) -> None:
        self.app = app
        self.office = office
        self.words = words
        proxy = office.rules.proxy
        told = (proxy.secret_header, proxy.name_header, proxy.groups_header) if proxy else ()
        self.hidden = frozenset(name.encode() for name in ("authorization", "cookie", *told))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        address = self.address(scope)
        token = cookies(scope).get(cookie_of(self.office), "")
        person, is_due = self.who(scope, token, address)
        refusal = self.refusal(scope, person)
        if refusal is not None:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await refusal(scope, receive, send)
            return
        if is_due:
            await run_in_threadpool(self.office.sessions.touch, token)
        person = person or replace(NOBODY, address=address)
        wait = self.office.wait(person) if scope["type"] == "http" and is_question(scope) else 0.0
        if wait and scope["path"] != JOIN:
            await self.too_often(scope, wait)(scope, receive, send)
            return
        state = {**scope.get("state", {}), "person": person, "session": token, "wait": wait}
        scope = {**scope, "headers": self.headers(scope, person), "state": state}

        async def send_noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.note(scope, person, message["status"])
                if self.office.rules.mode != "off":
                    keep_none(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_noted)

    def address(self, scope: Scope) -> str:
        peer = scope["client"][0] if scope.get("client") else ""
        return address_of(peer, Headers(scope=scope).getlist("x-forwarded-for"), self.office.rules.proxies)

    def who(self, scope: Scope, token: str, address: str) -> tuple[Person | None, bool]:
        """Who sends a request, and whether their session is due to be noted as in use; None for a stranger."""
        mode = self.office.rules.mode
        if mode == "off":
            return replace(ANYBODY, address=address), False
        headers = Headers(scope=scope)
        scheme, _, key = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and is_programs(scope):
            return self.office.of_key(key.strip(), address), False
        if mode == "proxy":
            return self.office.of_proxy(headers.items(), address), False
        return self.office.of_session(token, address) or (None, False)

    def refusal(self, scope: Scope, person: Person | None) -> Response | None:
        """The answer to somebody who may not come in, or not do this; None where it goes on."""
        path = scope["path"]
        if person is None:
            if path == HEALTH or (self.office.rules.mode == "accounts" and path in (LOGIN, SET_UP)):
                return None
            return self.stranger(scope)
        if person.may_change or scope["type"] != "http" or scope["method"] in READING:
            return None
        if path != CHANGING and not path.startswith(CHANGING + "/"):
            return None
        self.office.audit.note("refused", person, f"{scope['method']} {path}")
        return self.told(scope, 403, self.words["entry.not_allowed"], self.words["entry.reader"])

    def stranger(self, scope: Scope) -> Response:
        """To the page where people sign in; a program is told."""
        is_page = scope["type"] == "http" and scope["method"] in READING and not is_programs(scope)
        if is_page and wants_page(scope):
            if self.office.rules.mode == "accounts":
                asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
                onward = "" if asked == "/" else f"?next={quote(asked, safe='')}"
                there = LOGIN if self.office.accounts.any() else SET_UP
                return RedirectResponse(there + onward, 303, {"Cache-Control": "no-store"})
            return self.told(scope, 401, self.words["entry.not_in"], self.words["entry.by_proxy"])
        headers = {"WWW-Authenticate": "Bearer"} if is_programs(scope) else {}
        key = "entry.key" if is_programs(scope) else "entry.sign_in_first"
        return self.told(scope, 401, self.words["entry.not_in"], self.words[key], headers)

    def too_often(self, scope: Scope, seconds: float) -> Response:
        said = self.words["entry.too_many"].format(seconds=math.ceil(seconds))
        return self.told(scope, 429, self.words["entry.too_often"], said, {"Retry-After": str(math.ceil(seconds))})

    def told(
        self, scope: Scope, status: int, heading: str, said: str, headers: dict[str, str] | None = None
    ) -> Response:
        """A refusal in the form that the one who asks can read."""
        headers = {"Cache-Control": "no-store", **(headers or {})}
        if is_programs(scope) or scope["path"].startswith("/gradio_api"):
            return problem(status, said, headers)
        if wants_page(scope):
            return HTMLResponse(entry_page(heading, refused(heading, said, self.words), self.words), status, headers)
        return PlainTextResponse(said, status, headers)

    def headers(self, scope: Scope, person: Person) -> list[tuple[bytes, bytes]]:
        """The headers of a request for what lies behind the door."""
        kept = cookies(scope)
        if person.name:
            kept[VISITOR] = self.office.secret.visitor(person.name)
        kept.pop(cookie_of(self.office), None)
        line = "; ".join(f"{name}={value}" for name, value in kept.items())
        other = [(name, value) for name, value in scope["headers"] if name not in self.hidden]
        return [*other, (b"cookie", line.encode("latin-1"))] if line else other

    def note(self, scope: Scope, person: Person, status: int) -> None:
        """Note what was opened, sent or changed, by the path that did it. Questions are noted by the desk."""
        path, done = scope["path"], status < 400
        if path.startswith(SOURCES) and done:
            document, _, how = path.removeprefix(SOURCES).partition("/")
            report = self.office.store.report(document)
            self.office.audit.note("opened", person, how, documents=[report.name] if report else [document])
        elif path == CHANGING + "/uploads" and scope["method"] not in READING:
            name = parse_qs(scope["query_string"].decode("latin-1")).get("name", [""])[0]
            self.office.audit.note("sent" if done else "not-sent", person, name)
        elif path.startswith(("/answers/", "/conversations/", PATHS["ledger"] + "/")) and done:
            self.office.audit.note("opened", person, path)


def cookies(scope: Scope) -> dict[str, str]:
    return cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))


def is_programs(scope: Scope) -> bool:
    return any(scope["path"] == path or scope["path"].startswith(path + "/") for path in PROGRAMS)


def is_question(scope: Scope) -> bool:
    """Whether a request lets the server look for something."""
    if scope["path"] in ASKING_PAGES:
        return bool(scope["query_string"])
    return scope["method"] != "OPTIONS" and str(scope["path"]).startswith(ASKED)


def wants_page(scope: Scope) -> bool:
    return "text/html" in (Headers(scope=scope).get("accept") or "")


def keep_none(headers: MutableHeaders) -> None:
    """Nothing that a person was shown is to be found in the browser after they left."""
    if headers.get("content-type", "").startswith(("text/html", "application/json")):
        headers.setdefault("cache-control", "no-store")
