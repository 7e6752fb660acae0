"""How much what reports say is on a topic: by meaning, by wording, by rare words, and by where it stands.

Relevance.py asks which sentences a briefing may say; here two reports are asked for all that they have on one thing, so
each sentence of both is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.briefings.likeness import rarity
from assistant.briefings.limits import OF_MEANING, OF_WORDING, OF_WORDS, ON_TOPIC, UNDER_HEADING, WITH_PARAGRAPH
from assistant.briefings.told import Told, folded
from assistant.library.codes import restore
from assistant.library.encoder import Encoded
from assistant.passages.stems import stem
from assistant.passages.words import content_words


def on_topic(topic: str, encoded: Encoded, sentences: Sequence[Told]) -> Mapping[Told, float]:
    """The sentences on a topic, each with how much it is, 0 to 1. `encoded` is the topic's encoding."""
    spans = content_words(topic)
    kept = [k for k, (a, b) in enumerate(spans) if not topic[a:b].isdigit()]
    asked = [stem(folded(topic[a:b])) for a, b in (spans[k] for k in kept)]
    stated = [t for t in sentences if t.stated]
    if not asked or not stated:
        return {}
    told = rarity(sentences)
    rarest = max(told.values())
    weights = np.array([told.get(s, rarest) for s in asked], dtype=np.float32)
    weights /= weights.sum()
    words = restore(encoded.words)[kept]
    own: dict[Told, float] = {}
    for t in stated:
        said = float(np.array([s in t.stems for s in asked]) @ weights)
        above = float(np.array([s in _stems(t.section) | _stems(t.output) for s in asked]) @ weights)
        score = OF_MEANING * float(encoded.passage @ t.vector)
        score += OF_WORDING * float((words @ t.words.T).max(axis=1) @ weights)
        score += OF_WORDS * max(said, UNDER_HEADING * above)
        own[t] = max(score, ON_TOPIC * (above > 1 - 1e-6))
    best: defaultdict[tuple[str, int], float] = defaultdict(float)
    for t, score in own.items():
        place = (t.report.document_id, t.paragraph)
        best[place] = max(best[place], score)
    found = {t: max(s, WITH_PARAGRAPH * best[t.report.document_id, t.paragraph]) for t, s in own.items()}
    return {t: min(1.0, score) for t, score in found.items() if score >= ON_TOPIC}


def _stems(heading: str) -> set[str]:
    return {stem(folded(heading[a:b])) for a, b in content_words(heading)}
