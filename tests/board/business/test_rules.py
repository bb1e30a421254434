"""What must hold of days, seats, meetings and resolutions, by the law and by the clock."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marram.board.rules import days, decisions, meetings, resolutions, seats
from marram.board.rules.decisions import Weight
from marram.board.rules.resolutions import Asked
from marram.board.vocabulary.forward import KeyReason
from marram.board.vocabulary.meetings import EXEMPT_PARAGRAPHS, Stage
from marram.board.vocabulary.resolutions import Repeat, Standing
from marram.board.vocabulary.seats import SeatKind


@pytest.mark.parametrize(
    ("meets", "by"),
    [
        (date(2025, 3, 19), date(2025, 3, 11)),
        (date(2026, 1, 7), date(2025, 12, 29)),
        (date(2026, 4, 9), date(2026, 3, 30)),
        (date(2026, 5, 28), date(2026, 5, 19)),
        (date(2026, 9, 3), date(2026, 8, 25)),
        (date(2026, 12, 30), date(2026, 12, 18)),
        (date(2027, 1, 6), date(2026, 12, 24)),
    ],
)
def test_papers_are_out_five_clear_working_days_before_a_meeting(meets, by):
    assert days.publish_by(meets) == by
    assert days.in_time(by, meets)


def test_a_closed_day_of_the_council_is_no_clear_day():
    closed = {date(2025, 12, 29), date(2025, 12, 30), date(2025, 12, 31)}

    assert days.publish_by(date(2026, 1, 7), closed=closed) == date(2025, 12, 22)


def test_late_papers_are_told_with_the_day_that_was_missed():
    late = days.in_time(date(2025, 3, 13), date(2025, 3, 19))

    assert late.reason == (
        "The public has 3 clear working days instead of 5: the last day to publish was"
        " 11 March 2025."
    )


@given(st.dates(date(2013, 1, 1), date(2028, 12, 1)), st.integers(1, 12))
def test_the_last_day_to_publish_is_the_last_that_leaves_enough_clear_days(meets, needed):
    by = days.publish_by(meets, clear_days=needed)

    assert days.is_working_day(by)
    assert days.clear_days_between(by, meets) == needed
    next_working = days.working_days_after(by, 1)
    assert days.clear_days_between(next_working, meets) < needed


def test_nobody_asks_outside_for_bank_holidays_and_the_list_says_where_it_ends():
    assert date(2021, 5, 31) in days.bank_holidays()
    assert days.holidays_known(date(2026, 1, 1))
    assert "are not known yet" in days.holidays_known(date(2090, 1, 1)).reason


def test_notice_of_a_key_decision_is_28_clear_days():
    assert days.notice_by(date(2026, 3, 18)) == date(2026, 2, 17)


EVERY_KIND = [kind.value for kind in seats.REQUIRED]


def test_the_statutory_minimum_is_met_when_every_kind_sits_and_every_commissioner_is_spoken_for():
    found = seats.statutory_minimum(
        kinds=EVERY_KIND, commissioners=[("The ICB", True)], on=date(2025, 1, 1)
    )

    assert all(each.met for each in found)
    assert len(found) == 6


@pytest.mark.parametrize("missing", EVERY_KIND)
def test_the_law_misses_each_kind_of_seat(missing):
    kinds = [kind for kind in EVERY_KIND if kind != missing]

    found = seats.statutory_minimum(
        kinds=kinds, commissioners=[("The ICB", True)], on=date(2025, 1, 1)
    )

    assert [each.words for each in found if not each.met] == [seats.IN_WORDS[SeatKind(missing)]]


def test_commissioning_groups_became_care_boards_in_july_2022():
    def body(on):
        return seats.statutory_minimum(kinds=(), commissioners=[("It", True)], on=on)[-1].words

    assert body(date(2022, 6, 30)) == "A representative of It (clinical commissioning group)"
    assert body(date(2022, 7, 1)) == "A representative of It (integrated care board)"


def test_there_was_no_such_board_before_april_2013():
    assert seats.statutory_minimum(kinds=(), commissioners=(), on=date(2013, 3, 31)) == ()


def test_a_commissioner_nobody_named_is_a_gap_too():
    last = seats.statutory_minimum(kinds=EVERY_KIND, commissioners=(), on=date(2025, 1, 1))[-1]

    assert not last.met
    assert last.words.endswith("none is named yet")


@pytest.mark.parametrize(
    ("there", "sentence"),
    [
        (["councillor"] * 2, "2 of the 4 members with a vote that make a quorum are here."),
        (["other"] * 4, "A quorum needs at least one seat of the kind “councillor”."),
        (["other"] * 3 + ["councillor"], ""),
    ],
)
def test_a_quorum_needs_enough_members_and_each_kind(there, sentence):
    asked = seats.quorum(seats=13, share=4, least=3, kinds=["councillor"])

    assert seats.quorate(asked, there=there).reason == sentence


def test_a_quorum_is_never_smaller_than_the_least():
    assert seats.quorum(seats=4, share=4, least=3).needed == 3


def test_who_joined_from_elsewhere_counted_only_in_the_pandemic():
    told = [seats.remote_counts(on) for on in (date(2021, 5, 6), date(2021, 5, 7))]

    assert told == [True, False]


@pytest.mark.parametrize("now", list(Stage))
def test_a_meeting_goes_only_where_its_stage_leads(now):
    for to in Stage:
        verdict = meetings.may_move("The board", now=now, to=to)
        assert bool(verdict) == (to in meetings.MOVES[now])
        assert verdict or "The board" in verdict.reason


def test_every_stage_can_be_reached_and_only_confirmed_minutes_are_an_end():
    reached = set().union(*meetings.MOVES.values())

    assert reached == set(Stage)
    assert [stage for stage, following in meetings.MOVES.items() if not following] == [
        Stage.CONFIRMED
    ]


@pytest.mark.parametrize(
    ("paragraphs", "because", "interest", "sentence"),
    [
        ("", "", "", ""),
        ("3", "prices", "bidders", ""),
        ("8", "prices", "bidders", "Schedule 12A has no paragraph 8"),
        ("3", " ", "bidders", "Say what in the paper makes it exempt."),
        ("3", "prices", "", "Say why the public interest in keeping this back"),
    ],
)
def test_an_exempt_item_names_paragraph_reason_and_public_interest(
    paragraphs, because, interest, sentence
):
    verdict = meetings.exempt_rightly(
        paragraphs=paragraphs, because=because, public_interest=interest
    )

    assert verdict.reason.startswith(sentence)
    assert bool(verdict) == (not sentence)


def test_schedule_12a_has_seven_paragraphs():
    assert list(EXEMPT_PARAGRAPHS) == ["1", "2", "3", "4", "5", "6", "7"]


def test_who_has_a_pecuniary_interest_leaves_unless_a_dispensation_lets_them_stay():
    stay = {"interest": "disclosable pecuniary interest", "conduct": "stayed and took part"}

    assert "leaves the room" in meetings.declared_rightly(**stay, dispensation="").reason
    assert meetings.declared_rightly(**stay, dispensation="Standards committee, 2 May 2025")
    assert meetings.declared_rightly(
        interest="personal interest", conduct="stayed and took part", dispensation=""
    )


ON = date(2025, 7, 10)


@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({}, Standing.OPEN),
        ({"due_on": date(2025, 7, 9)}, Standing.OVERDUE),
        ({"due_on": ON}, Standing.DUE_SOON),
        ({"due_on": date(2025, 8, 8)}, Standing.OPEN),
        ({"owned": False}, Standing.NO_OWNER),
        ({"owned": False, "due_on": date(2025, 7, 9)}, Standing.OVERDUE),
        ({"repeat": Repeat.YEARLY}, Standing.RECURRING),
        ({"finished_on": ON}, Standing.DONE),
        ({"kind": "note"}, Standing.SETTLED),
        ({"kind": "note", "repeat": Repeat.YEARLY}, Standing.RECURRING),
        ({"outcome": "recommended"}, Standing.RECOMMENDED),
        ({"outcome": "not agreed"}, Standing.SETTLED),
    ],
)
def test_a_resolution_stands_by_its_dates_owner_and_kind(changed, standing):
    facts = {
        "kind": "agree",
        "outcome": "resolved",
        "owned": True,
        "due_on": None,
        "repeat": Repeat.NEVER,
        "finished_on": None,
    }

    assert resolutions.standing(Asked(**{**facts, **changed}), on=ON) is standing


@given(st.dates(date(2013, 1, 1), date(2060, 1, 1)), st.sampled_from(["quarterly", "every year"]))
def test_what_repeats_is_due_again_some_months_later_and_never_skips_a_month(due_on, repeat):
    again = resolutions.next_due(due_on, repeat)
    months = {"quarterly": 3, "every year": 12}[repeat]

    assert (again.year * 12 + again.month) - (due_on.year * 12 + due_on.month) == months
    assert again.day <= due_on.day


def test_every_day_of_a_quarterly_resolution_is_in_the_forward_plan():
    found = resolutions.due_days(date(2020, 1, 1), Repeat.QUARTERLY, until=date(2020, 12, 31))

    assert [day.month for day in found] == [1, 4, 7, 10]


@pytest.mark.parametrize(
    ("weight", "reasons"),
    [
        (Weight(executive=False, spending=Decimal(10**9), wards=20), ()),
        (Weight(executive=True, spending=Decimal(499_999), wards=1), ()),
        (Weight(executive=True, spending=Decimal(500_000)), (KeyReason.MONEY,)),
        (Weight(executive=True, wards=2), (KeyReason.WARDS,)),
    ],
)
def test_only_executive_decisions_are_key_by_money_or_wards(weight, reasons):
    found = decisions.flags(weight, key_spending=Decimal(500_000), decided_on=date(2026, 3, 18))

    assert found.key == reasons
    assert (found.notice_by == date(2026, 2, 17)) == bool(reasons)
    assert (found.call_in_until == date(2026, 3, 25)) == bool(reasons)
