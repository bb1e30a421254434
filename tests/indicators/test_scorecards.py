"""Scorecards: what is chosen, how it is judged, what is carried forward, and who may."""

import json
from dataclasses import asdict
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marram.foundation.events import Event
from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.indicators import actions as measures_actions
from marram.indicators import queries
from marram.indicators.actions import scorecards as actions
from marram.indicators.queries.indicator_page import indicator_page
from marram.indicators.rules import targets
from marram.indicators.rules.targets import Targets
from marram.methods.targets import Standing
from tests.world import indicators as world
from tests.world import millbrook as borough
from tests.world.scorecards import CARD, NOTE


pytestmark = pytest.mark.database
ON = date(2025, 7, 10)


def row(viewer, indicator, **asked):
    page = queries.scorecard(viewer=viewer, slug=CARD, on=ON, **asked)
    return next(each for each in page.rows if each.indicator == indicator)


def test_a_measure_is_judged_by_its_newest_sound_figure(watched, resident):
    said = row(resident, "waits").measured

    assert (said.newest.shown, said.newest.period) == ("88.7%", "May 2025")
    assert (said.targets.standard, said.targets.plan) == (92, 90)
    assert said.standing == Standing.NEITHER_MET
    assert said.variation == "concern, low"
    assert said.assurance == "will sometimes meet the target"


def test_a_value_in_doubt_is_no_part_of_the_judgement(watched, resident):
    said = row(resident, "waits").measured

    page = indicator_page(viewer=resident, slug="waits", on=ON)
    assert [each.value for each in page.run if each.struck] == [912.0]
    assert 912.0 not in said.values
    assert said.values.count(None) == 1


def test_a_measure_without_a_target_is_not_judged_but_has_its_trend(watched, resident):
    said = row(resident, "lonely").measured

    assert said.standing == Standing.NOT_JUDGED
    assert said.trend == "Increasing and getting worse"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2024, 4, 20), "Up to date"),
        (date(2024, 5, 2), "1 month old"),
        (date(2026, 3, 31), "23 months old"),
        (date(2026, 4, 1), "2 years old"),
        (date(2026, 4, 3), "A newer figure was due by 2 April 2026."),
    ],
)
def test_a_figure_s_age_counts_from_the_end_of_its_period(on, said, watched, resident):
    """The newest count of falls is of 2023/24, and one comes every year."""
    page = queries.scorecard(viewer=resident, slug=CARD, on=on)
    falls = next(each for each in page.rows if each.indicator == "falls")

    assert falls.measured.freshness == said


def test_a_figure_at_plan_and_under_the_standard_is_the_third_state(watched, resident):
    plan = world.row("waits", "June 2025", kind="plan", value=88)
    world.bring_in([world.row("waits", "June 2025", value=89.0), plan], source="delivery 2: june")

    assert row(resident, "waits").measured.standing == Standing.PLAN_MET


def test_a_scorecard_can_be_sent_as_json(watched, resident):
    page = queries.scorecard(viewer=resident, slug=CARD, on=ON)

    again = json.loads(json.dumps(asdict(page), default=str))

    assert [each["indicator"] for each in again["rows"]] == ["waits", "lonely", "falls"]


def test_last_month_s_card_is_made_again_as_it_was(watched, resident):
    before = queries.scorecard(viewer=resident, slug=CARD, on=ON, as_at=borough.NOW)
    later = borough.NOW + timedelta(days=20)

    actions.drop(by=borough.BUILDER, at=later, slug=CARD, indicator="falls")
    actions.write_note(
        by=borough.BUILDER, at=later, slug=CARD, indicator="waits", seen_version=1,
        fields={"key_issues": "Something else"},
    )  # fmt: skip
    lowered = world.row("waits", "June 2025", kind="standard", value=85)
    world.bring_in(
        [world.row("waits", "June 2025", value=89.0), lowered], at=later, source="delivery 2: june"
    )
    measures_actions.redefine(
        by=borough.BUILDER, at=later, slug="lonely", seen_version=1,
        fields={"polarity": "high is good"},
    )  # fmt: skip

    again = queries.scorecard(viewer=resident, slug=CARD, on=ON, as_at=borough.NOW)
    now = queries.scorecard(viewer=resident, slug=CARD, on=ON)
    told = asdict(again) | {"card": None}
    assert told == asdict(before) | {"card": None}
    assert again.card.lines == before.card.lines
    assert [each.indicator for each in now.rows] == ["waits", "lonely"]
    assert now.rows[0].measured.standing == Standing.STANDARD_MET


def test_a_card_asks_as_often_for_one_line_as_for_many(watched, resident):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            queries.scorecard(viewer=resident, slug=CARD, on=ON)
        return len(seen)

    few = asked()
    for number in range(47):
        slug = f"more-{number}"
        measures_actions.define(
            by=borough.BUILDER, at=borough.SPRING, slug=slug, fields=world.WAITS,
            published_on=date(2025, 4, 1),
        )  # fmt: skip
        actions.watch(by=borough.BUILDER, at=borough.SPRING, slug=CARD, indicator=slug)

    assert asked() == few == 8


