"""What a pack is made of: the papers of one meeting, in one edition, frozen as they stand."""

from dataclasses import dataclass
from datetime import date

from marram.board.policies import business as policies
from marram.board.queries.agenda_items import ItemLine
from marram.board.queries.attendances import AttendanceLine
from marram.board.queries.meetings import MeetingPage, meeting_page
from marram.board.queries.papers import Paper, paper
from marram.board.queries.resolution_lines import ResolutionLine
from marram.board.queries.sub_groups import SubGroupUpdate
from marram.board.rules.meetings import OVER
from marram.board.vocabulary.meetings import Edition
from marram.foundation.actors import Actor


# The public edition is what anybody may read, whoever asks for it.
PUBLIC = Actor(key="resident", name="Everybody")


@dataclass(frozen=True, kw_only=True)
class ItemPapers:
    """An item, and its report where one is published."""

    item: ItemLine
    report: Paper | None


@dataclass(frozen=True, kw_only=True)
class LastMinutes:
    """The minutes that a meeting is asked to confirm."""

    code: str
    title: str
    on: date
    venue: str
    attendance: tuple[AttendanceLine, ...]
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingPapers:
    """The papers of a meeting in one edition.

    `items` are those on the published agenda, in their order; of an exempt item the public edition
    knows the number and the paragraphs alone (`withheld`).
    """

    edition: Edition
    code: str
    group: str
    group_name: str
    title: str
    on: date
    starts_at: str
    venue: str
    mode: str
    stage: str
    published_on: date | None
    late_because: str
    supplements: int
    items: tuple[ItemPapers, ...]
    last_minutes: LastMinutes | None
    matters_arising: tuple[ResolutionLine, ...]
    sub_groups: tuple[SubGroupUpdate, ...]


def meeting_papers(*, viewer: Actor, meeting: str, edition: Edition, on: date) -> MeetingPapers:
    """Return the papers of a meeting as a pack is made of them.

    At most 70 SQL queries, and five for each published report.

    Raises: Missing; Refused when the private edition is asked for by who may not read exempt
    papers.
    """
    if edition is Edition.PRIVATE:
        policies.may_read_exempt(viewer).enforce()
    reader = PUBLIC if edition is Edition.PUBLIC else viewer
    page = meeting_page(viewer=reader, code=meeting, on=on)
    items = tuple(
        ItemPapers(item=item, report=_report(reader, item, on))
        for item in page.items
        if item.withheld or item.published_on is not None
    )
    return MeetingPapers(
        edition=edition,
        code=page.code,
        group=page.group,
        group_name=page.group_name,
        title=page.title,
        on=page.on,
        starts_at=f"{page.starts_at:%H:%M}" if page.starts_at else "",
        venue=page.venue,
        mode=page.mode,
        stage=page.stage,
        published_on=page.notice.published_on if page.notice else None,
        late_because=page.late_because,
        supplements=max((each.item.supplement for each in items), default=0),
        items=items,
        last_minutes=_last_minutes(reader, page, on),
        matters_arising=page.matters_arising,
        sub_groups=page.sub_groups,
    )


def _report(reader: Actor, item: ItemLine, on: date) -> Paper | None:
    if item.report is None or item.withdrawn_because:
        return None
    found = paper(viewer=reader, number=item.report.number, on=on)
    return found if found.edition else None


def _last_minutes(reader: Actor, page: MeetingPage, on: date) -> LastMinutes | None:
    """Return the minutes of the meeting before, once there are any to confirm."""
    if not page.before:
        return None
    last = meeting_page(viewer=reader, code=page.before, on=on)
    if last.stage not in OVER or not last.reads_minutes:
        return None
    return LastMinutes(
        code=last.code,
        title=last.title,
        on=last.on,
        venue=last.venue,
        attendance=last.attendance,
        items=last.items,
    )
