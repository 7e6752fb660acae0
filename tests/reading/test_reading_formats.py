"""DOCX, HTML, Markdown, text, workbooks: headings, lists, tables of values, what a person would not see."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from assistant.reading import read_file
from assistant.reading.normal import bare
from assistant.values import Document

BLOCKS = [
    ("heading", (), "Roads"),
    ("paragraph", ("Roads",), "One road was built."),
    ("heading", ("Roads",), "Funding"),
    ("item", ("Roads", "Funding"), "Japan paid half."),
    ("item", ("Roads", "Funding"), "The rest is open."),
    ("row", ("Roads", "Funding"), "Donor | Amount"),
    ("row", ("Roads", "Funding"), "Japan | $ 30 million"),
    ("paragraph", ("Roads", "Funding"), "That is all."),
]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def brief(document: Document) -> list[tuple[str, tuple[str, ...], str]]:
    """The blocks; on the way, that each is found in the stored text and where its offsets say."""
    page = bare(document.pages[0])
    assert [b.text for b in document.blocks if bare(b.text) not in page] == []
    assert all(document.text[s.start : s.end] == s.block.text for s in document.spans())
    return [(b.kind, b.headings, b.text) for b in document.blocks]


def test_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Roads", 1)
    document.add_paragraph("One road was built.")
    document.add_heading("Funding", 2)
    document.add_paragraph("Japan paid half.", style="List Bullet")
    document.add_paragraph("• The rest is open.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Donor", "Amount", "Japan", "$ 30 million"], strict=True):
        cell.text = text
    document.add_paragraph("That is all.")
    document.save(tmp_path / "a.docx")
    assert brief(read_file(tmp_path / "a.docx")) == BLOCKS


def test_html(tmp_path: Path) -> None:
    text = (
        "<html><head><title>Roads</title><style>p{}</style></head><body><h1>Roads</h1><p>One <b>road</b> was built.</p>"
        "<script>alert('x')</script><div style='display: none'>secret</div><p hidden>secret</p>"
        "<h2>Funding</h2><ul><li>Japan paid half.<li>The rest is open.</ul>"
        "<table><tr><th>Donor<th>Amount<tr><td>Japan<td>$ 30 million</table>That is all.</body></html>"
    )
    assert brief(read_file(write(tmp_path / "a.html", text))) == BLOCKS


def test_markdown(tmp_path: Path) -> None:
    text = (
        "# Roads\n\nOne **road** was [built](https://x.org).\n\n"
        "## Funding\n\n- Japan paid half.\n- The rest is open.\n\n"
        "| Donor | Amount |\n|---|---|\n| Japan | $ 30 million |\n\nThat is all.\n"
    )
    assert brief(read_file(write(tmp_path / "a.md", text))) == BLOCKS


def test_plain_text(tmp_path: Path) -> None:
    text = (
        "Roads\n=====\n\nOne road was built.\n\nFunding\n-------\n\n- Japan paid half.\n- The rest is open.\n\n"
        "Donor\tAmount\nJapan\t\\$ 30 million\n\nThat is all.\n"
    )
    document = read_file(write(tmp_path / "a.txt", text))
    assert brief(document) == BLOCKS
    assert document.pages == (text,)


def test_text_wrapped_at_one_width_is_joined_into_paragraphs(tmp_path: Path) -> None:
    text = """The working group met three times and agreed on the plan which
its secretariat had sent to all of the partners by post in co-
operation with the ministry and the embassies that had asked.

Its second meeting was held in the north, where the villages of
two districts had been asked to tell what they expected from a
project of this kind.
"""
    document = read_file(write(tmp_path / "a.txt", text))
    joined = [" ".join(part.replace("co-\n", "co").split()) for part in text.split("\n\n")]
    assert brief(document) == [("paragraph", (), part) for part in joined]


def test_a_workbook_gives_each_sheet_a_heading_and_each_row_a_block(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Roads"
    sheet.append(["Funding by donor"])
    sheet.append(["Donor", "Amount", "Year"])
    sheet.append(["Japan", 30_000_000, 2019])
    sheet.append(["Canada", 2.5, None])
    book.save(tmp_path / "a.xlsx")
    headings = ("Roads", "Funding by donor")
    assert brief(read_file(tmp_path / "a.xlsx")) == [
        ("heading", (), "Roads"),
        ("heading", ("Roads",), "Funding by donor"),
        ("row", headings, "Donor | Amount | Year"),
        ("row", headings, "Japan | 30000000 | 2019"),
        ("row", headings, "Canada | 2.5"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_any_usual_separator(tmp_path: Path, separator: str) -> None:
    text = f'Donor{separator}Purpose\nJapan{separator}"roads{separator} bridges"\n'
    assert brief(read_file(write(tmp_path / "a.csv", text))) == [
        ("row", (), "Donor | Purpose"),
        ("row", (), f"Japan | {' '.join(f'roads{separator} bridges'.split())}"),
    ]


def test_a_table_of_prose_keeps_its_columns(tmp_path: Path) -> None:
    long = "The ministry has finished the survey of all the districts in which the project will work from next year on."
    row = f"<tr><td>Survey</td><td>{long}</td><td><p>{long}</p><p>{long}</p></td></tr>"
    text = f"<h1>Roads</h1><table><tr><th>Step</th><th>Done</th><th>Open</th></tr>{row}</table>"
    document = read_file(write(tmp_path / "a.html", text))
    assert [(b.kind, b.row, b.column, b.headings, b.text) for b in document.blocks][1:] == [
        ("cell", 0, "Step", ("Roads",), "Survey"),
        ("cell", 0, "Done", ("Roads", "Survey"), long),
        ("cell", 0, "Open", ("Roads", "Survey"), long),
        ("cell", 0, "Open", ("Roads", "Survey"), long),
    ]


def test_bold_lines_of_a_docx_without_styles_are_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Roads").bold = True
    paragraph = document.add_paragraph("One road was ")
    paragraph.add_run("built").bold = True
    document.add_paragraph("Challenges:")
    document.add_paragraph("It rained.")
    document.save(tmp_path / "a.docx")
    assert brief(read_file(tmp_path / "a.docx")) == [
        ("heading", (), "Roads"),
        ("paragraph", ("Roads",), "One road was built"),
        ("heading", (), "Challenges:"),
        ("paragraph", ("Challenges:",), "It rained."),
    ]


def test_deleted_words_of_tracked_changes_are_not_read_and_inserted_ones_are(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Japan pays ")
    for tag, inner, word in (("w:del", "w:delText", "nothing"), ("w:ins", "w:t", "half")):
        change, run, text = (paragraph._p.makeelement(docx.oxml.ns.qn(name), {}) for name in (tag, "w:r", inner))
        text.text = word
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    document.save(tmp_path / "a.docx")
    assert [b.text for b in read_file(tmp_path / "a.docx").blocks] == ["Japan pays half"]


def test_windows_text_and_utf16_are_decoded(tmp_path: Path) -> None:
    (tmp_path / "w.txt").write_bytes("Café – open".encode("cp1252"))
    (tmp_path / "u.txt").write_bytes("Café – open".encode("utf-16"))
    assert [read_file(tmp_path / name).blocks[0].text for name in ("w.txt", "u.txt")] == ["Café – open"] * 2
