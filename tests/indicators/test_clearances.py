"""A doubted figure is looked at and kept as right, taken back, and told as it was before."""

from datetime import date, datetime, timedelta

import pytest

from marram.foundation.verdicts import Missing, Refused
from marram.indicators import queries
from marram.indicators.actions import clearances as actions
from marram.indicators.actions.recomputing import recompute
from marram.indicators.events import FigureDoubtedAgain, FigureKept
from marram.indicators.models import Clearance
from marram.indicators.queries.indicator_page import indicator_page
from marram.indicators.vocabulary import Flag
from tests.indicators.test_as_it_was import report
from tests.indicators.test_pages import borough_user, words
from tests.world import indicators as world
from tests.world import millbrook as borough


pytestmark = pytest.mark.database
ON = date(2025, 7, 10)
AT = datetime(2025, 7, 10, 9, 0, tzinfo=borough.LONDON)
LATER = AT + timedelta(days=1)
STEPS = (20.1, 20.9, 20.4, 21.0, 20.3, 20.8, 20.2, 20.7, 95.3, 94.8, 95.1)


@pytest.fixture
def jumping(measures):
    """Waits of Ashford that jump in the ninth month and stay there; the ninth is doubted."""
    month = world.parse("April 2024")
    rows = []
    for value in STEPS:
        rows.append(world.row("waits", month.label, place=world.ASHFORD, value=value))
        month = month.next()
    world.bring_in(rows, source="delivery 2: ashford.csv")
    return measures


def doubted(flag, viewer=borough.BUILDER):
    """Return the figures that a rule doubts."""
    found = queries.results(viewer=viewer, on=ON, indicators=["waits"])
    return [each for each in found if flag in {finding.flag for finding in each.findings}]


def the_jump():
    [found] = doubted(Flag.JUMP)
    return found


def keep(by, figure, at=AT, reason="A second hospital opened.", indicator="waits"):
    actions.keep_figure(by=by, at=at, indicator=indicator, figure=figure, reason=reason)


def test_a_kept_figure_is_struck_no_more_and_judged_again(jumping):
    figure = the_jump().figure

    keep(jumping.analyst, figure)

    assert doubted(Flag.JUMP) == []
    [kept] = [e for e in queries.results(viewer=jumping.analyst, on=ON) if e.kept]
    assert (kept.figure, kept.judged, kept.estimate.value) == (figure, True, 95.3)
    assert kept.kept[0].sentence == (
        "Row 10: jumps beyond its series, looked at and kept on 10 July 2025: "
        "A second hospital opened."
    )


def test_it_counts_in_the_series_again(jumping):
    def values():
        page = indicator_page(viewer=jumping.analyst, slug="waits", on=ON, place=world.ASHFORD)
        return page.measured.values

    before = values()
    keep(jumping.analyst, the_jump().figure)

    assert before[8] is None
    assert values() == STEPS


def test_the_ledger_hears_of_it_with_the_reason(jumping, heard):
    keep(jumping.analyst, the_jump().figure)

    [told] = heard
    assert isinstance(told, FigureKept)
    assert (told.by, str(told.subject)) == (jumping.analyst.key, "indicators.indicator/waits")
    assert told.after["reason"] == "A second hospital opened."
    assert told.after["figure"] == f"{world.ASHFORD}, December 2024"


def test_it_can_be_doubted_again(jumping, heard):
    figure = the_jump().figure
    keep(jumping.analyst, figure)

    actions.doubt_again(
        by=jumping.analyst, at=LATER, indicator="waits", figure=figure, reason="It did not open."
    )

    assert the_jump().struck
    assert isinstance(heard[-1], FigureDoubtedAgain)
    assert heard[-1].after["reason"] == "It did not open."
    keep(jumping.analyst, figure, at=LATER, reason="It did, a month later.")
    assert doubted(Flag.JUMP) == []


def test_results_of_before_stay_as_they_were_to_the_byte(jumping):
    printed, judged = report(), recompute(by=borough.BUILDER, at=AT).path.read_bytes()
    figure = the_jump().figure

    keep(jumping.analyst, figure, at=LATER)

    after = report()
    assert after != printed
    assert report(as_at=AT) == printed
    assert recompute(by=borough.BUILDER, at=LATER, as_at=AT).path.read_bytes() == judged
    assert recompute(by=borough.BUILDER, at=LATER).path.read_bytes() != judged
    again = LATER + timedelta(days=1)
    actions.doubt_again(by=jumping.analyst, at=again, indicator="waits", figure=figure, reason="No")
    assert report() == printed
    assert report(as_at=LATER) == after


