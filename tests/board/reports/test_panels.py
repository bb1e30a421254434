"""What the ledger shows of reports, and to whom."""

import pytest

from marram.board.models import Appendix
from marram.foundation import panels
from marram.foundation.events import Subject
from tests.world.reports import TEXTS, append


pytestmark = pytest.mark.django_db


def closed(viewer, subject):
    return panels.shown("records.closed", viewer=viewer, key=subject)


def named(viewer, subject):
    known = panels.shown("records.subjects", viewer=viewer, key=frozenset({subject}))
    return {subject: title for each in known for subject, title in each.items()}


def test_the_history_of_a_draft_is_for_those_who_may_read_it(author, colleague, whole):
    subject = Subject("board.report", str(whole.pk))

    assert closed(author, subject) == ()
    assert closed(colleague, subject) == ("This report is not yours to read.",)


def test_the_history_of_an_exempt_report_is_closed_to_partners(colleague, officer, published, item):
    item.exempt_under, item.exempt_because, item.public_interest = "3", "A contract", "Fair price"
    item.save()
    subject = Subject("board.report", str(published.pk))

    assert closed(officer, subject) == ()
    assert closed(colleague, subject) != ()


def test_so_is_that_of_its_appendix(author, colleague, draft):
    append(author, draft)
    subject = Subject("records.document", str(Appendix.objects.get().document_id))

    assert closed(author, subject) == ()
    assert closed(colleague, subject) == (
        "This file belongs to a report that is not yours to read.",
    )


def test_a_report_is_called_by_its_title_by_those_who_may_read_it(author, colleague, whole):
    subject = Subject("board.report", str(whole.pk))

    assert named(author, subject) == {subject: (TEXTS["title"], f"/reports/{whole.pk}/")}
    assert named(colleague, subject) == {}
