"""Mailing the links to packs: to whom, of what, once, and what is kept when the server fails."""

import logging
from datetime import date, timedelta
from io import StringIO
from smtplib import SMTPServerDisconnected

import pytest
from django.core.management import call_command

from marram.board.actions import seats
from marram.board.models import Seat
from marram.foundation.verdicts import Missing, Refused
from marram.packs.actions.editions import make_editions, publish_edition
from marram.packs.actions.mails import send_links
from marram.packs.events import LinksNotSent, LinksSent
from marram.packs.models import Told
from marram.packs.queries import readers
from marram.strategy.models import Invitation, Round
from tests.packs.test_actions import SITE, _late_paper
from tests.world import packs as boardroom
from tests.world.millbrook import NOW, RESIDENT, TODAY, address


pytestmark = pytest.mark.database
SENDING = "django.core.mail.backends.locmem.EmailBackend.send_messages"


@pytest.fixture
def table(room, millbrook):
    """A member and a finance lead with accounts at the table, and a sub-group without one."""
    by = {"by": room.officer, "at": NOW, "group": "board"}
    for role, title in (("board-member", "Member for health"), ("finance-lead", "Treasurer")):
        fields = {
            "kind": "councillor",
            "role": title,
            "organisation": "council",
            "user": str(millbrook.user_ids[role]),
            "starts_on": date(2025, 4, 1),
        }
        seats.add_seat(**by, fields=fields)
    seats.make_formal(**by, sub_group="ageing_well", starts_on=date(2025, 4, 1))
    return room


@pytest.fixture
def linked(millbrook):
    """The sub-group was mailed links in two rounds of updates; the later address counts."""
    for days, name in ((0, "earlier"), (7, "ageing")):
        asked = Round.objects.create(
            plan_id="living-well-actions",
            title=f"Round of {name}",
            opened_at=NOW,
            opened_by="user:1",
            closes_on=TODAY,
            closed_at=NOW,
        )
        Invitation.objects.create(
            round=asked,
            group_id="ageing_well",
            email=f"{name}@partner.example",
            sent_at=NOW + timedelta(days=days),
        )


@pytest.fixture
def out(table, home, settings):
    settings.SITE_ADDRESS = SITE
    return publish(table, home)


def publish(room, home):
    made = make_editions(
        by=room.officer, at=NOW, on=TODAY, meeting=room.september, home=home, site=SITE
    )
    for edition in made:
        publish_edition(by=room.officer, at=NOW, number=edition.pk, home=home)
    return made


@pytest.fixture
def send(table, django_capture_on_commit_callbacks):
    def sent(by=None, at=NOW):
        with django_capture_on_commit_callbacks(execute=True):
            return send_links(by=by or table.officer, at=at, on=TODAY, meeting=table.september)

    return sent


def refuse(*addresses):
    """Return a mail server that takes no mail for some addresses."""

    def sending(self, messages):
        if any(to in addresses for message in messages for to in message.to):
            raise SMTPServerDisconnected(f"no such user {addresses}")
        from django.core import mail

        mail.outbox.extend(messages)
        return len(messages)

    return sending


def to(mailoutbox, wanted):
    (found,) = [mail for mail in mailoutbox if mail.to == [wanted]]
    return found


def test_each_gets_one_mail_with_the_links_they_may_follow(out, send, mailoutbox, heard):
    public, private = out

    assert send() == 2

    member = to(mailoutbox, address("board-member"))
    treasurer = to(mailoutbox, address("finance-lead"))
    for mail in (member, treasurer):
        assert f"{SITE}/packs/{public.pk}/" in mail.body and mail.attachments == []
        assert "When: Wednesday 17 September 2025" in mail.body
        assert "How the living well plan is going (report)" in mail.body
        assert "A private item Exempt: Schedule 12A, paragraph 3." in mail.body
    assert f"{SITE}/packs/{private.pk}/" in member.body
    assert f"{SITE}/packs/{private.pk}/" not in treasurer.body
    sent = [event for event in heard if isinstance(event, LinksSent)]
    assert [event.after["readers"] for event in sent] == [
        ["Member for health, Millbrook Council", "Treasurer, Millbrook Council"],
        ["Member for health, Millbrook Council"],
    ]


def test_no_mail_holds_a_word_of_an_exempt_paper(out, send, mailoutbox):
    send()

    assert not any(boardroom.SECRET in mail.subject + mail.body for mail in mailoutbox)


def test_a_sub_group_without_an_account_is_reached_where_it_was_mailed_a_link(
    linked, out, send, mailoutbox
):
    mailoutbox.clear()

    assert send() == 3

    mail = to(mailoutbox, "ageing@partner.example")
    assert f"{SITE}/packs/{out[0].pk}/" in mail.body and f"/packs/{out[1].pk}/" not in mail.body
    assert "Lead of the sub-group, Ageing Well Group" in mail.body


