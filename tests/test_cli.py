"""The command line as scripts and people meet it: exit codes, what goes to which stream, and the forms of results."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from assistant.desk import Desk
from assistant.errors import ReadingError
from assistant.reading.sandbox import Readers
from assistant.values import Document

STATUS_KEYS = {"name", "status", "pages", "passages", "rows", "commitments", "seconds", "message"}
PREDICTION_KEYS = {
    *(
        "id",
        "question",
        "understood",
        "status",
        "sureness",
        "text",
        "statements",
        "notes",
        "known",
        "evidence",
        "rejected",
    ),
    *("searched", "seconds"),
}
CITATION_KEYS = {"marker", "document", "page", "quote", "headings", "column"}
EVIDENCE_KEYS = {"document", "page", "text", "headings", "column"}
FUNDED = "The rural water programme is funded by Sweden and Norway."
WHO = "Who funds the rural water programme?"

Run = Callable[..., tuple[int, str, str]]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def batch_of(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


# -- index, documents, remove ------------------------------------------------------------------------------


def test_index_prints_a_row_for_each_file_and_a_second_run_finds_them_unchanged(run: Run, reports: Path) -> None:
    code, out, err = run("index", reports, "--json")
    rows = lines(out)
    assert (code, err) == (0, "")
    assert all(row.keys() == STATUS_KEYS for row in rows)
    assert {row["name"]: row["status"] for row in rows} == {"water-2018.txt": "indexed", "schools-2019.txt": "indexed"}
    assert all(row["passages"] > 0 and row["message"] == "" for row in rows)
    code, out, _ = run("index", reports)
    assert code == 0 and out.count("unchanged") == 2


def test_index_reads_the_corpus_folder_when_no_path_is_named(run: Run, reports: Path, tmp_path: Path) -> None:
    reports.rename(tmp_path / "corpus")
    code, out, _ = run("index", "--json")
    assert (code, len(lines(out))) == (0, 2)


def test_a_file_that_could_not_be_indexed_makes_the_exit_code_1_and_has_its_row(run: Run, reports: Path) -> None:
    locked = pypdf.PdfWriter()
    locked.add_blank_page(200, 200)
    locked.encrypt("secret", algorithm="AES-256")
    locked.write(reports / "locked.pdf")
    (reports / "[bold]empty.txt").write_bytes(b"")
    code, out, _ = run("index", reports, "--json")
    rows = {row["name"]: row for row in lines(out)}
    assert code == 1
    assert {name: row["status"] for name, row in rows.items()} == {
        "[bold]empty.txt": "unreadable",
        "locked.pdf": "needs-password",
        "schools-2019.txt": "indexed",
        "water-2018.txt": "indexed",
    }
    assert "password" in rows["locked.pdf"]["message"]
    code, out, _ = run("index", reports)
    assert code == 1 and "[bold]empty.txt" in out and "needs-password" in out


def test_a_path_that_is_not_there_is_one_sentence_on_standard_error(run: Run, reports: Path) -> None:
    missing = reports / "nowhere"
    code, out, err = run("index", missing)
    assert (code, out, err) == (1, "", f"There is no file or folder {missing}. Check the name and try again.\n")


def test_a_folder_without_rights_is_said_and_what_was_indexed_from_it_stays(
    desk: Desk, run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir  # the tests may run as root, who is refused nothing

    def refused(folder: str | Path = ".") -> object:
        if Path(folder) == reports:
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    with monkeypatch.context() as rights:
        rights.setattr(os, "scandir", refused)
        code, out, err = run("index", reports)
    assert code == 1 and "cannot be listed" in out + err
    assert [r["name"] for r in lines(run("documents", "--json")[1])] == ["schools-2019.txt", "water-2018.txt"]


def test_documents_lists_what_is_indexed(desk: Desk, run: Run) -> None:
    code, out, err = run("documents", "--json")
    assert (code, err) == (0, "")
    assert [(r["name"], r["sector"], r["year"], r["pages"]) for r in lines(out)] == [
        ("schools-2019.txt", "Education", 2019, 1),
        ("water-2018.txt", "Health", 2018, 1),
    ]
    code, out, _ = run("documents")
    assert code == 0 and out.splitlines()[0].split()[:2] == ["report", "title"] and "water-2018.txt" in out


def test_documents_of_an_empty_index_are_none(run: Run) -> None:
    assert run("documents", "--json") == (0, "", "")


def test_remove_takes_a_report_out_and_says_so_on_standard_error(desk: Desk, run: Run, reports: Path) -> None:
    code, out, err = run("remove", "water-2018.txt")
    assert (code, out) == (0, "") and err.startswith("water-2018.txt is no longer indexed.")
    assert [r["name"] for r in lines(run("documents", "--json")[1])] == ["schools-2019.txt"]
    assert (reports / "water-2018.txt").is_file()
    code, out, err = run("remove", "water-2018.txt")
    assert (code, out) == (1, "") and "assistant documents" in err


# -- search and ask ----------------------------------------------------------------------------------------


def test_search_gives_ranked_passages(desk: Desk, run: Run) -> None:
    code, out, err = run("search", "Who cooks at schools?", "-k", 2, "--json")
    found = lines(out)
    assert (code, err, len(found)) == (0, "", 2)
    assert all(row.keys() == {"rank", "score", "found_by"} | EVIDENCE_KEYS for row in found)
    assert [row["rank"] for row in found] == [1, 2]
    assert found[0]["document"] == "schools-2019.txt"
    code, out, _ = run("search", "Who cooks at schools?", "--document", "water-2018.txt")
    assert code == 0 and "water-2018.txt" in out and "schools-2019.txt" not in out


@pytest.mark.parametrize("limit", [("--sector", "Health"), ("--year", "2018"), ("--document", "water-2018.txt")])
def test_the_filters_of_search_and_ask_are_the_same(desk: Desk, run: Run, limit: tuple[str, str]) -> None:
    found = lines(run("search", WHO, *limit, "--json")[1])
    assert {row["document"] for row in found} == {"water-2018.txt"}
    (answer,) = lines(run("ask", WHO, *limit, "--json")[1])
    assert answer["searched"]["documents"] == 1
    assert {e["document"] for e in answer["evidence"]} == {"water-2018.txt"}


def test_search_batch_writes_a_line_for_each_question(desk: Desk, run: Run, tmp_path: Path) -> None:
    questions = batch_of(
        tmp_path / "q.jsonl",
        {"id": "a", "question": "Who cooks at schools?"},
        {"id": "b", "question": "Who cooks at schools?", "scope": "water-2018.txt"},
    )
    code, out, err = run("search", "--batch", questions, "--out", tmp_path / "found.jsonl", "-k", 1)
    assert (code, out, err) == (0, "", "")
    found = lines((tmp_path / "found.jsonl").read_text(encoding="utf-8"))
    assert [(row["id"], row["evidence"][0]["document"]) for row in found] == [
        ("a", "schools-2019.txt"),
        ("b", "water-2018.txt"),
    ]


def test_ask_prints_the_statements_and_then_their_quotes(desk: Desk, run: Run) -> None:
    code, out, err = run("ask", WHO)
    assert (code, err) == (0, "")
    assert f"{FUNDED} [1]" in out.splitlines()
    assert f"  [1] water-2018.txt: “{FUNDED}”" in out.splitlines()


def test_ask_json_has_exactly_the_keys_that_scripts_rely_on(desk: Desk, run: Run) -> None:
    code, out, _ = run("ask", WHO, "--json")
    (answer,) = lines(out)
    assert code == 0 and answer.keys() == PREDICTION_KEYS
    assert (answer["id"], answer["question"], answer["status"]) == (None, WHO, "answered")
    assert answer["text"] == " ".join(s["text"] for s in answer["statements"])
    assert all(s.keys() == {"text", "planned", "citations"} and s["citations"] for s in answer["statements"])
    assert all(c.keys() == CITATION_KEYS for s in answer["statements"] for c in s["citations"])
    assert all(e.keys() == EVIDENCE_KEYS for e in answer["evidence"])
    assert answer["searched"].keys() == {"documents", "filters", "nearest"}
    assert (answer["searched"]["documents"], answer["searched"]["filters"]) == (2, {})


def test_a_silence_has_the_same_keys_and_its_evidence(desk: Desk, run: Run) -> None:
    code, out, _ = run("ask", "How many submarines does Bolivia own?", "--json")
    (answer,) = lines(out)
    assert code == 0 and answer.keys() == PREDICTION_KEYS
    assert (answer["status"], answer["statements"], answer["sureness"]) == ("abstained", [], None)
    assert answer["text"].startswith("The reports do not say.")
    assert answer["evidence"] and answer["searched"]["nearest"]


def test_evaluate_prints_each_figure_with_its_interval_and_halves(desk: Desk, run: Run, tmp_path: Path) -> None:
    questions = batch_of(
        tmp_path / "q.jsonl",
        {"question": WHO, "answerable": True, "answers": ["Sweden and Norway"], "evidence": [{"text": FUNDED}]},
        {"question": "How many submarines does Bolivia own?", "answerable": False},
    )
    reports = tmp_path / "reports"
    code, out, err = run("evaluate", questions, reports, "--index", tmp_path / "index", "--json")
    assert (code, err) == (0, "")
    figures = {f["name"]: f for f in lines(out)}
    assert {name: figures[name]["value"] for name in ("hit@5", "correct", "wrong", "rightly_silent")} == {
        "hit@5": 1.0,
        "correct": 1.0,
        "wrong": 0.0,
        "rightly_silent": 1.0,
    }
    assert figures["correct"].keys() == {"name", "value", "low", "high", "halves", "questions"}


def test_ask_batch_takes_each_questions_scope_as_its_document(desk: Desk, run: Run, tmp_path: Path) -> None:
    questions = batch_of(
        tmp_path / "q.jsonl",
        {"id": "all", "question": WHO, "scope": None, "kind": "donor"},
        {"id": "here", "question": WHO, "scope": "water-2018.txt"},
        {"id": "elsewhere", "question": WHO, "scope": "schools-2019.txt"},
    )
    code, out, err = run("ask", "--batch", questions, "--out", tmp_path / "answers.jsonl")
    assert (code, out, err) == (0, "", "")
    answers = lines((tmp_path / "answers.jsonl").read_text(encoding="utf-8"))
    assert all(answer.keys() == PREDICTION_KEYS for answer in answers)
    assert [(a["id"], a["searched"]["documents"], a["searched"]["filters"]) for a in answers] == [
        ("all", 2, {}),
        ("here", 1, {"documents": ["water-2018.txt"]}),
        ("elsewhere", 1, {"documents": ["schools-2019.txt"]}),
    ]
    assert [FUNDED in a["text"] for a in answers] == [True, True, False]


def test_ask_batch_hands_each_questions_history_to_the_desk(
    desk: Desk, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    ask = Desk.ask
    monkeypatch.setattr(Desk, "ask", lambda self, q, f, history=(): (seen.append(history), ask(self, q, f, history))[1])
    turns = [{"role": "user", "text": "What is the CCW?"}, {"role": "assistant", "text": "The Centre for Clean Water."}]
    questions = batch_of(tmp_path / "q.jsonl", {"question": "Who funds it?", "history": turns}, {"question": WHO})
    code, out, _ = run("ask", "--batch", questions)
    assert (code, len(lines(out))) == (0, 2)
    assert seen == [(("user", "What is the CCW?"), ("assistant", "The Centre for Clean Water.")), ()]


def test_a_question_that_cannot_be_worked_with_does_not_stop_a_batch(desk: Desk, run: Run, tmp_path: Path) -> None:
    questions = batch_of(
        tmp_path / "q.jsonl", {"id": "empty", "question": " ?"}, {"id": "long", "question": "x" * 10_000},
        {"id": "good", "question": WHO},
    )  # fmt: skip
    code, out, err = run("ask", "--batch", questions)
    assert code == 1
    assert [(a["id"], a["status"], a.keys() == PREDICTION_KEYS) for a in lines(out)] == [
        ("empty", "abstained", True),
        ("long", "abstained", True),
        ("good", "answered", True),
    ]
    assert err.splitlines() == [
        "empty: The question is empty. Type what you want to know about the reports.",
        "long: The question has 10,000 characters; at most 2,000 can be read. Shorten it to what you want to know.",
    ]
    code, out, _ = run("search", "--batch", questions)
    assert code == 1 and [bool(row["evidence"]) for row in lines(out)] == [False, False, True]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"question": "Who?"}\n{"question": ', "is not JSON lines"),
        (b'\xff\xfe{"question"', "is not JSON lines"),
        (b'{"id": "a"}\n', 'needs a "question"'),
        (b'["Who?"]\n', 'needs a "question"'),
        (b'{"question": "Who?", "scope": 3}\n', '"scope" is the name of a report'),
        (b'{"question": "Who?", "history": ["What?"]}\n', '"history" a list of'),
    ],
)
def test_a_damaged_batch_is_refused_before_anything_is_written(
    run: Run, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "q.jsonl").write_bytes(content)
    code, out, err = run("ask", "--batch", tmp_path / "q.jsonl", "--out", tmp_path / "answers.jsonl")
    assert (code, out) == (1, "") and said in err
    assert not (tmp_path / "answers.jsonl").exists()


def test_a_batch_that_is_not_there_or_cannot_be_written_is_said(desk: Desk, run: Run, tmp_path: Path) -> None:
    code, _, err = run("ask", "--batch", tmp_path / "none.jsonl")
    assert code == 1 and "none.jsonl cannot be read (No such file or directory). Check the name" in err
    questions = batch_of(tmp_path / "q.jsonl", {"question": WHO})
    code, _, err = run("ask", "--batch", questions, "--out", tmp_path / "no folder" / "a.jsonl")
    assert code == 1 and "a.jsonl cannot be written (No such file or directory). Name another file." in err


def test_an_empty_and_an_overlong_question_are_refused_in_a_sentence(desk: Desk, run: Run) -> None:
    for command in ("ask", "search"):
        assert run(command, "  ") == (1, "", "The question is empty. Type what you want to know about the reports.\n")
        code, out, err = run(command, "x" * 10_000)
        assert (code, out) == (1, "") and err.startswith("The question has 10,000 characters")


def test_asking_an_empty_index_says_how_to_add_reports(run: Run) -> None:
    code, out, _ = run("ask", WHO)
    assert code == 0 and "assistant index" in out


# -- usage, help, and what goes wrong ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("index", "--wrong"),
        ("ask",),
        ("search",),
        ("ask", WHO, "--batch", "q.jsonl"),
        ("ask", WHO, "--out", "a.jsonl"),
        ("search", WHO, "-k", "0"),
        ("search", WHO, "--year", "recent"),
        ("remove",),
        ("serve", "--port", "http"),
    ],
)
def test_wrong_usage_ends_with_2_and_nothing_on_standard_output(
    run: Run, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "__init__", lambda *_: pytest.fail("opened the library before looking at the usage"))
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and "Usage: assistant" in err


@pytest.mark.parametrize(
    "command", ["index", "documents", "remove", "search", "ask", "serve", "doctor", "backup", "restore"]
)
def test_every_command_has_help_and_takes_an_index(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0 and "--index" in out
    assert command in run("--help")[1]


def test_an_index_made_with_another_encoder_is_refused_and_rebuilt_by_the_command_named(
    desk: Desk, run: Run, reports: Path
) -> None:
    desk.library.store.set_meta({"fingerprint": "0" * 64, "encoder": "some-other-model"})
    for arguments in (("ask", WHO), ("search", WHO), ("index", reports)):
        code, out, err = run(*arguments)
        assert (code, out) == (1, "") and "some-other-model" in err and "assistant index --rebuild" in err
    assert run("index", "--rebuild", reports)[0] == 0
    assert FUNDED in run("ask", WHO)[1]


def test_what_has_not_changed_is_read_again_on_demand(
    desk: Desk, run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    own = Readers.read

    def noted(readers: Readers, path: Path) -> Document:
        read.append(path.name)
        return own(readers, path)

    monkeypatch.setattr(Readers, "read", noted)
    assert run("index", reports)[0] == 0 and read == []
    code, out, _ = run("index", reports, "--again", "--json")
    assert {json.loads(line)["status"] for line in out.splitlines()} == {"indexed"} and code == 0
    assert sorted(read) == sorted(path.name for path in reports.iterdir())
    assert FUNDED in run("ask", WHO)[1]


def test_what_cannot_be_read_again_stays_as_it_was_indexed(
    desk: Desk, run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.documents()

    def too_busy(readers: Readers, path: Path) -> Document:
        raise ReadingError("too-large", f"{path.name} takes too long to read.")

    monkeypatch.setattr(Readers, "read", too_busy)
    code, out, _ = run("index", reports, "--again", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1 and {row["status"] for row in rows} == {"too-large"}
    assert all(row["message"].endswith("What was indexed of it before stays.") for row in rows)
    assert desk.documents() == before
    assert FUNDED in run("ask", WHO)[1]
    assert run("index", reports)[0] == 0  # and it is unchanged, not a file that could not be read


def test_an_index_that_is_no_folder_or_no_database_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "library.sqlite").write_bytes(b"no database at all" * 300)
    for folder in ("file", "damaged"):
        for command in (("documents",), ("ask", WHO)):
            code, out, err = run(*command, "--index", tmp_path / folder)
            begins = {"file": f"The index folder {tmp_path / 'file'} cannot be used",
                      "damaged": f"The library in {tmp_path / 'damaged'} is damaged"}  # fmt: skip
            assert (code, out) == (1, "") and err.startswith(begins[folder])


@pytest.mark.parametrize("command", [("documents",), ("ask", WHO), ("search", WHO), ("remove", "a.txt"), ("doctor",)])
def test_a_mistyped_index_is_said_and_not_made(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "--index", tmp_path / "indx")
    assert code == 1 and f"There is no library in {tmp_path / 'indx'}" in out + err
    assert not (tmp_path / "indx").exists()


def test_what_nobody_expected_is_a_sentence_and_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.library.store.Store.reports", lambda _: 1 / 0)
    code, out, err = run("documents")
    assert (code, out) == (1, "") and "logs/assistant.log" in err and "Traceback" not in err


# -- the real process --------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["--help"], ["documents"]])
def test_help_and_documents_do_not_wait_for_torch(tmp_path: Path, arguments: list[str]) -> None:
    script = (
        "import sys; from assistant.cli import main; sys.argv[0] = 'assistant'\n"
        "try: main()\n"
        "except SystemExit as ended: code = ended.code\n"
        "loaded = {'torch', 'faiss', 'gradio', 'sentence_transformers'} & set(sys.modules)\n"
        "sys.exit(repr(loaded) if loaded or code else 0)"
    )
    done = process([sys.executable, "-c", script, *arguments], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_second_start_has_the_page_before_the_encoder_and_the_tools(tmp_path: Path, reports: Path) -> None:
    indexed = process([sys.executable, "-m", "assistant", "index", str(reports), "--json"], tmp_path)
    assert indexed.returncode == 0
    script = (
        "import sys; from assistant.environment import import_gradio, prepare_environment\n"
        "prepare_environment(); import_gradio()\n"
        "from assistant.desk import Desk; from assistant.settings import Settings\n"
        "from assistant.web.server import create_app; from starlette.testclient import TestClient\n"
        "app = create_app(Desk(Settings()), '127.0.0.1', 7860)\n"
        "page = TestClient(app, base_url='http://127.0.0.1:7860').get('/')\n"
        "late = sorted({'torch', 'faiss', 'mcp'} & set(sys.modules))\n"
        "print(page.status_code, 'class=\\\\\"example' in page.text, late)"
    )
    done = process([sys.executable, "-c", script], tmp_path)
    assert done.stdout.strip() == "200 True []", done.stderr


def test_python_m_assistant_indexes_and_answers_in_processes_of_its_own(tmp_path: Path, reports: Path) -> None:
    indexed = process([sys.executable, "-m", "assistant", "index", str(reports), "--json"], tmp_path)
    assert (indexed.returncode, indexed.stderr, len(lines(indexed.stdout))) == (0, "", 2)
    asked = process([sys.executable, "-m", "assistant", "ask", WHO], tmp_path)
    assert (asked.returncode, asked.stderr) == (0, "") and FUNDED in asked.stdout
    refused = process([sys.executable, "-m", "assistant", "remove", "nothing.pdf"], tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "") and "nothing.pdf" in refused.stderr
    assert "refused" in (tmp_path / "logs" / "assistant.log").read_text(encoding="utf-8")


def process(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": root, "OMP_WAIT_POLICY": "passive"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
