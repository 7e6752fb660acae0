"""A draft's Word file as it is read, and as it comes back with comments, to python-docx and to LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from assistant.checking import Paragraph, draft_sentences
from assistant.drafts.commented import Remark
from assistant.drafts.files import Drafts
from assistant.errors import ReadingError

WELLS = "In 2018, 42 wells were drilled in Xieng."
FUNDED = "They were funded by Sweden."
DRAFTS = Drafts()


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def remarked(data: bytes, name: str = "draft.docx", said: str = "Look: {}") -> Document:
    """The draft with a remark on each of its sentences."""
    sentences = draft_sentences(DRAFTS.read(name, data))
    remarks = [Remark(s.paragraph, s.start, s.end, said.format(s.text)) for s in sentences if s.judged]
    return opened(DRAFTS.commented(name, data, remarks))


def anchored(document: Document) -> dict[str, str]:
    """The text of each comment, with the text of the document that it stands at."""
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    found = dict.fromkeys(texts, "")
    within: set[str] = set()
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            within.add(element.get(qn("w:id")))
        elif element.tag == qn("w:commentRangeEnd"):
            within.remove(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            for number in within:
                found[number] += element.text
    assert not within
    return {texts[number]: text for number, text in found.items()}


def look_of(document: Document, paragraph: int) -> list[tuple[str, bool | None, bool | None]]:
    """The runs with text: text, bold, italic; neighbours of one look as one."""
    found: list[tuple[str, bool | None, bool | None]] = []
    for run in document.paragraphs[paragraph].runs:
        if found and found[-1][1:] == (run.bold, run.italic):
            found[-1] = (found[-1][0] + run.text, run.bold, run.italic)
        elif run.text:
            found.append((run.text, run.bold, run.italic))
    return found


def test_each_sentence_has_its_comment_and_every_letter_keeps_its_look() -> None:
    draft = docx.Document()
    paragraph = draft.add_paragraph("In 2018, ")
    paragraph.add_run("42 wells").bold = True
    paragraph.add_run(" were drilled in Xieng. They were ")
    paragraph.add_run("funded by").italic = True
    paragraph.add_run(" Sweden.")
    before = look_of(draft, 0)
    document = remarked(saved(draft))
    assert anchored(document) == {f"Look: {WELLS}": WELLS, f"Look: {FUNDED}": FUNDED}
    assert look_of(document, 0) == before
    assert {(c.author, c.initials) for c in document.comments} == {("Report Assistant", "RA")}


def test_headings_tables_and_empty_paragraphs_stay_and_cells_have_comments() -> None:
    draft = docx.Document()
    draft.add_heading("The wells of the year and what became of them in the end in all of Xieng province", 2)
    draft.add_paragraph()
    cells = draft.add_table(1, 2, "Table Grid").rows[0].cells
    cells[0].text, cells[1].text = "Wells", WELLS
    draft.add_paragraph(FUNDED, "List Bullet")
    document = remarked(saved(draft))
    assert anchored(document) == {f"Look: {WELLS}": WELLS, f"Look: {FUNDED}": FUNDED}
    assert [p.style.name for p in document.paragraphs if p.style] == ["Heading 2", "Normal", "List Bullet"]
    assert [[c.text for c in row.cells] for row in document.tables[0].rows] == [["Wells", WELLS]]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<w:hyperlink w:anchor="a"><w:r><w:t>In 2018, 42 wells</w:t></w:r></w:hyperlink>'
         '<w:r><w:t xml:space="preserve"> were drilled in Xieng.</w:t></w:r>', WELLS),
        ('<w:r><w:t xml:space="preserve">In 2018, </w:t></w:r><w:del w:id="1" w:author="A"><w:r>'
         '<w:delText>41</w:delText></w:r></w:del><w:ins w:id="2" w:author="A"><w:r><w:t>42</w:t></w:r></w:ins>'
         '<w:r><w:t xml:space="preserve"> wells were drilled in Xieng.</w:t></w:r>', WELLS),
        ('<w:moveFrom w:id="1" w:author="A"><w:r><w:t>It rained. </w:t></w:r></w:moveFrom>'
         f'<w:r><w:t>{WELLS}</w:t></w:r>', WELLS),
        ('<w:r><w:t>In 2018,</w:t><w:tab/><w:t>42 wells</w:t><w:br/><w:t>were drilled in Xieng.</w:t></w:r>',
         "In 2018,42 wellswere drilled in Xieng."),
        ('<w:sdt><w:sdtContent><w:r><w:t>In 2018, 42 wells were </w:t></w:r></w:sdtContent></w:sdt>'
         '<w:fldSimple w:instr="REF a"><w:r><w:t>drilled in Xieng.</w:t></w:r></w:fldSimple>', WELLS),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
         f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{WELLS}</w:t></w:r>'
         '<w:r><w:fldChar w:fldCharType="end"/></w:r>', WELLS),
    ],
    ids=["link", "changes", "moved", "tab-and-break", "control-and-field", "long-field"],
)  # fmt: skip
def test_links_changes_and_fields_are_read_as_a_person_sees_them(xml: str, text: str) -> None:
    draft = docx.Document()
    paragraph = draft.add_paragraph()
    for element in parse_xml(f"<w:p {nsdecls('w')}>{xml}<w:r><w:t xml:space='preserve'> {FUNDED}</w:t></w:r></w:p>"):
        paragraph._p.append(element)
    document = remarked(saved(draft))
    assert list(anchored(document).values()) == [text, FUNDED]
    assert [c.text.replace("\n", " ") for c in document.comments] == [f"Look: {WELLS}", f"Look: {FUNDED}"]


def test_a_footnote_and_comments_that_are_already_there_stay() -> None:
    draft = docx.Document()
    paragraph = draft.add_paragraph(f"{WELLS} It rained all day long.")
    draft.add_comment(paragraph.runs, "Is this so?", "Somebody")
    reference = OxmlElement("w:r")
    reference.append(OxmlElement("w:footnoteReference", {qn("w:id"): "7"}))
    paragraph.runs[0]._r.addnext(reference)
    document = remarked(saved(draft))
    assert list(anchored(document).items())[:2] == [
        ("Is this so?", f"{WELLS} It rained all day long."),
        (f"Look: {WELLS}", WELLS),
    ]
    assert [n.get(qn("w:id")) for n in document.element.body.iter(qn("w:footnoteReference"))] == ["7"]


def test_a_text_box_is_left_as_it_is() -> None:
    draft = docx.Document()
    inside = f"<w:p><w:r><w:t>{FUNDED}</w:t></w:r></w:p>"
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"
    draft.add_paragraph(WELLS)._p.append(parse_xml(box))
    assert DRAFTS.read("draft.docx", saved(draft)) == (Paragraph(WELLS),)
    assert anchored(remarked(saved(draft))) == {f"Look: {WELLS}": WELLS}


def test_headings_are_told_by_their_styles_and_their_place_in_the_outline() -> None:
    draft = docx.Document()
    draft.add_heading("The wells were drilled and then they were filled in again with sand and stones by us.", 3)
    own = draft.styles.add_style("Chapter", 1)
    own.base_style = draft.styles["Heading 1"]
    draft.add_paragraph("Wells", "Chapter")
    outline = OxmlElement("w:outlineLvl", {qn("w:val"): "1"})
    draft.add_paragraph("Funds")._p.get_or_add_pPr().append(outline)
    draft.add_paragraph("Text", "Body Text")
    assert [p.is_heading for p in DRAFTS.read("draft.docx", saved(draft))] == [True, True, True, False]


def test_a_pasted_text_becomes_a_plain_document() -> None:
    text = f"# Wells\n\nIn 2018, 42 wells\r\nwere drilled in Xieng. {FUNDED}\n\x01- It \x07rained  all day long.\n"
    document = remarked(text.encode(), "")
    assert anchored(document) == {
        f"Look: {WELLS}": WELLS,
        f"Look: {FUNDED}": FUNDED,
        "Look: It rained all day long.": "It rained all day long.",
    }
    assert [(p.style.name, p.text) for p in document.paragraphs if p.style] == [
        ("Heading 1", "Wells"),
        ("Normal", f"{WELLS} {FUNDED}"),
        ("Normal", "- It rained all day long."),
    ]


def test_a_remark_is_never_markup_and_holds_only_what_a_file_can_hold() -> None:
    remarks = [Remark(0, 0, 5, 'A <b>figure</b> & "name"\x00\ud800 differs.\nThe\treport: “x”')]
    (comment,) = opened(DRAFTS.commented("", WELLS.encode(), remarks)).comments
    assert comment.text == 'A <b>figure</b> & "name" differs.\nThe report: “x”'


def test_a_thousand_remarks_have_their_places() -> None:
    draft = docx.Document()
    for first in range(0, 1000, 50):
        draft.add_paragraph(" ".join(f"Well {n} was drilled in Xieng." for n in range(first, first + 50)))
    found = anchored(remarked(saved(draft)))
    assert found == {f"Look: Well {n} was drilled in Xieng.": f"Well {n} was drilled in Xieng." for n in range(1000)}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], Path]:
    """Lets LibreOffice save a Word file as another kind."""
    folder = tmp_path_factory.mktemp("office")
    program = shutil.which("soffice")
    assert program, "these tests need LibreOffice (Debian: apt-get install libreoffice-writer-nogui)"

    def convert(data: bytes, kind: str) -> Path:
        (folder / "draft.docx").write_bytes(data)
        (folder / "made").mkdir(exist_ok=True)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        done = subprocess.run(
            [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "made"),
             str(folder / "draft.docx")],
            check=True, capture_output=True, text=True, timeout=180,
        )  # fmt: skip
        assert "Error" not in done.stdout + done.stderr
        return folder / "made" / f"draft.{kind}"

    return convert


def test_libreoffice_opens_it_with_every_comment_at_its_sentence(office: Callable[[bytes, str], Path]) -> None:
    draft = docx.Document()
    draft.add_heading("Wells", 1)
    draft.add_paragraph(WELLS).add_run(f" {FUNDED}").bold = True
    draft.add_table(1, 1).rows[0].cells[0].text = "It rained all day long."
    sentences = draft_sentences(DRAFTS.read("draft.docx", saved(draft)))
    remarks = [Remark(s.paragraph, s.start, s.end, f"Look: {s.text}\nTwice.") for s in sentences if s.judged]
    again = docx.Document(str(office(DRAFTS.commented("draft.docx", saved(draft), remarks), "docx")))
    assert anchored(again) == {f"Look: {text}\nTwice.": text for text in (WELLS, FUNDED, "It rained all day long.")}
    assert office(DRAFTS.commented("", WELLS.encode(), remarks), "pdf").read_bytes().startswith(b"%PDF")


# --- What is made to hurt, or is no draft ---


def with_part(name: str, content: bytes) -> bytes:
    """A Word file with one of its parts replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as old, zipfile.ZipFile(file, "w", 8) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return file.getvalue()


