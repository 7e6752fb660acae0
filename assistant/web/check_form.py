"""The form of the check page, and the empty frame that its script fills with what is found."""

from __future__ import annotations

import json

from markupsafe import Markup

from assistant.drafts.files import KINDS
from assistant.values import Report
from assistant.web.check_said import FINDINGS, key
from assistant.web.header import PATHS
from assistant.web.limits import Limits, limit_fields
from assistant.web.words import Words

RESULTS, WORD = PATHS["check"] + "/results", PATHS["check"] + "/word"
MEGABYTES, SENTENCES, CHARACTERS = 10, 1_000, 500_000
"""Of a draft that is checked at once. A sentence takes 10 to 50 ms."""

SIGNS = {"supported": "✓", "differs": "≠", "partly": "≈", "not found": "?"}

# What the script says by itself; words in braces are filled in there.
SAID = (
    *("chosen", "nothing_sent", "unsupported", "too_large", "opening", "progress", "all_done", "one_done"),
    *("stopped", "lost", "not_made", "nothing_to_check"),
)


def check_page(reports: tuple[Report, ...], limits: Limits, words: Words) -> Markup:
    """What to check and against which reports; below it the place of what is found."""
    return Markup('<div class="check">{}{}{}</div>').format(form(reports, limits, words), begin(words), results(words))


def form(reports: tuple[Report, ...], limits: Limits, words: Words) -> Markup:
    """A text to paste or a file to choose, and the filters."""
    kinds = ", ".join(kind[1:].upper() for kind in KINDS)
    hint = words["check.limits"].format(kinds=kinds, megabytes=MEGABYTES, sentences=f"{SENTENCES:,}")
    return Markup(
        '<form class="block check-form" id="check-form" data-to="{}" data-word="{}" data-kinds="{}" data-bytes="{}" '
        'data-words="{}"><h3>{}</h3><noscript><p>{}</p></noscript>'
        '<div class="pick"><label for="draft">{}</label><textarea id="draft" rows="9"></textarea></div>'
        '<div class="drop"><input type="file" id="draft-file" accept="{}" class="unseen" aria-describedby="draft-hint">'
        '<label for="draft-file" class="button">{}</label><span class="drop-here">{}</span>'
        '<p class="hint" id="draft-hint">{}</p><p class="chosen" hidden><span></span> '
        '<button type="button" class="quiet leave-out">{}</button></p></div>'
        '<div class="bar-form">{}<button class="primary">{}</button></div>'
        '<p class="check-trouble" role="alert"></p></form>'
    ).format(
        RESULTS,
        WORD,
        ",".join(KINDS),
        MEGABYTES * 2**20,
        json.dumps({name: words[f"check.{name}"].replace("{kinds}", kinds) for name in SAID}),
        words["check.form"],
        words["check.no_script"],
        words["check.label"],
        ",".join(KINDS),
        words["check.choose"],
        words["check.drop"],
        hint,
        words["check.leave_out"],
        limit_fields(reports, limits, words),
        words["check.send"],
    )


def begin(words: Words) -> Markup:
    """What each finding means, until a draft is checked."""
    meanings = (
        Markup('<dt data-finding="{}"><span class="sign" aria-hidden="true">{}</span> {}</dt><dd>{}</dd>').format(
            key(f), SIGNS[f], words[f"check.is_{key(f)}"], words[f"check.means_{key(f)}"]
        )
        for f in FINDINGS
    )
    return Markup('<section class="block check-begin"><h3>{}</h3><p>{}</p><dl>{}</dl></section>').format(
        words["check.begin"], words["check.begin_text"], Markup("").join(meanings)
    )


def results(words: Words) -> Markup:
    """Progress, counts by finding, the way to the Word file, and the draft itself; hidden until one is checked."""
    return Markup(
        '<section class="checked" id="checked" aria-labelledby="checked-heading" hidden>'
        '<h3 id="checked-heading" tabindex="-1">{}</h3><p class="check-says" role="status"></p>'
        '<div class="check-work" hidden><label for="check-done"></label>'
        '<progress id="check-done" max="1" value="0"></progress>'
        '<button type="button" class="quiet check-stop">{}</button></div>'
        '<div class="check-counts" role="group" aria-label="{}">{}{}</div><p class="hint check-rest"></p>'
        '<div class="check-word"><button type="button" class="button word">{}</button>'
        '<label><input type="checkbox" id="word-supported" checked> {}</label></div>'
        '<div class="block draft" role="region" aria-label="{}"></div></section>'
    ).format(
        words["check.heading"],
        words["check.stop"],
        words["check.counts"],
        count("", "", words["check.all"], True),
        Markup("").join(count(f, SIGNS[f], words[f"check.is_{key(f)}"], False) for f in FINDINGS),
        words["check.word"],
        words["check.word_supported"],
        words["check.draft"],
    )


def count(finding: str, sign: str, name: str, is_pressed: bool) -> Markup:
    """The button that shows the sentences of one finding, with how many there are."""
    return Markup(
        '<button type="button" data-finding="{}" data-sign="{}" data-name="{}" aria-pressed="{}">'
        '<span class="sign" aria-hidden="true">{}</span> {} <span class="many">0</span></button>'
    ).format(key(finding), sign, name, "true" if is_pressed else "false", sign, name)
