"""What is known of grants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marram.foundation.actors import Actor
from marram.foundation.amendments import held
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.models import Grant, GrantFigure, GrantLine
from marram.funding.policies import money as policies
from marram.funding.queries.documents import Papers, papers
from marram.funding.rules import grants as rules
from marram.funding.rules.grants import Balance, Finding
from marram.funding.rules.pounds import total
from marram.funding.vocabulary.documents import Holder
from marram.funding.vocabulary.money import FigureKind, MovementKind, Unspent
from marram.people.queries import keys as people


@dataclass(frozen=True, kw_only=True)
class GrantSummary:
    """A grant in a list; `wrong` counts the findings that do not agree, `planned` is in pounds."""

    slug: str
    title: str
    funder: str
    period: str
    ends_on: date | None
    award: Decimal | None
    planned: Decimal | None
    wrong: int
    to_pay_back: Decimal


@dataclass(frozen=True, kw_only=True)
class GrantList:
    """Grants by title."""

    grants: tuple[GrantSummary, ...]
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class PlannedLine:
    """One thing that a grant is planned to be spent on, and what was spent on it, in pounds."""

    number: int
    title: str
    quantity: Decimal | None
    unit: str
    rate: Decimal | None
    planned: Decimal
    spent: Decimal
    source: str
    version: int


@dataclass(frozen=True, kw_only=True)
class PrintedFigure:
    """A figure that a paper prints of a grant."""

    title: str
    kind: FigureKind
    amount: Decimal
    as_printed: str
    source: str


@dataclass(frozen=True, kw_only=True)
class MoneyMoved:
    """Money of a grant that moved, and what it was for."""

    number: int
    kind: MovementKind
    amount: Decimal
    on: date
    until: date | None
    line: str
    note: str


@dataclass(frozen=True, kw_only=True)
class GrantPage:
    """A grant with everything that is known of it. `fields` are as its form takes them."""

    slug: str
    title: str
    funder: str
    part_of: str
    part_of_title: str
    fields: Mapping[str, object]
    version: int
    lines: tuple[PlannedLine, ...]
    figures: tuple[PrintedFigure, ...]
    movements: tuple[MoneyMoved, ...]
    parts: tuple[GrantSummary, ...]
    findings: tuple[Finding, ...]
    balance: Balance
    papers: Papers
    may_keep: Verdict

    def movement(self, number: int) -> MoneyMoved:
        """Return money that moved by its number. Raises: Missing."""
        for each in self.movements:
            if each.number == number:
                return each
        raise Missing(f"There is no record {number} of money of this grant.")

    def line(self, number: int) -> PlannedLine:
        """Return a line by its number. Raises: Missing."""
        for each in self.lines:
            if each.number == number:
                return each
        raise Missing(f"There is no line {number} of this grant.")


FIELDS = (
    "title", "funder", "part_of", "purpose", "conditions", "award", "period", "starts_on",
    "ends_on", "unspent", "source",
)  # fmt: skip


def grant_list(*, viewer: Actor, on: date) -> GrantList:
    """Return every grant, those with something to pay back or to put right first.

    Five SQL queries. Raises: Refused to residents.
    """
    policies.may_read(viewer).enforce()
    names = people.organisation_names()
    grants = [_summary(grant, names, on) for grant in _loaded()]
    grants.sort(key=lambda each: (not each.to_pay_back, not each.wrong, each.title, each.slug))
    return GrantList(grants=tuple(grants), may_keep=policies.may_keep(viewer))


def grant_page(*, viewer: Actor, slug: str, on: date) -> GrantPage:
    """Return a grant. Seven SQL queries, however many lines. Raises: Refused; Missing."""
    policies.may_read(viewer).enforce()
    names, every = people.organisation_names(), _loaded()
    grant = next((each for each in every if each.slug == slug), None)
    if grant is None:
        raise Missing(f"There is no grant {slug}.")
    parts = tuple(each for each in every if each.part_of_id == slug)
    whole = next((each for each in every if each.slug == grant.part_of_id), None)
    return GrantPage(
        slug=slug,
        title=grant.title,
        funder=names.get(grant.funder_id or "", ""),
        part_of=grant.part_of_id or "",
        part_of_title=whole.title if whole else "",
        fields={name: held(grant, name) for name in FIELDS},
        version=grant.version,
        lines=tuple(_line(line, grant) for line in grant.lines.all()),
        figures=tuple(_figure(figure) for figure in grant.figures.all()),
        movements=_moved(grant),
        parts=tuple(_summary(part, names, on) for part in parts),
        findings=_findings(grant, parts),
        balance=_balance(grant, on),
        papers=papers(viewer=viewer, holder=Holder.GRANT, slug=slug),
        may_keep=policies.may_keep(viewer),
    )


def titles() -> Mapping[str, str]:
    """Return what every grant is called, by key. One SQL query."""
    return dict(Grant.objects.order_by("title", "slug").values_list("slug", "title"))


def _loaded() -> list[Grant]:
    """Return every grant with its lines, figures and movements. Four SQL queries."""
    related = Grant.objects.prefetch_related("lines", "figures", "movements")
    return list(related.order_by("title", "slug"))


def _summary(grant: Grant, names: Mapping[str, str], on: date) -> GrantSummary:
    lines = grant.lines.all()
    return GrantSummary(
        slug=grant.slug,
        title=grant.title,
        funder=names.get(grant.funder_id or "", ""),
        period=grant.period,
        ends_on=grant.ends_on,
        award=grant.award,
        planned=total(line.planned for line in lines) if lines else None,
        wrong=sum(not each.agrees for each in _findings(grant, ())),
        to_pay_back=_balance(grant, on).to_pay_back,
    )


def _findings(grant: Grant, parts: tuple[Grant, ...]) -> tuple[Finding, ...]:
    return rules.findings(
        award=grant.award,
        lines=[
            rules.Line(
                title=line.title, planned=line.planned, quantity=line.quantity, rate=line.rate
            )
            for line in grant.lines.all()
        ],
        figures=[
            rules.Figure(
                title=figure.title,
                kind=FigureKind(figure.kind),
                amount=figure.amount,
                as_printed=figure.as_printed,
            )
            for figure in grant.figures.all()
        ],
        parts=[part.award for part in parts],
    )


def _balance(grant: Grant, on: date) -> Balance:
    return rules.balance(
        movements=[
            rules.Movement(
                kind=MovementKind(each.kind), amount=each.amount, on=each.on, until=each.until
            )
            for each in grant.movements.all()
        ],
        ends_on=grant.ends_on,
        unspent=Unspent(grant.unspent),
        on=on,
    )


def _line(line: GrantLine, grant: Grant) -> PlannedLine:
    spent = (
        each.amount
        for each in grant.movements.all()
        if each.line_id == line.pk and each.kind == MovementKind.SPENT
    )
    return PlannedLine(
        number=line.pk,
        title=line.title,
        quantity=line.quantity,
        unit=line.unit,
        rate=line.rate,
        planned=line.planned,
        spent=total(spent),
        source=line.source,
        version=line.version,
    )


def _figure(figure: GrantFigure) -> PrintedFigure:
    return PrintedFigure(
        title=figure.title,
        kind=FigureKind(figure.kind),
        amount=figure.amount,
        as_printed=figure.as_printed,
        source=figure.source,
    )


def _moved(grant: Grant) -> tuple[MoneyMoved, ...]:
    lines = {line.pk: line.title for line in grant.lines.all()}
    return tuple(
        MoneyMoved(
            number=each.pk,
            kind=MovementKind(each.kind),
            amount=each.amount,
            on=each.on,
            until=each.until,
            line=lines.get(each.line_id or 0, ""),
            note=each.note,
        )
        for each in grant.movements.all()
    )
