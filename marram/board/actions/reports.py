"""What authors do: begin a report, write its parts together, and hand in its appendices."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.board.events import reports as events
from marram.board.models import (
    AgendaItem,
    Report,
    ReportAuthor,
    ReportText,
    ReportTyping,
    Signature,
)
from marram.board.policies import reports as policies
from marram.board.rules import reports as rules
from marram.board.vocabulary.reports import PARTS, SECTIONS, TEMPLATE, Clearance, Stage, texts_of
from marram.foundation.actors import Actor
from marram.foundation.amendments import write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Conflict, Missing, Refused


Texts = Mapping[str, str]


@transaction.atomic
def begin_report(
    *, by: Actor, at: datetime, title: str, report_of: str, item_id: int | None = None
) -> Report:
    """Begin a report; who begins it is its first author. An item has at most one report.

    Raises: Refused when `by` may not write reports, or the item is not there or has one.
    """
    policies.may_begin(by).enforce()
    texts = {"title": title.strip(), "report_of": report_of.strip()}
    rules.fits(texts).enforce()
    report = Report.objects.create(item=_free_item(item_id), added_at=at)
    _write_texts(report, texts)
    if by.user_id is not None:
        ReportAuthor.objects.create(report=report, user_id=by.user_id)
    told: dict[str, Any] = {**texts, "stage": Stage.DRAFT.value, "authors": _authors(report)}
    if item_id is not None:
        told["item"] = item_id
    publish(about(events.ReportAdded, by, at, report, after=told))
    return report


@transaction.atomic
def place_report(*, by: Actor, at: datetime, number: int, item_id: int) -> Report:
    """Say which item of which agenda a report is for.

    Raises: Missing; Refused when `by` does not write it, it is published, or the item has one.
    """
    report = writable(by, number)
    if report.item_id == item_id:
        return report
    before = {"item": report.item_id}
    write(report, {"item": _free_item(item_id)})
    publish(about(events.ReportPlaced, by, at, report, before=before, after={"item": item_id}))
    return report


@transaction.atomic
def write_parts(
    *, by: Actor, at: datetime, number: int, texts: Texts, seen: Mapping[str, str]
) -> Report:
    """Write parts of a report. Two people who write different parts both have theirs kept.

    `seen` holds, by part, the print of the text that stood there when the writing began: a part
    whose text was left alone keeps what others have made of it since. What changes withdraws the
    sign-offs there are; what `by` had typed on those pages and not saved is settled by it.

    Raises: Missing; Refused when `by` does not write it, it is published, or a text does not fit;
    Conflict, with their words by part, when somebody changed a part that `by` changed too.
    """
    report = writable(by, number)
    typed = {name: rules.plain_text(text) for name, text in texts.items()}
    rules.fits(typed).enforce()
    now = dict(report.texts.values_list("part", "text"))
    touched = {name: text for name, text in typed.items() if rules.print_of(text) != seen.get(name)}
    changed = {name: text for name, text in touched.items() if text != now.get(name, "")}
    _not_moved_on(report, changed, now, seen)
    sections = [section.name for section in TEMPLATE if set(texts_of(section)) & set(typed)]
    ReportTyping.objects.filter(report=report, by=by.key, section__in=sections).delete()
    if changed:
        _write_texts(report, changed)
        before = {name: now[name] for name in changed if name in now}
        note_change(by, at, report, events.ReportWritten, before=before, after=changed)
    return report


@transaction.atomic
def bring_in(
    *, by: Actor, at: datetime, number: int, texts: Texts, seen: Mapping[str, str]
) -> tuple[str, ...]:
    """Take in the parts of a report that was written on elsewhere; return the pages in dispute.

    `seen` holds the settled print of each text as it left. A part that only this writer changed is
    written. One that somebody else changed meanwhile too is kept as typing of `by`: its page shows
    both texts when it is saved. One that says what we hold is left alone.

    Raises: as `write_parts`, but for Conflict.
    """
    report = writable(by, number)
    rules.fits(texts).enforce()
    now = dict(report.texts.values_list("part", "text"))
    kept = rules.settled_prints(now)
    changed = {
        name: text
        for name, text in texts.items()
        if rules.print_of(rules.settled(name, text)) not in (kept[name], seen.get(name))
    }
    empty = rules.print_of("")
    disputed = {name for name in changed if seen.get(name, empty) != kept[name]}
    agreed = {name: text for name, text in changed.items() if name not in disputed}
    prints = {name: rules.print_of(now.get(name, "")) for name in agreed}
    write_parts(by=by, at=at, number=number, texts=agreed, seen=prints)
    pages = [section for section in TEMPLATE if disputed & set(texts_of(section))]
    for section in pages:
        open_parts = disputed & set(texts_of(section))
        keep_typing(
            by=by,
            at=at,
            number=number,
            section=section.name,
            texts={name: texts[name] for name in open_parts},
            seen={name: seen.get(name, empty) for name in open_parts},
        )
    return tuple(section.name for section in pages)


@transaction.atomic
def keep_typing(
    *, by: Actor, at: datetime, number: int, section: str, texts: Texts, seen: Mapping[str, str]
) -> None:
    """Keep what somebody has typed on one page and not saved: only they see it.

    Raises: Missing; Refused when `by` does not write the report or a text is too long.
    """
    report = writable(by, number)
    if section not in SECTIONS:
        raise Missing(f"The template has no page called {section}.")
    typed = {name: rules.plain_text(text) for name, text in texts.items()}
    rules.fits(typed).enforce()
    ReportTyping.objects.update_or_create(
        report=report,
        by=by.key,
        section=section,
        defaults={"texts": typed, "seen": dict(seen), "at": at},
    )


@transaction.atomic
def forget_typing(*, by: Actor, at: datetime, number: int, section: str) -> None:
    """Forget what `by` typed on one page: the saved text stays."""
    ReportTyping.objects.filter(report=number, by=by.key, section=section).delete()


@transaction.atomic
def name_author(*, by: Actor, at: datetime, number: int, user_id: int) -> None:
    """Let somebody write a report. Naming them twice changes nothing."""
    report = writable(by, number)
    before = _authors(report)
    _, named = ReportAuthor.objects.get_or_create(report=report, user_id=user_id)
    if named:
        _tell_authors(events.AuthorNamed, by, at, report, before)


@transaction.atomic
def stand_author_down(*, by: Actor, at: datetime, number: int, user_id: int) -> None:
    """Take somebody off a report; the last author stays."""
    report = writable(by, number)
    before = _authors(report)
    if before == [f"user:{user_id}"]:
        raise Refused("A report needs an author. Name another first.")
    taken, _ = report.authors.filter(user_id=user_id).delete()
    if taken:
        _tell_authors(events.AuthorStoodDown, by, at, report, before)


# --- What the other actions of reports share ------------------------------------------------


def locked(by: Actor, number: int) -> Report:
    """Return a report that `by` may see, locked until the transaction ends.

    Raises: Missing when it is not there, or not for `by` to see.
    """
    seen = policies.reports_seen_by(by).select_for_update(of=("self",))
    found = seen.filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no report {number}.")
    return found


def writable(by: Actor, number: int) -> Report:
    """Return a report that `by` writes and that is not published, locked."""
    report = locked(by, number)
    policies.may_write(by, report).enforce()
    rules.open_for_writing(report.stage).enforce()
    return report


def note_change(
    by: Actor,
    at: datetime,
    report: Report,
    kind: type[Event],
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Count a change of what the report says, tell it, and withdraw what was signed before it."""
    write(report, {})
    was = report.stage
    if was == Stage.CLEARED:
        move(report, Stage.IN_CLEARANCE)
        before, after = {**before, "stage": was}, {**after, "stage": report.stage}
    publish(about(kind, by, at, report, before=before, after=after))
    withdraw_signatures(by, at, report, because="The report was changed after it was signed.")


