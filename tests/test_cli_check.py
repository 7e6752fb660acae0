"""`assistant check` as scripts and people meet it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from assistant.checking import Checked, DraftSentence
from assistant.desk import Desk
from assistant.values import Filters

WELLS = "In 2018, 42 wells were drilled in Xieng province."
MORE_WELLS = "In 2018, 47 wells were drilled in Xieng province."
BOATS = "The navy of Westmark painted its boats blue."

Run = Callable[..., tuple[int, str, str]]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def claims(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


# -- a draft -----------------------------------------------------------------------------------------------


def test_a_typed_draft_is_told_sentence_by_sentence(desk: Desk, run: Run) -> None:
    code, out, err = run("check", "-", typed=f"Wells\n\n{WELLS} {MORE_WELLS}\n\n{BOATS}\n")
    assert code == 0
    assert out == (
        f"{WELLS}\n  Supported.\n  The report says: “{WELLS}” (water-2018.txt)\n\n"
        f"{MORE_WELLS}\n  A figure or name differs.\n  The draft says “47”, the report “42”.\n"
        f"  The report says: “{WELLS}” (water-2018.txt)\n\n"
        f"{BOATS}\n  Not found.\n  No report that was searched says this. That alone does not make it wrong.\n\n"
    )
    assert err == "4 sentences: 1 nothing to check, 1 supported, 1 differs, 1 not found.\n"


def test_json_has_a_line_for_each_sentence(desk: Desk, run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(f"# Wells\n\n- {MORE_WELLS}\n", encoding="utf-8")
    code, out, _ = run("check", tmp_path / "draft.md", "--json")
    heading, sentence = lines(out)
    assert code == 0
    assert heading == {
        "sentence": "Wells", "paragraph": 0, "start": 2, "end": 7, "finding": "nothing to check",
        "differences": [], "missing": [], "citations": [],
    }  # fmt: skip
    assert sentence == {
        "sentence": MORE_WELLS,
        "paragraph": 1,
        "start": 2,
        "end": 2 + len(MORE_WELLS),
        "finding": "differs",
        "differences": [{"kind": "figure", "draft": "47", "report": "42"}],
        "missing": ["47"],
        "citations": [
            {"marker": 1, "document": "water-2018.txt", "page": None, "quote": WELLS, "headings": ["Rural water"],
             "column": None},
        ],
    }  # fmt: skip


def test_a_word_file_is_written_with_comments(desk: Desk, run: Run, tmp_path: Path) -> None:
    draft = docx.Document()
    draft.add_paragraph(f"{WELLS} ").add_run(MORE_WELLS).bold = True
    draft.save(str(tmp_path / "draft.docx"))
    code, out, err = run("check", tmp_path / "draft.docx", "--out", tmp_path / "checked.docx")
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        f"The draft with comments is in {tmp_path / 'checked.docx'}.",
        "2 sentences: 1 supported, 1 differs.",
    ]
    written = docx.Document(str(tmp_path / "checked.docx"))
    assert [r.text for r in written.paragraphs[0].runs if r.bold] == [MORE_WELLS]
    assert [c.text.split("\n")[0] for c in written.comments] == ["Supported.", "A figure or name differs."]
    code, _, _ = run("check", tmp_path / "draft.docx", "--out", tmp_path / "short.docx", "--no-supported")
    assert code == 0
    assert len(list(docx.Document(str(tmp_path / "short.docx")).comments)) == 1


@pytest.mark.parametrize(
    ("limit", "findings"),
    [
        (("--sector", "Education"), ["not found"]),
        (("--year", "2018"), ["supported"]),
        (("--document", "schools-2019.txt"), ["not found"]),
    ],
)
def test_a_draft_is_checked_within_the_filters(
    desk: Desk, run: Run, limit: tuple[str, str], findings: list[str]
) -> None:
    code, out, _ = run("check", "-", "--json", *limit, typed=WELLS)
    assert (code, [row["finding"] for row in lines(out)]) == (0, findings)


@pytest.mark.parametrize(
    ("typed", "arguments", "said"),
    [
        (WELLS, ("-", "--year", "1990"), "No indexed report matches all of these filters together. Choose fewer"),
        ("Wells\n", ("-",), "Nothing in the draft can be checked. Give a text with whole sentences."),
        ("", ("nowhere.docx",), "nowhere.docx cannot be read (No such file or directory). Check the name"),
        ("", ("notes.pdf",), "notes.pdf is not read as a draft. Save it as DOCX, TXT or MD."),
        (WELLS, ("-", "--out", "no folder/a.docx"), "no folder/a.docx cannot be written (No such file or directory)"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_1(
    desk: Desk, run: Run, tmp_path: Path, typed: str, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")
    code, out, err = run("check", *arguments, typed=typed)
    assert (code, out) == (1, "") and said in err


def test_a_draft_without_any_report_is_told_how_to_begin(run: Run) -> None:
    code, _, err = run("check", "-", typed=WELLS)
    assert code == 1 and err.endswith("Add some with: assistant index PATH\n")


@pytest.mark.parametrize(
    "arguments",
    [(), ("draft.txt", "--batch", "claims.jsonl"), ("draft.txt", "--out", "checked.pdf"), ("a.txt", "--year", "x")],
)
def test_wrong_usage_has_exit_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("check", *arguments)[0] == 2


def test_ctrl_c_stops_a_draft_and_what_was_checked_is_kept(
    desk: Desk, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = Desk.check

    def stopped(desk: Desk, sentences: Iterable[DraftSentence], filters: Filters = Filters()) -> Iterator[Checked]:
        for checked in check(desk, sentences, filters):
            yield checked
            if checked.sentence.paragraph == 1:
                raise KeyboardInterrupt

    monkeypatch.setattr(Desk, "check", stopped)
    text = "\n\n".join(f"Well number {n} was drilled in Xieng province." for n in range(200))
    code, out, err = run("check", "-", "--json", "--out", tmp_path / "a.docx", typed=text)
    assert (code, len(lines(out))) == (1, 2)
    assert err.splitlines()[-1] == "Stopped; 198 sentences were not checked."
    assert len(list(docx.Document(str(tmp_path / "a.docx")).comments)) == 2


# -- claims ------------------------------------------------------------------------------------------------


def test_each_claim_gets_a_verdict_from_its_own_source(run: Run, tmp_path: Path) -> None:
    batch = claims(
        tmp_path / "claims.jsonl",
        {"id": "a", "claim": WELLS, "source": f"It rained. {WELLS}"},
        {"id": "b", "claim": MORE_WELLS, "source": WELLS},
    )
    code, out, err = run("check", "--batch", batch, "--out", tmp_path / "verdicts.jsonl")
    assert (code, out, err) == (0, "", "")
    verdicts = lines((tmp_path / "verdicts.jsonl").read_text(encoding="utf-8"))
    assert [list(v) for v in verdicts] == [["id", "supported", "score", "why"]] * 2
    assert [(v["id"], v["supported"], v["score"] >= 0.5) for v in verdicts] == [("a", True, True), ("b", False, False)]
    assert "47" in verdicts[1]["why"]


def test_a_wrong_row_is_said_and_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    batch = claims(
        tmp_path / "claims.jsonl",
        {"id": "a", "claim": WELLS},
        {"id": "b", "claim": "?", "source": WELLS},
        {"claim": 3, "source": WELLS},
        {"id": "d", "claim": WELLS, "source": WELLS},
    )
    code, out, err = run("check", "--batch", batch)
    assert code == 1
    assert [(v["id"], v["supported"]) for v in lines(out)] == [("a", False), ("b", False), (None, False), ("d", True)]
    assert err.splitlines() == [
        'a: It needs "claim" and "source", both text. Mend the row and try again.',
        "b: The claim or its source is empty. Give both as text.",
        'row 3: It needs "claim" and "source", both text. Mend the row and try again.',
    ]


@pytest.mark.parametrize(
    ("content", "said"), [(b"[1]\n", 'must be an object with "id", "claim" and "source"'), (b"{", "is not JSON lines")]
)
def test_a_damaged_batch_is_refused_whole(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "claims.jsonl").write_bytes(content)
    code, out, err = run("check", "--batch", tmp_path / "claims.jsonl", "--out", tmp_path / "verdicts.jsonl")
    assert (code, out) == (1, "") and said in err
    assert not (tmp_path / "verdicts.jsonl").exists()
