"""Whatever stands in a file, its reader gives a document that holds together, or says why not."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.passages import split
from assistant.reading import ReadingError, read_file
from assistant.reading.wire import from_wire, to_wire

ANYTHING = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
STATUSES = {"unreadable", "too-large", "needs-password", "needs-ocr", "unsupported"}
ODD = st.sampled_from(
    ["\0", "\u202e", "\u200b", "\ufffd", "\ufeff", "\u0301", "\U000e0041", "\ud800", "\x1b[2J", "|", ","]
)
MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td colspan=9>",
        "</td>",
        "<h1>",
        "<!--",
        "-->",
        "<script>",
        "&amp;",
        "&#0;",
        "<ul>",
    ]
)
LINES = st.sampled_from(
    ["# ", "- ", "> ", "```\n", "| a | b |\n|---|---|\n", "[x](y)", "\n\n", "\t", '"', "1;2;3\n", "\r"]
)
TEXT = st.lists(st.text(max_size=40) | ODD | MARKUP | LINES, max_size=30).map("".join)


def met(name: str, data: bytes) -> None:
    """Read a file of this name and content, and look whether what comes of it holds together."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            document = read_file(path)
        except ReadingError as error:
            assert error.status in STATUSES and str(error).endswith(".")
            return
    assert from_wire(to_wire(document)) == document
    assert document.text.strip() and all(document.text[s.start : s.end] == s.block.text for s in document.spans())
    passages = split(document, lambda texts: [len(text.split()) for text in texts])
    assert all(document.text[p.start : p.end] == p.text for p in passages)
    document.text.encode()  # SQLite stores no half of a surrogate pair


@ANYTHING
@given(st.sampled_from(["a.txt", "a.md", "a.csv", "a.html"]), TEXT)
def test_any_text_gives_a_document_or_a_reason(name: str, text: str) -> None:
    met(name, text.encode("utf-8", "surrogatepass"))


@ANYTHING
@given(
    st.sampled_from(["a.txt", "a.csv", "a.html", "a.pdf", "a.docx", "a.xlsx"]),
    st.sampled_from(
        [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
    ),
    st.binary(max_size=400),
)
def test_any_bytes_give_a_document_or_a_reason(name: str, begin: bytes, data: bytes) -> None:
    met(name, begin + data)
