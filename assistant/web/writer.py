"""Which writer is on: a language model whose sentences are checked, or quotes alone. The page's address keeps it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from assistant.desk import Desk
from assistant.web.words import Words
from assistant.writing import Endpoint, WriterTrouble

QUOTES = "quotes"  # of "writer" in an address

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Connected:
    """The language model of the settings; `broken` where they name one that cannot be used."""

    endpoint: Endpoint | None = None
    broken: bool = False


def connected(desk: Desk) -> Connected:
    """What the settings name. The reason why it cannot be used goes to the log: it may tell of the server's files."""
    try:
        return Connected(desk.writer())
    except WriterTrouble as trouble:
        log.warning("%s", trouble)
        return Connected(broken=True)


def is_on(desk: Desk, asked: Mapping[str, str]) -> bool:
    """Whether a question from a page of this address is to be answered in written sentences."""
    return asked.get("writer") != QUOTES and connected(desk).endpoint is not None


def writer_form(desk: Desk, asked: Mapping[str, str], words: Words) -> str:
    """Which writer is on, and the switch to quotes; nothing where no language model is connected."""
    found = connected(desk)
    if found.broken:
        return Markup('<p class="writer broken">{}</p>').format(words["writer.broken"])
    if found.endpoint is None:
        return ""
    quotes = asked.get("writer") == QUOTES
    return Markup(
        '<form class="writer"><label for="writer-choice">{}</label><select id="writer-choice" name="writer">'
        '<option value=""{}>{}</option><option value="{}"{}>{}</option></select>'
        '<span class="hint as-written">{}</span><span class="hint as-quotes">{}</span></form>'
    ).format(
        words["writer.label"],
        Markup("") if quotes else Markup(" selected"),
        words["writer.written"].format(writer=found.endpoint.name),
        QUOTES,
        Markup(" selected") if quotes else Markup(""),
        words["writer.quotes"],
        words["writer.written_hint"],
        words["writer.quotes_hint"],
    )
