"""Every change to deliveries: receive, check again, accept, decline."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Conflict, Missing, Verdict
from marram.sources import policies, readers
from marram.sources.events import (
    DeliveryAccepted,
    DeliveryCheckedAgain,
    DeliveryDeclined,
    DeliveryReceived,
)
from marram.sources.models import DeliveredFile, Delivery, Finding, ProposedRow
from marram.sources.readers import limits
from marram.sources.readers.comma_separated import marked
from marram.sources.rules import rows as row_rules
from marram.sources.rules import stages, values
from marram.sources.rules.rows import CheckedRow
from marram.sources.vocabulary import (
    ROW_NUMBER,
    Counts,
    Layout,
    Row,
    RowState,
    Stage,
    Value,
    Way,
    offered,
)


# Rows are written in parcels: one statement each, within the number of values a statement may have.
PARCEL = 2_000


def receive_delivery(
    *,
    by: Actor,
    at: datetime,
    layout: str,
    file_name: str,
    content: bytes | BinaryIO,
    note: str = "",
    way: Way = Way.FILE,
) -> Delivery:
    """Keep a file as it came, with its rows checked; nothing else is written until it is accepted.

    Sending the same bytes for the same layout again makes no second delivery: the earlier one
    comes back, with its set-aside rows checked again (see `check_again`). Only after it was
    declined are the same bytes a new delivery.

    Raises: Missing when there is no such layout; Refused when `by` may not deliver or the file
    as a whole cannot be read: then nothing is kept.
    """
    policies.may_deliver(by).enforce()
    wanted = _layout(layout)
    came = content if isinstance(content, bytes) else content.read(limits.BYTES_AS_SENT + 1)
    sha256 = hashlib.sha256(came).hexdigest()
    if earlier := _earlier(layout, sha256):
        return check_again(by=by, at=at, delivery_id=earlier.pk)
    # Read and checked before the transaction begins, so that a large file keeps nobody waiting.
    checked = row_rules.checked(wanted, readers.read(came, outlines=wanted.outlines))
    delivery = Delivery(
        layout=layout, way=way, file_name=_last_part(file_name), note=note.strip(),
        sent_by=by.key, sent_at=at,
    )  # fmt: skip
    return _keep(delivery, came, sha256, checked)


def receive_rows(
    *, by: Actor, at: datetime, layout: str, rows: Sequence[Mapping[str, str]], note: str = ""
) -> Delivery:
    """Keep rows typed into a form as a delivery, written out as the file they might have been.

    Each row holds texts by column name; columns that are not named are empty.

    Raises: Missing and Refused, as `receive_delivery` does.
    """
    names = [column.name for column in _layout(layout).columns]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: marked(text) for name, text in row.items()} for row in rows)
    return receive_delivery(
        by=by, at=at, layout=layout, file_name=f"{layout}-typed.csv",
        content=written.getvalue().encode(), note=note, way=Way.FORM,
    )  # fmt: skip


@transaction.atomic
def check_again(*, by: Actor, at: datetime, delivery_id: int) -> Delivery:
    """Check the set-aside rows again, now that what they name may have been added.

    In a delivery that waits, the rows that are right now are proposed. When it was accepted, all
    its set-aside rows move to a new delivery of the same file, and the rows accepted before are
    not written again. Returns the newest delivery of the file; nothing is written or told when
    no row has become right.

    Raises: Missing; Refused when `by` may not deliver, or when the delivery was declined.
    """
    policies.may_deliver(by).enforce()
    asked = _locked(delivery_id)
    stages.not_declined(number=asked.pk, stage=Stage(asked.stage)).enforce()
    delivery = _earlier(asked.layout, asked.file_id) or asked
    rest = _rest(delivery)
    mended = [row for row in rest if not row.faults]
    if mended and delivery.stage == Stage.ACCEPTED:
        return _follow(delivery, rest, by=by, at=at)
    if mended:
        _propose(delivery, mended)
        publish(
            DeliveryCheckedAgain(
                by=by.key, at=at, subject=_subject(delivery), after={"proposed": len(mended)}
            )
        )
    return delivery


@transaction.atomic
def accept_delivery(
    *, by: Actor, at: datetime, delivery_id: int, seen_version: int | None = None
) -> Counts:
    """Write the proposed rows where they belong, all of them or none.

    Accepting a delivery again changes and tells nothing, so that somebody whose connection broke
    may press the button once more: every row then counts as unchanged.

    Raises: Missing; Conflict when the delivery has changed since `seen_version`; Refused when
    `by` may not accept, nothing is proposed, or a row no longer fits what is on record.
    """
    delivery = _locked(delivery_id)
    _may_decide(by, delivery).enforce()
    proposed = delivery.rows.filter(state=RowState.PROPOSED)
    if delivery.stage == Stage.ACCEPTED:
        return Counts(unchanged=proposed.count())
    stages.may_move(number=delivery.pk, stage=Stage(delivery.stage), to=Stage.ACCEPTED).enforce()
    _refuse_if_moved_on(delivery, seen_version)
    layout = _layout(delivery.layout)
    rows = _still_right(layout, delivery, proposed)
    counts = layout.accept(by=by, at=at, rows=rows, source=source_of(delivery))
    delivery.created, delivery.changed = counts.created, counts.changed
    delivery.unchanged = counts.unchanged
    _decide(delivery, Stage.ACCEPTED, by=by, at=at)
    publish(
        DeliveryAccepted(
            by=by.key,
            at=at,
            subject=_subject(delivery),
            before={"stage": Stage.RECEIVED},
            after={"stage": Stage.ACCEPTED, **_told(counts), "set_aside": _set_aside(delivery)},
        )
    )
    return counts


@transaction.atomic
def decline_delivery(
    *, by: Actor, at: datetime, delivery_id: int, reason: str, seen_version: int | None = None
) -> None:
    """Turn a delivery down, with the reason; its file and findings stay to be looked at.

    Raises: Missing; Conflict; Refused when `by` may not decline, gives no reason, or is too late.
    """
    delivery = _locked(delivery_id)
    _may_decide(by, delivery).enforce()
    stages.gives_a_reason(reason).enforce()
    stages.may_move(number=delivery.pk, stage=Stage(delivery.stage), to=Stage.DECLINED).enforce()
    _refuse_if_moved_on(delivery, seen_version)
    delivery.reason = reason.strip()
    _decide(delivery, Stage.DECLINED, by=by, at=at)
    publish(
        DeliveryDeclined(
            by=by.key,
            at=at,
            subject=_subject(delivery),
            before={"stage": Stage.RECEIVED},
            after={"stage": Stage.DECLINED, "reason": delivery.reason},
        )
    )


def source_of(delivery: Delivery) -> str:
    """Return where rows came from, in words: kept beside records that have no better source."""
    return f"delivery {delivery.pk}: {delivery.file_name}"


def _layout(slug: str) -> Layout:
    if slug not in offered():
        raise Missing(f"Nothing takes in deliveries called “{slug}”.")
    return offered()[slug]


def _earlier(layout: str, sha256: str) -> Delivery | None:
    """Return the newest delivery of these bytes that was not declined."""
    deliveries = Delivery.objects.filter(layout=layout, file_id=sha256)
    return deliveries.exclude(stage=Stage.DECLINED).order_by("-pk").first()


def _last_part(file_name: str) -> str:
    """Return a file's name without the folders and control signs that some browsers send."""
    name = file_name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in name if sign.isprintable())[-255:] or "unnamed"


