from dataclasses import replace
from datetime import date, datetime, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.strategy.actions import answers, plans, rounds
from marram.strategy.models import Action, Draft, Invitation, Link, Round, Update
from marram.strategy.queries import answers as queries
from marram.strategy.rules.answers import NOTHING_CHANGED, Answer, Incomplete
from marram.strategy.rules.rounds import hashed
from tests.strategy.rounds.conftest import (
    ADDRESSES,
    CLOSES_ON,
    NINE,
    SYSTEM,
    add,
    open_round,
    secret_in,
)


LATER = NINE + timedelta(days=3)
KEYS = Answer(action_code="hub-001", rating="on-track", text="The keys have come.")


@pytest.fixture
def holder(opened, mailoutbox):
    """Whoever opens the link that Public Health was mailed."""
    return queries.link_holder(secret=secret_in(mail_to("health")))


def mail_to(name):
    return next(each for each in mail.outbox if each.to == [f"{name}@millbrook.example"])


def answer(holder, *given, at=LATER):
    return answers.answer(by=holder.actor, at=at, invitation_id=holder.invitation_id, answers=given)


def draft(holder, *typed, window="one", shown=None, at=LATER):
    return answers.save_drafts(
        by=holder.actor,
        at=at,
        window=window,
        drafts=typed,
        shown=shown or {},
        invitation_id=holder.invitation_id,
    )


# --- Opening --------------------------------------------------------------------------------


def test_each_lead_of_unfinished_actions_is_asked_once(opened):
    asked = {
        invitation.email: [row.action_id for row in invitation.asked.order_by("action")]
        for invitation in opened.invitations.all()
    }

    assert asked == {
        "health@millbrook.example": ["hub-001", "hub-002", "hub-003"],
        "trust@millbrook.example": ["hub-002"],
        "forum@millbrook.example": ["hub-004"],
    }


def test_each_lead_gets_one_plain_mail_that_names_its_actions_and_one_link(opened, mailoutbox):
    message = mail_to("health")

    assert len(mailoutbox) == 3
    assert message.subject == "Please update 3 actions of Hubs for Millbrook by 30 June 2025"
    assert "Dear Millbrook Public Health" in message.body
    assert "- A1: Open drop-in number 1 (due 31 March 2026)" in message.body
    assert "The board meets on 8 July." in message.body
    assert message.body.count("/updates/") == 1
    assert message.content_subtype == "plain"
    assert type(message) is mail.EmailMessage


def test_one_action_is_asked_about_in_the_singular(opened, mailoutbox):
    assert mail_to("forum").subject.startswith("Please update 1 action of Hubs")


def test_nothing_in_a_mail_is_escaped_as_if_it_were_a_page(opened, mailoutbox):
    assert "Dear Carers' forum" in mail_to("forum").body


def test_only_the_hash_of_a_secret_is_kept(opened, mailoutbox):
    secret = secret_in(mail_to("health"))

    link = Link.objects.get(invitation__email="health@millbrook.example")

    assert len(secret) >= 43
    assert link.secret_hash == hashed(secret)
    assert secret not in str(vars(link))


def test_the_ledger_hears_of_a_round_without_an_address_or_a_link(lead, actions, told):
    open_round(lead)

    event = told[-1]
    assert type(event).__doc__ == "Opened an update round"
    assert event.by == lead.key
    assert event.after["asked"] == [
        "Millbrook Public Health",
        "Millbrook Care Trust",
        "Carers' forum",
    ]
    assert "@" not in str(event.after)


def test_no_mail_leaves_when_the_round_is_not_kept(
    lead, actions, mailoutbox, django_capture_on_commit_callbacks
):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(KeyError),
        transaction.atomic(),
    ):
        open_round(lead)
        raise KeyError("the server died")

    assert mailoutbox == []
    assert not Round.objects.exists()


def test_a_lead_without_an_address_is_not_asked(lead, actions):
    opened = open_round(lead, addresses={**ADDRESSES, "group:forum": "  "})

    assert opened.invitations.count() == 2


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"closes_on": date(2025, 6, 2)}, "leaves no day to answer"),
        ({"title": " "}, "Give the round a title"),
        ({"message": "x" * 2001}, "The message has 2,001 characters"),
        ({"addresses": {}}, "Nobody would be asked"),
        ({"addresses": {"group:forum": "forum"}}, "“forum” for Carers' forum is not an email"),
        ({"addresses": {"organisation:x": "x@y.example"}}, "leads no open action"),
    ],
)
def test_a_round_that_cannot_be_is_refused_and_asks_nobody(lead, actions, changed, reason):
    with pytest.raises(Refused, match=reason):
        open_round(lead, **changed)

    assert not Invitation.objects.exists()


