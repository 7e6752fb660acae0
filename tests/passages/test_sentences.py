from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from assistant.passages import sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


def test_a_full_stop_inside_an_abbreviation_or_a_figure_ends_no_sentence() -> None:
    assert cut("Fig. 3 shows U.S. support of 2.5 million, i.e. half. Dr. Som agreed.") == [
        "Fig. 3 shows U.S. support of 2.5 million, i.e. half.",
        "Dr. Som agreed.",
    ]


def test_a_short_form_before_a_figure_ends_no_sentence() -> None:
    assert cut("Load the cart (max. 25 kg). Wait for 30 min. Push it.") == [
        "Load the cart (max. 25 kg).",
        "Wait for 30 min.",
        "Push it.",
    ]


def test_a_list_number_is_no_sentence() -> None:
    assert cut("12. The centres opened. They are full.") == ["12. The centres opened.", "They are full."]


def test_questions_and_closing_quotation_marks_end_a_sentence() -> None:
    assert cut("Is it done? “It is.” The work goes on.") == ["Is it done?", "“It is.”", "The work goes on."]


def test_a_long_sentence_is_cut_at_its_lettered_items() -> None:
    item = "a donor gave a long list of many different things to many offices in the provinces of the north"
    text = f"Support came in three forms: (a) {item}; (b) {item}; and (c) {item}."
    assert cut(text) == [
        "Support came in three forms:",
        f"(a) {item};",
        f"(b) {item};",
        f"and (c) {item}.",
    ]


def test_a_stretch_without_any_full_stop_is_cut_into_readable_lengths() -> None:
    pieces = cut("wells and pumps " * 400)
    assert max(map(len, pieces)) <= 1200
    assert " ".join(pieces).split() == ("wells and pumps " * 400).split()


@given(st.text(alphabet=st.sampled_from("abC. ?!;:()1\n\"'”"), max_size=400))
def test_sentences_are_in_order_never_overlap_and_lose_nothing_but_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).split() == "".join(text.split()).split() or (
        "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    )
