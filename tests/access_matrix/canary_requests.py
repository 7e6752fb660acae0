"""Every way to ask the web application for what reports say: a table by route, by event and by tool.

A route that is not in it, nor among those that give nothing of a report, fails the test.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from canary_reports import Flock
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.desk import Desk

# Gradio's files and its closed or empty routes; those that carry the page and its events are in the table.
OF_GRADIO = frozenset(
    {
        *("/login/", "/login", "/logout", "/svelte/{path:path}", "/static/{path:path}", "/assets/{path:path}"),
        *("/favicon.ico", "/theme.css", "/robots.txt", "/pwa_icon/{size}", "/pwa_icon", "/manifest.json"),
        *("/monitoring", "/monitoring/summary", "/monitoring/{key}", "/gradio_api/deep_link", "/config/"),
        *("/commitments/", "<included>"),
    }
)
# They give back what was sent, or change a list of the sender's own.
OF_THE_SENDER = frozenset({"POST /check/word", "POST /reports/uploads/clear"})
# Events that only stop others, in the browser.
NO_EVENTS = frozenset({"unnamed", "unnamed_1", "unnamed_2"})


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody who may not see a collection may still have heard of it: names, ids, links."""

    flock: Flock
    ids: tuple[str, ...]
    names: tuple[str, ...]
    broken: str
    rows: tuple[str, ...]
    link: str
    conversation: str


def known_of(desk: Desk, flock: Flock, link: str, conversation: str) -> Known:
    files = [file for file in desk.files() if file.collection == flock.name]
    names = tuple(file.name for file in files if file.is_indexed)
    return Known(
        flock,
        tuple(file.key for file in files if file.is_indexed),
        names,
        next(file.key for file in files if not file.is_indexed),
        tuple(row.id for row in desk.commitments() if row.quote.document in names),
        link,
        conversation,
    )


@dataclass(frozen=True, slots=True)
class Ask:
    """One request; `changes` where it changes what is found, so that it is asked for hidden reports alone."""

    method: str
    url: str
    given: dict[str, Any] = field(default_factory=dict)
    changes: bool = False


def questions(known: Known) -> tuple[str, ...]:
    flock = known.flock
    return (
        f"Who funds the {flock.word} garden programme?",
        f"How much did {flock.donor} provide for gardens, and what does {flock.short} mean?",
        "Which reports tell of gardens?",
    )


Table = dict[str, Callable[[Known], Iterator[Ask]]]


def get(*urls: str, **params: Any) -> Iterator[Ask]:
    for url in urls:
        yield Ask("GET", url, {"params": params})


def searches(known: Known) -> Iterator[Ask]:
    yield from get("/search")
    for question in questions(known):
        yield from get("/search", question=question)
    for limit, value in limits(known):
        yield from get("/search", question="gardens", **{limit: value})


def limits(known: Known) -> tuple[tuple[str, str], ...]:
    flock = known.flock
    year = ("year", str(flock.year))
    return (("report", known.names[0]), ("sector", f"{flock.word} Orchards"), year, ("donor", flock.donor))


def reports(known: Known) -> Iterator[Ask]:
    yield from get("/reports", "/reports?status=trouble")
    yield from get("/reports", text=known.flock.word)
    yield from get("/reports", sector=f"{known.flock.word} Orchards", year=str(known.flock.year))


def change(deed: str, **form: str) -> Callable[[Known], Iterator[Ask]]:
    def asks(known: Known) -> Iterator[Ask]:
        for key in (known.ids[0], known.broken):
            yield Ask("POST", f"/reports/{key}/{deed}", {"data": form}, changes=True)

    return asks


def briefs(known: Known) -> Iterator[Ask]:
    yield from get("/brief")
    yield from get("/brief", topic=f"{known.flock.word} gardens")
    yield from get("/brief", reports=known.names[0])
    yield from get("/brief", years=str(known.flock.year))


def brief_exports(known: Known) -> Iterator[Ask]:
    for keep in (f"{known.ids[0]}:111-161", ""):
        sent = {"topic": "gardens", "title": "A note", "part": "progress", "keep": keep}
        yield Ask("POST", "/brief/export/md", {"data": sent})


def comparisons(path: str) -> Callable[[Known], Iterator[Ask]]:
    def asks(known: Known) -> Iterator[Ask]:
        yield from get(path, year=[str(known.flock.year), str(known.flock.year + 1)])
        yield from get(path, topic=f"{known.flock.word} gardens", report=list(known.names))
        yield from get(path, topic="gardens")

    return asks


def checks(known: Known) -> Iterator[Ask]:
    draft = f"The {known.flock.word} garden programme is funded by Norway. 42 gardens were planted.".encode()
    yield Ask("POST", "/check/results?name=", {"content": draft})
    yield Ask("POST", f"/check/results?name=&report={known.names[0]}", {"content": draft})


def exports(known: Known) -> Iterator[Ask]:
    for form in ("csv", "json", "jsonl", "iati", "xlsx"):
        yield from get(f"/commitments/export/{form}")
    yield from get("/commitments/export/csv", donor=known.flock.donor)
    yield from get("/commitments/export/csv", report=known.names[0])