def test_a_second_round_of_a_plan_waits_until_the_first_is_closed(lead, opened):
    with pytest.raises(Refused, match="“Summer update” is still open for Hubs for Millbrook."):
        open_round(lead, title="Another")


@pytest.mark.database
def test_the_database_holds_one_open_round_a_plan(opened):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(
            plan=opened.plan, title="Another", opened_at=NINE, opened_by="x", closes_on=CLOSES_ON
        )


def test_who_does_not_run_the_plan_opens_no_round(contributor, actions):
    with pytest.raises(Refused, match="Only plan leads may change Hubs for Millbrook."):
        open_round(contributor)


def test_the_plan_must_be_there(lead, actions):
    with pytest.raises(Missing):
        open_round(lead, plan="other")


def test_a_mail_that_cannot_be_sent_is_marked_on_its_invitation(
    lead, actions, settings, told, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "tests.strategy.rounds.test_actions.BrokenBackend"

    with django_capture_on_commit_callbacks(execute=True):
        opened = open_round(lead)

    failed = opened.invitations.filter(mail_failed_at__isnull=False)
    assert failed.count() == 3
    assert type(told[-1]).__doc__ == "Could not send a mail of an update round"
    assert "@" not in caplog.text.partition("Traceback")[0]


class BrokenBackend(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages):
        raise SMTPException("451 try again later")


# --- Answering ------------------------------------------------------------------------------


def test_an_answer_by_mailed_link_is_an_update_of_the_round(holder, opened):
    answer(holder, KEYS)

    update = Update.objects.get()
    assert (update.action_id, update.text, update.rating.code) == (
        "hub-001",
        "The keys have come.",
        "on-track",
    )
    assert update.author == "Millbrook Public Health (by mailed link)"
    assert update.by == f"link:{holder.invitation_id}"
    assert update.round == opened


def test_answering_is_told_with_the_progress_it_brings(holder, told):
    told.clear()

    answer(holder, KEYS)

    assert [type(event).__name__ for event in told] == ["ProgressReported", "RoundAnswered"]
    assert told[-1].after == {"lead": "Millbrook Public Health", "reported_on": ["hub-001"]}


def test_blank_answers_are_passed_over(holder):
    reported = answer(holder, KEYS, Answer(action_code="hub-002"))

    assert reported == ("hub-001",)


def test_nothing_has_changed_is_a_dated_update_that_leaves_the_status(holder):
    answer(holder, KEYS)
    seen = Update.objects.get().pk

    answer(
        holder,
        Answer(action_code="hub-001", unchanged=True, seen=seen),
        at=LATER + timedelta(days=1),
    )

    update = Update.objects.latest("at")
    assert (update.text, update.rating.code) == (NOTHING_CHANGED, "on-track")
    assert Action.objects.get(pk="hub-001").last_update_on == date(2025, 6, 6)


def test_answers_without_their_reason_are_told_all_at_once_and_nothing_is_sent(holder):
    red = Answer(action_code="hub-002", rating="off-track", text="No room yet.")
    done = Answer(action_code="hub-003", rating="complete")

    with pytest.raises(Incomplete) as refusal:
        answer(holder, KEYS, red, done)

    assert refusal.value.reasons == {
        "hub-002": "Say in a sentence why the action moves to “Off track”.",
        "hub-003": "Say in a sentence why the action moves to “Complete”.",
    }
    assert not Update.objects.exists()


@pytest.mark.database
def test_either_all_answers_are_kept_or_none(holder, opened):
    """The second is not a status of the plan, which shows only when it is written."""
    with pytest.raises(Refused, match="“purple” is not a status"):
        answer(holder, KEYS, Answer(action_code="hub-002", rating="purple", text="Well."))

    assert not Update.objects.exists()
    assert Invitation.objects.filter(answered_at__isnull=False).count() == 0


def test_sending_nothing_is_refused_with_what_to_do(holder):
    with pytest.raises(Refused, match="Choose a status, or write a few words"):
        answer(holder, Answer(action_code="hub-001"))


def test_sending_the_same_twice_keeps_it_once(holder):
    answer(holder, KEYS)

    reported = answer(holder, KEYS, at=LATER + timedelta(seconds=1))

    assert reported == ()
    assert Update.objects.count() == 1


def test_a_status_sent_twice_without_words_is_kept_once(holder):
    late = Answer(action_code="hub-001", rating="at-risk")
    answer(holder, late)

    reported = answer(holder, late, at=LATER + timedelta(seconds=1))

    assert reported == ()


def test_a_link_answers_for_its_own_lead_alone(holder):
    with pytest.raises(Refused, match="hub-004 is not among the actions you were asked about."):
        answer(holder, replace(KEYS, action_code="hub-004"))


def test_a_link_does_not_answer_for_another_invitation(holder, opened):
    trust = opened.invitations.get(email="trust@millbrook.example")

    with pytest.raises(Refused, match="This link belongs to somebody else."):
        answers.answer(by=holder.actor, at=LATER, invitation_id=trust.pk, answers=[KEYS])


def test_when_a_co_lead_reported_meanwhile_nothing_is_sent_and_both_texts_are_there(
    holder, mailoutbox
):
    trust = queries.link_holder(secret=secret_in(mail_to("trust")))
    answer(trust, Answer(action_code="hub-002", rating="at-risk", text="The lease is late."))

    with pytest.raises(Conflict) as conflict:
        answer(holder, KEYS, Answer(action_code="hub-002", rating="on-track", text="All well."))

    assert conflict.value.theirs == {
        "hub-002": (
            "Millbrook Care Trust (by mailed link) on 5 June 2025 at 09:00 (At risk): "
            "The lease is late."
        )
    }
    assert Update.objects.count() == 1


def test_who_has_read_the_co_leads_words_may_add_their_own(holder, mailoutbox):
    trust = queries.link_holder(secret=secret_in(mail_to("trust")))
    answer(trust, Answer(action_code="hub-002", rating="at-risk", text="The lease is late."))
    seen = Update.objects.get().pk

    answer(holder, Answer(action_code="hub-002", text="We agree.", seen=seen))

    assert Update.objects.filter(action="hub-002").count() == 2


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (datetime(2025, 7, 7, 20, tzinfo=NINE.tzinfo), None),
        (datetime(2025, 7, 8, 8, tzinfo=NINE.tzinfo), "took answers until 30 June 2025"),
    ],
)
def test_a_link_works_until_a_week_after_the_last_day(holder, at, reason):
    if reason is None:
        assert answer(holder, KEYS, at=at) == ("hub-001",)
    else:
        with pytest.raises(Refused, match=reason):
            answer(holder, KEYS, at=at)


