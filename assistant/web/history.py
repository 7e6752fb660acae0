"""A person's conversations as HTML: the list beside the chat, and what stands above an open one."""

from __future__ import annotations

from markupsafe import Markup

from assistant.values import Conversation
from assistant.web.turn import Talk
from assistant.web.words import Words


def history(kept: tuple[Conversation, ...], looked_for: str, current: str, trouble: str, words: Words) -> str:
    """The list, last changed first, with a box to look through all; nothing while there is nothing to list.

    trouble  why the last change to the list was refused; empty otherwise.
    """
    if not kept and not looked_for:
        return ""
    return Markup(
        '<section class="history" aria-labelledby="history-heading"><h2 id="history-heading">{}</h2>'
        '<form class="find" role="search"><input type="search" name="find" value="{}" placeholder="{}" '
        'aria-label="{}" autocomplete="off" maxlength="100"></form>{}{}{}</section>'
    ).format(
        words["history.heading"],
        looked_for,
        words["history.find"],
        words["history.find_label"],
        Markup('<p class="hint" role="alert">{}</p>').format(trouble) if trouble else "",
        Markup("<ul>{}</ul>").format(Markup("").join(entry(c, c.id == current, words) for c in kept))
        if kept
        else Markup('<p class="hint" role="status">{}</p>').format(words["history.none_found"]),
        dialogs(words),
    )


def entry(kept: Conversation, is_current: bool, words: Words) -> Markup:
    """One conversation: its title opens it; a menu renames and deletes it."""
    return Markup(
        '<li data-id="{}"><a class="open-talk" href="/?conversation={}"{}>{}</a><details class="menu">'
        '<summary aria-label="{}"><span aria-hidden="true">⋯</span></summary><div class="menu-items">'
        '<button type="button" class="quiet rename-talk">{}</button>'
        '<button type="button" class="quiet delete-talk">{}</button></div></details></li>'
    ).format(
        kept.id,
        kept.id,
        Markup(' aria-current="true"') if is_current else "",
        kept.title,
        words["history.menu"].format(title=kept.title),
        words["history.rename"],
        words["history.delete"],
    )


def dialogs(words: Words) -> Markup:
    """What renaming asks for, and what deleting asks before."""
    return Markup(
        '<dialog class="ask-title" aria-labelledby="ask-title-heading"><form method="dialog">'
        '<h3 id="ask-title-heading">{}</h3><label>{}<input type="text" name="title" maxlength="120" '
        'autocomplete="off"></label><div class="dialog-end"><button type="submit" class="primary" value="yes">{}'
        '</button><button type="submit" class="quiet" value="">{}</button></div></form></dialog>'
        '<dialog class="ask-delete" aria-labelledby="ask-delete-heading"><form method="dialog">'
        '<h3 id="ask-delete-heading">{}</h3><p class="named"></p><p>{}</p><div class="dialog-end">'
        '<button type="submit" class="primary" value="yes">{}</button>'
        '<button type="submit" class="quiet" value="">{}</button></div></form></dialog>'
    ).format(
        words["history.rename_heading"],
        words["history.title"],
        words["history.save"],
        words["history.cancel"],
        words["history.delete_heading"],
        words["history.delete_text"],
        words["history.delete"],
        words["history.cancel"],
    )


def export_links(talk: Talk, words: Words) -> Markup:
    """The ways to take an open conversation along; none before it is kept."""
    if not talk.id:
        return Markup("")
    links = Markup("").join(
        Markup('<a href="/conversations/{}.{}" download>{}</a>').format(talk.id, form, words[f"history.{form}"])
        for form in ("docx", "md")
    )
    return Markup('<p class="take-along">{} {}</p>').format(words["history.export"], links)
