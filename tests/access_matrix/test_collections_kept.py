"""Collections through time: where new files go, what stays where it is, and what an access that ends takes along."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from mixed_files import make_pdf
from tiny_reports import SCHOOLS, WATER, desk_at

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.library.backup import back_up, restore
from assistant.library.encoder import Encoder
from assistant.library.store import Store
from assistant.library.withheld import WITHHELD
from assistant.values.people import Person

ASKED = "Who funds the rural water programme?"
FUNDED = "The rural water programme is funded by Sweden and Norway."
Run = Callable[..., tuple[int, str, str]]


def of(desk: Desk, *collections: str) -> Desk:
    """The desk as somebody may use it who was given these collections."""
    return desk.seen_by(Person("somebody", "curator", frozenset(collections)))


def placed(desk: Desk) -> dict[str, str]:
    return {report.name: report.collection for report in desk.documents()}


# -- where files go ------------------------------------------------------------------------------------------


@pytest.fixture
def bare(tmp_path: Path, encoder: Encoder) -> Desk:
    return desk_at(tmp_path / "index", encoder)


def test_what_was_never_placed_is_in_the_usual_collection(desk: Desk) -> None:
    assert placed(desk) == {"schools-2019.txt": "reports", "water-2018.txt": "reports"}
    assert desk.collections() == {"reports": 2}
    assert [r.name for r in of(desk, "reports").documents()] == ["schools-2019.txt", "water-2018.txt"]
    assert of(desk, "other").documents() == ()


def test_new_files_follow_the_collection_of_their_folder(bare: Desk, reports: Path) -> None:
    list(bare.index([reports], collection="blue"))
    (reports / "late.txt").write_text("Late report 2020\n\nNine bridges were repaired.\n", encoding="utf-8")
    list(bare.index([reports]))
    assert set(placed(bare).values()) == {"blue"}


def test_a_file_that_is_gone_for_a_while_comes_back_to_its_collection(bare: Desk, reports: Path) -> None:
    list(bare.index([reports / "water-2018.txt"], collection="blue"))
    (reports / "water-2018.txt").rename(reports.parent / "away.txt")
    list(bare.index([reports]))
    (reports.parent / "away.txt").rename(reports / "water-2018.txt")
    list(bare.index([reports]))
    assert placed(bare) == {"schools-2019.txt": "reports", "water-2018.txt": "blue"}


def test_a_report_stays_where_it_is_when_it_is_read_again(bare: Desk, reports: Path) -> None:
    list(bare.index([reports], collection="blue"))
    (reports / "water-2018.txt").write_text(WATER.replace("42 wells", "43 wells"), encoding="utf-8")
    row = next(r for r in bare.index([reports], collection="red") if r.name == "water-2018.txt")
    assert (row.status, placed(bare)["water-2018.txt"]) == ("indexed", "blue")
    assert row.message == (
        "It stays in the collection blue. To move it, run: assistant collections move 'water-2018.txt' 'red'"
    )


def test_the_same_content_in_two_collections_is_two_reports_that_know_nothing_of_each_other(
    bare: Desk, tmp_path: Path
) -> None:
    for name in ("blue", "red"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(WATER, encoding="utf-8")
        assert [(r.status, r.message) for r in bare.index([tmp_path / name], collection=name)] == [("indexed", "")]
    assert [of(bare, name).ask(ASKED).text for name in ("blue", "red")] == [FUNDED, FUNDED]
    of(bare, "blue").remove("blue.txt")
    assert of(bare, "red").ask(ASKED).text == FUNDED


def test_a_report_that_was_moved_is_seen_there_alone_and_at_once(desk: Desk) -> None:
    before = of(desk, "reports")
    assert before.ask(ASKED).text == FUNDED and "Who funds the rural water programme?" in before.examples()
    desk.move("water-2018.txt", "blue")
    after = before.ask(ASKED)
    assert "water-2018.txt" not in {c.document for s in after.statements for c in s.citations}
    assert "Australia" not in repr(after) and "water" not in " ".join(before.examples())
    assert of(desk, "blue").ask(ASKED).text == FUNDED
    assert desk.collections() == {"blue": 1, "reports": 1}


def test_a_page_of_a_report_in_any_collection_can_be_seen(bare: Desk, tmp_path: Path) -> None:
    make_pdf(tmp_path / "wells.pdf", ["Nine wells were drilled."])
    list(bare.index([tmp_path / "wells.pdf"], collection="blue"))
    (report,) = of(bare, "blue").documents()
    assert of(bare, "blue").sources.page(report.document_id, 1).picture.pages == 1


def test_a_file_that_was_sent_is_in_its_collection_after_a_restore_elsewhere(desk: Desk, tmp_path: Path) -> None:
    incoming = desk.uploads.receive()
    incoming.write(WATER.replace("42 wells", "43 wells").encode())
    desk.uploads.take("sent", "somebody", "sent.txt", incoming, "blue")
    desk.intake.wake()
    while (thread := desk.intake._thread) is not None:
        thread.join()
    assert placed(desk)["sent.txt"] == "blue"
    index = desk.settings.index
    back_up(index, desk.settings.corpus / "uploads", tmp_path / "all.backup")
    restore(tmp_path / "other" / "index", tmp_path / "other" / "uploads", tmp_path / "all.backup")
    there = desk_at(tmp_path / "other" / "index", desk.library.encoder)
    assert placed(there)["sent.txt"] == "blue"
    assert [r.name for r in of(there, "blue").documents()] == ["sent.txt"]


def test_a_part_is_searched_in_the_state_that_its_reader_sees(desk: Desk, reports: Path) -> None:
    mine = of(desk, "reports").library

    def found() -> list[int]:
        index = mine.index
        assert index.seen is not None
        return [int(i) for i in index.ids[index.seen]]

    def kept() -> list[int]:
        return [i for (i,) in mine.store.rows("SELECT id FROM passages ORDER BY id")]

    with mine.store.snapshot():
        before = kept()
        (reports / "water-2018.txt").write_text(WATER.replace("42 wells", "43 wells"), encoding="utf-8")
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(lambda: list(desk.index([reports]))).result()
        assert found() == before
    assert found() == kept() != before


def test_the_content_of_a_report_that_was_moved_away_can_be_put_in_anew(desk: Desk, reports: Path) -> None:
    desk.move("water-2018.txt", "blue")
    (reports / "again.txt").write_text(WATER, encoding="utf-8")
    list(desk.index([reports]))
    assert placed(desk) == {"again.txt": "reports", "schools-2019.txt": "reports", "water-2018.txt": "blue"}


def test_an_index_from_before_there_were_collections_opens_with_all_in_the_usual_one(desk: Desk) -> None:
    folder = desk.settings.index
    with sqlite3.connect(folder / "library.sqlite") as db:
        db.execute("DROP TABLE placed")
    assert Store(folder).collections.counted() == {"reports": 2}


def test_the_command_line_places_lists_and_moves(run: Run, reports: Path) -> None:
    assert run("index", reports, "--collection", "blue")[0] == 0
    assert run("collections", "move", "water-2018.txt", "red")[0] == 0
    assert run("collections", "list", "--json")[1].splitlines() == [
        '{"collection": "blue", "reports": 1}',
        '{"collection": "red", "reports": 1}',
        '{"collection": "reports", "reports": 0}',
    ]
    rows = [json.loads(line) for line in run("documents", "--json")[1].splitlines()]
    assert {row["name"]: row["collection"] for row in rows} == {"schools-2019.txt": "blue", "water-2018.txt": "red"}
    code, _, err = run("collections", "move", "water-2018.txt", " ")
    assert (code, "has 1 to 60 characters" in err) == (1, True)


# -- what is sent --------------------------------------------------------------------------------------------


def send(desk: Desk, owner: str, name: str, text: str, collection: str) -> str:
    incoming = desk.uploads.receive()
    incoming.write(text.encode())
    return desk.uploads.take(name, owner, name, incoming, collection).message


def test_the_content_of_a_hidden_report_can_be_sent_as_if_it_were_new(desk: Desk) -> None:
    desk.move("water-2018.txt", "blue")
    assert send(of(desk, "red"), "ann", "mine.txt", WATER, "red") == ""
    assert (
        send(of(desk, "red"), "eve", "hers.txt", WATER, "red")
        == "The same content as mine.txt, which was sent before it."
    )
    assert (
        send(of(desk, "blue"), "bob", "his.txt", WATER, "blue")
        == "The same content as water-2018.txt, which is indexed."
    )


def test_a_list_of_what_was_sent_leaves_out_what_is_no_longer_given(desk: Desk) -> None:
    send(of(desk, "red", "blue"), "ann", "mine.txt", WATER, "red")
    assert [u.name for u in of(desk, "red").uploads.of("ann")] == ["mine.txt"]
    assert of(desk, "blue").uploads.of("ann") == ()


# -- changes -------------------------------------------------------------------------------------------------


def test_what_is_not_seen_cannot_be_changed(desk: Desk) -> None:
    other, row = of(desk, "other"), desk.commitments()[0].id
    file = desk.files()[0]
    for change in (
        lambda: other.remove("water-2018.txt"),
        lambda: other.correct("water-2018.txt", title="Mine"),
        lambda: other.correct_row(row, "donor", "Norway"),
        lambda: other.mark_row(row, True),
        lambda: other.restore_row(row),
        lambda: other.forget(file),
        lambda: other.reread(file, "eve"),
    ):
        with pytest.raises(AssistantError):
            change()
    assert len(desk.documents()) == 2


def test_a_part_never_gives_more_than_it_has(desk: Desk) -> None:
    assert of(of(desk, "other"), "reports").documents() == ()


# -- old answers ---------------------------------------------------------------------------------------------


def kept(desk: Desk) -> tuple[str, str]:
    """A conversation with an answer of two reports, and the link to that answer."""
    water, schools = desk.ask(ASKED), desk.ask("How many schools have served a warm lunch?")
    both = (*water.statements[:1], *schools.statements[:1])
    answer = replace(water, statements=both, notes=("From 2 of 2 reports searched.",))
    conversation = desk.conversations.keep("ann", "", 1, answer)
    return conversation, desk.conversations.share("ann", conversation, 1)


def test_a_statement_of_a_report_that_is_no_longer_given_is_withheld_in_its_place(desk: Desk) -> None:
    conversation, _ = kept(desk)
    desk.move("water-2018.txt", "blue")
    answer = of(desk, "reports").conversations.turns("ann", conversation)[0].answer
    assert [s.text for s in answer.statements] == [WITHHELD, "Since 2016, 310 schools have served a warm lunch."]
    assert (answer.notes, answer.rejected, answer.searched.documents, answer.searched.nearest) == ((), (), 1, ())
    assert {e.report.name for e in answer.evidence} <= {"schools-2019.txt"}
    whole = desk.conversations.turns("ann", conversation)[0].answer
    assert whole.statements[0].text == FUNDED


def test_a_conversation_is_not_found_by_the_words_of_what_is_withheld(desk: Desk) -> None:
    kept(desk)
    assert len(of(desk, "reports").conversations.of("ann", "Norway")) == 1
    desk.move("water-2018.txt", "blue")
    assert of(desk, "reports").conversations.of("ann", "Norway") == ()
    assert len(of(desk, "reports", "blue").conversations.of("ann", "Norway")) == 1


def test_a_shared_answer_is_there_only_for_those_who_may_see_all_that_it_quotes(desk: Desk) -> None:
    _, link = kept(desk)
    desk.move("water-2018.txt", "blue")
    assert [of(desk, *names).conversations.shared(link) is None for names in (("reports",), ("blue",), ())] == [
        True
    ] * 3
    seen = of(desk, "reports", "blue").conversations.shared(link)
    assert seen is not None and seen.answer.statements[0].text == FUNDED
    assert seen.answer.notes == ()  # it counts what somebody else could see


# -- deny by default -----------------------------------------------------------------------------------------

OF_NO_REPORT = {
    *("meta", "conversations", "words_config", "sqlite_sequence"),
    *("accounts", "members", "grants", "sessions", "attempts", "client_keys"),
}


def test_every_table_is_hidden_behind_a_view_of_a_part_or_tells_nothing_of_reports(desk: Desk) -> None:
    """So that a new table is thought of before somebody reads it."""
    store = of(desk, "reports").library.store
    tables = {name for (name,) in store.rows("SELECT name FROM main.sqlite_schema WHERE type = 'table'")}
    views = {name for (name,) in store.rows("SELECT name FROM temp.sqlite_schema WHERE type = 'view'")}
    assert tables - views == OF_NO_REPORT


def test_no_query_outside_of_the_library_names_the_whole_of_a_table() -> None:
    root = Path(__file__).parents[2] / "assistant"
    named = {path.name for path in root.rglob("*.py") if "main." in _sql(path) and path.name != "__main__.py"}
    assert named == {"words.py", "phrases.py", "indexed.py"}


def _sql(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return " ".join(re.findall(r"(?:FROM|JOIN) main\.\w+", text))


def test_a_query_of_the_full_text_that_forgets_who_asks_fails(desk: Desk) -> None:
    with pytest.raises(sqlite3.OperationalError):
        of(desk, "reports").library.store.rows("SELECT rowid FROM words WHERE words MATCH 'water'")


def test_nothing_of_a_hidden_collection_is_in_any_table_that_is_read(desk: Desk) -> None:
    store = of(desk, "other").library.store
    views = [name for (name,) in store.rows("SELECT name FROM temp.sqlite_schema WHERE type = 'view'")]
    assert {name: len(store.rows(f'SELECT * FROM "{name}"')) for name in views} == dict.fromkeys(views, 0)  # noqa: S608
    assert SCHOOLS.split()[-1] in desk.as_read("schools-2019.txt").text
