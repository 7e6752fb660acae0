"""What a report is about: its title, sector, year and body, from its own words first."""

from __future__ import annotations

import pytest

from assistant.reading.content import Content
from assistant.reading.facts import Facts, facts_of, readable
from assistant.values import Block


def content(*texts: str, title: str | None = None, year: int | None = None) -> Content:
    """A cover: the first text is a heading."""
    blocks = [Block("heading" if i == 0 else "paragraph", text) for i, text in enumerate(texts)]
    return Content(tuple(blocks), ("\n".join(texts),), title, year)


def test_a_sector_report_names_itself() -> None:
    cover = content(
        "Overview of Sector Performance in 2018",
        "Name of Sector Working Groups: Natural Resources and Environment Sector Working Group",
        "SWG Chair and Co-Chairs: Ministry of Natural Resources, Germany",
        year=2020,
    )
    assert facts_of(cover, "scan0001") == Facts(
        "Natural resources and environment: Overview of Sector Performance in 2018",
        "Natural resources and environment",
        2018,
        "Ministry of Natural Resources, Germany",
    )


@pytest.mark.parametrize(
    ("line", "sector"),
    [
        ("Illicit Drugs Sector Working Group Progress Report 2015", "Illicit drugs"),
        ("UXO Sector Working Group Annual Report", "Unexploded ordnance"),
        ("Report of the Sector Working Group on Health", "Health"),
        ("Trade & Private Sector Working Group: report for 2016", "Trade and private sector"),
        ("Macro-economics SWG, review of the year", "Macroeconomics"),
        ("Agriculture and Rural Development Sector Progress Report", "Agriculture and rural development"),
        ("Annual report of the hospital in Xieng Khouang", None),
        ("Health Sector Working Group and Education Sector Working Group: joint report", None),
    ],
)
def test_the_sector_is_the_one_whose_working_group_the_cover_names(line: str, sector: str | None) -> None:
    assert facts_of(content(line), "x").sector == sector


def test_no_sector_is_guessed_from_the_body() -> None:
    body = "The Health Sector Working Group met twice. " * 8
    assert facts_of(content("Annual review", body), "x").sector is None


@pytest.mark.parametrize(
    ("texts", "stem", "metadata", "year"),
    [
        (("Progress report 2018",), "x", 2021, 2018),
        (("Progress report 2018-2019",), "x", None, 2019),
        (("Progress under the plan 2016-2025",), "drugs-2017", None, 2017),
        (("Facts", "For the fiscal year ended 30 September 2020"), "x", None, 2020),
        (("Facts",), "facts", 2021, 2021),
        (("Facts",), "facts", None, None),
    ],
)
def test_the_year_is_the_one_reported_on(
    texts: tuple[str, ...], stem: str, metadata: int | None, year: int | None
) -> None:
    assert facts_of(content(*texts, year=metadata), stem).year == year


@pytest.mark.parametrize(
    ("said", "stem", "title"),
    [
        ("Rural roads: annual report", "x", "Rural roads: annual report"),
        ("Microsoft Word - final3.docx", "x", "Rural Roads in the North"),
        (None, "x", "Rural Roads in the North"),
        (None, "donor_fact-sheet_2019", "Donor fact sheet 2019"),
    ],
)
def test_the_title_is_the_file_s_own_if_sensible(said: str | None, stem: str, title: str) -> None:
    assert facts_of(content("Rural Roads in the North", title=said), stem).title == title


def test_a_file_name_is_made_readable() -> None:
    assert readable("illicit_drugs-swg_2015") == "Illicit drugs swg 2015"