def withdraw_signatures(by: Actor, at: datetime, report: Report, *, because: str) -> None:
    """Withdraw every signature that stands, and tell each."""
    for signature in Signature.objects.filter(report=report, withdrawn_at=None):
        signature.withdrawn_at, signature.withdrawn_because = at, because
        signature.save(update_fields=["withdrawn_at", "withdrawn_because"])
        name = Clearance(signature.clearance).told_as
        before, after = {name: signature.reference}, {name: None, "because": because}
        publish(about(events.SignatureWithdrawn, by, at, report, before=before, after=after))


def move(report: Report, to: Stage) -> None:
    """Move a report to a stage, if the table allows it. What it says has not changed by that.

    Raises: Refused.
    """
    rules.may_move(report.stage, to).enforce()
    report.stage = to.value
    report.save(update_fields=["stage", "published_on"])


def about(kind: type[Event], by: Actor, at: datetime, report: Report, **changed: Any) -> Event:
    """Return what is told of a report."""
    return kind(by=by.key, at=at, subject=Subject("board.report", str(report.pk)), **changed)


def _authors(report: Report) -> list[str]:
    """Return who writes a report, as the ledger names them."""
    return [
        f"user:{user}" for user in report.authors.order_by("user").values_list("user", flat=True)
    ]


def _tell_authors(
    kind: type[Event], by: Actor, at: datetime, report: Report, before: list[str]
) -> None:
    changed = {"before": {"authors": before}, "after": {"authors": _authors(report)}}
    publish(about(kind, by, at, report, **changed))


def _free_item(item_id: int | None) -> AgendaItem | None:
    if item_id is None:
        return None
    found = AgendaItem.objects.filter(pk=item_id).first()
    if found is None:
        raise Refused("That agenda item is not there any more. Choose another.")
    if Report.objects.filter(item=found).exists():
        raise Refused(f"“{found.title}” has a report already. Choose another item.")
    return found


def _not_moved_on(report: Report, changed: Texts, now: Texts, seen: Mapping[str, str]) -> None:
    """Raise Conflict where somebody else changed what is to be changed."""
    empty = rules.print_of("")
    theirs = {
        name: now.get(name, "")
        for name in changed
        if seen.get(name, empty) != rules.print_of(now.get(name, ""))
    }
    if theirs:
        labels = ", ".join(PARTS[name].label.lower() for name in theirs)
        raise Conflict(
            f"Somebody changed this while you were writing: {labels}. Both texts are shown below: "
            "choose what to keep, then save again.",
            theirs=theirs,
            version=report.version,
        )


def _write_texts(report: Report, texts: Texts) -> None:
    for name, text in texts.items():
        ReportText.objects.update_or_create(report=report, part=name, defaults={"text": text})
