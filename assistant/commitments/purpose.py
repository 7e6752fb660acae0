"""What the money is for: a stretch of the sentence beside the frame that says who gives."""

from __future__ import annotations

import re

from assistant.commitments.marked import Marked
from assistant.commitments.matches import Match
from assistant.commitments.rules import patterns

LONGEST = 200  # characters of a purpose
_FOR = ("for ", "to ", "towards ", "in support")
_EDGES = " ,;:.–-"
_WORD = re.compile(r"[\w-]*")


def purpose_of(marked: Marked, match: Match, money: int | None) -> str | None:
    """The sentence's own words for what is paid for; None where it has none.

    Where they stand depends on `Frame.purpose`: "before" the verb of a passive, "after" that of an active one or as
    its "object" and nowhere else, "around" either; "received" after "for" or else the receiver; "receiver" the subject;
    "to" what contributions are to; "largest" of which.
    """
    where, text = match.frame.purpose, marked.text
    if where == "to":
        return _contributed_to(marked, match)
    before = _subject(marked, match.clause[0], min(match.start, match.verb_start))
    if where == "largest":
        of = patterns("purposes", "stretch")["largest"].search(text, match.verb_start, match.clause[1])
        return _tidy(marked.plain(*of.span("to"))) if of else before
    mark = f"⟦M{money}⟧"
    after_amount = text.find(mark) + len(mark) if money is not None else 0
    after = _object(marked, max(match.end, after_amount), match.clause[1])
    if where == "object":
        return after
    if where == "around":
        for_it = text[match.end :].lstrip(" ,(").startswith(_FOR)
        aside = before is None or patterns("purposes", "no_purpose")["aside"].match(before)
        return after if after and (for_it or aside) else before or after
    return before or after if where in ("before", "receiver") else after or before


def _contributed_to(marked: Marked, match: Match) -> str | None:
    """What contributions are to, else whose they are: "contributions to the Norland Fund", "core funding"."""
    words = patterns("purposes", "stretch")
    named = _tidy(words["from"].split(marked.plain(*match.to))[0]) if match.to else None
    named = _tidy(words["to"].sub("", named)) if named else None
    if named:
        return named
    before = _subject(marked, match.clause[0], min(match.start, match.verb_start))
    noun = _WORD.match(marked.text, match.verb_start)
    return _tidy(f"{before or ''} {marked.plain(match.verb_start, noun.end() if noun else match.verb_start)}")


def _object(marked: Marked, start: int, end: int) -> str | None:
    """What follows a frame in its clause, up to who carries it out."""
    words = patterns("purposes", "stretch")
    text = marked.text[start:end]
    opened = words["open"].match(text)
    begin = opened.end() if opened else 0
    stop = words["end"].search(text, begin)
    finish = stop.start() if stop else len(text)
    return _tidy(marked.plain(start + begin, start + finish))


def _subject(marked: Marked, start: int, end: int) -> str | None:
    """The subject of a passive: from the clause's start to its first finite verb."""
    words = patterns("purposes", "stretch")
    text = marked.text[start:end]
    lead = words["lead"].match(text)
    begin = lead.end() if lead else 0
    finite = words["finite"].search(text, begin)
    finish = finite.start() if finite and finite.start() > begin else len(text)
    subject = text[begin:finish]
    if words["amount"].search(subject):
        begin = finish - len(words["amount"].split(subject)[-1])
    return _tidy(marked.plain(start + begin, start + finish))


def _tidy(text: str) -> str | None:
    """A purpose without what is left over at its edges; None where no more than a word of the frame remains."""
    tail = patterns("purposes", "stretch")["tail"]
    text = " ".join(text.split()).strip(_EDGES)
    while (shorter := tail.sub("", text).strip(_EDGES)) != text:
        text = shorter
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;")
    has_letters = sum(character.isalpha() for character in text) > 2
    return text if has_letters and not patterns("purposes", "no_purpose")["verbal"].match(text) else None
