"""The sample reports of `corpus/` say where they come from, and are what their sources make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from docx.text.paragraph import Paragraph
from tools.make_corpus import COLUMNS, CORPUS, SOURCES, Source, build, load

NEAR_THE_TOP = 900  # characters; a reader sees them without scrolling
BUILT = {load(path)["file"]: path for path in sorted(SOURCES.glob("*.toml"))}
SAMPLES = sorted(path for path in CORPUS.iterdir() if path.is_file() and not path.name.startswith("."))


def text_of(path: Path) -> str:
    """What a person reads in a sample report, top to bottom."""
    match path.suffix:
        case ".docx":
            report = docx.Document(str(path))
            lines = []
            for part in report.iter_inner_content():
                if isinstance(part, Paragraph):
                    lines.append(part.text)
                else:
                    lines.extend(" | ".join(cell.text for cell in row.cells) for row in part.rows)
            return "\n".join(lines)
        case ".xlsx":
            rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
            return "\n".join(" | ".join(str(value or "") for value in row) for row in rows)
        case ".pdf":
            return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        case ".html":
            return path.read_text(encoding="utf-8").partition("<h1>")[2]
        case _:
            return path.read_text(encoding="utf-8")


def words(text: str) -> Counter[str]:
    """How often each word occurs, wherever a line was broken."""
    return Counter("".join(letter if letter.isalnum() else " " for letter in text).split())


def written(source: Source) -> Iterator[str]:
    """Every text that the source of a template report puts on the page."""
    yield from (source["title"], source["note"], source["overview"])
    for name, value in source["cover"].items():
        yield from (name, value)
    for row in source["rows"]:
        yield from row.values()


def test_the_corpus_shows_every_format_that_can_be_read() -> None:
    assert {path.suffix for path in SAMPLES} == {".pdf", ".docx", ".html", ".txt", ".md", ".xlsx", ".csv"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_each_report_names_its_source_and_says_it_is_a_sample_near_its_top(path: Path) -> None:
    top = " ".join(text_of(path)[:NEAR_THE_TOP].split())
    assert "Source" in top
    assert "as a sample for this project" in top


@pytest.mark.parametrize("name", [name for name in BUILT if not name.endswith(".pdf")])
def test_a_built_report_reads_the_same_when_it_is_built_again(name: str, tmp_path: Path) -> None:
    assert text_of(CORPUS / name) == text_of(build(BUILT[name], tmp_path))


def test_the_printed_report_holds_every_word_of_its_source() -> None:
    source = words(" ".join(written(load(BUILT["illicit-drugs-2019.pdf"]))))
    assert source - words(text_of(CORPUS / "illicit-drugs-2019.pdf")) == Counter()


def test_the_printed_report_repeats_its_header_row_on_every_page() -> None:
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(CORPUS / "illicit-drugs-2019.pdf").pages]
    assert len(pages) == 3
    assert [page.count(" ".join(COLUMNS)) for page in pages] == [1, 1, 1]


@pytest.mark.parametrize("name", [name for name in BUILT if name.startswith("example-")])
def test_an_invented_report_says_so_first_and_on_every_page(name: str) -> None:
    report = docx.Document(str(CORPUS / name))
    assert report.paragraphs[1].text.startswith("Invented for demonstration.")
    assert [section.header.paragraphs[0].text for section in report.sections] == [
        "FICTITIOUS EXAMPLE: invented for demonstration, not about any real body"
    ]
