"""Who gives: donors by their names and aliases, found in a text.

The names stand in donors.toml; a user's own file of the same form adds to it. Exact aliases, for fuzzy look-ups
take the Republic of Korea for its neighbour. Bodies that no file knows are found by the form of their name: "the
Government of …", "the … Fund".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from assistant.commitments.rules import data, patterns
from assistant.errors import AssistantError

Kind = Literal["country", "bank", "union", "un", "fund", "foundation", "ngo", "group", "recipient"]
KINDS: tuple[Kind, ...] = ("country", "bank", "union", "un", "fund", "foundation", "ngo", "group", "recipient")
Form = Literal["name", "adjective", "short", "agency"]

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Donor:
    """A giver. code: ISO 3166 alpha-3 of a country, else its usual acronym; None where neither is known."""

    name: str
    code: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A donor in a text: `text[start:end]` names it.

    form  "adjective" ("Australian") and "short" ("US") name it only beside a word of funding; an "agency" is its own
          body, which implements what its government gives.
    """

    start: int
    end: int
    donor: Donor
    form: Form


@dataclass(frozen=True, slots=True)
class _Alias:
    text: str
    donor: Donor
    form: Form


class Donors:
    """The donors that are known by name. `key` changes when any of them does."""

    def __init__(self, entries: list[dict[str, Any]], recipients: list[str], key: str) -> None:
        self.key = key
        self._by_first_word: dict[str, list[_Alias]] = {}
        for entry in entries:
            donor = Donor(entry["name"], entry.get("code"), entry["kind"])
            forms: tuple[tuple[Form, str], ...] = (
                ("name", "aliases"), ("adjective", "adjective"), ("short", "short"), ("agency", "agencies"),
            )  # fmt: skip
            self._add(donor.name, donor, "name")
            for form, field in forms:
                for alias in entry.get(field, ()):
                    self._add(alias, donor, form)
        for name in recipients:
            self._add(name, Donor(name, None, "recipient"), "name")
        for aliases in self._by_first_word.values():
            aliases.sort(key=lambda alias: -len(alias.text))

    def _add(self, text: str, donor: Donor, form: Form) -> None:
        if first := _WORD.search(text):
            self._by_first_word.setdefault(first.group().lower(), []).append(_Alias(text, donor, form))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The donors named in a text, in order; where names overlap, the longest."""
        listed = tuple(self._listed(text))
        found = [*listed, *(m for m in _by_form(text) if not _joins_names(text[m.start : m.end], m, listed))]
        found.sort(key=lambda m: (m.start, -(m.end - m.start)))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
            elif mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
        return tuple(m for m in kept if m.donor.kind != "recipient")

    def called(self, text: str) -> frozenset[str]:
        """The donors whose name, alias or code is just this text, in any case ("ausaid")."""
        wanted = " ".join(text.split()).casefold()
        return frozenset(
            alias.donor.name
            for aliases in self._by_first_word.values()
            for alias in aliases
            if alias.donor.kind != "recipient"
            and wanted in (alias.text.casefold(), (alias.donor.code or "").casefold())
        )

    def _listed(self, text: str) -> Iterator[Mention]:
        for word in _WORD.finditer(text):
            for alias in self._by_first_word.get(word.group().lower(), ()):
                start = word.start() - _WORD.search(alias.text).start()  # type: ignore[union-attr]
                end = start + len(alias.text)
                if start >= 0 and _same(text[start:end], alias) and _stands_alone(text, start, end):
                    yield Mention(start, end, alias.donor, alias.form)
                    break


def _same(text: str, alias: _Alias) -> bool:
    """Names keep their capitals ("turkey" is no donor); kinds of donor may be written in any case."""
    return text == alias.text or (alias.donor.kind == "group" and text.lower() == alias.text.lower())


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or before == "-" or after.isalnum() or after == "$":
        return False
    return after != "-" or bool(patterns("donor_forms", "beside")["hyphen"].match(text, end))


def _by_form(text: str) -> Iterator[Mention]:
    """Donors known by the form of their name alone."""
    forms = patterns("donor_forms", "named")
    for match in forms["government"].finditer(text):
        yield _mention(match.start(), match.group(), "country")
    for match in forms["body"].finditer(text):
        name = match.group().removeprefix("The ")
        if len(words := name.split()) > 1:
            yield _mention(match.end() - len(name), name, data("donor_forms")["kind_of_body"].get(words[-1], "fund"))
    for match in forms["lettered"].finditer(text):
        yield _mention(match.start(), match.group(), "country")
    for match in forms["kind"].finditer(text):
        yield _mention(match.start(), match.group(), "group")


def _joins_names(name: str, mention: Mention, listed: Sequence[Mention]) -> bool:
    """Whether what looks like one name are several, of which a list has one: "Gavi and the Global Fund"."""
    return " and " in name and any(
        m.form in ("name", "agency")
        and mention.start <= m.start
        and m.end <= mention.end
        and m.end - m.start < len(name)
        for m in listed
    )


def _mention(start: int, name: str, kind: Kind) -> Mention:
    return Mention(start, start + len(name), Donor(name, None, kind), "name")


def load_donors(extra: Path | None = None) -> Donors:
    """The project's donors and those of a user's own file. Raises AssistantError where that file cannot be used."""
    text = files(__package__).joinpath("donors.toml").read_text(encoding="utf-8")
    known = tomllib.loads(text)
    entries, recipients = list(known["donor"]), list(known.get("recipients", ()))
    if extra is not None:
        try:
            added = extra.read_text(encoding="utf-8")
            more = tomllib.loads(added)
        except (OSError, ValueError) as error:
            raise AssistantError(
                f"The file of donors {extra} cannot be read ({error}). Correct it, or unset ASSISTANT_DONORS."
            ) from error
        for entry in more.get("donor", ()):
            if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or entry.get("kind") not in KINDS:
                raise AssistantError(
                    f"In the file of donors {extra} each [[donor]] needs a name and a kind, one of: "
                    f"{', '.join(KINDS[:-1])}."
                )
            entries.append(entry)
        recipients += more.get("recipients", ())
        text += added
    return Donors(entries, recipients, text)
