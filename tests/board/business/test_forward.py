"""The forward plan fills itself, flags what is key, and stays as it was published."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from marram.board.actions import forward as actions
from marram.board.actions import meetings, resolutions, seats
from marram.board.models import Board
from marram.board.queries import forward as queries
from marram.board.vocabulary.forward import Basis
from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.funding.actions.returns import returns
from marram.funding.vocabulary import ReturnKind
from tests.world import funding
from tests.world.board import JULY, JULY_ON
from tests.world.millbrook import NOW, TODAY


UNTIL = date(2030, 12, 31)
MATTER = {"title": "Parks", "maker": "The board", "due_on": date(2025, 9, 1)}


def lines(viewer, until=UNTIL, on=TODAY):
    return queries.lines(viewer=viewer, group="board", on=on, until=until)


def test_it_holds_what_the_record_knows_is_to_come(world, officer):
    found = {(line.basis, line.due_on, line.title) for line in lines(officer)}

    assert found >= {
        (Basis.RESOLUTION, date(2025, 6, 30), "Falls in older people"),
        (Basis.RESOLUTION, date(2026, 5, 13), "Falls in older people"),
        (Basis.RESOLUTION, date(2029, 5, 13), "Falls in older people"),
        (Basis.STANDING, JULY_ON, "Sub-group updates"),
        (Basis.STRATEGY, date(2030, 3, 31), "Renew or end: Living Well in Millbrook 2025-30"),
    }


@pytest.mark.database
def test_a_return_that_is_not_sent_in_stands_in_the_plan_for_who_may_read_it(
    world, officer, resident
):
    funding.pool()
    returns.open_return(
        by=funding.FINANCE,
        at=NOW,
        pool=funding.POOL,
        kind=ReturnKind.PLAN,
        due_on=date(2025, 9, 30),
    )

    def due(viewer):
        return [line.title for line in lines(viewer) if line.basis is Basis.RETURN]

    assert due(officer) == ["Better Care Fund in Millbrook, 2025-26: plan"]
    assert due(resident) == []


def test_each_matter_comes_to_the_first_meeting_on_its_day_or_after(world, officer):
    overdue = next(line for line in lines(officer) if line.due_on == date(2025, 6, 30))
    yearly = next(line for line in lines(officer) if line.due_on == date(2026, 5, 13))

    assert (overdue.meeting, overdue.overdue) == (JULY, True)
    assert (yearly.meeting, yearly.overdue) == ("", False)


def test_what_is_finished_leaves_the_plan(world, officer):
    resolutions.finish_resolution(
        by=officer, at=NOW, code=world.yearly.pk, on=TODAY, because="Taken over"
    )

    assert date(2026, 5, 13) not in {line.due_on for line in lines(officer)}


def test_a_matter_of_the_executive_is_key_by_its_money(world, officer):
    board = Board.objects.get(pk="board")
    orders = {"executive": True, "key_spending": Decimal(500_000)}
    seats.amend_board(by=officer, at=NOW, group="board", seen_version=board.version, fields=orders)
    actions.add_entry(
        by=officer, at=NOW, group="board", fields={**MATTER, "spending": Decimal(600_000)}
    )

    (parks,) = [line for line in lines(officer) if line.title == "Parks"]
    assert parks.key == ("significant spending or saving",)
    assert (parks.notice_by, parks.call_in_until) == (date(2025, 8, 3), date(2025, 9, 8))


def test_a_private_matter_says_why_and_its_words_stay_with_members(world, officer, partner):
    private = {**MATTER, "title": "A sale", "exempt_under": "3"}
    with pytest.raises(Refused, match="Say why the matter is to be taken in private"):
        actions.add_entry(by=officer, at=NOW, group="board", fields=private)

    actions.add_entry(
        by=officer, at=NOW, group="board", fields={**private, "exempt_because": "Prices"}
    )

    seen = [line for line in lines(partner) if line.private]
    assert [(line.title, line.entry) for line in seen] == [
        ("A matter to be taken in private", None)
    ]
    assert "A sale" in {line.title for line in lines(officer)}


@pytest.mark.database
def test_a_published_plan_stays_as_it_was_that_day(world, officer, resident):
    added = actions.add_entry(by=officer, at=NOW, group="board", fields=MATTER)
    actions.publish_plan(by=officer, at=NOW, group="board", until=UNTIL)
    actions.withdraw_entry(by=officer, at=NOW, entry_id=added.pk)

    page = queries.forward_plan(viewer=resident, group="board", on=TODAY, until=UNTIL)

    assert page.working == ()
    (published,) = page.published
    assert "Parks" in {line.title for line in published.lines}
    (parks,) = [line for line in published.lines if line.title == "Parks"]
    assert parks == replace(parks, due_on=date(2025, 9, 1), basis=Basis.BY_HAND)


def test_the_public_plan_holds_nothing_that_only_partners_read(world, officer):
    actions.publish_plan(by=officer, at=NOW, group="board", until=UNTIL)

    page = queries.forward_plan(viewer=officer, group="board", on=TODAY, until=UNTIL)

    assert "Falls in older people" in {line.title for line in page.working}
    assert "Falls in older people" not in {line.title for line in page.published[0].lines}
    meetings.publish_minutes(by=officer, at=NOW, code=world.may.pk)
    with pytest.raises(Refused, match="published today already"):
        actions.publish_plan(by=officer, at=NOW, group="board", until=UNTIL)


def test_a_plan_looks_ahead(world, officer):
    with pytest.raises(Refused, match="choose a last day that is to come"):
        actions.publish_plan(by=officer, at=NOW, group="board", until=TODAY)


def test_a_matter_two_people_change_shows_both_texts_and_a_withdrawn_one_is_gone(world, officer):
    entry = actions.add_entry(by=officer, at=NOW, group="board", fields=MATTER)
    change = {"by": officer, "at": NOW, "entry_id": entry.pk, "seen_version": entry.version}
    actions.amend_entry(**change, fields={"title": "Parks and ponds"})

    with pytest.raises(Conflict):
        actions.amend_entry(**change, fields={"title": "Ponds"})
    actions.withdraw_entry(by=officer, at=NOW, entry_id=entry.pk)
    with pytest.raises(Missing, match="There is no matter"):
        actions.amend_entry(**change, fields={"title": "Ponds"})


def test_partners_add_nothing(world, partner):
    with pytest.raises(Refused, match="Only board officers"):
        actions.add_entry(by=partner, at=NOW, group="board", fields=MATTER)


@pytest.mark.database
def test_it_asks_as_many_queries_for_fifty_matters_as_for_one(
    world, officer, django_assert_num_queries
):
    def asked():
        with django_assert_num_queries(9):
            return lines(officer)

    actions.add_entry(by=officer, at=NOW, group="board", fields=MATTER)
    asked()
    for number in range(49):
        fields = {**MATTER, "title": f"Matter {number}"}
        actions.add_entry(by=officer, at=NOW, group="board", fields=fields)

    assert len([line for line in asked() if line.basis is Basis.BY_HAND]) == 50
