"""A return as people look at it: what it says, what it adds up to, what is still to do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Missing, Verdict
from marram.funding.models import Actual, Return
from marram.funding.policies import returns as policies
from marram.funding.queries.returns import loading
from marram.funding.rules import amounts
from marram.funding.rules import stages as rules
from marram.funding.rules.amounts import Balance
from marram.funding.rules.checks import Checklist, checklist
from marram.funding.rules.claims import Claim, Finding, finding
from marram.funding.rules.required_spend import RequiredSpend, required_spend
from marram.funding.rules.values import ReturnValues
from marram.funding.vocabulary import MOVES, Measure, Stage
from marram.indicators.queries.definitions import definitions
from marram.people import queries as people
from marram.strategy.queries.library import statements
from marram.strategy.queries.library.statements import StatementName


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A party to the agreement: whether and on which day it agreed to the return."""

    slug: str
    name: str
    nhs: bool
    agreed: bool
    agreed_on: date | None
    may_agree: Verdict


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A return as it was once submitted."""

    number: int
    at: datetime
    by: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Way:
    """A stage that the return may go to next, and whether the viewer may take it there."""

    to: Stage
    allowed: Verdict


@dataclass(frozen=True, kw_only=True)
class ReturnPage:
    """A return and everything that its pages show. Amounts are pounds.

    `priorities` are the statements that its schemes hang on, by key; a key that is not among them
    leads nowhere. `measures` are the titles of the indicators that lines and metrics hang on.
    `origins` say where an actual was carried over from, by kind and key of line.
    """

    slug: str
    pool: str
    pool_title: str
    stage: Stage
    due_on: date | None
    published_on: date | None
    checked_on: date | None
    approved_by: str
    approved_on: date | None
    ratified_on: date | None
    delegated_to: str
    version: int
    source: str
    values: ReturnValues
    checklist: Checklist
    balances: tuple[Balance, ...]
    required: tuple[RequiredSpend, ...]
    findings: tuple[Finding, ...]
    partners: tuple[Partner, ...]
    sent: tuple[Sent, ...]
    ways: tuple[Way, ...]
    priorities: Mapping[str, StatementName]
    measures: Mapping[str, str]
    origins: Mapping[tuple[str, str], str]
    may_edit: Verdict
    may_note: Verdict
    may_ratify: Verdict
    may_publish: Verdict
    reads_drafts: bool

    def claim(self, number: int) -> Claim:
        """Return a printed figure by its number. Raises: Missing."""
        for each in self.findings:
            if each.claim.number == number:
                return each.claim
        raise Missing(f"There is no printed figure {number} of this return.")


def return_page(*, viewer: Actor, slug: str) -> ReturnPage:
    """Return a return. Twenty SQL queries at most, however many lines. Raises: Missing."""
    record = loading.found(viewer, slug)
    values = loading.values_of(record)
    keys = {line.priority for line in values.schemes if line.priority}
    measures = {line.measure for line in values.schemes} | {
        line.indicator for line in values.metrics
    }
    agreement = record.pool.agreement
    return ReturnPage(
        slug=record.slug,
        pool=record.pool_id,
        pool_title=record.pool.title,
        stage=Stage(record.stage),
        due_on=record.due_on,
        published_on=record.published_on,
        checked_on=record.checked_on,
        approved_by=record.approved_by,
        approved_on=record.approved_on,
        ratified_on=record.ratified_on,
        delegated_to=agreement.delegated_to if agreement else "",
        version=record.version,
        source=record.source,
        values=values,
        checklist=checklist(values),
        balances=amounts.balances(values),
        required=required_spend(values),
        findings=_findings(record, values),
        partners=_partners(viewer, record),
        sent=_sent(record),
        ways=_ways(viewer, record),
        priorities=statements.statements(viewer=viewer, keys=keys) if keys else {},
        measures=_titles(viewer, measures - {""}),
        origins=loading.origins(record),
        may_edit=_may_edit(viewer, record),
        may_note=policies.may_keep(viewer),
        may_ratify=_both(
            policies.may_ratify(viewer),
            rules.to_be_ratified(record.approved_by, record.ratified_on),
        ),
        may_publish=_may_publish(viewer, record),
        reads_drafts=bool(policies.may_read_drafts(viewer)),
    )


def _findings(record: Return, values: ReturnValues) -> tuple[Finding, ...]:
    """Return what the lines say to the claims of papers, those that are refuted first."""
    found = [
        finding(
            Claim(
                number=claim.pk,
                version=claim.version,
                measure=Measure(claim.measure),
                part=claim.part,
                amount=claim.amount,
                words=claim.words,
                source=claim.source,
            ),
            values,
        )
        for claim in record.claims.all()
    ]
    return tuple(sorted(found, key=lambda each: each.upheld))


def _titles(viewer: Actor, measures: Collection[str]) -> Mapping[str, str]:
    """Return the titles of indicators that are there for this viewer, by key."""
    if not measures:
        return {}
    return {key: line.title for key, line in definitions(viewer=viewer, slugs=measures).items()}


def _partners(viewer: Actor, record: Return) -> tuple[Partner, ...]:
    agreement = record.pool.agreement
    agreed = dict(record.agreed.values_list("organisation_id", "on"))
    may_go_on = rules.may_move(record.stage, Stage.PARTNERS_AGREED)
    return tuple(
        Partner(
            slug=party.organisation_id,
            name=party.organisation.name,
            nhs=party.nhs,
            agreed=party.organisation_id in agreed,
            agreed_on=agreed.get(party.organisation_id),
            may_agree=_both(
                may_go_on,
                policies.may_agree_for(viewer, party.organisation_id, party.organisation.name),
            ),
        )
        for party in (agreement.parties.all() if agreement else ())
    )


def _sent(record: Return) -> tuple[Sent, ...]:
    submissions = list(record.submissions.defer("values"))
    names = people.names(keys={each.by for each in submissions}) if submissions else {}
    return tuple(
        Sent(number=each.number, at=each.at, by=names.get(each.by, "Marram"), sha256=each.sha256)
        for each in submissions
    )


def _ways(viewer: Actor, record: Return) -> tuple[Way, ...]:
    """Partners agree one by one, so that stage is not offered as a move."""
    return tuple(
        Way(to=to, allowed=policies.may_move(viewer, record.stage, to))
        for to in MOVES[Stage(record.stage)]
        if to != Stage.PARTNERS_AGREED
    )


def _may_edit(viewer: Actor, record: Return) -> Verdict:
    return _both(policies.may_keep(viewer), rules.open_for_editing(record.stage))


def _may_publish(viewer: Actor, record: Return) -> Verdict:
    submitted = record.stage in (Stage.SUBMITTED, Stage.ACCEPTED, Stage.SIGNED)
    return _both(policies.may_keep(viewer), rules.submitted_once(int(submitted)))


def _both(*verdicts: Verdict) -> Verdict:
    """Return the first that says no, or yes."""
    return next((verdict for verdict in verdicts if not verdict), YES)


def actual_version(*, viewer: Actor, slug: str, kind: str, key: str, period: str) -> int:
    """Return the version of what a line reported for a period, 0 where it has not. One SQL."""
    line = {"income": "income", "schemes": "scheme"}[kind]
    seen = policies.returns_seen_by(viewer).filter(pk=slug).values("pk")
    of = {f"{line}__of__in": seen, f"{line}__key": key, "period": period}
    return Actual.objects.filter(**of).values_list("version", flat=True).first() or 0
