"""Writes docs/licences.md: what the assistant depends on, and under which licence each is given.

    python tests/tools/make_licences.py

Taken from what is installed: the packages of pyproject.toml (those of the extras `milvus` and `ocr` too, not those of
the tests), what they require in turn, and so on.
"""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LIST = ROOT / "docs" / "licences.md"

# Licences that ask for no more than their own text beside copies.
PERMISSIVE = re.compile(
    r"^(mit|apache|bsd|3-clause bsd|bsl-1.0|isc|psf|python|zlib|unlicense|0bsd|cc0|hpnd|mit-cmu|blueoak|"
    r"public domain|cnri|cc-by-4)",
    re.I,
)

# What a licence asks for beyond that, and why it can be met.
REASONED = {
    "certifi": "MPL 2.0 asks for the source of its own files when they are changed; they are not.",
    "orjson": "MPL 2.0 or Apache 2.0 or MIT, at one's choice.",
    "tqdm": "MPL 2.0 for a part, MIT for the rest; used unchanged.",
    "pycountry": "LGPL 2.1: imported as it is, and can be replaced by another version of it.",
}
INTRODUCTION = """# Licences

What the assistant depends on. Made by `python tests/tools/make_licences.py` from what was installed; `make check` looks
whether it is complete. A licence that asks for more than its text beside copies has a note.

| package | licence | note |
|---|---|---|
"""


def needed() -> dict[str, str]:
    """Canonical name of each package that is needed → its licence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    waiting = [Requirement(line) for line in (*project["dependencies"], *extras["milvus"], *extras["ocr"])]
    found: dict[str, str] = {}
    extras_seen: set[tuple[str, str]] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        new = {extra for extra in ("", *requirement.extras) if (name, extra) not in extras_seen}
        if not new:
            continue
        extras_seen |= {(name, extra) for extra in new}
        try:
            package = metadata.distribution(requirement.name)
        except metadata.PackageNotFoundError:
            continue  # not needed on this machine
        found[name] = licence_of(package)
        for line in package.requires or ():
            inner = Requirement(line)
            if inner.marker is None or any(inner.marker.evaluate({"extra": extra}) for extra in new):
                waiting.append(inner)
    return found


def licence_of(package: metadata.Distribution) -> str:
    """As the package itself says, shortly."""
    said = package.metadata
    classified = [c.rsplit(" :: ", 1)[-1] for c in said.get_all("Classifier") or () if c.startswith("License :: ")]
    short = (said.get("License") or "").strip()
    if expression := said.get("License-Expression"):
        return str(expression)
    if classified and classified != ["OSI Approved"]:
        return "; ".join(c for c in classified if c != "OSI Approved")
    return short.splitlines()[0][:60] if short else "not said"


def unreasoned(packages: dict[str, str]) -> list[str]:
    """Those whose licence is not permissive, and of which nothing is said."""
    return sorted(name for name, licence in packages.items() if not is_permissive(licence) and name not in REASONED)


def is_permissive(licence: str) -> bool:
    parts = re.split(r"\s+AND\s+|;", licence)
    return all(any(PERMISSIVE.match(p.strip(" ()")) for p in re.split(r"\s+OR\s+", part)) for part in parts)


def listed(packages: dict[str, str]) -> str:
    rows = (f"| {name} | {licence} | {REASONED.get(name, '')} |" for name, licence in sorted(packages.items()))
    return INTRODUCTION + "\n".join(rows) + "\n"


if __name__ == "__main__":
    LIST.write_text(listed(needed()), encoding="utf-8")
