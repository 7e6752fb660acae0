"""What an answer looks like as HTML and as plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_values import FIRST, SECOND, TEXT, THIRD, answer, citation, passage, report, source

from assistant.values import Filters, Rejected, Searched, Statement
from assistant.web.cards import panel, split_at_quote
from assistant.web.header import masthead
from assistant.web.plain import plain_answer
from assistant.web.render import conversation, render_turn
from assistant.web.start import empty_library, start
from assistant.web.turn import Talk, Turn, history
from assistant.web.words import load_words

WORDS = load_words()
HOSTILE = '<img src=x onerror=alert(1)> ![i](http://outside.example/i.png) </p><script>x</script> & "quoted"'

OPENED = Statement(SECOND, (citation(),))
OLDER = Statement(
    "They were planned in 2015.",
    (citation(2, "They were planned in 2015.", 0, "border-2015.txt", page=None, column=None),),
)


class Reading(HTMLParser):
    """The tags of some HTML, their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(str(html))  # a plain one, lest its slices escape what is added to them
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(one: Turn) -> str:
    return render_turn(one, True, WORDS)


def turn(*statements: Statement, **other: object) -> Turn:
    said = answer(*statements, **other)
    return Turn(1, said.question, said)


def test_rows_of_a_table_are_a_table_with_a_marker_for_each_row() -> None:
    quotes = ("Fish landed:", "Northern harbours", "Port Alder | 310 | 325", "Port Birch | 120 | 118", "2018 | 2019")
    text = "Fish landed: Northern harbours; Port Alder | 310 | 325; Port Birch | 120 | 118 (columns: 2018 | 2019)"
    cited = tuple(citation(n, quote, 0) for n, quote in enumerate(quotes, 1))
    html = shown(turn(Statement(text, cited)))
    table = re.sub(r"<button[^>]*>|</button>", "", html[html.index("<table>") : html.index("</table>")])
    assert table == (
        "<table><caption>Fish landed: 1</caption>"
        '<thead><tr><th scope="col"></th><th scope="col">2018</th><th scope="col">2019</th><th scope="col"> 5</th></tr>'
        '</thead><tbody><tr><th scope="rowgroup" colspan="3">Northern harbours</th><td> 2</td></tr>'
        "<tr><td>Port Alder</td><td>310</td><td>325</td><td> 3</td></tr>"
        "<tr><td>Port Birch</td><td>120</td><td>118</td><td> 4</td></tr></tbody>"
    )
    assert html.count('class="marker"') == 5


@pytest.mark.parametrize(
    "text", ["Port Alder | 310 | 325 (columns: Port | 2018 | 2019)", "Port: Port Alder; 2018: 310; 2019: 325"]
)
def test_a_single_row_stands_below_the_heads_of_its_columns(text: str) -> None:
    cited = (citation(1, "Port Alder | 310 | 325", 0), citation(2, "Port | 2018 | 2019", 0))
    html = shown(turn(Statement(text, cited)))
    table = re.sub(r"<button[^>]*>|</button>", "", html[html.index("<table>") : html.index("</table>")])
    assert table == (
        '<table><thead><tr><th scope="col">Port</th><th scope="col">2018</th><th scope="col">2019</th>'
        '<th scope="col"> 2</th></tr></thead>'
        "<tbody><tr><td>Port Alder</td><td>310</td><td>325</td><td> 1</td></tr></tbody>"
    )


def test_heads_whose_quote_lacks_a_comma_of_the_text_stand_above_their_columns() -> None:
    quotes = ("Port Alder | 310 | 325", "Port Birch | 120 | 118", "Year to May | Year to May", "2018 | 2019")
    text = "; ".join(quotes[:2]) + " (columns: Year to May, | Year to May,; 2018 | 2019)"
    html = shown(turn(Statement(text, tuple(citation(n, quote, 0) for n, quote in enumerate(quotes, 1)))))
    head = html[html.index("<thead>") : html.index("</thead>")]
    assert ">Year to May</th>" in head and ">2018</th>" in head and "Port" not in head


