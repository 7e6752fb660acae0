from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from assistant.passages import split
from assistant.values import Block, Document


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def report(*blocks: Block) -> Document:
    return Document("d", "r.txt", "R", None, None, None, blocks, ("",))


def test_cells_of_different_columns_never_share_a_passage() -> None:
    document = report(
        Block("cell", "Wells were drilled.", row=1, column="Progress", headings=("A", "Water")),
        Block("cell", "Pumps are late.", row=1, column="Challenges", headings=("A", "Water")),
    )
    assert [(p.column, p.text) for p in split(document, words)] == [
        ("Progress", "Wells were drilled."),
        ("Challenges", "Pumps are late."),
    ]


def test_a_cell_that_runs_over_a_page_stays_one_sentence() -> None:
    document = report(
        Block("cell", "A unit has been opened in", page=1, row=1, column="Progress"),
        Block("cell", "Port town. It works.", page=2, row=1, column="Progress", continues=True),
    )
    passages = split(document, words)
    assert [p.text[a:b] for p in passages for a, b in p.sentences] == [
        "A unit has been opened in Port town.",
        "It works.",
    ]
    assert [(p.page_first, p.page_last) for p in passages] == [(1, 1), (2, 2)]


def test_a_unit_longer_than_the_limit_overlaps_by_one_sentence() -> None:
    text = " ".join(f"Sentence number {i} ends here." for i in range(6))
    passages = split(report(Block("paragraph", text)), words, limit=20)
    assert [p.text.count(".") for p in passages] == [4, 3]
    assert passages[1].text.startswith("Sentence number 3 ")


def test_paragraphs_under_one_heading_share_a_passage_until_it_is_full() -> None:
    blocks = [Block("paragraph", f"Paragraph {i} is here.", headings=("Water",)) for i in range(4)]
    passages = split(report(Block("heading", "Water", headings=("Water",)), *blocks), words, limit=10)
    assert [p.text for p in passages] == [
        "Water\nParagraph 0 is here.\nParagraph 1 is here.",
        "Paragraph 2 is here.\nParagraph 3 is here.",
    ]


def test_a_paragraph_that_would_be_cut_opens_a_passage_of_its_own() -> None:
    blocks = [Block("paragraph", f"Well {i} was drilled. Its pump works.", headings=("Water",)) for i in range(2)]
    assert [p.text for p in split(report(*blocks), words, limit=12, least=5)] == [
        "Well 0 was drilled. Its pump works.",
        "Well 1 was drilled. Its pump works.",
    ]


def test_a_paragraph_after_only_a_few_words_is_cut_rather_than_leave_them_alone() -> None:
    blocks = [Block("paragraph", f"Well {i} was drilled. Its pump works.", headings=("Water",)) for i in range(2)]
    assert [p.text for p in split(report(*blocks), words, limit=12, least=8)] == [
        "Well 0 was drilled. Its pump works.\nWell 1 was drilled.",
        "Its pump works.",
    ]


kinds = st.sampled_from(["heading", "paragraph", "item", "row", "cell"])
texts = st.text(alphabet="ab .C|\u00e9", min_size=1, max_size=60).filter(lambda t: t.strip() == t and t)
blocks = st.builds(
    Block,
    kind=kinds,
    text=texts,
    page=st.sampled_from([1, 2]),
    row=st.sampled_from([None, 1]),
    column=st.sampled_from([None, "Progress"]),
    continues=st.booleans(),
)


@given(st.lists(blocks, max_size=12), st.integers(3, 12))
def test_every_passage_and_sentence_is_a_slice_of_the_document(found: list[Block], limit: int) -> None:
    document = report(*found)
    text = document.text
    assert all(text[s.start : s.end] == s.block.text for s in document.spans())
    passages = split(document, words, limit=limit)
    assert all(text[p.start : p.end] == p.text for p in passages)
    assert all(0 <= a < b <= len(p.text) for p in passages for a, b in p.sentences)
    covered = {i for p in passages for i in range(p.start, p.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
