"""Small reports of two donors that do not exist, and a desk whose ledger is made of them."""

from __future__ import annotations

from pathlib import Path

from assistant.desk import Desk
from assistant.settings import Settings

DONORS = """
[[donor]]
name = "Norland"
code = "NRL"
kind = "country"
aliases = ["Norland"]

[[donor]]
name = "Westmark"
code = "WMK"
kind = "country"
aliases = ["Westmark", "Westmark Aid"]
"""

WELLS = "In May 2018 Norland committed EUR 2.5 million for wells in Xieng province."
WELLS_AGAIN = "Norland committed EUR 2.5 million for wells in Xieng province."
CLINICS = "The clinics are supported by Norland."
PUMPS = "Westmark pledged $400,000 for pumps."
LATRINES = "Westmark announced EUR 700,000 for latrines in August 2019."
SCHOOLS = "Norland disbursed EUR 90,000 for the repair of village schools <b>in the hills</b>."

WATER_2018 = f"""Health Sector Working Group

Progress Report 2018

1. Wells

{WELLS} {PUMPS}

2. Clinics

{CLINICS} Nurses and vaccines are short.
"""

WATER_2019 = f"""Health Sector Working Group

Progress Report 2019

1. Wells

{WELLS_AGAIN} {LATRINES}

2. Boats

Westmark contributed USD 90,000 for rescue boats on the river.

3. Summary

Westmark contributed USD 95,000 for rescue boats on the river.
"""

SCHOOLS_2019 = f"""Education Sector Working Group

Progress Report 2019

1. Buildings

{SCHOOLS}
"""


def ledger_desk_over(folder: Path) -> Desk:
    """A desk over three reports with seven commitments: one told twice, two that contradict each other."""
    corpus = folder / "corpus"
    corpus.mkdir()
    (folder / "donors.toml").write_text(DONORS, encoding="utf-8")
    for name, text in (
        ("water-2018.txt", WATER_2018),
        ("water-2019.txt", WATER_2019),
        ("schools-2019.txt", SCHOOLS_2019),
    ):
        (corpus / name).write_text(text, encoding="utf-8")
    desk = Desk(Settings(index=folder / "index", corpus=corpus, donors=folder / "donors.toml"))
    assert {row.status for row in desk.index()} == {"indexed"}
    return desk
