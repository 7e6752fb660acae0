"""Sentences as a model may write them, made by rule from sentences of reports that we made up.

    python tests/tools/make_written_sentences.py      writes tests/writing/written_sentences.jsonl

200 that are true (passive for active, another order, adverbials dropped, two joined), and of each what it becomes with
another number, donor, with a negation more or less, and with another status. All say where they stand: `report` is the
number of one of ten reports, whose sentences come first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parents[1] / "writing" / "written_sentences.jsonl"
DONORS = [
    "Sweden", "Japan", "Norway", "the Harrow Foundation", "Switzerland",
    "Australia", "the Westmark Fund", "Germany", "Canada", "the Asian Development Bank",
]  # fmt: skip
AMOUNTS = ["$2.5 million", "EUR 640,000", "$18 million", "$95,000", "3.2 million euros",
           "A$7 million", "$410,000", "EUR 12 million", "$1.1 million", "$36 million"]  # fmt: skip
OTHER_AMOUNTS = ["$2.7 million", "EUR 460,000", "$18 billion", "$59,000", "3.2 million dollars",
                 "A$9 million", "$410 million", "EUR 22 million", "$7.1 million", "$63 million"]  # fmt: skip
THINGS = ["the rural water programme", "the school meals scheme", "the bridge repair project", "the seed bank",
          "the fisheries survey", "the forest guard network", "the cold chain project", "the land title reform",
          "the river port", "the vaccination campaign"]  # fmt: skip
PLACES = ["Xieng", "Bolan", "Marenga", "Tolvik", "Ansara", "Pelan", "Corvo", "Ostrava Hills", "Denham", "Luvale"]
BODIES = ["the Ministry of Health", "the Rural Bank", "the Centre for Clean Water", "the Ministry of Works",
          "the Statistics Office", "the Forest Agency", "the Nurses Union", "the Land Office", "the Port Authority",
          "the Youth Council"]  # fmt: skip
PEOPLE = ["nurses", "cooks", "engineers", "farmers", "teachers", "guards", "drivers", "clerks", "pilots", "volunteers"]
HOUSES = ["clinic", "market hall", "training centre", "warehouse", "laboratory", "nursery", "cold store", "archive",
          "customs post", "library"]  # fmt: skip
PLANS = ["pump tariff", "meal standard", "toll reform", "seed law", "fishing quota", "grazing plan", "stock policy",
         "title fee", "port levy", "school calendar"]  # fmt: skip
MONTHS = ["January", "March", "May", "June", "August", "October", "February", "April", "July", "November"]


def reports() -> list[list[str]]:
    """The sentences of each report."""
    return [
        [
            f"In {year(i)}, {DONORS[i]} provided {AMOUNTS[i]} for {THINGS[i]} in {PLACES[i]}.",
            f"{cap(DONORS[other(i)])} pledged {AMOUNTS[other(i)]} to {THINGS[i]} at the meeting of {MONTHS[i]} 2017.",
            f"{cap(BODIES[i])} trained {count(i)} {PEOPLE[i]} in {PLACES[i]} between May and September 2018.",
            f"The {HOUSES[i]} is scheduled to open in {PLACES[i]} in {MONTHS[i]} 2021 with {staff(i)} staff.",
            f"The {PLANS[i]} has not yet been approved by {BODIES[i]}, although {share(i)} per cent of the villages "
            "asked for it.",
            "Rain was heavy this year, and the roads to the north were closed for weeks.",
        ]
        for i in range(10)
    ]


def year(i: int) -> int:
    return 2012 + i


def count(i: int) -> int:
    return 37 + 113 * i


def staff(i: int) -> int:
    return 14 + 3 * i


def share(i: int) -> int:
    return 41 + 4 * i


def other(i: int) -> int:
    return (i + 3) % 10


def cap(text: str) -> str:
    return text[0].upper() + text[1:]


def written() -> Iterator[dict[str, object]]:
    """A row for each sentence: report, kind, text."""
    for i in range(10):
        rows = [*given(i), *pledged(i), *trained(i), *scheduled(i), *denied(i)]
        yield from ({"report": i, "kind": kind, "text": cap(text)} for kind, text in rows)


Rows = Iterator[tuple[str, str]]


def given(i: int) -> Rows:
    a, b, thing, place, swapped = AMOUNTS[i], OTHER_AMOUNTS[i], THINGS[i], PLACES[i], DONORS[(i + 5) % 10]
    for donor, amount, kind in ((DONORS[i], a, "true"), (DONORS[i], b, "number"), (swapped, a, "donor"),
                                (DONORS[other(i)], a, "donor")):  # fmt: skip
        yield kind, f"{donor} provided {amount} for {thing}."
        yield kind, f"{amount} was provided by {donor} for {thing} in {place}."
        yield kind, f"{thing} in {place} received {amount} from {donor} in {year(i)}."
        yield kind, f"{thing} was supported by {donor}, which provided {amount} in {year(i)}."
    yield "negation", f"{DONORS[i]} did not provide {a} for {thing}."
    yield "negation", f"{a} was never provided by {DONORS[i]} for {thing} in {place}."
    yield "status", f"{DONORS[i]} pledged {a} for {thing}."
    yield "status", f"{DONORS[i]} will provide {a} for {thing} in {place}."
    yield "status", f"{a} is expected to be provided by {DONORS[i]} for {thing}."


def pledged(i: int) -> Rows:
    j = other(i)
    a, b, thing, month = AMOUNTS[j], OTHER_AMOUNTS[j], THINGS[i], MONTHS[i]
    for donor, amount, kind in ((DONORS[j], a, "true"), (DONORS[j], b, "number"), (DONORS[(j + 4) % 10], a, "donor")):
        yield kind, f"At the meeting of {month} 2017, {donor} pledged {amount} to {thing}."
        yield kind, f"{amount} was pledged by {donor} to {thing}."
        yield kind, f"{donor} has pledged {amount} to {thing}."
        yield kind, f"A pledge of {amount} to {thing} was made by {donor} in {month} 2017."
    yield "negation", f"{DONORS[j]} has not pledged {a} to {thing}."
    yield "negation", f"At the meeting of {month} 2017, {DONORS[j]} refused to pledge {a} to {thing}."
    yield "status", f"{DONORS[j]} disbursed {a} to {thing}."
    yield "status", f"{a} was paid by {DONORS[j]} to {thing}."


def trained(i: int) -> Rows:
    body, place, people = BODIES[i], PLACES[i], PEOPLE[i]
    for n, kind in ((count(i), "true"), (count(i) + 6, "number")):
        yield kind, f"{n} {people} were trained by {body} in {place}."
        yield kind, f"In {place}, {body} trained {n} {people}."
        yield kind, f"{body} has trained {n} {people} in {place}."
        yield (
            kind,
            f"{body} trained {n} {people}, and the {HOUSES[i]} is scheduled to open in {place} in {MONTHS[i]} 2021.",
        )
    yield "negation", f"{count(i)} {people} were not trained by {body} in {place}."
    yield "negation", f"{body} has failed to train {count(i)} {people}."
    yield "status", f"{body} plans to train {count(i)} {people} in {place}."
    yield "status", f"{count(i)} {people} will be trained by {body} in {place}."


def scheduled(i: int) -> Rows:
    house, place, month = HOUSES[i], PLACES[i], MONTHS[i]
    later = MONTHS[(i + 1) % 10]
    for n, when, kind in ((staff(i), month, "true"), (staff(i) + 20, later, "number")):
        yield kind, f"The opening of the {house} in {place} is scheduled for {when} 2021."
        yield kind, f"In {when} 2021, the {house} is scheduled to open in {place}."
        yield kind, f"The {house} is scheduled to open with {n} staff."
        yield kind, f"With {n} staff, the {house} is due to open in {place} in {when} 2021."
    yield "negation", f"The {house} is not scheduled to open in {place}."
    yield "negation", f"The {house} will never open in {place}."
    yield "status", f"The {house} opened in {place} in {month} 2021 with {staff(i)} staff."
    yield "status", f"The opening of the {house} in {place} was completed in {month} 2021."


def denied(i: int) -> Rows:
    plan, body = PLANS[i], BODIES[i]
    for n, kind in ((share(i), "true"), (share(i) + 10, "number")):
        yield kind, f"{n} per cent of the villages asked for the {plan}, which has not yet been approved by {body}."
        if kind == "true":
            yield kind, f"{body} has not yet approved the {plan}."
            yield kind, f"The {plan} has not been approved by {body}."
        else:
            yield kind, f"The {plan} was asked for by {n} per cent of the villages."
        yield kind, f"Although {n} per cent of the villages asked for it, the {plan} has not been approved."
    yield "negation", f"{body} has approved the {plan}."
    yield "negation", f"The {plan} has been approved by {body}."
    yield "status", f"The approval of the {plan} is scheduled by {body}."
    yield "status", f"The {plan} has been delayed by {body}."


def main() -> None:
    rows = [{"report": i, "kind": "source", "text": text} for i, told in enumerate(reports()) for text in told]
    lines = [json.dumps(row, ensure_ascii=False) for row in (*rows, *written())]
    HERE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
