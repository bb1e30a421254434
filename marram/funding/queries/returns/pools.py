"""Pools, the agreements behind them, and the returns made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Sum

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.models import (
    Agreement,
    CommissionerShare,
    IncomeLine,
    Pool,
    Return,
    SchemeLine,
)
from marram.funding.policies import returns as policies
from marram.funding.queries.returns.names import called
from marram.funding.vocabulary import Stage
from marram.people import queries as people
from marram.people.vocabulary import Sector
from marram.places import queries as places
from marram.places.vocabulary import Kind


# Who has a Health and Wellbeing Board. Source: Health and Social Care Act 2012, section 194.
WITH_A_BOARD = (
    Kind.COUNTY,
    Kind.UNITARY_AUTHORITY,
    Kind.METROPOLITAN_DISTRICT,
    Kind.LONDON_BOROUGH,
)


@dataclass(frozen=True, kw_only=True)
class ReturnLine:
    """A return in a list; amounts in pounds."""

    slug: str
    kind: str
    period: str
    stage: Stage
    due_on: date | None
    published_on: date | None
    income: Decimal
    expenditure: Decimal


@dataclass(frozen=True, kw_only=True)
class PoolLine:
    """A year's pool of an area with its returns."""

    slug: str
    title: str
    area: str
    area_name: str
    year: int
    returns: tuple[ReturnLine, ...]


@dataclass(frozen=True, kw_only=True)
class Pools:
    """The pools that the viewer may see, the newest first."""

    lines: tuple[PoolLine, ...]
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """An agreement: its dates, who is bound by it, who may approve for the board."""

    slug: str
    title: str
    starts_on: date | None
    ends_on: date | None
    signed_on: date | None
    delegated_to: str
    delegated_terms: str
    parties: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class ShareLine:
    """A commissioner that serves the area; `percent` of its contribution comes here."""

    commissioner: str
    first_year: int
    last_year: int | None
    percent: Decimal | None
    source: str


@dataclass(frozen=True, kw_only=True)
class PoolPage:
    """A pool, its agreement and its returns."""

    line: PoolLine
    agreement: AgreementLine | None
    shares: tuple[ShareLine, ...]
    source: str
    version: int
    may_keep: Verdict
    may_open: Verdict


def pools(*, viewer: Actor) -> Pools:
    """Return the pools. Four SQL queries, however many."""
    rows = _with_returns(viewer, policies.pools_seen_by(viewer).select_related("area"))
    sums = _sums(viewer)
    return Pools(
        lines=tuple(_line(pool, sums) for pool in rows),
        may_keep=policies.may_keep_pools(viewer),
    )


def pool_page(*, viewer: Actor, slug: str) -> PoolPage:
    """Return a pool. Seven SQL queries. Raises: Missing."""
    seen = policies.pools_seen_by(viewer).select_related("area", "agreement")
    pool = _with_returns(viewer, seen).filter(pk=slug).first()
    if pool is None:
        raise Missing(f"There is no pool {slug}.")
    return PoolPage(
        line=_line(pool, _sums(viewer, pool=slug)),
        agreement=_agreement(pool),
        shares=_shares(pool),
        source=pool.source,
        version=pool.version,
        may_keep=policies.may_keep_pools(viewer),
        may_open=policies.may_keep(viewer),
    )


def returns_of(*, viewer: Actor, area: str) -> tuple[tuple[str, str], ...]:
    """Return the returns of an area as keys with words, the newest first. One SQL query."""
    found = policies.returns_seen_by(viewer).filter(pool__area=area).order_by("-pool__year", "slug")
    named = found.values_list("slug", "pool__title", "kind", "period")
    return tuple((slug, called(title, kind, period)) for slug, title, kind, period in named)


def _with_returns(viewer: Actor, rows: QuerySet[Pool]) -> QuerySet[Pool]:
    returns = policies.returns_seen_by(viewer).order_by("kind", "period", "slug")
    return rows.prefetch_related(Prefetch("returns", returns, to_attr="seen"))


def _sums(viewer: Actor, pool: str = "") -> dict[tuple[str, str], Decimal]:
    """Return income and expenditure of every return, in pounds, by its key and "in" or "out"."""
    of = policies.returns_seen_by(viewer).filter(Q(pool=pool) if pool else Q()).values("pk")
    found: dict[tuple[str, str], Decimal] = {}
    for side, model in (("in", IncomeLine), ("out", SchemeLine)):
        lines = model.objects.filter(of__in=of).order_by("of")
        for slug, amount in lines.values_list("of").annotate(Sum("planned")):
            found[slug, side] = amount
    return found


