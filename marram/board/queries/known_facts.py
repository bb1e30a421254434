"""What the record knows of meetings, in the words in which papers tell it."""

from marram.board.models import AgendaItem, Attendance, Meeting, Report, Resolution
from marram.board.rules.readings import Fact, Known
from marram.board.vocabulary.readings import Kind
from marram.people.queries import keys as people


def known() -> Known:
    """Return all that a paper might tell again. Seven SQL queries, however many meetings."""
    meetings = Meeting.objects.filter(precision="day").order_by("code")
    return Known(
        groups=people.group_names(),
        organisations=people.organisation_names(),
        meetings={
            (group, on): code for code, group, on in meetings.values_list("pk", "group", "on")
        },
        attended=frozenset(Attendance.objects.order_by().values_list("meeting", flat=True)),
        facts=_meetings() | _items() | _resolutions() | _front_sheets(),
    )


def _meetings() -> frozenset[Fact]:
    codes = Meeting.objects.order_by("code").values_list("pk", flat=True)
    return frozenset((code, Kind.MEETING, code) for code in codes)


def _items() -> frozenset[Fact]:
    rows = AgendaItem.objects.order_by("pk").values_list("meeting", "number", "title")
    return frozenset((code, Kind.ITEM, number or title[:60]) for code, number, title in rows)


def _resolutions() -> frozenset[Fact]:
    rows = Resolution.objects.filter(item__isnull=False).order_by("code")
    told = rows.values_list("meeting", "item__number", "ordinal")
    return frozenset(
        (code, Kind.RESOLUTION, f"{number}/{ordinal}") for code, number, ordinal in told
    )


def _front_sheets() -> frozenset[Fact]:
    """A report that is on record, in whatever words, is not proposed again."""
    rows = Report.objects.filter(item__isnull=False).order_by("pk")
    told = rows.values_list("item__meeting", "item__number", "item__title")
    return frozenset((code, Kind.FRONT_SHEET, number or title[:60]) for code, number, title in told)