def test_what_cannot_be_is_never_kept(jumping):
    [impossible] = doubted(Flag.OUT_OF_RANGE)

    with pytest.raises(Refused) as refused:
        keep(jumping.analyst, impossible.figure)

    assert str(refused.value) == (
        "A value that cannot be is not made right by looking at it. Have it put right at its "
        "source and deliver it again."
    )
    assert not Clearance.objects.exists()


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (
            [{"value": 120.0, "count": 12, "out_of": 10}],
            "A value that cannot be|More cannot be counted than there are.",
        ),
        ([{"value": 5.0, "lower": 6.0, "upper": 7.0}], "An interval holds its value"),
        ([{"value": 5.0}, {"value": 6.0}], "Which of two values is right"),
    ],
)
def test_contradictions_are_put_right_at_their_source(rows, reason, measures):
    world.bring_in(
        [world.row("lonely", "2024/25", place=world.ASHFORD, **said) for said in rows],
        source="delivery 2: odd.csv",
    )
    found = queries.results(viewer=borough.BUILDER, on=ON, indicators=["lonely"])
    odd = next(each for each in found if each.struck)

    with pytest.raises(Refused, match=reason):
        keep(measures.analyst, odd.figure, indicator="lonely")


def test_each_refusal_is_a_sentence(jumping, resident):
    figure = the_jump().figure

    with pytest.raises(Refused, match="Only analysts may keep a doubted figure as right."):
        keep(jumping.lead, figure)
    with pytest.raises(Refused, match="Say why the figure is right"):
        keep(jumping.analyst, figure, reason=" ")
    with pytest.raises(Missing, match="That figure is not doubted"):
        keep(jumping.analyst, "0123456789abcdef")
    with pytest.raises(Refused, match="This figure was not kept as right."):
        actions.doubt_again(
            by=jumping.analyst, at=AT, indicator="waits", figure=figure, reason="Why not"
        )
    keep(jumping.analyst, figure)
    with pytest.raises(Refused, match="Nothing is doubted of this figure"):
        keep(jumping.analyst, figure)


def test_a_newer_delivery_is_doubted_anew(jumping):
    keep(jumping.analyst, the_jump().figure)

    world.bring_in(
        [world.row("waits", "December 2024", place=world.ASHFORD, value=96.2)],
        at=LATER,
        source="delivery 3: again.csv",
    )

    assert the_jump().estimate.value == 96.2


def test_many_lifted_doubts_cost_no_more_queries(jumping, django_assert_num_queries):
    def asked():
        with django_assert_num_queries(3):
            return queries.results(viewer=jumping.analyst, on=ON, indicators=["waits"])

    found = asked()
    the_jump()
    Clearance.objects.bulk_create(
        Clearance(
            figure=f"{number:016}", flag=Flag.JUMP, indicator_id="waits", row=number,
            holding_id=found[0].keys.delivery, said="x", reason="y", cleared_by="z", cleared_at=AT,
        )
        for number in range(50)
    )  # fmt: skip
    assert len(asked()) == len(found)


def test_the_pages_lead_there_and_back(jumping, client):
    figure = the_jump().figure
    client.force_login(borough_user(jumping, "analyst"))
    page = client.get(f"/measures/waits/?place={world.ASHFORD}").content.decode()
    assert f'href="/measures/waits/doubts/{figure}/keep/"' in page
    assert "A value that cannot be is not made right by looking at it." in page

    shown = words(client.get(f"/measures/waits/doubts/{figure}/keep/"))
    assert "far beyond the other steps of this series" in shown
    sent = client.post(f"/measures/waits/doubts/{figure}/keep/", {"reason": "Opened"}, follow=True)

    assert "1 figure was doubted, looked at and kept" in words(sent)
    address = f"/measures/waits/doubts/{figure}/doubt-again/"
    assert f'href="{address}"' in sent.content.decode()
    again = client.post(address, {"reason": "Not so"}, follow=True)
    assert "looked at and kept" not in words(again).partition("History")[0]


def test_residents_read_why_and_change_nothing(jumping, client):
    keep(jumping.analyst, the_jump().figure)

    page = client.get(f"/measures/waits/?place={world.ASHFORD}").content.decode()

    assert "A second hospital opened." in page
    assert "Doubt it again" not in page
