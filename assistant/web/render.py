"""The conversation as HTML. Whatever comes from a person or a report is escaped by `Markup.format`."""

from __future__ import annotations

import re
from itertools import groupby

from markupsafe import Markup

from assistant.values import Answer, Citation, Evidence, Rejected, Statement
from assistant.values.reports import BAR
from assistant.web.foot import foot
from assistant.web.header import facts
from assistant.web.history import export_links
from assistant.web.ledger_view import View
from assistant.web.plain import place
from assistant.web.tabled import tabled
from assistant.web.turn import NEAREST_SHOWN, Talk, Turn
from assistant.web.words import Words

# Characters shown of a question that was refused (an over-long one) or that only heads its sources.
QUESTION_SHOWN = 160
# Passages shown under "what came nearest" when the reports do not answer, and characters of each.
NEAREST_CHARACTERS = 320
# A sentence in which an answer counts a donor's rows: "Japan: 2 commitments in 3 reports, none with an amount."
COUNTED = re.compile(r"(?:^|(?<=\. ))((?:(?!\. )[^:])+): \d+ commitments? in \d+ reports?, ")


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was left off."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def conversation(talk: Talk, words: Words) -> str:
    """All turns, oldest first; what is added is read out by a screen reader, politely."""
    last = talk.answered[-1].number if talk.answered else 0
    return Markup(
        '{}<div class="conversation" role="log" aria-live="polite" aria-label="{}" data-id="{}">{}</div>{}'
    ).format(
        export_links(talk, words),
        words["page.conversation"],
        talk.id,
        Markup("").join(render_turn(turn, turn.number == last, words) for turn in talk.turns),
        Markup('<p class="refused" role="alert">{}</p>').format(talk.trouble) if talk.trouble else "",
    )


def read_only(turn: Turn, words: Words) -> Markup:
    """One question and its answer, with nothing to be done with it but to read its sources."""
    return article(turn, told(turn, words), words)


def render_turn(turn: Turn, is_last: bool, words: Words) -> Markup:
    """One question and its answer, as far as it has come, and what can be done with it."""
    if turn.trouble:
        body = Markup('<div class="silence" role="alert"><p class="silence-heading">{}</p><p>{}</p></div>').format(
            words["turn.trouble"], turn.trouble
        )
    elif turn.answer is None:
        said = words["turn.writing" if turn.written else "turn.looking"]
        body = Markup('<p class="looking">{} {}</p>').format(said, stop(words))
    else:
        body = told(turn, words) + (stop(words) if turn.shown is not None else foot(turn, is_last, words))
    return article(turn, body, words)


def article(turn: Turn, body: Markup, words: Words) -> Markup:
    """A question and what was told."""
    heading = Markup('<h2 class="question"><span class="unseen">{} </span>{}</h2>').format(
        words["turn.you_asked"], shorten(turn.question, QUESTION_SHOWN) if turn.trouble else turn.question
    )
    return Markup('<article class="turn" id="turn-{}">{}<div class="answer">{}</div></article>').format(
        turn.number, heading if turn.question.strip() else "", body
    )


def stop(words: Words) -> Markup:
    """While an answer is coming: the button that stops it."""
    return Markup('<button type="button" class="quiet stop">{}</button>').format(words["turn.stop"])


def told(turn: Turn, words: Words) -> Markup:
    """What a turn was told: an answer, or why there is none."""
    if turn.answer is None:
        return Markup("")
    if turn.answer.statements:
        return answered(turn.number, turn.answer, turn.shown, words)
    return silence(turn.number, turn.answer, words)


def answered(number: int, answer: Answer, shown: int | None, words: Words) -> Markup:
    """The statements shown so far; once all are there, how sure they are and what was taken out."""
    statements = answer.statements[:shown]
    parts = [understood(answer, words), quoted_statements(number, answer, statements, words)]
    if shown is None:
        parts += [
            notes(answer, words),
            sureness(answer, words),
            written_by(answer, words),
            rejected(answer.rejected, words),
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
    """A sentence and its markers, each a button that opens its source; rows of a table as a table."""
    if table := tabled(statement, lambda citation: marker(number, citation, words)):
        return table
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


def notes(answer: Answer, words: Words) -> Markup:
    """What the answer leaves open."""
    return Markup("").join(Markup('<p class="note">{}{}</p>').format(n, in_ledger(n, words)) for n in answer.notes)


def in_ledger(said: str, words: Words) -> Markup:
    """The way to a donor's rows in the ledger, behind a sentence that counts them."""
    counted = COUNTED.search(said)
    if counted is None:
        return Markup("")
    return Markup(' <a class="to-ledger" href="{}">{}</a>').format(View(donor=counted[1]).link, words["turn.in_ledger"])


def cells(text: str) -> Markup:
    """A sentence; in a table row the bars between its cells stand back."""
    return Markup(' <span class="bar">|</span> ').join(text.split(BAR))


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


def written_by(answer: Answer, words: Words) -> Markup:
    """Whose words the statements are, where they are not the reports' own."""
    if not answer.written_by:
        return Markup("")
    return Markup('<p class="written-by">{}</p>').format(words["writer.by"].format(writer=answer.written_by))


def rejected(sentences: tuple[Rejected, ...], words: Words) -> Markup:
    """The sentences that were taken out, folded away, each with its reason."""
    if not sentences:
        return Markup("")
    items = Markup("").join(
        Markup('<li><q class="said">{}</q> <span class="why">{}</span></li>').format(s.text, s.why) for s in sentences
    )
    return Markup('<details class="folded"><summary>{}</summary><p>{}</p><ul>{}</ul></details>').format(
        words["turn.rejected" if len(sentences) > 1 else "turn.rejected_one"].format(count=len(sentences)),
        words["turn.rejected_why"],
        items,
    )


def silence(number: int, answer: Answer, words: Words) -> Markup:
    """Why there is no answer, what is known instead, what was searched, and what came nearest."""
    return Markup('{}<div class="silence"><p class="silence-heading">{}</p><p>{}{}</p></div>{}{}{}').format(
        understood(answer, words),
        words["turn.silent_amount" if answer.known else "turn.silent"],
        answer.why_silent,
        in_ledger(answer.why_silent, words),
        known(number, answer.known, words),
        nearest(answer.evidence[:NEAREST_SHOWN], words),
        rejected(answer.rejected, words),
    )


def known(number: int, statements: tuple[Statement, ...], words: Words) -> Markup:
    """The commitments that are known where an amount is not, each with its sources."""
    if not statements:
        return Markup("")
    return Markup('<section class="known"><h3>{}</h3><ul>{}</ul></section>').format(
        words["turn.known"],
        Markup("").join(Markup("<li>{}</li>").format(render_statement(number, s, words)) for s in statements),
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
