"""The calendar of meetings as a page, a file and a feed that calendars subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from icalendar import Calendar as Feed
from icalendar import Event

from marram.board.presenters.tags import stage_tag
from marram.board.queries.calendar import Calendar, MeetingLine
from marram.board.vocabulary.meetings import Mode, Precision, Stage
from marram.design.components import (
    Button,
    Component,
    DataTable,
    FilterBar,
    Heading,
    Input,
    Link,
    Option,
    Select,
)
from marram.design.exports import Cell
from marram.design.words import day, number


HEADINGS = ("Code", "Group", "Meeting", "Day", "Starts", "Place", "How", "Stage", "Papers by")
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, kw_only=True)
class CalendarShown:
    """The calendar as a page."""

    title: str
    heading: Heading
    filters: FilterBar
    coming: DataTable
    past: DataTable
    feed: Link


def calendar(found: Calendar) -> CalendarShown:
    """Return the meetings to come and those that were, with the feed to subscribe to."""
    here = reverse("board:meetings")
    asked = {name: said for name, said in (("group", found.group), ("words", found.words)) if said}
    feed = reverse("board:group-feed", args=[found.group]) if found.group else reverse("board:feed")
    plan = (Button("Plan a meeting", url=reverse("board:plan-meeting")),) if found.may_keep else ()
    return CalendarShown(
        title="Meetings",
        heading=Heading(
            "Meetings",
            lead=f"{number(len(found.coming), 'meeting')} to come,"
            f" {number(len(found.past), 'meeting')} before {day(found.on)}.",
            actions=plan,
        ),
        filters=FilterBar(
            fields=(
                Input(name="words", label="Words", value=found.words),
                Select(
                    name="group",
                    label="Group",
                    options=(
                        Option("All", value=""),
                        *(Option(name, value=slug) for slug, name in found.groups),
                    ),
                    value=found.group,
                ),
            ),
            action=here,
            clear_url=here,
        ),
        coming=_table("To come", found.coming, empty="No meeting is planned."),
        past=DataTable(
            caption="Before",
            columns=("Meeting", "Group", "Day", "Stage"),
            rows=tuple(_past_row(line) for line in found.past),
            csv_url=f"{here}?{urlencode({**asked, 'format': 'csv'})}",
            xlsx_url=f"{here}?{urlencode({**asked, 'format': 'xlsx'})}",
            empty="No meeting is in the record.",
        ),
        feed=Link("Subscribe in your calendar (iCalendar)", feed),
    )


def file_rows(found: Calendar) -> tuple[tuple[Cell, ...], ...]:
    """Return the calendar as rows under HEADINGS."""
    return tuple(
        (
            line.code,
            line.group_name,
            line.title,
            _day(line),
            f"{line.starts_at:%H:%M}" if line.starts_at else "",
            line.venue,
            line.mode,
            line.stage,
            line.publish_by,
        )
        for line in (*found.coming, *found.past)
    )


def feed(lines: Iterable[MeetingLine], *, site: str, at: datetime) -> bytes:
    """Return meetings as an iCalendar file, RFC 5545; `site` is the address of this installation.

    A meeting with no hour takes the whole day. Each keeps its identity when it is moved, and its
    version counts the changes, so that calendars which subscribe follow it.
    """
    book = Feed()
    book.add("prodid", "-//Marram//Meetings//EN")
    book.add("version", "2.0")
    book.add("x-wr-calname", "Meetings")
    for line in lines:
        book.add_component(_event(line, site, at))
    return bytes(book.to_ical())


def _event(line: MeetingLine, site: str, at: datetime) -> Event:
    event = Event()
    host = site.partition("//")[2].rstrip("/") or "marram"
    event.add("uid", f"{line.code}@{host}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", line.version)
    same = line.title == line.group_name
    event.add("summary", line.title if same else f"{line.group_name}: {line.title}")
    if line.starts_at is None:
        event.add("dtstart", line.on)
        event.add("dtend", line.on + timedelta(days=1))
    else:
        event.add("dtstart", _moment(line, line.starts_at))
        ends = _moment(line, line.ends_at) if line.ends_at else None
        event.add("dtend", ends or _moment(line, line.starts_at) + timedelta(hours=2))
    if line.venue:
        event.add("location", line.venue)
    event.add("status", "CANCELLED" if line.stage == Stage.CANCELLED else "CONFIRMED")
    event.add("url", site.rstrip("/") + reverse("board:meeting", args=[line.code]))
    return event


def _moment(line: MeetingLine, at: time) -> datetime:
    """Return a moment in UTC, so that no file needs to carry our rules of summer time."""
    return datetime.combine(line.on, at, LONDON).astimezone(UTC)


def _table(caption: str, lines: Iterable[MeetingLine], *, empty: str) -> DataTable:
    return DataTable(
        caption=caption,
        columns=("Meeting", "Group", "Day", "Where", "Papers by", "Stage"),
        rows=tuple(_coming_row(line) for line in lines),
        empty=empty,
    )


def _coming_row(line: MeetingLine) -> tuple[Component | str, ...]:
    papers = ""
    if line.publish_by is not None:
        papers = day(line.publish_by) + (" (late)" if line.overdue else "")
    starts = f", {line.starts_at:%H:%M}" if line.starts_at else ""
    how = "" if line.mode == Mode.NOT_STATED else line.mode
    where = ", ".join(part for part in (line.venue, how) if part)
    return (
        Link(line.title, reverse("board:meeting", args=[line.code])),
        line.group_name,
        _day(line) + starts,
        where,
        papers,
        stage_tag(line.stage),
    )


def _past_row(line: MeetingLine) -> tuple[Component | str, ...]:
    link = Link(line.title, reverse("board:meeting", args=[line.code]))
    return (link, line.group_name, _day(line), stage_tag(line.stage))


def _day(line: MeetingLine) -> str:
    return f"{line.on:%B %Y}" if line.precision == Precision.MONTH else day(line.on)
