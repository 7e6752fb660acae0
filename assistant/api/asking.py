"""Who asks: what the accounts noted in a request's scope, for the doors of programs and of pages alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.desk import Desk
from assistant.values.people import ANYBODY, Person


def person_in(scope: Mapping[str, Any]) -> Person:
    """Who asks; anybody where there are no accounts."""
    person: Person = scope.get("state", {}).get("person", ANYBODY)
    return person


def seen(desk: Desk, scope: Mapping[str, Any]) -> Desk:
    """The desk as whoever asks may use it."""
    return desk.seen_by(person_in(scope))
