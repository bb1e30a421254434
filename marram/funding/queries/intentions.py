"""What is known of commissioning intentions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marram.foundation.actors import Actor
from marram.foundation.amendments import held
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.models import Intention
from marram.funding.policies import money as policies
from marram.funding.rules import intentions as rules
from marram.funding.vocabulary.money import IntentionStage
from marram.strategy.queries.library import statements
from marram.strategy.queries.library.statements import StatementName


@dataclass(frozen=True, kw_only=True)
class IntentionLine:
    """An intention with what it hangs on; `priority` is None where it hangs on none."""

    slug: str
    title: str
    commissioners: str
    period: str
    need: str
    service: str
    stage: IntentionStage
    contract: str
    contract_title: str
    priority: StatementName | None
    review_on: date | None
    loose_ends: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class IntentionList:
    """Intentions by title, and whether the viewer may change them."""

    intentions: tuple[IntentionLine, ...]
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class IntentionPage:
    """One intention. `fields` are as its form takes them."""

    line: IntentionLine
    fields: Mapping[str, object]
    version: int
    may_keep: Verdict


FIELDS = (
    "title", "commissioners", "period", "need", "priority", "service", "contract", "stage",
    "review_on", "source",
)  # fmt: skip


def intention_list(*, viewer: Actor, on: date) -> IntentionList:
    """Return every intention. Two SQL queries, however many. Raises: Refused to residents."""
    policies.may_read(viewer).enforce()
    every = list(Intention.objects.select_related("contract").order_by("title", "slug"))
    return IntentionList(
        intentions=tuple(_lines(viewer, every, on)), may_keep=policies.may_keep(viewer)
    )


def intention_page(*, viewer: Actor, slug: str, on: date) -> IntentionPage:
    """Return an intention. Two SQL queries. Raises: Refused; Missing."""
    policies.may_read(viewer).enforce()
    found = Intention.objects.select_related("contract").filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no intention {slug}.")
    [line] = _lines(viewer, [found], on)
    fields = {name: held(found, name) for name in FIELDS}
    return IntentionPage(
        line=line, fields=fields, version=found.version, may_keep=policies.may_keep(viewer)
    )


def _lines(viewer: Actor, every: list[Intention], on: date) -> list[IntentionLine]:
    named = statements.statements(
        viewer=viewer, keys={each.priority for each in every if each.priority}
    )
    return [
        IntentionLine(
            slug=each.slug,
            title=each.title,
            commissioners=each.commissioners,
            period=each.period,
            need=each.need,
            service=each.service,
            stage=IntentionStage(each.stage),
            contract=each.contract_id or "",
            contract_title=each.contract.title if each.contract else "",
            priority=named.get(each.priority),
            review_on=each.review_on,
            loose_ends=rules.loose_ends(
                need=each.need,
                has_priority=each.priority in named,
                has_service=bool(each.service),
                review_on=each.review_on,
                on=on,
            ),
            source=each.source,
        )
        for each in every
    ]