def test_a_closed_round_takes_no_answers(holder, lead, opened):
    rounds.close_round(by=lead, at=LATER, round_id=opened.pk)

    with pytest.raises(Refused, match="This round was closed on 5 June 2025."):
        answer(holder, KEYS, at=LATER + timedelta(hours=1))


def test_an_answer_of_somebody_logged_in_counts_in_the_open_round(contributor, opened):
    answers.answer_own(by=contributor, at=LATER, answers=[KEYS])

    update = Update.objects.get()
    invitation = opened.invitations.get(email="health@millbrook.example")
    assert (update.by, update.round) == (contributor.key, opened)
    assert invitation.answered_at == LATER


def test_an_answer_outside_any_round_is_an_update_all_the_same(contributor, actions):
    answers.answer_own(by=contributor, at=LATER, answers=[KEYS])

    assert Update.objects.get().round is None


def test_nobody_answers_for_an_organisation_they_do_not_speak_for(contributor, actions):
    with pytest.raises(Refused, match="hub-004 is not among the actions"):
        answers.answer_own(by=contributor, at=LATER, answers=[replace(KEYS, action_code="hub-004")])


# --- Drafts ---------------------------------------------------------------------------------


def test_what_was_typed_is_kept_and_the_ledger_hears_nothing(holder, told):
    told.clear()

    draft(holder, KEYS)

    kept = Draft.objects.get()
    assert (kept.text, kept.rating.code, kept.author) == (
        "The keys have come.",
        "on-track",
        holder.actor.key,
    )
    assert told == []


def test_a_draft_goes_when_its_answer_is_sent_and_others_stay(holder):
    draft(holder, KEYS, Answer(action_code="hub-002", text="Half a sent"))

    answer(holder, KEYS)

    assert [kept.action_id for kept in Draft.objects.all()] == ["hub-002"]


def test_emptied_boxes_take_the_draft_away(holder):
    draft(holder, KEYS)

    draft(holder, Answer(action_code="hub-001"))

    assert not Draft.objects.exists()


def test_a_line_not_touched_here_does_not_write_over_what_another_window_saved(holder):
    blank = Answer(action_code="hub-001")
    draft(holder, KEYS, window="one", shown={"hub-001": blank.print})

    draft(holder, blank, window="two", shown={"hub-001": blank.print})

    assert Draft.objects.get().text == "The keys have come."


