"""The agreements all rooms share."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from marram.foundation import events, panels
from marram.foundation.actors import Actor
from marram.foundation.amendments import differences, not_moved_on, plain, write
from marram.foundation.answers import Answers
from marram.foundation.events import Event, Subject
from marram.foundation.reading import WroteWhileReading, refuse_writes
from marram.foundation.verdicts import YES, Conflict, Missing, Refused, no
from marram.people.models import Organisation


def test_a_no_is_a_sentence_that_can_be_enforced():
    YES.enforce()
    verdict = no("Only leads may.")
    assert not verdict
    with pytest.raises(Refused, match="Only leads may."):
        verdict.enforce()


def test_an_actor_behind_an_account_is_known_by_its_number():
    assert Actor(key="user:12", name="Amina").user_id == 12
    assert Actor(key="link:12", name="A link").user_id is None
    assert not Actor(key="resident", name="A resident").logged_in


@dataclass(frozen=True, kw_only=True)
class Sung(Event):
    """Sang a song"""


def test_listeners_hear_their_kind_and_every_kind_below_it(db):
    heard = []
    events.listen(Event, heard.append)
    events.listen(Event, heard.append)
    song = Sung(by="user:1", at=datetime(2025, 1, 1, tzinfo=UTC), subject=Subject("a.b", "1"))

    events.publish(song)
    events.unlisten(Event, heard.append)

    assert heard == [song]


def test_a_page_is_shown_what_others_hang_in_its_space():
    viewer = Actor(key="resident", name="A resident")
    panels.hang("test.space", lambda *, viewer, key: f"about {key}")
    panels.hang("test.space", lambda *, viewer, key: None)

    assert panels.shown("test.space", viewer=viewer, key="hubs") == ("about hubs",)
    assert panels.shown("test.nothing", viewer=viewer, key="hubs") == ()


def test_a_page_that_is_read_cannot_write(db):
    with (
        connection.execute_wrapper(refuse_writes),
        pytest.raises(WroteWhileReading, match="a GET must not write"),
    ):
        Organisation.objects.create(slug="x", name="X", sector="council")


def test_a_get_through_the_site_cannot_write(client, db, monkeypatch):
    def view(request):
        Organisation.objects.create(slug="x", name="X", sector="council")

    monkeypatch.setattr("marram.site.urls.urlpatterns", [])
    from django.contrib.auth.decorators import login_not_required
    from django.test import override_settings
    from django.urls import path

    class Addresses:
        urlpatterns = (path("writes/", login_not_required(view)),)

    with override_settings(ROOT_URLCONF=Addresses), pytest.raises(WroteWhileReading):
        client.get("/writes/")


@pytest.mark.parametrize(
    ("raised", "answered"), [(Missing("gone"), Http404), (Refused("not you"), PermissionDenied)]
)
def test_a_refusal_and_a_gap_are_answered_once_for_every_room(raised, answered):
    with pytest.raises(answered, match=str(raised)):
        Answers(lambda request: None).process_exception(None, raised)


def test_another_exception_is_left_alone():
    assert Answers(lambda request: None).process_exception(None, ValueError("a bug")) is None


def test_values_are_kept_plainly():
    assert plain(date(2025, 6, 30)) == "2025-06-30"
    assert plain(Decimal("1.50")) == "1.5"
    assert plain(None) is None


def test_only_what_differs_is_a_change(db):
    home = Organisation.objects.create(slug="home", name="Home", sector="council")

    wanted = {"name": "House", "sector": "council", "part_of": None}
    before, after = differences(home, wanted)
    write(home, wanted)

    assert (before, after) == ({"name": "Home"}, {"name": "House"})
    home.refresh_from_db()
    assert (home.name, home.version) == ("House", 2)


def test_somebody_who_was_first_is_met_with_their_text(db):
    home = Organisation.objects.create(slug="home", name="Home", sector="council", version=3)

    not_moved_on(home, called="Home", seen_version=3, theirs={})
    with pytest.raises(Conflict, match="Somebody changed Home while you were editing") as met:
        not_moved_on(home, called="Home", seen_version=2, theirs={"name": "Home", "kind": None})

    assert (met.value.theirs, met.value.version) == ({"name": "Home", "kind": ""}, 3)
