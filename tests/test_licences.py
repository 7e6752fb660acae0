"""The list of what the assistant depends on is complete, and no licence asks for what is not reasoned."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "tools"))

from make_licences import LIST, needed, unreasoned


def test_every_package_that_is_needed_is_listed_with_its_licence() -> None:
    rows = set(LIST.read_text(encoding="utf-8").splitlines())
    missing = [
        f"{n} | {licence}" for n, licence in needed().items() if not any(f"| {n} | {licence} |" in r for r in rows)
    ]
    assert missing == []  # else: python tests/tools/make_licences.py


def test_a_licence_that_is_not_permissive_has_a_reason_beside_it() -> None:
    assert unreasoned(needed()) == []
