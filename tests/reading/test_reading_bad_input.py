"""Files that cannot be read: each gets a status and a message that says what to do; none takes the others down."""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PageObject, PdfWriter
from report_makers import make_docx, make_pdf, make_zip

from assistant.reading import Reader, ReadingError, read_file
from assistant.reading import ocr as ocr_module
from assistant.reading.normal import bare
from assistant.reading.wire import from_wire, to_wire

TEXT = "The working group met three times during the year."


def status(path: Path) -> str:
    with pytest.raises(ReadingError) as caught:
        read_file(path)
    assert path.name in str(caught.value) and str(caught.value).endswith(".")
    return caught.value.status


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.html", "a.csv", "a.md", "a.xlsx"])
@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_an_empty_or_blank_file_is_unreadable(tmp_path: Path, name: str, data: bytes) -> None:
    assert status(write(tmp_path / name, data)) == "unreadable"


def test_markup_without_text_is_unreadable(tmp_path: Path) -> None:
    assert status(write(tmp_path / "a.html", b"<html><body><p> </p></body></html>")) == "unreadable"
    docx.Document().save(tmp_path / "a.docx")
    assert status(tmp_path / "a.docx") == "unreadable"
    assert status(make_pdf(tmp_path / "a.pdf", [[], []])) == "unreadable"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx"])
def test_text_under_another_format_s_name_is_unreadable(tmp_path: Path, name: str) -> None:
    assert status(write(tmp_path / name, TEXT.encode())) == "unreadable"


def test_a_binary_file_named_text_is_unreadable(tmp_path: Path) -> None:
    assert status(write(tmp_path / "a.txt", bytes(range(256)) * 40)) == "unreadable"


def test_the_content_decides_where_the_name_is_wrong(tmp_path: Path) -> None:
    make_pdf(tmp_path / "a.txt", [[TEXT]])
    make_docx(tmp_path / "b.pdf")
    write(tmp_path / "c.txt", b"<!DOCTYPE html><p>" + TEXT.encode())
    assert [b.text for b in read_file(tmp_path / "a.txt").blocks] == [TEXT]
    assert read_file(tmp_path / "b.pdf").sector == "Health"
    assert [b.text for b in read_file(tmp_path / "c.txt").blocks] == [TEXT]


