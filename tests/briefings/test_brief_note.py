"""Briefings over the sample corpus, written as Word and Markdown and read back."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from briefings import feet, misplaced, pages_of, twice, unfound
from tiny_reports import desk_at

from assistant.briefings.briefing import Briefing, Funds, Line, Most, Own, Said, Scope, Step, statements
from assistant.briefings.kept import Kept, edited
from assistant.briefings.make import make_briefing
from assistant.briefings.written import brief_to_file, note_of, write_note
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.library.encoder import Encoder
from assistant.notes import markdown_of
from assistant.web.words import load_words

CORPUS = Path(__file__).parents[2] / "corpus"
UXO = Scope(sectors=("Unexploded ordnance",))
SCOPES = [
    UXO,
    Scope(sectors=("Illicit drugs",)),
    Scope("Border Liaison Offices"),
    Scope("alternative development"),
    Scope("treatment of people who use drugs"),
    Scope("risk education", years=(2018, 2019)),
    Scope("opium", documents=("illicit-drugs-2015.docx",)),
    Scope(donors=("Japan",)),
    Scope(years=(2015,)),
]
WORDS = load_words()


@pytest.fixture(scope="module")
def corpus(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = desk_at(tmp_path_factory.mktemp("corpus"), encoder)
    assert {status.status for status in desk.index([CORPUS])} == {"indexed"}
    return desk


def texts(briefing: Briefing, name: str) -> list[str]:
    """What the entries of a part say."""
    entries = [entry for part in briefing.parts if part.name == name for entry in part.entries]
    return [e.statement.text if isinstance(e, Said) else e.key for e in entries]


@pytest.mark.parametrize(
    "scope", SCOPES, ids=lambda scope: scope.topic or "-".join(map(str, scope.sectors)) or "limits"
)
def test_every_footnote_is_verbatim_on_its_page_and_nothing_is_said_twice(
    corpus: Desk, tmp_path: Path, scope: Scope
) -> None:
    briefing = corpus.brief(scope)
    path = tmp_path / "note.docx"
    write_note(note_of(briefing, WORDS), path)
    assert len(feet(path)) == len(briefing.citations) > 0
    assert unfound(path, corpus.library.store) == []
    assert twice(briefing) == []
    assert misplaced(briefing) == []
    assert len({c.marker for c in briefing.citations}) == len(briefing.citations)


def test_the_word_file_has_headings_lists_tables_and_opens_in_libreoffice(corpus: Desk, tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    write_note(note_of(corpus.brief(UXO), WORDS), path)
    document = docx.Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        *("Purpose", "Key facts", "What changed since the last report", "Progress", "Challenges and opportunities"),
        *("Donors and commitments", "Planned next", "What the reports do not say", "Sources"),
    ]
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert heads == [
        ["Output", "2018", "2019"],
        ["Donor", "Amount, as it is written", "Status of the money", "Carried out by", "Purpose", "Year"],
        ["Report", "Sector", "Year", "Pages", "Quoted"],
    ]
    assert shutil.which("soffice")
    assert pages_of(path) <= 3


def test_the_last_year_stands_beside_the_year_before(corpus: Desk) -> None:
    changes = [part for part in corpus.brief(UXO).parts if part.name == "changes"]
    pairs = {one.statement.text for one in statements(changes)}
    assert {
        "Women made up 18 per cent of the staff of the clearance teams at the end of 2018.",
        "Women made up 23 per cent of the staff of the clearance teams at the end of 2019.",
    } <= pairs


def test_a_sentence_that_gives_last_years_figure_has_the_older_report_as_a_second_footnote(corpus: Desk) -> None:
    facts = next(part for part in corpus.brief(UXO).parts if part.name == "facts").entries
    said = next(e for e in facts if isinstance(e, Said) and "131 schools" in e.statement.text)
    assert [(c.document, c.quote) for c in said.citations] == [
        ("example-uxo-2019.docx", "Risk education was taught in 131 schools in 2019, against 84 in 2018."),
        ("example-uxo-2018.docx", "Risk education was taught in 84 schools in 2018."),
    ]


def test_a_plan_stands_apart_from_progress_with_the_sentence_that_it_needs(corpus: Desk) -> None:
    assert texts(corpus.brief(UXO), "planned")[0] == (
        "The database was not opened in 2019. The opening, first planned for the first half of 2019, is now scheduled "
        "for June 2020."
    )


def test_a_running_total_is_said_with_its_caveat(corpus: Desk) -> None:
    said = texts(corpus.brief(Scope("treatment centres")), "facts")
    assert any("28 centres" in text and "running total" in text for text in said)


def test_the_table_of_donors_keeps_amounts_as_written_and_shares_rows_only_without_an_amount(corpus: Desk) -> None:
    briefing = corpus.brief(Scope("Border Liaison Offices"))
    rows = [e for part in briefing.parts if part.name == "donors" for e in part.entries if isinstance(e, Funds)]
    assert [(row.donor, row.rows[0].amount_as_written) for row in rows] == [("Australia; Canada", None)]
    of_uxo = [e for part in corpus.brief(UXO).parts if part.name == "donors" for e in part.entries]
    amounts = {row.amount_as_written for e in of_uxo if isinstance(e, Funds) for row in e.rows}
    assert {"US$2.4 million", "US$2.1 million", "EUR 350,000", "EUR 420,000"} <= amounts


def test_the_note_says_what_it_covers_and_which_years_are_missing(corpus: Desk) -> None:
    briefing = make_briefing(corpus.library, Scope("opium", ("Illicit drugs",)), today=dt.date(2026, 11, 25))
    assert briefing.title == "Briefing: Opium"
    assert briefing.purpose == (
        "To set out what the reports on illicit drugs say on opium, as of 25 November 2026. Each sentence is quoted "
        "from a report, or marked where it is not."
    )
    assert briefing.coverage.startswith("Quoted: ")
    assert briefing.coverage.endswith("Missing years: 2016, 2017, 2018.")
    assert "No report of 2016, 2017 or 2018 is indexed within these limits." in texts(briefing, "silences")


@pytest.mark.parametrize(
    ("scope", "why"),
    [
        (Scope("football stadiums"), "Nothing on “football stadiums” was found in any of the 9 reports."),
        (Scope("opium", years=(1999,)), "No indexed report is within these limits."),
        (Scope(donors=("Norland",)), "No indexed report is within these limits."),
    ],
)
def test_where_the_reports_tell_nothing_the_note_says_so(corpus: Desk, scope: Scope, why: str) -> None:
    briefing = corpus.brief(scope)
    assert briefing.parts == ()
    assert briefing.purpose.startswith(why)
    assert markdown_of(note_of(briefing, WORDS)).count("\n## ") == 1


def test_a_briefing_on_nothing_is_refused(corpus: Desk) -> None:
    with pytest.raises(AssistantError, match="needs a topic or a limit"):
        corpus.brief(Scope())


def test_a_donor_that_is_asked_for_and_not_named_on_the_topic_is_told(corpus: Desk) -> None:
    briefing = corpus.brief(Scope("alternative development", donors=("Canada",)))
    assert "Canada is not named as a donor in these reports." in texts(briefing, "silences")


def test_contradicting_reports_are_both_shown(encoder: Encoder, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, count in (("north", 42), ("south", 57)):
        (folder / f"{name}-2019.txt").write_text(
            f"Health Sector Working Group\n\nProgress report 2019\n\nRural water\n\n"
            f"In 2019, {count} wells were drilled in Xieng province by the water office.\n",
            encoding="utf-8",
        )
    desk = desk_at(tmp_path / "index", encoder)
    list(desk.index([folder]))
    assert sorted(texts(desk.brief(Scope("wells in Xieng")), "facts")) == [
        "In 2019, 42 wells were drilled in Xieng province by the water office.",
        "In 2019, 57 wells were drilled in Xieng province by the water office.",
    ]


def test_a_long_briefing_tells_how_far_it_has_come_and_can_be_stopped(encoder: Encoder, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    numbers = range(20, 190)
    report = [
        *("Health Sector Working Group", "Progress report 2019", "1. Wells"),
        *(f"In 2019, {n} wells were drilled in district {n} by the water office." for n in numbers),
        *(f"The laboratory plans to test {n} wells of district {n} in 2020." for n in numbers),
        "2. Challenges",
        *(f"Pumps in district {n} stood still for {n} days as spare parts arrived late." for n in numbers),
    ]
    (folder / "wells-2019.txt").write_text("\n\n".join(report), encoding="utf-8")
    desk = desk_at(tmp_path / "index", encoder)
    list(desk.index([folder]))
    steps: list[Step] = []
    briefing = desk.brief(Scope(years=(2019,)), Most.of(500), steps.append)
    said = statements(briefing.parts)
    assert len(said) > 200
    assert len({one.statement.text for one in said}) == len(said)
    assert [step.done for step in steps] == list(range(1, len(steps) + 1))
    assert all(step.done <= step.total for step in steps)
    reached = len(steps)
    with pytest.raises(AssistantError, match="was stopped"):
        desk.brief(Scope(years=(2019,)), Most.of(500), steps.append, lambda: len(steps) > reached + 5)
    assert len(steps) == reached + 6


def test_what_the_author_keeps_and_adds_is_written_in_the_authors_order(corpus: Desk, tmp_path: Path) -> None:
    briefing = corpus.brief(UXO)
    facts = next(part for part in briefing.parts if part.name == "facts").entries
    kept = [
        Kept("facts", key=facts[1].key),
        Kept("facts", own="The minister asked for more *teams*."),
        Kept("facts", facts[0].key),
    ]
    mine = edited(corpus.library, briefing, "Clearance", kept)
    assert [type(e) for e in mine.parts[0].entries] == [Said, Own, Said]
    assert [e.key for e in mine.parts[0].entries] == [facts[1].key, "", facts[0].key]
    assert [c.marker for c in mine.citations] == list(range(1, len(mine.citations) + 1))
    path = tmp_path / "mine.docx"
    note = note_of(mine, WORDS)
    write_note(note, path)
    assert unfound(path, corpus.library.store) == []
    own = "[Added by the author, not from a report]"
    assert any(p.text.endswith(own) for p in docx.Document(str(path)).paragraphs)
    markdown = markdown_of(note)
    assert markdown.startswith("# Clearance\n")
    assert "The minister asked for more \\*teams\\*. \\[*Added by the author, not from a report*\\]" in markdown


def test_a_sentence_that_no_report_has_there_cannot_be_exported_as_quoted(corpus: Desk) -> None:
    briefing = corpus.brief(UXO)
    facts = next(part for part in briefing.parts if part.name == "facts").entries
    document, _, span = facts[0].key.split("|")[0].partition(":")
    start, end = map(int, span.split(",")[0].split("-"))
    for key in (
        f"{document}:{start}-{end - 9}",  # cut off
        f"{document}:{start + 4}-{end}",
        f"{'0' * 64}:{start}-{end}",
        "No report of 1999 is indexed.",  # a line that was not made
        "0123456789abcdef",  # a row of no ledger
    ):
        with pytest.raises(AssistantError, match="Make the briefing again"):
            edited(corpus.library, briefing, "", [Kept("facts", key=key)])


def test_a_challenge_cannot_be_exported_as_progress(corpus: Desk) -> None:
    briefing = corpus.brief(UXO)
    challenges = next(part for part in briefing.parts if part.name == "challenges").entries
    with pytest.raises(AssistantError, match="cannot be exported as progress"):
        edited(corpus.library, briefing, "", [Kept("progress", key=challenges[0].key)])


def test_lines_that_were_made_and_rows_of_the_ledger_are_kept_as_they_are(corpus: Desk) -> None:
    briefing = corpus.brief(UXO)
    entries = [(part.name, e) for part in briefing.parts for e in part.entries if isinstance(e, Funds | Line)]
    assert entries
    again = edited(corpus.library, briefing, "", [Kept(name, key=e.key) for name, e in entries])
    assert [e.key for part in again.parts for e in part.entries] == [e.key for _, e in entries]
    assert again.title == briefing.title


def test_a_note_is_written_as_word_or_markdown_by_its_name_alone(corpus: Desk, tmp_path: Path) -> None:
    note = note_of(corpus.brief(Scope("Border Liaison Offices")), WORDS)
    write_note(note, tmp_path / "note.md")
    assert (tmp_path / "note.md").read_text(encoding="utf-8") == markdown_of(note)
    with pytest.raises(AssistantError, match=r"Name the file note\.docx"):
        write_note(note, tmp_path / "note.pdf")
    with pytest.raises(AssistantError, match="Choose another place"):
        write_note(note, tmp_path / "nowhere" / "note.md")
    assert [file.name for file in tmp_path.iterdir()] == ["note.md"]


def test_a_wrong_name_is_refused_before_a_briefing_is_made(corpus: Desk, tmp_path: Path) -> None:
    made: list[Briefing] = []

    def make() -> Briefing:
        made.append(corpus.brief(Scope("Border Liaison Offices")))
        return made[-1]

    with pytest.raises(AssistantError, match=r"\.docx or \.md"):
        brief_to_file(make, tmp_path / "note.pdf", WORDS)
    assert made == []
    assert brief_to_file(make, tmp_path / "note.docx", WORDS) is made[0]
    assert unfound(tmp_path / "note.docx", corpus.library.store) == []


def test_the_year_of_an_older_report_is_written_behind_its_sentences(corpus: Desk) -> None:
    markdown = markdown_of(note_of(corpus.brief(UXO), WORDS))
    assert "in Province Two. (*2018*)[^" in markdown
    assert "(*2019*)" not in markdown
    only = corpus.brief(replace(UXO, years=(2018,)))
    assert "(*2018*)" not in markdown_of(note_of(only, WORDS))


def test_a_row_of_a_table_of_donors_keeps_the_cell_that_says_there_is_nothing(encoder: Encoder, tmp_path: Path) -> None:
    rows = ("Donor | Amount | In kind | Status", "Norland Fund | EUR 2 million | — | committed")
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split(" | ")) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    report = tmp_path / "wells-2019.html"
    report.write_text(f"<html><body><h1>Wells 2019</h1><table>{table}</table></body></html>", encoding="utf-8")
    desk = desk_at(tmp_path / "index", encoder)
    assert [status.status for status in desk.index([report])] == ["indexed"]
    (row,) = [e for part in desk.brief(Scope("wells")).parts for e in part.entries if isinstance(e, Funds)]
    assert row.citations[0].quote == rows[1]
