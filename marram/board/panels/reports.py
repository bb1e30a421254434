"""What the ledger knows of reports: how they are called, and to whom they are closed."""

from collections.abc import Mapping

from django.urls import reverse

from marram.board.queries import reports as queries
from marram.foundation.actors import Actor
from marram.foundation.events import Subject


KIND = "board.report"
DOCUMENT = "records.document"


def named(*, viewer: Actor, key: frozenset[Subject]) -> Mapping[Subject, tuple[str, str]]:
    """Return the title and address of those subjects that are reports. One SQL query."""
    numbers = {int(subject.key): subject for subject in key if subject.kind == KIND}
    titles = queries.titles(viewer=viewer, numbers=numbers)
    return {
        numbers[number]: (title, reverse("board:report", kwargs={"number": number}))
        for number, title in titles.items()
    }


def closed(*, viewer: Actor, key: Subject) -> str | None:
    """Return why this viewer may not read the history of a report or of its appendix, or None."""
    if not key.key.isdecimal():
        return None
    if key.kind == KIND and not queries.may_see(viewer=viewer, number=int(key.key)):
        return "This report is not yours to read."
    if key.kind == DOCUMENT and queries.hides_document(viewer=viewer, document=int(key.key)):
        return "This file belongs to a report that is not yours to read."
    return None
