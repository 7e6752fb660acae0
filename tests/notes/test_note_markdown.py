"""Notes as Markdown: what a parser reads back from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from note_samples import BRIEFING

from assistant.notes import Footnote, Note, Paragraph, Run, Section, Style, Table, Text, markdown_of

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
DEFINITION = re.compile(r"^\[\^(\d+)\]: (.*)\n", re.M)
MARKED = re.compile(r"\[\^\d+\]:?")

HOSTILE = (
    "https://evil.example/a?b=c",
    "www.evil.example",
    "<https://evil.example>",
    "[click](https://evil.example)",
    "![picture](https://evil.example/x.png)",
    "[click][1]",
    "[1]: https://evil.example",
    "[^1]: a footnote of its own",
    "a reference [^1] and ^[an inline one]",
    'evil.example "title"',
    "evil.example (title)",
    "(https://evil.example)",
    ": https://evil.example",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- comment -->",
    "&lt;b&gt; &#91;x&#93;",
    "# heading",
    "heading #",
    "===",
    "---",
    "- - -",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "2) item",
    "> quotation",
    "```code",
    "~~~code",
    "    indented",
    "`code` and ``code``",
    "| a | b |",
    "--- | ---",
    "a \\| b \\",
    "**bold** and __bold__ and *a* and _a_ and ~~gone~~",
    "$x$ and $$y$$",
    "line one\n\n# line two\n---\n",
    "ends with two spaces  \nand a backslash\\\n",
)
TEXTS = st.one_of(
    st.text(st.characters()),
    st.text("*_[]()<>!#-+.:1a \n`|\\~^&\"'=/w$"),
    st.lists(st.sampled_from(HOSTILE)).map("".join),
)


def kept(text: str) -> str:
    """The text without control characters and what XML cannot hold."""
    lost = (c for c in text if not c.isspace() and (unicodedata.category(c) in ("Cc", "Cs") or c in "\ufffe\uffff"))
    return text.translate({ord(c): None for c in lost})


def folded(text: str) -> str:
    """What is left to be read, white space folded."""
    return " ".join(kept(text).split())


def read(markdown: str) -> Iterator[tuple[str, str]]:
    """The kind of each leaf block ("h1", "p", "li", "quote", "th", "td") and its text; anything else fails."""
    around = []
    for token in PARSER.parse(markdown):
        if token.nesting == 1:
            around.append(token)
        elif token.nesting == -1:
            around.pop()
        else:
            assert token.type == "inline", token
            kinds = [t.tag for t in around]
            kind = "li" if "li" in kinds else "quote" if "blockquote" in kinds else kinds[-1]
            words = [child.content for child in token.children or () if child.type == "text"]
            marks = {child.type for child in token.children or ()} - {"text"}
            assert marks <= {"strong_open", "strong_close", "em_open", "em_close"}, marks
            yield kind, folded("".join(words))


def body(markdown: str) -> str:
    return DEFINITION.sub("", markdown)


def note_of(*parts: Paragraph | Table) -> Note:
    return Note("Wells", (), (Section("", parts),))


def footnotes(markdown: str) -> list[tuple[str, str]]:
    """Numbers and texts of the definitions, each read as a block of its own, as a parser of footnotes does."""
    found = [(number, list(read(text))) for number, text in DEFINITION.findall(markdown)]
    assert all([kind for kind, _ in blocks] in ([], ["p"]) for _, blocks in found), found
    return [(number, "".join(text for _, text in blocks)) for number, blocks in found]


def test_a_note_reads_well_as_markdown() -> None:
    assert (
        markdown_of(BRIEFING)
        == """\
# Briefing note: wells in the northern districts

14 March 2020

Covers 6 progress reports of 2018 and 2019

## Who funds the wells

Norland funds the wells,[^1] and the **Harrow Foundation** announced *support*.[^2] [^1]

- 62 wells drilled in 2019.[^1]
- 12 pumps to be repaired (planned).[^2]

*The reports do not say who trains the keepers*.

## Commitments

*Commitments named in the reports*

| Donor | Amount | Status | What for |
| --- | --- | --- | --- |
| Norland | EUR 2.5 million | committed | wells[^1] |
| Westmark |  | supports | pump repair[^2] |

### Questions put

> Who repairs the pumps?

Westmark will repair them by 2020.[^2]

[^1]: Wells report 2019 (wells-2019.docx), page 4, Progress: "Norland funds the wells with EUR 2.5 million."