def uploads(known: Known) -> Iterator[Ask]:
    asked = {"key": "k", "name": "own.exe", "size": "3", "collection": known.flock.name}
    yield Ask("POST", "/reports/uploads", {"params": asked, "content": b"abc"}, changes=True)


def posted(path: str) -> Callable[[Known], Iterator[Ask]]:
    def asks(known: Known) -> Iterator[Ask]:
        for question in questions(known):
            yield Ask("POST", path, {"json": {"question": question}})
        yield Ask("POST", path, {"json": {"question": "Who funds gardens?", "documents": [known.names[0]]}})
        yield Ask("POST", path, {"json": {"question": "Who funds gardens?", "donor": known.flock.donor}})

    return asks


def api_searches(known: Known) -> Iterator[Ask]:
    for question in questions(known):
        yield from get("/api/search", question=question)
    yield from get("/api/search", question="gardens", documents=known.names[0])


def api_rows(known: Known) -> Iterator[Ask]:
    yield from get("/api/commitments")
    yield from get("/api/commitments", donor=known.flock.donor)
    yield from get("/api/commitments", documents=known.names[0])


def tool(name: str, **given: Any) -> Ask:
    called = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": given}}
    accepts = {"Accept": "application/json, text/event-stream"}
    return Ask("POST", "/mcp", {"json": called, "headers": accepts})


TOOLS: Table = {
    "ask": lambda known: (tool("ask", question=question) for question in questions(known)),
    "search": lambda known: (
        tool("search", question=question, documents=[*known.names]) for question in questions(known)
    ),
    "commitments": lambda known: iter((tool("commitments"), tool("commitments", donor=known.flock.donor))),
    "check_claim": lambda known: iter(
        [tool("check_claim", claim=f"{known.flock.donor} funds {known.flock.word} gardens.")]
    ),
}

ROUTES: Table = {
    "GET /": lambda known: get("/", "/?question=gardens"),
    "HEAD /": lambda known: iter([Ask("HEAD", "/")]),
    "GET /config": lambda known: get("/config"),
    "GET /commitments": lambda known: get("/commitments", f"/commitments?donor={known.flock.donor}"),
    "GET /search": searches,
    "GET /overview": lambda known: get("/overview"),
    "GET /reports": reports,
    "GET /reports/{key}": lambda known: get(*(f"/reports/{key}" for key in (*known.ids, known.broken))),
    "POST /reports/{key}/correct": change("correct", title="Mine", sector="", year=""),
    "POST /reports/{key}/take-back": change("take-back", field="title"),
    "POST /reports/{key}/again": change("again"),
    "POST /reports/{key}/remove": change("remove"),
    "GET /reports/uploads": lambda known: get("/reports/uploads"),
    "POST /reports/uploads": uploads,
    "GET /brief": briefs,
    "POST /brief/export/{kind}": brief_exports,
    "GET /compare": comparisons("/compare"),
    "GET /compare/export/{kind}": comparisons("/compare/export/md"),
    "GET /check": lambda known: get("/check", f"/check?report={known.names[0]}"),
    "POST /check/results": checks,
    "GET /commitments/export/{form}": exports,
    "GET /account": lambda known: get("/account"),
    "GET /health": lambda known: get("/health"),
    "GET /sources/{document_id}/view": lambda known: get(*(f"/sources/{i}/view?start=111&end=161" for i in known.ids)),
    "GET /sources/{document_id}/pages/{page}.png": lambda known: get(*(f"/sources/{i}/pages/1.png" for i in known.ids)),
    "GET /sources/{document_id}/original": lambda known: get(*(f"/sources/{i}/original" for i in known.ids)),
    "GET /conversations/{name}": lambda known: get(
        *(f"/conversations/{known.conversation}.{f}" for f in ("md", "docx"))
    ),
    "GET /answers/{link}": lambda known: get(f"/answers/{known.link}"),
    "GET /api/openapi.json": lambda known: get("/api/openapi.json"),
    "POST /api/ask": posted("/api/ask"),
    "POST /api/ask/stream": posted("/api/ask/stream"),
    "GET /api/search": api_searches,
    "GET /api/documents": lambda known: get("/api/documents"),
    "GET /api/commitments": api_rows,
    "POST /api/check": lambda known: iter(
        [Ask("POST", "/api/check", {"json": {"text": f"{known.flock.word} gardens are funded by Norway."}})]
    ),
    "* /mcp": lambda known: (ask for asks in TOOLS.values() for ask in asks(known)),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the page: the values of its inputs, what the page's script tells with it, and the link."""

    data: tuple[Any, ...] = ()
    said: dict[str, Any] | None = None
    link: str = ""
    changes: bool = False


def rows(deed: str) -> Callable[[Known], Iterator[Event]]:
    def events(known: Known) -> Iterator[Event]:
        for row in known.rows:
            said = {"query": f"row={row}", "wrong": "yes", "field": "donor", "value": "Norway"}
            yield Event((), said, changes=deed != "open_row")

    return events


EVENTS: dict[str, Callable[[Known], Iterator[Event]]] = {
    "open_page": lambda known: iter((Event(), Event(link=f"conversation={known.conversation}"))),
    "ask": lambda known: (Event((q, "", None)) for q in questions(known)),
    "ask_example": lambda known: (Event((None,), {"question": q, "link": ""}) for q in questions(known)),
    "again": lambda known: iter([Event((None,), {"link": ""})]),
    "stop": lambda known: iter([Event((None,))]),
    "make_link": lambda known: iter([Event((None,), {"turn": 1})]),
    "rate": lambda known: iter([Event((None,), {"turn": 1, "good": "yes", "reason": ""})]),
    "find": lambda known: iter((Event((None,), {"words": known.flock.word}), Event((None,), {"words": ""}))),
    "open": lambda known: iter([Event((), {"id": known.conversation, "words": ""})]),
    "rename": lambda known: iter([Event((None,), {"id": known.conversation, "title": "Mine", "words": ""})]),
    "delete": lambda known: iter([Event((None,), {"id": known.conversation, "words": ""})]),
    "forget": lambda known: iter([Event()]),
    "open_page_1": lambda known: iter(
        (Event(), Event(link=f"donor={known.flock.donor}"), *(Event(link=f"row={row}") for row in known.rows))
    ),
    "look": lambda known: iter((Event((), {"query": ""}), Event((), {"query": f"report={known.names[0]}"}))),
    **{deed: rows(deed) for deed in ("open_row", "mark", "restore", "correct")},
}


def routes_of(app: FastAPI) -> Iterator[str]:
    """Every route, "METHOD /path", also of what is mounted."""

    def within(routes: list[Any], above: str) -> Iterator[str]:
        for route in routes:
            path = above + getattr(route, "path", "<included>")
            if hasattr(route, "routes"):
                yield from within(route.routes, path)
            elif path in OF_GRADIO:
                yield path
            else:
                methods = set(getattr(route, "methods", None) or "*")
                yield from (f"{m} {path}" for m in methods - ({"HEAD"} if "GET" in methods else set()))

    yield from within(app.router.routes, "")


def asked(client: TestClient, person: str, ask: Ask) -> tuple[int, str]:
    """Status and text of a response; of a file that is a ZIP, the text of its parts."""
    headers = {**ask.given.get("headers", {}), **as_person(person)}
    response = client.request(ask.method, ask.url, **{**ask.given, "headers": headers}, follow_redirects=False)
    return response.status_code, text_of(response.content)


def as_person(person: str) -> dict[str, str]:
    return {"x-person": person, "Cookie": f"visitor={person:x<32}"}


def text_of(body: bytes) -> str:
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in sorted(parts.namelist()))
    return body.decode("utf-8", "replace")


