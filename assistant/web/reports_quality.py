"""The quality report of one document, in words: what was found, whether that is good, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

import pycountry
from markupsafe import Markup

from assistant.values.quality import Quality, Trait
from assistant.web.reports_sent import counted
from assistant.web.words import Words

MOST_PAGES_NAMED = 12
COUNTED = ("tables", "headings", "commitments")  # of which a good report may have none


def quality_table(quality: Quality, words: Words) -> Markup:
    """The whole quality report, with a judgement on each line and one on all."""
    doubts = len(quality.doubts)
    key = {0: "all_good", 1: "one_doubt"}.get(doubts, "doubts")
    return Markup(
        '<p class="verdict" data-kind="{}">{}</p><table class="quality-table"><caption class="unseen">{}</caption>'
        '<thead class="unseen"><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(
        "good" if not doubts else "bad",
        words[f"quality.{key}"].format(count=doubts),
        words["quality.caption"],
        words["quality.trait"],
        words["quality.found"],
        words["quality.judgement"],
        Markup("").join(_line(trait, said, quality, words) for trait, said in findings(quality, words)),
    )


def _line(trait: Trait, said: str, quality: Quality, words: Words) -> Markup:
    kind, judgement = "good", "good"
    if trait in quality.doubts:
        kind, judgement = "bad", "look"
    elif trait in COUNTED and not getattr(quality, trait):
        kind, judgement = "none", "nothing"
    advice = "little_text" if trait == "text" and not quality.blank_pages else trait
    return Markup(
        '<tr><th scope="row">{}</th><td>{}</td><td><span class="state" data-kind="{}">{}</span>{}</td></tr>'
    ).format(
        words[f"quality.{trait}"],
        said,
        kind,
        words[f"quality.{judgement}"],
        Markup('<span class="facts">{}</span>').format(words[f"quality.do_{advice}"]) if kind == "bad" else "",
    )


def findings(quality: Quality, words: Words) -> Iterator[tuple[Trait, str]]:
    """(trait, what was found), in the order in which a person would ask."""
    yield "text", _text(quality, words)
    yield (
        "sentences",
        words["quality.quotable"].format(
            sentences=counted("sentence", quality.sentences, words),
            passages=counted("passage", quality.passages, words),
        ),
    )
    if quality.rows:
        yield (
            "tables",
            words["quality.rows_in"].format(
                rows=counted("row", quality.rows, words), tables=counted("table", quality.tables, words)
            ),
        )
    else:
        yield "tables", words["quality.no_tables"]
    if quality.columns:
        yield (
            "columns",
            "; ".join(
                words["quality.in_column"].format(column=column, count=count) for column, count in quality.columns
            ),
        )
    yield "headings", f"{quality.headings:,}"
    yield "commitments", f"{quality.commitments:,}"
    yield "language", _languages(quality, words)
    if quality.missing:
        yield (
            "facts",
            words["quality.not_known"].format(
                facts=words["quality.and"].join(words[f"quality.the_{fact}"] for fact in quality.missing)
            ),
        )
    else:
        yield "facts", words["quality.known"]
    if quality.copies:
        yield (
            "copies",
            "; ".join(
                words["quality.shares"].format(share=percent(copy.share), name=copy.name) for copy in quality.copies
            ),
        )
    else:
        yield "copies", words["quality.no_copies"]
    if quality.namesakes:
        yield "namesakes", "; ".join(quality.namesakes)


def _text(quality: Quality, words: Words) -> str:
    characters = words["quality.characters"].format(count=f"{quality.characters:,}")
    if not quality.pages:
        return characters
    pages = counted("page", quality.pages, words)
    if not quality.blank_pages:
        return words["quality.text_on_all"].format(pages=pages, characters=characters)
    named = ", ".join(map(str, quality.blank_pages[:MOST_PAGES_NAMED]))
    if len(quality.blank_pages) > MOST_PAGES_NAMED:
        named += " …"
    return words["quality.text_on_some"].format(pages=pages, characters=characters, blank=named)


def _languages(quality: Quality, words: Words) -> str:
    if not quality.languages:
        return words["quality.unknown"]
    if len(quality.languages) == 1:
        return language_name(quality.languages[0][0])
    return ", ".join(
        words["quality.language_share"].format(language=language_name(code), share=percent(share))
        for code, share in quality.languages
    )


def language_name(code: str) -> str:
    """ "English" of "en"; the code itself where it has no name."""
    known = pycountry.languages.get(**{"alpha_2" if len(code) == 2 else "alpha_3": code})
    return str(known.name).split(" (")[0] if known else code


def percent(share: float) -> str:
    """ "92 %", and never 100 for what is not all."""
    return f"{int(share * 100)} %"
