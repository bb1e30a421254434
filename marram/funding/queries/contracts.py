"""What is known of contracts and of the social value they promise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marram.foundation.actors import Actor
from marram.foundation.amendments import held
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.models import Commitment, Contract
from marram.funding.policies import money as policies
from marram.funding.rules import contracts as rules
from marram.funding.rules.contracts import Keeping, Life
from marram.funding.vocabulary.money import SOCIAL_VALUE_STEPS, Aim
from marram.people.queries import keys as people


@dataclass(frozen=True, kw_only=True)
class ContractSummary:
    """A contract in a list; `steps` of six are answered, `kept` of `promised` commitments kept."""

    slug: str
    title: str
    provider: str
    commissioners: str
    term: str
    ends_on: date | None
    life: Life
    steps: int
    kept: int
    promised: int


@dataclass(frozen=True, kw_only=True)
class ContractList:
    """Contracts: those that end soon first."""

    contracts: tuple[ContractSummary, ...]
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of the commissioning cycle: what it asks, and what was done. 0 is no version."""

    number: int
    question: str
    asks: str
    evidence: str
    on: date | None
    version: int
    may_answer: Verdict


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A social value commitment and how far it is kept on the day it is looked at."""

    number: int
    aim: Aim
    promise: str
    unit: str
    promised: Decimal
    achieved: Decimal | None
    measured_on: date | None
    due_on: date
    keeping: Keeping
    note: str
    version: int


@dataclass(frozen=True, kw_only=True)
class ContractPage:
    """A contract. `checks` are the sentences of what is missing in its social value."""

    summary: ContractSummary
    fields: Mapping[str, object]
    version: int
    starts_on: date | None
    steps: tuple[Step, ...]
    promises: tuple[Promise, ...]
    checks: tuple[str, ...]
    may_keep: Verdict

    def step(self, number: int) -> Step:
        """Return a step by its number. Raises: Missing."""
        for each in self.steps:
            if each.number == number:
                return each
        raise Missing(f"There is no step {number} of the cycle: it has six.")

    def promise(self, number: int) -> Promise:
        """Return a commitment by its number. Raises: Missing."""
        for each in self.promises:
            if each.number == number:
                return each
        raise Missing(f"There is no commitment {number} in this contract.")


FIELDS = (
    "title", "provider", "commissioners", "term", "starts_on", "ends_on", "extension_months",
    "yearly_value", "price_weight", "quality_weight", "social_weight", "note", "source",
)  # fmt: skip
MOST_URGENT = (Life.ENDS_SOON, Life.NO_DATES, Life.RUNNING, Life.NOT_STARTED, Life.ENDED)


def contract_list(*, viewer: Actor, on: date) -> ContractList:
    """Return every contract. Five SQL queries, however many. Raises: Refused to residents."""
    policies.may_read(viewer).enforce()
    names = people.organisation_names()
    contracts = [_summary(each, names, on) for each in _loaded()]
    contracts.sort(key=lambda each: (MOST_URGENT.index(each.life), each.title, each.slug))
    return ContractList(contracts=tuple(contracts), may_keep=policies.may_keep(viewer))


def contract_page(*, viewer: Actor, slug: str, on: date) -> ContractPage:
    """Return a contract. Five SQL queries at most. Raises: Refused; Missing."""
    policies.may_read(viewer).enforce()
    contract = next((each for each in _loaded(slug)), None)
    if contract is None:
        raise Missing(f"There is no contract {slug}.")
    return ContractPage(
        summary=_summary(contract, people.organisation_names(), on),
        fields={name: held(contract, name) for name in FIELDS},
        version=contract.version,
        starts_on=contract.starts_on,
        steps=_steps(contract),
        promises=tuple(_promise(each, on) for each in contract.commitments.all()),
        checks=_checks(contract),
        may_keep=policies.may_keep(viewer),
    )


def titles() -> Mapping[str, str]:
    """Return what every contract is called, by key. One SQL query."""
    return dict(Contract.objects.order_by("title", "slug").values_list("slug", "title"))


def _loaded(*slugs: str) -> list[Contract]:
    """Return contracts with steps, commitments and measurements. Four SQL queries at most."""
    wanted = Contract.objects.filter(pk__in=slugs) if slugs else Contract.objects.all()
    related = wanted.prefetch_related("steps", "commitments__measurements")
    return list(related.order_by("title", "slug"))


def _summary(contract: Contract, names: Mapping[str, str], on: date) -> ContractSummary:
    promises = [_promise(each, on) for each in contract.commitments.all()]
    return ContractSummary(
        slug=contract.slug,
        title=contract.title,
        provider=names.get(contract.provider_id or "", ""),
        commissioners=contract.commissioners,
        term=contract.term,
        ends_on=contract.ends_on,
        life=rules.life(starts_on=contract.starts_on, ends_on=contract.ends_on, on=on),
        steps=len(contract.steps.all()),
        kept=sum(each.keeping == Keeping.KEPT for each in promises),
        promised=len(promises),
    )


def _steps(contract: Contract) -> tuple[Step, ...]:
    taken = {each.step: each for each in contract.steps.all()}
    return tuple(
        Step(
            number=number,
            question=question,
            asks=asks,
            evidence=taken[number].evidence if number in taken else "",
            on=taken[number].on if number in taken else None,
            version=taken[number].version if number in taken else 0,
            may_answer=rules.step_in_turn(step=number, taken=taken.keys()),
        )
        for number, (question, asks) in SOCIAL_VALUE_STEPS.items()
    )


def _promise(commitment: Commitment, on: date) -> Promise:
    measured = [each for each in commitment.measurements.all() if each.on <= on]
    last = measured[-1] if measured else None
    achieved = last.achieved if last else None
    return Promise(
        number=commitment.pk,
        aim=Aim(commitment.aim),
        promise=commitment.promise,
        unit=commitment.unit,
        promised=commitment.promised,
        achieved=achieved,
        measured_on=last.on if last else None,
        due_on=commitment.due_on,
        keeping=rules.keeping(
            promised=commitment.promised, achieved=achieved, due_on=commitment.due_on, on=on
        ),
        note=last.note if last else "",
        version=commitment.version,
    )


def _checks(contract: Contract) -> tuple[str, ...]:
    weights = rules.Weights(
        price=contract.price_weight,
        quality=contract.quality_weight,
        social=contract.social_weight,
    )
    verdicts = (
        rules.steps_taken({each.step for each in contract.steps.all()}),
        rules.weighed_at_award(weights),
        rules.promised_something(len(contract.commitments.all())),
    )
    return tuple(each.reason for each in verdicts if not each)
