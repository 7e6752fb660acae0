"""What the money is for: a stretch of the sentence beside the frame that says who gives."""

from __future__ import annotations

import re

from assistant.commitments.marked import Marked

LONGEST = 200  # characters of a purpose
_LEAD = re.compile(
    r"^(?:\(?[a-z0-9ivx]{1,3}[.)]\s+|(?:and|also|furthermore|moreover|in addition|additionally|overall|however|in particular)\b,? ?"
    r"|(?:in|since|by|during|on|as at|as of|as from|beginning in|over)\b[^,]{0,40}\b(?:19|20)\d\d(?:/\d+)?\b[^,]{0,12}, ?|for example, ?|with support, ?)+",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r",? (?:which |that |who )?(?:is|are|was|were|has|have|had|will|can|does|did|remains?|received|receives|mobili[sz]ed|secured|raised|obtained|continue[sd]?|made|supported|established|launched|organi[sz]ed|held|started|began|opened)\b"
)
_TAIL = re.compile(
    r"(?:,? (?:and|or|with|through|by|from|thanks to|under|of|which|that|also|jointly|financially|was|were|is|are|has|been|have|be|being|partly|fully|it|over|about|almost|nearly|approximately|around|some|just|more than)|,|:|–|-)+$"
)
_END = re.compile(
    r",? (?:jointly )?(?:implemented|conducted|executed|delivered|carried out|managed|administered|run|undertaken) (?:jointly )?by\b"
    r"|,? and (?:the )?(?:[A-Z][\w-]*|⟦D\d+⟧)(?: (?:and )?(?:the )?(?:[A-Z][\w-]*|⟦D\d+⟧))* (?:\([A-Z]+\) )?(?:jointly )?(?:implement|support|carr|conduct|execut|manag|deliver|provid|fund|contribut|pledg)"
    r"|; |, (?:which|who|while|whereas|with|and|but|making|representing|bringing|down|up|an? \d|compared)\b| – |, (?:in|on) \w* ?(?:19|20)\d\d|\. "
)
_OPEN = re.compile(
    r"^[\s,]*(?:(?:\((?:[^()]*)\)|over|for|to|towards?|in support of|which supported|which supports|the funds (?:for|to)|(?:the )?(?:funds|money|funding|financing|financial support) (?:for|to)|of|in order to|as part of|aimed at|per year|annually|in|during|through|under)\s+)*(?=\S)"
)
_MONEY = re.compile(r"⟦[MX]\d+⟧")
_VERBAL = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|did|does|but|also|down|up|supported|helping|tripling|doubling|making|accounting|amounting)\b"
    r"|(?:almost|nearly|over|about|some|around|approximately|up to|more than|all|total|this|that|and)$|(?:19|20)\d\d\b|(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19|20)\d\d|and\b|a \d+ per cent|\d+ per cent|[A-Za-z]{1,12}$(?<=ual)|(?:an )?additional$|and entities$)",
    re.IGNORECASE,
)
_FROM = re.compile(r" from |, of which| provided by ")
_ASIDE = re.compile(r"(?:supported|assisted|backed|this (?:increase|growth|rise))\b", re.IGNORECASE)
_WORD = re.compile(r"[\w-]*")
_TO = re.compile(r"^ ?(?:to|for|towards|of|under) (?:the )?", re.IGNORECASE)
_LARGEST = re.compile(r"\b(?:to|of|for) (?:the )?(?P<to>[^.;,]{4,120})")


def purpose_of(
    marked: Marked,
    where: str,
    frame: tuple[int, int, int],
    clause: tuple[int, int],
    to: tuple[int, int] | None,
    money: int | None,
) -> str | None:
    """The sentence's own words for what is paid for; None where it has none.

    where  "before" the verb of a passive, "after" that of an active one, "around" either; "received" after
           "for" or else the receiver; "receiver" the subject; "to" what contributions are to; "largest" of which.
    frame  where the frame starts, its verb starts, and it ends; `to` is where it names what it is for.
    """
    start, verb, end = frame
    amount = marked.text.find(f"⟦M{money}⟧") if money is not None else -1
    before = _subject(marked, clause[0], min(start, verb))
    after = clause_part(marked, max(end, amount + len(f"⟦M{money}⟧")), clause[1])
    if where == "to":
        named = _tidy(_FROM.split(marked.plain(*to))[0]) if to else None
        named = _tidy(_TO.sub("", named)) if named else None
        noun = _WORD.match(marked.text, verb)
        return named or _tidy(f"{before or ''} {marked.plain(verb, noun.end() if noun else verb)}")
    if where == "around":
        for_it = marked.text[end:].lstrip(" ,(").startswith(("for ", "to ", "towards ", "in support"))
        aside = before is None or _ASIDE.match(before)
        return after if after and (for_it or aside) else before or after
    if where == "receiver":
        return before or after
    if where == "largest":
        of = _LARGEST.search(marked.text, verb, clause[1])
        return _tidy(marked.plain(of.start("to"), of.end("to"))) if of else before
    return (before or after) if where == "before" else (after or before)


def clause_part(marked: Marked, start: int, end: int) -> str | None:
    """What follows a frame in its clause, up to who carries it out."""
    text = marked.text[start:end]
    opened = _OPEN.match(text)
    begin = opened.end() if opened else 0
    stop = _END.search(text, begin)
    finish = stop.start() if stop else len(text)
    return _tidy(marked.plain(start + begin, start + finish))


def _subject(marked: Marked, start: int, end: int) -> str | None:
    """The subject of a passive: from the clause's start to its first finite verb."""
    text = marked.text[start:end]
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    finite = _FINITE.search(text, begin)
    finish = finite.start() if finite and finite.start() > begin else len(text)
    words = text[begin:finish]
    if _MONEY.search(words) or "⟦D" in words[:6]:
        words = _MONEY.split(words)[-1] if _MONEY.search(words) else words
        begin = finish - len(words)
    return _tidy(marked.plain(start + begin, start + finish))


def _tidy(text: str) -> str | None:
    text = " ".join(text.split()).strip(" ,;:.–-")
    while (shorter := _TAIL.sub("", text).strip(" ,;:.–-")) != text:
        text = shorter
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;")
    return text if sum(c.isalpha() for c in text) > 2 and not _VERBAL.match(text) else None