def test_of_two_windows_the_last_wins_and_says_what_gave_way(holder):
    draft(holder, KEYS, window="one")

    kept = draft(holder, replace(KEYS, text="No keys."), window="two")

    assert Draft.objects.get().text == "No keys."
    assert kept.replaced == (
        "Another window had saved “The keys have come.” about hub-001 at 09:00. "
        "What you typed here has taken its place.",
    )


def test_one_window_saving_again_says_nothing_of_another(holder):
    draft(holder, KEYS, window="one")

    kept = draft(holder, replace(KEYS, text="No keys."), window="one")

    assert kept.replaced == ()


def test_a_draft_too_long_to_keep_is_refused_with_its_length(holder):
    with pytest.raises(Incomplete, match="This text has 5,001 characters."):
        draft(holder, replace(KEYS, text="x" * 5001))


def test_drafts_outlive_the_closing_of_the_round(holder, lead, opened):
    draft(holder, KEYS)

    rounds.close_round(by=lead, at=LATER, round_id=opened.pk)

    assert Draft.objects.get().text == "The keys have come."


def test_drafts_belong_to_who_typed_them(holder, contributor):
    draft(holder, KEYS)

    answers.save_drafts(
        by=contributor,
        at=LATER,
        window="two",
        drafts=[replace(KEYS, text="Mine.")],
        shown={},
    )

    assert sorted(Draft.objects.values_list("text", flat=True)) == ["Mine.", "The keys have come."]


def test_nobody_drafts_about_actions_of_others(holder):
    with pytest.raises(Refused, match="hub-004 is not among the actions"):
        draft(holder, replace(KEYS, action_code="hub-004"))


# --- Reminding ------------------------------------------------------------------------------


@pytest.mark.usefixtures("opened")
def test_the_mornings_command_reminds_the_silent_when_it_is_due(
    mailoutbox, told, django_capture_on_commit_callbacks
):
    answer(queries.link_holder(secret=secret_in(mail_to("health"))), KEYS)
    mailoutbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        sent = rounds.chase(by=SYSTEM, at=NINE + timedelta(days=21), on=date(2025, 6, 23))

    assert sent == 2
    assert sorted(message.to[0] for message in mailoutbox) == [
        "forum@millbrook.example",
        "trust@millbrook.example",
    ]
    assert told[-1].after == {"lead": "Carers' forum", "reminder": 1}


@pytest.mark.usefixtures("opened")
def test_the_mornings_command_run_twice_reminds_once():
    at = NINE + timedelta(days=21)
    rounds.chase(by=SYSTEM, at=at, on=date(2025, 6, 23))

    assert rounds.chase(by=SYSTEM, at=at, on=date(2025, 6, 23)) == 0


def test_a_reminder_brings_a_link_of_its_own_and_the_first_still_works(
    holder, mailoutbox, django_capture_on_commit_callbacks
):
    first = secret_in(mail_to("health"))
    mailoutbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        rounds.chase(by=SYSTEM, at=NINE + timedelta(days=21), on=date(2025, 6, 23))

    second = secret_in(mail_to("health"))
    assert first != second
    assert queries.link_holder(secret=first) == queries.link_holder(secret=second) == holder


def test_the_reminder_names_only_what_is_waited_for(
    opened, contributor, mailoutbox, django_capture_on_commit_callbacks
):
    plans.report_progress(by=contributor, at=LATER, action_code="hub-001", text="Done with.")
    mailoutbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        rounds.chase(by=SYSTEM, at=NINE + timedelta(days=21), on=date(2025, 6, 23))

    message = mail_to("health")
    assert message.subject == "Reminder: 2 actions of Hubs for Millbrook wait for your update"
    assert "A1" not in message.body


def test_nobody_is_reminded_of_a_closed_round(opened, lead):
    rounds.close_round(by=lead, at=LATER, round_id=opened.pk)

    assert rounds.chase(by=SYSTEM, at=LATER, on=date(2025, 6, 23)) == 0


def test_a_person_does_not_remind_for_every_plan(lead, opened):
    with pytest.raises(Refused, match="Reminders for every plan leave by themselves."):
        rounds.chase(by=lead, at=LATER, on=date(2025, 6, 23))


def test_a_lead_reminds_the_silent_of_a_round_before_the_rule_would(lead, opened):
    sent = rounds.chase_round(
        by=lead, at=NINE + timedelta(days=5), on=date(2025, 6, 7), round_id=opened.pk
    )

    assert sent == 3
    assert set(opened.invitations.values_list("chasers", flat=True)) == {1}


