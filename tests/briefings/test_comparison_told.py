"""What a report says, sentence by sentence: where each stands, and which of them state something."""

from __future__ import annotations

from pathlib import Path

from tiny_reports import desk_at

from assistant.briefings.likeness import same_heading
from assistant.briefings.places import Places, bare
from assistant.briefings.told import Told, folded, told
from assistant.library.encoder import Encoder
from assistant.library.ingest import add
from assistant.values import Block, Document

CUT = "3. The council opened four wells in the"
GOES_ON = "villages of Tavan and Kamp. They are kept clean by parents."
BLOCKS = (
    Block("heading", "I. Water", 1),
    Block("item", "1. Norland paid for pumps in Xieng province.5 They work well.", 1, headings=("I. Water",)),
    Block("heading", "Figure I", 1),
    Block("paragraph", "Map of the wells in Xieng, May 2020", 1, headings=("Figure I",)),
    Block("item", "2. The wells are deep and their water is clear.", 1, headings=("Figure I",)),
    Block("paragraph", "5 Harrow Foundation, letter about the pumps of Xieng.", 1, headings=("Figure I",)),
    Block("paragraph", "6 Westmark Institute, leaflet about the wells of Xieng.", 1, headings=("Figure I",)),
    Block("item", CUT, 1, headings=("Figure I",)),
    Block("paragraph", GOES_ON, 2, headings=("Figure I",)),
    Block("paragraph", "7 Westmark Institute, second leaflet about water.", 2, headings=("Figure I",)),
)


def report(blocks: tuple[Block, ...] = BLOCKS) -> Document:
    pages = ["\n".join(b.text for b in blocks if b.page == page) for page in (1, 2)]
    return Document("d1", "water.pdf", "Water report", None, 2020, None, blocks, tuple(pages))


def read(folder: Path, encoder: Encoder) -> tuple[Told, ...]:
    library = desk_at(folder / "index", encoder).library
    add(library.store, encoder, library.ledger.donors, report(), folder / "water.pdf")
    return told(library.store, library.store.reports()[0])


def test_footnotes_headings_and_captions_state_nothing(tmp_path: Path, encoder: Encoder) -> None:
    assert [t.text for t in read(tmp_path, encoder) if t.stated] == [
        "Norland paid for pumps in Xieng province.5 They work well.",
        "The wells are deep and their water is clear.",
        "The council opened four wells in the villages of Tavan and Kamp.",
        "They are kept clean by parents.",
    ]


def test_what_a_page_break_cuts_is_one_sentence_with_two_quotes(tmp_path: Path, encoder: Encoder) -> None:
    (whole,) = (t for t in read(tmp_path, encoder) if "four wells" in t.text)
    assert [s.text for s in whole.candidate.stretches] == [
        "The council opened four wells in the",
        "villages of Tavan and Kamp.",
    ]
    assert {"council", "kamp"} <= set(whole.stems)


def test_what_follows_a_figure_belongs_to_the_section_before_it(tmp_path: Path, encoder: Encoder) -> None:
    assert {t.section for t in read(tmp_path, encoder) if t.stated} == {"Water"}


def test_a_row_of_the_template_tells_of_its_activity() -> None:
    cells = (
        Block("cell", "Deep wells", headings=("A.1 Actions",), row=0, column="Outputs"),
        Block("cell", "Two were dug.", headings=("A.1 Actions", "Deep wells"), row=0, column="Progress"),
    )
    places = Places(report(cells))
    assert places.names(cells[0])
    assert [places.activity(cell) for cell in cells] == ["", "Deep wells"]
    assert places.sections == ["Actions", "Actions"]


def test_spellings_of_one_name_and_numbered_headings_are_the_same() -> None:
    assert folded("Pétion-Ville") == folded("Petionville")
    assert bare("IV. Recommendations") == bare("A.2 Recommendations") == "Recommendations"
    assert same_heading("Drilling of deep wells in 2018", "Deep wells drilled")
    assert not same_heading("Deep wells", "Deep rivers")
