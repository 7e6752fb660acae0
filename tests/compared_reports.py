"""Three tiny reports of one sector: an older one in numbered prose, and two in the template with three columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx

OLD = "health-2017.txt"
EARLIER, LATER = "health-2018.docx", "health-2019.docx"
COLUMNS = ("Sector outputs and activities", "Progress", "Challenges and opportunities")

PROSE = """Health Sector Working Group

Progress Report 2017

1. Rural water

1.1 In 2017, 30 wells were drilled in Xieng province. The Rural Water Office keeps the wells clean.

2. Malaria

2.1 Bed nets were given to pregnant women at the market of Tavan.
"""

ROWS_2018 = (
    (
        "Rural water",
        "In 2018, 42 wells were drilled in Xieng province. Norland contributed EUR 350,000 for the pumps. "
        "The opening of the pump workshop is planned for June 2019.",
        "Spare parts for the pumps arrive late in the rainy season.",
    ),
    (
        "Vaccination by boat",
        "Vaccines were carried to 55 villages by boat. Nurses keep the vaccines in solar refrigerators.",
        "",
    ),
    ("School gardens", "Parents planted beans and pumpkins behind the school of Tavan.", ""),
)
ROWS_2019 = (
    (
        "Rural water",
        "In 2019, 55 wells were drilled in Xieng province. Norland contributed EUR 420,000 for the pumps. "
        "The opening of the pump workshop is now planned for March 2020.",
        "Spare parts for the pumps still arrive late in the rainy season.",
    ),
    (
        "Vaccination by boat",
        "Vaccines were carried to 61 villages by boat. The nurses must buy ice, as most of their solar refrigerators "
        "broke down.",
        "",
    ),
    ("Advice by telephone", "A telephone line on which midwives give advice was opened in Kamp.", ""),
)


def template(path: Path, year: int, rows: Sequence[tuple[str, str, str]], sector: str = "Health") -> None:
    """A report in the template with three columns."""
    report = docx.Document()
    report.add_paragraph(f"{sector} Sector Working Group: Progress Report {year}")
    report.add_heading("A.1 Actions on the key recommendations", 1)
    table = report.add_table(rows=0, cols=3)
    for cells in (COLUMNS, *rows):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    report.save(str(path))


def write_series(folder: Path) -> None:
    """The three reports."""
    (folder / OLD).write_text(PROSE, encoding="utf-8")
    template(folder / EARLIER, 2018, ROWS_2018)
    template(folder / LATER, 2019, ROWS_2019)