def test_figures_of_a_row_with_fewer_cells_than_the_others_stand_below_no_head_of_their_own() -> None:
    quotes = ("Port Alder | — | 325", "Port Birch | 118", "2018 | 2019")
    text = "Port Alder | — | 325; Port Birch | 118 (columns: 2018 | 2019)"
    html = shown(turn(Statement(text, tuple(citation(n, quote, 0) for n, quote in enumerate(quotes, 1)))))
    rows = re.sub(r"<button[^>]*>|</button>", "", html[html.index("<tbody>") : html.index("</tbody>")])
    assert rows == (
        "<tbody><tr><td>Port Alder</td><td>—</td><td>325</td><td> 1</td></tr>"
        '<tr><td>Port Birch</td><td colspan="2">118</td><td> 2</td></tr>'
    )


def test_a_row_without_heads_is_a_sentence() -> None:
    html = shown(turn(Statement("Port Alder | 310", (citation(1, "Port Alder | 310", 0),))))
    assert "<table" not in html and '<p class="statement">' in html


def test_what_a_row_of_a_report_holds_is_text_in_the_table_too() -> None:
    cited = tuple(citation(n, f"{HOSTILE} | {n}", 0) for n in (1, 2))
    html = shown(turn(Statement("; ".join(c.quote for c in cited), cited)))
    assert "<table>" in html and not {"img", "script", "a"} & set(Reading(html).tags)


def test_a_marker_is_a_button_whose_name_says_where_the_quote_stands() -> None:
    assert (
        '<button type="button" class="marker" data-source="source-1-1" '
        'aria-label="Source 1: border-2019.docx, page 3, Progress">1</button>'
    ) in shown(turn(OPENED))


def test_a_statement_is_shown_as_it_was_written_with_its_marker_behind_it() -> None:
    assert "They opened in March. 1" in Reading(shown(turn(OPENED))).text


def test_the_bars_between_the_cells_of_a_table_row_stand_back() -> None:
    row = shown(turn(replace(OPENED, text="Offices | 15 | <b>")))
    assert 'Offices <span class="bar">|</span> 15 <span class="bar">|</span> &lt;b&gt;' in row
    assert "Offices | 15 | <b>" in Reading(row).text


def test_statements_stand_under_the_titles_of_their_reports() -> None:
    one, both = shown(turn(OPENED)), shown(turn(OPENED, OLDER))
    assert Reading(one).tags.count("h3") == 1
    assert one.index("Border Report 2019") < one.index(OPENED.text)
    assert Reading(both).tags.count("h3") == 2
    assert (
        both.index("Border Report 2019") < both.index(SECOND) < both.index("border-2015.txt") < both.index(OLDER.text)
    )


def test_a_statement_that_rests_on_two_reports_keeps_the_answer_in_its_own_order() -> None:
    joined = Statement("Both say so.", (*OPENED.citations, *OLDER.citations))
    assert Reading(shown(turn(joined, OPENED))).tags.count("h3") == 0


def test_an_answer_that_is_still_coming_shows_what_there_is_and_no_copy_button() -> None:
    coming = replace(turn(OPENED, OLDER), shown=1)
    text = shown(coming)
    assert SECOND in text
    assert OLDER.text not in text
    assert WORDS["turn.copy"] not in text


def test_how_sure_an_answer_is_is_said_in_a_word_and_explained() -> None:
    text = Reading(shown(turn(OPENED, sureness="weak"))).text
    assert "How sure: Weak – the reports only touch on this." in text


def test_the_question_as_understood_is_shown_only_where_it_differs() -> None:
    assert "Understood as" not in shown(turn(OPENED, understood="when did  the offices open?"))
    assert "Understood as: When did the offices in Bokeo open?" in shown(
        turn(OPENED, understood="When did the offices in Bokeo open?")
    )


