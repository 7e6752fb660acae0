"""The conversation as HTML. Whatever comes from a person or a report is escaped by `Markup.format`."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from markupsafe import Markup

from assistant.values import Answer, Citation, Evidence, Rejected, Report, Statement
from assistant.web.plain import place, plain_answer
from assistant.web.turn import Turn, citations

# Characters shown of a question that was refused (an over-long one) or that only heads its sources.
QUESTION_SHOWN = 160
# Passages shown under "what came nearest" when the reports do not answer, and characters of each.
NEAREST_SHOWN, NEAREST_CHARACTERS = 3, 320

Words = Mapping[str, str]


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was left off."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def count_reports(count: int, words: Words) -> str:
    """ "1 report", "6 reports"."""
    return words["count.report" if count == 1 else "count.reports"].format(count=count)


def header(reports: tuple[Report, ...], words: Words) -> str:
    """The page's header: name, what it is, and how much is indexed."""
    years = sorted({report.year for report in reports if report.year is not None})
    count = count_reports(len(reports), words) if reports else words["count.none"]
    if years:
        key = "count.year" if years[0] == years[-1] else "count.years"
        count = words[key].format(count=count, first=years[0], last=years[-1])
    return Markup(
        '<a class="skip" href="#question">{}</a>'
        '<div class="masthead"><h1>{}</h1><p class="lead">{}</p><p class="count">{}</p></div>'
        '<button type="button" class="filters-toggle" aria-expanded="false" aria-controls="filters">{}</button>'
    ).format(words["page.skip"], words["page.title"], words["page.lead"], count, words["filter.toggle"])


def shelf(reports: tuple[Report, ...], words: Words) -> str:
    """What is indexed, newest reports first."""
    if not reports:
        return ""
    newest_first = sorted(reports, key=lambda report: (-(report.year or 0), report.title.casefold(), report.name))
    items = Markup("").join(
        Markup('<li><span class="title">{}</span><span class="facts">{}</span></li>').format(
            report.title, facts(report)
        )
        for report in newest_first
    )
    return Markup('<h2 id="shelf-heading">{}</h2><ul aria-labelledby="shelf-heading">{}</ul>').format(
        words["filter.indexed"], items
    )


def facts(report: Report) -> str:
    """Sector and year, as far as they are known."""
    return " · ".join(str(fact) for fact in (report.sector, report.year) if fact is not None)


def start(examples: tuple[str, ...], words: Words) -> str:
    """What an empty conversation shows: questions to begin with."""
    buttons = Markup("").join(
        Markup('<li><button type="button" class="example">{}</button></li>').format(example) for example in examples
    )
    return Markup('<div class="start"><h2>{}</h2><p>{}</p>{}</div>').format(
        words["start.heading"],
        words["start.text" if examples else "start.text_without_examples"],
        Markup('<ul class="examples">{}</ul>').format(buttons) if examples else "",
    )


def empty_library(words: Words) -> str:
    """What the page shows while nothing is indexed: how to add reports."""

    def step(key: str) -> Markup:
        code = {
            name: Markup("<code>{}</code>").format(words[f"empty.{name}"]) for name in ("folder", "command", "other")
        }
        return Markup("<li>{}</li>").format(Markup.escape(words[key]).format_map(code))

    return Markup('<div class="start empty"><h2>{}</h2><p>{}</p><ol>{}{}{}</ol></div>').format(
        words["empty.heading"],
        words["empty.text"],
        step("empty.step_put"),
        step("empty.step_run"),
        step("empty.step_reload"),
    )


def notice(message: str, words: Words) -> str:
    """What the page shows instead of a conversation when the library cannot be used."""
    return Markup('<div class="start" role="alert"><h2>{}</h2><p>{}</p></div>').format(
        words["page.unavailable"], message
    )


def conversation(turns: tuple[Turn, ...], words: Words) -> str:
    """All turns, oldest first; what is added is read out by a screen reader, politely."""
    return Markup('<div class="conversation" role="log" aria-live="polite" aria-label="{}">{}</div>').format(
        words["page.conversation"], Markup("").join(render_turn(turn, words) for turn in turns)
    )


