"""Every change of a report is in the ledger: told again, it gives the report."""

import pytest

from marram.board.actions import appendices, clearance
from marram.board.actions import reports as actions
from marram.board.vocabulary.reports import Clearance
from marram.foundation.events import Subject
from tests.records.replay import replayed, told_by_the_ledger
from tests.world.millbrook import NOW, TODAY
from tests.world.reports import append, sign, write


@pytest.mark.database
def test_the_life_of_a_report_is_told_by_the_ledger(
    author, colleague, officer, finance, legal, whole
):
    act = {"by": author, "at": NOW, "number": whole.pk}
    append(author, whole, "Map")
    append(author, whole, "Letter")
    appendices.remove_appendix(**act, position=1)
    actions.name_author(**act, user_id=colleague.user_id)
    actions.stand_author_down(**act, user_id=author.user_id)
    act["by"] = colleague
    clearance.send_for_clearance(**act)
    sign(finance, whole, Clearance.FINANCE, "FD 1")
    sign(legal, whole, Clearance.LEGAL, "LD 1")
    write(colleague, whole, summary="Changed", portfolio="")
    sign(finance, whole, Clearance.FINANCE, "FD 2")
    sign(legal, whole, Clearance.LEGAL, "LD 2")
    act["by"] = officer
    clearance.publish_report(**act, on=TODAY)
    clearance.take_back(**act, reason="A figure was wrong")

    subject = Subject("board.report", str(whole.pk))
    same = {name: name for name in ("stage", "published_on")}
    told_by_the_ledger(whole, subject=subject, fields=same | {"item": "item_id"})
    told = replayed(subject)
    texts = dict(whole.texts.values_list("part", "text"))
    assert {name: told[name] for name in texts} == texts
    assert told["appendices"] == ["Letter"]
    assert told["authors"] == [colleague.key]
    assert [told[office.told_as] for office in Clearance] == [None, None]
    assert told["sha256"] == whole.editions.get().sha256
