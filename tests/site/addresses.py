"""Every address of the site, with an example of each in a Millbrook that has one of everything."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from marram.foundation.actors import Actor
from marram.people import actions as people
from marram.places import actions as places
from marram.places.vocabulary import Outline
from marram.sources import actions as sources
from marram.strategy import models
from marram.strategy.actions import (
    assessments,
    library,
    milestones,
    reviews,
    risks,
    rounds,
    tools,
)
from tests.site.examples import board, funding, indicators, packs
from tests.world import millbrook as borough


Example = dict[str, Any]
NOW = borough.NOW
ONE_MORE = (
    "slug,name,short_name,sector,kind,area_served,part_of,part_played,ended_on,source\n"
    "library,Millbrook Library,,council,,,,,,\n"
)


def patterns() -> dict[str, URLPattern]:
    """Return every address by its name, "room:page"."""
    return dict(sorted(_named(get_resolver().url_patterns, "")))


def _named(entries: list[Any], space: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _named(entry.url_patterns, inside)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry


def examples(place: borough.Millbrook) -> dict[str, Example]:
    """Put one of everything into Millbrook; return what each address needs to name one.

    An address that needs nothing is not in the answer; the keys of an example are those of the
    address. What names several addresses is given by the start of their names.
    """
    made = _furnish(place.administrator, place.lead)
    for room in (indicators, funding, board, packs):
        made |= room.furnish(place)
    answer: dict[str, Example] = {}
    for name, entry in patterns().items():
        wanted = set(entry.pattern.regex.groupindex)
        if wanted:
            answer[name] = {key: _value(name, key, made) for key in wanted}
    return answer


def _value(name: str, key: str, made: dict[str, Any]) -> Any:
    """Return the example of a key: by the address and key, by the address's room, or by the key."""
    room = name.partition(":")[0]
    for asked in (f"{name}.{key}", f"{_noun(name)}.{key}", f"{room}.{key}", key):
        if asked in made:
            return made[asked]
    raise KeyError(f"{name} has no example of “{key}”: add one to tests/site/addresses.py")


def _noun(name: str) -> str:
    """Return the noun that an address is about: the last word of its name, in the singular."""
    return name.rpartition("-")[2].rpartition(":")[2].removesuffix("s")


def _furnish(administrator: Actor, lead: Actor) -> dict[str, Any]:
    step = milestones.add_milestone(
        by=lead, at=NOW, action_code="lwm-003", what="First class", due_on=None
    )
    asked = rounds.open_round(
        by=lead,
        at=NOW,
        plan="living-well-actions",
        title="July",
        message="",
        closes_on=date(2099, 1, 1),
        addresses={"organisation:age_friends": "bo@age.example"},
    )
    delivery = sources.receive_delivery(
        by=administrator,
        at=NOW,
        layout="organisations",
        file_name="more.csv",
        content=ONE_MORE.encode(),
    )
    appointment = people.make_appointment(
        by=administrator,
        at=NOW,
        post="Chair",
        starts_on=NOW.date(),
        holder_role="Leader of the council",
        group="board",
    )
    invitation = people.invite(
        by=administrator,
        at=NOW,
        email="new@millbrook.example",
        name="Newcomer",
        roles=["analyst"],
        address_of=lambda token: f"https://marram.example/join/{token}/",
    )
    risk = risks.add_risk(by=lead, at=NOW, plan="living-well-actions", fields=RISK)
    review = reviews.take_review(by=lead, at=NOW, plan="living-well-actions", title="2025")
    places.record_areas(
        by=administrator,
        at=NOW,
        rows=[{"code": "E08000099", "name": "Millbrook", "kind": "metropolitan district"}],
    )
    corner = Outline(((((-4.3, 54.2), (-4.0, 54.2), (-4.0, 54.4)),),))
    places.record_boundaries(
        by=administrator, at=NOW, rows=[{"area": "E08000099", "outline": corner.written()}]
    )
    return {
        "number": step.pk,
        "round_id": asked.pk,
        "invitation_id": models.Invitation.objects.get().pk,
        "secret": "not-the-secret",
        "sources.number": delivery.pk,
        "sources.slug": "organisations",
        "people:end-appointment.number": appointment.pk,
        "people:withdraw.number": invitation.pk,
        "people.number": models.PlanLead.objects.order_by("pk").first().user_id,
        "people:discard.number": 1,
        "token": "not-the-token",
        "risk.number": risk.pk,
        "review.number": review.pk,
        "strategy:decide.number": review.pk,
        "strategy:conclude.number": review.pk,
        "plan": "living-well-actions",
        "code": "lwm-003",
        "places.code": "E08000099",
        "places:area-map.kind": "svg",
        "kind": "strategy.action",
        "key": "lwm-003",
        "uidb36": "1",
        **_of_the_library(administrator),
        **_assessed(administrator),
        **{f"{room}.slug": slug for room, slug in SLUGS.items()},
    }


