"""One meeting as a page: its papers, who came, what was minuted and resolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.urls import reverse

from marram.board.presenters.arising import arising
from marram.board.presenters.items import ItemShown, shown
from marram.board.presenters.tags import capital, stage_tag
from marram.board.queries.attendances import AttendanceLine
from marram.board.queries.meetings import MeetingPage
from marram.board.queries.notices import Notice
from marram.board.vocabulary.meetings import ItemKind, Mode, Precision, Presence, Stage
from marram.design.components import (
    Breadcrumbs,
    Button,
    ButtonGroup,
    Component,
    DataTable,
    Fact,
    Heading,
    InsetText,
    Link,
    Place,
    SummaryList,
    Text,
    WarningText,
)
from marram.design.words import day, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.verdicts import YES


@dataclass(frozen=True, kw_only=True)
class MeetingShown:
    """A meeting as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    warnings: tuple[Component, ...]
    facts: SummaryList
    steps: ButtonGroup | None
    items: tuple[ItemShown, ...]
    no_items: str
    agenda_links: tuple[Link, ...]
    arising: DataTable | None
    attendance: DataTable | None
    attendance_words: str
    attendance_links: tuple[Link, ...]
    panels: tuple[Component, ...]


def meeting_page(page: MeetingPage, *, viewer: Actor) -> MeetingShown:
    """Return a meeting; its buttons are those that this person may press today."""
    return MeetingShown(
        title=f"{page.title}, {when(page)}",
        breadcrumbs=_breadcrumbs(page),
        heading=Heading(
            title=page.title,
            caption=when(page),
            tags=(stage_tag(page.stage),),
            lead=_lead(page),
        ),
        warnings=tuple(_warnings(page)),
        facts=SummaryList(tuple(_facts(page))),
        steps=_steps(page),
        items=tuple(shown(page, item) for item in page.items),
        no_items=_no_items(page),
        agenda_links=_agenda_links(page),
        arising=_arising(page),
        attendance=_attendance(page),
        attendance_words=_attendance_words(page),
        attendance_links=_attendance_links(page),
        panels=(
            *panels.shown("board.meeting", viewer=viewer, key=page.code),
            *panels.shown("history", viewer=viewer, key=Subject("board.meeting", page.code)),
        ),
    )


def when(page: MeetingPage) -> str:
    """Return the day of a meeting as exactly as it is known."""
    if page.precision == Precision.MONTH:
        return f"{page.on:%B %Y}"
    return f"{page.on:%A} {day(page.on)}"


def _breadcrumbs(page: MeetingPage) -> Breadcrumbs:
    calendar = Place("Meetings", reverse("board:meetings"))
    group = Place(page.group_name, f"{reverse('board:meetings')}?group={page.group}")
    return Breadcrumbs((calendar, group, Place(when(page))))


def _lead(page: MeetingPage) -> str:
    where = [part for part in (page.venue, _mode(page)) if part]
    hours = _hours(page.starts_at, page.ends_at)
    return ". ".join(part for part in (hours, ", ".join(where)) if part)


def _mode(page: MeetingPage) -> str:
    return "" if page.mode == Mode.NOT_STATED else page.mode


def _hours(starts_at: time | None, ends_at: time | None) -> str:
    if starts_at is None:
        return ""
    return f"{starts_at:%H:%M}" + (f" to {ends_at:%H:%M}" if ends_at else "")


def _warnings(page: MeetingPage) -> Iterable[Component]:
    if page.stage == Stage.CANCELLED:
        yield WarningText(f"This meeting was cancelled: {page.cancelled_because}")
    elif page.notice is not None and not page.notice.in_time and page.notice.published_on is None:
        yield WarningText(f"The papers are late. {page.notice.in_time.reason}")
    if page.late_because:
        yield InsetText(f"The papers came out late: {page.late_because}")
    if page.stage == Stage.IN_SESSION and not page.quorum.quorate:
        yield WarningText(f"There is no quorum. {page.quorum.quorate.reason}")
    if page.stage == Stage.PLANNED and page.notice is None and page.is_board:
        yield InsetText("This meeting is in the record as planned; no word says it was held.")


def _facts(page: MeetingPage) -> Iterable[Fact]:
    known = page.notice.holidays_known if page.notice else YES
    shown: dict[str, Text] = {
        "Papers": _notice(page.notice) if page.notice else "",
        "Bank holidays": f"{known.reason}." if not known else "",
        "Quorum": _quorum(page),
        "Minutes": _minutes(page) if page.is_board else "",
        "Confirmed by": _confirming(page),
        "What it did": page.summary,
        "Meeting before": _link(page.before, page.before_on),
        "Next meeting": _link(page.after, page.after_on),
        "Source": page.source,
    }
    return (Fact(key, value) for key, value in shown.items() if value)


def _quorum(page: MeetingPage) -> str:
    if not page.quorum.needed:
        return ""
    needed = f"{page.quorum.needed} members with a vote"
    return f"{needed}; {page.quorum.there} were there" if page.attendance else needed


def _link(code: str, on: date | None) -> Text:
    return Link(day(on), reverse("board:meeting", args=[code])) if code else ""


