"""Who asks: what the accounts noted in a request's scope, for the doors of programs and of pages alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.desk import Desk
from assistant.values.people import Person


def person_in(scope: Mapping[str, Any]) -> Person:
    """Who asks, as the door noted it. Raises KeyError for a request that did not come through one: it is nobody's."""
    person: Person = scope["state"]["person"]
    return person


def seen(desk: Desk, scope: Mapping[str, Any]) -> Desk:
    """The desk as whoever asks may use it."""
    return desk.seen_by(person_in(scope))