def render_turn(turn: Turn, words: Words) -> Markup:
    """One question and its answer, as far as it has come."""
    if turn.trouble:
        body = Markup('<div class="silence" role="alert"><p class="silence-heading">{}</p><p>{}</p></div>').format(
            words["turn.trouble"], turn.trouble
        )
    elif turn.answer is None:
        body = Markup('<p class="looking">{}</p>').format(words["turn.looking"])
    elif turn.answer.statements:
        body = answered(turn.number, turn.answer, turn.shown, words)
    else:
        body = silence(turn.answer, words)
    heading = Markup('<h2 class="question"><span class="unseen">{} </span>{}</h2>').format(
        words["turn.you_asked"], shorten(turn.question, QUESTION_SHOWN) if turn.trouble else turn.question
    )
    return Markup('<article class="turn" id="turn-{}">{}<div class="answer">{}</div></article>').format(
        turn.number, heading if turn.question.strip() else "", body
    )


def answered(number: int, answer: Answer, shown: int | None, words: Words) -> Markup:
    """The statements shown so far; once all are there, how sure they are and what was taken out."""
    statements = answer.statements[:shown]
    parts = [understood(answer, words), quoted_statements(number, answer, statements, words)]
    if shown is None:
        parts += [
            notes(answer),
            sureness(answer, words),
            rejected(answer.rejected, words),
            footer(number, answer, words),
        ]
    return Markup("").join(parts)


def quoted_statements(number: int, answer: Answer, statements: tuple[Statement, ...], words: Words) -> Markup:
    """The statements, under their reports' titles where each is from one report."""
    if not is_grouped(answer):
        return Markup("").join(render_statement(number, s, words) for s in statements)
    titles = {evidence.report.name: evidence.report for evidence in answer.evidence}
    order = list(dict.fromkeys(s.citations[0].document for s in statements))
    by_report = groupby(
        sorted(statements, key=lambda s: order.index(s.citations[0].document)), key=lambda s: s.citations[0].document
    )
    return Markup("").join(
        Markup('<section class="of-report"><h3>{} <span class="facts">{}</span></h3>{}</section>').format(
            titles[name].title if name in titles else name,
            facts(titles[name]) if name in titles else "",
            Markup("").join(render_statement(number, s, words) for s in group),
        )
        for name, group in by_report
    )


def is_grouped(answer: Answer) -> bool:
    """Whether no single statement rests on more than one report."""
    return all(len({citation.document for citation in statement.citations}) == 1 for statement in answer.statements)


def render_statement(number: int, statement: Statement, words: Words) -> Markup:
    """A sentence and its markers, each a button that opens its source."""
    return Markup('<p class="statement">{}<span class="said">{}</span>{}</p>').format(
        plan(statement, words),
        cells(statement.text),
        Markup("").join(marker(number, citation, words) for citation in statement.citations),
    )


def plan(statement: Statement, words: Words) -> Markup:
    """The word that marks what is planned, so that nobody takes it for done."""
    if statement.planned is None:
        return Markup("")
    return Markup('<span class="plan">{}</span> ').format(words[f"turn.planned_{statement.planned}"])


def notes(answer: Answer) -> Markup:
    """What the answer leaves open."""
    return Markup("").join(Markup('<p class="note">{}</p>').format(note) for note in answer.notes)


def cells(text: str) -> Markup:
    """A sentence; in a table row the bars between its cells stand back."""
    return Markup(' <span class="bar">|</span> ').join(text.split(" | "))


def marker(number: int, citation: Citation, words: Words) -> Markup:
    """A numbered button; its accessible name says where the quote stands."""
    return Markup(
        ' <button type="button" class="marker" data-source="source-{}-{}" aria-label="{}">{}</button>'
    ).format(
        number,
        citation.marker,
        words["source.marker"].format(marker=citation.marker, place=place(citation, words)),
        citation.marker,
    )