def test_nobody_is_mailed_twice_about_an_edition(out, send, mailoutbox, heard):
    send()
    heard.clear()

    assert send(at=NOW + timedelta(days=1)) == 0

    assert len(mailoutbox) == 2 and heard == []


def test_a_supplement_is_mailed_as_new_papers(out, send, table, home, mailoutbox):
    send()
    _late_paper(table)
    publish(table, home)
    mailoutbox.clear()

    assert send() == 2

    mail = to(mailoutbox, address("finance-lead"))
    assert mail.subject.startswith("New papers: ")
    assert "A late paper (report; in supplement 1)" in mail.body


def test_what_the_server_did_not_take_is_told_and_goes_with_the_next(
    out, send, table, mailoutbox, heard, monkeypatch, caplog
):
    monkeypatch.setattr(SENDING, refuse(address("finance-lead")))
    with caplog.at_level(logging.ERROR):
        send()
    told = readers.links_told(viewer=table.officer, meeting=table.september)
    waiting = [line.role for line in told.lines if line.failed_at]
    (failed,) = [event for event in heard if isinstance(event, LinksNotSent)]

    monkeypatch.setattr(SENDING, refuse())
    again = send()

    assert waiting == ["Treasurer"] and failed.after["readers"] == ["Treasurer, Millbrook Council"]
    assert again == 1 and to(mailoutbox, address("finance-lead"))
    assert len([mail for mail in mailoutbox if mail.to == [address("board-member")]]) == 1
    assert "@" not in caplog.text
    assert not Told.objects.filter(sent_at=None).exists()


def test_a_server_that_is_not_there_is_asked_once(out, send, mailoutbox, monkeypatch, heard):
    def closed(self):
        raise OSError("no route")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", closed)

    assert send() == 2

    assert mailoutbox == [] and {type(event) for event in heard[-2:]} == {LinksNotSent}


def test_a_mail_that_was_lost_with_its_process_goes_again_after_a_while(out, table, send):
    send_links(by=table.officer, at=NOW, on=TODAY, meeting=table.september)

    assert send(at=NOW + timedelta(minutes=5)) == 0
    assert send(at=NOW + timedelta(minutes=11)) == 2


def test_an_account_that_ended_and_a_seat_that_ended_are_not_mailed(out, table, send, millbrook):
    Seat.objects.filter(role="Treasurer").update(ends_on=TODAY)

    assert send() == 1


def test_only_published_packs_are_mailed_and_only_by_those_who_make_them(table, home, send):
    make_editions(by=table.officer, at=NOW, on=TODAY, meeting=table.september, home=home, site=SITE)

    with pytest.raises(Refused, match="Publish the pack first: only published packs are mailed."):
        send()
    with pytest.raises(Refused, match="Only board officers and administrators may make packs."):
        send(by=table.member)
    with pytest.raises(Missing):
        readers.readers(meeting="nowhere", on=TODAY)


def test_who_was_told_is_for_those_who_make_packs(out, send, table):
    send()

    told = readers.links_told(viewer=table.officer, meeting=table.september)

    assert len(told.lines) == 3 and all(line.sent_at == NOW for line in told.lines)
    for viewer in (RESIDENT, table.member):
        assert readers.links_told(viewer=viewer, meeting=table.september).lines == ()


@pytest.mark.parametrize("many", [1, 50])
def test_who_was_told_takes_two_queries_however_many(out, table, many, django_assert_num_queries):
    Told.objects.bulk_create(
        Told(edition=out[0], reader=f"user:{at}", role="Member", asked_at=NOW, sent_at=NOW)
        for at in range(many)
    )

    with django_assert_num_queries(2):
        found = readers.links_told(viewer=table.officer, meeting=table.september)

    assert len(found.lines) == many


@pytest.mark.parametrize("many", [1, 50])
def test_those_around_the_table_take_eight_queries_however_many(
    out, table, millbrook, many, django_assert_num_queries
):
    seat = Seat.objects.get(role="Treasurer")
    Seat.objects.bulk_create(
        Seat(
            board_id=seat.board_id,
            kind=seat.kind,
            role=f"Member {at}",
            user_id=seat.user_id,
            position=10 + at,
            starts_on=seat.starts_on,
        )
        for at in range(many)
    )

    with django_assert_num_queries(8):
        found = readers.readers(meeting=table.september, on=TODAY)

    assert len(found) == 2


def test_the_command_publishes_and_mails(
    table, home, settings, mailoutbox, django_capture_on_commit_callbacks
):
    settings.HOME = home
    said = StringIO()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("pack", table.september, "--out", str(home / "out"), "--mail", stdout=said)

    assert len(mailoutbox) == 2 and "2 mails sent." in said.getvalue()
