"""What whoever watches the machine is told."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.desk import Desk
from assistant.web.health import WRONG, add_health
from assistant.web.words import load_words


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
