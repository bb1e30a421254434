"""Agreements, pools and shares that come in as the rows of an accepted delivery."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.funding.actions.returns import pools
from marram.funding.actions.returns.rows import Counted, Row, said
from marram.funding.models import Agreement, CommissionerShare, Pool


@transaction.atomic
def record_agreements(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change agreements by `agreement`; parties and documents are parted by semicolons."""
    counted = Counted({(each.pk,): each.version for each in Agreement.objects.all()})
    for row in rows:
        seats = [(slug, nhs) for nhs in (False, True) for slug in _listed(row, _side(nhs))]
        kept = pools.keep_agreement(
            by=by,
            at=at,
            slug=row["agreement"],
            fields=said(row, pools.AGREEMENT_FIELDS),
            parties=seats,
            documents=[(title, "") for title in _listed(row, "documents")],
        )
        counted.add((kept.pk,), kept.version)
    return counted.recorded


@transaction.atomic
def record_pools(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change pools by `pool`."""
    counted = Counted({(each.pk,): each.version for each in Pool.objects.all()})
    for row in rows:
        fields = {
            "title": row["title"],
            "area": row["area"],
            "year": row["year"],
            "agreement": row["agreement"] or None,
            "source": row["source"] or "",
        }
        kept = pools.keep_pool(by=by, at=at, slug=row["pool"], fields=fields)
        counted.add((kept.pk,), kept.version)
    return counted.recorded


@transaction.atomic
def record_shares(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change which areas commissioners serve, by commissioner, area and first year."""
    known = CommissionerShare.objects.all()
    counted = Counted({(each.pk,): each.version for each in known})
    for row in rows:
        kept = pools.keep_share(
            by=by,
            at=at,
            commissioner=row["commissioner"],
            area=row["area"],
            first_year=row["first_year"],
            fields={
                "last_year": row["last_year"],
                "percent": row["percent"],
                "source": row["source"] or "",
            },
        )
        counted.add((kept.pk,), kept.version)
    return counted.recorded


def _side(nhs: bool) -> str:
    return "nhs" if nhs else "council"


def _listed(row: Row, name: str) -> list[str]:
    return [part.strip() for part in (row[name] or "").split(";") if part.strip()]
