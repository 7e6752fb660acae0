"""`assistant users`, `groups` and `keys`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
PASSWORD = "four words in a row\n"


@pytest.fixture(autouse=True)
def log_of_this_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSISTANT_AUDIT_FILE", str(tmp_path / "audit.jsonl"))


def add(run: Run, name: str, role: str, *more: str) -> tuple[int, str, str]:
    return run("users", "add", name, "--role", role, *more, "--password-stdin", typed=PASSWORD)


def test_accounts_are_added_listed_changed_and_removed(run: Run, tmp_path: Path) -> None:
    assert add(run, "Anna", "administrator") == (0, "", "anna may come in as administrator.\n")
    assert add(run, "rosa", "reader", "--group", "Health", "--group", "Water")[0] == 0
    assert run("users", "role", "rosa", "curator")[0] == 0
    assert run("users", "groups", "rosa", "Mines")[0] == 0
    listed = [json.loads(line) for line in run("users", "list", "--json")[1].splitlines()]
    assert [{**account, "added": ""} for account in listed] == [
        {"name": "anna", "role": "administrator", "groups": [], "has_password": True, "added": ""},
        {"name": "rosa", "role": "curator", "groups": ["mines"], "has_password": True, "added": ""},
    ]
    assert run("users", "remove", "rosa") == (0, "", "rosa may not come in any more. Conversations deleted: 0\n")
    assert "rosa" not in run("users", "list")[1]
    noted = [json.loads(line)["action"] for line in (tmp_path / "audit.jsonl").read_text().splitlines()]
    assert noted == ["account-added", "account-added", "role-changed", "groups-changed", "account-removed"]


def test_a_password_is_no_argument_and_is_noted_nowhere(run: Run, tmp_path: Path) -> None:
    assert run("users", "add", "rosa", "four words in a row", "--role", "reader")[0] == 2
    assert add(run, "rosa", "reader")[0] == 0
    assert run("users", "password", "rosa", "--password-stdin", typed="five other words in a row\n")[0] == 0
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"words in a row" not in held


def test_nobody_is_asked_for_a_password_where_nobody_sits(run: Run) -> None:
    code, _, said = run("users", "add", "rosa", "--role", "reader")
    assert (code, said) == (1, "There is nobody to ask for the password. Send it with --password-stdin.\n")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("users", "remove", "nobody"), "There is no account 'nobody'. See all with: assistant users list\n"),
        (("users", "role", "anna", "boss"), "There is no role 'boss'. Choose one of: reader, curator, administrator\n"),
        (("keys", "remove", "none"), "There is no key 'none'. See all with: assistant keys list\n"),
        (
            ("keys", "add", "k", "--account", "nobody"),
            "There is no account 'nobody'. See all with: assistant users list\n",
        ),
        (
            ("groups", "revoke", "health", "clinics"),
            "The collection 'clinics' is not granted to the group 'health'. See what is with: assistant groups list\n",
        ),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(run: Run, command: tuple[str, ...], said: str) -> None:
    add(run, "anna", "administrator")
    assert run(*command) == (1, "", said)


def test_groups_are_granted_collections(run: Run) -> None:
    run("groups", "grant", "Health", "clinics")
    run("groups", "grant", "everyone", "reports")
    run("groups", "grant", "health", "reports")
    run("groups", "revoke", "health", "reports")
    listed = [json.loads(line) for line in run("groups", "list", "--json")[1].splitlines()]
    assert listed == [
        {"group": "everyone", "collections": ["reports"]},
        {"group": "health", "collections": ["clinics"]},
    ]


def test_a_key_is_shown_once(run: Run) -> None:
    key = run("keys", "add", "dashboard")[1].strip()
    assert key.startswith("ra_")
    listed = run("keys", "list", "--json")[1]
    assert json.loads(listed)["name"] == "dashboard"
    assert key not in listed


def test_serving_beyond_this_machine_without_signing_in_is_refused(run: Run) -> None:
    code, _, said = run("serve", "--host", "0.0.0.0")  # noqa: S104 - refused
    assert code == 1
    assert said.startswith("The assistant would be open to everybody who can reach 0.0.0.0. Let people sign in")
