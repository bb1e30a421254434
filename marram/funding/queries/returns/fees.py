"""The fees of drafts, into which an average can be carried."""

from dataclasses import dataclass
from decimal import Decimal

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.funding.models import Fee
from marram.funding.policies import returns as policies
from marram.funding.queries.returns.names import called
from marram.funding.vocabulary import EDITABLE, label


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """The fee of a service in a draft; `actual` in pounds, None while nothing was said."""

    slug: str
    return_title: str
    key: str
    service: str
    actual: Decimal | None
    version: int


def fee_lines(*, viewer: Actor) -> tuple[FeeLine, ...]:
    """Return the fees that the viewer may change, newest pool first. One SQL query at most."""
    if not policies.may_keep(viewer):
        return ()
    drafts = policies.returns_seen_by(viewer).filter(stage__in=EDITABLE)
    found = Fee.objects.filter(of__in=drafts.values("pk")).select_related("of__pool")
    return tuple(
        FeeLine(
            slug=each.of_id,
            return_title=called(each.of.pool.title, each.of.kind, each.of.period),
            key=each.key,
            service=label("fee", each.key, each.of.pool.year),
            actual=each.actual,
            version=each.version,
        )
        for each in found.order_by("-of__pool__year", "of", "position", "pk")
    )


def fee_line(*, viewer: Actor, slug: str, key: str) -> FeeLine:
    """Return one of those fees. One SQL query at most. Raises: Missing."""
    for each in fee_lines(viewer=viewer):
        if (each.slug, each.key) == (slug, key):
            return each
    raise Missing(f"There is no fee {key} in a draft {slug}.")
