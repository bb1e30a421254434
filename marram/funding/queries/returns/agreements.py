"""Agreements as people look at them, and what the forms of pools and agreements offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.models import Agreement
from marram.funding.policies import returns as policies
from marram.funding.queries.documents import Papers, papers
from marram.funding.queries.returns.pools import AgreementLine, agreement_line
from marram.funding.vocabulary.documents import Holder
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
class AgreementPage:
    """An agreement with the pools that the viewer may see and its papers."""

    line: AgreementLine
    pools: tuple[tuple[str, str], ...]
    papers: Papers
    may_keep: Verdict


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


def agreement_page(*, viewer: Actor, slug: str) -> AgreementPage:
    """Return an agreement. Six SQL queries, however many pools and papers.

    Raises: Missing; to those who read what is published, unless one of its pools is.
    """
    found = Agreement.objects.filter(pk=slug).first()
    pools = tuple(
        policies.pools_seen_by(viewer)
        .filter(agreement=slug)
        .order_by("-year", "slug")
        .values_list("slug", "title")
    )
    if found is None or not (pools or policies.may_read_drafts(viewer)):
        raise Missing(f"There is no agreement {slug}.")
    return AgreementPage(
        line=agreement_line(found),
        pools=pools,
        papers=papers(viewer=viewer, holder=Holder.AGREEMENT, slug=slug),
        may_keep=policies.may_keep_pools(viewer),
    )


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
        "documents": "\n".join(
            f"{each.title} | {each.link}" for each in agreement.documents.filter(file=None)
        ),
        "seen_version": agreement.version,
    }
