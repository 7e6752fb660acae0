"""The command line: `assistant …`."""

from __future__ import annotations

import logging
import sys

from assistant.cli import access, briefings, collections, drafts, ledger, office, questions, reports
from assistant.cli.shared import app, say
from assistant.environment import prepare_environment
from assistant.errors import AssistantError
from assistant.logs import log_to_file

__all__ = ["access", "app", "briefings", "collections", "drafts", "ledger", "main", "office", "questions", "reports"]

log = logging.getLogger(__name__)


def main() -> None:
    """Run the command line; an error for a person is printed as its message, and its trace goes to the log."""
    prepare_environment()
    log_to_file()
    try:
        app(prog_name="assistant")
    except AssistantError as error:
        log.info("refused: %s", error, exc_info=True)
        say(str(error))
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
    except Exception:
        log.exception("unexpected error")
        say("Something went wrong that the assistant did not expect. The details are in logs/assistant.log.")
        sys.exit(1)
