"""The overview page: what the reports cover, so that a person sees at once what can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from assistant.desk import Desk
from assistant.values import Report
from assistant.values.overview import Giver, Overview, ShortName, Used
from assistant.web.found import show_page
from assistant.web.header import PATHS
from assistant.web.heat import heat_map
from assistant.web.ledger_view import View
from assistant.web.links import to_chat
from assistant.web.served import served
from assistant.web.visitor import seen
from assistant.web.words import Words


def add_overview(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the route of the overview page."""

    @app.get(PATHS["overview"], response_class=HTMLResponse)
    def overview(request: Request) -> HTMLResponse:
        mine = seen(desk, request)

        def body(reports: tuple[Report, ...]) -> Markup:
            return covered(mine.overview(), mine.examples(), words)

        return served("overview", body, mine, words)


def covered(seen: Overview, examples: Sequence[str], words: Words) -> Markup:
    """The whole page below its header."""
    blocks = (
        figures(seen, words),
        block("examples", questions(examples), words) if examples else Markup(""),
        block("heat", heat_map(seen.cells, words), words),
        Markup('<div class="pair">{}{}</div>').format(
            block("givers", givers(seen.givers, words), words), block("names", short_names(seen.names, words), words)
        ),
        block("used", used(seen.used, words), words),
    )
    return Markup('<div class="overview">{}</div>').format(Markup("").join(blocks))


def figures(seen: Overview, words: Words) -> Markup:
    """The numbers at the top."""
    years = seen.years
    numbers = {
        "reports": f"{seen.reports:,}",
        "pages": f"{seen.pages:,}",
        "passages": f"{seen.passages:,}",
        "commitments": f"{seen.commitments:,}",
        "years": f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0]) if years else words["overview.unknown"],
    }
    return Markup('<dl class="totals">{}</dl>').format(
        Markup("").join(
            Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(words[f"overview.{name}"], said)
            for name, said in numbers.items()
        )
    )


def block(name: str, content: Markup, words: Words) -> Markup:
    """A part of the page under its heading, with a sentence that says what it shows."""
    return Markup(
        '<section class="block" aria-labelledby="{}-heading"><h3 id="{}-heading">{}</h3><p class="hint">{}</p>{}'
        "</section>"
    ).format(name, name, words[f"overview.{name}_heading"], words[f"overview.{name}_text"], content)


def none(name: str, words: Words) -> Markup:
    """What stands in a part that has nothing to show yet."""
    return Markup('<p class="none">{}</p>').format(words[f"overview.{name}_none"])


def questions(examples: Iterable[str]) -> Markup:
    """Questions to begin with, each leading to the chat."""
    return Markup('<ul class="examples">{}</ul>').format(
        Markup("").join(
            Markup('<li><a class="example" href="{}">{}</a></li>').format(to_chat(example), example)
            for example in examples
        )
    )


def givers(counted: Sequence[Giver], words: Words) -> Markup:
    """The donors of most commitments, each leading to its rows in the ledger."""
    if not counted:
        return none("givers", words)
    most = counted[0].commitments
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row"><a href="{}">{}</a></th><td class="figure-cell">{}</td><td class="length" '
            'aria-hidden="true"><svg width="100%" height="10"><rect width="{}%" height="10"/></svg></td></tr>'
        ).format(
            View(donor=giver.donor).link,
            giver.donor,
            f"{giver.commitments:,}",
            f"{100 * giver.commitments / most:.1f}",
        )
        for giver in counted
    )
    return Markup(
        '<table class="givers"><caption class="unseen">{}</caption><thead class="unseen"><tr><th scope="col">{}</th>'
        '<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(words["overview.givers_heading"], words["field.donor"], words["overview.commitments"], rows)


def short_names(names: Sequence[ShortName], words: Words) -> Markup:
    """Short names that the reports explain, each leading to a question about it."""
    if not names:
        return none("names", words)
    return Markup('<ul class="short-names">{}</ul>').format(
        Markup("").join(
            Markup('<li><a href="{}"><strong>{}</strong> {}</a></li>').format(
                to_chat(words["overview.ask_name"].format(short=name.short, long=name.long)), name.short, name.long
            )
            for name in names
        )
    )


def used(sentences: Sequence[Used], words: Words) -> Markup:
    """The sentences that answers quoted most, each with the way to its page."""
    if not sentences:
        return none("used", words)
    return Markup('<ol class="used">{}</ol>').format(
        Markup("").join(
            Markup(
                '<li><q class="said">{}</q><div class="used-foot"><span class="facts">{}</span>{}</div></li>'
            ).format(
                sentence.text,
                " · ".join(part for part in (answers(sentence, words), sentence.title, page(sentence, words)) if part),
                show_page(sentence.document_id, sentence.page, sentence.start, sentence.end, words),
            )
            for sentence in sentences
        )
    )


def answers(sentence: Used, words: Words) -> str:
    """ "in 1 answer", "in 12 answers"."""
    return words["overview.answer" if sentence.answers == 1 else "overview.answers"].format(count=sentence.answers)


def page(sentence: Used, words: Words) -> str:
    """ "Page 3"; "" where the format has no pages."""
    return words["source.page_label"].format(page=sentence.page) if sentence.page is not None else ""
