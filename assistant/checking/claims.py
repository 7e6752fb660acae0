"""Is a claim carried by a text? Without a language model: by signs that a person can check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from assistant.checking.signs import signs
from assistant.checking.texts import Text, read
from assistant.checking.verdicts import Difference, Verdict
from assistant.errors import QuestionError
from assistant.library.encoder import Encoder


def judge(claim: str, source: str, encoder: Encoder) -> Verdict:
    """Whether the source carries the claim: it does where no sentence of the claim shows a sign against it.

    The score of a supported claim tells how alike the source's words are, that of another how many signs there are.
    Raises QuestionError where either text is empty, ModelError where the encoder cannot be loaded.
    """
    if not all(any(c.isalnum() for c in text) for text in (claim, source)):
        raise QuestionError("The claim or its source is empty. Give both as text.")
    said, known = read(claim, encoder), _source(source, encoder)
    against = signs(said, known)
    if against:
        return Verdict(False, round(0.5 ** (1 + len(against)), 4), " ".join(map(explained, against)))
    return Verdict(True, round(0.5 + 0.5 * _alike(said, known), 4), "Nothing in it is against its source.")


def check_batch(rows: Iterable[Mapping[str, Any]], encoder: Encoder) -> Iterator[dict[str, Any]]:
    """A verdict for each row with "claim" and "source": {"id", "supported", "score", "why"}; one at a time.

    A row that cannot be judged gets `supported: false` and the reason.
    """
    for row in rows:
        try:
            verdict = judge(str(row.get("claim") or ""), str(row.get("source") or ""), encoder)
        except QuestionError as error:
            verdict = Verdict(False, 0.0, str(error))
        yield {"id": row.get("id"), **asdict(verdict)}


def explained(difference: Difference) -> str:
    """A difference as a sentence for a person."""
    if difference.report is not None:
        return f"It says “{difference.draft}”, the source “{difference.report}”."
    return f"“{difference.draft}” is not in the source."


def _alike(claim: Text, source: Text) -> float:
    """The mean over the claim's words of their best cosine among the source's, 0 to 1."""
    if not claim.words or not source.words:
        return 0.0
    return max(0.0, min(1.0, float((claim.vectors @ source.vectors.T).max(axis=1).mean())))


@lru_cache(maxsize=128)
def _source(text: str, encoder: Encoder) -> Text:
    """A batch holds many claims beside one source."""
    return read(text, encoder)
