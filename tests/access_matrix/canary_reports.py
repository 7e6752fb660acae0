"""Three collections of tiny reports in which every fact is a word or a number of its own, and who may see which."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.settings import Settings
from assistant.values.people import Person


@dataclass(frozen=True, slots=True)
class Flock:
    """A collection, and what only its reports say. `word` stands in names, titles, sectors, headings and texts."""

    name: str
    word: str
    short: str
    donor: str
    amount: str
    year: int

    @property
    def canaries(self) -> tuple[str, ...]:
        return (self.name, self.word.lower(), self.short.lower(), self.amount, self.donor.lower())

    @property
    def text(self) -> str:
        return (
            f"Name of Sector Working Groups: {self.word} Sector Working Group\n\n"
            f"{self.word} progress report {self.year}\n\n"
            f"{self.word} gardens\n\n"
            f"The {self.word} garden programme is funded by {self.donor}. It is run by the {self.word} Growers Union"
            f" ({self.short}).\n"
            f"In {self.year}, 42 {self.word} gardens were planted. {self.donor} provided {self.amount} euros for the "
            f"{self.word} gardens in {self.year}.\n\n"
            f"Challenges\n\nThe {self.word} seeds arrive late because the road is closed in the rainy season.\n"
        )

    def write(self, folder: Path) -> None:
        """A report of plain text, one with the table of the template, and a file that cannot be read."""
        folder.mkdir(parents=True)
        stem = self.word.lower()
        (folder / f"{stem}-{self.year}.txt").write_text(self.text, encoding="utf-8")
        (folder / f"{stem}-broken.pdf").write_bytes(b"%PDF-1.7 " + stem.encode())
        (folder / f"{stem}-{self.year + 1}.docx").write_bytes(template(self))


@cache
def template(flock: Flock) -> bytes:
    """A Word file with the table of the template; made once, for its bytes hold the time, and their hash is an id."""
    report = docx.Document()
    report.add_paragraph(f"Name of Sector Working Group: {flock.word} Sector Working Group")
    report.add_paragraph(f"Overview of Sector Performance in {flock.year + 1}")
    table = report.add_table(rows=0, cols=3)
    for cells in (
        ("Sector outputs and activities", "Progress", "Challenges and opportunities"),
        (f"{flock.word} nurseries", f"Seven {flock.word} nurseries were built by {flock.short} in {flock.year + 1}.",
         f"Water for the {flock.word} nurseries is short."),
    ):  # fmt: skip
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    report.save(file)
    return file.getvalue()


AMBER = Flock("amberfile", "Zorbalith", "ZGU", "Sweden", "7,771,013", 2011)
BIRCH = Flock("birchfile", "Quillifax", "QGU", "Japan", "8,882,017", 2014)
CEDAR = Flock("cedarfile", "Vexamund", "VGU", "Canada", "9,993,019", 2017)
FLOCKS = (AMBER, BIRCH, CEDAR)

SECRET = "what the proxy and the server know, and nobody else"

PEOPLE = {
    "none": Person("none", "curator", frozenset()),
    "one": Person("one", "curator", frozenset({AMBER.name})),
    "two": Person("two", "curator", frozenset({AMBER.name, CEDAR.name})),
    "all": Person("all", "curator", frozenset(flock.name for flock in FLOCKS)),
}

LESSER = tuple(name for name in PEOPLE if name != "all")


def flocks_of(person: Person) -> tuple[Flock, ...]:
    return tuple(flock for flock in FLOCKS if flock.name in (person.collections or ()))


def desk_of(folder: Path, encoder: Encoder, flocks: tuple[Flock, ...]) -> Desk:
    """A desk over some of the collections, each indexed from a folder of its own."""
    many = {"questions_per_minute": 100_000, "address_questions_per_minute": 100_000, "audit": "off"}
    proxy = {"access": "proxy", "proxy_header": "X-Person", "proxy_groups_header": "X-Groups"}
    folders = {"index": folder / "index", "corpus": folder / "corpus"}
    desk = Desk(Settings().model_copy(update={**folders, **many, **proxy, "proxy_secret": SecretStr(SECRET)}))
    desk.library.encoder = encoder
    for flock in flocks:
        home = folder / "corpus" / flock.name
        flock.write(home)
        assert sorted(s.status for s in desk.index([home], collection=flock.name)) == [
            *("indexed", "indexed", "unreadable")
        ]
        name = f"{flock.word.lower()}-{flock.year}.txt"
        desk.correct(name, f"{flock.word} orchard review", f"{flock.word} Orchards", flock.year)
    with desk.library.store.write() as db:  # or the order of the newest depends on how fast they were read
        db.execute("UPDATE documents SET added = '2020-01-01T00:00:00+00:00'")
    return desk


class Named:
    """In place of the single-sign-on proxy: it says who asks, and proves that it may."""

    def __init__(self, app: Starlette) -> None:
        self.app: ASGIApp = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            name = dict(scope["headers"])[b"x-person"].decode()
            groups = ",".join(sorted(PEOPLE[name].collections or ()))
            told = [(b"x-proxy-secret", SECRET.encode()), (b"x-groups", groups.encode())]
            scope = {**scope, "headers": [*scope["headers"], *told]}
        await self.app(scope, receive, send)
