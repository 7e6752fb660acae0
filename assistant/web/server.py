"""The web server: the pages mounted on FastAPI, closed to all but its own pages."""

from __future__ import annotations

import functools
import logging
import socket
import threading
import time
import warnings
from collections.abc import Callable
from urllib.parse import urlsplit

import gradio as gr
import typer
import uvicorn
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.access import Office, open_office, rules_of
from assistant.api import add_tools, api_app
from assistant.desk import Desk
from assistant.environment import settle
from assistant.errors import AssistantError
from assistant.library.allocation import shared_by_threads
from assistant.values.people import ANYBODY, NOBODY
from assistant.web.brief_page import add_brief
from assistant.web.check_page import add_check
from assistant.web.compare_page import add_compare
from assistant.web.door import Door
from assistant.web.entry import LOGIN, SET_UP
from assistant.web.entry_routes import add_entry
from assistant.web.export import add_conversations
from assistant.web.guard import Guard
from assistant.web.header import LOGOUT
from assistant.web.health import add_health
from assistant.web.ledger_export import add_export
from assistant.web.ledger_page import ledger_page
from assistant.web.overview_page import add_overview
from assistant.web.page import chat_page, page_head
from assistant.web.reports import add_reports
from assistant.web.search_page import add_search
from assistant.web.sessions import keep_sessions
from assistant.web.shared_page import add_shared
from assistant.web.source_routes import add_sources
from assistant.web.theme import theme
from assistant.web.visitor import Visitors
from assistant.web.words import load_words

LOOPBACK = ("127.0.0.1", "localhost")
WILDCARD = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound

# A person's question waits for its own answer only: it takes its place in Gradio's queue at once, and then one in the
# chat's own. Beyond so many waiting questions Gradio refuses in words.
THREADS, QUEUE, AT_ONCE = 400, 128, 128


EXAMINED = 86_400  # seconds between two looks at all that is stored
PAGE_FIRST = 0.5  # seconds that whoever waits for the page has it to themselves; loading the encoder takes a processor

# Of Gradio's own addresses those that are ours where people sign in here, or leave a proxy.
OPENED = {"off": (), "proxy": (LOGOUT,), "accounts": (LOGIN, LOGOUT)}

# The plain pages and what they fetch; they come before the pages with a conversation, which take every path.
ROUTES = (
    *(add_search, add_overview, add_reports, add_brief, add_compare, add_check),
    *(add_export, add_sources, add_conversations, add_shared),
    *(add_health,),
)

log = logging.getLogger(__name__)

SAY = functools.partial(typer.echo, err=True)


def trusted_hosts(host: str) -> tuple[str, ...]:
    """The names under which a server bound to `host` may be asked."""
    if host in LOOPBACK:
        return LOOPBACK
    if host in WILDCARD:
        name = socket.gethostname()
        return tuple(dict.fromkeys((*LOOPBACK, name, socket.getfqdn(name), *addresses(name))))
    return (*LOOPBACK, host)


def addresses(name: str) -> tuple[str, ...]:
    """The IPv4 addresses of a host name; none where it cannot be resolved."""
    try:
        return tuple(socket.gethostbyname_ex(name)[2])
    except OSError:
        return ()


def create_app(desk: Desk, host: str, port: int) -> FastAPI:
    """The whole web application over a desk, for a server bound to `host` and `port`."""
    words = load_words()
    office = open_office(desk.library.store, desk.settings, host)
    desk.audit = office.audit
    rules = office.rules
    hosts = trusted_hosts(host)
    origins = [f"http://{name}:{port}" for name in hosts] + ([rules.url] if rules.url else [])
    names = [f"{name}:{port}" for name in hosts]
    if rules.url:
        public = urlsplit(rules.url)
        hosts, names = (*hosts, str(public.hostname)), [*names, public.netloc]
    signed_in = rules.mode != "off"
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.office = office
    if not signed_in:
        app.add_middleware(Visitors, is_secure=rules.is_secure)
    app.add_middleware(Door, office=office, words=words)
    app.add_middleware(CORSMiddleware, allow_origins=origins)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    # The outermost comes last: a request meets the guard first.
    app.add_middleware(Guard, origins=origins, opened=OPENED[rules.mode])
    add_entry(app, office, words)
    for add in ROUTES:
        add(app, desk, words)
    app.mount("/api", api_app(desk))
    add_tools(app, "/mcp", desk, names, origins)
    blocks = chat_page(desk, words, NOBODY if signed_in else ANYBODY)
    ledger_page(blocks, desk, words)
    blocks.max_threads = THREADS  # read by queue()
    blocks.queue(max_size=QUEUE, default_concurrency_limit=AT_ONCE, api_open=False)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "SSR mode")  # which we did not ask for
        gr.mount_gradio_app(
            app,
            blocks,
            "/",
            server_name=host,
            server_port=port,
            footer_links=[],
            run_history=False,
            app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
            root_path=rules.url,
            show_error=False,
            max_file_size="1kb",
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            mcp_server=False,
            theme=theme(),
            head=page_head(),
        )
    keep_sessions(app, blocks)
    return app


def bind(host: str, port: int) -> socket.socket:
    """A listening socket, or an error that says what to do."""
    words = load_words()
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise AssistantError(words["serve.no_address"].format(host=host)) from error
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise AssistantError(words["serve.port_taken"].format(host=host, port=port)) from error
    bound.listen()
    return bound


def warm(desk: Desk) -> None:
    """Load the encoder, so that the first question does not wait for it, and find the examples where none are kept."""
    try:
        desk.search("progress", 1)
        desk.examples()
    except Exception:  # a door of its own thread; whoever asks is told what is wrong
        log.exception("the encoder could not be loaded ahead of the first question")


def look_after(desk: Desk, tell: Callable[[str], None], after: float = 0.0) -> None:
    """Warm the desk, and look whether the library is whole: `after` so many seconds, and then each night."""
    time.sleep(after)
    warm(desk)
    settle()
    while True:
        try:
            desk.library.examine()
        except Exception:  # a door of its own thread
            log.exception("the library could not be examined")
        if desk.alarm:
            tell(desk.alarm)
        time.sleep(EXAMINED)


def serve(desk: Desk, host: str, port: int, ready: Callable[[str], None] = SAY) -> None:
    """Serve the chat until it is stopped. `ready` is told once, in words, where the chat is open.

    Raises AssistantError where the address or the port cannot be used, or everybody could come in unasked.
    """
    rules_of(desk.settings, host)  # before anybody could reach the port
    shared_by_threads()
    with bind(host, port) as listening:
        app = create_app(desk, host, port)
        shown = LOOPBACK[0] if host in WILDCARD else host
        office: Office = app.state.office
        address = office.rules.url or f"http://{shown}:{port}"
        ready(load_words()["serve.ready"].format(address=address))
        if office.rules.mode == "accounts" and not office.accounts.any():
            ready(load_words()["serve.set_up"].format(address=f"{address}{SET_UP}", code=office.code))
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=2,  # seconds; open tabs hold streams that would never end by themselves
        )
        threading.Thread(target=look_after, args=(desk, SAY, PAGE_FIRST), daemon=True).start()
        uvicorn.Server(config).run(sockets=[listening])
