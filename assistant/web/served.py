"""How a plain page is answered: its frame, and a sentence in place of what cannot be shown."""

from __future__ import annotations

import logging
from collections.abc import Callable

from markupsafe import Markup
from starlette.responses import HTMLResponse

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.values import Report
from assistant.web.header import Page
from assistant.web.sheet import sheet
from assistant.web.start import empty_library, notice
from assistant.web.words import Words

log = logging.getLogger(__name__)


def served(
    current: Page, body: Callable[[tuple[Report, ...]], Markup], desk: Desk, words: Words, script: str = ""
) -> HTMLResponse:
    """The page that `body` makes of the indexed reports; how to add some where there are none."""
    reports: tuple[Report, ...] = ()
    status = 200
    try:
        reports = desk.documents()
        made = body(reports) if reports else Markup(empty_library(words))  # noqa: S704 - made with Markup
    except AssistantError as error:
        made, status = Markup(notice(str(error), words)), 503  # noqa: S704 - as above
    except Exception:  # a door: the person reads a sentence, the log keeps the traceback
        log.exception("the page %s could not be made", current)
        made, status = Markup(notice(words["turn.unexpected"], words)), 500  # noqa: S704 - as above
    name = words[f"{current}.name"]
    return HTMLResponse(sheet(current, name, made, reports, words, script, desk.person, desk.alarm), status)