def test_other_kinds_of_files_are_unsupported(tmp_path: Path) -> None:
    assert status(write(tmp_path / "a.pptx", b"x")) == "unsupported"
    assert status(make_zip(tmp_path / "a.zip", {"x.txt": b"x"})) == "unsupported"
    assert status(write(tmp_path / "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)) == "unsupported"


def test_a_folder_or_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    assert status(tmp_path / "gone.txt") == "unreadable"
    (tmp_path / "folder.txt").mkdir()
    assert status(tmp_path / "folder.txt") == "unreadable"


def make_encrypted(path: Path, user: str) -> Path:
    writer = PdfWriter(clone_from=make_pdf(path, [[TEXT]]))
    writer.encrypt(user, "owner", algorithm="AES-256")
    writer.write(path)
    return path


def test_a_pdf_with_a_password_needs_it_unless_the_password_is_empty(tmp_path: Path) -> None:
    assert status(make_encrypted(tmp_path / "a.pdf", "secret")) == "needs-password"
    assert [b.text for b in read_file(make_encrypted(tmp_path / "b.pdf", "")).blocks] == [TEXT]


def test_a_protected_office_file_needs_its_password(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert status(write(tmp_path / "a.docx", data)) == "needs-password"


def make_scan(path: Path) -> Path:
    """A page with a picture on it and no text."""
    image = "q 400 0 0 400 60 300 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\x7f\x7f\x00 EI Q"
    return make_pdf(path, [[]], image)


def test_pictures_of_pages_need_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_module, "is_installed", lambda: False)
    assert status(make_scan(tmp_path / "a.pdf")) == "needs-ocr"


def test_pictures_of_pages_are_read_where_ocr_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    import pypdfium2 as pdfium

    said = "Luxembourg paid for the training of 212 midwives."
    printed = pdfium.PdfDocument(make_pdf(tmp_path / "printed.pdf", [[said]]))
    printed[0].render(scale=2).to_pil().convert("RGB").save(tmp_path / "scan.pdf")
    document = read_file(tmp_path / "scan.pdf")
    assert [b.text for b in document.blocks] == [said]


def test_a_page_without_text_among_others_is_kept_empty(tmp_path: Path) -> None:
    document = read_file(make_pdf(tmp_path / "a.pdf", [[TEXT], [], [TEXT]]))
    assert [page.strip() for page in document.pages] == [TEXT, "", TEXT]


@pytest.mark.parametrize("cut", [100, 400, 700])
def test_a_truncated_pdf_has_a_status_or_its_text(tmp_path: Path, cut: int) -> None:
    whole = make_pdf(tmp_path / "a.pdf", [[TEXT]]).read_bytes()
    try:
        document = read_file(write(tmp_path / "b.pdf", whole[:cut]))
    except ReadingError as error:
        assert error.status == "unreadable"
    else:
        assert TEXT in document.text


def test_a_damaged_container_is_unreadable(tmp_path: Path) -> None:
    whole = make_docx(tmp_path / "a.docx").read_bytes()
    assert status(write(tmp_path / "b.docx", whole[: len(whole) // 2])) == "unreadable"
    assert status(make_zip(tmp_path / "c.docx", {"word/document.xml": b"<not xml"})) == "unreadable"


def test_a_zip_bomb_is_too_large_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = make_zip(tmp_path / "a.docx", {"word/document.xml": b"<w:p/>" * 5_000_000})

    def unpacked(*_: object) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(zipfile.ZipExtFile, "read", unpacked)
    assert status(bomb) == "too-large"
    assert status(make_zip(tmp_path / "b.xlsx", {f"xl/{n}.xml": b"" for n in range(2_001)})) == "too-large"


def test_deeply_nested_html_is_too_large(tmp_path: Path) -> None:
    assert status(write(tmp_path / "a.html", b"<div>" * 200_000 + TEXT.encode())) == "too-large"


def test_external_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    path = write(tmp_path / "a.html", f"{entity}<html><body><p>{TEXT} &e;</p></body></html>".encode())
    assert "the secret" not in read_file(path).text


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"x " * 2**20)
    with pytest.raises(ReadingError) as caught:
        read_file(path, file_megabytes=1)
    assert caught.value.status == "too-large"


@pytest.mark.parametrize("seed", range(20))
def test_a_report_with_damaged_bytes_has_a_status_or_its_blocks(tmp_path: Path, sample_pdf: Path, seed: int) -> None:
    """Nothing but a ReadingError comes out, whatever the libraries raise."""
    rng = random.Random(seed)  # noqa: S311 - the same damage in each run
    data = bytearray(sample_pdf.read_bytes())
    for _ in range(rng.choice([3, 30, 300])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    try:
        document = read_file(write(tmp_path / "a.pdf", bytes(data)))
    except ReadingError as error:
        assert error.status == "unreadable"
    else:
        pages = [bare(page) for page in document.pages]
        assert all(bare(block.text) in pages[(block.page or 1) - 1] for block in document.blocks)


# --- the child process ---


def test_pages_that_share_a_content_stream_are_extracted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file of such pages could otherwise take minutes."""
    extracted: list[PageObject] = []
    extract = PageObject.extract_text
    monkeypatch.setattr(PageObject, "extract_text", lambda page: extracted.append(page) or extract(page))
    pages = read_file(make_pdf(tmp_path / "shared.pdf", [[f"{TEXT} {n}" for n in range(20)]], copies=200)).pages
    assert (len(pages), len(set(pages)), len(extracted)) == (200, 1, 1)


def test_a_reader_gives_the_same_document_as_reading_in_this_process(sample_pdf: Path, sample_docx: Path) -> None:
    with Reader() as reader:
        assert [reader.read(path) for path in (sample_pdf, sample_docx)] == [
            read_file(sample_pdf),
            read_file(sample_docx),
        ]


def test_a_document_crosses_the_wire_unchanged(sample_pdf: Path) -> None:
    document = read_file(sample_pdf)
    assert from_wire(to_wire(document)) == document


def test_one_child_reads_many_files(tmp_path: Path) -> None:
    """A process for each would make thousands of small files slow."""
    paths = [write(tmp_path / f"{n}.txt", f"{TEXT} {n}".encode()) for n in range(30)]
    with Reader() as reader:
        read = [(reader.read(path).text, reader._child.pid) for path in paths]
        assert read == [(f"{TEXT} {n}", reader._child.pid) for n in range(30)]


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read(tmp_path: Path, sample_docx: Path) -> None:
    slow = make_pdf(tmp_path / "slow.pdf", [[TEXT] * 60_000])
    with Reader(seconds=1.0) as reader:
        with pytest.raises(ReadingError, match="took longer than") as caught:
            reader.read(slow)
        assert caught.value.status == "too-large"
    with Reader() as reader:
        assert reader.read(sample_docx).sector == "Health"


def test_a_file_is_not_given_up_for_the_time_that_its_reader_could_not_work(tmp_path: Path) -> None:
    """On a busy server the clock runs on while a good file waits for the processor."""
    path = make_pdf(tmp_path / "a.pdf", [[TEXT] * 40] * 20)
    with Reader() as reader:
        document = reader.read(path)  # its libraries are loaded now
        reader._seconds = 1.0
        pid = reader._child.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        threading.Timer(2.0, os.kill, (pid, signal.SIGCONT)).start()
        assert (reader.read(path), reader._child.pid) == (document, pid)


def test_a_file_that_needs_too_much_memory_is_given_up_and_the_next_one_read(tmp_path: Path) -> None:
    big = write(tmp_path / "big.txt", (TEXT + "\n").encode() * 1_800_000)
    small = write(tmp_path / "small.txt", TEXT.encode())
    with Reader(megabytes=160) as reader:
        with pytest.raises(ReadingError, match="memory") as caught:
            reader.read(big)
        assert caught.value.status == "too-large"
        assert reader.read(small).text == TEXT


def test_a_child_that_is_killed_gives_a_status_and_is_replaced(tmp_path: Path, sample_docx: Path) -> None:
    small = write(tmp_path / "small.txt", TEXT.encode())
    with Reader() as reader:
        reader.read(small)
        child = reader._child
        assert child is not None
        os.kill(child.pid, signal.SIGSEGV)
        child.wait()
        assert reader.read(sample_docx).sector == "Health"


def test_a_reader_says_what_read_file_would_say(tmp_path: Path) -> None:
    path = write(tmp_path / "empty.pdf", b"")
    with Reader() as reader, pytest.raises(ReadingError) as caught:
        reader.read(path)
    assert (caught.value.status, "is empty" in str(caught.value)) == ("unreadable", True)


def test_nothing_that_a_library_prints_reaches_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """pypdf warns of the wrong offset, and mends it."""
    path = make_pdf(tmp_path / "a.pdf", [[TEXT]])
    path.write_bytes(re.sub(rb"startxref\n\d+", b"startxref\n7", path.read_bytes()))
    with Reader() as reader:
        assert TEXT in reader.read(path).text
    assert TEXT in read_file(path).text
    assert capfd.readouterr() == ("", "")
