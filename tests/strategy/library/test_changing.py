"""The forms of the library, through the client: what is kept, refused and shown side by side."""

import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from marram.people.models import User
from marram.strategy.actions import library
from marram.strategy.models import (
    Element,
    Promise,
    StatutoryFunction,
    Strategy,
    StrategyLink,
    SuccessFactor,
)
from tests.strategy.library.conftest import AT


pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client, millbrook):
    """Somebody who keeps the library, logged in with both steps."""
    user = User.objects.get(pk=millbrook.user_ids["administrator"])
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": "not used"}
    )
    return _logged_in(client, millbrook, "administrator")


@pytest.fixture
def contributor(client, millbrook):
    return _logged_in(client, millbrook, "partner-contributor")


def _logged_in(client, millbrook, role):
    client.force_login(User.objects.get(pk=millbrook.user_ids[role]))
    return client


TYPED = {
    "title": "Parks for All",
    "slug": "parks",
    "level": "local",
    "starts_on-day": "1",
    "starts_on-month": "4",
    "starts_on-year": "2025",
    "last_on-day": "31",
    "last_on-month": "3",
    "last_on-year": "2030",
}


def test_a_keeper_adds_a_strategy_with_its_last_day(keeper):
    answer = keeper.post(reverse("strategy:add-strategy"), TYPED)

    assert answer.url == "/strategies/parks/"
    assert Strategy.objects.get(pk="parks").ends_on == date(2030, 4, 1)


def test_what_is_wrong_stands_on_top_and_nothing_typed_is_lost(keeper):
    answer = keeper.post(
        reverse("strategy:add-strategy"),
        TYPED | {"last_on-year": "2020", "owner": "The parks team"},
    )

    page = answer.content.decode()
    assert "There is a problem" in page
    assert "The strategy would end on 31 March 2020, before it starts on 1 April 2025." in page
    assert "The parks team" in page


def test_the_form_of_a_strategy_saved_as_it_is_changes_nothing(keeper, shelf, heard):
    url = reverse("strategy:amend-strategy", args=["living-well"])
    form = keeper.get(url).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    for name in ("starts_on", "last_on", "in_review_since"):
        words = typed.pop(name)
        typed |= {f"{name}-{part}": getattr(words, part) for part in words._fields} if words else {}

    answer = keeper.post(url, {name: value or "" for name, value in typed.items()})

    assert answer.status_code == 302
    assert heard == []


def test_two_editors_of_one_strategy_lose_nothing(keeper, shelf, officer):
    library.amend_strategy(
        by=officer,
        at=AT,
        slug="living-well",
        seen_version=1,
        fields={"gist": "Theirs", "ends_on": date(2027, 1, 1)},
    )
    url = reverse("strategy:amend-strategy", args=["living-well"])
    typed = TYPED | {"title": "Living Well", "gist": "Mine", "seen_version": "1"}

    beside = keeper.post(url, typed)

    page = beside.content.decode()
    assert "Somebody changed Living Well in Millbrook while you were editing it." in page
    assert "Theirs" in page
    assert "Mine" in page
    assert "31 December 2026" in page
    assert Strategy.objects.get(pk="living-well").gist == "Theirs"

    chosen = {"keep-gist": "yours", "theirs-gist": "Theirs", "yours-gist": "Mine"}
    chosen |= {"keep-last_on": "theirs"}
    chosen |= dict(re.findall(r'name="(theirs-last_on)" value="([^"]*)"', page))
    answer = keeper.post(url, typed | chosen | {"seen_version": "2"})

    assert answer.status_code == 302
    kept = Strategy.objects.get(pk="living-well")
    assert (kept.gist, kept.title, kept.ends_on) == ("Mine", "Living Well", date(2027, 1, 1))


def test_a_choice_between_two_texts_knows_the_answers_behind_the_words(keeper, shelf, officer):
    found = Element.objects.get(ref="2.1")
    above = Element.objects.get(ref="1")
    library.amend_element(
        by=officer, at=AT, element_id=found.pk, seen_version=1, fields={"parent": above.pk}
    )
    url = reverse("strategy:amend-element", args=["living-well", found.pk])
    typed = {
        "level": "outcome",
        "ref": "2.1",
        "text": "Nobody is lonely",
        "life_course": "age well",
    }

    page = keeper.post(url, typed | {"seen_version": "1"}).content.decode()
    sent = dict(re.findall(r'name="(theirs-parent)" value="([^"]*)"', page))
    answer = keeper.post(url, typed | sent | {"seen_version": "2", "keep-parent": "theirs"})

    assert "objective 1: A good start in life" in page
    assert answer.status_code == 302
    assert Element.objects.get(pk=found.pk).parent == above