[^2]: Wells report 2018 (wells\\_2018.pdf), page 11: "Westmark will repair the pumps of twelve villages by 2020."
"""
    )


def test_a_parser_reads_every_block_of_a_note() -> None:
    assert list(read(body(markdown_of(BRIEFING)))) == [
        ("h1", "Briefing note: wells in the northern districts"),
        ("p", "14 March 2020"),
        ("p", "Covers 6 progress reports of 2018 and 2019"),
        ("h2", "Who funds the wells"),
        ("p", "Norland funds the wells,[^1] and the Harrow Foundation announced support.[^2] [^1]"),
        ("li", "62 wells drilled in 2019.[^1]"),
        ("li", "12 pumps to be repaired (planned).[^2]"),
        ("p", "The reports do not say who trains the keepers."),
        ("h2", "Commitments"),
        ("p", "Commitments named in the reports"),
        *(("th", name) for name in ("Donor", "Amount", "Status", "What for")),
        *(("td", text) for text in ("Norland", "EUR 2.5 million", "committed", "wells[^1]")),
        *(("td", text) for text in ("Westmark", "", "supports", "pump repair[^2]")),
        ("h3", "Questions put"),
        ("quote", "Who repairs the pumps?"),
        ("p", "Westmark will repair them by 2020.[^2]"),
    ]


def everywhere(text: str) -> Note:
    """A note with the text in every place that takes one."""
    runs: tuple[Run, ...] = (Text(text), Footnote(text))
    styles: tuple[Style, ...] = ("text", "bullet", "aside", "question")
    return Note(
        text,
        (text,),
        (Section(text, (*(Paragraph(runs, style) for style in styles), Table((text, "B"), ((runs, ()),), text))),),
    )


def assert_is_no_markup(text: str) -> None:
    markdown, seen = markdown_of(everywhere(text)), folded(text)
    cited = folded(f"{text}[^1]")
    assert list(read(body(markdown))) == [
        *((kind, seen) for kind in ("h1", "p", "h2") if seen),
        *((kind, cited) for kind in ("p", "li", "p", "quote")),
        *((kind, seen) for kind in ("p",) if seen),
        ("th", seen),
        ("th", "B"),
        ("td", cited),
        ("td", ""),
    ]
    assert footnotes(markdown) == [("1", seen)]


@settings(deadline=None)
@given(TEXTS)
def test_any_text_anywhere_is_read_back_as_it_was_and_is_no_markup(text: str) -> None:
    assert_is_no_markup(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_markup(text: str) -> None:
    assert_is_no_markup(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_markup_where_a_parser_knows_no_footnotes(text: str) -> None:
    markdown = markdown_of(everywhere(text))
    assert {kind for kind, _ in read(markdown)} == {"h1", "h2", "p", "li", "quote", "th", "td"}
    assert [t for _, t in read(markdown)][-1] == f"[^1]: {folded(text)}"


RUNS = st.lists(st.builds(Text, TEXTS, st.booleans(), st.booleans()) | st.builds(Footnote, st.sampled_from("ab")))


@settings(deadline=None)
@given(RUNS)
@example([Text("a", bold=True), Text(""), Text("b", bold=True), Footnote("a"), Text("\0"), Footnote("b")])
@example([Text("*"), Text("a", italic=True), Text("b", italic=True), Text("c", bold=True), Text("d", True, True)])
@example([Text("Look!"), Footnote("a"), Text("(https://evil.example)")])
@example([Footnote("a"), Text(": https://evil.example")])
@example([Text("https", bold=True), Text("://evil.example")])
def test_any_run_of_texts_and_footnotes_is_read_back_as_it_was(runs: list[Run]) -> None:
    markdown = markdown_of(note_of(Paragraph((Text("x "), *runs))))
    numbers: dict[str, int] = {}
    said = ""
    runs = [run for run in runs if kept(run.text)]
    for before, run in zip([None, *runs], runs, strict=False):
        if isinstance(run, Text):
            said += run.text
        else:
            apart = " " if isinstance(before, Footnote) else ""
            said += f"{apart}[^{numbers.setdefault(run.text, len(numbers) + 1)}]"
    assert list(read(body(markdown))) == [("h1", "Wells"), ("p", folded(f"x {said}"))]
    assert footnotes(markdown) == [(str(number), text) for text, number in numbers.items()]


def test_bold_and_italic_are_marks_of_markdown() -> None:
    runs = (Text("a", bold=True), Text(" b ", italic=True), Text("c", bold=True, italic=True), Text("“d”", bold=True))
    assert markdown_of(note_of(Paragraph(runs))) == "# Wells\n\n**a** *b* ***c***“**d**”\n"


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ((Text("https://evil.example, www.evil.example"),), "https\\://evil.example, www\\.evil.example"),
        ((Text("$x$ {.a} @b ^[c] #4"),), "\\$x\\$ \\{.a\\} \\@b \\^\\[c\\] \\#4"),
        ((Text("Look!"), Footnote("a"), Text("(b)")), "Look\\![^1]\\(b)\n\n[^1]: a &#32;"),
    ],
)
def test_what_only_wider_parsers_take_for_markup_is_escaped_too(runs: tuple[Run, ...], written: str) -> None:
    assert markdown_of(note_of(Paragraph(runs))) == f"# Wells\n\n{written}\n"


def test_two_lists_with_a_paragraph_between_them_stay_two() -> None:
    item, text = Paragraph((Text("a"),), "bullet"), Paragraph((Text("b"),))
    assert markdown_of(note_of(item, item, text, item)) == "# Wells\n\n- a\n- a\n\nb\n\n- a\n"


def test_what_is_empty_is_left_out() -> None:
    empty = (Paragraph(()), Paragraph((Text(" "),), "bullet"), Paragraph((), "question"), Paragraph((), "aside"))
    assert markdown_of(Note("Wells", ("", " "), (Section("", empty),))) == "# Wells\n"


@pytest.mark.parametrize(
    ("head", "rows", "message"),
    [
        ((), (), "a table needs at least one column"),
        (("A", "B"), (((), ()), ((),)), "row 2 has 1 cells, but the head has 2"),
    ],
)
def test_a_table_whose_rows_do_not_fit_its_head_cannot_be_made(
    head: tuple[str, ...], rows: tuple[tuple[tuple[Run, ...], ...], ...], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Table(head, rows)
