"""The container file and the service file: checked by their linters, and for the rules that they promise."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[1] / "deploy"
CONTAINER, SERVICE = DEPLOY / "Containerfile", DEPLOY / "report-assistant.service"


def test_the_linter_has_nothing_to_say_of_the_container_file() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([linter, "--no-color", CONTAINER], capture_output=True, text=True)
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


def test_the_container_is_not_root_and_its_base_is_pinned() -> None:
    text = CONTAINER.read_text(encoding="utf-8")
    assert re.findall(r"^USER (.*)$", text, re.M) == ["10001"]
    assert all(re.search(r":[0-9.]+-", base) for base in re.findall(r"^FROM (.*)$", text, re.M))
    assert "HEALTHCHECK" in text and "/health" in text


@pytest.mark.parametrize(
    "rule",
    [
        "DynamicUser=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "NoNewPrivileges=yes",
        "IPAddressDeny=any", "IPAddressAllow=localhost", "CapabilityBoundingSet=", "MemoryMax=6G", "UMask=0077",
    ],
)  # fmt: skip
def test_the_service_follows_each_rule(rule: str) -> None:
    assert rule in SERVICE.read_text(encoding="utf-8").splitlines()


def test_systemd_finds_the_service_right_and_little_exposed(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd here")
    unit = tmp_path / SERVICE.name
    unit.write_text(re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", SERVICE.read_text(encoding="utf-8"), flags=re.M))
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert [line for line in verified.stderr.splitlines() if SERVICE.name in line] == []
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit], capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout[-300:]  # exposure of at most 2.0 of 10
