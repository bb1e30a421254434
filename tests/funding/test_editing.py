"""Two people at one line, a stale form, a session that ended: nothing that was typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from marram.foundation.verdicts import Conflict, Refused
from marram.funding.actions.returns import lines
from marram.funding.forms.fields import ExactField
from marram.funding.models import Return, SchemeLine
from marram.people.models import User
from tests.world import funding
from tests.world.funding import FINANCE, PLAN


@pytest.fixture
def plan(millbrook) -> Return:
    return funding.fund()


@pytest.fixture
def finance(plan, millbrook) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=millbrook.user_ids["finance-lead"]))
    return client


CHANGE = ("funding:amend-line", [PLAN, "schemes", "8.1"])


def typed(**changes: str) -> dict[str, str]:
    """Return the form of scheme 8 as its page was opened, with what somebody typed over it."""
    return {
        "scheme_id": "8",
        "name": "Scheme 8",
        "description": "",
        "scheme_type": "Other",
        "sub_type": "",
        "other_type": "Help at home",
        "area": "Other",
        "other_area": "Advice",
        "commissioner": "la",
        "provider": "local-authority",
        "source": "additional-la",
        "planned": "450000",
        "standing": "Existing",
        "seen_version": "1",
        **changes,
    }


def scheme() -> SchemeLine:
    return SchemeLine.objects.get(of=PLAN, key="8.1")


def test_a_line_is_changed_and_the_ledger_knows(finance, heard):
    response = finance.post(reverse(CHANGE[0], args=CHANGE[1]), typed(planned="£460,000.50"))

    assert response.status_code == 302
    assert str(scheme().planned) == "460000.50"
    told = heard[-1]
    assert (told.subject.kind, told.subject.key) == ("funding.schemes", f"{PLAN}/8.1")
    assert (told.before, told.after) == ({"planned": "450000"}, {"planned": "460000.5"})


def test_the_second_of_two_people_sees_both_texts_and_nothing_is_lost(finance):
    url = reverse(CHANGE[0], args=CHANGE[1])
    finance.post(url, typed(name="Advice for carers"))

    second = finance.post(url, typed(name="Advice line", planned="470000"))
    shown = second.content.decode()

    assert second.status_code == 422
    assert "Advice for carers" in shown and "Advice line" in shown and "470000" in shown
    assert scheme().name == "Advice for carers"

    settled = typed(name="Advice line", planned="470000", seen_version="2") | {
        "keep-name": "theirs",
        "theirs-name": "Advice for carers",
        "keep-planned": "yours",
    }
    assert finance.post(url, settled).status_code == 302
    assert (scheme().name, scheme().planned) == ("Advice for carers", 470_000)


def test_people_at_different_lines_never_meet(finance, now):
    lines.amend_line(
        by=FINANCE,
        at=now,
        slug=PLAN,
        kind="schemes",
        key="7.1",
        seen_version=1,
        fields={"name": "Reablement"},
    )

    assert finance.post(reverse(CHANGE[0], args=CHANGE[1]), typed(name="Advice")).status_code == 302


def test_a_form_saves_itself_and_goes_on_from_its_own_version(finance):
    url = reverse(CHANGE[0], args=CHANGE[1])

    first = finance.post(url, typed(name="Adv", autosave="1")).json()
    version = str(first["version"])
    second = finance.post(url, typed(name="Advice", seen_version=version, autosave="1"))

    assert second.json()["version"] == 3
    assert scheme().name == "Advice"


@pytest.mark.parametrize(
    ("changes", "status", "reason"),
    [
        ({"seen_version": "0"}, 409, "Somebody changed line 8.1"),
        ({"planned": "a lot"}, 422, "press the button to see why"),
    ],
)
def test_a_form_that_cannot_save_itself_says_so(finance, changes, status, reason):
    response = finance.post(reverse(CHANGE[0], args=CHANGE[1]), typed(**changes, autosave="1"))

    assert response.status_code == status
    assert reason in response.json()["reason"]


def test_what_is_typed_after_the_session_ended_is_kept_and_offered_again(finance):
    finance.logout()

    response = finance.post(
        reverse(CHANGE[0], args=CHANGE[1]), typed(name="Typed on the train"), follow=False
    )

    assert response.status_code == 302
    assert response.url.startswith(reverse("people:typed"))
    assert scheme().name == "Scheme 8"


def test_a_sub_type_of_another_type_is_refused_beside_its_box(finance):
    response = finance.post(
        reverse(CHANGE[0], args=CHANGE[1]),
        typed(scheme_type="End of life care", sub_type="Telecare"),
    )

    assert response.status_code == 422
    assert "Sub-type: choose one of the answers that are offered." in response.content.decode()


def test_an_empty_line_is_not_added(finance):
    response = finance.post(reverse("funding:add-line", args=[PLAN, "schemes"]), {})

    assert response.status_code == 422
    assert "Say something of the line first." in response.content.decode()


def test_a_line_taken_out_stays_in_the_ledger(finance, heard):
    url = reverse("funding:remove-line", args=[PLAN, "schemes", "8.1"])

    assert finance.post(url, {"seen_version": "1"}).status_code == 422
    typed_in = {"seen_version": "1", "reason": "Typed twice"}
    assert finance.post(url, typed_in).status_code == 302

    assert not SchemeLine.objects.filter(of=PLAN, key="8.1").exists()
    assert heard[-1].before["planned"] == "450000"
    assert heard[-1].after == {"reason": "Typed twice"}


def test_an_actual_reported_twice_by_two_people_shows_both(finance):
    url = reverse("funding:report-actual", args=[PLAN, "schemes", "8.1", "q1"])
    assert finance.post(url, {"amount": "100000", "seen_version": "0"}).status_code == 302

    second = finance.post(url, {"amount": "120000", "comment": "A bill came", "seen_version": "0"})

    assert second.status_code == 422
    assert "100000" in second.content.decode() and "120000" in second.content.decode()


def test_the_cover_has_a_version_of_its_own(finance):
    url = reverse("funding:amend-answers", args=[PLAN, "cover"])
    said = {"completed_by": "Deputy finance lead", "subject_to_sign_off": "False"}
    version = str(Return.objects.get(pk=PLAN).version)

    assert finance.post(url, {**said, "seen_version": version}).status_code == 302
    assert (
        finance.post(url, {**said, "signed_by": "Me", "seen_version": version}).status_code == 422
    )


def test_only_lines_of_income_and_schemes_come_and_go(plan, now):
    line = {"by": FINANCE, "at": now, "slug": PLAN, "kind": "conditions"}
    with pytest.raises(Refused, match="The template asks this question"):
        lines.add_line(**line, fields={"met": True})
    with pytest.raises(Refused, match="The template asks this question"):
        lines.remove_line(**line, key="1", seen_version=2, reason="Not ours")


def test_who_may_not_change_is_told_why(plan, now):
    with pytest.raises(Refused, match="Only finance leads may change returns."):
        lines.amend_line(
            by=funding.COUNCIL,
            at=now,
            slug=PLAN,
            kind="schemes",
            key="8.1",
            seen_version=1,
            fields={"name": "Mine"},
        )


@pytest.mark.database
def test_a_stale_version_is_a_conflict_with_what_stands_now(plan, now):
    change = {"by": FINANCE, "at": now, "slug": PLAN, "kind": "schemes", "key": "8.1"}
    lines.amend_line(**change, seen_version=1, fields={"planned": 460_000})

    with pytest.raises(Conflict) as conflict:
        lines.amend_line(**change, seen_version=1, fields={"planned": 470_000})

    assert (conflict.value.theirs, conflict.value.version) == ({"planned": "460000"}, 2)


@pytest.mark.parametrize(
    ("text", "read"),
    [("£1,250,000.50", "1250000.5"), (" 16.04 ", "16.04"), ("0", "0"), ("", None)],
)
def test_money_is_read_as_people_type_it(text, read):
    value = ExactField(label="Fee", required=False).clean(text)

    assert (None if value is None else str(value)) == read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.001", "at most 2 decimal places"),
        ("-1", "must be 0 or more"),
        ("1e30", "or less"),
        ("NaN", "or less"),
        ("ten", "must be a number"),
    ],
)
def test_money_that_cannot_be_read_is_refused_in_a_sentence(text, sentence):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match=sentence):
        ExactField(label="Fee", required=False).clean(text)


def test_a_year_end_begins_with_the_lines_of_its_plan(finance, heard):
    url = reverse("funding:open-return", args=[funding.POOL])
    typed_in = {"kind": "year-end", "period": "outturn", "begin_from": PLAN}

    assert finance.post(url, typed_in).status_code == 302

    begun = Return.objects.get(pk="millbrook-2025-26-year-end")
    assert [line.planned for line in begun.schemes.all()] == [each[1] for each in funding.SCHEMES]
    assert begun.minimum_social_care == 3_100_000
    assert heard[-1].after["begun_from"] == PLAN
