"""The appendices of a report: files handed in, blocks drawn from the record, and out again."""

from datetime import datetime

from django.db import transaction

from marram.board.actions.reports import note_change, writable
from marram.board.events import reports as events
from marram.board.models import Appendix, Report
from marram.board.vocabulary.reports import Live
from marram.foundation.actors import Actor
from marram.foundation.events import Event
from marram.foundation.verdicts import Missing, Refused
from marram.records.actions import keep_document


@transaction.atomic
def add_appendix(
    *,
    by: Actor,
    at: datetime,
    number: int,
    title: str,
    name: str,
    content: bytes,
    media_type: str,
) -> Appendix:
    """Hand in a file as the next appendix. What changes withdraws the sign-offs there are.

    Raises: Missing; Refused when `by` does not write the report, it is published, or the file is
    none that is kept.
    """
    report = writable(by, number)
    document = keep_document(by=by, at=at, name=name, content=content, media_type=media_type)
    before = _titles(report)
    added = Appendix.objects.create(
        report=report, position=len(before) + 1, title=title.strip(), document_id=document.pk
    )
    _tell(by, at, report, events.AppendixAdded, before)
    return added


@transaction.atomic
def add_live_appendix(
    *, by: Actor, at: datetime, number: int, title: str, live: tuple[Live, ...]
) -> Appendix:
    """Add what is drawn from the record as the next appendix, until the report is published.

    What changes withdraws the sign-offs there are.

    Raises: Missing; Refused when `by` does not write the report, it is published, or no block is
    named.
    """
    report = writable(by, number)
    if not live:
        raise Refused("Choose what the appendix is drawn from.")
    before = _titles(report)
    added = Appendix.objects.create(
        report=report,
        position=len(before) + 1,
        title=title.strip(),
        live="\n".join(map(str, live)),
    )
    _tell(by, at, report, events.AppendixAdded, before)
    return added


@transaction.atomic
def remove_appendix(*, by: Actor, at: datetime, number: int, position: int) -> None:
    """Take an appendix out; those behind it move up. The file itself stays on record.

    Raises: Missing; Refused when `by` does not write the report or it is published.
    """
    report = writable(by, number)
    found = report.appendices.filter(position=position).first()
    if found is None:
        raise Missing(f"The report has no appendix {position}.")
    before = _titles(report)
    found.delete()
    behind = report.appendices.filter(position__gt=position).order_by("position")
    for appendix in behind:
        appendix.position -= 1
        appendix.save(update_fields=["position"])
    _tell(by, at, report, events.AppendixRemoved, before)


def _titles(report: Report) -> list[str]:
    return list(report.appendices.order_by("position").values_list("title", flat=True))


def _tell(by: Actor, at: datetime, report: Report, kind: type[Event], titles: list[str]) -> None:
    """Tell of the appendices by their titles, before and now."""
    before = {"appendices": titles} if titles else {}
    note_change(by, at, report, kind, before=before, after={"appendices": _titles(report)})