@transaction.atomic
def _keep(
    delivery: Delivery, content: bytes, sha256: str, checked: Sequence[CheckedRow]
) -> Delivery:
    file, _ = DeliveredFile.objects.get_or_create(
        sha256=sha256, defaults={"content": content, "size": len(content)}
    )
    # Two people may send one file in the same moment: the second waits here, then finds the first.
    DeliveredFile.objects.select_for_update().only("pk").get(pk=file.pk)
    if earlier := _earlier(delivery.layout, sha256):
        return earlier
    delivery.file = file
    return _keep_rows(delivery, checked)


def _keep_rows(delivery: Delivery, checked: Sequence[CheckedRow]) -> Delivery:
    delivery.save()
    for start in range(0, len(checked), PARCEL):
        _write_parcel(delivery, checked[start : start + PARCEL])
    set_aside = sum(bool(row.faults) for row in checked)
    publish(
        DeliveryReceived(
            by=delivery.sent_by,
            at=delivery.sent_at,
            subject=_subject(delivery),
            after={
                "layout": delivery.layout,
                "file_name": delivery.file_name,
                "sha256": delivery.file_id,
                "note": delivery.note,
                "proposed": len(checked) - set_aside,
                "set_aside": set_aside,
            },
        )
    )
    return delivery


def _write_parcel(delivery: Delivery, checked: Sequence[CheckedRow]) -> None:
    rows = ProposedRow.objects.bulk_create(
        ProposedRow(
            delivery=delivery,
            sheet=row.sheet,
            row_number=row.number,
            values={name: values.plain(said) for name, said in row.values.items()},
            state=RowState.QUARANTINED if row.faults else RowState.PROPOSED,
        )
        for row in checked
    )
    Finding.objects.bulk_create(
        Finding(row=row, column=fault.column, sentence=fault.sentence)
        for row, read in zip(rows, checked, strict=True)
        for fault in read.faults
    )