def _notice(notice: Notice) -> str:
    if notice.published_on is None:
        left = f"{number(notice.left, 'day')} from today" if notice.left > 0 else "today"
        last = f"Publish by {day(notice.publish_by)}"
        return f"{last}, {left}." if notice.left >= 0 else f"{last}: that day is past."
    given = number(notice.clear_days or 0, "clear working day")
    on_time = "in time" if notice.in_time else f"late: {notice.needed} were needed"
    return f"Published on {day(notice.published_on)}, {given} before the meeting: {on_time}."


def _minutes(page: MeetingPage) -> str:
    if page.confirmed_on is not None:
        changed = f", with this change: {page.correction}" if page.correction else "."
        return f"Confirmed on {day(page.confirmed_on)}{changed}"
    if page.minutes_published_on is not None:
        return f"Draft, public since {day(page.minutes_published_on)}."
    return "Not published."


def _confirming(page: MeetingPage) -> Text:
    """Return the way to the resolution that confirmed the minutes."""
    if not page.confirmed_by:
        return ""
    return Link(
        f"Resolution {page.confirmed_by}", reverse("board:resolution", args=[page.confirmed_by])
    )


def _no_items(page: MeetingPage) -> str:
    if page.items:
        return ""
    if not page.is_board:
        return "The agendas of this group are not kept here."
    return "No agenda is published for this meeting."


# --- What may be done -----------------------------------------------------------------------


STEPS = (
    (Stage.PUBLISHED, "publish-agenda", "Publish the agenda"),
    (Stage.IN_SESSION, "open-meeting", "Open the meeting"),
    (Stage.ADJOURNED, "adjourn-meeting", "Adjourn"),
    (Stage.HELD, "end-meeting", "End the meeting"),
    (Stage.PLANNED, "plan-meeting-again", "Plan it again"),
    (Stage.CANCELLED, "cancel-meeting", "Cancel the meeting"),
)


def _steps(page: MeetingPage) -> ButtonGroup | None:
    if not page.may_keep:
        return None
    steps = [(name, text) for stage, name, text in STEPS if stage in page.next_stages]
    if page.stage in (Stage.HELD, Stage.CONFIRMED) and page.minutes_published_on is None:
        steps.append(("publish-minutes", "Publish the minutes"))
    if page.stage in (Stage.IN_SESSION, Stage.HELD) and page.is_board:
        steps.append(("confirm-minutes", "Confirm earlier minutes"))
    if page.may_unconfirm:
        steps.append(("take-back-confirmation", "Take back that these minutes are confirmed"))
    if page.notice is not None and page.notice.published_on and page.agenda_open:
        steps.append(("publish-supplement", "Publish a supplement"))
    steps.append(("amend-meeting", "Change the meeting"))
    return ButtonGroup(
        tuple(
            Button(text, url=_of(name, page), style="secondary" if place else "")
            for place, (name, text) in enumerate(steps)
        )
    )


def _agenda_links(page: MeetingPage) -> tuple[Link, ...]:
    if not page.may_keep or not page.agenda_open:
        return ()
    begin = (
        () if page.items else (Link("Begin with the standing items", _of("begin-agenda", page)),)
    )
    return (*begin, Link("Add an item", _of("add-item", page)))


def _arising(page: MeetingPage) -> DataTable | None:
    """Return matters arising for a meeting whose agenda has no item for them."""
    has_item = any(item.kind == ItemKind.MATTERS_ARISING for item in page.items)
    return None if has_item or not page.matters_arising else arising(page.matters_arising)


def _attendance_links(page: MeetingPage) -> tuple[Link, ...]:
    if not page.may_keep or not page.may_minute:
        return ()
    links = [Link("Mark who is here", _of("roll", page))]
    links.append(Link("Add somebody", _of("add-attendance", page)))
    if page.attendance and not any(line.presence == Presence.CHAIR for line in page.attendance):
        links.append(Link("Elect a chair for this meeting", _of("elect-chair", page)))
    return tuple(links)


# --- Attendance -----------------------------------------------------------------------------


def _attendance(page: MeetingPage) -> DataTable | None:
    if not page.attendance:
        return None
    came = [line for line in page.attendance if line.presence != Presence.ABSENT]
    order = list(Presence)
    came.sort(key=lambda line: (order.index(Presence(line.presence)), line.organisation_name))
    return DataTable(
        caption="Who came",
        columns=("Role", "Organisation", "How"),
        rows=tuple(_attendance_row(line) for line in came),
        empty="Nobody is marked yet.",
    )


def _attendance_row(line: AttendanceLine) -> tuple[str, ...]:
    how = capital(line.presence)
    if line.substitute:
        how += ", standing in for a member"
    if line.remote:
        how += ", from elsewhere"
    if line.presence == Presence.CHAIR and "elected" in line.basis:
        how += ", elected for this meeting"
    return line.role, line.organisation_name or "Not stated", how


def _attendance_words(page: MeetingPage) -> str:
    if not page.attendance:
        return "" if page.reads_minutes else "Who came is shown with the minutes."
    there = [line for line in page.attendance if line.presence in _THERE]
    apologies = sum(line.presence == Presence.APOLOGY for line in page.attendance)
    bodies = len({line.organisation for line in there if line.organisation})
    return (
        f"{number(len(there), 'person', 'people')} from {number(bodies, 'organisation')} came;"
        f" {number(apologies, 'apology', 'apologies')}."
    )


_THERE = (Presence.CHAIR, Presence.PRESENT, Presence.IN_ATTENDANCE)


def _of(name: str, page: MeetingPage) -> str:
    return reverse(f"board:{name}", args=[page.code])
