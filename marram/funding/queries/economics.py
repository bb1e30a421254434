"""What is known of costs, savings and ratios."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from marram.foundation.actors import Actor
from marram.foundation.amendments import held
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.models import EconomicFact
from marram.funding.policies import money as policies
from marram.funding.vocabulary.money import EconomicKind


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A fact as its paper prints it."""

    slug: str
    item: str
    kind: EconomicKind
    amount: Decimal | None
    unit: str
    context: str
    period: str
    area: str
    price_year: str
    price_basis: str
    quality: str
    source: str
    version: int


@dataclass(frozen=True, kw_only=True)
class FactList:
    """Facts by item; `kinds` are those that there are, `kind` and `words` what was asked for."""

    facts: tuple[Fact, ...]
    kinds: tuple[EconomicKind, ...]
    kind: str
    words: str
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class FactPage:
    """One fact. `fields` are as its form takes them."""

    fact: Fact
    fields: Mapping[str, object]
    may_keep: Verdict


FIELDS = (
    "item", "kind", "amount", "unit", "context", "period", "area", "price_year", "price_basis",
    "quality", "source",
)  # fmt: skip


def fact_list(*, viewer: Actor, kind: str = "", words: str = "") -> FactList:
    """Return the facts of a kind whose item or context holds every word. One SQL query.

    Raises: Refused to residents.
    """
    policies.may_read(viewer).enforce()
    every = tuple(_fact(each) for each in EconomicFact.objects.order_by("item", "slug"))
    asked = words.casefold().split()
    return FactList(
        facts=tuple(
            each
            for each in every
            if kind in ("", each.kind)
            and all(word in f"{each.item} {each.context}".casefold() for word in asked)
        ),
        kinds=tuple(each for each in EconomicKind if any(fact.kind == each for fact in every)),
        kind=kind,
        words=words,
        may_keep=policies.may_keep(viewer),
    )


def fact_page(*, viewer: Actor, slug: str) -> FactPage:
    """Return a fact. One SQL query. Raises: Refused; Missing."""
    policies.may_read(viewer).enforce()
    found = EconomicFact.objects.filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no fact {slug}.")
    return FactPage(
        fact=_fact(found),
        fields={name: held(found, name) for name in FIELDS},
        may_keep=policies.may_keep(viewer),
    )


def _fact(found: EconomicFact) -> Fact:
    said = {name: getattr(found, name) for name in FIELDS if name != "kind"}
    return Fact(slug=found.slug, kind=EconomicKind(found.kind), version=found.version, **said)
