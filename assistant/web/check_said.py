"""What was found of a draft's sentence, in words: for the page, for Word's comments, for the command line."""

from __future__ import annotations

from assistant.checking import Checked, Difference
from assistant.web.plain import place
from assistant.web.words import Words

FINDINGS = ("differs", "partly", "not found", "supported")
"""Of what states something; what needs a look comes first."""


def key(finding: str) -> str:
    """A finding as a part of a name."""
    return finding.replace(" ", "_")


def finding(checked: Checked, words: Words) -> str:
    """The finding in short."""
    kinds = {difference.kind for difference in checked.differences}
    if checked.finding == "differs" and not kinds & {"figure", "name"}:
        return words["check.is_differs_word"]
    return words[f"check.is_{key(checked.finding)}"]


def reasons(checked: Checked, words: Words) -> tuple[str, ...]:
    """Sentences on what differs, what is missing, and what "not found" means."""
    if checked.finding == "not found":
        return (words["check.why_not_found"],)
    told = [difference(d, words) for d in checked.differences]
    parts = [part for part in checked.missing if not any(_is_same(part, d.draft) for d in checked.differences)]
    if parts:
        told.append(words["check.missing"].format(parts="; ".join(f"“{part}”" for part in parts)))
    return tuple(told)


def difference(found: Difference, words: Words) -> str:
    """One difference as a sentence."""
    if found.kind == "plan":
        name = "difference_plan"
    elif not found.report:
        name = "difference_draft"
    else:
        name = "difference" if found.draft else "difference_report"
    return words[f"check.{name}"].format(draft=found.draft, report=found.report)


def quotes(checked: Checked, words: Words) -> tuple[str, ...]:
    """Each quote with its place."""
    return tuple(
        words["check.report_says"].format(quote=citation.quote, place=place(citation, words))
        for citation in checked.citations
    )


def remark(checked: Checked, words: Words) -> str:
    """All of it, a line each."""
    return "\n".join((f"{finding(checked, words)}.", *reasons(checked, words), *quotes(checked, words)))


def _is_same(part: str, draft: str) -> bool:
    return part in draft or draft in part
