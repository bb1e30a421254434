from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marram.strategy.rules import answers, rounds
from marram.strategy.rules.answers import Answer, Claim
from marram.strategy.rules.rounds import Asking


TODAY = date(2025, 6, 5)
SILENT = Asking(name="Public Health", closes_on=date(2025, 6, 30), sent_on=date(2025, 6, 2))


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2025, 6, 22), False),
        (date(2025, 6, 23), True),
        (date(2025, 6, 25), True),
    ],
)
def test_a_silent_lead_is_first_reminded_a_week_before_the_last_day(on, due):
    verdict = rounds.chaser_due(SILENT, on)

    assert bool(verdict) is due


@pytest.mark.parametrize(
    ("chased_on", "chasers", "on", "due"),
    [
        (date(2025, 6, 23), 1, date(2025, 6, 27), False),
        (date(2025, 6, 23), 1, date(2025, 6, 28), True),
        (date(2025, 6, 28), 2, date(2025, 6, 30), False),
        (date(2025, 6, 28), 2, date(2025, 7, 1), True),
        (date(2025, 7, 1), 3, date(2025, 7, 3), False),
    ],
)
def test_later_reminders_go_two_days_before_and_the_day_after(chased_on, chasers, on, due):
    asking = replace(SILENT, chased_on=chased_on, chasers=chasers)

    verdict = rounds.chaser_due(asking, on)

    assert bool(verdict) is due


def test_no_reminder_goes_within_two_days_of_the_mail_before():
    asking = replace(SILENT, chased_on=date(2025, 6, 27), chasers=1)

    verdict = rounds.chaser_due(asking, date(2025, 6, 28))

    assert verdict.reason == (
        "Public Health was last written to on 27 June 2025. Wait 2 days between mails."
    )


def test_a_reminder_held_back_for_two_days_goes_when_they_have_passed():
    asking = replace(SILENT, chased_on=date(2025, 6, 27), chasers=1)

    assert rounds.chaser_due(asking, date(2025, 6, 29))


def test_nobody_who_has_answered_is_reminded():
    asking = replace(SILENT, answered=True)

    verdict = rounds.chaser_due(asking, date(2025, 6, 28))

    assert verdict.reason == "Public Health has answered, so no reminder is sent."


def test_nobody_is_reminded_of_actions_that_a_colleague_reported_on():
    verdict = rounds.may_be_chased(replace(SILENT, outstanding=0), date(2025, 6, 28))

    assert verdict.reason == "All actions of Public Health have been reported on."


def test_nobody_is_reminded_four_times():
    verdict = rounds.may_be_chased(replace(SILENT, chasers=3), date(2025, 6, 28))

    assert verdict.reason == "Public Health has had 3 reminders. Speak to them instead."


def test_nobody_is_sent_a_link_that_no_longer_works():
    verdict = rounds.may_be_chased(SILENT, date(2025, 7, 8))

    assert verdict.reason == "The links of this round stopped a week after 30 June 2025."


@given(
    days_open=st.integers(min_value=1, max_value=120),
    runs=st.sets(st.integers(min_value=0, max_value=140)),
)
def test_however_often_the_command_runs_there_are_at_most_three_reminders_two_days_apart(
    days_open, runs
):
    """The slow twin: every run of the command, one after another, on whichever days it ran."""
    opened_on = date(2025, 1, 1)
    asking = Asking(
        name="Public Health", closes_on=opened_on + timedelta(days=days_open), sent_on=opened_on
    )
    mails = [opened_on]
    for run in sorted(runs):
        on = opened_on + timedelta(days=run)
        if rounds.chaser_due(asking, on):
            asking = replace(asking, chased_on=on, chasers=asking.chasers + 1)
            mails.append(on)

    gaps = [(later - earlier).days for earlier, later in zip(mails, mails[1:], strict=False)]
    assert len(mails) <= 4
    assert all(gap >= 2 for gap in gaps)


def test_the_command_run_every_day_sends_all_three_reminders_of_a_month():
    asking, sent = SILENT, []
    for day in range(60):
        on = SILENT.sent_on + timedelta(days=day)
        if rounds.chaser_due(asking, on):
            asking = replace(asking, chased_on=on, chasers=asking.chasers + 1)
            sent.append(on)

    assert sent == [date(2025, 6, 23), date(2025, 6, 28), date(2025, 7, 1)]


def test_somebody_may_be_chased_when_one_lead_is_silent():
    askings = [replace(SILENT, answered=True), SILENT]

    assert rounds.somebody_to_chase(askings, TODAY)


