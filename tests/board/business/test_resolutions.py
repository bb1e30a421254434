"""Resolutions live on: owned, followed up, repeated, finished, and back at the next meeting."""

from datetime import date

import pytest

from marram.board.actions import chasing, meetings, resolutions
from marram.board.models import AgendaItem, Resolution
from marram.board.queries import arising, registers
from marram.board.queries import resolutions as queries
from marram.board.queries.registers import ResolutionFilters
from marram.board.vocabulary import Permission
from marram.board.vocabulary.resolutions import Outcome, Standing, Way
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Refused
from tests.records.replay import told_by_the_ledger
from tests.world import board
from tests.world.board import JULY, at
from tests.world.millbrook import NOW, TODAY


def page(viewer, code, on=TODAY):
    return queries.resolution_page(viewer=viewer, code=code, on=on)


@pytest.mark.database
def test_matters_arising_write_themselves_with_how_each_stands(world, officer):
    found = arising.matters_arising(viewer=officer, code=JULY, on=TODAY)

    assert [(each.words, each.standing) for each in found] == [
        ("Open a second falls class", Standing.OVERDUE),
        ("Report on falls every year", Standing.RECURRING),
        ("To sell it to the trust", Standing.NO_OWNER),
    ]


def test_an_owner_reports_back_with_evidence_and_the_next_meeting_reads_it(world, partner):
    resolutions.report_back(
        by=partner,
        at=NOW,
        code=world.falls.pk,
        on=TODAY,
        words="It opened on Monday",
        evidence="https://age-friends.example/falls",
        done=True,
    )

    found = page(partner, world.falls.pk)
    assert found.line.standing is Standing.DONE
    assert found.said[0].met_due_on == date(2025, 6, 30)
    first, *_ = arising.matters_arising(viewer=partner, code=JULY, on=TODAY)
    assert (first.standing, first.finished_because) == (Standing.DONE, "It opened on Monday")


@pytest.mark.database
def test_what_repeats_is_due_again_by_its_calendar(world, officer):
    resolutions.report_back(
        by=officer, at=NOW, code=world.yearly.pk, on=TODAY, words="Reported", done=True
    )

    found = page(officer, world.yearly.pk)
    assert (found.line.due_on, found.line.standing) == (date(2027, 5, 13), Standing.RECURRING)


def test_words_alone_finish_nothing(world, officer):
    resolutions.report_back(
        by=officer, at=NOW, code=world.falls.pk, on=TODAY, words="A room is let"
    )

    assert page(officer, world.falls.pk).line.standing is Standing.OVERDUE


def test_only_the_owner_and_officers_report_back(world, millbrook):
    stranger = board.actor(millbrook, "partner-contributor", frozenset({"homes"}))

    with pytest.raises(Refused, match="Only the owner of .* and board officers may report back"):
        resolutions.report_back(
            by=stranger, at=NOW, code=world.falls.pk, on=TODAY, words="We did", done=True
        )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": " "}, "Say in a sentence what came of it"),
        ({"on": date(2025, 7, 11)}, "This day is to come"),
    ],
)
def test_what_cannot_be_told_is_refused_in_words(world, officer, changed, sentence):
    told = {"on": TODAY, "words": "Done", **changed}

    with pytest.raises(Refused, match=sentence):
        resolutions.report_back(by=officer, at=NOW, code=world.falls.pk, **told)


def test_a_finished_resolution_stays_finished(world, officer):
    finish = {"by": officer, "at": NOW, "code": world.yearly.pk, "on": TODAY}
    resolutions.finish_resolution(**finish, because="The strategy took it over")

    with pytest.raises(Refused, match="was finished on 10 July 2025"):
        resolutions.finish_resolution(**finish, because="Again")


@pytest.fixture
def opened(world, officer):
    meetings.publish_agenda(by=officer, at=NOW, code=JULY)
    meetings.open_meeting(by=officer, at=at(board.JULY_ON), code=JULY)
    board.come(officer, JULY)
    return AgendaItem.objects.get(meeting=JULY, title="Warm homes")


@pytest.mark.database
def test_what_a_report_recommends_is_resolved_in_the_meeting_perhaps_in_other_words(
    world, officer, opened
):
    made = resolutions.recommend(
        by=officer, at=NOW, item_id=opened.pk, fields={"kind": "agree", "words": "Insulate 40"}
    )
    assert page(officer, made.pk).line.standing is Standing.RECOMMENDED

    settle = {"by": officer, "at": NOW, "code": made.pk, "outcome": Outcome.RESOLVED}
    resolutions.settle(**settle, fields={"words": "Insulate 50"})

    found = page(officer, made.pk).line
    assert (found.words, found.standing) == ("Insulate 50", Standing.NO_OWNER)
    with pytest.raises(Refused, match="is settled already: resolved"):
        resolutions.settle(**settle, fields={})


def test_what_is_referred_names_to_whom_and_takes_their_reply(world, officer, opened):
    words = {"kind": "refer", "words": "Ask scrutiny to look"}
    with pytest.raises(Refused, match="Choose the group that this goes to"):
        resolutions.resolve(by=officer, at=NOW, item_id=opened.pk, fields=words)

    made = resolutions.resolve(
        by=officer,
        at=NOW,
        item_id=opened.pk,
        fields={**words, "referred_to": "ageing_well"},
    )
    resolutions.take_reply(by=officer, at=NOW, code=made.pk, on=TODAY, reply="It is well run")

    assert page(officer, made.pk).reply == "It is well run"
    with pytest.raises(Refused, match="was referred to nobody"):
        resolutions.take_reply(by=officer, at=NOW, code=world.falls.pk, on=TODAY, reply="Hm")


