"""A plan as it stands, gathered so that it can be frozen or compared."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.strategy.models import Action, Update
from marram.strategy.policies import plans as policies
from marram.strategy.queries.action_lines import leads_of, standing_on
from marram.strategy.rules.snapshots import FrozenAction, FrozenUpdate, Snapshot


def snapshot(*, viewer: Actor, plan: str, on: date) -> Snapshot:
    """Return a plan with its actions, leads and updates as they stand. Four SQL queries.

    Raises: Missing.
    """
    title = policies.plans_seen_by(viewer).filter(pk=plan).values_list("title", flat=True).first()
    if title is None:
        raise Missing(f"There is no plan {plan}.")
    rows = list(
        Action.objects.filter(plan=plan)
        .annotate(standing=standing_on(on))
        .select_related("rating")
        .order_by("position", "code")
    )
    codes = [row.code for row in rows]
    leads, updates = leads_of(codes), _updates(codes)
    return Snapshot(
        plan=plan,
        title=title,
        on=on,
        actions=tuple(
            _action(row, row.standing, [str(lead) for lead in leads.get(row.code, ())], updates)
            for row in rows
        ),
    )


def _action(
    row: Action,
    standing: str,
    leads: Sequence[str],
    updates: Mapping[str, Sequence[FrozenUpdate]],
) -> FrozenAction:
    return FrozenAction(
        code=row.code,
        section=row.section,
        subsection=row.subsection,
        ref=row.ref,
        what=row.what,
        leads=tuple(leads),
        timescale=row.timescale,
        starts_on=row.starts_on,
        due_on=row.due_on,
        claimed=row.rating.label if row.rating else "",
        tone=row.rating.tone if row.rating else "",
        standing=str(standing),
        added_on=row.added_on,
        finished_on=row.finished_on,
        retired_on=row.retired_on,
        retired_because=row.retired_because,
        updates=tuple(updates.get(row.code, ())),
    )


def _updates(codes: Sequence[str]) -> Mapping[str, Sequence[FrozenUpdate]]:
    """Return every update by action, the earliest first. One SQL query; none for no codes."""
    found: dict[str, list[FrozenUpdate]] = defaultdict(list)
    if not codes:
        return found
    rows = Update.objects.filter(action__in=codes).order_by("action", "at", "pk")
    for code, on, author, text, rating, reason, evidence in rows.values_list(
        "action", "on", "author", "text", "rating__label", "reason", "evidence"
    ):
        found[code].append(
            FrozenUpdate(
                on=on,
                author=author,
                text=text,
                rating=rating or "",
                reason=reason,
                evidence=evidence,
            )
        )
    return found
