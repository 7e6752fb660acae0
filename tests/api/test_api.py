"""The HTTP API: its forms are the command line's, its errors are problem details, and nothing breaks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import schemathesis
from at_door import api_at_door
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.schemas import BaseSchema
from starlette.testclient import TestClient
from tiny_reports import WATER

from assistant import forms
from assistant.commitments.row import row
from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.settings import Settings

WHO = "Who funds the rural water programme?"
FUNDED = "The rural water programme is funded by Sweden and Norway."


def without_seconds(prediction: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in prediction.items() if key != "seconds"}


def test_an_answer_has_the_form_of_the_command_line(api: TestClient, desk: Desk) -> None:
    got = api.post("/ask", json={"question": WHO})
    assert got.status_code == 200
    assert without_seconds(got.json()) == without_seconds(forms.prediction(desk.ask(WHO)))
    assert got.json()["statements"][0]["citations"][0]["quote"] == FUNDED


def test_earlier_turns_and_limits_go_along(api: TestClient) -> None:
    history = [{"role": "user", "text": WHO}, {"role": "assistant", "text": FUNDED}]
    got = api.post("/ask", json={"question": "and the schools?", "history": history}).json()
    assert got["understood"] != "and the schools?"
    limited = api.post("/ask", json={"question": WHO, "year": 2019}).json()
    assert (limited["status"], limited["searched"]["filters"]) == ("abstained", {"year": 2019})


def test_an_answer_comes_in_parts_as_events(api: TestClient) -> None:
    got = api.post("/ask/stream", json={"question": WHO})
    assert got.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in part.splitlines()) for part in got.text.strip().split("\n\n")]
    assert [event["event"] for event in events] == ["statement", "answer"]
    assert json.loads(events[0]["data"])["text"] == FUNDED
    assert json.loads(events[1]["data"])["status"] == "answered"


def test_passages_reports_and_commitments_are_listed(api: TestClient, desk: Desk) -> None:
    found = api.get("/search", params={"question": WHO, "k": 2}).json()
    assert found == [forms.ranked(evidence) for evidence in desk.search(WHO, 2)]
    reports = api.get("/documents").json()
    assert [report["name"] for report in reports] == [report.name for report in desk.documents()]
    assert "path" not in reports[0]
    rows = api.get("/commitments", params={"donor": "Sweden"}).json()
    assert rows == [row(c) for c in desk.commitments() if "Sweden" in c.donor]
    assert rows


def test_a_draft_is_checked_sentence_by_sentence(api: TestClient) -> None:
    got = api.post("/check", json={"text": f"{FUNDED} It was also funded by the moon people of Xaraq."}).json()
    carried, invented = (checked["finding"] for checked in got)
    assert (carried, invented != "supported") == ("supported", True)
    assert got[0]["citations"][0]["quote"] == FUNDED


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "said"),
    [
        ("POST", "/ask", {"question": ""}, 422, "question: "),
        ("POST", "/ask", {"question": " ?! "}, 422, "The question is empty."),
        ("POST", "/ask", {"question": "Who?", "sectors": "x"}, 422, "sectors: "),
        ("GET", "/search", None, 422, "question: "),
        ("GET", "/nothing", None, 404, "openapi.json"),
        ("PUT", "/ask", {}, 405, "openapi.json"),
    ],
)
def test_what_cannot_be_done_is_a_problem_that_says_why(
    api: TestClient, method: str, path: str, body: dict[str, str] | None, status: int, said: str
) -> None:
    got = api.request(method, path, json=body)
    assert (got.status_code, got.headers["content-type"]) == (status, "application/problem+json")
    problem = got.json()
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert said in problem["detail"]


def test_a_fault_of_the_server_is_told_without_its_trace(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*asked: object) -> object:
        raise RuntimeError("disk on fire at /secret/path")

    monkeypatch.setattr(desk, "ask", fail)
    got = TestClient(api_at_door(desk), raise_server_exceptions=False).post("/ask", json={"question": WHO})
    assert (got.status_code, got.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in got.text


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> BaseSchema:
    folder: Path = tmp_path_factory.mktemp("described")
    (folder / "water-2018.txt").write_text(WATER, encoding="utf-8")
    desk = Desk(Settings(index=folder / "index", corpus=folder))
    assert [status.status for status in desk.index([folder / "water-2018.txt"])] == ["indexed"]
    return schemathesis.openapi.from_asgi("/openapi.json", api_at_door(desk))


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_request_that_fits_or_breaks_the_description_makes_the_server_fail(
    described: BaseSchema, mode: GenerationMode
) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 6
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and operation.path == "/documents":
            continue  # it asks for nothing that could be given wrongly

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy(generation_mode=mode))
        def requested(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=[not_a_server_error])

        requested()
