"""The ledger as it is kept: filters, corrections that outlive re-reading, rules that change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_reports import desk_at

from assistant.commitments import load_donors
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.library.encoder import Encoder
from assistant.library.ledger import Ledger
from assistant.values import Commitment, LedgerFilters


def named(rows: tuple[Commitment, ...]) -> list[tuple[str, str, str | None]]:
    return [(c.quote.document, c.donor, c.amount_as_written) for c in rows]


def test_the_ledger_holds_what_the_reports_tell(desk: Desk) -> None:
    assert named(desk.commitments()) == [
        ("schools-2019.txt", "Japan", "2.5 million euros"),
        ("water-2018.txt", "Sweden", None),
        ("water-2018.txt", "Norway", None),
    ]
    assert [(r.name, r.commitments) for r in desk.documents()] == [("schools-2019.txt", 1), ("water-2018.txt", 2)]


@pytest.mark.parametrize(
    ("filters", "donors"),
    [
        (LedgerFilters(donor="jica"), ["Japan"]),
        (LedgerFilters(donor="SWE"), ["Sweden"]),
        (LedgerFilters(donor="Atlantis"), []),
        (LedgerFilters(sector="health"), ["Sweden", "Norway"]),
        (LedgerFilters(year=2019), ["Japan"]),
        (LedgerFilters(status="supports"), ["Sweden", "Norway"]),
        (LedgerFilters(documents=("schools-2019.txt",)), ["Japan"]),
        (LedgerFilters(donor="Japan", year=2018), []),
    ],
)
def test_filters_leave_the_rows_that_pass_all_of_them(desk: Desk, filters: LedgerFilters, donors: list[str]) -> None:
    assert [c.donor for c in desk.commitments(filters)] == donors


def test_a_correction_stays_when_the_report_is_read_again(desk: Desk, reports: Path) -> None:
    row = desk.commitments(LedgerFilters(donor="Japan"))[0]
    desk.correct_row(row.id, "status", "pledged")
    desk.correct_row(row.id, "implementer", "Parents’ association")
    path = reports / "schools-2019.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nThe kitchens opened.\n", encoding="utf-8")
    assert [s.status for s in desk.index([reports])] == ["indexed", "unchanged"]
    (again,) = desk.commitments(LedgerFilters(donor="Japan"))
    assert (again.id, again.status, again.implementer) == (row.id, "pledged", "Parents’ association")
    assert again.corrected == ("status", "implementer")


def test_a_correction_can_be_taken_back(desk: Desk) -> None:
    row = desk.commitments(LedgerFilters(donor="Japan"))[0]
    desk.correct_row(row.id, "status", "pledged")
    desk.restore_row(row.id)
    assert desk.commitments(LedgerFilters(donor="Japan")) == (row,)


def test_a_row_marked_as_wrong_is_left_out_unless_asked_for(desk: Desk) -> None:
    row = desk.commitments(LedgerFilters(donor="Japan"))[0]
    desk.mark_row(row.id, wrong=True)
    assert desk.commitments(LedgerFilters(donor="Japan")) == ()
    assert [c.wrong for c in desk.commitments(LedgerFilters(donor="Japan", wrong=True))] == [True]
    desk.mark_row(row.id, wrong=False)
    assert desk.commitments(LedgerFilters(donor="Japan")) == (row,)


def test_a_corrected_amount_must_stand_in_the_quote(desk: Desk) -> None:
    row = desk.commitments(LedgerFilters(donor="Japan"))[0]
    with pytest.raises(AssistantError, match="does not stand in the row's quotes"):
        desk.correct_row(row.id, "amount_as_written", "3 million euros")
    desk.correct_row(row.id, "amount_as_written", "")
    (without,) = desk.commitments(LedgerFilters(donor="Japan"))
    assert (without.amount_as_written, without.value, without.currency) == (None, None, None)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("value", "5", "cannot be corrected"),
        ("status", "promised", "There is no status 'promised'"),
        ("date", "August 2019", "is not a date"),
        ("donor", " ", "A row needs a donor"),
    ],
)
def test_a_correction_that_cannot_stand_says_why(desk: Desk, field: str, value: str, why: str) -> None:
    row = desk.commitments()[0]
    with pytest.raises(AssistantError, match=why):
        desk.correct_row(row.id, field, value)
    with pytest.raises(AssistantError, match="There is no row"):
        desk.correct_row("none", "scope", "country")


def test_the_ledger_is_made_anew_when_the_donors_change(desk: Desk, tmp_path: Path) -> None:
    more = tmp_path / "donors.toml"
    more.write_text('[[donor]]\nname = "Clean Water Centre"\ncode = "CCW"\nkind = "ngo"\n', encoding="utf-8")
    store = desk.library.store
    assert Ledger(store, load_donors()).bring_up_to_date() == 0
    assert Ledger(store, load_donors(more)).bring_up_to_date() == 2
    assert Ledger(store, load_donors(more)).bring_up_to_date() == 0


def test_donors_of_a_users_own_file_are_found(tmp_path: Path, encoder: Encoder) -> None:
    more = tmp_path / "donors.toml"
    lines = ("[[donor]]", 'name = "Lotus Circle"', 'code = "LC"', 'kind = "foundation"', 'aliases = ["The Circle"]')
    more.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "r.txt").write_text("Kitchens\n\nThe Circle funds three kitchens.\n", encoding="utf-8")
    desk = desk_at(tmp_path / "index", encoder, donors=more)
    list(desk.index([tmp_path / "r.txt"]))
    assert [(c.donor, c.donor_code) for c in desk.commitments()] == [("Lotus Circle", "LC")]


@pytest.mark.parametrize("text", ["[[donor]\n", '[[donor]]\nname = "X"\nkind = "planet"\n', '[[donor]]\nkind = "un"\n'])
def test_a_file_of_donors_that_cannot_be_used_says_what_is_wrong(tmp_path: Path, text: str) -> None:
    more = tmp_path / "donors.toml"
    more.write_text(text, encoding="utf-8")
    with pytest.raises(AssistantError, match=r"donors\.toml"):
        load_donors(more)
    with pytest.raises(AssistantError, match="cannot be read"):
        load_donors(tmp_path / "missing.toml")
