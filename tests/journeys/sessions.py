"""Logs every role of the demonstration in and puts one of everything into it.

Run as `python -m tests.journeys.sessions` in the home of a demonstration; prints JSON: a session
for each role, the link that a round has mailed, and the numbers of what was made.
"""

import json
import re
from datetime import timedelta
from email import message_from_string, policy
from pathlib import Path
from typing import Any

import django


PLAN = "crisis-care-concordat"


def main() -> None:
    django.setup()

    from django.conf import settings

    from marram.site.roles import ROLES

    sessions = {role.slug: _session(role) for role in ROLES if role.slug != "resident"}
    made = _furnish()
    link = _mailed_link(Path(settings.EMAIL_FILE_PATH), r"https?://\S+/updates/\S+")
    print(json.dumps({"sessions": sessions, "link": link, "made": made}))


def _session(role: Any) -> str:
    """Return the key of a session as the log in would have made it."""
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    user = _account(role.slug)
    if role.second_step:
        Authenticator.objects.get_or_create(
            user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
        )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _account(role: str) -> Any:
    from marram.people.models import User

    return User.objects.get(email=f"{role}@demo.marram.example")


def _furnish() -> dict[str, Any]:
    """Open a round, raise a risk, take a review, send a file: one of everything that has a page."""
    from django.conf import settings
    from django.utils import timezone

    from marram.packs.actions import editions
    from marram.people import actions as people
    from marram.site.actors import actor_for
    from marram.sources import actions as sources
    from marram.strategy import models
    from marram.strategy.actions import library, reviews, risks, rounds
    from tests.site.addresses import ONE_MORE, RISK
    from tests.world import readings

    at, on = timezone.now(), timezone.localdate()
    lead = actor_for(_account("plan-lead").pk, on=on)
    administrator = actor_for(_account("administrator").pk, on=on)
    asked = rounds.open_round(
        by=lead,
        at=at,
        plan=PLAN,
        title="Autumn round",
        message="Please say how your actions are going.",
        closes_on=on + timedelta(days=14),
        addresses={"organisation:nwas": "ambulance@partner.example"},
    )
    risk = risks.add_risk(
        by=lead, at=at, plan=PLAN, fields={**RISK, "review_on": on + timedelta(days=30)}
    )
    review = reviews.take_review(by=lead, at=at, plan=PLAN, title="First review")
    delivery = sources.receive_delivery(
        by=administrator,
        at=at,
        layout="organisations",
        file_name="more.csv",
        content=ONE_MORE.replace("council", "a circus").encode(),
    )
    appointment = people.make_appointment(
        by=administrator,
        at=at,
        post="Chair",
        starts_on=on,
        holder_role="Leader of the council",
        group="hwb",
    )
    people.invite(
        by=administrator,
        at=at,
        email="new@partner.example",
        name="A newcomer",
        roles=["analyst"],
        address_of=lambda token: f"https://marram.example/join/{token}/",
    )
    factor = library.add_success_factor(
        by=administrator,
        at=at,
        strategy="mhsp_2015",
        fields={
            "statement": "Fewer people in crisis",
            "measure": "Detentions",
            "unit": "a year",
            "target": None,
        },
    )
    fund = _plan_a_fund(administrator, at)
    reading = readings.read(administrator)
    pack, *_ = editions.make_editions(
        by=administrator,
        at=at,
        on=on,
        meeting="hwb-2021-06-09",
        home=settings.HOME,
        site=settings.SITE_ADDRESS,
    )
    editions.publish_edition(by=administrator, at=at, number=pack.pk, home=settings.HOME)
    return {
        **_plan_a_meeting(administrator, at),
        **_call_in(administrator, at),
        **_write_reports(lead),
        **fund,
        "round": asked.pk,
        "risk": risk.pk,
        "review": review.pk,
        "delivery": delivery.pk,
        "appointment": appointment.pk,
        "factor": factor.pk,
        "person": _account("plan-lead").pk,
        "assessment": models.Assessment.objects.order_by("pk")[0].pk,
        "coverage": models.Coverage.objects.order_by("pk")[0].pk,
        "reading": reading.pk,
        "pack": pack.pk,
        "proposal": reading.proposals.earliest("position").pk,
        "element": models.Element.objects.filter(strategy="mhsp_2015").order_by("pk")[0].pk,
        "promise": models.Promise.objects.order_by("pk")[0].pk,
    }


