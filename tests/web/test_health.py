"""What whoever watches the machine is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import desk_over
from fastapi import FastAPI
from markupsafe import Markup
from starlette.testclient import TestClient

from assistant.desk import Desk
from assistant.values.people import ANYBODY, Person
from assistant.web.health import WRONG, add_health
from assistant.web.served import served
from assistant.web.words import load_words


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk of its own for each test, which damages it."""
    return desk_over(tmp_path, with_reports=True)


def test_health_is_ok_until_something_stored_is_found_to_be_altered(desk: Desk) -> None:
    app = FastAPI()
    add_health(app, desk, load_words())
    client = TestClient(app)
    desk.library.examine()
    assert (client.get("/health").status_code, client.get("/health").json()) == (200, {"status": "ok"})
    with desk.library.store.write() as db:
        db.execute("UPDATE blocks SET text = text || '!'")
    desk.library.examine()
    assert (client.get("/health").status_code, client.get("/health").json()) == (
        503, {"status": "alarm", "detail": WRONG},
    )  # fmt: skip
    assert "assistant restore FILE" in desk.library.alarm


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (ANYBODY, "A block of text of border-2019.docx is damaged. Run: assistant restore FILE"),
        (Person("noy", "reader", frozenset({"open"})), load_words()["page.alarm"]),
    ],
    ids=["whoever may mend it", "a reader"],
)
def test_each_page_says_what_is_wrong_with_the_library_and_what_to_do(desk: Desk, person: Person, told: str) -> None:
    desk.library.alarm = "A block of text of border-2019.docx is damaged. Run: assistant restore FILE"
    shown = served("overview", lambda reports: Markup("<p>body</p>"), desk.seen_by(person), load_words())
    assert f'<p class="alarm" role="alert">{told}</p>' in bytes(shown.body).decode()
    desk.library.alarm = ""
    shown = served("overview", lambda reports: Markup("<p>body</p>"), desk.seen_by(person), load_words())
    assert 'class="alarm"' not in bytes(shown.body).decode()
