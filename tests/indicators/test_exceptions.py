"""Reports by exception: found by rule, in the record's own figures too."""

from datetime import date, timedelta
from importlib import resources

import pytest

from marram.indicators import queries
from marram.indicators.actions import scorecards as actions
from marram.methods.targets import Standing
from marram.site import demo
from tests.world import indicators as world
from tests.world import millbrook as borough
from tests.world.scorecards import CARD


pytestmark = pytest.mark.database
ON = date(2025, 7, 10)


@pytest.fixture
def record(db):
    """The part of the published record that the two reports rest on, loaded as the demo does."""
    folder = resources.files("marram.site") / "record"
    for name in (
        "organisations.csv", "areas.csv", "areas_within.csv", "data_sources.csv", "indicators.csv",
        "observations.csv", "scorecards.csv", "exception_notes.csv",
    ):  # fmt: skip
        content = (folder / name).read_bytes()
        counts, aside = demo._take_in(content, name, demo.RECORD[name], borough.NOW)
        assert aside == 0, name


def report(viewer, slug=CARD, **asked):
    return queries.exception_report(viewer=viewer, slug=slug, on=ON, **asked)


def test_what_misses_is_found_and_what_is_met_is_named(watched, resident):
    found = report(resident)

    assert [each.indicator for each in found.rows] == ["waits"]
    assert found.rows[0].reasons == ("Millbrook: 88.7% in May 2025, against 92%",)
    assert found.rows[0].periods == ("February 2025", "March 2025", "April 2025", "May 2025")
    assert found.newest == "May 2025"


def recover() -> None:
    """June comes in better, and its standard is lower."""
    standard = world.row("waits", "June 2025", kind="standard", value=85)
    world.bring_in(
        [world.row("waits", "June 2025", value=89.0), standard], source="delivery 2: june.csv"
    )


def test_a_measure_that_recovers_leaves_the_report(watched, resident):
    recover()

    found = report(resident)

    assert found.rows == ()
    assert found.met == ("People seen within 18 weeks",)


def test_a_note_can_keep_a_measure_that_is_met(watched, resident):
    recover()
    actions.write_note(
        by=watched.lead, at=borough.NOW, slug=CARD, indicator="waits", seen_version=1,
        fields={"keeps": True},
    )  # fmt: skip

    (row,) = report(resident).rows

    assert not row.missed
    assert row.note.keeps


def test_the_recovery_date_is_tested_on_the_sound_figures(watched, resident):
    (row,) = report(resident).rows

    assert row.recovery.by == date(2025, 12, 31)
    assert row.recovery.chance < 0.1
    assert "by 31 December 2025" in row.recovery.sentence
    assert "very unlikely" in row.recovery.sentence


def test_a_waiting_list_that_came_in_is_simulated(watched, resident):
    rows = [
        world.row("waits", "May 2025", category_type="Waiting list", category=name, count=count)
        for name, count in (
            ("joined", 30), ("seen", 90), ("within", 4),
            *((f"waiting {months}", 30) for months in range(12)),
        )
    ]  # fmt: skip
    world.bring_in(rows, source="delivery 2: list.csv")

    (row,) = report(resident).rows

    assert row.recovery.ways[0].name == "waiting list"
    assert row.recovery.chance == 1.0


@pytest.mark.parametrize("slug", ["south_sefton", "southport_formby"])
def test_the_record_s_reports_show_the_measures_that_the_record_shows(record, resident, slug):
    """Source: CCG exception reports, month 3 of 2019/20 (exception_notes.csv of the record)."""
    published = queries.notes(slug=slug)

    found = report(resident, slug)

    assert {row.indicator for row in found.rows} == set(published)
    assert len(found.rows) == 8
    assert found.newest == "June 2019"
    assert found.met == ()


def test_the_measures_miss_by_rule_except_the_one_that_its_note_says_is_good(record, resident):
    by_rule = {
        slug: {row.indicator for row in report(resident, slug).rows if row.missed}
        for slug in ("south_sefton", "southport_formby")
    }

    assert len(by_rule["south_sefton"]) == 8
    every = by_rule["south_sefton"]
    assert every - by_rule["southport_formby"] == {"rtt18"}


def test_3707_percent_is_struck_and_judged_nowhere(record, resident):
    row = next(
        each for each in report(resident, "south_sefton").rows if each.indicator == "iapt_recovery"
    )

    cells = dict(zip(row.periods, row.lines[0].periods, strict=True))
    april = cells["April 2019"]
    assert (april.figure.value, april.figure.struck) == (3707.0, True)
    assert april.standing == Standing.NOT_JUDGED
    assert row.reasons == ("NHS South Sefton CCG: 36.8% in June 2019, against 50%",)


def test_the_record_s_yellow_is_our_third_state(record, resident):
    """The record: yellow denotes the plan achieved and the national standard missed. In June 2019
    Aintree's diagnostics were at the standard, the group's at neither (plan 1.26%)."""
    row = next(each for each in report(resident, "south_sefton").rows if each.indicator == "diag6")

    june = [line.periods[-1] for line in row.lines]
    assert [each.figure.value for each in june] == [1.56, 0.33]
    assert [each.standing for each in june] == [Standing.NEITHER_MET, Standing.STANDARD_MET]
    assert row.lines[0].targets.plan == 1.26


def test_a_report_of_the_past_is_the_same_to_the_byte(watched, client, resident):
    address = f"/scorecards/{CARD}/exceptions/?on=2025-07-10&as-at=2025-07-10T09:00&format=csv"
    before = client.get(address).content
    later = borough.NOW + timedelta(days=30)

    world.bring_in([world.row("waits", "June 2025", value=88.9)], at=later, source="delivery 2: j")
    actions.write_note(
        by=watched.lead, at=later, slug=CARD, indicator="waits", seen_version=1,
        fields={"key_issues": "None"},
    )  # fmt: skip

    assert client.get(address).content == before
    assert client.get(f"/scorecards/{CARD}/exceptions/?format=csv").content != before
