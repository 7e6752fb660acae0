"""Notes as Word files: what python-docx, lxml and LibreOffice read back from them."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from note_samples import BRIEFING, COMMITMENTS, LAO, LONG, PLAN, PROGRESS, WIDE
from pypdf import PdfReader

from assistant.notes import Footnote, Note, Paragraph, Run, Section, Table, Text, plain, write_docx


def written(note: Note) -> bytes:
    out = io.BytesIO()
    write_docx(note, out)
    return out.getvalue()


def opened(note: Note) -> Document:
    return docx.Document(io.BytesIO(written(note)))


def parts(note: Note) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(note))) as package:
        assert len(package.namelist()) == len(set(package.namelist()))
        return {name: package.read(name) for name in package.namelist()}


def tree(note: Note, name: str) -> etree._Element:
    return etree.fromstring(parts(note)[name])


def values(element: etree._Element, tag: str, attribute: str = "w:val") -> list[str | None]:
    return [found.get(qn(attribute)) for found in element.iter(qn(tag))]


def said(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def note_of(*parts: Paragraph | Table) -> Note:
    return Note("Wells", (), (Section("", parts),))


# --- Footnotes ---


def test_each_reference_has_its_footnote_in_the_order_of_the_text() -> None:
    notes = tree(BRIEFING, "word/footnotes.xml")
    references = values(tree(BRIEFING, "word/document.xml"), "w:footnoteReference", "w:id")
    assert references == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert [(n.get(qn("w:id")), said(n)) for n in notes.iter(qn("w:footnote"))] == [
        ("-1", ""),
        ("0", ""),
        *zip(
            references, [f" {t}" for t in (PROGRESS, PLAN, PROGRESS, PROGRESS, PLAN, PROGRESS, PLAN, PLAN)], strict=True
        ),
    ]


def test_the_lines_above_footnotes_are_the_first_two_and_the_settings_name_them() -> None:
    first, second, *rest = tree(BRIEFING, "word/footnotes.xml")
    assert [e.get(qn("w:type")) for e in (first, second)] == ["separator", "continuationSeparator"]
    assert [e.get(qn("w:type")) for e in rest] == [None] * 8
    assert [len(list(e.iter(qn("w:separator"), qn("w:continuationSeparator")))) for e in (first, second)] == [1, 1]
    settings = tree(BRIEFING, "word/settings.xml")
    named = settings.find(qn("w:footnotePr"))
    assert named is not None and values(named, "w:footnote", "w:id") == ["-1", "0"]
    after = named.getnext()
    assert after is not None and after.tag == qn("w:compat")


def test_a_footnote_begins_with_its_own_number() -> None:
    note = tree(BRIEFING, "word/footnotes.xml")[2]
    number = note.find(f".//{qn('w:footnoteRef')}")
    assert number is not None
    run = number.getparent()
    assert run is not None and values(run, "w:rStyle") == ["FootnoteReference"]
    assert values(note, "w:pStyle") == ["FootnoteText"]


def test_the_package_declares_the_footnotes_once() -> None:
    package = parts(BRIEFING)
    assert package["[Content_Types].xml"].count(b"wordprocessingml.footnotes+xml") == 1
    assert package["word/_rels/document.xml.rels"].count(b"relationships/footnotes") == 1


def test_two_footnotes_in_a_row_are_set_apart() -> None:
    runs: tuple[Run, ...] = (Text("x"), Footnote("a"), Text("\0"), Footnote("b"), Text("y"), Footnote("c"))
    assert opened(note_of(Paragraph(runs))).paragraphs[1].text == "x,y"


# --- What a note consists of ---


def test_every_block_has_a_real_style() -> None:
    blocks = [(p.style.name, p.text) for p in opened(BRIEFING).paragraphs if p.style]
    assert blocks == [
        ("Title", "Briefing note: wells in the northern districts"),
        ("Subtitle", "14 March 2020"),
        ("Subtitle", "Covers 6 progress reports of 2018 and 2019"),
        ("Heading 1", "Who funds the wells"),
        ("Normal", "Norland funds the wells, and the Harrow Foundation announced support.,"),
        ("List Bullet", "62 wells drilled in 2019."),
        ("List Bullet", "12 pumps to be repaired (planned)."),
        ("Aside", "The reports do not say who trains the keepers."),
        ("Heading 1", "Commitments"),
        ("Caption", "Commitments named in the reports"),
        ("Table Text", ""),
        ("Heading 2", "Questions put"),
        ("Question", "Who repairs the pumps?"),
        ("Normal", "Westmark will repair them by 2020."),
    ]


def test_bold_and_italic_stand_on_their_runs_for_every_script() -> None:
    runs = opened(note_of(Paragraph((Text("a", bold=True), Text("b", italic=True), Text("c"))))).paragraphs[1].runs
    assert [(r.text, r.bold, r.font.cs_bold, r.italic, r.font.cs_italic) for r in runs] == [
        ("a", True, True, None, None),
        ("b", None, None, True, True),
        ("c", None, None, None, None),
    ]


def test_a_table_keeps_its_rows_whole_and_repeats_its_head() -> None:
    (table,) = opened(BRIEFING).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Donor", "Amount", "Status", "What for"],
        ["Norland", "EUR 2.5 million", "committed", "wells"],
        ["Westmark", "", "supports", "pump repair"],
    ]
    assert [
        [flag for flag in ("w:cantSplit", "w:tblHeader") if row._tr.find(f".//{qn(flag)}") is not None]
        for row in table.rows
    ] == [["w:cantSplit", "w:tblHeader"], ["w:cantSplit"], ["w:cantSplit"]]
    assert values(table._tbl, "w:tblCaption") == ["Commitments named in the reports"]
    assert table.style is not None and table.style.name == "Note Table"


def test_the_columns_of_a_table_fill_the_page_and_leave_each_word_whole() -> None:
    long = Table(("Donor", "What for"), (((Text("Westmark"),), (Text("wells and pumps " * 20),)),))
    (table,) = opened(note_of(long)).tables
    first, second = (column.width for column in table.columns)
    assert first is not None and second is not None
    assert (round(first / (first + second), 2), round((first + second) / Mm(160), 2)) == (0.23, 1.0)


def test_two_tables_in_a_row_stay_two() -> None:
    body = tree(note_of(COMMITMENTS, Table(("A",), (((Text("x"),),),))), "word/document.xml")[0]
    assert [etree.QName(e).localname for e in body] == ["p", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_section_without_heading_and_a_table_without_caption_have_none() -> None:
    assert [p.style.name for p in opened(note_of(Table(("A",), ()))).paragraphs if p.style] == ["Title", "Table Text"]


# --- The file ---


@pytest.mark.parametrize("note", [BRIEFING, WIDE, Note("", (), ())], ids=["briefing", "wide", "empty"])
def test_every_part_is_well_formed_and_names_styles_that_exist(note: Note) -> None:
    package = parts(note)
    trees = [etree.fromstring(data) for name, data in package.items() if name.endswith((".xml", ".rels"))]
    ids = values(etree.fromstring(package["word/styles.xml"]), "w:style", "w:styleId")
    assert [id for id, times in Counter(ids).items() if times > 1] == []
    used = {v for t in trees for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn") for v in values(t, tag)}
    assert used - set(ids) == set()
    names = values(etree.fromstring(package["word/styles.xml"]), "w:name")
    assert {"footnote text", "footnote reference", "heading 1", "List Bullet"} <= set(names)


def test_nothing_outside_is_linked_and_no_field_but_the_page_numbers_stands_in_it() -> None:
    package = parts(WIDE)
    everything = b"".join(package.values())
    assert [name for name in package if not name.endswith((".xml", ".rels"))] == []
    for unwanted in (
        b'TargetMode="External"',
        b"<w:hyperlink",
        b"<w:drawing",
        b"<w:pict",
        b"attachedTemplate",
        b"stylesWithEffects",
        b"instrText",
    ):
        assert unwanted not in everything
    fields = [f for data in package.values() for f in values(etree.fromstring(data), "w:fldSimple", "w:instr")]
    assert fields == [" PAGE ", " NUMPAGES "]


def test_the_file_says_what_it_is() -> None:
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    core = opened(BRIEFING).core_properties
    assert (core.title, core.language, core.author, core.comments) == (BRIEFING.title, "en-GB", "", "")
    assert core.created is not None and before <= core.created <= dt.datetime.now(dt.UTC)
    assert set(values(tree(BRIEFING, "word/styles.xml"), "w:lang")) == {"en-GB"}


def test_a_title_longer_than_a_property_holds_is_whole_on_the_page() -> None:
    document = opened(Note("wells " * 60, (), ()))
    assert (len(document.core_properties.title), document.paragraphs[0].text) == (255, "wells " * 60)


def test_the_page_is_a4() -> None:
    page = opened(BRIEFING).sections[0]
    assert page.page_width is not None and page.page_height is not None
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters()))
def test_any_text_is_held(text: str) -> None:
    runs: tuple[Run, ...] = (Text(text), Footnote(text))
    note = Note(text, (text,), (Section(text, (Paragraph(runs), Table((text,), ((runs,),), text))),), text)
    document = opened(note)
    held, seen = plain(text), [plain(text)] if text else []
    assert [p.text for p in document.paragraphs] == [held, held, *seen, held, *seen, ""]
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == [held, held]
    assert [said(n) for n in list(tree(note, "word/footnotes.xml"))[2:]] == [f" {held}"] * 2


# --- LibreOffice ---


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The text of each note's PDF, white space folded."""
    folder = tmp_path_factory.mktemp("printed")
    office = shutil.which("soffice")
    assert office, "these tests need LibreOffice (Debian: apt-get install libreoffice-writer-nogui)"
    files = {"briefing": BRIEFING, "wide": WIDE}
    for name, note in files.items():
        with (folder / f"{name}.docx").open("wb") as file:
            write_docx(note, file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(folder / f"{name}.docx") for name in files]
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources],
        check=True,
        capture_output=True,
        timeout=180,
    )
    yield {
        name: " ".join(" ".join(page.extract_text() for page in PdfReader(folder / f"{name}.pdf").pages).split())
        for name in files
    }
    shutil.rmtree(folder)


def test_headings_footnotes_and_cells_are_printed(printed: dict[str, str]) -> None:
    for text in ("Who funds the wells", "Questions put", "EUR 2.5 million", "pump repair", "1 / 1"):
        assert text in printed["briefing"]
    assert (printed["briefing"].count(PROGRESS), printed["briefing"].count(PLAN)) == (4, 4)


def test_long_quotes_and_long_rows_are_printed_to_their_end(printed: dict[str, str]) -> None:
    assert printed["wide"].count("pumps") == 2 * LONG.count("pumps")
    assert "pumps stop." in printed["wide"]
    assert "pumps all told" in printed["wide"]


def test_the_head_of_a_table_is_printed_on_each_of_its_pages(printed: dict[str, str]) -> None:
    assert printed["wide"].count("Donor What for") > 5


def test_lao_and_what_looks_like_a_formula_or_markup_are_printed_as_text(printed: dict[str, str]) -> None:
    assert LAO in printed["wide"]
    assert "=cmd|' /C calc'!A0 { PAGE } <b>x</b> &amp; end" in printed["wide"]
