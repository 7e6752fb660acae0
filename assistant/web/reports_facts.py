"""Title, sector and year as a person types them, checked; and the form that they are typed into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from markupsafe import Markup

from assistant.values import Document
from assistant.values.shelf import Shelved
from assistant.web.limits import is_year
from assistant.web.words import Words

FACTS = ("title", "sector", "year")
LONGEST = {"title": 300, "sector": 80, "year": 4}
FIRST_YEAR = 1950


@dataclass(frozen=True, slots=True)
class Typed:
    """The three facts as typed, and what is wrong with them, by name; the words for it are in [reports]."""

    facts: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)


def checked(title: str, sector: str, year: str) -> Typed:
    """What was typed, its white space mended. Empty means: as the report says."""
    facts = {name: " ".join(text.split()) for name, text in zip(FACTS, (title, sector, year), strict=True)}
    wrong = {name: f"long_{name}" for name in ("title", "sector") if len(facts[name]) > LONGEST[name]}
    wrong |= {name: "no_letters" for name in ("title", "sector") if facts[name] and not _has_letters(facts[name])}
    typed = facts["year"]
    if typed and not (is_year(typed) and FIRST_YEAR <= int(typed) <= last_year()):
        wrong["year"] = "no_year"
    return Typed(facts, wrong)


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def last_year() -> int:
    """A report may be about next year."""
    return datetime.now(UTC).year + 1


def corrections(typed: Typed, said: Document) -> tuple[str | None, str | None, int | None]:
    """What is set in place of what the report says: only what differs from it."""
    title, sector, year = (
        text if text and text != str(getattr(said, name) or "") else None for name, text in typed.facts.items()
    )
    return title, sector, int(year) if year else None


def without(name: str, file: Shelved, said: Document) -> tuple[str | None, str | None, int | None]:
    """The corrections in force, one of them taken back."""
    now = {"title": file.title, "sector": file.sector or "", "year": str(file.year or "")}
    return corrections(Typed(now | {name: ""}), said)


def facts_form(
    file: Shelved, said: Document, sectors: Iterable[str], typed: Typed | None, at: str, words: Words
) -> Markup:
    """The form, with what the report itself says beside each field; what was refused stays in it."""
    now = {"title": file.title, "sector": file.sector or "", "year": str(file.year or "")}
    fields = Markup("").join(
        _field(
            name, (typed.facts if typed else now)[name], now[name], str(getattr(said, name) or ""),
            typed.wrong.get(name, "") if typed else "", words,
        )
        for name in FACTS
    )  # fmt: skip
    return Markup(
        '<form method="post" action="{}/correct" class="facts-form" novalidate>{}<datalist id="sectors">{}</datalist>'
        '<button class="primary">{}</button></form><form method="post" action="{}/take-back" id="take-back"></form>'
    ).format(
        at,
        fields,
        Markup("").join(Markup('<option value="{}">').format(sector) for sector in sectors),
        words["opened.save"],
        at,
    )


def _field(name: str, value: str, now: str, said: str, wrong: str, words: Words) -> Markup:
    """One field. The button that takes a correction back belongs to a form of its own, or Enter would press it."""
    more = {"sector": Markup(' list="sectors"'), "year": Markup(' inputmode="numeric"')}.get(name, "")
    told = words[f"reports.{wrong}"].format(first=FIRST_YEAR, last=last_year()) if wrong else ""
    return Markup(
        '<div class="pick"><label for="fact-{}">{}</label><input type="text" id="fact-{}" name="{}" value="{}" '
        'autocomplete="off" maxlength="{}" aria-describedby="said-{}"{}{}>'
        '<p class="said-by-report" id="said-{}">{}{}</p></div>'
    ).format(
        name,
        words[f"reports.fact_{name}"],
        name,
        name,
        value,
        LONGEST[name],
        name,
        more,
        Markup(' aria-invalid="true"') if wrong else "",
        name,
        Markup('<strong class="wrong-fact">{}</strong> ').format(told) if told else "",
        Markup("{} {}").format(
            words["reports.said"].format(value=said) if said else words["reports.said_nothing"],
            Markup('<button class="quiet" form="take-back" name="field" value="{}" aria-label="{}">{}</button>').format(
                name,
                words["reports.take_back_of"].format(name=words[f"reports.fact_{name}"]),
                words["reports.take_back"],
            )
            if now != said
            else "",
        ),
    )
