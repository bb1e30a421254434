"""What is formal has an end: seats and sub-groups, with the day and the reason."""

from datetime import date

import pytest
from django.test import Client

from marram.board.actions import agendas, meetings, seats
from marram.board.models import Seat, SubGroup
from marram.board.queries import boards as queries
from marram.board.queries import forward
from marram.foundation.verdicts import Missing, Refused
from tests.board.business.clients import browser
from tests.records.replay import told_by_the_ledger
from tests.world import board
from tests.world.millbrook import NOW, TODAY


LAST = date(2025, 8, 1)


def page(viewer, on=TODAY):
    return queries.board_page(viewer=viewer, group="board", on=on)


def end_seat(by, seat, on=LAST, because="The post is gone"):
    return seats.end_seat(by=by, at=NOW, seat_id=seat.pk, ends_on=on, because=because)


def end_formal(by, sub_group, on=LAST, because="It reports to the trust now"):
    return seats.end_formal(by=by, at=NOW, sub_group_id=sub_group.pk, ends_on=on, because=because)


@pytest.fixture
def seat(world):
    return Seat.objects.get(role="Director of public health")


@pytest.fixture
def sub_group(world):
    return SubGroup.objects.get()


ENDS = pytest.mark.parametrize(
    ("end", "which"), [(end_seat, "seat"), (end_formal, "sub_group")], ids=["seat", "sub-group"]
)


@pytest.mark.database
def test_a_seat_that_ended_stays_on_the_page_with_its_reason(seat, officer, heard):
    end_seat(officer, seat)

    assert seat.role in [each.role for each in page(officer).seats]
    after = page(officer, on=LAST)
    assert seat.role not in [each.role for each in after.seats]
    (former,) = after.former
    assert (former.ends_on, former.ended_because) == (LAST, "The post is gone")
    assert type(heard[-1]).__name__ == "SeatEnded"
    assert not all(each.met for each in after.requirements)


@pytest.mark.database
def test_a_sub_group_that_ended_tells_later_meetings_nothing(sub_group, officer, heard):
    end_formal(officer, sub_group)

    after = page(officer, on=LAST)
    assert (after.sub_groups, after.former_sub_groups[0].ended_because) == (
        (),
        "It reports to the trust now",
    )
    assert type(heard[-1]).__name__ == "SubGroupEnded"
    fields = {"title": "Board", "on": date(2025, 9, 10)}
    meetings.plan_meeting(by=officer, at=NOW, group="board", code="sept", fields=fields)
    begun = agendas.begin_agenda(by=officer, at=NOW, code="sept")
    assert "sub-group updates" not in [item.kind for item in begun]
    told = forward.lines(viewer=officer, group="board", on=TODAY, until=date(2025, 12, 31))
    assert [line.due_on for line in told if line.title == "Sub-group updates"] == [board.JULY_ON]


@ENDS
def test_what_ended_is_not_ended_again(request, officer, end, which):
    found = request.getfixturevalue(which)
    end(officer, found)

    with pytest.raises(Refused, match="has its last day already: it ends on 1 August 2025"):
        end(officer, found)


@ENDS
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"because": " "}, "Say in a sentence why it ends"),
        ({"on": date(2025, 3, 31)}, "before its first"),
    ],
)
def test_an_end_has_its_day_and_reason(request, officer, end, which, changed, sentence):
    with pytest.raises(Refused, match=sentence):
        end(officer, request.getfixturevalue(which), **changed)


@ENDS
@pytest.mark.parametrize("role", ["board-member", "legal-officer", "partner-contributor"])
def test_only_officers_end_what_is_formal(request, millbrook, end, which, role):
    with pytest.raises(Refused, match="Only board officers"):
        end(board.actor(millbrook, role), request.getfixturevalue(which))


def test_what_is_not_there_does_not_end(world, officer):
    with pytest.raises(Missing, match="There is no seat 0"):
        seats.end_seat(by=officer, at=NOW, seat_id=0, ends_on=LAST, because="x")
    with pytest.raises(Missing, match="There is no sub-group 0"):
        seats.end_formal(by=officer, at=NOW, sub_group_id=0, ends_on=LAST, because="x")


def test_seats_and_sub_groups_are_ended_by_their_pages(seat, sub_group):
    office = browser("board-officer")
    day = {"ends_on-day": 1, "ends_on-month": 8, "ends_on-year": 2025}
    office.post(f"/seats/{seat.pk}/end/", {"because": "The post is gone", **day})
    office.post(f"/sub-groups/{sub_group.pk}/end/", {"because": "It reports elsewhere", **day})

    shown = Client().get("/boards/board/?on=2025-08-01").content.decode()
    assert "The post is gone" in shown
    assert "It reports elsewhere" in shown


@pytest.mark.database
def test_the_ledger_tells_an_end(seat, officer):
    end_seat(officer, seat)

    told_by_the_ledger(
        seat,
        subject=seats.SEAT.of(seat),
        fields={name: name for name in ("role", "ends_on", "ended_because")},
    )


@pytest.mark.database
def test_a_board_asks_as_many_queries_for_fifty_seats_as_for_seven(
    seat, officer, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(9) as found:
            page(officer)
        return len(found)

    few = asked()
    for number in range(50):
        fields = {"kind": "other", "role": f"Member {number}", "starts_on": date(2025, 4, 1)}
        seats.add_seat(by=officer, at=NOW, group="board", fields=fields)

    assert asked() == few
