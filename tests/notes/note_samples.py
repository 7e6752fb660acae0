"""Notes that the tests write out, invented from end to end."""

from __future__ import annotations

from assistant.notes import Footnote, Note, Paragraph, Section, Table, Text

PROGRESS = 'Wells report 2019 (wells-2019.docx), page 4, Progress: "Norland funds the wells with EUR 2.5 million."'
PLAN = 'Wells report 2018 (wells_2018.pdf), page 11: "Westmark will repair the pumps of twelve villages by 2020."'

COMMITMENTS = Table(
    ("Donor", "Amount", "Status", "What for"),
    (
        ((Text("Norland"),), (Text("EUR 2.5 million"),), (Text("committed"),), (Text("wells"), Footnote(PROGRESS))),
        ((Text("Westmark"),), (), (Text("supports"),), (Text("pump repair"), Footnote(PLAN))),
    ),
    "Commitments named in the reports",
)
BRIEFING = Note(
    title="Briefing note: wells in the northern districts",
    lead=("14 March 2020", "Covers 6 progress reports of 2018 and 2019"),
    sections=(
        Section(
            "Who funds the wells",
            (
                Paragraph(
                    (
                        Text("Norland funds the wells,"),
                        Footnote(PROGRESS),
                        Text(" and the "),
                        Text("Harrow Foundation", bold=True),
                        Text(" announced "),
                        Text("support.", italic=True),
                        Footnote(PLAN),
                        Footnote(PROGRESS),
                    )
                ),
                Paragraph((Text("62 wells drilled in 2019."), Footnote(PROGRESS)), "bullet"),
                Paragraph((Text("12 pumps to be repaired (planned)."), Footnote(PLAN)), "bullet"),
                Paragraph((Text("The reports do not say who trains the keepers."),), "aside"),
            ),
        ),
        Section("Commitments", (COMMITMENTS,)),
        Section(
            "Questions put",
            (
                Paragraph((Text("Who repairs the pumps?"),), "question"),
                Paragraph((Text("Westmark will repair them by 2020."), Footnote(PLAN))),
            ),
            level=2,
        ),
    ),
)

LAO = "ລາຍງານຄວາມຄືບໜ້າ"
ARABIC = "تقرير المياه"
LONG = "wells and pumps " * 2500  # 40,000 characters
WIDE = Note(
    title="What is long or strange",
    lead=(),
    sections=(
        Section(
            LAO,
            (
                Paragraph((Text(ARABIC), Footnote(f"{LAO}: {ARABIC}"))),
                Paragraph(
                    (Text("=cmd|' /C calc'!A0 { PAGE } <b>x</b> &amp;\x00\x0b\ud800 end"), Footnote(f"{LONG}stop."))
                ),
                Table(
                    ("Donor", "What for"),
                    (
                        *(((Text(f"Donor {i}"),), (Text("wells " * 60), Footnote(f"Row {i}."))) for i in range(30)),
                        ((Text("Last donor"),), (Text(LONG + "all told"),)),
                    ),
                ),
            ),
        ),
    ),
)
