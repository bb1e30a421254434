"""Pages of published papers, as the board's officer uses them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from marram.board.models import Meeting, Reading
from marram.board.vocabulary.readings import Kind, State
from tests.board.papers.packs import text


@pytest.fixture
def desk(client, millbrook):
    """The browser of the board's officer, past the second step."""
    from allauth.mfa.models import Authenticator

    from marram.people.models import User

    user = User.objects.get(pk=millbrook.user_ids["board-officer"])
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    client.force_login(user)
    return client


def words(response):
    return response.content.decode()


def proposal(reading, **key):
    return reading.proposals.get(meeting="board-2021-03-10", **key)


def test_a_paper_is_handed_in_and_shown_fact_by_fact(desk, pack):
    file = SimpleUploadedFile("pack.txt", text(pack).encode())

    response = desk.post(reverse("board:read-paper"), {"file": file}, follow=True)

    assert Reading.objects.count() == 1
    assert "Accept 27 facts that are sure" in words(response)
    assert "Page 2 of the file, printed as 6, line" in words(response)


def test_a_paper_that_cannot_be_read_says_why(desk):
    file = SimpleUploadedFile("pack.txt", b"PK\x03\x04\x00")

    response = desk.post(reverse("board:read-paper"), {"file": file})

    assert response.status_code == 422
    assert "This is neither a PDF nor a text in UTF-8" in words(response)


def test_accepting_one_fact_leads_to_the_next(desk, reading):
    meeting = proposal(reading, kind=Kind.MEETING)
    url = reverse("board:proposal", args=[meeting.pk])
    page = words(desk.get(url))

    response = desk.post(
        url,
        {
            "seen_version": meeting.version,
            "group": "board",
            "title": "Health and Wellbeing Board",
            "on-day": "10",
            "on-month": "3",
            "on-year": "2021",
            "venue": "Library",
            "mode": "in person",
        },
    )

    assert ">HEALTH AND WELLBEING BOARD<br>" in page.partition("<mark")[2]
    assert Meeting.objects.get().venue == "Library"
    following = reading.proposals.get(position=meeting.position + 1)
    assert response.headers["Location"] == reverse("board:proposal", args=[following.pk])


def test_what_is_not_taken_says_why_and_keeps_what_was_typed(desk, reading):
    resolution = proposal(reading, kind=Kind.RESOLUTION, key="15/1")

    response = desk.post(
        reverse("board:proposal", args=[resolution.pk]),
        {
            "seen_version": resolution.version,
            "words": "Noted with thanks",
            "outcome": "resolved",
            "kind": "note",
            "repeat": "once",
        },
    )

    assert response.status_code == 422
    assert "Accept the meeting first: this belongs to it." in words(response)
    assert "Noted with thanks" in words(response)


def test_a_proposal_that_changed_meanwhile_shows_both_texts(desk, reading):
    resolution = proposal(reading, kind=Kind.RESOLUTION, key="15/1")

    response = desk.post(
        reverse("board:proposal", args=[resolution.pk]),
        {
            "seen_version": resolution.version + 3,
            "words": "Noted with thanks",
            "outcome": "resolved",
            "kind": "note",
            "repeat": "once",
        },
    )

    assert response.status_code == 422
    assert "Somebody changed this proposal" in words(response)
    assert "Noted with thanks" in words(response)
    assert "The contents of the report be noted" in words(response)


def test_everything_sure_is_accepted_with_one_button(desk, reading):
    response = desk.post(reverse("board:accept-sure", args=[reading.pk]), follow=True)

    assert "27 facts went on record." in words(response)
    assert not reading.proposals.exclude(state=State.ACCEPTED).exists()


def test_a_proposal_is_declined_with_a_reason_and_taken_up_again(desk, reading):
    item = proposal(reading, kind=Kind.ITEM, key="12")
    decline = reverse("board:decline-proposal", args=[item.pk])

    assert desk.post(decline, {"reason": ""}).status_code == 422
    desk.post(decline, {"reason": "Of another meeting"})
    page = words(desk.get(reverse("board:proposal", args=[item.pk])))
    desk.post(reverse("board:take-up-proposal", args=[item.pk]))

    assert "Of another meeting" in page
    item.refresh_from_db()
    assert item.state == State.WAITING


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_proposal_has_its_page(desk, reading, kind):
    one = reading.proposals.filter(kind=kind).earliest("position")

    page = words(desk.get(reverse("board:proposal", args=[one.pk])))

    assert "What would go on record" in page
    assert f'name="{next(name for name in one.values if name not in KEYS)}' in page


# What tells a fact apart is not typed anew.
KEYS = ("number", "ordinal", "lines", "outcome")


def test_others_are_turned_away(client, millbrook, reading):
    from marram.people.models import User

    client.force_login(User.objects.get(pk=millbrook.user_ids["partner-contributor"]))

    assert client.get(reverse("board:readings")).status_code == 403
    assert client.get(reverse("board:reading", args=[reading.pk])).status_code == 403
    assert client.post(reverse("board:accept-sure", args=[reading.pk])).status_code == 403
