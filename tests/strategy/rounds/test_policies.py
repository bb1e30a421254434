import pytest

from marram.foundation.actors import Actor
from marram.strategy.models import Round
from marram.strategy.policies import rounds as policies
from marram.strategy.vocabulary import Permission
from tests.strategy.rounds.conftest import RESIDENT, SYSTEM, add


PARTNER = Actor(
    key="user:7", name="A partner", permissions=frozenset[str]({Permission.READ_DRAFTS})
)
CONTRIBUTOR = Actor(
    key="user:8",
    name="A contributor",
    permissions=frozenset[str]({Permission.READ_DRAFTS, Permission.REPORT_PROGRESS}),
)

NO_ROUNDS = "Only partners who are logged in may see who was asked for an update."
NO_REPORT = "Your role does not let you report on actions."
NOT_EVERYBODY = "Reminders for every plan leave by themselves. Open a round to send yours now."


@pytest.mark.parametrize(
    ("policy", "actor", "sentence"),
    [
        (policies.may_read_rounds, RESIDENT, NO_ROUNDS),
        (policies.may_read_rounds, PARTNER, ""),
        (policies.may_read_rounds, CONTRIBUTOR, ""),
        (policies.may_report_own, RESIDENT, NO_REPORT),
        (policies.may_report_own, PARTNER, NO_REPORT),
        (policies.may_report_own, CONTRIBUTOR, ""),
        (policies.may_chase_everybody, RESIDENT, NOT_EVERYBODY),
        (policies.may_chase_everybody, CONTRIBUTOR, NOT_EVERYBODY),
        (policies.may_chase_everybody, SYSTEM, ""),
    ],
)
def test_who_may_do_what_in_a_round(policy, actor, sentence):
    assert policy(actor).reason == sentence


def test_a_mailed_link_answers_its_own_invitation_and_no_other(opened):
    first, second, _ = opened.invitations.order_by("pk")

    assert policies.may_answer(policies.link_actor(first), first)
    assert policies.may_answer(policies.link_actor(first), second).reason == (
        "This link belongs to somebody else. Use the link in your own mail."
    )


@pytest.mark.parametrize("actor", [RESIDENT, PARTNER, CONTRIBUTOR, SYSTEM])
def test_nobody_answers_a_mailed_invitation_without_its_link(opened, actor):
    assert not policies.may_answer(actor, opened.invitations.first())


def test_a_link_speaks_for_the_one_lead_it_was_sent_to(opened):
    health = policies.link_actor(opened.invitations.get(email="health@millbrook.example"))
    forum = policies.link_actor(opened.invitations.get(email="forum@millbrook.example"))

    assert (health.organisations, health.groups) == (frozenset({"public-health"}), frozenset())
    assert (forum.organisations, forum.groups) == (frozenset(), frozenset({"forum"}))
    assert not health.logged_in
    assert not health.may(Permission.RUN_PLANS)


@pytest.mark.parametrize(("actor", "seen"), [(RESIDENT, 0), (PARTNER, 1)])
def test_residents_see_no_rounds(opened, actor, seen):
    assert policies.rounds_seen_by(actor).count() == seen
    assert Round.objects.count() == 1


def test_an_action_given_to_another_lead_is_asked_about_no_more(opened, trust):
    invitation = opened.invitations.get(email="health@millbrook.example")
    moved = invitation.asked.get(action="hub-001").action
    moved.leads.update(organisation=trust)

    codes = set(policies.asked_of(invitation).values_list("pk", flat=True))

    assert codes == {"hub-002", "hub-003"}


def test_people_answer_for_their_organisations_and_groups_alone(contributor, actions, plan):
    add(plan, 9, "Head of commissioning")

    codes = set(policies.led_by(contributor).values_list("pk", flat=True))

    assert codes == {"hub-001", "hub-002", "hub-003"}
