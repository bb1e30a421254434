"""What becomes of a round is in the ledger, with the names of those who answered by mail."""

from datetime import date, timedelta

import pytest

from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.records import queries as records
from marram.records.vocabulary import Permission as Records
from marram.strategy.actions import answers, rounds
from marram.strategy.queries import answers as queries
from marram.strategy.rules.answers import Answer
from marram.strategy.vocabulary import Permission
from tests.records.replay import told_by_the_ledger
from tests.strategy.rounds.conftest import NINE, SYSTEM, secret_in


AUDITOR = Actor(
    key="user:99",
    name="Auditor",
    permissions=frozenset[str]({Records.READ_HISTORY, Permission.READ_DRAFTS}),
)
LATER = NINE + timedelta(days=21)


@pytest.fixture
def lived(opened, lead, mailoutbox):
    """A round that was answered, reminded, given more time, sent a new link and closed."""
    holder = queries.link_holder(secret=secret_in(mailoutbox[0]))
    answers.answer(
        by=holder.actor,
        at=LATER,
        invitation_id=holder.invitation_id,
        answers=[Answer(action_code="hub-001", text="The keys have come.")],
    )
    rounds.chase(by=SYSTEM, at=LATER, on=date(2025, 6, 23))
    rounds.amend_round(
        by=lead,
        at=LATER,
        round_id=opened.pk,
        seen_version=1,
        fields={"title": "June update", "closes_on": date(2025, 7, 4)},
    )
    rounds.renew_link(by=lead, at=LATER, round_id=opened.pk, invitation_id=holder.invitation_id)
    rounds.close_round(by=lead, at=LATER, round_id=opened.pk)
    opened.refresh_from_db()
    return opened


@pytest.mark.database
def test_the_ledger_told_again_gives_the_round_as_it_is(lived):
    told_by_the_ledger(
        lived,
        subject=Subject("strategy.round", str(lived.pk)),
        fields={
            "title": "title",
            "message": "message",
            "closes_on": "closes_on",
            "closed_at": "closed_at",
        },
    )


def test_the_history_of_a_round_names_what_was_done_and_by_whom(lived):
    found = records.history(subject=Subject("strategy.round", str(lived.pk)), viewer=AUDITOR)

    assert found.named.title == "June update (Hubs for Millbrook)"
    assert [(entry.fact, entry.name) for entry in found.entries] == [
        ("Closed an update round", "Plan lead of Millbrook"),
        ("Sent a lead a new link and ended the old one", "Plan lead of Millbrook"),
        ("Changed an update round", "Plan lead of Millbrook"),
        ("Reminded a lead of an update round", "Marram, sending reminders"),
        ("Reminded a lead of an update round", "Marram, sending reminders"),
        ("Answered an update round", "Millbrook Public Health (by mailed link)"),
        ("Opened an update round", "Plan lead of Millbrook"),
    ]


def test_neither_an_address_nor_a_link_is_in_the_ledger(lived, mailoutbox):
    from marram.records.models import LedgerEntry

    kept = str(list(LedgerEntry.objects.values_list("before", "after")))

    assert "@" not in kept
    assert secret_in(mailoutbox[0]) not in kept
