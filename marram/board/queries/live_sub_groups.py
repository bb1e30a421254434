"""What the formal sub-groups of a board have done since it last met, as blocks of a paper."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from marram.board.policies import business as policies
from marram.board.queries.sub_groups import SubGroupUpdate, SubMeeting, updates
from marram.board.rules.meetings import agenda_is_out
from marram.board.vocabulary.blocks import (
    Block,
    Blocks,
    Bullets,
    Heading,
    Line,
    Paragraph,
    in_words,
    line,
    sourced,
)
from marram.board.vocabulary.charts import Draw
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing


def sub_groups(viewer: Actor, key: str, on: date, draw: Draw) -> Blocks:
    """Return what each sub-group tells a meeting, also when it did not meet. Six SQL queries.

    Raises: Missing, also where the agenda is not published and the viewer reads no drafts.
    """
    meeting = policies.meetings_seen_by(viewer).filter(pk=key).first()
    if meeting is None:
        raise Missing(f"There is no meeting {key}.")
    out = agenda_is_out(meeting.stage, meeting.published_on)
    if not out and not policies.may_read_drafts(viewer):
        raise Missing(f"The agenda of {meeting.title} on {in_words(meeting.on)} is not published.")
    told = updates(viewer=viewer, meeting=meeting)
    address = reverse("board:meeting", args=[key])
    source = sourced(f"{meeting.title}, {in_words(meeting.on)}", address, on)
    if not told:
        return (Paragraph(line("The board has no formal sub-groups.")), source)
    return (*(block for each in told for block in _told(each)), source)


def _told(update: SubGroupUpdate) -> Iterator[Block]:
    yield Heading(2, update.name)
    if update.words:
        yield from (Paragraph(line(each)) for each in update.words.split("\n\n"))
    if update.did_not_meet:
        yield Paragraph(line("It has not met since the last meeting of the board."))
    else:
        yield Bullets(tuple(map(_met, update.met)))
    if update.to_report:
        days = ", ".join(in_words(each.on) for each in update.to_report)
        yield Paragraph(line(f"It will report on its meeting of {days} to the next board."))


def _met(meeting: SubMeeting) -> Line:
    said = f": {meeting.summary}" if meeting.summary else ""
    return line(f"Met on {in_words(meeting.on)}{said}")
