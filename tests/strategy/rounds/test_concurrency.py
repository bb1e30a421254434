"""Two leads who press the button in the same second: one is kept, the other is shown both texts."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, connections

from marram.foundation.verdicts import Conflict
from marram.strategy.actions import answers
from marram.strategy.models import Update
from marram.strategy.queries import answers as queries
from marram.strategy.rules.answers import Answer
from tests.strategy.rounds.conftest import NINE, open_round, secret_in


@pytest.mark.database
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets in one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_of_many_who_send_at_once_one_is_kept_and_nobody_writes_over_it(lead, actions, mailoutbox):
    open_round(lead)
    links = {message.to[0]: secret_in(message) for message in mailoutbox}
    holders = [
        queries.link_holder(secret=links[address])
        for address in ("health@millbrook.example", "trust@millbrook.example")
    ]
    ends = []

    def send(holder):
        words = Answer(action_code="hub-002", text=f"The word of {holder.actor.name}")
        try:
            ends.append(
                answers.answer(
                    by=holder.actor,
                    at=NINE + timedelta(days=1),
                    invitation_id=holder.invitation_id,
                    answers=[words],
                )
            )
        except Conflict as conflict:
            ends.append(conflict.theirs)
        finally:
            connections.close_all()

    senders = [Thread(target=send, args=[holder]) for holder in holders * 4]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    kept = Update.objects.get()
    assert ends.count(("hub-002",)) == 1
    assert ends.count(()) == 3, "the same words sent again are kept once"
    assert sum(kept.text in str(theirs) for theirs in ends if isinstance(theirs, dict)) == 4
