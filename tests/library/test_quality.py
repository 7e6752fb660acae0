"""How well a report was read: counted from what is stored, and judged."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from mixed_files import report_of
from tiny_reports import SCHOOLS, WATER

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.library.language import language_of, languages_of
from assistant.library.quality import quality_of
from assistant.values import Block, Document, Passage, Report
from assistant.values.quality import Likeness, Quality

FRENCH = (
    "Le programme d'eau rurale est financé par la Suède et la Norvège. Il est mis en œuvre par le Centre pour "
    "l'eau propre, qui a foré quarante-deux puits dans la province pendant l'année."
)


def document_of(*blocks: Block, pages: tuple[str, ...] = (WATER,)) -> Document:
    return Document("d" * 64, "a.pdf", "Wells", "Health", 2018, None, blocks, pages)


def report(name: str = "a.pdf", **facts: object) -> Report:
    known = {"title": "Wells", "sector": "Health", "year": 2018, "body": None, "path": f"/{name}", "pages": 1} | facts
    return Report(document_id="d" * 64, name=name, passages=0, rows=0, commitments=3, added="", **known)  # type: ignore[arg-type]


def quality(document: Document, **more: object) -> Quality:
    given = {"report": report(), "passages": (), "shared": {}, "reports": ()} | more
    return quality_of(document, **given)  # type: ignore[arg-type]


def test_pages_without_text_are_named() -> None:
    line = Block("paragraph", "Wells were drilled.", page=1)
    found = quality(document_of(line, pages=(WATER, " \n 3", WATER, "")))
    assert (found.pages, found.blank_pages) == (4, (2, 4))
    assert "text" in found.doubts


def test_a_format_without_pages_has_no_blank_ones() -> None:
    found = quality(document_of(Block("paragraph", "Wells were drilled.")))
    assert (found.pages, found.blank_pages, found.characters) == (0, (), len(WATER))
    assert "text" not in found.doubts


def test_little_text_for_its_pages_is_doubted() -> None:
    line = Block("paragraph", "Wells were drilled.", page=1)
    found = quality(document_of(line, pages=("Wells were drilled in 2018.",) * 3))
    assert found.blank_pages == () and "text" in found.doubts


def test_tables_rows_and_columns_are_counted() -> None:
    def cell(row: int, column: str, text: str = "Done.") -> Block:
        return Block("cell", text, row=row, column=column)

    found = quality(
        document_of(
            *(Block("row", "Chair | Ministry", row=n) for n in (0, 1)),
            Block("paragraph", "Two tables follow."),
            Block("row", "Year | 2018", row=2),
            cell(3, "Activities"), cell(3, "Progress"), cell(3, "Progress"),
            Block("heading", "B. Communication"),
            cell(4, "Activities"), cell(5, "Activities"), cell(6, "Activities"), cell(6, "Progress"),
        )
    )  # fmt: skip
    assert (found.tables, found.rows, found.headings) == (3, 7, 1)
    assert found.columns == (("Activities", 4), ("Progress", 2))
    assert "columns" not in found.doubts


def test_a_column_that_is_empty_in_most_rows_is_doubted() -> None:
    cells = [Block("cell", "Done.", row=n, column="Progress") for n in range(5)]
    found = quality(document_of(*cells, Block("cell", "None.", row=0, column="Challenges")))
    assert found.columns == (("Progress", 5), ("Challenges", 1)) and "columns" in found.doubts


def test_a_report_without_a_sentence_to_quote_is_doubted() -> None:
    passage = Passage(1, "d" * 64, "Wells. Pumps.", 1, 1, (), None, 0, 13, ((0, 6), (7, 13)))
    line = document_of(Block("paragraph", "Wells. Pumps."))
    assert quality(line, passages=(passage,)).sentences == 2
    assert "sentences" not in quality(line, passages=(passage,)).doubts
    assert "sentences" in quality(line).doubts


def test_headings_are_missed_in_a_long_report_only() -> None:
    line = Block("paragraph", "Wells were drilled.", page=1)
    assert "headings" not in quality(document_of(line, pages=(WATER,) * 3)).doubts
    assert "headings" in quality(document_of(line, pages=(WATER,) * 4)).doubts


def test_what_neither_report_nor_person_says_is_missing() -> None:
    line = document_of(Block("paragraph", "Wells were drilled."))
    assert quality(line).missing == ()
    found = quality(line, report=report(sector=None, year=None))
    assert found.missing == ("sector", "year") and "facts" in found.doubts


def test_reports_of_the_same_title_sector_and_year_are_named() -> None:
    others = (report(), report("b.pdf", title="WELLS"), report("c.pdf", year=2019), report("d.pdf", sector=None))
    found = quality(document_of(Block("paragraph", "Wells were drilled.")), reports=others)
    assert found.namesakes == ("b.pdf",) and "namesakes" in found.doubts


def test_reports_that_share_half_of_the_text_are_named_most_first() -> None:
    shared = {"b.pdf": 0.5, "c.pdf": 0.49, "d.pdf": 0.9}
    found = quality(document_of(Block("paragraph", "Wells were drilled.")), shared=shared)
    assert found.copies == (Likeness("d.pdf", 0.9), Likeness("b.pdf", 0.5)) and "copies" in found.doubts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (WATER, "en"),
        (FRENCH, "fr"),
        ("ໂຄງການນ້ຳໃນຊົນນະບົດໄດ້ຮັບທຶນຈາກສວີເດນ ແລະ ນໍເວ " * 4, "lo"),
        ("2018 | 42 | 310 | n/a | Xieng | 17.5", None),
        ("Too short to tell.", None),
        ("kqx vvzt pqlm 77 wrrg zxcv bnmp qrst " * 5, None),
        ("", None),
    ],
)
def test_the_language_is_told_or_unknown(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_several_languages_are_told_by_their_share_of_the_pages() -> None:
    assert languages_of((WATER, FRENCH, "12 | 13", SCHOOLS, SCHOOLS)) == (("en", 0.75), ("fr", 0.25))
    assert languages_of(("", "12")) == ()
    line = Block("paragraph", FRENCH)
    assert "language" in quality(document_of(line, pages=(FRENCH,))).doubts
    assert "language" in quality(document_of(line, pages=("12",))).doubts
    assert "language" not in quality(document_of(line, pages=(WATER, WATER, FRENCH))).doubts


def test_a_good_report_has_no_doubts(desk: Desk) -> None:
    assert desk.quality("water-2018.txt") == Quality(
        pages=0, blank_pages=(), characters=len(WATER), passages=2, sentences=6, tables=0, rows=0, columns=(),
        headings=3, commitments=2, languages=(("en", 1.0),), missing=(), copies=(), namesakes=(), doubts=(),
    )  # fmt: skip


def test_an_edition_that_shares_most_text_is_found_with_its_share(desk: Desk, reports: Path) -> None:
    (reports / "water-2018-final.txt").write_text(WATER.replace("42 wells", "44 wells"), encoding="utf-8")
    (reports / "other.txt").write_text(report_of("Norland", 4), encoding="utf-8")
    assert "indexed" in {s.status for s in desk.index([reports])}
    found = desk.quality("water-2018.txt")
    assert [copy.name for copy in found.copies] == ["water-2018-final.txt"]
    assert 0.5 < found.copies[0].share < 1
    assert found.namesakes == ("water-2018-final.txt",)
    assert found.doubts == ("copies", "namesakes")
    assert desk.quality("other.txt").copies == ()


def test_the_template_tells_its_rows_by_column(desk: Desk, reports: Path) -> None:
    template = docx.Document()
    template.add_paragraph("Name of Sector Working Group: Health Sector Working Group")
    table = template.add_table(rows=0, cols=3)
    for cells in (
        ("Sector outputs and activities", "Progress", "Challenges and opportunities"),
        ("Midwives", "In 2017, 212 midwives were trained in nine provinces.", "Half of the posts stay empty."),
        ("Cold chain", "Forty refrigerators were installed in health centres before the rains.", ""),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    template.save(str(reports / "template.docx"))
    assert "indexed" in {s.status for s in desk.index([reports])}
    found = desk.quality("template.docx")
    assert (found.tables, found.rows) == (1, 2)
    assert found.columns == (
        ("Sector outputs and activities", 2), ("Progress", 2), ("Challenges and opportunities", 1),
    )  # fmt: skip


def test_a_report_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(AssistantError, match="No report named"):
        desk.quality("none.pdf")
