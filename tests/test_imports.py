"""Data flows one way: each part may import only from those before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "assistant"
COMMON = {"values", "errors", "tuning"}
MAY_IMPORT = {
    "values": set(),
    "errors": set(),
    "tuning": set(),
    "settings": set(),
    "logs": set(),
    "environment": set(),
    "streamed": set(),
    "reading": COMMON,
    "passages": COMMON,
    "commitments": COMMON | {"passages"},
    "library": COMMON | {"passages", "commitments"},
    "search": COMMON | {"library", "passages"},
    "answers": COMMON | {"library", "search", "passages", "commitments"},
    "pictures": COMMON | {"reading"},
    "sources": COMMON | {"library", "passages", "pictures"},
    "notes": COMMON,
    "checking": COMMON | {"passages", "commitments", "library", "search", "answers"},
    "briefings": COMMON | {"passages", "commitments", "library", "search", "answers", "checking", "notes", "writing"},
    "drafts": COMMON | {"reading", "checking", "notes"},
    "writing": COMMON | {"passages", "commitments", "library", "answers", "checking"},
    "desk": COMMON
    | {"access", "settings", "reading", "commitments", "library", "search", "answers", "pictures", "sources"}
    | {"checking", "briefings", "drafts", "writing"},
    "access": COMMON | {"library", "settings"},
    "forms": COMMON | {"checking"},
    "progress": COMMON | {"library"},
    "batch": COMMON | {"progress"},
    "evaluation": COMMON | {"batch"},
    "doctor": COMMON | {"settings", "library", "writing"},
    "api": COMMON | {"desk", "forms", "commitments", "checking", "streamed", "writing"},
    "web": COMMON
    | {"api", "settings", "desk", "sources", "notes", "passages", "forms", "logs", "environment", "commitments"}
    | {"checking", "briefings", "drafts", "writing", "streamed", "access", "library"},
    "cli": COMMON
    | {
        "access",
        "environment",
        "settings",
        "desk",
        "forms",
        "logs",
        "progress",
        "batch",
        "evaluation",
        "doctor",
        "library",
        "commitments",
        "web",
        "api",
        "checking",
        "briefings",
        "drafts",
        "notes",
    },
    "__main__": {"cli"},
}


def _part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("assistant.")}
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_from_the_parts_before_its_own(path: Path) -> None:
    part = _part(path)
    if path == ROOT / "__init__.py":
        assert _imports(path) == set()
        return
    assert _imports(path) - MAY_IMPORT[part] - {part} == set()


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "os.environ[" in (text := path.read_text(encoding="utf-8")) or "getenv(" in text or "environ.get" in text
    }
    assert readers == set()
