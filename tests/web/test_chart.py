"""A chart as SVG and as a table."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.chart import Bar, Chart, figure, svg

TWO = Chart("c", "By donor", "How many.", ("Donor", "Number"), (Bar("Norland", 4, "4"), Bar("West & Co", 1, "1")))


def test_a_chart_is_drawn_in_percentages_with_its_labels_title_and_description() -> None:
    assert svg(TWO) == (
        '<svg class="chart" role="img" aria-labelledby="c-title c-text" width="100%" height="76">'
        '<title id="c-title">By donor</title>'
        '<desc id="c-text">How many. Norland: 4; West &amp; Co: 1</desc>'
        '<g><text x="0" y="15">Norland</text><text x="100%" y="15" class="said" text-anchor="end">4</text>'
        '<rect class="ground" x="0" y="21" width="100%" height="9"/>'
        '<rect class="bar" x="0" y="21" width="100.0%" height="9"/></g>'
        '<g><text x="0" y="53">West &amp; Co</text><text x="100%" y="53" class="said" text-anchor="end">1</text>'
        '<rect class="ground" x="0" y="59" width="100%" height="9"/>'
        '<rect class="bar" x="0" y="59" width="25.0%" height="9"/></g></svg>'
    )


def test_the_same_numbers_stand_in_a_table() -> None:
    assert figure(TWO, "As a table").endswith(
        '<p class="chart-text">How many.</p><details class="folded"><summary>As a table</summary>'
        '<table class="numbers"><caption class="unseen">By donor</caption>'
        '<thead><tr><th scope="col">Donor</th><th scope="col">Number</th></tr></thead>'
        '<tbody><tr><th scope="row">Norland</th><td>4</td></tr>'
        '<tr><th scope="row">West &amp; Co</th><td>1</td></tr></tbody></table></details></figure>'
    )


def test_a_long_label_is_shortened_in_the_drawing_and_whole_in_its_description() -> None:
    name = "The Joint Facility of Norland and Westmark for Wells"
    drawn = svg(Chart("c", "T", "X", ("A", "B"), (Bar(name, 0, "0"),)))
    assert ">The Joint Facility of Norland and…</text>" in drawn
    assert f"{name}: 0</desc>" in drawn


@given(st.text(st.characters(exclude_categories=("C",)), max_size=60), st.floats(0, 1e15))
def test_whatever_a_label_holds_the_drawing_stays_well_formed(label: str, value: float) -> None:
    drawn = ElementTree.fromstring(svg(Chart("c", label, label, (label, label), (Bar(label, value, label),) * 2)))  # noqa: S314 - ours
    assert [part.tag for part in drawn] == ["title", "desc", "g", "g"]
    assert all(0 <= float(bar.get("width", "").rstrip("%")) <= 100 for bar in drawn.iter("rect"))
