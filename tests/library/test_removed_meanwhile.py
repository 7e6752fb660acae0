"""A report that is removed while something is made of it: what is made is of the state in which it was begun."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from assistant.briefings import gather
from assistant.briefings.briefing import Scope
from assistant.checking import findings
from assistant.checking.verdicts import DraftSentence
from assistant.desk import Desk
from assistant.library.store import Store

SENTENCE = "In 2018, 42 wells were drilled in Xieng province."


@pytest.fixture
def remove_before(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], None]:
    """Has somebody else remove water-2018.txt just before the first call of a function or method."""

    def arrange(place: Any, name: str) -> None:
        called = getattr(place, name)
        waiting = [threading.Thread(target=desk.remove, args=("water-2018.txt",))]

        def with_removal(*args: Any, **named: Any) -> Any:
            while waiting:
                other = waiting.pop()
                other.start()
                other.join()
            return called(*args, **named)

        monkeypatch.setattr(place, name, with_removal)

    return arrange


def names_of(desk: Desk) -> list[str]:
    return [report.name for report in desk.documents()]


def test_a_briefing_tells_of_it(desk: Desk, remove_before: Callable[[Any, str], None]) -> None:
    remove_before(gather, "told")
    briefing = desk.brief(Scope(documents=("water-2018.txt",)))
    assert SENTENCE in [c.quote for c in briefing.citations]
    assert names_of(desk) == ["schools-2019.txt"]


def test_a_sentence_of_a_draft_is_found_in_it_and_the_next_is_not(
    desk: Desk, remove_before: Callable[[Any, str], None]
) -> None:
    remove_before(findings, "cite")
    draft = DraftSentence(SENTENCE, 0, 0, len(SENTENCE))
    found = list(desk.check((draft, draft)))
    assert [c.finding for c in found] == ["supported", "not found"]


def test_it_can_be_looked_at_as_it_was_read(desk: Desk, remove_before: Callable[[Any, str], None]) -> None:
    remove_before(Store, "document")
    assert SENTENCE in desk.as_read("water-2018.txt").text
    assert names_of(desk) == ["schools-2019.txt"]


def test_its_quality_can_be_told(desk: Desk, remove_before: Callable[[Any, str], None]) -> None:
    remove_before(Store, "document")
    assert desk.quality("water-2018.txt").passages > 0
    assert names_of(desk) == ["schools-2019.txt"]


def test_the_ledger_is_brought_up_to_date_without_it(desk: Desk, remove_before: Callable[[Any, str], None]) -> None:
    desk.library.store.set_meta({"ledger": "an older one"})
    remove_before(Store, "write")
    assert [row.donor for row in desk.commitments()] == ["Japan"]
