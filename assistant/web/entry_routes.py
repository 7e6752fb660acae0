"""What the pages at the door do: sign in and out, set up the first account, change a password."""

from __future__ import annotations

import math
from collections.abc import Callable
from urllib.parse import parse_qs

import anyio.to_thread
from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from assistant.access import NotKnownError, Office, TooOftenError
from assistant.api.asking import person_in
from assistant.errors import AssistantError
from assistant.values.people import Person
from assistant.web.check_page import received
from assistant.web.door import cookie_of
from assistant.web.entry import (
    LOGIN,
    SET_UP,
    account_page,
    entry_page,
    login_form,
    refused,
    safe_next,
    set_up_form,
)
from assistant.web.header import ACCOUNT, LOGOUT
from assistant.web.words import Words

MOST = 16 * 1024  # bytes of a form

Page = Callable[[str], Markup]  # the form again, with what is wrong


def add_entry(app: FastAPI, office: Office, words: Words) -> None:
    """Add the routes at the door; none where nobody signs in."""
    if office.rules.mode == "off":
        return
    one_at_a_time = anyio.CapacityLimiter(1)  # else those who wait for a hash would take the threads of all others

    async def entered(request: Request, begin: Callable[[], str], onward: str, page: Page) -> Response:
        """On with the session that `begin` gives; the form again where it gives none."""
        try:
            token = await anyio.to_thread.run_sync(begin, limiter=one_at_a_time)
        except NotKnownError:
            return shown(page(words[f"entry.wrong_{request.url.path[1:].replace('-', '_')}"]), words, 401)
        except TooOftenError as error:
            said = words["entry.wait"].format(minutes=math.ceil(error.seconds / 60))
            return shown(page(said), words, 429, {"Retry-After": str(math.ceil(error.seconds))})
        except AssistantError as error:
            return shown(page(str(error)), words, 422)
        response = RedirectResponse(onward, 303)
        response.set_cookie(
            cookie_of(office), token, path="/", secure=office.rules.is_secure, httponly=True, samesite="lax"
        )
        return response

    @app.get(ACCOUNT, response_class=HTMLResponse)
    def account(request: Request) -> Response:
        told = words["entry.password_saved"] if request.query_params.get("told") == "saved" else ""
        person = person_in(request.scope)
        return shown(account_page(person, has_password(person), told, "", words), words)

    @app.get(LOGOUT)
    def about_to_leave() -> Response:
        return RedirectResponse(ACCOUNT, 303)  # a link changes nothing; there is the button

    @app.post(LOGOUT)
    def leave(request: Request) -> Response:
        office.sign_out(person_in(request.scope), request.state.session)
        if (proxy := office.rules.proxy) is None:
            response: Response = RedirectResponse(LOGIN, 303)
            response.delete_cookie(
                cookie_of(office), path="/", secure=office.rules.is_secure, httponly=True, samesite="lax"
            )
            return response
        if proxy.leave:
            return RedirectResponse(proxy.leave, 303)
        return shown(refused(words["entry.leave"], words["entry.leave_proxy"], words), words)

    def has_password(person: Person) -> bool:
        return office.rules.mode == "accounts" and bool(office.accounts.hash_of(person.name))

    if office.rules.mode == "proxy":
        return

    @app.get(LOGIN, response_class=HTMLResponse)
    def login(request: Request) -> Response:
        onward = safe_next(request.query_params.get("next", ""))
        if person_in(request.scope).name:
            return RedirectResponse(onward, 303)
        return shown(login_form("", onward, "", words), words)

    @app.post(LOGIN)
    async def sign_in(request: Request) -> Response:
        typed = await typed_in(request)
        if typed is None:
            return PlainTextResponse(words["entry.too_long"], 413)
        name, onward = typed.get("name", ""), safe_next(typed.get("next", ""))

        def begin() -> str:
            return office.sign_in(
                name, typed.get("password", ""), person_in(request.scope).address, request.state.session
            )

        return await entered(request, begin, onward, lambda trouble: login_form(name, onward, trouble, words))

    @app.get(SET_UP, response_class=HTMLResponse)
    def set_up() -> Response:
        return RedirectResponse(LOGIN, 303) if office.accounts.any() else shown(set_up_form("", "", words), words)

    @app.post(SET_UP)
    async def first(request: Request) -> Response:
        typed = await typed_in(request)
        if typed is None:
            return PlainTextResponse(words["entry.too_long"], 413)
        if office.accounts.any():
            return RedirectResponse(LOGIN, 303)
        name = typed.get("name", "")

        def begin() -> str:
            return office.set_up(typed.get("code", ""), name, twice(typed, words), person_in(request.scope).address)

        return await entered(request, begin, "/", lambda trouble: set_up_form(name, trouble, words))

    @app.post(ACCOUNT)
    async def change(request: Request) -> Response:
        typed = await typed_in(request)
        if typed is None:
            return PlainTextResponse(words["entry.too_long"], 413)
        person = person_in(request.scope)

        def begin() -> str:
            return office.change_password(person, typed.get("old", ""), twice(typed, words))

        def page(trouble: str) -> Markup:
            return account_page(person, True, "", trouble, words)

        return await entered(request, begin, f"{ACCOUNT}?told=saved", page)


def twice(typed: dict[str, str], words: Words) -> str:
    """A password that was typed twice. Raises AssistantError where the second differs."""
    if typed.get("password", "") != typed.get("again", ""):
        raise AssistantError(words["entry.differ"])
    return typed.get("password", "")


async def typed_in(request: Request) -> dict[str, str] | None:
    """The fields of a form, a line each; None for more than any form of ours has."""
    body = await received(request, MOST)
    if body is None:
        return None
    try:
        fields = parse_qs(body.decode(), max_num_fields=10)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def shown(body: Markup, words: Words, status: int = 200, headers: dict[str, str] | None = None) -> HTMLResponse:
    """A page at the door, which no browser keeps."""
    return HTMLResponse(
        entry_page(words["entry.heading"], body, words), status, {"Cache-Control": "no-store", **(headers or {})}
    )