def test_what_is_not_published_does_not_show(watched, resident):
    actions.watch(by=borough.BUILDER, at=borough.SPRING, slug=CARD, indicator="draft")

    public = queries.scorecard(viewer=resident, slug=CARD, on=ON)
    partner = queries.scorecard(viewer=watched.partner, slug=CARD, on=ON)
    assert public.missing == 1
    assert "draft" not in [each.indicator for each in public.rows]
    assert "draft" in [each.indicator for each in partner.rows]


def test_a_card_that_is_not_published_is_not_there_for_residents(watched, resident):
    actions.amend_scorecard(
        by=watched.lead, at=borough.NOW, slug=CARD, seen_version=1, fields={"published_on": None}
    )

    with pytest.raises(Missing, match="There is no scorecard board."):
        queries.scorecard(viewer=resident, slug=CARD, on=ON)


def test_a_note_is_carried_forward_until_it_is_written_anew(watched, resident):
    first = row(resident, "waits").note
    later = borough.NOW + timedelta(days=100)

    actions.write_note(
        by=watched.lead, at=later, slug=CARD, indicator="waits", seen_version=1,
        fields={"key_actions": "A new ward"},
    )  # fmt: skip

    second = row(resident, "waits").note
    assert (first.number, first.key_actions) == (1, "Weekend lists")
    assert (second.number, second.key_actions) == (2, "A new ward")
    assert second.key_issues == first.key_issues


def test_of_two_who_write_a_note_the_second_is_shown_both_texts(watched):
    written = {"slug": CARD, "indicator": "waits", "seen_version": 1}
    actions.write_note(by=watched.lead, at=borough.NOW, fields={"key_issues": "Heating"}, **written)

    with pytest.raises(Conflict) as both:
        actions.write_note(
            by=watched.analyst, at=borough.NOW, fields={"key_issues": "Staff"}, **written
        )

    assert both.value.theirs == {"key_issues": "Heating"}
    assert both.value.version == 2


def test_a_note_that_says_the_same_is_not_written_again(watched, heard: list[Event]):
    actions.write_note(
        by=watched.lead, at=borough.NOW, slug=CARD, indicator="waits", seen_version=1, fields=NOTE
    )

    assert queries.note_number(slug=CARD, indicator="waits") == 1
    assert heard == []


def test_an_ended_note_is_not_shown(watched, resident):
    actions.write_note(
        by=watched.lead, at=borough.NOW, slug=CARD, indicator="waits", seen_version=1,
        fields={"closed": True},
    )  # fmt: skip

    assert not row(resident, "waits").note.written


@pytest.mark.parametrize(
    ("do", "sentence"),
    [
        (
            lambda by, at: actions.watch(by=by, at=at, slug=CARD, indicator="waits"),
            "This measure stands on the scorecard already.",
        ),
        (
            lambda by, at: actions.make_scorecard(
                by=by, at=at, slug=CARD, fields={"title": "A", "place": world.MILLBROOK}
            ),
            "There already is a scorecard board.",
        ),
        (
            lambda by, at: actions.make_scorecard(
                by=by, at=at, slug="new", fields={"title": "A", "place": "nowhere"}
            ),
            "There is no place “nowhere”.",
        ),
        (
            lambda by, at: actions.make_scorecard(
                by=by, at=at, slug="new", fields={"title": " ", "place": world.MILLBROOK}
            ),
            "A scorecard needs a title",
        ),
        (
            lambda by, at: actions.write_note(
                by=by, at=at, slug=CARD, indicator="lonely", seen_version=0, fields={}
            ),
            "Say what the issues are",
        ),
        (
            lambda by, at: actions.write_note(
                by=by, at=at, slug=CARD, indicator="waits", seen_version=1,
                fields={"recovery_on": date(2024, 1, 1)},
            ),
            "1 January 2024 has passed.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_with_a_sentence(watched, do, sentence):
    with pytest.raises(Refused, match=sentence.replace("(", r"\(")):
        do(watched.lead, borough.NOW)


def test_only_those_who_keep_scorecards_may_change_them(watched):
    with pytest.raises(Refused, match="Only plan leads, board officers and analysts"):
        actions.drop(by=watched.partner, at=borough.NOW, slug=CARD, indicator="waits")


def test_what_was_done_is_told(watched, heard: list[Event]):
    at: datetime = borough.NOW
    actions.choose(by=watched.lead, at=at, slug=CARD, add="draft", remove="falls")

    told = [(type(each).__name__, str(each.subject), each.before, each.after) for each in heard]
    assert told == [
        ("MeasureDropped", "indicators.scorecard/board", {"indicator": "falls"}, {}),
        (
            "MeasureWatched",
            "indicators.scorecard/board",
            {},
            {"indicator": "draft", "position": 3},
        ),
    ]


def test_a_target_for_the_very_period_counts_before_that_of_the_year(watched, resident):
    world.bring_in([world.row("waits", "May 2025", kind="plan", value=88)], source="delivery 2: p")

    said = row(resident, "waits").measured

    assert said.targets.plan == 88
    assert said.standing == Standing.PLAN_MET


def test_a_standard_set_elsewhere_holds_for_everybody(watched, resident):
    world.bring_in(
        [world.row("waits", "May 2025", place=world.ASHFORD, value=95.0)], source="delivery 2: a"
    )
    found = queries.results(viewer=resident, on=ON, indicators=["waits"])
    ashford = next(each for each in found if each.slice.place == world.ASHFORD)

    aims = targets.in_force(ashford, found)

    assert aims == Targets(standard=92.0)
