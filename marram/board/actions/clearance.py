"""The way of a report from its authors to the public: sent, signed by each office, published."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from itertools import chain
from typing import Any

from django.db import transaction

from marram.board.actions.reports import about, locked, move, withdraw_signatures, writable
from marram.board.events import reports as events
from marram.board.models import EditionMeasure, Report, ReportEdition, Signature
from marram.board.policies import reports as policies
from marram.board.queries import papers
from marram.board.queries.measured import measures_in
from marram.board.queries.papers import Drawn
from marram.board.rules import reports as rules
from marram.board.vocabulary.blocks import to_json
from marram.board.vocabulary.charts import Draw, tabled
from marram.board.vocabulary.reports import Clearance, Stage
from marram.foundation.actors import Actor
from marram.foundation.events import Event, publish
from marram.foundation.verdicts import Refused
from marram.indicators.queries.definitions import indicator_slugs


@transaction.atomic
def send_for_clearance(*, by: Actor, at: datetime, number: int) -> Report:
    """Send a report to finance and legal officers, once every needed part is filled in.

    Raises: Missing; Refused when `by` does not write it, it is no draft, or parts are empty.
    """
    report = writable(by, number)
    rules.complete(dict(report.texts.values_list("part", "text"))).enforce()
    _move(by, at, report, Stage.IN_CLEARANCE, events.ReportSent)
    return report


@transaction.atomic
def sign_off(
    *,
    by: Actor,
    at: datetime,
    number: int,
    clearance: Clearance,
    reference: str,
    remarks: str = "",
    seen_version: int,
) -> Signature:
    """Sign a version of a report off. With the last signature it is cleared.

    Raises: Missing; Refused when `by` is not of that office or wrote it, it is not in clearance,
    the office has signed, no reference is given, or the report changed since `seen_version`.
    """
    report = locked(by, number)
    policies.may_sign(by, report, clearance).enforce()
    rules.may_be_signed(report.stage).enforce()
    rules.signs_what_was_read(report.version, seen_version).enforce()
    if report.signatures.filter(clearance=clearance, withdrawn_at=None).exists():
        raise Refused(f"The {clearance} sign-off has been given already.")
    if not reference.strip():
        raise Refused("Enter the reference of the sign-off, such as FD 6398/21.")
    signature = Signature.objects.create(
        report=report,
        clearance=clearance,
        reference=reference.strip(),
        remarks=remarks.strip(),
        by=by.key,
        signed_on=at.date(),
        version_signed=report.version,
    )
    told = {clearance.told_as: signature.reference}
    if rules.fully_signed(_standing(report), tuple(Clearance)):
        _move(by, at, report, Stage.CLEARED, events.ReportSigned, told)
    else:
        publish(about(events.ReportSigned, by, at, report, after=told))
    return signature


@transaction.atomic
def send_back(*, by: Actor, at: datetime, number: int, reason: str) -> Report:
    """Send a report back to its authors as a draft, with the reason; sign-offs are withdrawn.

    Raises: Missing; Refused when `by` neither signs nor keeps the business, or no reason is given.
    """
    report = locked(by, number)
    policies.may_send_back(by).enforce()
    _reason(reason)
    if report.stage == Stage.PUBLISHED:
        raise Refused("The report is published. Take it back instead.")
    told = {"because": reason.strip()}
    _move(by, at, report, Stage.DRAFT, events.ReportSentBack, told)
    withdraw_signatures(by, at, report, because=reason.strip())
    return report


@transaction.atomic
def publish_report(
    *, by: Actor, at: datetime, number: int, on: date, draw: Draw = tabled
) -> ReportEdition:
    """Publish a cleared report: its live blocks are drawn a last time and stay as they are.

    What everybody will read is drawn as everybody may see it; an exempt report as `by` may. `draw`
    makes pictures of charts; without it their tables are published.

    Raises: Missing; Refused when `by` may not, a sign-off is missing, it is for no item, or a live
    block cannot be drawn.
    """
    report = locked(by, number)
    policies.may_publish(by).enforce()
    rules.fully_signed(_standing(report), tuple(Clearance)).enforce()
    rules.placed(report.item_id).enforce()
    edition = freeze(report, papers.to_publish(by=by, report=report, on=on, draw=draw), on)
    report.published_on = on
    told = {
        "published_on": on.isoformat(),
        "edition": edition.number,
        "sha256": edition.sha256,
    }
    _move(by, at, report, Stage.PUBLISHED, events.ReportPublished, told)
    return edition


@transaction.atomic
def take_back(*, by: Actor, at: datetime, number: int, reason: str) -> Report:
    """Take a published report back to be put right. It goes the whole way again.

    The edition that was published stays on record.

    Raises: Missing; Refused when `by` may not, it is not published, or no reason is given.
    """
    report = locked(by, number)
    policies.may_publish(by).enforce()
    _reason(reason)
    if report.stage != Stage.PUBLISHED:
        raise Refused("Only a published report can be taken back.")
    told = {"because": reason.strip()}
    _move(by, at, report, Stage.DRAFT, events.ReportTakenBack, told)
    withdraw_signatures(by, at, report, because=reason.strip())
    return report


def freeze(report: Report, drawn: Drawn, on: date) -> ReportEdition:
    """Keep the blocks of a report, and of its live appendices, as its next edition.

    Which measures they carry is kept beside them.
    """
    blocks = to_json(drawn.blocks)
    appendices = {str(position): to_json(each) for position, each in drawn.appendices.items()}
    kept = {"blocks": blocks, "appendices": appendices} if appendices else blocks
    canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    edition = ReportEdition.objects.create(
        report=report,
        number=report.editions.count() + 1,
        published_on=on,
        blocks=blocks,
        appendices=appendices,
        sha256=sha256(canonical.encode()).hexdigest(),
    )
    every = chain(drawn.blocks, *drawn.appendices.values())
    carried = measures_in(every) & indicator_slugs()
    EditionMeasure.objects.bulk_create(
        EditionMeasure(edition=edition, indicator_id=slug) for slug in sorted(carried)
    )
    return edition


def _standing(report: Report) -> frozenset[str]:
    signed = report.signatures.filter(withdrawn_at=None)
    return frozenset(signed.values_list("clearance", flat=True))


def _reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Say in a sentence why.")


def _move(
    by: Actor,
    at: datetime,
    report: Report,
    to: Stage,
    kind: type[Event],
    told: Mapping[str, Any] | None = None,
) -> None:
    """Move a report to a stage and tell it with what else there is to tell."""
    before = {"stage": report.stage}
    move(report, to)
    after = {"stage": to.value, **(told or {})}
    publish(about(kind, by, at, report, before=before, after=after))
