"""What each control of the chat page does: values of the controls in, values for the controls out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import gradio as gr

from assistant.errors import AssistantError
from assistant.values import Filters, Report
from assistant.values.people import Person
from assistant.web import cards, header, history, limits, render, start, writer
from assistant.web.chat import Chat
from assistant.web.turn import Talk
from assistant.web.visitor import owner_of, seen
from assistant.web.words import Words

log = logging.getLogger(__name__)

NO_TALK = Talk()


class Parts(NamedTuple):
    """The parts of the page that depend on what is indexed."""

    header: str
    form: str
    welcome: str
    writer: str


class Shown(NamedTuple):
    """What changes with a conversation: the question box, the conversation, its sources, and the session."""

    box: Any
    conversation: Any
    panel: Any
    talk: Any


UNCHANGED = Shown(*[gr.skip()] * 4)

# What the page is sent, with its history, while an answer is awaited. Saying the same again would undo what happened
# meanwhile: an answer that was stopped would be looked for again, for the news of its having been stopped may come
# before.
NOTHING_NEW = (gr.skip(), *UNCHANGED)


@dataclass(frozen=True, slots=True)
class Controls:
    """The page's doors. All that a person asked comes in and goes out as that person's session state.

    A `link` is the query of the page's address, "?sector=Health": it keeps the filters and the open conversation.
    """

    chat: Chat
    words: Words

    def of(self, request: gr.Request) -> Controls:
        """The doors as whoever asks may use them."""
        return replace(self, chat=self.chat.of(seen(self.chat.desk, request)))

    # -- opening the page ------------------------------------------------------------------------------

    def parts(self, asked: Mapping[str, str], examples: Callable[[], tuple[str, ...]]) -> Parts:
        """What the page of an address shows of the library as it is now."""
        indexed = self.reports()
        return Parts(
            header.masthead(indexed, "chat", self.words, self.chat.desk.person, self.chat.desk.alarm),
            limits.limits_form(indexed, limits.limits_of(asked), self.words),
            self.welcome(examples),
            writer.writer_form(self.chat.desk, asked, self.words),
        )

    def before(self, person: Person) -> Parts:
        """What the page shows before it is known who opens it: no more than `person` may see."""
        if person.collections is None:
            return self.parts({}, lambda: self.chat.desk.known_examples() or ())  # the encoder may come later
        return Parts(header.masthead((), "chat", self.words), "", "", "")

    def open_page(self, built: Parts, request: gr.Request) -> tuple[Any, ...]:
        """What has changed since the page was built, the person's conversations, and the one that the link names."""
        mine = self.of(request)
        asked = dict(request.query_params)
        parts = mine.parts(asked, mine.chat.desk.examples)
        new = (gr.skip() if now == old else now for now, old in zip(parts, built, strict=True))
        conversation = asked.get("conversation", "")
        shown = mine.opened(owner(request), conversation) if conversation else UNCHANGED
        return (*new, mine.list(owner(request), conversation), *shown)

    def welcome(self, examples: Callable[[], tuple[str, ...]]) -> str:
        """What an empty conversation shows; where the library cannot be used, what is wrong with it."""
        try:
            if not self.chat.desk.documents():
                return start.empty_library(self.words)
            return start.start(examples(), self.words)
        except AssistantError as error:
            return start.notice(str(error), self.words)
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("the page could not be prepared")
            return start.notice(self.words["turn.unexpected"], self.words)

    def reports(self) -> tuple[Report, ...]:
        """The reports; none where the library cannot be used (the welcome says why)."""
        try:
            return self.chat.desk.documents()
        except Exception:  # a door, as above
            log.exception("the reports could not be listed")
            return ()

    # -- asking ----------------------------------------------------------------------------------------

    def ask(self, question: str, link: str, talk: Talk, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """History, question box, conversation, sources and session, each time a statement more has come."""
        mine = self.of(request)
        talk = mine.chat.still(talk)
        if wait := wait_of(request):
            yield (gr.skip(), *mine.shown(mine.chat.too_often(question or "", talk, wait))._replace(box=question))
            return
        box: Any = ""
        for grown in mine.chat.ask(owner(request), question or "", filters_of(link), talk, self.is_written(link)):
            if grown == talk:
                yield NOTHING_NEW
                continue
            if grown.turns[-1].trouble:
                box = question  # so that nothing typed is lost
            is_new = grown.id != talk.id
            yield (mine.list(owner(request), grown.id) if is_new else gr.skip(), *mine.shown(grown)._replace(box=box))
            talk = grown
            box = gr.skip()  # the next question may be being typed already

    def ask_example(self, event: gr.EventData, talk: Talk, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """The same for an example that was clicked."""
        yield from self.ask(str(event.question), str(event.link), talk, request)

    def again(self, event: gr.EventData, talk: Talk, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """The newest question asked anew."""
        mine, link = self.of(request), str(event.link)
        talk = mine.chat.still(talk)
        if wait := wait_of(request):
            yield (gr.skip(), *mine.shown(replace(talk, trouble=mine.chat.wait(wait))))
            return
        for grown in mine.chat.again(owner(request), filters_of(link), talk, self.is_written(link)):
            yield NOTHING_NEW if grown == talk else (gr.skip(), *mine.shown(grown))
            talk = grown

    def is_written(self, link: str) -> bool:
        """Whether the page's address leaves the writing to the language model, where one is connected."""
        return writer.is_on(self.chat.desk, asked_of(link))

    def stop(self, talk: Talk, request: gr.Request) -> Shown:
        """What was shown of the newest answer is the answer."""
        mine = self.of(request)
        talk = mine.chat.still(talk)
        return mine.shown(mine.chat.stopped(owner(request), talk))

    # -- the answers -----------------------------------------------------------------------------------

    def make_link(self, event: gr.EventData, talk: Talk, request: gr.Request) -> Shown:
        """Make a link to an answer."""
        mine = self.of(request)
        talk = mine.chat.still(talk)
        return mine.changed(talk, lambda: mine.chat.shared(owner(request), talk, int(event.turn)))

    def rate(self, event: gr.EventData, talk: Talk, request: gr.Request) -> Shown:
        """Keep what is thought of an answer."""
        mine = self.of(request)
        talk = mine.chat.still(talk)
        good, reason = event.good == "yes", str(event.reason)
        return mine.changed(talk, lambda: mine.chat.rated(owner(request), talk, int(event.turn), good, reason))

    # -- the conversations -----------------------------------------------------------------------------

    def list(self, owner: str, current: str, looked_for: str = "", trouble: str = "") -> str:
        """A person's conversations; nothing where they cannot be read (the conversation itself goes on)."""
        try:
            kept = self.chat.desk.conversations.of(owner, looked_for) if owner else ()
            return history.history(kept, looked_for, current, trouble, self.words)
        except Exception:  # a door, as above
            log.exception("the conversations could not be listed")
            return ""

    def find(self, event: gr.EventData, talk: Talk, request: gr.Request) -> str:
        """The conversations that have some words."""
        mine = self.of(request)
        return mine.list(owner(request), talk.id, str(event.words))

    def open(self, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Another conversation."""
        mine = self.of(request)
        conversation = str(event.id)
        return (mine.list(owner(request), conversation, str(event.words)), *mine.opened(owner(request), conversation))

    def rename(self, event: gr.EventData, talk: Talk, request: gr.Request) -> str:
        """Another title for a conversation; one that is refused leaves the old."""
        mine = self.of(request)
        trouble = ""
        try:
            mine.chat.desk.conversations.rename(owner(request), str(event.id), str(event.title))
        except AssistantError as error:
            trouble = str(error)
        return mine.list(owner(request), talk.id, str(event.words), trouble)

    def delete(self, event: gr.EventData, talk: Talk, request: gr.Request) -> tuple[Any, ...]:
        """A conversation less; the open one gives way to a new one."""
        mine = self.of(request)
        trouble = ""
        try:
            mine.chat.desk.conversations.delete(owner(request), str(event.id))
        except AssistantError as error:
            trouble = str(error)
        rest = mine.shown(NO_TALK)._replace(box=gr.skip()) if talk.id == event.id else UNCHANGED
        return (mine.list(owner(request), talk.id, str(event.words), trouble), *rest)

    def forget(self, request: gr.Request) -> tuple[Any, ...]:
        """A new conversation."""
        mine = self.of(request)
        return (mine.welcome(mine.chat.desk.examples), mine.list(owner(request), ""), *mine.shown(NO_TALK))

    def opened(self, owner: str, conversation: str) -> Shown:
        """A kept conversation, or in its place why it cannot be opened."""
        return self.changed(NO_TALK, lambda: self.chat.opened(owner, conversation))

    def changed(self, talk: Talk, change: Callable[[], Talk]) -> Shown:
        """What the page shows after a change; where that is refused, the conversation as it was, and why."""
        try:
            talk = change()
        except AssistantError as error:
            talk = replace(talk, trouble=str(error))
        except Exception:  # a door, as above
            log.exception("a conversation could not be changed")
            talk = replace(talk, trouble=self.words["turn.unexpected"])
        return self.shown(talk)._replace(box=gr.skip())

    def shown(self, talk: Talk) -> Shown:
        """A conversation, with an empty question box."""
        return Shown("", render.conversation(talk, self.words), cards.panel(talk.turns, self.words), talk)


def owner(request: gr.Request) -> str:
    """Whose conversations a request may see."""
    return owner_of(request.cookies)


def wait_of(request: gr.Request) -> float:
    """The seconds until a request may ask, as the door noted them; 0 where it may."""
    return float(getattr(request.state, "wait", 0.0))


def filters_of(link: str) -> Filters:
    """The filters that the page's address keeps."""
    return limits.limits_of(asked_of(link)).filters


def asked_of(link: str) -> dict[str, str]:
    """The names and values of a link's query."""
    return dict(parse_qsl(link.removeprefix("?")))