def test_a_lead_does_not_remind_on_the_day_after_asking(lead, opened):
    with pytest.raises(Refused, match="was last written to on 2 June 2025. Wait 2 days"):
        rounds.chase_round(by=lead, at=LATER, on=date(2025, 6, 3), round_id=opened.pk)


# --- Links, words and the end ---------------------------------------------------------------


def test_a_new_link_ends_the_old_ones(lead, holder, opened, django_capture_on_commit_callbacks):
    old = secret_in(mail_to("health"))
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        rounds.renew_link(
            by=lead,
            at=LATER,
            round_id=opened.pk,
            invitation_id=holder.invitation_id,
            email="wellbeing@millbrook.example",
        )

    assert queries.link_holder(secret=secret_in(mail_to("wellbeing"))) == holder
    with pytest.raises(Missing):
        queries.link_holder(secret=old)


def test_a_new_link_is_told_without_the_address(lead, holder, opened, told):
    rounds.renew_link(
        by=lead,
        at=LATER,
        round_id=opened.pk,
        invitation_id=holder.invitation_id,
        email="a@b.example",
    )

    assert told[-1].after == {"lead": "Millbrook Public Health", "to_another_address": True}


def test_a_new_link_needs_an_address(lead, holder, opened):
    with pytest.raises(Refused, match="“nowhere” is not an email address."):
        rounds.renew_link(
            by=lead,
            at=LATER,
            round_id=opened.pk,
            invitation_id=holder.invitation_id,
            email="nowhere",
        )


def test_a_link_of_another_round_is_not_renewed_by_this_one(lead, holder, opened, scheme):
    rounds.close_round(by=lead, at=LATER, round_id=opened.pk)
    second = open_round(lead, at=LATER, title="Another")

    with pytest.raises(Missing, match="That lead was not asked in this round."):
        rounds.renew_link(by=lead, at=LATER, round_id=second.pk, invitation_id=holder.invitation_id)


def test_a_round_is_given_more_time(lead, opened, told):
    rounds.amend_round(
        by=lead,
        at=LATER,
        round_id=opened.pk,
        seen_version=1,
        fields={"closes_on": date(2025, 7, 4), "title": "Summer update"},
    )

    assert told[-1].before == {"closes_on": "2025-06-30"}
    assert told[-1].after == {"closes_on": "2025-07-04"}


def test_a_change_that_changes_nothing_is_not_told(lead, opened, told):
    told.clear()

    rounds.amend_round(
        by=lead, at=LATER, round_id=opened.pk, seen_version=1, fields={"title": "Summer update"}
    )

    assert told == []


def test_two_leads_who_change_a_round_at_once_both_see_both_texts(lead, opened):
    rounds.amend_round(
        by=lead, at=LATER, round_id=opened.pk, seen_version=1, fields={"title": "June"}
    )

    with pytest.raises(Conflict) as conflict:
        rounds.amend_round(
            by=lead, at=LATER, round_id=opened.pk, seen_version=1, fields={"title": "July"}
        )

    assert conflict.value.theirs == {"title": "June"}
    assert conflict.value.version == 2


def test_closing_is_told_and_done_once(lead, opened, told):
    rounds.close_round(by=lead, at=LATER, round_id=opened.pk)

    assert type(told[-1]).__doc__ == "Closed an update round"
    with pytest.raises(Refused, match="“Summer update” was closed on 5 June 2025."):
        rounds.close_round(by=lead, at=LATER, round_id=opened.pk)


def test_a_contributor_neither_closes_nor_reminds_nor_renews(contributor, opened):
    invitation = opened.invitations.first()
    tries = (
        lambda: rounds.close_round(by=contributor, at=LATER, round_id=opened.pk),
        lambda: rounds.chase_round(
            by=contributor, at=LATER, on=date(2025, 6, 9), round_id=opened.pk
        ),
        lambda: rounds.renew_link(
            by=contributor, at=LATER, round_id=opened.pk, invitation_id=invitation.pk
        ),
    )

    for each in tries:
        with pytest.raises(Refused, match="Only plan leads may change Hubs for Millbrook."):
            each()


def test_an_action_added_after_the_round_opened_is_not_asked_about(holder, plan, health):
    add(plan, 8, health)

    with pytest.raises(Refused, match="hub-008 is not among the actions you were asked about."):
        answer(holder, replace(KEYS, action_code="hub-008"))
