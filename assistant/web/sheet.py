"""A plain page: the frame that the pages without a conversation share. It asks for nothing more than its own HTML."""

from __future__ import annotations

from markupsafe import Markup

from assistant.values import Report
from assistant.values.people import ANYBODY, Person
from assistant.web import header
from assistant.web.assets import asset
from assistant.web.words import Words

STYLES = (
    *("style", "chat", "pages"),
    *("search", "overview", "shared", "brief", "reports", "check", "compare", "entry"),
)


def sheet(
    current: header.Page | None,
    heading: str,
    body: Markup,
    reports: tuple[Report, ...],
    words: Words,
    script: str = "",
    person: Person = ANYBODY,
) -> str:
    """The whole page: header, then `body` under a heading that only a screen reader needs.

    current  None for a page that no header leads to.
    script   the name of a script beside this module that the page runs, besides the one that all pages run.
    """
    return Markup(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">{}</head>'
        '<body class="plain"><header id="header"><div class="html-container"><div>{}</div></div></header>'
        '<main id="desk" class="sheet"><h2 class="unseen" id="main" tabindex="-1">{}</h2>{}</main>{}</body></html>'
    ).format(
        words["page.language"],
        words["page.title_of"].format(name=heading, title=words["page.title"]),
        Markup(head()),  # noqa: S704 - files of ours
        header.masthead(reports, current, words, person),
        heading,
        body,
        Markup(f"<script>{asset(script)}</script>") if script else "",  # noqa: S704 - as above
    )


def head() -> str:
    """What goes into a page's head: our styles and scripts, inline, so that nothing more is requested."""
    styles = "".join(asset(f"{name}.css") for name in STYLES)
    scripts = "".join(map(asset, ("page.js", "limits.js", "sources.js")))
    return (
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        '<link rel="icon" href="data:,">'
        f"<style>{styles}</style><script>{scripts}</script>"
    )