def test_a_strategy_is_published_and_taken_back_by_a_button(keeper, shelf):
    keeper.post(reverse("strategy:publish-strategy", args=["estates"]))
    assert Strategy.objects.get(pk="estates").published_on is not None

    keeper.post(reverse("strategy:withdraw-strategy", args=["estates"]))
    assert Strategy.objects.get(pk="estates").published_on is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("from:uses", ("needs", "uses", "carers-2019")),
        ("to:delivers", ("carers-2019", "delivers", "needs")),
    ],
)
def test_a_link_is_added_read_either_way(keeper, shelf, said, kept):
    url = reverse("strategy:links", args=["needs"])

    keeper.post(url, {"relation": said, "other": "carers-2019", "note": "A note"})

    link = StrategyLink.objects.get(note="A note")
    assert (link.origin_id, link.relation, link.target_id) == kept


def test_a_link_that_is_there_is_refused_on_the_page(keeper, shelf):
    url = reverse("strategy:links", args=["carers-2019"])

    answer = keeper.post(url, {"relation": "from:delivers", "other": "living-well"})

    assert "The library already says that" in answer.content.decode()


def test_a_link_is_taken_away_by_its_button(keeper, shelf):
    link = StrategyLink.objects.get(origin="carers-2019")

    answer = keeper.post(reverse("strategy:unlink", args=[link.pk]))

    assert answer.url == "/strategies/carers-2019/links/"
    assert not StrategyLink.objects.filter(pk=link.pk).exists()


def test_a_statement_is_added_and_taken_out(keeper, shelf):
    url = reverse("strategy:add-element", args=["needs"])
    keeper.post(url, {"level": "aim", "ref": "A", "text": "Know what people need"})
    added = Element.objects.get(strategy="needs")

    out = reverse("strategy:remove-element", args=["needs", added.pk])
    assert "Know what people need" in keeper.get(out).content.decode()
    keeper.post(out)

    assert not Element.objects.filter(pk=added.pk).exists()


def test_a_success_factor_gets_its_baseline_once(keeper, shelf):
    keeper.post(
        reverse("strategy:add-factor", args=["needs"]),
        {"statement": "Fewer lonely", "measure": "Often lonely", "unit": "percent"},
    )
    factor = SuccessFactor.objects.get()
    url = reverse("strategy:fix-baseline", args=["needs", factor.pk])
    figure = {"baseline": "7.5", "source": "Survey", "baseline_on": "2020-03-31"}
    keeper.post(url, figure)

    again = keeper.post(url, figure | {"baseline": "9"})

    assert "It does not move" in again.content.decode()
    assert str(SuccessFactor.objects.get().baseline.normalize()) == "7.5"


def test_a_promise_is_judged_on_its_page(keeper, shelf, officer):
    row = {"strategy_id": "needs", "kind": "We will", "ref": "1", "statement": "Listen"}
    library.record_promises(by=officer, at=AT, rows=[row])
    promise = Promise.objects.get()

    keeper.post(
        reverse("strategy:judge-promise", args=[promise.pk]),
        {"kept": "no", "evidence": "Nobody was asked", "seen_version": "1"},
    )

    promise.refresh_from_db()
    assert promise.kept is False
    assert "Nobody was asked" in keeper.get(reverse("strategy:promises")).content.decode()


def test_a_duty_is_checked_on_its_page(keeper, officer):
    row = {"slug": "needs-assessment", "duty": "Assess needs", "law": "An Act"}
    library.record_duties(by=officer, at=AT, rows=[row])

    keeper.post(
        reverse("strategy:check-duty", args=["needs-assessment"]),
        {"met": "yes", "how_met": "The needs work of 2018", "seen_version": "1"},
    )

    assert StatutoryFunction.objects.get().met is True
    assert "The needs work of 2018" in keeper.get(reverse("strategy:duties")).content.decode()


FORMS = [
    ("add-strategy", []),
    ("amend-strategy", ["needs"]),
    ("links", ["needs"]),
    ("add-element", ["needs"]),
    ("amend-element", ["needs", 1]),
    ("remove-element", ["needs", 1]),
    ("add-factor", ["needs"]),
    ("amend-factor", ["needs", 1]),
    ("fix-baseline", ["needs", 1]),
    ("judge-promise", [1]),
    ("check-duty", ["x"]),
    ("amend-coverage", [1]),
]


@pytest.mark.parametrize(("name", "parts"), FORMS)
def test_forms_are_closed_to_contributors_with_a_sentence(contributor, shelf, name, parts):
    answer = contributor.get(reverse(f"strategy:{name}", args=parts))

    assert answer.status_code == 403
    assert "Only board officers and administrators" in answer.content.decode()


@pytest.mark.parametrize(("name", "parts"), FORMS)
def test_forms_send_a_resident_to_the_log_in(client, shelf, name, parts):
    answer = client.get(reverse(f"strategy:{name}", args=parts))

    assert answer.status_code == 302
