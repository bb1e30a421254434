"""What is known of reports: the list, one with all that can be done to it, one page of writing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from marram.board.models import Appendix, Report, ReportText, ReportTyping, Signature
from marram.board.policies import business
from marram.board.policies import reports as policies
from marram.board.rules import reports as rules
from marram.board.vocabulary.meetings import PROCEDURAL
from marram.board.vocabulary.meetings import Stage as MeetingStage
from marram.board.vocabulary.reports import (
    SECTIONS,
    TEMPLATE,
    Clearance,
    Section,
    Stage,
    texts_of,
)
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people.queries import names


_ITEM = ("item", "item__number", "item__meeting__group__name", "item__meeting__on")


@dataclass(frozen=True, kw_only=True)
class ReportLine:
    """One report in a list. `waits_for` are the offices that have still to sign."""

    number: int
    title: str
    report_of: str
    stage: Stage
    item: int | None
    item_number: str
    board: str
    meets_on: date | None
    waits_for: tuple[Clearance, ...]


@dataclass(frozen=True)
class SignatureLine:
    """Who signed a report for an office, and why it stands no longer, if it does not."""

    clearance: Clearance
    reference: str
    remarks: str
    name: str
    signed_on: date
    withdrawn_at: datetime | None
    withdrawn_because: str


@dataclass(frozen=True)
class SectionLine:
    """A page of writing: how many of the parts it needs are filled in."""

    section: Section
    needed: int
    filled: int
    any_words: bool


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """A report, and what this viewer may do to it now."""

    number: int
    title: str
    stage: Stage
    version: int
    taken_from: str
    published_on: date | None
    item: int | None
    item_title: str
    board: str
    meeting: str
    meets_on: date | None
    authors: Mapping[int, str]
    sections: tuple[SectionLine, ...]
    signatures: tuple[SignatureLine, ...]
    complete: Verdict
    may_write: Verdict
    may_sign: Mapping[Clearance, Verdict]
    may_send_back: Verdict
    may_publish: Verdict

    @property
    def standing(self) -> Mapping[Clearance, SignatureLine]:
        """Return the signatures that stand, by office."""
        return {one.clearance: one for one in self.signatures if one.withdrawn_at is None}


@dataclass(frozen=True, kw_only=True)
class WritingPage:
    """The texts of one page of a report, with what the viewer typed there and did not save.

    `seen` holds the print of each text as the writing began; `typed_at` is None where nothing
    was left unsaved.
    """

    number: int
    title: str
    section: Section
    texts: Mapping[str, str]
    seen: Mapping[str, str]
    typed_at: datetime | None


@dataclass(frozen=True)
class OpenItem:
    """An item of an agenda to come that has no report yet."""

    number: int
    title: str
    board: str
    meets_on: date


def report_list(*, viewer: Actor) -> tuple[ReportLine, ...]:
    """Return the reports that the viewer may read, the next meeting first. Two SQL queries."""
    return _lines(policies.reports_seen_by(viewer))


def report_page(*, viewer: Actor, number: int) -> ReportPage:
    """Return a report and what may be done to it. At most eight SQL queries.

    Raises: Missing.
    """
    report = _report(viewer, number)
    texts = dict(report.texts.values_list("part", "text"))
    item = report.item
    return ReportPage(
        number=report.pk,
        title=texts.get("title", ""),
        stage=Stage(report.stage),
        version=report.version,
        taken_from=report.taken_from,
        published_on=report.published_on,
        item=report.item_id,
        item_title=item.title if item else "",
        board=item.meeting.group.name if item else "",
        meeting=item.meeting_id if item else "",
        meets_on=item.meeting.on if item else None,
        authors=dict(
            report.authors.order_by("user__name", "user").values_list("user", "user__name")
        ),
        sections=tuple(_section_line(section, texts) for section in TEMPLATE),
        signatures=_signatures(report),
        complete=rules.complete(texts),
        may_write=_may_write(viewer, report),
        may_sign={each: policies.may_sign(viewer, report, each) for each in Clearance},
        may_send_back=policies.may_send_back(viewer),
        may_publish=policies.may_publish(viewer),
    )


def writing_page(*, viewer: Actor, number: int, section: str) -> WritingPage:
    """Return one page of a report to write on. At most four SQL queries.

    Raises: Missing; Refused when the viewer does not write the report, or it is published.
    """
    report = _report(viewer, number)
    if section not in SECTIONS:
        raise Missing(f"The template has no page called {section}.")
    _may_write(viewer, report).enforce()
    texts = dict(report.texts.values_list("part", "text"))
    now = {name: texts.get(name, "") for name in texts_of(SECTIONS[section])}
    seen = {name: rules.print_of(text) for name, text in now.items()}
    typing = ReportTyping.objects.filter(report=report, by=viewer.key, section=section).first()
    return WritingPage(
        number=report.pk,
        title=texts.get("title", ""),
        section=SECTIONS[section],
        texts={**now, **(typing.texts if typing else {})},
        seen={**seen, **(typing.seen if typing else {})},
        typed_at=typing.at if typing else None,
    )


def open_items(*, viewer: Actor, on: date) -> tuple[OpenItem, ...]:
    """Return the items of meetings to come that want a report, the next first. One SQL query.

    An exempt item is offered to those alone who may read it.
    """
    policies.may_begin(viewer).enforce()
    items = (
        business.items_seen_by(viewer)
        .filter(meeting__on__gte=on, report=None, withdrawn_because="")
        .exclude(Q(kind__in=PROCEDURAL) | Q(meeting__stage=MeetingStage.CANCELLED))
        .order_by("meeting__on", "meeting", "position")
    )
    rows = items.values_list("pk", "title", "meeting__group__name", "meeting__on")
    return tuple(OpenItem(*row) for row in rows)


def of_items(*, viewer: Actor, items: Collection[int]) -> Mapping[int, ReportLine]:
    """Return the reports of items that the viewer may read, by item. Two SQL queries."""
    lines = _lines(policies.reports_seen_by(viewer).filter(item__in=items))
    return {one.item: one for one in lines if one.item is not None}


def titles(*, viewer: Actor, numbers: Collection[int]) -> Mapping[int, str]:
    """Return the titles of those reports that the viewer may read. One SQL query."""
    seen = policies.reports_seen_by(viewer).filter(pk__in=numbers)
    found = ReportText.objects.filter(report__in=seen, part="title").order_by("report")
    return dict(found.values_list("report", "text"))


def may_see(*, viewer: Actor, number: int) -> bool:
    """Tell whether the viewer may read a report. One SQL query."""
    return policies.reports_seen_by(viewer).filter(pk=number).exists()


def hides_document(*, viewer: Actor, document: int) -> bool:
    """Tell whether a file is an appendix, and of no report that the viewer may read.

    At most two SQL queries.
    """
    of = Appendix.objects.filter(document=document)
    seen = of.filter(report__in=policies.reports_seen_by(viewer))
    return of.exists() and not seen.exists()


def may_work(*, viewer: Actor, number: int) -> Verdict:
    """Tell whether the viewer has any part in making a report. At most three SQL queries.

    Raises: Missing.
    """
    report = _report(viewer, number)
    return policies.may_work_on(viewer, report)


def may_begin(*, viewer: Actor) -> Verdict:
    """Tell whether the viewer may begin a report. No SQL query."""
    return policies.may_begin(viewer)


def _report(viewer: Actor, number: int) -> Report:
    seen = policies.reports_seen_by(viewer).select_related("item__meeting__group")
    found = seen.filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no report {number}.")
    return found


def _lines(reports: QuerySet[Report]) -> tuple[ReportLine, ...]:
    rows = tuple(
        _titled(reports)
        .order_by(F("item__meeting__on").desc(nulls_first=True), "item__position", "-pk")
        .values_list("pk", "title", "report_of", "stage", *_ITEM)
    )
    signed = _signed([row[0] for row in rows if row[3] == Stage.IN_CLEARANCE])
    return tuple(
        ReportLine(
            number=number,
            title=title or "",
            report_of=report_of or "",
            stage=Stage(stage),
            item=item,
            item_number=item_number or "",
            board=board or "",
            meets_on=meets_on,
            waits_for=tuple(
                each
                for each in Clearance
                if stage == Stage.IN_CLEARANCE and (number, each) not in signed
            ),
        )
        for number, title, report_of, stage, item, item_number, board, meets_on in rows
    )


def _titled(reports: QuerySet[Report]) -> Any:
    """Return reports with two of their texts, by which lists tell them apart."""
    texts = ReportText.objects.filter(report=OuterRef("pk"))
    return reports.annotate(
        title=Subquery(texts.filter(part="title").values("text")[:1]),
        report_of=Subquery(texts.filter(part="report_of").values("text")[:1]),
    )


def _signed(numbers: Collection[int]) -> frozenset[tuple[int, str]]:
    standing = Signature.objects.filter(report__in=numbers, withdrawn_at=None)
    return frozenset(standing.order_by("pk").values_list("report", "clearance"))


def _may_write(viewer: Actor, report: Report) -> Verdict:
    return rules.open_for_writing(report.stage) and policies.may_write(viewer, report)


def _section_line(section: Section, texts: Mapping[str, str]) -> SectionLine:
    needed = [part.name for part in section.parts if part.needed]
    return SectionLine(
        section=section,
        needed=len(needed),
        filled=sum(bool(texts.get(name)) for name in needed),
        any_words=any(texts.get(name) for name in texts_of(section)),
    )


def _signatures(report: Report) -> tuple[SignatureLine, ...]:
    rows = tuple(report.signatures.order_by("-signed_on", "-pk"))
    known = names(keys={row.by for row in rows}) if rows else {}
    return tuple(
        SignatureLine(
            clearance=Clearance(row.clearance),
            reference=row.reference,
            remarks=row.remarks,
            name=known.get(row.by, ""),
            signed_on=row.signed_on,
            withdrawn_at=row.withdrawn_at,
            withdrawn_because=row.withdrawn_because,
        )
        for row in rows
    )
