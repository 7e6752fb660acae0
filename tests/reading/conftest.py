"""Reports that are made once for all tests of reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_makers import make_docx, to_pdf


@pytest.fixture(scope="session")
def sample_docx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_docx(tmp_path_factory.mktemp("sample") / "health 2017.docx")


@pytest.fixture(scope="session")
def sample_pdf(sample_docx: Path) -> Path:
    """The sample report as LibreOffice prints it, over two pages."""
    return to_pdf(sample_docx, sample_docx.parent)
