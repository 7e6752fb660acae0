"""Which sentences a briefing may quote, and what each of them tells of."""

from __future__ import annotations

import pytest

from assistant.briefings.alone import is_whole, pieces, points_back
from assistant.briefings.found import figures_of
from assistant.briefings.telling import kind_of


@pytest.mark.parametrize(
    "text",
    [
        "In 2018, 42 wells were drilled in Xieng province.",
        "Norland and Westmark fund the wells programme, and the Harrow Foundation implements it.",
        "The prize for the best well, “Clear Water”, went to Xieng province.",
        "During 2019 the 15 existing clinics benefited from several courses.",
    ],
)
def test_a_sentence_that_says_something_by_itself_is_whole(text: str) -> None:
    assert is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "Border clinics.",  # a label
        "Wells drilled 42 31 11 (26)%",  # a row of figures
        "Clinics | 15 | 12",
        "the Xieng centre for clean water;",  # an item of a list
        "Wells drilled in Xieng province, 2015–2018",  # a caption
        "The wells were drilled by the",  # cut off at the end of a page
        "(Source: the group's 2015 report.)",
        "4 Figures for 2018 reflect what was received.",  # a footnote
        "The present report covers the year 2018 and all provinces.",
        "The wells are shown below for each province and year.",
        "Requests the Secretariat to continue its work on wells in all provinces.",
        "Amplifying the capacities of the wells office and of its partners, including in Xieng.",
        "The prize went to “Clear Water in Xieng province.",
        "WELLS WERE DRILLED IN ALL OF THE PROVINCES.",
    ],
)
def test_debris_and_sentences_on_the_report_itself_are_not_quoted(text: str) -> None:
    assert not is_whole(text)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("It is implemented by the Harrow Foundation.", "The wells programme is funded by Norland."),
        ("These wells serve 42 villages.", "Norland drilled wells in Xieng."),
        ("The programme reached 42 villages.", "The wells programme is funded by Norland."),
        ("The plan for the year had been 50 wells.", "In 2018, 42 wells were drilled."),
        ("Delivery is scheduled for March 2020.", "Norland ordered two drills."),
        ("The Ministry of Water and Norland established it together.", "The first laboratory opened in 2018."),
        ("The decline is the third in a row.", "Funds declined in 2018."),
    ],
)
def test_a_sentence_that_needs_the_one_before_it_points_back(text: str, before: str) -> None:
    assert points_back(text, opens=False, before=before, headings=())


@pytest.mark.parametrize(
    "text",
    [
        "The wells programme of Norland reached 42 villages.",
        "Nurses in all of the provinces are trained by Norland, which pays them.",
        "The Ministry of Water opened a laboratory in 2018.",
        "Wells in five countries serve schools in these countries.",
        "However, Norland paid for all wells.",
    ],
)
def test_a_sentence_that_names_what_it_is_about_stands_alone(text: str) -> None:
    assert not points_back(text, opens=False, before="Norland drilled wells in Xieng.", headings=())


def test_the_heading_of_a_row_tells_which_survey_is_meant() -> None:
    sentence = "The survey recorded 310 fields by the end of 2018."
    assert points_back(sentence, False, "A survey of fields began in 2015.", ("Roads",))
    assert not points_back(sentence, False, "A survey of fields began in 2015.", ("Survey of fields",))


def test_footnote_numbers_and_paragraph_numbers_are_no_part_of_a_sentence() -> None:
    text = "12. Wells were drilled in Xieng.2 Others are planned in the north.3"
    assert [text[a:b] for a, b in pieces(text)] == ["Wells were drilled in Xieng.", "Others are planned in the north."]
    decimal = "2.1 In 2018.4 million people drank clean water."
    assert [decimal[a:b] for a, b in pieces(decimal)] == ["In 2018.4 million people drank clean water."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In 2018, 42 wells were drilled in Xieng province.", "done"),
        ("The Harrow Foundation trained 30 nurses in two provinces.", "done"),
        ("Ten more wells are planned for 2020 in the north.", "planned"),
        ("The laboratory has scheduled its opening for March 2020.", "planned"),
        ("Spare parts arrive late because of a shortage of lorries.", "challenge"),
        ("The laboratory was not opened in 2019 as foreseen.", "challenge"),
        ("The report names no challenges for the laboratory.", "silence"),
        ("The source does not say who paid for the wells.", "silence"),
        ("The programme supports families of low income in the north.", "state"),
        ("UNICEF recommends that more nurses be trained.", "state"),
        ("Several speakers noted that wells had been drilled in many countries.", "state"),
        ("Smugglers established a market for stolen pumps.", "state"),
        ("Police and customs dismantled a gang of pump smugglers.", "done"),
        ("Contributions to wells dropped in 2019, while schools were funded.", "state"),
        ("The decline is due to a change of government.", "state"),
        ("Officers explained how hard it is to stop smuggling at the border.", "state"),
    ],
)
def test_a_sentence_of_prose_is_known_for_what_it_tells_of(text: str, kind: str) -> None:
    assert kind_of(text, ("Wells",), None) == kind


@pytest.mark.parametrize(
    ("column", "kind"), [("Progress", "done"), ("Challenges and opportunities", "challenge"), (None, "done")]
)
def test_the_column_outweighs_the_words(column: str | None, kind: str) -> None:
    assert kind_of("All nine teams were supplied with lorries.", ("Wells",), column) == kind


def test_a_section_on_challenges_holds_challenges() -> None:
    assert kind_of("Nurses leave after a few months.", ("3. Challenges",), None) == "challenge"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("On 5 March 2018, 42 wells were drilled with $3 million.", ["42", "$3 million"]),
        ("Resolution 12 was adopted in Province Two on 1 May.", []),
        ("The 400 Kestrel group held 12 villages, or 5 per cent.", ["12", "5 per cent"]),
        ("The survey recorded 455 Confirmed Fields.", ["455"]),
    ],
)
def test_figures_tell_how_many_and_not_when_or_which(text: str, figures: list[str]) -> None:
    assert [f.written for f in figures_of(text)] == figures
