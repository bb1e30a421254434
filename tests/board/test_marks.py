"""The marks that reports are written in: what is read is what was meant, and reads back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marram.board.rules import marks
from marram.board.vocabulary.blocks import (
    Bullets,
    Heading,
    Paragraph,
    Run,
    Table,
    cells,
    line,
)
from marram.board.vocabulary.reports import Live, LiveKind


WORDS = st.text(alphabet="ab 1.)#-*[]|\\:_\n(!T", max_size=8)
LINKS = st.sampled_from(
    ["", "", "", "https://example.org/a?b=c", "mailto:a@example.org", "/plans/"]
)
LINES = st.lists(st.builds(Run, WORDS, st.booleans(), st.booleans(), LINKS), max_size=4).map(
    marks.tidy
)
FILLED = LINES.filter(bool)
PLAIN = WORDS.map(lambda words: "".join(run.words for run in marks.tidy([Run(words)])))


@st.composite
def tables(draw):
    width = draw(st.integers(1, 3))
    row = st.tuples(*(LINES for _ in range(width)))
    rows = draw(st.lists(row, max_size=3))
    numeric = draw(st.sets(st.integers(0, width - 1)))
    return Table(draw(PLAIN), draw(row), tuple(rows), numeric=tuple(sorted(numeric)))


BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 3), PLAIN.filter(bool)),
    st.builds(Paragraph, FILLED),
    st.builds(Bullets, st.lists(FILLED, min_size=1, max_size=3).map(tuple), st.booleans()),
    tables(),
    st.builds(Live, st.sampled_from(LiveKind), st.sampled_from(["living-well", "carers_2"])),
)


@settings(max_examples=300)
@given(written=st.lists(BLOCKS, max_size=4).map(tuple))
def test_what_is_written_reads_back_the_same(written):
    assert marks.read(marks.write(written)) == written


@settings(max_examples=200)
@given(text=st.text(alphabet="ab1.)#-*[]|\\:\n ", max_size=40))
def test_any_text_can_be_read_and_settles_at_once(text):
    once = marks.read(text)

    assert marks.read(marks.write(once)) == once


def test_a_report_reads_as_its_author_meant_it():
    text = """
# Where we are
Two hubs are **open**,
and [the plan](https://example.org/plan) says *why*.
- First
  goes on
- Second

1. Agree
2) Note
Table: Spend by scheme
| Scheme | Pounds |
|:-------|-------:|
| Homes \\| streets | 1,200 |
| Hubs |
[[plan-progress: living-well]]
"""

    assert marks.read(text) == (
        Heading(1, "Where we are"),
        Paragraph(
            (
                Run("Two hubs are "),
                Run("open", bold=True),
                Run(", and "),
                Run("the plan", link="https://example.org/plan"),
                Run(" says "),
                Run("why", italic=True),
                Run("."),
            )
        ),
        Bullets((line("First goes on"), line("Second"))),
        Bullets((line("Agree"), line("Note")), numbered=True),
        Table(
            "Spend by scheme",
            cells("Scheme", "Pounds"),
            (cells("Homes | streets", "1,200"), cells("Hubs", "")),
            numeric=(1,),
        ),
        Live(LiveKind.PLAN_PROGRESS, "living-well"),
    )


@pytest.mark.parametrize(
    "words",
    [
        "5 * 3 * 2 = 30",
        "**never closed",
        "[not safe](javascript:alert(1))",
        "[elsewhere](//example.org)",
        "<script>alert(1)</script>",
        "a | bar",
        "[[plan-progress]]",
        "[[unknown: block]]",
    ],
)
def test_what_is_no_mark_is_words(words):
    assert marks.read(words) == (Paragraph(line(words)),)


def test_a_long_line_of_stars_is_read_in_no_time():
    text = "*a" * 50_000

    (paragraph,) = marks.read(text)

    assert "".join(run.words for run in paragraph.runs) == "a" * 50_000
