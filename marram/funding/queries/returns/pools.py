"""Pools, the agreements behind them, and the returns made of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
    return agreement_line(agreement)


def agreement_line(agreement: Agreement) -> AgreementLine:
    """Return an agreement with its parties and documents. Two SQL queries."""
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
