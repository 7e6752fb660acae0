"""Every test that docs/promises.md names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs" / "promises.md").read_text(encoding="utf-8"))


def test_every_promise_names_a_test_that_is_there() -> None:
    missing = [
        f"{file}::{name}"
        for file, name in NAMED
        if not (path := ROOT / file).is_file()
        or (name and not re.search(rf"^(async )?def {name}\(", path.read_text(encoding="utf-8"), re.MULTILINE))
    ]
    assert missing == [] and len(NAMED) > 20


def test_every_row_of_a_table_of_promises_names_a_test() -> None:
    rows = re.findall(
        r"^\| (?!promise|-).*$", (ROOT / "docs" / "promises.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [row for row in rows if "`tests/" not in row and "---" not in row] == []