def _line(pool: Pool, sums: dict[tuple[str, str], Decimal]) -> PoolLine:
    return PoolLine(
        slug=pool.slug,
        title=pool.title,
        area=pool.area_id,
        area_name=pool.area.name,
        year=pool.year,
        returns=tuple(_return_line(each, sums) for each in pool.seen),  # type: ignore[attr-defined]
    )


def _return_line(record: Return, sums: dict[tuple[str, str], Decimal]) -> ReturnLine:
    return ReturnLine(
        slug=record.slug,
        kind=record.kind,
        period=record.period,
        stage=Stage(record.stage),
        due_on=record.due_on,
        published_on=record.published_on,
        income=sums.get((record.slug, "in")) or Decimal(0),
        expenditure=sums.get((record.slug, "out")) or Decimal(0),
    )


def _agreement(pool: Pool) -> AgreementLine | None:
    agreement = pool.agreement
    if agreement is None:
        return None
    parties = agreement.parties.select_related("organisation").order_by("nhs", "organisation")
    return AgreementLine(
        slug=agreement.slug,
        title=agreement.title,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        signed_on=agreement.signed_on,
        delegated_to=agreement.delegated_to,
        delegated_terms=agreement.delegated_terms,
        parties=tuple((each.organisation_id, each.organisation.name) for each in parties),
        documents=tuple((each.title, each.link) for each in agreement.documents.all()),
        source=agreement.source,
    )


def _shares(pool: Pool) -> tuple[ShareLine, ...]:
    rows = CommissionerShare.objects.filter(area=pool.area_id, first_year__lte=pool.year)
    current = rows.filter(Q(last_year=None) | Q(last_year__gte=pool.year))
    return tuple(
        ShareLine(
            commissioner=row.commissioner.name,
            first_year=row.first_year,
            last_year=row.last_year,
            percent=row.percent,
            source=row.source,
        )
        for row in current.select_related("commissioner")
    )


@dataclass(frozen=True, kw_only=True)
class PoolLists:
    """What a pool may name: areas and agreements, as keys with words."""

    areas: tuple[tuple[str, str], ...]
    agreements: tuple[tuple[str, str], ...]
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class AgreementForm:
    """What an agreement says now, and whom it may bind."""

    now: Mapping[str, Any]
    councils: tuple[tuple[str, str], ...]
    nhs: tuple[tuple[str, str], ...]
    may_keep: Verdict


def pool_lists(*, viewer: Actor) -> PoolLists:
    """Return what a pool may name: areas that have a board. Thirteen SQL queries."""
    rows = [row for kind in WITH_A_BOARD for row in places.areas(viewer=viewer, kind=kind).rows]
    return PoolLists(
        areas=tuple((row.code, row.name) for row in sorted(rows, key=lambda row: row.name)),
        agreements=tuple(Agreement.objects.values_list("slug", "title")),
        may_keep=policies.may_keep_pools(viewer),
    )


def agreement_form(*, viewer: Actor, slug: str = "") -> AgreementForm:
    """Return what an agreement says, for its form; nothing without a name. At most nine SQL.

    Raises: Missing.
    """
    return AgreementForm(
        now=_agreed(slug) if slug else {},
        councils=_bodies(viewer, Sector.COUNCIL),
        nhs=_bodies(viewer, Sector.NHS_COMMISSIONER),
        may_keep=policies.may_keep_pools(viewer),
    )


def _bodies(viewer: Actor, sector: Sector) -> tuple[tuple[str, str], ...]:
    found = people.organisations(viewer=viewer, sector=sector, whole=True)
    return tuple((row.slug, row.name) for row in found.rows)


def _agreed(slug: str) -> dict[str, Any]:
    agreement = Agreement.objects.filter(pk=slug).first()
    if agreement is None:
        raise Missing(f"There is no agreement {slug}.")
    parties = list(agreement.parties.all())
    return {
        **{name: getattr(agreement, name) for name in ("title", "delegated_to", "delegated_terms")},
        **{name: getattr(agreement, name) for name in ("starts_on", "ends_on", "signed_on")},
        "council": [each.organisation_id for each in parties if not each.nhs],
        "nhs": [each.organisation_id for each in parties if each.nhs],
        "documents": "\n".join(f"{each.title} | {each.link}" for each in agreement.documents.all()),
        "seen_version": agreement.version,
    }