@pytest.mark.parametrize(
    ("way", "changed", "sentence"),
    [
        (Way.URGENT, {"reasons": ""}, "Say why this was decided urgently, by the chair"),
        (Way.URGENT, {"consulted": ""}, "Write down whom the chair asked"),
        (Way.CORRESPONDENCE, {"votes_for": None}, "how many members answered"),
        (Way.CORRESPONDENCE, {"votes_for": 2, "votes_against": 2}, "the decision was not made"),
        (Way.CORRESPONDENCE, {"words": ""}, "Write down what was resolved"),
    ],
)
def test_a_decision_without_a_meeting_has_a_whole_record(world, officer, way, changed, sentence):
    fields = {
        "kind": "approve",
        "words": "Sign the return",
        "reasons": "It is due tomorrow",
        "consulted": "Vice-chair, place director",
        "votes_for": 5,
        "votes_against": 1,
        **changed,
    }

    with pytest.raises(Refused, match=sentence):
        resolutions.decide_without_meeting(
            by=officer, at=NOW, group="board", way=way, decided_on=TODAY, fields=fields
        )


@pytest.mark.database
def test_an_urgent_decision_comes_back_to_the_next_meeting(world, officer, resident):
    made = resolutions.decide_without_meeting(
        by=officer,
        at=NOW,
        group="board",
        way=Way.URGENT,
        decided_on=TODAY,
        fields={
            "kind": "approve",
            "words": "Sign the return",
            "reasons": "It is due tomorrow",
            "consulted": "Vice-chair",
        },
    )

    assert made.pk == "board-2025-07-10-u1"
    assert made.pk in [
        line.code for line in arising.matters_arising(viewer=officer, code=JULY, on=TODAY)
    ]
    assert page(resident, made.pk).reasons == "It is due tomorrow"


def test_the_register_shows_what_needs_most_first_and_counts_it(world, officer):
    found = registers.register(viewer=officer, on=TODAY, filters=ResolutionFilters())

    assert found.lines[0].code == world.falls.pk
    assert found.counts == {
        Standing.OVERDUE: 1,
        Standing.NO_OWNER: 1,
        Standing.RECURRING: 1,
    }


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"standing": "overdue"}, ["Open a second falls class"]),
        ({"owner": "Director of public health"}, ["Report on falls every year"]),
        ({"words": "TRUST"}, ["To sell it to the trust"]),
        ({"kind": "thank"}, []),
    ],
)
def test_the_register_is_narrowed_by_its_address(world, officer, filters, words):
    found = registers.register(viewer=officer, on=TODAY, filters=ResolutionFilters(**filters))

    assert [line.words for line in found.lines] == words


@pytest.mark.database
def test_the_register_asks_as_many_queries_for_fifty_as_for_three(
    world, officer, opened, django_assert_num_queries
):
    def asked():
        with django_assert_num_queries(4):
            return registers.register(viewer=officer, on=TODAY, filters=ResolutionFilters())

    asked()
    for number in range(50):
        words = {"kind": "note", "words": f"Note {number}"}
        resolutions.resolve(by=officer, at=NOW, item_id=opened.pk, fields=words)

    assert len(asked().lines) == 53


def test_the_ledger_tells_the_life_of_a_resolution(world, officer):
    falls = world.falls
    resolutions.amend_resolution(
        by=officer,
        at=NOW,
        code=falls.pk,
        seen_version=falls.version,
        fields={"due_on": date(2025, 9, 1)},
    )
    resolutions.report_back(by=officer, at=NOW, code=falls.pk, on=TODAY, words="Open", done=True)

    told_by_the_ledger(
        Resolution.objects.get(pk=falls.pk),
        subject=resolutions.RESOLUTION.of(falls),
        fields={name: name for name in ("words", "due_on", "finished_on", "finished_because")},
    )


# --- Reminders ------------------------------------------------------------------------------


CHASER = Actor(key="system:chase", name="Marram", permissions=frozenset({Permission.KEEP_BUSINESS}))


def chased(on, run):
    with run(execute=True):
        return chasing.chase(by=CHASER, at=at(on), on=on)


@pytest.mark.database
def test_an_overdue_owner_is_reminded_every_two_weeks(
    world, partner, mailoutbox, django_capture_on_commit_callbacks
):
    days = (date(2025, 6, 30), TODAY, date(2025, 7, 23), date(2025, 7, 24))

    counts = [chased(day, django_capture_on_commit_callbacks) for day in days]

    assert counts == [0, 1, 0, 1]
    assert mailoutbox[0].to == ["office@age-friends.example"]
    assert mailoutbox[0].subject == f"Overdue: resolution {world.falls.pk}"
    assert "Open a second falls class" in mailoutbox[0].body
    assert f"/resolutions/{world.falls.pk}/" in mailoutbox[0].body


def test_a_mail_about_an_exempt_resolution_does_not_say_what_it_is(
    world, officer, mailoutbox, django_capture_on_commit_callbacks
):
    resolutions.amend_resolution(
        by=officer,
        at=NOW,
        code=world.secret.pk,
        seen_version=world.secret.version,
        fields={"due_on": date(2025, 7, 1), "owner_mail": "estates@millbrook.example"},
    )

    chased(TODAY, django_capture_on_commit_callbacks)

    mail = next(each for each in mailoutbox if each.to == ["estates@millbrook.example"])
    assert not any(secret in mail.subject + mail.body for secret in board.SECRETS)


def test_a_mail_that_cannot_leave_is_tried_again_the_next_day(
    world, monkeypatch, heard, django_capture_on_commit_callbacks
):
    def broken(self, fail_silently=False):
        raise OSError("no route")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    chased(TODAY, django_capture_on_commit_callbacks)

    world.falls.refresh_from_db()
    assert world.falls.chased_on is None
    assert type(heard[-1]).__name__ == "MailFailed"
