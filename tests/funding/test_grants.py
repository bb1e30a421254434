"""Grants: what their lines and printed figures say of one another, and where the money stands."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Conflict, Refused
from marram.funding.actions import grants as actions
from marram.funding.events import money as events
from marram.funding.models import GrantMovement
from marram.funding.rules.grants import (
    Figure,
    Line,
    Movement,
    balance,
    findings,
)
from marram.funding.vocabulary import Permission
from marram.funding.vocabulary.money import FigureKind, MovementKind, Unspent


FINANCE = Actor(
    key="user:7",
    name="Finance",
    permissions=frozenset({Permission.KEEP_MONEY, Permission.READ_DRAFTS}),
)
TRAINING = tuple(
    Line(title=title, planned=Decimal(planned), quantity=Decimal(quantity), rate=Decimal(rate))
    for title, planned, quantity, rate in (
        ("Four modules", "6594.92", 40, "164.873"),
        ("Train the trainer", "3297.46", 20, "164.873"),
        ("Half day", "3388.23", 60, "56.4705"),
        ("One day", "8243.65", 100, "82.4365"),
        ("E-learning", "3564", 99, "36"),
    )
)
AWARD = Figure(
    title="The report", kind=FigureKind.AWARD, amount=Decimal(25_100), as_printed="25,1000"
)
FORM = Figure(title="The form", kind=FigureKind.LIMIT, amount=Decimal(20_100), as_printed="20,100")
TOTAL = Figure(
    title="The total", kind=FigureKind.TOTAL, amount=Decimal("25088.26"), as_printed="25,088.26"
)


def said(*, lines=TRAINING, award=Decimal(25_100), figures=(AWARD, FORM, TOTAL), parts=()):
    found = findings(award=award, lines=lines, figures=figures, parts=parts)
    return {each.sentence: each.agrees for each in found}


def test_the_conflict_grant_adds_up_to_its_printed_total_and_exceeds_another_figure():
    assert said() == {
        "The lines add up to £25,088.26: £11.74 of the award of £25,100 is not planned.": True,
        "The report is printed as 25,1000, which is no amount; it is taken for £25,100.": False,
        "The form says £20,100, but the award is £25,100.": False,
        "The form: the lines add up to £25,088.26, £4,988.26 more than the £20,100 printed "
        "there.": False,
        "The total: the lines add up to £25,088.26, as printed.": True,
    }


def test_a_line_that_is_not_quantity_times_rate_is_found():
    wrong = Line(
        title="Half day", planned=Decimal("3388.24"), quantity=Decimal(60), rate=Decimal("56.4705")
    )
    assert said(lines=(wrong,), award=None, figures=()) == {
        "“Half day” is planned at £3,388.24, but 60 times £56.4705 is £3,388.23.": False
    }


@pytest.mark.parametrize(
    ("award", "sentence", "agrees"),
    [
        (300, "The lines add up to the award of £300.", True),
        (250, "The lines add up to £300, £50 more than the award of £250.", False),
    ],
)
def test_lines_are_held_against_the_award(award, sentence, agrees):
    lines = (Line(title="A", planned=Decimal(100)), Line(title="B", planned=Decimal(200)))
    assert said(lines=lines, award=Decimal(award), figures=()) == {sentence: agrees}


def test_parts_are_held_against_the_whole():
    parts = (Decimal(15_000), Decimal(25_100))
    assert said(lines=(), award=Decimal(40_100), figures=(), parts=parts) == {
        "Its 2 parts add up to the award of £40,100.": True
    }
    assert said(lines=(), award=Decimal(40_000), figures=(), parts=parts) == {
        "Its 2 parts add up to £40,100, not to the award of £40,000.": False
    }
    assert said(lines=(), award=Decimal(40_000), figures=(), parts=(None, Decimal(1))) == {}


def moved(kind, amount, on, until=None):
    return Movement(kind=kind, amount=Decimal(amount), on=on, until=until)


YEAR = (
    moved(MovementKind.RECEIVED, 25_100, date(2019, 4, 1)),
    moved(MovementKind.SPENT, 20_000, date(2019, 9, 1)),
    moved(MovementKind.CARRIED, 3_000, date(2020, 3, 1), until=date(2020, 10, 1)),
)


@pytest.mark.parametrize(
    ("on", "in_hand", "carried", "to_pay_back"),
    [
        (date(2019, 4, 1), 25_100, 0, 0),
        (date(2020, 3, 31), 5_100, 3_000, 0),
        (date(2020, 4, 1), 5_100, 3_000, 2_100),
        (date(2020, 9, 30), 5_100, 3_000, 2_100),
        (date(2020, 10, 1), 5_100, 0, 5_100),
    ],
)
def test_what_is_not_spent_or_carried_forward_goes_back(on, in_hand, carried, to_pay_back):
    stands = balance(movements=YEAR, ends_on=date(2020, 4, 1), unspent=Unspent.PAID_BACK, on=on)
    assert (stands.in_hand, stands.carried, stands.to_pay_back) == (in_hand, carried, to_pay_back)


def test_what_may_be_kept_is_not_paid_back():
    stands = balance(
        movements=YEAR, ends_on=date(2020, 4, 1), unspent=Unspent.KEPT, on=date(2021, 1, 1)
    )
    assert stands.to_pay_back == 0


movements = st.lists(
    st.builds(
        Movement,
        kind=st.sampled_from([MovementKind.RECEIVED, MovementKind.SPENT, MovementKind.PAID_BACK]),
        amount=st.decimals(0, 10_000, places=2),
        on=st.dates(date(2019, 1, 1), date(2021, 1, 1)),
    ),
    max_size=12,
)


@given(movements, st.dates(date(2019, 1, 1), date(2021, 1, 1)))
def test_every_pound_received_is_spent_paid_back_or_in_hand(rows, on):
    stands = balance(movements=rows, ends_on=None, unspent=Unspent.NOT_STATED, on=on)
    assert stands.received == stands.spent + stands.paid_back + stands.in_hand


FIELDS = {
    "title": "Training", "funder": None, "part_of": None, "purpose": "", "conditions": "",
    "award": Decimal(25_100), "period": "", "starts_on": date(2019, 4, 1),
    "ends_on": date(2020, 4, 1), "unspent": Unspent.PAID_BACK, "source": "",
}  # fmt: skip


@pytest.fixture
def grant(db, now):
    return actions.add_grant(by=FINANCE, at=now, slug="training", fields=FIELDS)


def move(now, kind, amount, **more):
    more = {"on": date(2019, 5, 1), **more}
    return actions.move_money(
        by=FINANCE, at=now, slug="training", kind=kind, amount=Decimal(amount), **more
    )


@pytest.mark.database
def test_money_that_moved_is_kept_and_told(grant, now, heard):
    move(now, MovementKind.RECEIVED, 25_100)
    move(now, MovementKind.CARRIED, 100, until=date(2020, 9, 1))

    assert GrantMovement.objects.count() == 2
    told = [each for each in heard if isinstance(each, events.GrantMoneyMoved)]
    assert [each.after["amount"] for each in told] == ["25100", "100"]
    assert str(told[0].subject) == "funding.grant/training"


@pytest.mark.parametrize(
    ("kind", "amount", "more", "reason"),
    [
        (MovementKind.SPENT, 1, {}, "Only £0 of this grant is in hand"),
        (MovementKind.RECEIVED, 0, {}, "above £0"),
        (MovementKind.RECEIVED, 1, {"on": date(2030, 1, 1)}, "today or a day in the past"),
        (MovementKind.CARRIED, 1, {}, "Say until when"),
        (MovementKind.SPENT, 1, {"until": date(2021, 1, 1)}, "and only then"),
        (MovementKind.CARRIED, 1, {"until": date(2019, 5, 1)}, "a day after"),
    ],
)
def test_money_that_cannot_have_moved_is_refused(grant, now, kind, amount, more, reason):
    with pytest.raises(Refused, match=reason):
        move(now, kind, amount, **more)
    assert not GrantMovement.objects.exists()


def test_two_people_who_change_a_grant_keep_both_texts(grant, now):
    actions.amend_grant(
        by=FINANCE, at=now, slug="training", seen_version=1, fields={**FIELDS, "purpose": "Mine"}
    )
    with pytest.raises(Conflict) as met:
        actions.amend_grant(
            by=FINANCE, at=now, slug="training", seen_version=1, fields={**FIELDS, "purpose": "His"}
        )
    assert met.value.theirs["purpose"] == "Mine"


def test_a_partner_is_told_why_they_cannot_change_a_grant(db, now, resident):
    with pytest.raises(Refused, match="Only finance leads"):
        actions.add_grant(by=resident, at=now, slug="mine", fields=FIELDS)


def test_a_line_of_that_title_is_planned_once(grant, now):
    line = {"title": "Half day", "quantity": None, "unit": "", "rate": None,
            "planned": Decimal("3388.23"), "source": ""}  # fmt: skip
    first = actions.add_line(by=FINANCE, at=now, slug="training", fields=line)
    assert first.position == 1
    with pytest.raises(Refused, match="already has a line “Half day”"):
        actions.add_line(by=FINANCE, at=now, slug="training", fields=line)
    changed = {**line, "planned": Decimal(1)}
    actions.amend_line(by=FINANCE, at=now, line_id=first.pk, seen_version=1, fields=changed)
    first.refresh_from_db()
    assert first.planned == 1
