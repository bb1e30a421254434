"""One action with everything that is known of it, as a given viewer may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.strategy.models import Action, Dependency, Evidence, Milestone, Rating, Update
from marram.strategy.policies import plans as policies
from marram.strategy.queries import measures
from marram.strategy.queries.action_lines import Claim, LeadLine, leads_of, standing_on
from marram.strategy.queries.measures import MeasureName
from marram.strategy.vocabulary import Standing


@dataclass(frozen=True)
class UpdateLine:
    """A dated word: the day it is of, who said it, and the status it claimed."""

    on: date
    author: str
    text: str
    claim: Claim | None
    reason: str
    evidence: str


@dataclass(frozen=True)
class MilestoneLine:
    number: int
    what: str
    measure_of_success: str
    due_on: date | None
    met_on: date | None
    missed: bool


@dataclass(frozen=True)
class EvidenceLine:
    text: str
    link: str
    added_at: datetime


@dataclass(frozen=True)
class Neighbour:
    """An action that this one waits for, or that waits for it."""

    code: str
    what: str
    finished: bool


@dataclass(frozen=True)
class ActionPage:
    """Everything about one action. Residents get no updates, evidence or milestones' words."""

    code: str
    plan: str
    plan_title: str
    kind: str
    section: str
    subsection: str
    ref: str
    what: str
    target_focus: str
    intervention: str
    timescale: str
    timing: str
    starts_on: date | None
    due_on: date | None
    date_basis: str
    outcome_expected: str
    stage: str
    stage_basis: str
    source: str
    retired_on: date | None
    retired_because: str
    version: int
    standing: Standing
    claim: Claim | None
    update_due_on: date
    leads: tuple[LeadLine, ...]
    updates: tuple[UpdateLine, ...]
    milestones: tuple[MilestoneLine, ...]
    evidence: tuple[EvidenceLine, ...]
    measures: tuple[MeasureName, ...]
    waits_for: tuple[Neighbour, ...]
    waited_for_by: tuple[Neighbour, ...]
    ratings: tuple[Claim, ...]
    may_run: Verdict
    may_report: Verdict
    may_read_updates: Verdict
    on: date


def action_page(*, viewer: Actor, code: str, on: date) -> ActionPage:
    """Return one action. At most thirteen SQL queries, whatever its history.

    Raises: Missing.
    """
    found = (
        policies.actions_seen_by(viewer)
        .annotate(standing=standing_on(on))
        .select_related("plan", "rating")
        .filter(pk=code)
        .first()
    )
    if found is None:
        raise Missing(f"There is no action {code}.")
    open_to_viewer = policies.may_read_updates(viewer)
    return ActionPage(
        code=found.code,
        plan=found.plan_id,
        plan_title=found.plan.title,
        kind=found.kind,
        section=found.section,
        subsection=found.subsection,
        ref=found.ref,
        what=found.what,
        target_focus=found.target_focus,
        intervention=found.intervention,
        timescale=found.timescale,
        timing=found.timing,
        starts_on=found.starts_on,
        due_on=found.due_on,
        date_basis=found.date_basis,
        outcome_expected=found.outcome_expected,
        stage=found.stage,
        stage_basis=found.stage_basis,
        source=found.source,
        retired_on=found.retired_on,
        retired_because=found.retired_because,
        version=found.version,
        standing=Standing(found.standing),
        claim=_claim(found.rating),
        update_due_on=found.update_due_on,
        leads=tuple(leads_of([code]).get(code, ())),
        updates=_updates(code) if open_to_viewer else (),
        milestones=_milestones(code, on) if open_to_viewer else (),
        evidence=_evidence(code) if open_to_viewer else (),
        measures=measures.of_actions(viewer=viewer, codes=[code]).get(code, ()),
        waits_for=_neighbours(viewer, code, "action", "on_action"),
        waited_for_by=_neighbours(viewer, code, "on_action", "action"),
        ratings=_ratings(found),
        may_run=policies.may_run(viewer, found.plan),
        may_report=policies.may_report(viewer, found),
        may_read_updates=open_to_viewer,
        on=on,
    )


def _claim(rating: Rating | None) -> Claim | None:
    if rating is None:
        return None
    return Claim(rating.code, rating.label, rating.tone, rating.meaning)


def _ratings(action: Action) -> tuple[Claim, ...]:
    ratings = Rating.objects.filter(scheme=action.plan.scheme_id).order_by("position", "pk")
    return tuple(Claim(each.code, each.label, each.tone, each.meaning) for each in ratings)


def _updates(code: str) -> tuple[UpdateLine, ...]:
    updates = Update.objects.filter(action=code).select_related("rating")
    return tuple(
        UpdateLine(each.on, each.author, each.text, _claim(each.rating), each.reason, each.evidence)
        for each in updates.order_by("-on", "-at", "-pk")
    )


def _milestones(code: str, on: date) -> tuple[MilestoneLine, ...]:
    return tuple(
        MilestoneLine(
            each.pk,
            each.what,
            each.measure_of_success,
            each.due_on,
            each.met_on,
            missed=each.met_on is None and each.due_on is not None and each.due_on < on,
        )
        for each in Milestone.objects.filter(action=code).order_by("position", "pk")
    )


def _evidence(code: str) -> tuple[EvidenceLine, ...]:
    kept = Evidence.objects.filter(subject_kind="strategy.action", subject_key=code)
    return tuple(
        EvidenceLine(each.text, each.link, each.added_at)
        for each in kept.order_by("-added_at", "-pk")
    )


def _neighbours(viewer: Actor, code: str, side: str, other: str) -> tuple[Neighbour, ...]:
    """Return the actions on the other side, as far as the viewer may see them."""
    pairs = Dependency.objects.filter(**{side: code})
    seen = policies.actions_seen_by(viewer).filter(pk__in=pairs.values(other))
    return tuple(
        Neighbour(each.code, each.what, each.finished_on is not None)
        for each in seen.order_by("plan", "position", "code")
    )


def action_fields(*, viewer: Actor, code: str) -> Mapping[str, Any]:
    """Return an action's own fields as they are typed, with its version. Three SQL queries.

    Raises: Missing; Refused when the viewer does not run its plan.
    """
    found = policies.actions_seen_by(viewer).select_related("plan").filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no action {code}.")
    policies.may_run(viewer, found.plan).enforce()
    named = (
        "what section subsection ref timescale due_on target_focus intervention outcome_expected "
        "stage"
    )
    fields = {name: getattr(found, name) for name in named.split()}
    leads = found.leads.order_by("position").values_list("organisation", "group", "role")
    written = [": ".join(filter(None, lead)) for lead in leads]
    # A date that was read from the timescale is not typed again, so that it goes on following it.
    if found.date_basis != "given":
        fields["due_on"] = None
    return {**fields, "leads": "; ".join(written), "seen_version": found.version}
