"""Grants as pages and as rows for files."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from marram.design.components import (
    Button,
    Cell,
    Column,
    DataTable,
    Link,
    Place,
    Row,
    SummaryList,
    Text,
)
from marram.design.exports import Cell as FileCell
from marram.design.words import day, listed, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.documents import papers
from marram.funding.presenters.money import (
    MoneyShown,
    add_button,
    amount,
    change_button,
    facts,
    findings_table,
    money_list,
    money_page,
    names_line,
    quantity,
    take_out,
    wrong_tag,
)
from marram.funding.queries.grants import GrantList, GrantPage, GrantSummary, PlannedLine
from marram.funding.rules.pounds import pounds, total
from marram.funding.vocabulary.money import Unspent


HEADINGS = ("Grant", "Funder", "Period", "Award (£)", "Planned (£)", "To be paid back (£)")
UNSPENT_WORDS = {
    Unspent.PAID_BACK: "Money that is not spent is paid back.",
    Unspent.KEPT: "Money that is not spent may be kept.",
    Unspent.NOT_STATED: "Its conditions do not say what happens to money that is not spent.",
}


def grant_list(found: GrantList) -> MoneyShown:
    return money_list(
        title="Grants",
        noun="grant",
        address="funding:grants",
        lead=_lead(found),
        actions=add_button("Add a grant", "funding:add-grant", allowed=found.may_keep),
        columns=(
            "Grant", "Funder", "Period", Column("Award", numeric=True),
            Column("Planned", numeric=True), Column("To be paid back", numeric=True), "Checks",
        ),
        rows=map(_row, found.grants),
    )  # fmt: skip


def file_rows(found: GrantList) -> tuple[tuple[FileCell, ...], ...]:
    """Return the list as rows under HEADINGS."""
    return tuple(
        (each.title, each.funder, each.period, each.award, each.planned, each.to_pay_back)
        for each in found.grants
    )


def grant_page(page: GrantPage, *, viewer: Actor) -> MoneyShown:
    trail = [Place("Grants", reverse("funding:grants"))]
    if page.part_of:
        trail.append(Place(page.part_of_title, reverse("funding:grant", args=[page.part_of])))
    return money_page(
        title=page.title,
        trail=trail,
        caption="Grant",
        actions=(
            *add_button(
                "Record money that moved", "funding:move-grant", page.slug, allowed=page.may_keep
            ),
            *change_button("funding:amend-grant", page.slug, allowed=page.may_keep),
        ),
        parts=(
            _facts(page),
            findings_table(page.findings),
            _lines(page),
            *_add_line(page),
            _parts(page),
            _figures(page),
            _movements(page),
            *papers(page.papers),
            *panels.shown("history", viewer=viewer, key=Subject("funding.grant", page.slug)),
        ),
    )


def _lead(found: GrantList) -> str:
    owed = total(each.to_pay_back for each in found.grants)
    wrong = sum(bool(each.wrong) for each in found.grants)
    said = [
        f"{pounds(owed)} is to be paid back" if owed else "",
        f"the figures of {number(wrong, 'grant')} need a look" if wrong else "",
    ]
    sentence = listed([each for each in said if each])
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _row(grant: GrantSummary) -> Row:
    return (
        Link(grant.title, reverse("funding:grant", args=[grant.slug])),
        grant.funder,
        grant.period,
        amount(grant.award, "Not printed"),
        amount(grant.planned),
        amount(grant.to_pay_back or None),
        wrong_tag(grant.wrong),
    )


def _facts(page: GrantPage) -> SummaryList:
    said: Mapping[str, Any] = page.fields
    stands = page.balance
    shown = {
        "Given by": page.funder,
        "What it is for": said["purpose"],
        "Conditions": said["conditions"],
        "Award": pounds(said["award"]) if said["award"] is not None else "Not printed",
        "Period": said["period"],
        "First day": day(said["starts_on"]),
        "Ends before": day(said["ends_on"]),
        "Money not spent": UNSPENT_WORDS[Unspent(str(said["unspent"]))],
        "In hand": (
            f"{pounds(stands.in_hand)}: {pounds(stands.received)} received, "
            f"{pounds(stands.spent)} spent and {pounds(stands.paid_back)} paid back."
            if page.movements
            else "No money has been recorded as received yet."
        ),
        "Carried forward": pounds(stands.carried) if stands.carried else "",
        "To be paid back": pounds(stands.to_pay_back) if stands.to_pay_back else "",
        "Written in": said["source"],
    }
    return facts(shown, page.may_keep)


def _lines(page: GrantPage) -> DataTable | None:
    if not page.lines:
        return None
    planned = total(each.planned for each in page.lines)
    spent = total(each.spent for each in page.lines)
    return DataTable(
        caption=f"What it is planned to be spent on: {pounds(planned)}",
        columns=(
            "Line", Column("How many", numeric=True), Column("Price of one", numeric=True),
            Column("Planned", numeric=True), Column("Spent", numeric=True), "Written in",
            *_to_do(page),
        ),
        rows=(
            *(_line(line, page) for line in page.lines),
            ("Total", "", "", amount(planned), amount(spent), "", *("" for _ in _to_do(page))),
        ),
    )  # fmt: skip


def _line(line: PlannedLine, page: GrantPage) -> Row:
    address = "funding:amend-grant-line"
    return (
        names_line(line.title, address, page.slug, line.number, allowed=page.may_keep),
        Cell(f"{quantity(line.quantity)} {line.unit}".strip(), format="numeric"),
        Cell(f"£{quantity(line.rate)}" if line.rate is not None else "", format="numeric"),
        amount(line.planned),
        amount(line.spent),
        line.source,
        *_removal("funding:remove-grant-line", line.number, called=line.title, page=page),
    )


def _to_do(page: GrantPage) -> tuple[str, ...]:
    """Return the heading of what can be done to a line, for those who may."""
    return ("To do",) if page.may_keep else ()


def _removal(address: str, number: int, *, called: str, page: GrantPage) -> tuple[Text, ...]:
    link = take_out(address, page.slug, number, called=called, allowed=page.may_keep)
    return (link,) if page.may_keep else ()


def _add_line(page: GrantPage) -> tuple[Button, ...]:
    if not page.may_keep:
        return ()
    url = reverse("funding:add-grant-line", args=[page.slug])
    return (Button("Plan another line", url=url, style="secondary"),)


def _parts(page: GrantPage) -> DataTable | None:
    if not page.parts:
        return None
    return DataTable(
        caption="Its parts",
        columns=("Grant", "Period", Column("Award", numeric=True), "Checks"),
        rows=tuple(
            (
                Link(part.title, reverse("funding:grant", args=[part.slug])),
                part.period,
                amount(part.award, "Not printed"),
                wrong_tag(part.wrong),
            )
            for part in page.parts
        ),
    )


def _figures(page: GrantPage) -> DataTable | None:
    if not page.figures:
        return None
    return DataTable(
        caption="What papers print of it",
        columns=(
            "Figure",
            "Kind",
            Column("As printed", numeric=True),
            Column("Taken for", numeric=True),
            "Written in",
        ),
        rows=tuple(
            (
                each.title,
                each.kind.capitalize(),
                Cell(each.as_printed, format="numeric"),
                amount(each.amount),
                each.source,
            )
            for each in page.figures
        ),
    )


def _movements(page: GrantPage) -> DataTable | None:
    if not page.movements:
        return None
    return DataTable(
        caption="Money that moved",
        columns=(
            "Day", "What happened", Column("Amount", numeric=True), "For", "Note", *_to_do(page),
        ),
        rows=tuple(
            (
                day(each.on),
                f"{each.kind.capitalize()} {f'until {day(each.until)}' if each.until else ''}",
                amount(each.amount),
                each.line,
                each.note,
                *_removal(
                    "funding:remove-movement",
                    each.number,
                    called=f"{pounds(each.amount)} {each.kind}",
                    page=page,
                ),
            )
            for each in page.movements
        ),
    )  # fmt: skip