@pytest.mark.parametrize(
    ("askings", "reason"),
    [
        ([], "Nobody was asked in this round."),
        ([replace(SILENT, answered=True)], "Everybody has answered."),
        (
            [replace(SILENT, answered=True), replace(SILENT, sent_on=TODAY)],
            "Public Health was last written to on 5 June 2025. Wait 2 days between mails.",
        ),
    ],
)
def test_the_reason_for_reminding_nobody_is_given(askings, reason):
    verdict = rounds.somebody_to_chase(askings, TODAY)

    assert verdict.reason == reason


@pytest.mark.parametrize(
    ("on", "closed_at", "reason"),
    [
        (date(2025, 6, 30), None, ""),
        (date(2025, 7, 7), None, ""),
        (date(2025, 7, 8), None, "This round took answers until 30 June 2025."),
        (
            date(2025, 6, 20),
            datetime(2025, 6, 18, 23, 30, tzinfo=UTC),
            "This round was closed on 19 June 2025.",
        ),
    ],
)
def test_answers_are_taken_until_a_week_after_the_last_day_or_the_close(on, closed_at, reason):
    verdict = rounds.takes_answers(closes_on=date(2025, 6, 30), closed_at=closed_at, on=on)

    assert verdict.reason == reason


@pytest.mark.parametrize("closes_on", [date(2025, 6, 5), date(2025, 6, 4)])
def test_a_round_leaves_at_least_a_day_to_answer(closes_on):
    verdict = rounds.closes_in_the_future(closes_on, TODAY)

    assert verdict.reason.endswith("which leaves no day to answer. Enter a day after today.")


@pytest.mark.parametrize(
    ("addresses", "reason"),
    [
        ({}, "Nobody would be asked. Give an address for at least one lead."),
        (
            {"organisation:x": "x@millbrook.example"},
            "“organisation:x” leads no open action of this plan. Take its address away.",
        ),
        (
            {"group:forum": "forum"},
            (
                "“forum” for Carers' forum is not an email address. "
                "Enter one like name@example.org, or leave it empty."
            ),
        ),
        ({"group:forum": "forum@millbrook.example"}, ""),
    ],
)
def test_every_address_is_one_and_somebody_is_asked(addresses, reason):
    verdict = rounds.addresses_are_good(addresses, {"group:forum": "Carers' forum"})

    assert verdict.reason == reason


def test_an_address_with_a_line_break_is_none():
    assert not rounds.is_address("forum@millbrook.example\nBcc: all@millbrook.example")


CLAIM = Claim(rating="on-track", needing_reason={"off-track": "Off track"})
BLANK = Answer(action_code="hub-001")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (replace(BLANK, unchanged=True), answers.NOTHING_CHANGED),
        (
            replace(BLANK, unchanged=True, text=" Still waiting for keys. "),
            "Still waiting for keys.",
        ),
        (replace(BLANK, rating="on-track"), answers.NOTHING_CHANGED),
        (replace(BLANK, rating="at-risk"), ""),
        (replace(BLANK, rating="off-track", reason="The roof leaks."), "The roof leaks."),
        (replace(BLANK, unchanged=True, evidence="Board minute 4"), answers.NOTHING_CHANGED),
    ],
)
def test_an_answer_says_in_words_what_was_chosen(answer, words):
    assert answers.words(answer, CLAIM) == words


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (replace(BLANK, rating="at-risk"), ""),
        (
            replace(BLANK, rating="off-track", text="The roof leaks."),
            "Say in a sentence why the action moves to “Off track”.",
        ),
        (replace(BLANK, rating="off-track", reason="The roof leaks."), ""),
        (
            replace(BLANK, evidence="Minute 4"),
            "Write what has happened as well as the evidence for it.",
        ),
        (
            replace(BLANK, text="x" * 5001),
            "This text has 5,001 characters. Shorten it to 5,000.",
        ),
    ],
)
def test_an_answer_that_needs_more_says_what(answer, reason):
    assert answers.complete(answer, CLAIM).reason == reason


def test_an_action_that_is_red_already_needs_no_new_reason():
    claim = Claim(rating="off-track", needing_reason={"off-track": "Off track"})

    assert answers.complete(replace(BLANK, rating="off-track"), claim)


def test_two_answers_that_say_the_same_have_the_same_print_whatever_the_line_ends():
    windows, unix = replace(BLANK, text="One\r\nTwo "), replace(BLANK, text="One\nTwo")

    assert windows.print == unix.print
    assert windows.print != replace(BLANK, reason="One\nTwo").print


def test_only_an_answer_that_says_something_counts():
    assert replace(BLANK, text="  \n").is_blank
    assert not replace(BLANK, rating="on-track").is_blank
