"""Promises made in public and the board's statutory functions, with what shows them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people import queries as people
from marram.strategy.models import Evidence, Promise, StatutoryFunction
from marram.strategy.policies import library as policies


@dataclass(frozen=True, kw_only=True)
class EvidenceLine:
    """What shows something; `by` is a name, or nothing for a viewer who may not see names."""

    text: str
    link: str
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class PromiseLine:
    """One promise; `kept` is None until it is judged."""

    key: int
    strategy: str
    strategy_title: str
    kind: str
    ref: str
    statement: str
    theme: str
    kept: bool | None
    judged_on: date | None
    source: str
    version: int
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, kw_only=True)
class Promises:
    """The promises that fit, with how many were kept, broken and not judged among all."""

    lines: tuple[PromiseLine, ...]
    kept: int
    broken: int
    not_judged: int
    themes: tuple[str, ...]
    theme: str
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class DutyLine:
    """One power or duty of the board; `met` is None until it is checked."""

    slug: str
    duty: str
    law: str
    how_met: str
    met: bool | None
    checked_on: date | None
    strategy: str
    strategy_title: str
    version: int
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, kw_only=True)
class Duties:
    lines: tuple[DutyLine, ...]
    met: int
    not_met: int
    not_checked: int
    may_keep: Verdict


def promises(*, viewer: Actor, theme: str = "", strategy: str = "") -> Promises:
    """Return promises with their evidence. At most three SQL queries."""
    found = Promise.objects.filter(strategy__in=policies.strategies_seen_by(viewer).order_by())
    if strategy:
        found = found.filter(strategy=strategy)
    rows = tuple(
        found.select_related("strategy").order_by("strategy__title", "strategy", "position", "pk")
    )
    evidence = _evidence(viewer, "strategy.promise", {str(row.pk) for row in rows})
    lines = tuple(_promise_line(row, evidence.get(str(row.pk), ())) for row in rows)
    return Promises(
        lines=tuple(line for line in lines if theme in ("", line.theme)),
        kept=sum(line.kept is True for line in lines),
        broken=sum(line.kept is False for line in lines),
        not_judged=sum(line.kept is None for line in lines),
        themes=tuple(sorted({line.theme for line in lines if line.theme})),
        theme=theme,
        may_keep=policies.may_keep_library(viewer),
    )


def promise(*, viewer: Actor, key: int) -> PromiseLine:
    """Return one promise, to judge it. At most three SQL queries.

    Raises: Missing; Refused when the viewer may not keep the library.
    """
    policies.may_keep_library(viewer).enforce()
    seen = Promise.objects.filter(strategy__in=policies.strategies_seen_by(viewer).order_by())
    found = seen.select_related("strategy").filter(pk=key).first()
    if found is None:
        raise Missing("That promise is not there.")
    evidence = _evidence(viewer, "strategy.promise", {str(key)})
    return _promise_line(found, evidence.get(str(key), ()))


def duties(*, viewer: Actor) -> Duties:
    """Return the checklist of the board's functions. At most four SQL queries."""
    rows = tuple(StatutoryFunction.objects.select_related("strategy").order_by("position", "slug"))
    evidence = _evidence(viewer, "strategy.duty", {row.slug for row in rows})
    seen = _seen(viewer)
    lines = tuple(_duty_line(row, evidence.get(row.slug, ()), seen) for row in rows)
    return Duties(
        lines=lines,
        met=sum(line.met is True for line in lines),
        not_met=sum(line.met is False for line in lines),
        not_checked=sum(line.met is None for line in lines),
        may_keep=policies.may_keep_library(viewer),
    )


def duty(*, viewer: Actor, slug: str) -> DutyLine:
    """Return one duty, to check it. At most four SQL queries.

    Raises: Missing; Refused when the viewer may not keep the library.
    """
    policies.may_keep_library(viewer).enforce()
    found = StatutoryFunction.objects.select_related("strategy").filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no duty {slug}.")
    evidence = _evidence(viewer, "strategy.duty", {slug})
    return _duty_line(found, evidence.get(slug, ()), _seen(viewer))


def _seen(viewer: Actor) -> frozenset[str]:
    seen = policies.strategies_seen_by(viewer).order_by()
    return frozenset(seen.values_list("slug", flat=True))


def _promise_line(row: Promise, evidence: tuple[EvidenceLine, ...]) -> PromiseLine:
    return PromiseLine(
        key=row.pk,
        strategy=row.strategy_id,
        strategy_title=row.strategy.title,
        kind=row.kind,
        ref=row.ref,
        statement=row.statement,
        theme=row.theme,
        kept=row.kept,
        judged_on=row.judged_on,
        source=row.source,
        version=row.version,
        evidence=evidence,
    )


def _duty_line(
    row: StatutoryFunction, evidence: tuple[EvidenceLine, ...], seen: Collection[str]
) -> DutyLine:
    strategy = row.strategy if row.strategy_id in seen else None
    return DutyLine(
        slug=row.slug,
        duty=row.duty,
        law=row.law,
        how_met=row.how_met,
        met=row.met,
        checked_on=row.checked_on,
        strategy=strategy.slug if strategy else "",
        strategy_title=strategy.title if strategy else "",
        version=row.version,
        evidence=evidence,
    )


def _evidence(
    viewer: Actor, kind: str, keys: Collection[str]
) -> Mapping[str, tuple[EvidenceLine, ...]]:
    """Return the evidence of each record, the newest first. Two SQL queries, one for a resident."""
    rows = Evidence.objects.filter(subject_kind=kind, subject_key__in=keys)
    found = tuple(rows.order_by("subject_key", "-added_at", "-pk"))
    may_see_names = bool(policies.may_see_names(viewer))
    names = people.names(keys={row.added_by for row in found}) if may_see_names else {}
    lines: dict[str, list[EvidenceLine]] = defaultdict(list)
    for row in found:
        lines[row.subject_key].append(
            EvidenceLine(
                text=row.text, link=row.link, at=row.added_at, by=names.get(row.added_by, "")
            )
        )
    return {key: tuple(found) for key, found in lines.items()}
