"""Scrutiny calls a decision in: by whom, until when, and what is not in effect meanwhile."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from marram.board.actions import agendas, call_ins, chasing, meetings, resolutions, seats
from marram.board.models import Board, Resolution
from marram.board.queries import arising, registers
from marram.board.queries import resolutions as queries
from marram.board.queries.registers import ResolutionFilters
from marram.board.rules import call_ins as rules
from marram.board.rules.call_ins import Decision, Orders
from marram.board.vocabulary.call_ins import Scope, State
from marram.board.vocabulary.resolutions import Standing
from marram.foundation.verdicts import Missing, Refused
from tests.board.business.clients import browser
from tests.records.replay import told_by_the_ledger
from tests.world import board
from tests.world.board import JULY, at


# The board of 23 July publishes its minutes on 25 July: the last day is Friday 1 August.
PUBLISHED, LAST = date(2025, 7, 25), date(2025, 8, 1)
INSIDE = date(2025, 7, 28)
NOTICE = {"role": "Chair of scrutiny", "members": 3, "reasons": "Nobody asked the tenants"}


@pytest.fixture
def executive(world, officer):
    """The board exercises executive functions, and its July meeting takes a key decision."""
    orders = Board.objects.get(pk="board")
    seats.amend_board(
        by=officer,
        at=board.SPRING,
        group="board",
        seen_version=orders.version,
        fields={"executive": True, "key_spending": 500_000},
    )
    homes = agendas.add_item(
        by=officer,
        at=board.SPRING,
        code=JULY,
        fields={"kind": "report", "title": "Insulation", "wards": 4},
    )
    meetings.publish_agenda(by=officer, at=at(date(2025, 7, 10)), code=JULY)
    meetings.open_meeting(by=officer, at=at(board.JULY_ON), code=JULY)
    board.come(officer, JULY)
    return resolutions.resolve(
        by=officer,
        at=at(board.JULY_ON),
        item_id=homes.pk,
        fields={
            "kind": "agree",
            "words": "Insulate 400 homes",
            "owner_organisation": "age_friends",
            "owner_mail": "office@age-friends.example",
            "due_on": date(2025, 7, 24),
        },
    )


@pytest.fixture
def published(executive, officer):
    meetings.end_meeting(by=officer, at=at(board.JULY_ON, 12), code=JULY)
    meetings.publish_minutes(by=officer, at=at(PUBLISHED), code=JULY)
    return executive


@pytest.fixture
def called_in(published, officer):
    call_in(officer, published)
    return published


def call_in(by, decision, on=INSIDE, **changed):
    return call_ins.call_in(
        by=by, at=at(on), code=decision.pk, called_on=on, fields={**NOTICE, **changed}
    )


def hear(by, decision, to, on=date(2025, 8, 12)):
    return call_ins.hear(
        by=by, at=at(on), code=decision.pk, on=on, to=to, body="Scrutiny", words="We looked at it"
    )


def page(viewer, decision, on):
    return queries.resolution_page(viewer=viewer, code=decision.pk, on=on)


# --- The rules ------------------------------------------------------------------------------


def decision(**changed):
    whole = {
        "code": "R1",
        "kind": "agree",
        "outcome": "resolved",
        "key": True,
        "published_on": date(2025, 4, 16),
        "finished_on": None,
        "waived": False,
    }
    return Decision(**{**whole, **changed})


EXECUTIVE = Orders(executive=True)


@pytest.mark.parametrize(
    ("published_on", "closed", "last"),
    [
        (date(2025, 7, 25), (), date(2025, 8, 1)),
        (date(2025, 4, 16), (), date(2025, 4, 25)),  # Good Friday and Easter Monday between
        (date(2025, 12, 19), (), date(2025, 12, 30)),  # Christmas and Boxing Day between
        (date(2025, 12, 19), (date(2025, 12, 29), date(2025, 12, 30)), date(2026, 1, 2)),
        (date(2025, 8, 2), (), date(2025, 8, 8)),  # out on a Saturday
    ],
)
def test_the_days_for_a_call_in_are_clear_working_days(published_on, closed, last):
    orders = Orders(executive=True, closed=closed)

    assert rules.last_day(decision(published_on=published_on), orders) == last


@pytest.mark.parametrize(
    ("changed", "orders", "sentence"),
    [
        ({}, EXECUTIVE, ""),
        ({"key": False}, Orders(executive=True, scope=Scope.EXECUTIVE), ""),
        ({"key": False}, EXECUTIVE, "is no key decision"),
        ({}, Orders(), "exercises no executive functions"),
        ({"outcome": "not agreed"}, EXECUTIVE, "was not resolved"),
        ({"outcome": "recommended"}, EXECUTIVE, "was not resolved"),
        ({"kind": "note"}, EXECUTIVE, "asks for nothing to be done"),
        ({"waived": True}, EXECUTIVE, "was waived"),
        ({"finished_on": date(2025, 4, 17)}, EXECUTIVE, "is done: scrutiny may review it"),
        ({"published_on": None}, EXECUTIVE, "is not published yet"),
        ({"published_on": date(2025, 4, 9)}, EXECUTIVE, "The last day .* was 16 April 2025"),
        ({"published_on": date(2025, 4, 23)}, EXECUTIVE, "published on 23 April 2025, not before"),
        ({"state": State.STANDS}, EXECUTIVE, "called in once"),
    ],
)
def test_what_may_be_called_in_is_said_by_rule(changed, orders, sentence):
    found = rules.may_be_called_in(decision(**changed), orders, on=date(2025, 4, 22))

    assert bool(found) == (not sentence)
    if sentence:
        with pytest.raises(Refused, match=sentence):
            found.enforce()


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("to", State)
def test_a_call_in_goes_its_way_by_the_table(now, to):
    allowed = {
        (State.WAITING, State.STANDS),
        (State.WAITING, State.SENT_BACK),
        (State.WAITING, State.AT_COUNCIL),
        (State.AT_COUNCIL, State.STANDS),
        (State.AT_COUNCIL, State.SENT_BACK),
        (State.SENT_BACK, State.STANDS),
        (State.SENT_BACK, State.CHANGED),
    }

    assert bool(rules.may_move("R1", now=now, to=to)) == ((now, to) in allowed)


# --- Not in effect meanwhile ------------------------------------------------------------------


@pytest.mark.database
def test_a_key_decision_is_in_effect_once_nobody_called_it_in(published, officer):
    before = page(officer, published, date(2025, 7, 24)).line
    last = page(officer, published, LAST).line
    after = page(officer, published, date(2025, 8, 2)).line

    assert (before.standing, last.standing) == (Standing.NOT_YET, Standing.NOT_YET)
    assert last.effect == "Not in effect yet: it may be called in until 1 August 2025."
    assert (after.effect, after.standing) == ("", Standing.OVERDUE)


def test_what_is_not_published_waits(executive, officer):
    line = page(officer, executive, board.JULY_ON).line

    assert line.effect == (
        "Not in effect yet: it may be called in for 5 working days once it is published."
    )


def test_what_is_not_key_is_in_effect_at_once(world, executive, officer):
    assert page(officer, world.falls, board.JULY_ON).line.effect == ""


@pytest.mark.database
def test_what_is_called_in_is_not_done_and_nobody_is_chased(
    called_in, officer, partner, django_capture_on_commit_callbacks, mailoutbox
):
    late = date(2025, 9, 10)
    told = {"by": partner, "at": at(late), "code": called_in.pk, "on": late, "words": "Done"}

    with pytest.raises(Refused, match="cannot be done yet. Called in on 28 July 2025"):
        resolutions.report_back(**told, done=True)
    with pytest.raises(Refused, match="cannot be done yet"):
        resolutions.finish_resolution(
            by=officer, at=at(late), code=called_in.pk, on=late, because="Done"
        )
    with django_capture_on_commit_callbacks(execute=True):
        chasing.chase(by=officer, at=at(late), on=late)

    assert called_in.pk not in "".join(mail.body for mail in mailoutbox)
    assert page(officer, called_in, late).line.standing is Standing.CALLED_IN


def test_everywhere_it_is_shown_it_says_so(called_in, officer):
    words = "not in effect until scrutiny has reported"
    for address in (
        f"/meetings/{JULY}/",
        f"/resolutions/{called_in.pk}/",
        f"/resolutions/{called_in.pk}/call-in/",
        "/resolutions/?on=2025-07-29",
        "/resolutions/?on=2025-07-29&format=csv",
    ):
        assert words in Client().get(address).content.decode(), address


def test_the_next_meeting_reads_it(called_in, officer):
    meetings.plan_meeting(
        by=officer,
        at=at(INSIDE),
        group="board",
        code="next",
        fields={"title": "Board", "on": date(2025, 9, 10)},
    )

    found = arising.matters_arising(viewer=officer, code="next", on=date(2025, 9, 10))

    line = next(each for each in found if each.code == called_in.pk)
    assert line.effect.startswith("Called in on 28 July 2025")


# --- Who, and what becomes of it --------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("board-officer", True),
        ("legal-officer", True),
        ("administrator", True),
        ("board-member", False),
        ("partner-contributor", False),
        ("finance-lead", False),
        ("auditor", False),
    ],
)
@pytest.mark.parametrize("state", ["open", "called in", "sent back"])
def test_who_writes_a_call_in_down_in_each_state(
    published, officer, millbrook, role, allowed, state
):
    by = board.actor(millbrook, role)
    if state != "open":
        call_in(officer, published)
    if state == "sent back":
        hear(officer, published, State.SENT_BACK)

    def act():
        if state == "open":
            call_in(by, published)
        elif state == "called in":
            hear(by, published, State.STANDS)
        else:
            again(by, published)

    if allowed:
        act()
    else:
        with pytest.raises(Refused, match="Only the council's legal officer and board officers"):
            act()


def again(by, decision, **more):
    on = date(2025, 9, 10)
    told = {"by": by, "at": at(on), "code": decision.pk, "on": on, "words": "We looked again"}
    return call_ins.decide_again(**told, **more)


@pytest.mark.parametrize(
    ("on", "changed", "sentence"),
    [
        (INSIDE, {"members": 2}, "3 members of scrutiny must sign a call-in; 2 did"),
        (INSIDE, {"role": " "}, "Write down who called the decision in"),
        (INSIDE, {"reasons": " "}, "Write down why"),
        (date(2025, 8, 4), {}, "The last day to call .* in was 1 August 2025"),
    ],
)
def test_a_call_in_that_is_not_whole_is_refused(published, officer, on, changed, sentence):
    with pytest.raises(Refused, match=sentence):
        call_in(officer, published, on, **changed)


def test_a_call_in_names_an_organisation_that_is_known(published, officer):
    with pytest.raises(Missing, match="There is no organisation nowhere"):
        call_in(officer, published, organisation="nowhere")


def test_a_call_in_that_is_to_come_is_refused(published, officer):
    with pytest.raises(Refused, match="This day is to come"):
        call_ins.call_in(
            by=officer, at=at(INSIDE), code=published.pk, called_on=LAST, fields=NOTICE
        )


@pytest.mark.database
def test_scrutiny_lets_it_stand_and_it_is_in_effect(called_in, officer, heard):
    hear(officer, called_in, State.STANDS)

    found = page(officer, called_in, date(2025, 8, 13))
    assert (found.line.effect, found.call_in.state) == ("", State.STANDS)
    assert found.call_in.notice.reasons == "Nobody asked the tenants"
    assert type(heard[-1]).__name__ == "CallInHeard"
    with pytest.raises(Refused, match="The call-in of .* is over: the decision stands"):
        hear(officer, called_in, State.SENT_BACK)
    with pytest.raises(Refused, match="called in once"):
        call_in(officer, called_in, LAST)


def test_what_is_sent_back_is_decided_again_and_may_stand(called_in, officer, heard):
    hear(officer, called_in, State.AT_COUNCIL)
    hear(officer, called_in, State.SENT_BACK, on=date(2025, 8, 20))
    with pytest.raises(Refused, match="it is for the board to decide it again"):
        hear(officer, called_in, State.STANDS, on=date(2025, 8, 21))

    again(officer, called_in)

    found = page(officer, called_in, date(2025, 9, 11))
    assert found.line.effect == ""
    assert [step.state for step in found.call_in.steps] == [
        State.AT_COUNCIL,
        State.SENT_BACK,
        State.STANDS,
    ]
    assert type(heard[-1]).__name__ == "DecidedAgain"


@pytest.mark.database
def test_the_board_may_decide_otherwise_and_the_first_decision_is_never_in_effect(
    called_in, officer
):
    hear(officer, called_in, State.SENT_BACK)
    other = resolutions.decide_without_meeting(
        by=officer,
        at=at(date(2025, 9, 10)),
        group="board",
        way="urgently, by the chair",
        decided_on=date(2025, 9, 9),
        fields={"kind": "agree", "words": "Insulate 40", "reasons": "Winter", "consulted": "Vice"},
    )
    again(officer, called_in, instead=other.pk)

    found = page(officer, called_in, date(2025, 9, 11))
    assert found.line.standing is Standing.REPLACED
    assert found.line.effect == "Changed on 10 September 2025 after a call-in: never in effect."
    assert [each.code for each in found.touched_by] == [other.pk]
    (touch,) = page(officer, other, date(2025, 9, 11)).touched
    assert (touch.key, touch.changed) == (called_in.pk, "superseded")


def test_only_a_later_decision_of_the_board_takes_its_place(called_in, world, officer):
    hear(officer, called_in, State.SENT_BACK)

    with pytest.raises(Refused, match="is no later decision of this board"):
        again(officer, called_in, instead=world.falls.pk)


def test_only_what_was_sent_back_is_decided_again(called_in, officer):
    with pytest.raises(Refused, match="was not sent back to the board"):
        again(officer, called_in)


@pytest.mark.parametrize(
    ("on", "words", "sentence"),
    [
        (date(2025, 7, 27), "Heard", "This is before 28 July 2025"),
        (date(2025, 10, 1), "Heard", "This day is to come"),
        (date(2025, 8, 12), " ", "Write down what was said"),
    ],
)
def test_what_is_said_of_a_call_in_is_in_order(called_in, officer, on, words, sentence):
    told = {"by": officer, "at": at(date(2025, 9, 1)), "code": called_in.pk, "on": on}

    with pytest.raises(Refused, match=sentence):
        call_ins.hear(**told, to=State.STANDS, body="Scrutiny", words=words)


def test_nothing_is_heard_of_what_nobody_called_in(published, officer):
    with pytest.raises(Refused, match="was not called in"):
        hear(officer, published, State.STANDS)


@pytest.mark.database
def test_call_in_of_an_urgent_decision_is_waived_by_scrutiny(published, officer, heard):
    waive = {"by": officer, "at": at(INSIDE), "code": published.pk}
    with pytest.raises(Refused, match="Say why it cannot wait, and which role agreed"):
        call_ins.waive_call_in(**waive, because="Winter comes", agreed=" ")

    call_ins.waive_call_in(**waive, because="Winter comes.", agreed="Chair of scrutiny")

    found = page(officer, published, INSIDE)
    assert found.line.effect == ""
    assert found.call_in.waived == "Winter comes. Agreed by: Chair of scrutiny."
    assert type(heard[-1]).__name__ == "CallInWaived"
    with pytest.raises(Refused, match="was waived"):
        call_in(officer, published)


def test_what_was_called_in_cannot_be_waived(called_in, officer):
    with pytest.raises(Refused, match="it is too late to waive that"):
        call_ins.waive_call_in(
            by=officer, at=at(INSIDE), code=called_in.pk, because="x", agreed="y"
        )


def test_who_may_not_read_a_decision_cannot_write_a_call_in_of_it_down(world, millbrook):
    with pytest.raises(Missing):
        call_in(millbrook.administrator, world.secret)


@pytest.mark.database
def test_the_ledger_tells_a_call_in_from_notice_to_outcome(called_in, officer):
    hear(officer, called_in, State.SENT_BACK)
    again(officer, called_in)

    told_by_the_ledger(
        Resolution.objects.get(pk=called_in.pk),
        subject=resolutions.RESOLUTION.of(called_in),
        fields={"words": "words"},
    )


# --- Pages --------------------------------------------------------------------------------------


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


@pytest.fixture
def decided_today(executive, officer):
    """A decision of the day on which pages are looked at; here every one may be called in."""
    orders = Board.objects.get(pk="board")
    fields = {"call_in_scope": Scope.EXECUTIVE.value}
    now = timezone.localtime()
    version = orders.version
    seats.amend_board(by=officer, at=now, group="board", seen_version=version, fields=fields)
    return resolutions.decide_without_meeting(
        by=officer,
        at=now,
        group="board",
        way="urgently, by the chair",
        decided_on=now.date(),
        fields={"kind": "agree", "words": "Insulate", "reasons": "Winter", "consulted": "Vice"},
    )


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_call_in_is_carried_to_its_end_by_its_pages(decided_today):
    office, here = browser("legal-officer"), f"/resolutions/{decided_today.pk}/call-in/"
    on = timezone.localdate()
    assert "Write down a call-in" in words(office.get(here))

    office.post(f"{here}notice/", {**NOTICE, **day("called_on", on), "organisation": ""})
    heard = {"to": State.SENT_BACK.value, "body": "Adult scrutiny", "words": "Ask the tenants"}
    office.post(f"{here}said/", {**heard, **day("on", on)})
    assert "not in effect" in words(Client().get(here))
    office.post(
        f"{here}again/", {"instead": "it.stands", "words": "They were asked", **day("on", on)}
    )

    page = words(Client().get(here))
    for shown in (
        "Chair of scrutiny",
        "3 members of scrutiny",
        "Nobody asked the tenants",
        "Adult scrutiny",
        "Ask the tenants",
        "They were asked",
        "The decision stands",
    ):
        assert shown in page, shown


def test_the_public_reads_until_when_and_by_whom_it_may_be_called_in(decided_today):
    page = words(Client().get(f"/resolutions/{decided_today.pk}/call-in/"))

    last = rules.last_day(decision(published_on=timezone.localdate()), EXECUTIVE)
    assert "At least 3 members of scrutiny together may call it in, within 5 working days" in page
    assert f"{last.day} {last:%B %Y}" in page


def test_an_officer_waives_call_in_by_its_page(decided_today):
    told = {"because": "Winter", "agreed": "Chair of scrutiny"}
    browser("board-officer").post(f"/resolutions/{decided_today.pk}/call-in/waive/", told)

    assert "This decision was urgent." in words(
        Client().get(f"/resolutions/{decided_today.pk}/call-in/")
    )


@pytest.mark.database
def test_the_register_asks_as_many_queries_for_fifty_decisions_called_in_as_for_one(
    called_in, officer, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(6) as found:
            registers.register(viewer=officer, on=LAST, filters=ResolutionFilters())
        return len(found)

    few = asked()
    for number in range(50):
        made = resolutions.decide_without_meeting(
            by=officer,
            at=at(INSIDE),
            group="board",
            way="urgently, by the chair",
            decided_on=INSIDE,
            fields={
                "kind": "agree",
                "words": f"Buy {number}",
                "reasons": "Winter",
                "consulted": "Vice-chair",
            },
        )
        made.refresh_from_db()
    orders = Board.objects.get(pk="board")
    seats.amend_board(
        by=officer,
        at=at(INSIDE),
        group="board",
        seen_version=orders.version,
        fields={"call_in_scope": Scope.EXECUTIVE.value},
    )
    for each in Resolution.objects.filter(words__startswith="Buy").order_by("pk"):
        call_in(officer, each, LAST)
        hear(officer, each, State.SENT_BACK)

    assert asked() == few
