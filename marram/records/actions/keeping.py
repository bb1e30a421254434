"""How a record is written and its change told, whichever noun it is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, plain, write
from marram.foundation.events import Event, Subject, publish


Kept = TypeVar("Kept", bound=Model)


@dataclass(frozen=True)
class Noun:
    """What a record is called in the ledger, and the facts told when it is new or differs."""

    subject: str
    added: type[Event]
    amended: type[Event]

    def of(self, record: Model) -> Subject:
        return Subject(self.subject, str(record.pk))


@dataclass(frozen=True)
class Keeper:
    """Who writes, when, and to which noun."""

    by: Actor
    at: datetime
    noun: Noun

    def add(self, record: Kept, values: Mapping[str, Any]) -> Kept:
        """Save a new record with its values and tell."""
        for name, value in values.items():
            key = value.pk if isinstance(value, Model) else value
            setattr(record, record._meta.get_field(name).attname, key)  # type: ignore[union-attr]
        record.save(force_insert=True)
        after = {name: plain(value) for name, value in values.items() if value not in ("", None)}
        self.tell(self.noun.added, record, after=after)
        return record

    def amend(
        self, record: Model, wanted: Mapping[str, Any], *, fact: type[Event] | None = None
    ) -> bool:
        """Write what differs and tell; return whether anything did."""
        before, after = differences(record, wanted)
        if not after:
            return False
        write(record, {name: wanted[name] for name in after})
        self.tell(fact or self.noun.amended, record, before=before, after=after)
        return True

    def tell(
        self,
        fact: type[Event],
        record: Model,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Publish what changed; where there was nothing before, nothing is said of it."""
        held = {name: value for name, value in (before or {}).items() if value not in ("", None)}
        subject = self.noun.of(record)
        publish(fact(by=self.by.key, at=self.at, subject=subject, before=held, after=after or {}))


def recorded(outcomes: Iterable[str]) -> Recorded:
    """Return how often each of "created", "changed" and "unchanged" came out."""
    counts = Counter(outcomes)
    return Recorded(counts["created"], counts["changed"], counts["unchanged"])
