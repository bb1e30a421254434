"""The way of a return: the table of moves, who takes it where, and what stays frozen."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from marram.foundation.verdicts import Refused
from marram.funding.actions.returns import lines, moving, returns
from marram.funding.models import Return, Submission
from marram.funding.queries.returns import comparing, loading, pages
from marram.funding.rules import encoding
from marram.funding.rules import stages as rules
from marram.funding.vocabulary import MOVES, Approval, Stage
from tests.world import funding
from tests.world.funding import COUNCIL, FINANCE, HEALTH, OFFICER, PLAN


@pytest.fixture
def plan(millbrook) -> Return:
    return funding.fund()


def take(to: Stage, by=FINANCE, **more):
    from tests.world.millbrook import NOW

    return moving.move(by=by, at=NOW, slug=PLAN, to=to, **more)


def agree(by, organisation):
    from tests.world.millbrook import NOW, TODAY

    return moving.agree(by=by, at=NOW, slug=PLAN, organisation=organisation, on=TODAY)


def take_to(stage: Stage, approval: Approval = Approval.BOARD) -> None:
    """Take Millbrook's plan as far as a stage, everybody doing their own part."""
    way = [
        (Stage.FINANCE_CHECKED, lambda: take(Stage.FINANCE_CHECKED)),
        (
            Stage.PARTNERS_AGREED,
            lambda: (agree(COUNCIL, "council"), agree(HEALTH, "icb")),
        ),
        (Stage.APPROVED, lambda: take(Stage.APPROVED, by=OFFICER, approval=approval)),
        (Stage.SUBMITTED, lambda: take(Stage.SUBMITTED)),
        (Stage.ACCEPTED, lambda: take(Stage.ACCEPTED)),
        (Stage.SIGNED, lambda: take(Stage.SIGNED, by=OFFICER)),
    ]
    for reached, go in way:
        go()
        if reached == stage:
            return


def test_every_stage_has_its_moves_and_all_but_the_last_lead_on():
    assert set(MOVES) == set(Stage)
    assert [stage for stage, moves in MOVES.items() if not moves] == [Stage.SIGNED]


@pytest.mark.parametrize("stage", Stage)
def test_a_return_moves_by_the_table_and_no_other_way(stage):
    allowed = {to for to in Stage if rules.may_move(stage, to)}

    assert allowed == set(MOVES[stage])


def test_a_plan_goes_all_the_way(plan, heard):
    take_to(Stage.SIGNED)

    plan.refresh_from_db()
    told = [event.after["stage"] for event in heard if "stage" in event.after]
    assert plan.stage == Stage.SIGNED
    assert told == [
        "finance checked",
        "partners agreed",
        "approved",
        "submitted",
        "accepted",
        "signed",
    ]
    assert all(Stage(after) in MOVES[Stage(before)] for before, after in pairwise(["draft", *told]))


@pytest.mark.parametrize(
    ("at_stage", "to", "by", "sentence"),
    [
        (Stage.DRAFT, Stage.FINANCE_CHECKED, OFFICER, "Only finance leads may mark a return"),
        (Stage.PARTNERS_AGREED, Stage.APPROVED, FINANCE, "Only board officers may record"),
        (Stage.APPROVED, Stage.SUBMITTED, COUNCIL, "Only finance leads may change returns"),
        (Stage.ACCEPTED, Stage.SIGNED, FINANCE, "Only board officers may record"),
        (Stage.SUBMITTED, Stage.DRAFT, FINANCE, "A return that is submitted cannot become draft"),
    ],
)
def test_who_may_not_take_it_on_is_told_why(plan, at_stage, to, by, sentence):
    if at_stage != Stage.DRAFT:
        take_to(at_stage)

    with pytest.raises(Refused, match=sentence):
        take(to, by=by, reason="It must be put right")


def test_partners_agree_one_by_one_and_each_for_itself(plan):
    take_to(Stage.FINANCE_CHECKED)

    assert agree(COUNCIL, "council").stage == Stage.FINANCE_CHECKED
    with pytest.raises(Refused, match="You do not speak for Millbrook ICB"):
        agree(COUNCIL, "icb")
    with pytest.raises(Refused, match="is no party to the agreement"):
        agree(funding.actor("administrator"), "trust")
    with pytest.raises(Refused, match="Only the partners of the pool"):
        agree(OFFICER, "icb")
    assert agree(HEALTH, "icb").stage == Stage.PARTNERS_AGREED