def test_a_silence_says_why_what_was_searched_and_what_came_nearest() -> None:
    text = Reading(shown(turn(searched=Searched(1, Filters(sector="Health", year=2018), ())))).text
    assert "The reports do not say when." in text
    assert "Searched 1 report in 0.06 s, limited to sector Health, year 2018." in text
    assert f"What came nearest (1)Border Report 2019, page 3, Progress {TEXT}" in text


def test_sentences_that_were_taken_out_are_folded_away_with_their_reasons() -> None:
    html = shown(turn(OPENED, rejected=(Rejected("Nine opened.", "9 is not in the cited text."),)))
    assert '<details class="folded"><summary>1 sentence taken out</summary>' in html
    assert "Nine opened. 9 is not in the cited text." in Reading(html).text


def test_trouble_is_told_in_place_of_an_answer() -> None:
    assert "The index is being built. Ask again." in shown(
        Turn(1, "When?", trouble="The index is being built. Ask again.")
    )


def test_the_copied_text_gives_each_source_as_a_note_under_the_answer() -> None:
    assert plain_answer(answer(OPENED, OLDER), WORDS) == (
        "When did the offices open?\n\n"
        "They opened in March. [1] They were planned in 2015. [2]\n\n"
        "[1] border-2019.docx, page 3, Progress: “They opened in March.”\n"
        "[2] border-2015.txt: “They were planned in 2015.”\n"
    )


def test_a_source_that_is_cited_twice_is_noted_once() -> None:
    assert plain_answer(answer(OPENED, OPENED), WORDS).count("[1] border-2019.docx") == 1


def test_a_copied_silence_says_why() -> None:
    assert plain_answer(answer(), WORDS) == "When did the offices open?\n\nThe reports do not say when.\n"


def test_a_card_marks_the_quoted_sentence_in_its_passage() -> None:
    shown = replace(turn(OPENED), sources=((citation(), source()),))
    assert f'{FIRST} <span class="unseen">Quoted: </span><mark>{SECOND}</mark> {THIRD}' in panel((shown,), WORDS)


def test_a_card_names_report_place_headings_column_and_the_rest_of_the_row() -> None:
    cells = (("Activities", "Border offices"), ("Progress", TEXT), ("Challenges", ""))
    text = Reading(panel((replace(turn(OPENED), sources=((citation(), source(cells=cells)),)),), WORDS)).text
    for part in (
        "Border Report 2019",
        "Illicit drugs · 2019 · Page 3 · Progress",
        "border-2019.docx",
        "A.1 ActionsBorder offices",
        "Column: Progress",
        "Rest of the table rowActivitiesBorder officesChallengesNot reported",
    ):
        assert part in text


def test_a_card_leaves_out_what_is_not_known() -> None:
    bare = citation(page=None, headings=(), column=None)
    where = source(report=report(sector=None, year=None))
    html = panel((replace(turn(Statement(SECOND, (bare,))), sources=((bare, where),)),), WORDS)
    assert "None" not in html
    assert "Column" not in html
    assert "Section" not in html


def test_a_source_whose_report_left_the_index_still_shows_its_quote() -> None:
    html = panel((replace(turn(OPENED), sources=((citation(), None),)),), WORDS)
    assert f"This report is no longer in the index. The sentence was quoted as: {SECOND}" in html


def test_the_panel_shows_the_newest_answers_sources_and_keeps_the_others() -> None:
    first = replace(turn(OPENED), sources=((citation(), source()),))
    html = panel((first, replace(first, number=2)), WORDS)
    assert '<section class="turn-sources" id="sources-1" hidden>' in html
    assert '<section class="turn-sources" id="sources-2">' in html


def test_the_header_counts_reports_and_gives_their_years() -> None:
    assert "No reports yet" in masthead((), "chat", WORDS)
    assert ">1 report, 2019<" in masthead((report(),), "chat", WORDS)
    assert ">2 reports, 2015–2019<" in masthead((report(), report(year=2015)), "chat", WORDS)
    assert ">1 report<" in masthead((report(year=None),), "chat", WORDS)


