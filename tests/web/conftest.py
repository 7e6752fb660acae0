"""A real desk over three tiny reports, the real server on a free port, and a real Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from assistant.environment import prepare_environment

prepare_environment()

from ledger_reports import ledger_desk_over  # noqa: E402 - the environment comes first

from assistant.access import Office, Rules  # noqa: E402 - as below
from assistant.desk import Desk  # noqa: E402 - the environment comes first
from assistant.settings import Settings  # noqa: E402
from assistant.web.server import bind, create_app  # noqa: E402

expect.set_options(timeout=120_000)  # for a machine that does other work as well
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
CHROMIUM = "/usr/bin/chromium-headless-shell"
CORPUS = Path(__file__).parents[2] / "corpus"
PDF, WORD = "illicit-drugs-2019.pdf", "example-uxo-2019.docx"  # a report with pages, and one without
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]

OFFICES = "Norway paid for six new border liaison offices in Bokeo province, which were opened in March 2019."
FUEL = "Fuel for the patrol boats of the border liaison offices is not covered by any budget."
FRIDGES = "Japan gave forty solar refrigerators for vaccines to health centres in the southern provinces in 2018."
HOSTILE = (
    'The vaccine store <img src=x onerror="window.taken=1"> ![map](http://outside.example/map.png) '
    "<script>window.taken=2</script> {{constructor}} ${window.taken=3} [plan](http://outside.example/plan) "
    "at Pakse was repaired by the provincial hospital in October 2018."
)


def write_reports(folder: Path) -> None:
    """A report in the three-column template, and two of plain prose, one of which is hostile to the page."""
    template = docx.Document()
    template.add_paragraph("Name of Sector Working Group: Illicit Drugs Sector Working Group")
    template.add_paragraph("Overview of Sector Performance in 2019")
    table = template.add_table(rows=0, cols=3)
    for cells in (
        ("Sector outputs and activities", "Progress", "Challenges and opportunities"),
        ("A.1 Actions on the key recommendations", "", ""),
        ("Border liaison offices", OFFICES, FUEL),
        ("Drug treatment", "Eleven counsellors were trained for the treatment centre in Vientiane during 2019.", ""),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    template.save(str(folder / "border-2019.docx"))
    (folder / "health-2018.txt").write_text(
        "Health Sector Working Group\n\nProgress Report 2018\n\n"
        f"1. Vaccination\n\n{FRIDGES}\n\n2. Buildings\n\n{HOSTILE}\n",
        encoding="utf-8",
    )
    (folder / "education-2018.md").write_text(
        "# Education Sector Working Group: Progress Report 2018\n\n## School meals\n\n"
        "School meals reached 139 villages in seven provinces during 2018, and were cooked by parents.\n",
        encoding="utf-8",
    )


def desk_over(folder: Path, with_reports: bool) -> Desk:
    corpus = folder / "corpus"
    corpus.mkdir()
    if with_reports:
        write_reports(corpus)
    desk = Desk(Settings(index=folder / "index", corpus=corpus))
    assert {row.status for row in desk.index()} <= {"indexed"}
    return desk


def served(desk: Desk) -> Iterator[str]:
    """The address of a real server over the desk."""
    with bind("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        app = create_app(desk, "127.0.0.1", port)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, proxy_headers=False, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_over(tmp_path_factory.mktemp("desk"), with_reports=True)


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_over(tmp_path_factory.mktemp("empty"), with_reports=False)


@pytest.fixture
def filling_desk(tmp_path: Path) -> Desk:
    """A desk without reports of a test's own, to put some in."""
    return desk_over(tmp_path, with_reports=False)


@pytest.fixture
def filling_address(filling_desk: Desk) -> Iterator[str]:
    yield from served(filling_desk)


@pytest.fixture(scope="session")
def address(desk: Desk) -> Iterator[str]:
    yield from served(desk)


@pytest.fixture(scope="session")
def empty_address(empty_desk: Desk) -> Iterator[str]:
    yield from served(empty_desk)