def test_what_is_not_complete_is_not_handed_on(plan, now):
    lines.amend_line(
        by=FINANCE,
        at=now,
        slug=PLAN,
        kind="schemes",
        key="8.1",
        seen_version=1,
        fields={"other_area": ""},
    )

    with pytest.raises(Refused, match="1 check says No"):
        take(Stage.FINANCE_CHECKED)


def test_a_checked_return_cannot_be_changed_until_it_is_sent_back(plan, now):
    take_to(Stage.PARTNERS_AGREED)
    change = dict(
        by=FINANCE,
        at=now,
        slug=PLAN,
        kind="schemes",
        key="8.1",
        seen_version=1,
        fields={"name": "Advice"},
    )

    with pytest.raises(Refused, match="Send it back to draft first."):
        lines.amend_line(**change)
    with pytest.raises(Refused, match="Say in a sentence why"):
        take(Stage.DRAFT)
    take(Stage.DRAFT, reason="The name of a scheme is wrong")
    lines.amend_line(**change)

    plan.refresh_from_db()
    assert (plan.stage, plan.checked_on, plan.agreed.count()) == (Stage.DRAFT, None, 0)


def test_delegated_authority_is_ratified_before_the_agreement_is_signed(plan, now, today):
    take_to(Stage.ACCEPTED, approval=Approval.DELEGATED)

    with pytest.raises(Refused, match="The board has not ratified this return yet"):
        take(Stage.SIGNED, by=OFFICER)
    with pytest.raises(Refused, match="is to come"):
        moving.ratify(by=OFFICER, at=now, slug=PLAN, on=today + timedelta(days=1))
    moving.ratify(by=OFFICER, at=now, slug=PLAN, on=today)
    with pytest.raises(Refused, match="has ratified this return already"):
        moving.ratify(by=OFFICER, at=now, slug=PLAN, on=today)
    take(Stage.SIGNED, by=OFFICER)


def test_nobody_approves_for_a_board_that_has_delegated_nothing(plan):
    agreement = plan.pool.agreement
    agreement.delegated_to = ""
    agreement.save()
    take_to(Stage.PARTNERS_AGREED)

    with pytest.raises(Refused, match="The board itself must approve"):
        take(Stage.APPROVED, by=OFFICER, approval=Approval.DELEGATED)


@pytest.mark.database
def test_a_submission_stays_as_it_was_and_shows_what_changed_since(plan, now):
    take_to(Stage.SUBMITTED)
    take(Stage.RETURNED, reason="The amount of scheme 8 is queried")
    take(Stage.DRAFT, reason="The amount of scheme 8 is put right")
    lines.amend_line(
        by=FINANCE,
        at=now,
        slug=PLAN,
        kind="schemes",
        key="8.1",
        seen_version=1,
        fields={"planned": 460_000},
    )
    take_to(Stage.SUBMITTED)

    first, second = Submission.objects.order_by("number")
    before, after = encoding.read(first.values), encoding.read(second.values)
    compared = comparing.compared(viewer=FINANCE, slug=PLAN, earlier=f"{PLAN}:1").comparison

    assert first.sha256 == encoding.digest(first.values) != second.sha256
    assert before != after == loading.values_of(loading.found(FINANCE, PLAN))
    assert [(each.line, each.field, each.before, each.after) for each in compared.differences] == [
        ("8.1", "planned", 450_000, 460_000)
    ]
    assert compared.expenditure == (12_650_000, 12_660_000)


def test_only_what_was_submitted_is_published_and_then_everybody_reads_it(plan, now, resident):
    from marram.foundation.verdicts import Missing

    with pytest.raises(Refused, match="once it was submitted"):
        returns.publish_return(by=FINANCE, at=now, slug=PLAN, on=date(2025, 7, 10))
    with pytest.raises(Missing):
        pages.return_page(viewer=resident, slug=PLAN)

    take_to(Stage.SUBMITTED)
    returns.publish_return(by=FINANCE, at=now, slug=PLAN, on=date(2025, 7, 10))

    assert pages.return_page(viewer=resident, slug=PLAN).published_on == date(2025, 7, 10)
