"""Reports that come in as the facts of published papers.

The signatures of such a report are the references that its paper prints, and it was published on
the day of its meeting at the latest. Of its words we hold a short statement of our own.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.board.actions.clearance import freeze
from marram.board.actions.reports import about
from marram.board.events import reports as events
from marram.board.models import AgendaItem, Appendix, Report, ReportText, Signature
from marram.board.policies import business as policies
from marram.board.queries import papers
from marram.board.rules import marks
from marram.board.rules import reports as rules
from marram.board.vocabulary.charts import Draw, tabled
from marram.board.vocabulary.reports import PARTS, Clearance, Kind, Stage
from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.events import publish
from marram.foundation.verdicts import Refused
from marram.records.actions.keeping import recorded


Row = Mapping[str, Any]
REFERENCES = {Clearance.FINANCE: "finance_ref", Clearance.LEGAL: "legal_ref"}


@transaction.atomic
def record_reports(
    *, by: Actor, at: datetime, rows: Sequence[Row], draw: Draw = tabled
) -> Recorded:
    """Add or change reports by the item they went to; `appendices` are titles with ; between.

    Behind the title of an appendix may stand the live blocks that it is drawn from. A report that
    changes is published as its next edition; `draw` makes pictures of its charts.

    Raises: Refused when `by` may not keep the business, an item is not there, or its report was
    written here.
    """
    policies.may_keep(by).enforce()
    return recorded(_keep(by, at, row, draw) for row in rows)


def _keep(by: Actor, at: datetime, row: Row, draw: Draw) -> str:
    item = _item(row["meeting"], row["item"])
    found = Report.objects.filter(item=item).first()
    if found is not None and not found.taken_from:
        raise Refused(f"The report on “{item.title}” was written here. Change it on its page.")
    said, held = _said(row), _held(found) if found else {}
    if said == held:
        return "unchanged"
    report = found or _added(at, item, row)
    _write(by, report, row, item.meeting.on)
    on = item.meeting.on
    freeze(report, papers.to_publish(by=by, report=report, on=on, draw=draw), on)
    before = {name: text for name, text in held.items() if said.get(name) != text}
    after = {name: text for name, text in said.items() if held.get(name) != text}
    if found is None:
        after |= {"stage": report.stage, "published_on": item.meeting.on.isoformat()}
    publish(about(events.ReportRecorded, by, at, report, before=before, after=after))
    return "changed" if found else "created"


def _item(meeting: str, named: str) -> AgendaItem:
    items = AgendaItem.objects.filter(meeting=meeting).select_related("meeting")
    found = items.filter(number=named).first() or items.filter(title=named).first()
    if found is None:
        raise Refused(f"{meeting} has no item “{named}”. Write its number, or its title.")
    return found


def _added(at: datetime, item: AgendaItem, row: Row) -> Report:
    return Report.objects.create(
        item=item,
        stage=Stage.PUBLISHED,
        added_at=at,
        published_on=item.meeting.on,
        taken_from=row["source"],
    )


def _texts(row: Row) -> dict[str, str]:
    """Return what a row says by part; statements of a list stand a line each."""
    return {
        name: "\n".join(_listed(row[name])) if part.kind is Kind.LINES else row[name]
        for name, part in PARTS.items()
        if row.get(name)
    }


def _said(row: Row) -> dict[str, Any]:
    references = {each.told_as: row[name] for each, name in REFERENCES.items() if row[name]}
    return {**_texts(row), **references, "appendices": _listed(row["appendices"])}


def _held(report: Report) -> dict[str, Any]:
    standing = report.signatures.filter(withdrawn_at=None)
    signed = standing.values_list("clearance", "reference")
    return {
        **dict(report.texts.exclude(text="").values_list("part", "text")),
        **{Clearance(office).told_as: reference for office, reference in signed},
        "appendices": [
            " ".join(filter(None, (title, *live.split("\n"))))
            for title, live in report.appendices.values_list("title", "live")
        ],
    }


def _write(by: Actor, report: Report, row: Row, on: date) -> None:
    texts = _texts(row)
    rules.fits(texts).enforce()
    for rows in (report.texts, report.signatures, report.appendices):
        rows.all().delete()
    ReportText.objects.bulk_create(
        ReportText(report=report, part=name, text=text) for name, text in texts.items()
    )
    Signature.objects.bulk_create(
        Signature(
            report=report,
            clearance=office,
            reference=row[column],
            by=by.key,
            signed_on=on,
            version_signed=report.version,
        )
        for office, column in REFERENCES.items()
        if row[column]
    )
    Appendix.objects.bulk_create(
        _appendix(report, position, written)
        for position, written in enumerate(_listed(row["appendices"]), start=1)
    )


def _appendix(report: Report, position: int, written: str) -> Appendix:
    title, live = marks.live_lines(written)
    return Appendix(report=report, position=position, title=title, live="\n".join(map(str, live)))


def _listed(written: str | None) -> list[str]:
    return [part.strip() for part in (written or "").split(";") if part.strip()]
