"""A server over three collections, and for each person one over a library that has only what they may see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from assistant.environment import prepare_environment

prepare_environment()

from canary_reports import FLOCKS, LESSER, PEOPLE, Named, desk_of, flocks_of  # noqa: E402 - the environment comes first
from fastapi import FastAPI  # noqa: E402
from gradio.context import Context  # noqa: E402

from assistant.desk import Desk  # noqa: E402
from assistant.library.encoder import Encoder  # noqa: E402
from assistant.web.server import create_app  # noqa: E402

PORT = 7861


@dataclass(frozen=True, slots=True)
class Office:
    """A desk, its application, and a client that asks it."""

    desk: Desk
    app: FastAPI
    client: TestClient


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[dict[str, Office]]:
    """The whole office under "", and for each who sees less one in which nothing else was indexed."""
    with ExitStack() as open_clients:

        def office(name: str, flocks: tuple[object, ...]) -> Office:
            desk = desk_of(tmp_path_factory.mktemp("office"), encoder, flocks)  # type: ignore[arg-type]
            Context.id = 0  # Gradio counts the parts of all pages of a process
            app = create_app(desk, "127.0.0.1", PORT)
            for person in PEOPLE:
                app.state.office.accounts.add(person, "curator")
            for flock in FLOCKS:
                app.state.office.grants.grant(flock.name, flock.name)
            client = TestClient(Named(app), base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)
            return Office(desk, app, open_clients.enter_context(client))

        yield {"": office("", FLOCKS), **{name: office(name, flocks_of(PEOPLE[name])) for name in LESSER}}


@pytest.fixture(scope="session")
def whole(offices: dict[str, Office]) -> Office:
    return offices[""]