def _rest(delivery: Delivery) -> tuple[CheckedRow, ...]:
    """Return the set-aside rows, read and checked once more from the file as it came."""
    set_aside = set(
        delivery.rows.filter(state=RowState.QUARANTINED).values_list("sheet", "row_number")
    )
    if not set_aside:
        return ()
    content = bytes(DeliveredFile.objects.get(pk=delivery.file_id).content)
    layout = _layout(delivery.layout)
    checked = row_rules.checked(layout, readers.read(content, outlines=layout.outlines))
    return tuple(row for row in checked if (row.sheet, row.number) in set_aside)


def _follow(delivery: Delivery, rest: Sequence[CheckedRow], *, by: Actor, at: datetime) -> Delivery:
    following = Delivery(
        layout=delivery.layout, way=delivery.way, file_name=delivery.file_name,
        file_id=delivery.file_id, note=f"The rest of delivery {delivery.pk}",
        sent_by=by.key, sent_at=at,
    )  # fmt: skip
    return _keep_rows(following, rest)


def _propose(delivery: Delivery, mended: Sequence[CheckedRow]) -> None:
    now = {(row.sheet, row.number): row for row in mended}
    rows = [
        row
        for row in delivery.rows.filter(state=RowState.QUARANTINED)
        if (row.sheet, row.row_number) in now
    ]
    for row in rows:
        said = now[row.sheet, row.row_number].values
        row.values = {name: values.plain(value) for name, value in said.items()}
        row.state = RowState.PROPOSED
    for start in range(0, len(rows), PARCEL):
        parcel = rows[start : start + PARCEL]
        ProposedRow.objects.bulk_update(parcel, ["values", "state"], batch_size=200)
        Finding.objects.filter(row__in=[row.pk for row in parcel]).delete()
    delivery.version += 1
    delivery.save(update_fields=["version"])


def _locked(delivery_id: int) -> Delivery:
    """Return the delivery, held until the transaction ends: two decisions come one by one."""
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None:
        raise Missing(f"There is no delivery {delivery_id}.")
    return delivery


def _may_decide(by: Actor, delivery: Delivery) -> Verdict:
    layout = offered().get(delivery.layout)
    second = layout.second if layout else ""
    return policies.may_decide(by, second=second, sent_by=delivery.sent_by)


def _refuse_if_moved_on(delivery: Delivery, seen_version: int | None) -> None:
    if seen_version is not None and seen_version != delivery.version:
        raise Conflict(
            f"Delivery {delivery.pk} was checked again while you looked at it. Look at its rows "
            "once more, then decide.",
            theirs={"stage": delivery.stage},
            version=delivery.version,
        )


def _still_right(
    layout: Layout, delivery: Delivery, proposed: Iterable[ProposedRow]
) -> tuple[Row, ...]:
    """Return the proposed rows, checked once more: the record may have moved on meanwhile."""
    kept = [CheckedRow(row.sheet, row.row_number, _restored(layout, row), ()) for row in proposed]
    stages.has_rows_to_accept(number=delivery.pk, proposed=len(kept)).enforce()
    checked = row_rules.checked_together(layout, kept)
    stages.all_still_right(
        number=delivery.pk,
        faults=[(row.number, row.faults[0].sentence) for row in checked if row.faults],
    ).enforce()
    if layout.numbered:
        return tuple({**row.values, ROW_NUMBER: row.number} for row in kept)
    return tuple(row.values for row in kept)


def _restored(layout: Layout, row: ProposedRow) -> dict[str, Value]:
    return {
        column.name: values.restored(column, row.values.get(column.name))
        for column in layout.columns
    }


def _decide(delivery: Delivery, stage: Stage, *, by: Actor, at: datetime) -> None:
    delivery.stage = stage
    delivery.decided_by, delivery.decided_at = by.key, at
    delivery.version += 1
    delivery.save()


def _told(counts: Counts) -> dict[str, int]:
    return {
        "created": counts.created, "changed": counts.changed, "unchanged": counts.unchanged
    }  # fmt: skip


def _set_aside(delivery: Delivery) -> list[str]:
    """Return the rows that were not accepted, as the sheet numbers them."""
    rows = delivery.rows.filter(state=RowState.QUARANTINED).values_list("sheet", "row_number")
    return [f"{sheet} {number}".strip() for sheet, number in rows[:1000]]


def _subject(delivery: Delivery) -> Subject:
    return Subject("sources.delivery", str(delivery.pk))
