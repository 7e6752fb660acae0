"""What was done, promised or planned: two sentences on the same thing may differ in that alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answers.plans import planned
from assistant.checking.verdicts import Difference
from assistant.commitments import amounts
from assistant.commitments.rules import patterns


def status_differs(draft: str, report: str) -> Iterator[Difference]:
    """Money pledged is not paid, and what is planned is not done."""
    if amounts(draft) and amounts(report):
        mine, theirs = _statuses(draft), _statuses(report)
        if mine and theirs and not mine.keys() & theirs.keys():
            yield Difference("word", next(iter(mine.values())), next(iter(theirs.values())))
    if planned(report) == "wholly" and planned(draft) is None:
        yield Difference("plan", "done", "planned")


def _statuses(text: str) -> dict[str, str]:
    """The statuses of money that a sentence has words for, each with its word."""
    found = {}
    for name, pattern in patterns("frames", "status").items():
        if match := pattern.search(text):
            rest = re.match(r"\w*", text[match.end() :])
            found[name] = match.group() + (rest.group() if rest else "")
    return found