@pytest.fixture(scope="module")  # a module without one may run an event loop of its own
def browser() -> Iterator[Browser]:
    ARTEFACTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One person's tab: the page, and everything it asked for or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    streams: list[Request] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(address)
        self.page.wait_for_selector(".start")
        return self.page

    def ask(self, question: str, turn: int = 1) -> None:
        box = self.page.locator("#ask textarea")
        box.fill(question)
        box.press("Enter")  # at once, as a person who types fast does
        self.page.wait_for_selector(f"#turn-{turn} .searched")
        self.settle()

    def settle(self) -> None:
        """Wait until the answer is kept, as who reads it does: it is shown before, and its stream ends after."""
        while self.streams:
            self.page.wait_for_timeout(50)

    def reload(self) -> None:
        self.settle()
        self.page.reload()

    def begins(self, request: Request) -> None:
        self.requests.append(request.url)
        if "/queue/data" in request.url:
            self.streams.append(request)

    def ends(self, request: Request) -> None:
        if request in self.streams:
            self.streams.remove(request)

    def outside(self, address: str) -> list[str]:
        """The requests that went anywhere but to the server."""
        origin = urlsplit(address)[:2]
        return [url for url in self.requests if urlsplit(url)[:2] != origin and not url.startswith(("data:", "blob:"))]

    def picture(self, name: str) -> None:
        self.page.wait_for_timeout(400)  # for what fades in or scrolls
        self.page.screenshot(path=str(ARTEFACTS / f"web-{name}.png"))


def visit_of(browser: Browser, width: int, height: int, scheme: str = "light") -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    context.set_default_timeout(120_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit = Visit(context.new_page())
    context.on("request", visit.begins)
    context.on("requestfinished", visit.ends)
    context.on("requestfailed", visit.ends)
    visit.page.on("websocket", lambda socket: visit.requests.append(socket.url))
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    yield visit
    context.close()


@pytest.fixture
def wide(browser: Browser) -> Iterator[Visit]:
    yield from visit_of(browser, 1366, 768)


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Visit]:
    yield from visit_of(browser, 390, 844)


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["wide", "narrow"])
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """The same person at a desk and with a phone."""
    yield from visit_of(browser, *request.param)


@pytest.fixture(scope="session")
def ledger_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return ledger_desk_over(tmp_path_factory.mktemp("ledger"))


@pytest.fixture(scope="session")
def ledger_address(ledger_desk: Desk) -> Iterator[str]:
    yield from served(ledger_desk)


@pytest.fixture(scope="session")
def paged_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("paged")
    (folder / "corpus").mkdir()
    for name in (PDF, WORD):
        (folder / "corpus" / name).write_bytes((CORPUS / name).read_bytes())
    desk = Desk(Settings(index=folder / "index", corpus=folder / "corpus"))
    assert {row.status for row in desk.index()} == {"indexed"}
    return desk


@pytest.fixture(scope="session")
def paged_address(paged_desk: Desk) -> Iterator[str]:
    yield from served(paged_desk)


PASSWORD = "four words in a row"
ROLES = {"rosa": "reader", "carl": "curator", "anna": "administrator"}  # of the office's accounts


def office_over(folder: Path, **settings: object) -> tuple[Desk, Office]:
    """A desk where people sign in, and its accounts."""
    desk = desk_over(folder, with_reports=True)
    audit = {"audit_file": folder / "audit.jsonl"}
    desk.settings = desk.settings.model_copy(update={"access": "accounts", **audit, **settings})
    office = Office(desk.library.store, Rules("accounts"))
    for name, role in ROLES.items():
        office.accounts.add(name, role, (), PASSWORD)
    return desk, office


@pytest.fixture(scope="module")
def office_desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Office]:
    return office_over(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def office(office_desk: tuple[Desk, Office]) -> Office:
    """The accounts of the office behind `office_address`."""
    return office_desk[1]


@pytest.fixture(scope="module")
def office_address(office_desk: tuple[Desk, Office]) -> Iterator[str]:
    yield from served(office_desk[0])


@pytest.fixture
def another(browser: Browser) -> Iterator[Visit]:
    yield from visit_of(browser, 1366, 768, "dark")
