"""What is found of a claim beside a text, and of a draft beside the reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.values import Citation

Kind = Literal["figure", "name", "word", "plan"]
Finding = Literal["supported", "differs", "partly", "not found", "nothing to check"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a draft says otherwise than its source; of a "plan" ("done", "planned"), as no single word tells it.

    draft   as the draft has it.
    report  what the source has in its place; None where it has nothing there.
    """

    kind: Kind
    draft: str
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text carries a claim. `score` is between 0 and 1, from 0.5 on supported; `why` is for a person."""

    supported: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of a draft and its place: `paragraphs[paragraph].text[start:end] == text`, but that a line break
    within it is a space.

    judged  False for what states nothing: headings, questions, greetings.
    """

    text: str
    paragraph: int
    start: int
    end: int
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """What the reports have on a sentence of a draft.

    citations    the nearest quote; none where nothing was found.
    differences  with "differs": each figure, name or word that the report has otherwise.
    missing      with "partly" and "differs": stretches of the sentence that the quote does not carry.
    """

    sentence: DraftSentence
    finding: Finding
    citations: tuple[Citation, ...] = ()
    differences: tuple[Difference, ...] = ()
    missing: tuple[str, ...] = ()