RISK = {
    "title": "The hall closes",
    "cause": "",
    "effect": "",
    "likelihood_before": 4,
    "impact_before": 4,
    "mitigations": "A second hall",
    "likelihood_after": 2,
    "impact_after": 4,
    "owner": "Amina",
    "review_on": date(2025, 10, 1),
}
# The example of a slug, by the noun, the address or the room that it is of.
SLUGS = {
    "plan": "living-well-actions",
    "review": "living-well-actions",
    "strategy:decide": "living-well-actions",
    "strategy:conclude": "living-well-actions",
    "strategy:plan-progress": "living-well-actions",
    "strategy:plan-risks": "living-well-actions",
    "strategy:add-action": "living-well-actions",
    "group": "board",
    "strategy:group-risks": "board",
    "people:appoint-to-group": "board",
    "organisation": "council",
    "tool": "scoping",
    "assessment": "scoping",
    "strategy:compare-assessments": "scoping",
    "duty": "needs-assessment",
    "strategy": "living_well",
}


def _of_the_library(by: Actor) -> dict[str, Any]:
    library.record_coverage(
        by=by,
        at=NOW,
        rows=[{"area": "Millbrook", "item": "Needs assessment", "value": "2024", "source": ""}],
    )
    library.record_promises(
        by=by,
        at=NOW,
        rows=[
            {
                "strategy_id": "living_well",
                "kind": "We will",
                "ref": "1",
                "statement": "Listen",
                "theme": "",
                "source": "",
            }
        ],
    )
    library.record_duties(
        by=by,
        at=NOW,
        rows=[
            {
                "slug": "needs-assessment",
                "duty": "Assess needs",
                "law": "Section 116",
                "how_met": "",
                "met": None,
                "checked_on": None,
                "strategy_id": None,
                "position": 1,
                "source": "",
            }
        ],
    )
    element = library.add_element(
        by=by,
        at=NOW,
        strategy="living_well",
        fields={"level": "priority", "ref": "1", "text": "A good start"},
    )
    factor = library.add_success_factor(
        by=by,
        at=NOW,
        strategy="living_well",
        fields={"statement": "Fewer falls", "measure": "Falls", "unit": "a year", "target": None},
    )
    return {
        "coverage_id": models.Coverage.objects.get().pk,
        "promise_id": models.Promise.objects.get().pk,
        "link_id": models.StrategyLink.objects.get().pk,
        "element_id": element.pk,
        "factor_id": factor.pk,
        "strategy:write-chapter.key": "purpose",
    }


def _assessed(by: Actor) -> dict[str, Any]:
    tools.record_tools(
        by=by,
        at=NOW,
        rows=[{"tool": "scoping", "title": "Scoping", "scheme": "action-progress", "source": ""}],
    )
    tools.record_questions(
        by=by,
        at=NOW,
        rows=[{"tool": "scoping", "section": "", "question_ref": "1", "question": "Ready?"}],
    )
    sitting = assessments.start_assessment(
        by=by, at=NOW, tool="scoping", title="Millbrook", on=NOW.date()
    )
    return {"assessment.number": sitting.pk}
