"""Cues: whether a sentence holds the kind of thing that the question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.passages.words import STOP_WORDS, WORD, content_words
from assistant.search.query import Kind, Query
from assistant.values.reports import BAR

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:1[0-9]|20)\d\d\b|\b\d{{1,2}}\s+{_MONTH}|\b{_MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}(?:st|th)\b.{{0,3}}century",
    re.I,
)
_MONEY = re.compile(
    r"[$€£¥₭]\s?\d|\b(?:US|A|AU|C|NZ)\$|\b(?:USD|EUR|GBP|AUD|CAD|JPY|CHF|SDR|LAK|NZD|SEK|NOK|DKK)\b"
    r"|\b\d[\d.,]*\s*(?:million|billion|thousand|trillion)?\s*(?:dollars?|euros?|kips?|pounds?|yen|francs?)\b"
    r"|\b\d[\d.,]*\s*(?:million|billion|trillion)\b",
    re.I,
)
_QUANTITY = re.compile(
    r"\d\s*(?:%|per ?cent\b|percent\w*|(?:tons?|tonnes?|kg|kilos?|kilogram\w*|grams?|hectares?|ha|lit(?:re|er)s?|km|"
    r"kilomet(?:re|er)s?|met(?:re|er)s?|miles?|hours?|days?|MW|GW)\b)",
    re.I,
)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundreds?|thousands?|half|third|quarter|once|twice|none)\b",
    re.I,
)
_REASON = re.compile(
    r"\b(?:because|due to|as a result|owing to|since|so that|in order to|caused?|causes|"
    r"lead(?:s|ing)? to|led to|driv\w+|"
    r"therefore|thus|lack of|amid|results? (?:in|from)|result(?:ed|ing) (?:in|from)|thereby|contribut\w+ to|limit\w*|"
    r"attribut\w+ to|thanks to|on account of|benefit(?:ed|ing|ting|ted)? from|"
    r"insufficient|constrain\w*|challeng\w+|remain\w*|hamper\w*|to (?:avoid|prevent|ensure|protect|reduce))\b",
    re.I,
)
_PLACE = re.compile(r"\b(?:in|at|near|from|to|of|across|between|throughout)\s+(?:the\s+)?(?:[a-z]+\s+)?[A-Z]")
_RELATIONS = tuple(
    (re.compile(asked, re.I), re.compile(said, re.I))
    for asked, said in (
        (r"\b(?:fund|financ|pays?\b|paid\b|donor|donat|contribut|gave\b|give\b|sponsor)",
         r"\b(?:co-?)?(?:fund|financ|paid\b|pays?\b|donor|donat|contribut|grant|gave\b|provid|sponsor|support|pledg|commit"
         r"|announc|allocat|invest|mobili[sz])"),
        (r"\b(?:support|assist|help)",
         r"\b(?:support|assist|help|fund|financ|provid|grant|gave\b|contribut|train|announc)"),
        (r"\b(?:implement|carr(?:y|ies|ied) out|runs?\b|conduct|execut)",
         r"\b(?:implement|carr(?:y|ies|ied) out|run by|conduct|execut|managed by|led by)"),
        (r"\bchair", r"\bchair"),
    )
)  # fmt: skip
_LEANS = re.compile(
    r"^(?:[“\"(]\s*)?(?:the|this|these|that|those|such|its|their|it|they|he|she|both|all)\b(?:\s+(?:of\s+)?(?:the\s+)?"
    r"(?:project|programme|program|unit|centre|center|group|initiative|activit\w+|work|support|fund|mission|commission|"
    r"laboratory|committee|office|scheme|study|report|meeting|investment|measure|effort|organi[sz]ation|increase)s?\b|"
    r"\s+(?:is|are|was|were|has|have|had|will|aims?|also|now)\b|\b.{0,40}\bthis group\b)",
    re.I,
)
_FOOTNOTE = re.compile(
    r"^\d{1,3}\s+(?:See|Ibid|As (?:at|of)|Available|Figures?|[A-Z][\w.]+ [A-Z]).{0,200}"
    r"(?:“|Ibid|https?:|available at|p(?:ara)?\. \d)",
    re.S,
)
_AGENT = re.compile(
    r"\b(?:built|run|paid|funded|led|made|done|held|given|managed|owned|\w+ed) by (?:the |an? )?[a-z]{3,}"
)
_SOURCE = re.compile(
    r"^(?:\(?(?:main )?sources?\b|written (?:as|for|by)\b|this (?:is a )?(?:sample|note)\b"
    r"|name of (?:the )?sector working group)",
    re.I,
)


_OVER_ROWS = re.compile(
    r"\b(?:components?|breakdown|made up|categories|types|highest|lowest|largest|smallest|biggest|greatest|most|least"
    r"|greater|larger|smaller|higher|lower|more|fewer|less|each|respective(?:ly)?)\b",
    re.I,
)
_TABLE = re.compile(r"\bin (?:the|this|these) tables?\b|\b(?:the|this|these) tables? |\btable of\b", re.I)
_STEPS = re.compile(r"\bsteps?\b|^\W*how (?:do|can|should) (?:i|we|you|one)\b|^\W*how to\b", re.I)
_WHAT_IS = re.compile(r"^\s*what (?:is|are|was|were) (?:the |an? )?(?P<thing>[^,?]{3,60}?)\s*\??\s*$", re.I)
_WHICH_PERIOD = re.compile(r"^\W*(?:in |for )?(?:which|what) (?:fiscal )?(?:year|quarter|period|month)s?\b", re.I)
_COMPUTES = re.compile(
    r"^(?!.*\bhow (?:is|are|was|were|do|does|did|has|have)\b)(?!.*\b(?:when|in|for|of|used to) calculat).*\bcalculat\w+"
    r"|\bround(?:ed)?\b.{0,30}\bto\b|\bratios?\b|\byear[- ]over[- ]year (?:change|growth)\b"
    r"|\bpercentage change\b|\bper cent change\b|\b(?:average|sum|difference) (?:of|between)\b",
    re.I,
)

_CHANGE = re.compile(r"\b(?:percentage|per cent|percent|year[- ]over[- ]year) (?:change|growth)\b", re.I)
_CHANGED = re.compile(
    r"\b(?:(?:increas|decreas|declin|grow|ris|fall|drop|climb)\w*|grew|rose|fell|shr[au]nk|up|down)\b"
    r"[^.;|]{0,40}?\d[\d.,]*\s*(?:%|per cent|percent)",
    re.I,
)


def asks_to_compute(question: str) -> bool:
    """Whether the question asks for a figure that has to be worked out from others (a ratio, a rounded change)."""
    return bool(_COMPUTES.search(question)) and not _WHICH_PERIOD.match(question)


def asks_for_table(question: str) -> bool:
    """Whether the question is about a table itself ("What is in the table of fares?")."""
    return bool(_TABLE.search(question))


def asks_over_rows(query: Query) -> bool:
    """Whether several rows of a table answer rather than one: its parts, a comparison, the largest of them."""
    return query.kind in ("list", "compare") or query.several or weighs_rows(query.text)


def weighs_rows(text: str) -> bool:
    """Whether a text has a word that sets rows beside each other ("the highest", "each")."""
    return bool(_OVER_ROWS.search(text))


def asks_for_steps(question: str) -> bool:
    """Whether the question is for the steps of something ("How many steps has …?", "How do I renew …?")."""
    return bool(_STEPS.search(question))


def defines(question: str, sentence: str) -> bool:
    """Whether the sentence says what the thing is that the question asks for ("What are user fees?")."""
    asked = _WHAT_IS.match(question)
    if not asked:
        return False
    thing = re.escape(asked["thing"].strip())
    name = rf"(?:an? |the )?{thing}s?(?: \([^)]{{1,40}}\))?,?"
    says = rf"{name} (?:is|are|was|were|means?|refers?|represents?|consists?|compris\w+)\b"
    return bool(re.match(says, sentence, re.IGNORECASE))


def states(question: str, sentence: str) -> bool:
    """Whether the sentence states what the question wants worked out: the very measure ("ratio", "average"), or a
    change in per cent ("rose by 12%")."""
    said = sentence.lower()
    if _CHANGE.search(question) and _CHANGED.search(said):
        return True
    return any(word in said for word in ("ratio", "average", "year-over-year") if word in question.lower())


def holds(kind: Kind, sentence: str, question_words: frozenset[str]) -> bool:
    """Whether `sentence` holds a thing of this kind that the question itself does not already name."""
    if BAR in sentence and kind in ("date", "amount", "number"):
        return bool(re.search(r"\d", sentence))  # the heads of its columns say what its figures are
    if kind == "date":
        return any(m.group().lower() not in question_words for m in _DATE.finditer(sentence))
    if kind == "amount":
        return bool(_MONEY.search(sentence) or _QUANTITY.search(sentence))
    if kind == "number":
        return any(m.group().lower() not in question_words for m in _NUMBER.finditer(sentence))
    if kind == "person":
        return bool(_AGENT.search(sentence)) or bool(new_names(sentence, question_words))
    if kind == "place":
        return bool(_PLACE.search(sentence)) and bool(new_names(sentence, question_words))
    if kind == "reason":
        return bool(_REASON.search(sentence))
    if kind == "list":
        return sentence.count(",") + len(re.findall(r"\band\b|;|•", sentence)) >= 1
    return True


def new_names(sentence: str, question_words: frozenset[str]) -> list[str]:
    """Capitalised words of the sentence, its first one apart, that the question does not have."""
    found = []
    for i, match in enumerate(WORD.finditer(sentence)):
        word = match.group()
        low = word.lower()
        capital = word[0].isupper() and (i > 0 or sum(c.isupper() for c in word) > 1)
        if capital and low not in question_words and low not in STOP_WORDS:
            found.append(word)
    return found


def relates(question: str, sentence: str) -> bool:
    """Whether the sentence speaks of what the question asks about: funding, implementing, chairing.

    True where the question asks about none of these.
    """
    return all(said.search(sentence) for asked, said in _RELATIONS if asked.search(question))


def says_of(query: Query, sentence: str, stem: Callable[[str], str]) -> bool:
    """Whether the sentence says the very thing of somebody that is asked ("What does Japan support?"): it has the
    relation and every other word of the question, at least one name among them."""
    asked = [(question, said) for question, said in _RELATIONS if question.search(query.text)]
    if not asked or not query.names or not all(said.search(sentence) for _, said in asked):
        return False
    rest = [word for word in query.words if not any(question.search(word) for question, _ in asked)]
    there = {stem(sentence[a:b].lower()) for a, b in content_words(sentence)}
    return all(stem(word) in there for word in rest)


def leans(sentence: str) -> bool:
    """Whether the sentence needs the one before it to be understood ("The unit was …", "This has …")."""
    return bool(_LEANS.search(sentence)) or "this group" in sentence.lower()


def is_note(sentence: str) -> bool:
    """Whether it reads like a reference at the foot of a page, or a note on where the text comes from."""
    return bool(_FOOTNOTE.search(sentence) or _SOURCE.search(sentence))
