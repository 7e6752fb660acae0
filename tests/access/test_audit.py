"""The audit log: what stands in it, what never does, and how it gives way to newer files."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.access import NotKnownError, Office, Rules, open_audit
from assistant.access.audit import Audit, Questions
from assistant.access.secret import secret_of
from assistant.errors import AssistantError
from assistant.library.store import Store
from assistant.values.people import Person

ROSA = Person("rosa", "reader", None, "192.0.2.1")
PASSWORD = "four words in a row"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "index")


def audit_at(path: Path, store: Store, questions: Questions = "hash", megabytes: int = 10) -> Audit:
    opened = open_audit(path, megabytes, 3, questions, secret_of(store))
    return Audit(opened.file, opened.secret, questions, lambda: datetime(2026, 3, 1, 9, 30, tzinfo=UTC))


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_says_who_when_from_where_what_was_asked_and_what_came_back(tmp_path: Path, store: Store) -> None:
    audit = audit_at(tmp_path / "a.jsonl", store, "text")
    audit.note("asked", ROSA, question="Who drilled\nthe wells?", documents=("b.pdf", "a.pdf", "b.pdf"))
    assert lines(tmp_path / "a.jsonl") == [
        {
            "when": "2026-03-01T09:30:00.000+00:00",
            "who": "rosa",
            "address": "192.0.2.1",
            "action": "asked",
            "question": "Who drilled\nthe wells?",
            "documents": ["b.pdf", "a.pdf"],
        }
    ]


def test_a_question_is_a_hash_unless_its_text_is_asked_for(tmp_path: Path, store: Store) -> None:
    audit = audit_at(tmp_path / "a.jsonl", store)
    for question in ("Who drilled the wells?", "Who drilled the wells?", "Who paid?"):
        audit.note("asked", ROSA, question=question)
    hashes = [line["question"] for line in lines(tmp_path / "a.jsonl")]
    assert hashes[0] == hashes[1] != hashes[2]
    assert "wells" not in (tmp_path / "a.jsonl").read_text()


def test_the_log_is_for_its_owner_alone_and_gives_way_to_newer_files(tmp_path: Path, store: Store) -> None:
    audit = audit_at(tmp_path / "a.jsonl", store, "text", megabytes=1)
    for _ in range(45):
        audit.note("asked", ROSA, question="x" * 100_000)
    files = sorted(tmp_path.glob("a.jsonl*"))
    assert [file.name for file in files] == ["a.jsonl", "a.jsonl.1", "a.jsonl.2"]
    assert all(file.stat().st_size <= 1_000_000 for file in files)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_log_that_cannot_be_written_is_said_at_the_start(tmp_path: Path, store: Store) -> None:
    (tmp_path / "taken").write_text("a file in place of a folder")
    with pytest.raises(AssistantError, match=r"cannot be written .* ASSISTANT_AUDIT_FILE"):
        audit_at(tmp_path / "taken" / "a.jsonl", store)


def test_coming_and_going_is_noted_without_passwords_or_what_was_typed_for_an_unknown_name(
    tmp_path: Path, store: Store
) -> None:
    office = Office(store, Rules("accounts"), audit_at(tmp_path / "a.jsonl", store))
    office.accounts.add("rosa", "reader", (), PASSWORD)
    token = office.sign_in("rosa", PASSWORD, "192.0.2.1")
    for name in ("rosa", "a password in the wrong box"):
        with pytest.raises(NotKnownError):
            office.sign_in(name, "another password", "192.0.2.1")
    office.change_password(ROSA, PASSWORD, "five other words in a row")
    office.sign_out(ROSA, token)
    assert [(line["action"], line.get("who", "")) for line in lines(tmp_path / "a.jsonl")] == [
        ("sign-in", "rosa"),
        ("sign-in-failed", "rosa"),
        ("sign-in-failed", ""),
        ("password-changed", "rosa"),
        ("sign-out", "rosa"),
    ]
    held = (tmp_path / "a.jsonl").read_text()
    assert [said for said in (PASSWORD, "another password", "wrong box", "five other", token) if said in held] == []
