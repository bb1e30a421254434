"""Proof that every change of a record is in the ledger: told again, it gives the record.

A room's test, after a life of changes:

    told_by_the_ledger(action, subject=Subject("strategy.action", str(action.pk)),
                       fields={"timescale": "timescale_written", "stage": "stage"})

A change that went past the actions (a bulk update, a shell) is not in the ledger, so that the
values differ; a change that was told wrongly breaks the line of before and after.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from marram.foundation.events import Subject
from marram.records import rules
from marram.records.models import LedgerEntry


def replayed(subject: Subject) -> dict[str, Any]:
    """Return each field of `subject` as the last entry that named it says.

    Raises: AssertionError where an entry's `before` is not what the entries until then say.
    """
    now: dict[str, Any] = {}
    for entry in LedgerEntry.objects.filter(subject_kind=subject.kind, subject_key=subject.key):
        for field, before in json.loads(entry.before).items():
            assert now.get(field) == before, (
                f"entry {entry.number} says that {field} was {before!r}; the entries before it"
                f" say {now.get(field)!r}"
            )
            now[field] = None
        now |= json.loads(entry.after)
    return now


def told_by_the_ledger(row: Model, *, subject: Subject, fields: Mapping[str, str]) -> None:
    """Fail unless the ledger gives the present values of `row`, as the database has it.

    `fields` maps the field's words in the ledger to the name of the attribute of the row.
    """
    row.refresh_from_db()
    told = replayed(subject)
    assert told, f"the ledger says nothing about {subject}"
    for words, name in fields.items():
        present = rules.plain(getattr(row, name))
        assert told.get(words) == present, (
            f"{words} of {subject} is {present!r}; the ledger says {told.get(words)!r}"
        )