def test_a_file_that_unpacks_to_more_than_memory_is_refused() -> None:
    bomb = with_part("word/document.xml", b" " * (400 * 2**20))
    assert len(bomb) < 2**20
    with pytest.raises(ReadingError, match=r"note.docx needed more than 256 MB of memory\. Split it\."):
        Drafts(megabytes=256).read("note.docx", bomb)


def test_a_file_that_takes_too_long_is_refused() -> None:
    with pytest.raises(ReadingError, match=r"note.docx took longer than 0 seconds to open\. Split it\."):
        Drafts(seconds=0).read("note.docx", saved(docx.Document()))


def test_entities_are_not_multiplied_and_no_file_is_read() -> None:
    body = (
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>x&b;&f;y</w:t></w:r></w:p></w:body></w:document>"
    )
    assert [p.text for p in DRAFTS.read("note.docx", with_part("word/document.xml", body.encode()))] == ["x"]


@pytest.mark.parametrize(
    ("name", "data", "status", "said"),
    [
        ("a.docx", b"PK\x03\x04 and no more", "unreadable", "a.docx cannot be read as a Word file."),
        ("a.docx", with_part("word/document.xml", b"<w:p"), "unreadable", "a.docx cannot be read as a Word file."),
        ("a.docx", b"plain text", "unreadable", "a.docx cannot be read as a Word file."),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported", "a.docx is in an old Office format."),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "needs-password",
         "a.docx is protected by a password."),
        ("a.pdf", b"%PDF-1.7", "unsupported", "a.pdf is not read as a draft. Save it as DOCX, TXT or MD."),
        ("a.txt", b"\x00\x01\x02", "unreadable", "a.txt holds no text."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(name: str, data: bytes, status: str, said: str) -> None:
    with pytest.raises(ReadingError, match=said) as error:
        DRAFTS.read(name, data)
    assert error.value.status == status
