"""What our own components say and draw."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from marram.design import components as c
from tests.design.markup import said
from tests.design.pages import elements


def words(html: object) -> str:
    """Return what a person reads, with single spaces."""
    return " ".join(str(each[1]) for each in said(str(html)) if each[0] == "words")


@given(any_of.text(min_size=1))
def test_plain_text_is_never_taken_for_markup(text: str):
    inside = [tag for tag, _ in elements(str(c.Tag(f"<b>{text}")))]

    assert inside == ["strong"]


def test_a_component_in_a_component_is_printed_once_and_whole():
    table = c.Table(rows=((c.Tag("Late"), c.Link("Plan", "/?a=1&b=2")),))

    assert str(c.Tag("Late")).strip() in str(table)
    assert 'href="/?a=1&amp;b=2"' in str(table)


def test_a_number_in_a_table_stands_on_the_right():
    table = str(c.Table(rows=(("Council", 118),)))

    assert '<td class="govuk-table__cell govuk-table__cell--numeric">118</td>' in table


def test_a_button_that_may_not_be_pressed_says_why_to_everybody():
    button = str(c.Button("Close the round", reason_not="Three have not answered.", url="/close/"))

    pressed = next(each for tag, each in elements(button) if tag == "button")
    reason = next(each for tag, each in elements(button) if tag == "p")
    assert "disabled" in pressed
    assert pressed["aria-describedby"] == reason["id"]
    assert "Three have not answered." in button
    assert "/close/" not in button


@pytest.mark.parametrize("tone", c.Tone)
def test_a_state_is_a_word_a_colour_and_a_shape_of_its_own(tone: c.Tone):
    tag = str(c.StatusTag("Some state", tone))

    shapes = {str(c.StatusTag("Some state", each)).split(' d="')[1] for each in c.Tone}
    assert "Some state" in words(tag)
    assert f"marram-status--{tone}" in tag
    assert len(shapes) == len(c.Tone)


def test_a_state_that_nobody_knows_is_a_mistake_we_hear_of():
    with pytest.raises(ValueError, match="mauve"):
        str(c.StatusTag("Late", "mauve"))


def test_a_claim_that_the_record_does_not_bear_out_stands_out():
    claimed, computed = c.StatusTag("On track", "green"), c.StatusTag("Overdue", "red")

    differing = c.StatusPair(claimed, computed, ("It was due on 31 March.",))

    assert differing.differ
    assert not c.StatusPair(claimed, claimed).differ
    assert "It was due on 31 March." in words(differing)


def test_the_history_of_a_state_reads_as_words_and_grows_taller_as_it_worsens():
    spans = (
        c.Span("Green", "green", date(2019, 1, 1), date(2019, 7, 1)),
        c.Span("Red", "red", date(2019, 7, 1), date(2020, 1, 1)),
    )

    band = c.HistoryBand("Status", spans)

    assert band.words == "Status: Green from 1 January 2019, then Red from 1 July 2019"
    first, second = band.stretches
    assert first.x == 0
    assert second.x + second.width == 1000
    assert second.height > first.height
    assert 'role="img"' in str(band)


@pytest.mark.parametrize(("done", "out_of", "width"), [(17, 20, 85), (0, 0, 0), (3, 2, 100)])
def test_progress_reaches_as_far_as_is_done(done: int, out_of: int, width: int):
    assert c.Progress(done, out_of, "answered").width == width


def test_a_table_to_take_away_offers_its_files_only_when_it_has_rows():
    full = str(c.DataTable("Actions", ("Reference",), (("1.1",),), csv_url="/a.csv"))
    empty = c.DataTable("Actions", ("Reference",), (), csv_url="/a.csv", empty="None is late.")

    assert "/a.csv" in full
    assert "/a.csv" not in str(empty)
    assert "None is late." in words(empty)


def test_a_table_of_many_columns_names_each_cell_for_a_phone_that_lists_its_rows():
    columns = ("Area", c.Column("Rate", numeric=True), "Trend", "Note")
    rows = ((c.Cell("North", colspan=4),), ("Millbrook", "12.5", "rising", ""))

    table = elements(str(c.DataTable("Rates", columns, rows)))
    narrow = elements(str(c.DataTable("Rates", columns[:3], (rows[1][:3],))))

    assert [each["data-label"] for _, each in table if "data-label" in each] == [
        "Rate",
        "Trend",
        "Note",
    ]
    assert "marram-stacked" in next(each["class"] for tag, each in table if tag == "table")
    assert "marram-stacked" not in next(each["class"] for tag, each in narrow if tag == "table")
    assert not any("data-label" in each for _, each in narrow)


def test_a_filter_lives_in_the_address():
    bar = str(
        c.FilterBar(
            (c.Input("words", label="Words", value="triage"),),
            kept=(("order", "due"),),
            applied=(c.Applied("Late only", "?words=triage"),),
        )
    )

    form = next(each for tag, each in elements(bar) if tag == "form")
    assert form["method"] == "get"
    assert '<input type="hidden" name="order" value="due">' in bar
    assert "Remove the filter Late only" in words(bar)


def test_a_column_of_a_board_counts_what_it_does_not_show():
    lane = c.Lane("Late", (c.Card("One", "/1/"),), total=9, more_url="/late/")

    board = words(c.Board("Actions", (lane, c.Lane("Done", ()))))

    assert "Late 9" in board
    assert "All 9" in board
    assert "Done 0" in board
    assert "None" in board


def test_a_tree_is_as_deep_as_what_it_shows():
    deep = c.Branch("Group", branches=(c.Branch("Sub-group", branches=(c.Branch("Forum"),)),))

    lists = [tag for tag, _ in elements(str(c.Tree("Groups", (deep,)))) if tag == "ul"]

    assert len(lists) == 3


def test_a_risk_stands_in_the_square_of_its_likelihood_and_impact():
    grid = c.RiskGrid("Risks", (c.Weighed("R1", "The grant ends", 4, 5),))

    (square,) = (square for _, row in grid.lines for square in row if square.risks)
    assert (square.score, square.band) == (20, "very high")
    assert [likelihood for likelihood, _ in grid.lines] == [5, 4, 3, 2, 1]
    assert sum(len(row) for _, row in grid.lines) == 25


@pytest.mark.parametrize(
    ("score", "band"),
    [((1, 4), "low"), ((1, 5), "medium"), ((2, 5), "high"), ((4, 4), "very high")],
)
def test_the_bands_of_risk_begin_where_they_are_said_to(score: tuple[int, int], band: str):
    grid = c.RiskGrid("Risks", (c.Weighed("R1", "A risk", *score),))

    assert [s.band for _, row in grid.lines for s in row if s.risks] == [band]


YEAR = (date(2015, 1, 1), date(2016, 1, 1))


def timeline(*bars: c.Bar, today: date | None = None) -> c.Timeline:
    return c.Timeline("Plan", bars, *YEAR, today=today)


def drawn(bar: c.Bar):
    ((_, (only,)),) = timeline(bar).groups
    return only


def test_a_bar_lies_where_its_days_lie():
    bar = drawn(c.Bar("Pilot", date(2015, 1, 1), date(2015, 7, 2)))

    assert (bar.x, bar.width) == (0, 498)
    assert bar.words == "1 January 2015 to 2 July 2015"


def test_a_bar_that_begins_before_the_picture_is_held_within_it():
    bar = drawn(c.Bar("Old", date(2010, 1, 1), date(2030, 1, 1)))

    assert (bar.x, bar.width) == (0, 1000)


def test_a_bar_without_an_end_runs_on_and_is_drawn_so():
    bar = drawn(c.Bar("Always", date(2015, 7, 2), None, words="On-going"))

    assert bar.open_end and not bar.open_start
    assert bar.x + bar.width == 1000
    assert bar.words == "On-going"


def test_a_bar_without_any_date_is_not_drawn_but_said():
    bar = drawn(c.Bar("Sometime", None, None))

    assert not bar.known
    assert bar.words == "No date yet"


def test_today_is_drawn_when_it_is_in_the_picture():
    assert timeline(c.Bar("A", *YEAR), today=date(2015, 7, 2)).today_at == 498
    assert timeline(c.Bar("A", *YEAR), today=date(2017, 1, 1)).today_at is None


def test_bars_stand_under_their_headings_in_the_order_given():
    places = (("1", "B"), ("2", "A"), ("3", "B"))

    groups = timeline(*(c.Bar(label, *YEAR, group=group) for label, group in places)).groups

    assert [(group, [each.bar.label for each in of]) for group, of in groups] == [
        ("B", ["1", "3"]),
        ("A", ["2"]),
    ]


PICTURE = c.LinkPicture(
    "One plan rests on a strategy that has run out",
    (
        c.Band("National", (c.Node("n1", "First"), c.Node("n2", "Second"))),
        c.Band("Middle", (c.Node("m1", "Alone"),)),
        c.Band("Borough", (c.Node("b1", "Plan", "/plan/"), c.Node("b2", "Other plan"))),
    ),
    (
        c.Edge("b1", "n2", "delivers"),
        c.Edge("b2", "n1", "aligns with"),
        c.Edge("b1", "gone", "uses"),
    ),
)


def test_lines_cross_less_when_things_stand_by_their_neighbours():
    places = {each.node.key: each.y for each in PICTURE.drawn_nodes}

    assert (places["n1"] < places["n2"]) == (places["b2"] < places["b1"])


def test_no_two_things_in_a_picture_overlap():
    spots = [(each.x, each.y) for each in PICTURE.drawn_nodes]

    assert len(set(spots)) == 5
    assert max(x for x, _ in spots) + 220 <= PICTURE.width


def test_a_line_across_a_column_runs_between_its_boxes():
    heights = {int(edge.path.split("H")[0].split()[-1]) for edge in PICTURE.drawn_edges}

    boxes = [each.y for each in PICTURE.drawn_nodes if each.node.key == "m1"]
    assert not [height for height in heights for y in boxes if y <= height <= y + 50]


def test_the_twin_of_a_picture_holds_every_link_also_those_not_drawn():
    assert PICTURE.facts == (
        ("Plan", "delivers", "Second", ""),
        ("Other plan", "aligns with", "First", ""),
        ("Plan", "uses", "gone", ""),
    )
    assert len(PICTURE.drawn_edges) == 2
    assert "gone" in words(PICTURE)


def test_a_kind_of_link_has_a_line_of_its_own():
    lines = {arrow.kind: arrow.line for arrow in PICTURE.arrows}

    assert lines == {"delivers": "solid", "aligns with": "dashed", "uses": "dotted"}


def test_a_long_name_is_cut_to_two_lines_and_said_in_full():
    name = "Strategy for the wellbeing of everybody who lives, works and learns in the borough"

    picture = str(c.LinkPicture("One", (c.Band("Borough", (c.Node("a", name),)),), ()))

    assert f"<title>{name}</title>" in picture
    assert "…" in picture


def test_a_history_shows_both_sides_of_a_change():
    entry = c.Entry(
        "Plan lead",
        datetime(2019, 1, 5, 14, 2, tzinfo=UTC),
        "Changed an action",
        (c.Change("Due date", "", "30 June 2019"),),
    )

    history = words(c.History((entry,)))

    assert "Changed an action" in history
    assert "5 January 2019 at 14:02" in history
    assert "Before nothing After 30 June 2019" in history


def test_a_history_shows_what_a_new_record_says_as_it_was_written():
    changes = (c.Change("Title", "", "Street triage"), c.Change("Note", "", ""))
    entry = c.Entry("Plan lead", datetime(2019, 1, 5, tzinfo=UTC), "Added", changes, began=True)

    history = words(c.History((entry,)))

    assert "Title Street triage" in history
    assert "nothing" not in history
    assert "Note" not in history


def test_two_texts_that_clash_are_both_shown_and_both_sent():
    clash = c.Clash("wording", "Action", theirs='Triage "by June"', yours="Triage <now>")

    conflict = str(c.Conflict((clash,), who="The plan lead", version=4))

    sent = {(each["name"], each["value"]) for tag, each in elements(conflict) if tag == "input"}
    assert sent == {
        ("seen_version", "4"),
        ("keep-wording", "theirs"),
        ("keep-wording", "yours"),
        ("theirs-wording", 'Triage "by June"'),
        ("yours-wording", "Triage <now>"),
    }
    assert "The plan lead changed this while you were writing" in words(conflict)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ((date(2019, 6, 5), None), "1 of 2 signed"),
        ((date(2019, 6, 5), date(2019, 6, 6)), "Signed off"),
    ],
)
def test_a_thing_is_signed_off_when_all_have_signed(days: tuple[date | None, ...], state: str):
    signatures = tuple(c.Signature(f"Role {n}", "A name", on) for n, on in enumerate(days))

    assert c.SignOff("Annual review", signatures).tag.label == state


@pytest.mark.parametrize(("lines", "density"), [(4, "roomy"), (70, "close"), (150, "tight")])
def test_a_sheet_of_many_lines_is_printed_closer(lines: int, density: str):
    sheet = c.Sheet("Plan", (c.Box("Actions", ("An action",) * lines),))

    assert sheet.density == density