def _plan_a_fund(administrator: Any, at: Any) -> dict[str, int]:
    """Open a plan of the published pool, with a scheme line that is not complete, and file the
    agreement behind it."""
    from marram.funding.actions import documents
    from marram.funding.actions.returns import lines, returns
    from marram.funding.models import Claim
    from marram.funding.vocabulary import ReturnKind, Source
    from marram.funding.vocabulary.documents import DocumentKind, Holder, Upload

    plan = returns.open_return(by=administrator, at=at, pool="sefton-2020-21", kind=ReturnKind.PLAN)
    begun = {"scheme_id": 1, "name": "Virtual Ward/CC2H", "source": Source.MINIMUM_NHS}
    lines.add_line(by=administrator, at=at, slug=plan.slug, kind="schemes", fields=begun)
    paper = documents.file_paper(
        by=administrator,
        at=at,
        holder=Holder.AGREEMENT,
        slug="sefton-section-75",
        kind=DocumentKind.SECTION_75,
        title="The signed agreement",
        file=Upload("section-75.pdf", b"%PDF-1.7 the partners agree", "application/pdf"),
    )
    claim = Claim.objects.order_by("pk")[0]
    return {"paper": paper.pk, "claim": claim.pk}


def _plan_a_meeting(administrator: Any, at: Any) -> dict[str, int]:
    """Plan a meeting of the published board, with an agenda, and put a matter in its plan."""
    from datetime import date

    from marram.board.actions import agendas, forward, meetings
    from marram.board.models import AgendaItem, Seat, SubGroup

    code, on = "hwb-2099-03-04", date(2099, 3, 4)
    fields = {"title": "Health and Wellbeing Board", "on": on}
    meetings.plan_meeting(by=administrator, at=at, group="hwb", code=code, fields=fields)
    *_, item = agendas.begin_agenda(by=administrator, at=at, code=code)
    matter = forward.add_entry(
        by=administrator,
        at=at,
        group="hwb",
        fields={"title": "Parks", "maker": "The board", "due_on": on},
    )
    taken = AgendaItem.objects.get(meeting="hwb-2021-03-10", number="38")
    seat = Seat.objects.order_by("pk")[0]
    formal = SubGroup.objects.filter(board="hwb").order_by("pk")[0]
    made = {"item": item.pk, "taken": taken.pk, "matter": matter.pk}
    return {**made, "seat": seat.pk, "formal": formal.pk}


def _call_in(administrator: Any, at: Any) -> dict[str, Any]:
    """Have the cabinet decide twice: once called in and sent back and linked, once just now."""
    from marram.board.actions import call_ins, links, resolutions, seats
    from marram.board.vocabulary.call_ins import Scope, State
    from marram.board.vocabulary.resolutions import Changed, Touched, Way

    orders = {"executive": True, "call_in_scope": Scope.EXECUTIVE}
    seats.add_board(by=administrator, at=at, group="cabinet", fields=orders)
    said = {"kind": "agree", "reasons": "Winter is near", "consulted": "Vice-chair"}
    called, decided = (
        resolutions.decide_without_meeting(
            by=administrator,
            at=at,
            group="cabinet",
            way=Way.URGENT,
            decided_on=at.date(),
            fields={**said, "words": words},
        ).pk
        for words in ("Insulate 400 homes in the five coldest wards", "Open a warm hub in Bootle")
    )
    notice = {"role": "Chair of scrutiny", "members": 3, "reasons": "The tenants were not asked."}
    call_ins.call_in(by=administrator, at=at, code=called, called_on=at.date(), fields=notice)
    call_ins.hear(
        by=administrator,
        at=at,
        code=called,
        on=at.date(),
        to=State.SENT_BACK,
        body="Overview and Scrutiny Committee (Adult Social Care and Health)",
        words="Ask the tenants first, then decide again.",
    )
    link = links.tell_consequence(
        by=administrator,
        at=at,
        code=called,
        kind=Touched.GROUP,
        key="hwb",
        changed=Changed.CHANGED,
    )
    return {"called": called, "decided": decided, "linked": link.pk}


def _write_reports(lead: Any) -> dict[str, int]:
    """Begin a report with an appendix, and send another for clearance."""
    from marram.board.actions import clearance
    from marram.board.models import Report
    from tests.world import reports

    begun = reports.begin(lead, None)
    reports.append(lead, begun)
    whole = {**reports.TEXTS, "body": f"[[plan-chart: {PLAN}]]\n\n[[plan-progress: {PLAN}]]"}
    sent = reports.write(lead, reports.begin(lead, None), **whole)
    clearance.send_for_clearance(by=lead, at=reports.NOW, number=sent.pk)
    paper = Report.objects.exclude(taken_from="").order_by("pk")[0]
    return {"report": begun.pk, "sent": sent.pk, "paper": paper.pk}


def _mailed_link(outbox: Path, pattern: str) -> str:
    """Return the link in the newest mail that has one."""
    for mail in sorted(outbox.iterdir(), reverse=True):
        body = message_from_string(mail.read_text(), policy=policy.default).get_body()
        if body and (found := re.search(pattern, body.get_content())):
            return found[0].rstrip(".")
    raise AssertionError("no mail with a link has left")


if __name__ == "__main__":
    main()
