"""What there is, in counts: by sector and year, by donor, and the sentences that answers quoted most."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_reports import desk_at

from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.values import Answer, LedgerFilters
from assistant.values.overview import Cell, Giver, Overview, ShortName

DRILLED = "In 2018, 42 wells were drilled in Xieng province."
ASKED = "How many wells were drilled in Xieng province?"


def answered(desk: Desk, question: str = ASKED) -> Answer:
    answer = desk.ask(question)
    assert answer.statements
    return answer


def quoted(desk: Desk) -> list[tuple[str, int]]:
    return [(sentence.text, sentence.answers) for sentence in desk.overview().used]


def test_reports_pages_passages_and_commitments_are_counted(desk: Desk) -> None:
    schools, water = desk.documents()
    assert desk.overview() == Overview(
        reports=2,
        pages=2,
        passages=schools.passages + water.passages,
        commitments=3,
        cells=(Cell("Education", 2019, 1, schools.passages), Cell("Health", 2018, 1, water.passages)),
        givers=(Giver("Japan", 1), Giver("Norway", 1), Giver("Sweden", 1)),
        used=(),
        names=(ShortName("CCW", "Centre for Clean Water", 1),),
    )
    assert desk.overview().years == (2018, 2019)


def test_nothing_is_counted_where_nothing_is_indexed(tmp_path: Path, encoder: Encoder) -> None:
    assert desk_at(tmp_path / "none", encoder).overview() == Overview(0, 0, 0, 0, (), (), (), ())


def test_a_corrected_report_counts_where_a_person_put_it(desk: Desk) -> None:
    desk.correct("water-2018.txt", sector="Education", year=2019)
    assert [(c.sector, c.year, c.reports) for c in desk.overview().cells] == [("Education", 2019, 2)]


def test_a_report_without_sector_or_year_counts_as_not_known(desk: Desk, reports: Path) -> None:
    (reports / "notes.txt").write_text("Notes on bridges\n\nNine bridges were repaired.\n", encoding="utf-8")
    assert {s.status for s in desk.index([reports])} == {"indexed", "unchanged"}
    assert (None, None, 1) in [(c.sector, c.year, c.reports) for c in desk.overview().cells]


def test_a_row_marked_wrong_does_not_count(desk: Desk) -> None:
    desk.mark_row(desk.commitments(LedgerFilters(donor="Japan"))[0].id, wrong=True)
    assert desk.overview().givers == (Giver("Norway", 1), Giver("Sweden", 1))


def test_a_row_of_two_donors_counts_with_both_and_one_that_names_none_with_nobody(desk: Desk) -> None:
    first, second, third = desk.commitments()
    desk.correct_row(first.id, "donor", "Norway; Westmark")
    desk.correct_row(second.id, "donor", "Not named")
    assert desk.overview().givers == (Giver("Norway", 2), Giver("Westmark", 1))
    assert third.donor == "Norway"


def test_a_sentence_counts_once_for_each_answer_that_quotes_it(desk: Desk) -> None:
    one = desk.conversations.keep("anna", "", 1, answered(desk))
    desk.conversations.keep("anna", one, 2, answered(desk))
    desk.conversations.keep("boris", "", 1, answered(desk))
    desk.conversations.keep("boris", "", 1, answered(desk, "Since when have schools served a warm lunch?"))
    assert quoted(desk)[0] == (DRILLED, 3)
    assert {number for _, number in quoted(desk)[1:]} == {1}
    used = desk.overview().used[0]
    assert (used.title, used.page) == (desk.documents()[1].title, None)
    assert desk.library.store.document(used.document_id).text[used.start : used.end] == DRILLED


def test_a_deleted_conversation_counts_no_more(desk: Desk) -> None:
    kept = desk.conversations.keep("anna", "", 1, answered(desk))
    desk.conversations.delete("anna", kept)
    assert quoted(desk) == []


@pytest.mark.parametrize(("begun", "counts"), [("2020-01-01T00:00:00+00:00", False), (None, True)])
def test_what_was_quoted_before_the_report_was_last_read_does_not_count(
    desk: Desk, begun: str | None, counts: bool
) -> None:
    desk.conversations.keep("anna", "", 1, answered(desk))
    with desk.library.store.write() as db:
        db.execute("UPDATE conversations SET started = coalesce(?, started)", (begun,))
    assert bool(quoted(desk)) is counts


def test_a_removed_report_is_no_longer_quoted(desk: Desk) -> None:
    desk.conversations.keep("anna", "", 1, answered(desk))
    desk.remove("water-2018.txt")
    assert quoted(desk) == []