def test_the_current_page_is_marked_among_the_ways() -> None:
    assert (
        '<nav class="ways" aria-label="Pages"><a href="/">Ask</a><a href="/search">Search</a>'
        '<a href="/commitments" aria-current="page">Commitments</a><a href="/brief">Brief</a>'
        '<a href="/compare">Compare</a><a href="/check">Check</a><a href="/reports">Reports</a>'
        '<a href="/overview">Overview</a></nav>'
    ) in masthead((), "ledger", WORDS)


def test_commitments_that_are_known_stand_under_a_silence_with_their_sources() -> None:
    silent = turn(
        known=(OPENED,), why_silent="Amount not stated. Aid & Co: 2 commitments in 3 reports, none with an amount."
    )
    html = shown(silent)
    assert (
        '<section class="known"><h3>Known commitments</h3><ul><li><p class="statement"><span class="said">'
        f"{SECOND}</span>"
    ) in html
    assert '<a class="to-ledger" href="/commitments?donor=Aid+%26+Co">See them in the ledger</a>' in html
    cards = panel((replace(silent, sources=((citation(), source()),)),), WORDS)
    assert 'id="source-1-1"' in cards


def test_a_note_that_counts_a_donors_rows_leads_to_them() -> None:
    html = shown(turn(OPENED, notes=("Norland: 5 commitments in 1 report, 1 with an amount.", "Other.")))
    assert 'amount. <a class="to-ledger" href="/commitments?donor=Norland">See them in the ledger</a></p>' in html
    assert '<p class="note">Other.</p>' in html


def test_an_empty_library_explains_how_to_add_reports() -> None:
    text = Reading(empty_library(WORDS)).text
    assert "Put the files into the folder corpus/." in text
    assert "Run make run, or index any other folder with assistant index PATH." in text


def test_history_holds_the_answered_turns_only() -> None:
    done = turn(OPENED)
    assert history((done, Turn(2, "And?", trouble="Not now."))) == (
        ("user", "When did the offices open?"),
        ("assistant", "They opened in March."),
    )


def everywhere(text: str) -> str:
    """A page on which a text stands wherever text of a person or a report can stand."""
    quoted = citation(quote=text, document=text, headings=(text,), column=text)
    said = turn(
        Statement(text, (quoted,)),
        question=text,
        understood=text + "?",
        rejected=(Rejected(text, text),),
        searched=Searched(1, Filters((text,), text, 2019), (text,)),
    )
    about = report(text, text, sector=text)
    shown = replace(said, sources=((quoted, source(passage=passage(text), report=about, cells=(("x", text),))),))
    silent = Turn(2, text, answer(why_silent=text, question=text, understood=text + "?"))
    turns = (shown, silent, Turn(3, text, trouble=text))
    return (
        conversation(Talk("c1", turns), WORDS)
        + panel(turns, WORDS)
        + start((text,), WORDS)
        + masthead((about,), "chat", WORDS)
    )


def test_what_a_report_or_a_person_wrote_is_shown_as_text_and_never_as_html() -> None:
    plain, hostile = Reading(everywhere("plain words")), Reading(everywhere(HOSTILE))
    assert hostile.tags == plain.tags
    assert [name for name, _ in hostile.attributes] == [name for name, _ in plain.attributes]
    assert HOSTILE in hostile.text


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_no_text_whatever_adds_a_tag_or_an_attribute(text: str) -> None:
    plain, other = Reading(everywhere("x" * 60)), Reading(everywhere(text))
    assert other.tags == plain.tags
    assert [name for name, _ in other.attributes] == [name for name, _ in plain.attributes]


@given(st.text(max_size=80), st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_marking_a_quote_never_changes_the_passage(text: str, begin: int, start: int, length: int) -> None:
    quoted = replace(citation(), start=start, end=start + length)
    assert "".join(split_at_quote(quoted, passage(text, begin))) == text


@given(st.text(min_size=1, max_size=80), st.data())
def test_what_is_marked_is_what_was_cited(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    quoted = replace(citation(), start=500 + start, end=500 + end)
    assert split_at_quote(quoted, passage(text, 500))[1] == text[start:end]
