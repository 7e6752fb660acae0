"""How often questions on matters that the reports are not about are answered all the same (see offtopic.txt).

    python benchmarks/offtopic.py INDEX [QUESTIONS.txt]

The questions are ours, one a line, on what sector reports may tell of: schools, roads, health, farming. Read what is
answered: a large library may well have an answer to one of them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.environment import prepare_environment

prepare_environment()

from assistant.desk import Desk  # noqa: E402 - the environment comes first
from assistant.settings import Settings  # noqa: E402


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions", type=Path, nargs="?", default=Path(__file__).with_suffix(".txt"))
    chosen = arguments.parse_args()
    desk = Desk(Settings().model_copy(update={"index": chosen.index}))
    questions = chosen.questions.read_text(encoding="utf-8").splitlines()
    answers = [desk.ask(question) for question in questions]
    for answer in answers:
        if answer.statements:
            print(f"{answer.sureness}: {answer.question}\n    {answer.statements[0].text[:160]}")
    print(f"{sum(bool(a.statements) for a in answers)} of {len(answers)} answered")


if __name__ == "__main__":
    main()
