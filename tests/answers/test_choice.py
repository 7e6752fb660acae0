"""Which sentences are said: what says nothing by itself gives way, and nothing is said twice."""

from __future__ import annotations

from assistant.answers.candidates import Candidate, Stretch
from assistant.answers.choice import choose, in_order
from assistant.search import parse
from assistant.values import Evidence, Passage, Report

REPORT = Report("pumps", "pumps.html", "Pumps", None, 2019, None, "pumps.html", 1, 1, 0, 0, "")
TEXT = "Pump type | Its needs | Its repairs\nSolar pump type | Clean panels | Province teams"
HEADS = "Pump type | Its needs | Its repairs"
ROW = "Solar pump type | Clean panels | Province teams"


def candidate(text: str, start: int, score: float, named: float = 0.0, items: tuple[Stretch, ...] = ()) -> Candidate:
    passage = Passage(1, "pumps", TEXT, 1, 1, (), None, 0, len(TEXT), ())
    evidence = Evidence(passage, REPORT, 1, 1.0, ("meaning",))
    end = start + len(text)
    return Candidate(evidence, text, start, end, score=score, named=named, items=items, kind="row")


def test_the_heads_of_a_table_do_not_hide_the_row_that_is_named() -> None:
    heads, row = candidate(HEADS, 0, 9.0, named=0.8), candidate(ROW, 36, 5.0, named=0.8)
    query = parse("Who repairs a pump of the solar type?")
    assert choose(query, [heads, row], lambda c: None if c is heads else c) == (row,)
    assert choose(query, [heads, row], lambda c: c) == (heads,)


def test_a_step_that_is_said_with_the_others_is_not_said_again() -> None:
    step = candidate("Clean the pump.", 23, 5.0)
    steps = (Stretch("1. Clean the pump.", 20, 38), Stretch("2. Grease the seal.", 39, 58))
    announcing = candidate("To put it back:", 0, 6.0, items=steps)
    assert in_order([announcing, step]) == (announcing,)
    assert in_order([announcing, candidate("Store it.", 60, 5.0)])[1].text == "Store it."
