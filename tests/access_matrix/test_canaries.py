"""Whoever may not see a collection gets from every route, event and tool what they would get if it were not there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from canary_reports import FLOCKS, LESSER, PEOPLE, Flock, flocks_of
from canary_requests import (
    EVENTS,
    NO_EVENTS,
    OF_GRADIO,
    OF_THE_SENDER,
    ROUTES,
    TOOLS,
    Ask,
    Event,
    Known,
    asked,
    differs,
    ends_of,
    known_of,
    routes_of,
    told,
)
from conftest import Office

from assistant.api.tools import tools_server
from assistant.desk import Desk

Heard = dict[Flock, Known]


@pytest.fixture(scope="module")
def known(offices: dict[str, Office]) -> dict[str, Heard]:
    """What is heard of each collection in each office, with an answer about it that somebody shared who may see all."""
    whole = offices[""].desk
    links = {flock: share(whole, flock) for flock in FLOCKS}
    everything = {flock: known_of(whole, flock, *links[flock]) for flock in FLOCKS}
    heard = {"": everything}
    for name in LESSER:
        desk = offices[name].desk
        own = {flock: known_of(desk, flock, *share(desk, flock, links[flock][0])) for flock in flocks_of(PEOPLE[name])}
        heard[name] = everything | own
    return heard


def share(desk: Desk, flock: Flock, link: str = "") -> tuple[str, str]:
    """The link, given or new, to an answer about a collection, and the conversation in which it was given."""
    answer = desk.ask(f"Who funds the {flock.word} garden programme?")
    assert answer.statements
    conversation = desk.conversations.keep("another", "", 1, answer)
    made = desk.conversations.share("another", conversation, 1)
    with desk.library.store.write() as db:
        db.execute("UPDATE turns SET link = ? WHERE link = ?", (link or made, made))
    return link or made, conversation


def hidden_from(name: str) -> tuple[Flock, ...]:
    return tuple(flock for flock in FLOCKS if flock not in flocks_of(PEOPLE[name]))


def leaks(text: str, name: str, given: str) -> list[str]:
    """The canaries in a response that the person may not see and did not say themselves."""
    low, said = text.lower(), given.lower()
    return [c for flock in hidden_from(name) for c in flock.canaries if c in low and c not in said]


def requests_of(route: str, known: Heard, name: str) -> Iterator[tuple[str, Ask]]:
    for flock, heard in known.items():
        for ask in ROUTES[route](heard):
            if not (ask.changes and flock in flocks_of(PEOPLE[name])):
                yield f"{ask.url} {ask.given}", ask


def events_of(event: str, known: Heard, name: str) -> Iterator[tuple[str, Event]]:
    for flock, heard in known.items():
        for one in EVENTS[event](heard):
            if not (one.changes and flock in flocks_of(PEOPLE[name])):
                yield f"{one.data} {one.said} {one.link}", one


def test_the_table_has_every_route_and_no_other(whole: Office) -> None:
    routes = set(routes_of(whole.app))
    assert routes - OF_GRADIO - OF_THE_SENDER == ROUTES.keys()
    assert routes >= OF_GRADIO


def test_the_table_has_every_event_of_the_page_and_no_other(whole: Office) -> None:
    assert {d["api_name"] for d in dependencies(whole)} - NO_EVENTS == EVENTS.keys()


def test_the_table_has_every_tool_and_no_other(whole: Office) -> None:
    tools = asyncio.run(tools_server(whole.desk).list_tools())
    assert {tool.name for tool in tools} == TOOLS.keys()


def dependencies(office: Office) -> list[dict[str, object]]:
    config = office.client.get("/config", headers={"x-person": "none"}).json()
    return list(config["dependencies"])


@pytest.mark.parametrize("name", LESSER)
@pytest.mark.parametrize("route", ROUTES)
def test_a_route_gives_what_it_would_give_if_nothing_else_were_indexed(
    offices: dict[str, Office], known: dict[str, Heard], route: str, name: str
) -> None:
    twins = requests_of(route, known[name], name)
    for (given, ask), (_, twin_ask) in zip(requests_of(route, known[""], name), twins, strict=True):
        status, text = asked(offices[""].client, name, ask)
        assert leaks(text, name, given) == [], given
        twin = asked(offices[name].client, name, twin_ask)
        assert differs((status, text), twin) == "", given


@pytest.mark.parametrize("name", LESSER)
def test_the_events_of_the_page_tell_what_they_would_tell_if_nothing_else_were_indexed(
    offices: dict[str, Office], known: dict[str, Heard], name: str
) -> None:
    own, twin = dependencies(offices[""]), dependencies(offices[name])
    for event in EVENTS:
        this, that = (next(d for d in one if d["api_name"] == event) for one in (own, twin))
        twins = events_of(event, known[name], name)
        for (given, one), (_, twin_one) in zip(events_of(event, known[""], name), twins, strict=True):
            status, text = told(offices[""].client, name, this, one)
            heard = " ".join(
                q for flock, of in known[""].items() for q in (flock.word, flock.short, flock.donor, *of.names)
            )
            said = given if event in ("open_page_1", "look", "open_row") else f"{given} {heard}"
            assert leaks(text, name, said) == [], (event, given)
            expected, twin_text = told(offices[name].client, name, that, twin_one)
            assert differs((status, ends_of(text)), (expected, ends_of(twin_text))) == "", (event, given)


@pytest.mark.parametrize("path", ["/sources/{}/view", "/sources/{}/pages/1.png", "/sources/{}/original", "/reports/{}"])
def test_a_hidden_report_is_as_unknown_as_one_that_does_not_exist(
    whole: Office, known: dict[str, Heard], path: str
) -> None:
    for name in LESSER:
        for flock in hidden_from(name):
            hidden, none = known[""][flock].ids[0], "0" * 64
            answers = [asked(whole.client, name, Ask("GET", path.format(i))) for i in (hidden, none)]
            assert answers[0] == answers[1] and answers[0][0] == 404


@pytest.mark.parametrize(
    "route", ["GET /search", "GET /reports", "GET /api/documents", "GET /api/commitments", "* /mcp"]
)
def test_whoever_may_see_all_finds_every_canary(whole: Office, known: dict[str, Heard], route: str) -> None:
    """So that the tests above look where there is something to be seen."""
    text = " ".join(asked(whole.client, "all", ask)[1].lower() for _, ask in requests_of(route, known[""], "all"))
    assert [flock.word for flock in FLOCKS if flock.word.lower() not in text] == []
