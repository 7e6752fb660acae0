"""The pages at the door, as HTML: to sign in, to set up the first account, and a person's own account."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup

from assistant.access.passwords import SHORTEST
from assistant.values.people import Person
from assistant.web.header import ACCOUNT, LOGOUT
from assistant.web.sheet import head
from assistant.web.words import Words

LOGIN, SET_UP = "/login", "/set-up"
LONGEST_NEXT = 2000  # characters


def safe_next(asked: str) -> str:
    """Where a person wanted to go, as far as it is a page of ours; else the first page."""
    parts = urlsplit(asked) if asked.isascii() and asked.isprintable() and len(asked) <= LONGEST_NEXT else None
    if parts is None or parts.scheme or parts.netloc or "\\" in asked or not asked.startswith("/"):
        return "/"
    return "/" if asked.startswith("//") or parts.path in (LOGIN, LOGOUT, SET_UP) else asked


def entry_page(heading: str, body: Markup, words: Words) -> str:
    """A page without ways to others."""
    return Markup(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">{}</head>'
        '<body class="plain"><header id="header"><div class="html-container"><div><div class="masthead"><h1>{}</h1>'
        '<button type="button" class="quiet shade" aria-label="{}">{}</button></div></div></div></header>'
        '<main id="desk" class="sheet entry">{}</main></body></html>'
    ).format(
        words["page.language"],
        words["page.title_of"].format(name=heading, title=words["page.title"]),
        Markup(head()),  # noqa: S704 - files of ours
        words["page.title"],
        words["page.shade_label"],
        words["page.shade"],
        body,
    )


def refused(heading: str, said: str, words: Words) -> Markup:
    """Why somebody may not come in, or not do this."""
    return Markup('<section class="block" role="alert"><h2>{}</h2><p>{}</p><p><a href="/">{}</a></p></section>').format(
        heading, said, words["entry.first_page"]
    )


def login_form(name: str, onward: str, trouble: str, words: Words) -> Markup:
    """To sign in."""
    return form(
        words["entry.sign_in"],
        words["entry.sign_in_text"],
        trouble,
        Markup("").join(
            (
                field("name", words["entry.name"], "username", value=name, focus=not name),
                field("password", words["entry.password"], "current-password", is_secret=True, focus=bool(name)),
                Markup('<input type="hidden" name="next" value="{}">').format(onward),
            )
        ),
        LOGIN,
        words["entry.sign_in_do"],
    )


def set_up_form(name: str, trouble: str, words: Words) -> Markup:
    """To make the first account."""
    return form(
        words["entry.set_up"],
        words["entry.set_up_text"],
        trouble,
        Markup("").join(
            (
                field("code", words["entry.code"], "one-time-code", words["entry.code_hint"], focus=True),
                field("name", words["entry.your_name"], "username", value=name),
                *new_password(words),
            )
        ),
        SET_UP,
        words["entry.set_up_do"],
    )


def account_page(person: Person, has_password: bool, told: str, trouble: str, words: Words) -> Markup:
    """Who is signed in, the way out, and another password."""
    about = Markup(
        '<section class="block" aria-labelledby="who-heading"><h2 id="who-heading">{}</h2>{}<p>{}</p>'
        '<form method="post" action="{}"><button class="quiet">{}</button></form></section>'
    ).format(
        person.name,
        Markup('<p class="told-change" role="status">{}</p>').format(told) if told else "",
        words[f"entry.is_{person.role}"],
        LOGOUT,
        words["entry.leave"],
    )
    if not has_password:
        return about
    return about + form(
        words["entry.new_password_heading"],
        words["entry.new_password_text"],
        trouble,
        Markup("").join(
            (field("old", words["entry.old_password"], "current-password", is_secret=True), *new_password(words))
        ),
        ACCOUNT,
        words["entry.save"],
    )


def new_password(words: Words) -> tuple[Markup, Markup]:
    """A password that is typed twice."""
    hint = words["entry.password_hint"].format(shortest=SHORTEST)
    return (
        field("password", words["entry.new_password"], "new-password", hint, is_secret=True),
        field("again", words["entry.again"], "new-password", is_secret=True),
    )


def form(heading: str, text: str, trouble: str, fields: Markup, action: str, send: str) -> Markup:
    """A form of one column, below what is wrong with what was sent."""
    return Markup(
        '<form class="block entry-form" method="post" action="{}" aria-labelledby="{}-heading">'
        '<h2 id="{}-heading">{}</h2><p class="hint">{}</p>{}{}<button class="primary">{}</button></form>'
    ).format(
        action,
        action[1:],
        action[1:],
        heading,
        text,
        Markup('<p class="told-change trouble" role="alert">{}</p>').format(trouble) if trouble else "",
        fields,
        send,
    )


def field(
    name: str, label: str, fill: str, hint: str = "", is_secret: bool = False, value: str = "", focus: bool = False
) -> Markup:
    """One line to type in. `fill` tells the browser what it may fill in."""
    return Markup(
        '<div class="pick"><label for="entry-{}">{}</label><input id="entry-{}" name="{}" type="{}" value="{}" '
        'autocomplete="{}" autocapitalize="none" spellcheck="false" required{}{}>{}</div>'
    ).format(
        name,
        label,
        name,
        name,
        "password" if is_secret else "text",
        value,
        fill,
        Markup(' aria-describedby="entry-{}-hint"').format(name) if hint else "",
        Markup(" autofocus") if focus else "",
        Markup('<p class="hint" id="entry-{}-hint">{}</p>').format(name, hint) if hint else "",
    )