def understood(answer: Answer, words: Words) -> Markup:
    """The question as it was searched, where that differs from what was typed."""
    if " ".join(answer.understood.split()).casefold() == " ".join(answer.question.split()).casefold():
        return Markup("")
    return Markup(
        '<p class="understood">{} <button type="button" class="quiet change" data-question="{}" aria-label="{}">{}'
        "</button></p>"
    ).format(
        words["turn.understood"].format(question=answer.understood),
        answer.understood,
        words["turn.change_label"],
        words["turn.change"],
    )


def sureness(answer: Answer, words: Words) -> Markup:
    """How sure the answer is: a word, and what the word means."""
    if answer.sureness is None:
        return Markup("")
    return Markup('<p class="sureness" data-level="{}">{} <strong>{}</strong> – {}</p>').format(
        answer.sureness,
        words["sureness.label"],
        words[f"sureness.{answer.sureness}"],
        words[f"sureness.{answer.sureness}_why"],
    )


def rejected(sentences: tuple[Rejected, ...], words: Words) -> Markup:
    """The sentences that were taken out, folded away, each with its reason."""
    if not sentences:
        return Markup("")
    items = Markup("").join(
        Markup('<li><q class="said">{}</q> <span class="why">{}</span></li>').format(s.text, s.why) for s in sentences
    )
    return Markup('<details class="folded"><summary>{}</summary><p>{}</p><ul>{}</ul></details>').format(
        words["turn.rejected"].format(count=len(sentences)), words["turn.rejected_why"], items
    )


def silence(answer: Answer, words: Words) -> Markup:
    """Why there is no answer, what was searched, and what came nearest."""
    return Markup(
        '{}<div class="silence"><p class="silence-heading">{}</p><p>{}</p></div>{}{}<p class="searched">{}</p>'
    ).format(
        understood(answer, words),
        words["turn.silent"],
        answer.why_silent,
        nearest(answer.evidence[:NEAREST_SHOWN], words),
        rejected(answer.rejected, words),
        searched(answer, words),
    )


def nearest(evidence: tuple[Evidence, ...], words: Words) -> Markup:
    """The passages that came nearest, to be seen at once: the answer may be among them."""
    if not evidence:
        return Markup("")
    items = Markup("").join(
        Markup('<li><span class="where">{}</span> <q class="said">{}</q></li>').format(
            found_at(found, words), shorten(found.passage.text, NEAREST_CHARACTERS)
        )
        for found in evidence
    )
    return Markup('<details class="folded" open><summary>{}</summary><ul>{}</ul></details>').format(
        words["turn.nearest"].format(count=len(evidence)), items
    )


def found_at(found: Evidence, words: Words) -> str:
    """Where a passage stands, on one line: title, page, table column."""
    page = found.passage.page_first
    return ", ".join(
        part
        for part in (
            found.report.title,
            words["source.page"].format(page=page) if page is not None else "",
            found.passage.column or "",
        )
        if part
    )


def footer(number: int, answer: Answer, words: Words) -> Markup:
    """What was searched, and the buttons that copy the answer and (on a phone) open its sources."""
    return Markup(
        '<div class="answer-foot"><p class="searched">{}</p>'
        '<button type="button" class="quiet show-sources" data-source="source-{}-{}">{}</button>'
        '<button type="button" class="quiet copy" data-copied="{}" data-failed="{}">{}</button>'
        '<span class="copy-status" role="status"></span><pre class="copy-text" hidden>{}</pre></div>'
    ).format(
        searched(answer, words),
        number,
        citations(answer)[0].marker,
        words["turn.show_sources"].format(count=len(citations(answer))),
        words["turn.copied"],
        words["turn.copy_failed"],
        words["turn.copy"],
        plain_answer(answer, words),
    )


def searched(answer: Answer, words: Words) -> str:
    """How many reports were searched, how long it took, and what the search was limited to."""
    filters = answer.searched.filters
    limits = [
        *(words["turn.limit_report"].format(value=name) for name in filters.documents),
        *([words["turn.limit_sector"].format(value=filters.sector)] if filters.sector else []),
        *([words["turn.limit_year"].format(value=filters.year)] if filters.year is not None else []),
    ]
    return words["turn.searched_within" if limits else "turn.searched"].format(
        count=count_reports(answer.searched.documents, words),
        seconds=f"{answer.seconds:.2f}",
        limits=", ".join(limits),
    )