def told(client: TestClient, person: str, dependency: dict[str, Any], event: Event) -> tuple[int, str]:
    """What an event of the page was answered, with all that came before its end."""
    call = {
        "data": [*event.data],
        "fn_index": dependency["id"],
        "session_hash": f"s-{person}",
        "event_data": event.said,
    }
    headers = as_person(person)
    if dependency["queue"] is False:
        answer = client.post(f"/gradio_api/run/predict?{event.link}", json=call, headers=headers)
        return answer.status_code, answer.text
    joined = client.post("/gradio_api/queue/join", json=call, headers=headers)
    stream = client.get(f"/gradio_api/queue/data?session_hash=s-{person}", headers=headers)
    return joined.status_code, stream.text


def ends_of(text: str) -> str:
    """Of a stream of events only what each ended with: how often a page is told that it waits depends on the time."""
    messages = [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: {")]
    ends = [m["output"].get("data") for m in messages if m.get("msg") == "process_completed"]
    return json.dumps(ends) if ends else text


# What differs from one run, or one folder, to another and tells nothing of a report.
_CHANCE = (
    (re.compile(r"\d+\.\d+ s\b"), "0 s"),
    (re.compile(r'\\?"(seconds|duration|average_duration)\\?": ?[\d.e-]+'), "duration"),
    (re.compile(r"\d{4}-\d\d-\d\dT[\d:.+Z]+"), "time"),
    (re.compile(r"(?<=[\"/=])[\w-]{22}(?=[\"\\.&/])"), "random"),
    (re.compile(r"/reports/[0-9a-f]{16}\b"), "/reports/broken"),
    (re.compile(r'"app_id": ?\d+'), "app_id"),
)


def steady(text: str) -> str:
    for pattern, instead in _CHANCE:
        text = pattern.sub(instead, text)
    return text


def differs(one: tuple[int, str], other: tuple[int, str]) -> str:
    """Where two responses part, with what stands around it; "" where they are the same."""
    if one[0] != other[0]:
        return f"status {one[0]} and {other[0]}"
    a, b = steady(one[1]), steady(other[1])
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return "" if a == b else f"{a[max(0, at - 150) : at + 150]!r} and {b[max(0, at - 150) : at + 150]!r}"
