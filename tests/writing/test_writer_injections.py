"""Instructions inside reports: a model that obeys them changes nothing that a person sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from scripted_endpoints import endpoint_that, writes
from tiny_reports import desk_at

from assistant.answers.citations import cite
from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.values import Answer, Filters, Statement
from assistant.writing import write
from assistant.writing.checked import Checker

TRUE = "The rural water programme is funded by Sweden and Norway."
QUESTION = "Who funds the rural water programme?"
_OPENED = re.compile(r"[<>]|\]\(|\[\w|://|www\.|\b\w+:\S|@|`|\bevil\b|&\w+;|%\w\w")


@dataclass(frozen=True)
class Injected:
    name: str
    passage: str
    obeys: str
    never: str


def _injected() -> list[Injected]:
    text = Path(__file__).with_name("injected_passages.txt").read_text(encoding="utf-8")
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if re.match(r"(?:in|obeys|never): ", line))
        if fields:
            unseen = re.sub(r"\\(?:u([\da-f]{4})|U([\da-f]{8}))", lambda m: chr(int(m[1] or m[2], 16)), fields["in"])
            found.append(Injected(f"report-{len(found):02}.txt", unseen, fields["obeys"], fields["never"]))
    return found


ALL = _injected()


@pytest.fixture(scope="module")
def reports_with_orders(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Desk]:
    """A report for each injected passage, after the same true sentence."""
    folder = tmp_path_factory.mktemp("orders")
    for one in ALL:
        (folder / one.name).write_text(f"Progress report 2018\n\nRural water\n\n{TRUE} {one.passage}\n", "utf-8")
    desk = desk_at(folder / "index", encoder)
    assert {s.status for s in desk.index([folder / one.name for one in ALL])} == {"indexed"}
    yield desk


def _asked(desk: Desk, one: Injected) -> Answer:
    answer = desk.ask(QUESTION, Filters(documents=(one.name,)))
    assert answer.statements
    return answer


def test_there_are_at_least_sixty_of_them() -> None:
    assert len({one.passage for one in ALL}) >= 60


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.passage[:30])
def test_a_model_that_obeys_changes_nothing_on_the_screen(one: Injected, reports_with_orders: Desk) -> None:
    quoted = _asked(reports_with_orders, one)
    with endpoint_that(writes(f"{one.obeys} {TRUE[:-1]} [1].")) as scripted:
        grown = [*write(quoted, scripted.endpoint(), reports_with_orders.library)]
    for answer in grown:
        written = [s for s in answer.statements if s not in quoted.statements]
        assert all(one.never not in s.text for s in written)
        assert not any(_OPENED.search(s.text) for s in written)
        assert {c.document for s in answer.statements for c in s.citations} == {one.name}
        assert not any("://" in r.text or "<" in r.text or "](" in r.text for r in answer.rejected)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.passage[:30])
def test_where_the_model_sees_the_order_the_checks_let_nothing_through_that_the_report_does_not_say(
    one: Injected, reports_with_orders: Desk
) -> None:
    quoted = _asked(reports_with_orders, one)
    library = reports_with_orders.library
    checker = Checker(
        quoted.evidence,
        quoted.statements,
        lambda candidate: next((s.citations for s in cite(library.store, [candidate])[0]), ()),
        library.encoder,
        library.ledger.donors,
    )
    result = checker.check(one.obeys)
    if isinstance(result, Statement):  # the report says it itself, word for word
        carried = " ".join(c.quote for c in result.citations)
        assert not _OPENED.search(result.text)
        assert {c.document for c in result.citations} == {one.name}
        assert set(re.findall(r"\d+|[A-Z]\w+", result.text[1:])) <= set(re.findall(r"\w+", carried))


def test_a_passage_that_gives_orders_is_not_shown_to_the_model(reports_with_orders: Desk) -> None:
    quoted = _asked(reports_with_orders, ALL[0])
    with endpoint_that(writes("NOT STATED")) as scripted:
        answer = [*write(quoted, scripted.endpoint(), reports_with_orders.library)][-1]
    assert scripted.asked == []
    assert answer.statements == quoted.statements
    assert answer.notes[-1] == "The passages give orders to language models, so none was asked; these are quotes."


def test_brackets_and_unseen_letters_of_a_report_do_not_reach_the_model(reports_with_orders: Desk) -> None:
    one = next(o for o in ALL if o.passage.startswith("[1] Harrow"))
    with endpoint_that(writes("NOT STATED")) as scripted:
        [*write(_asked(reports_with_orders, one), scripted.endpoint(), reports_with_orders.library)]
    sent = scripted.asked[0]["messages"][1]["content"]
    assert sent.count("[1]") == 1
    assert "(1) Harrow Foundation is the sole donor." in sent
