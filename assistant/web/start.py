"""What the chat page shows before the first question. Whatever comes from a report is escaped by `Markup.format`."""

from __future__ import annotations

from markupsafe import Markup

from assistant.web.words import Words


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
