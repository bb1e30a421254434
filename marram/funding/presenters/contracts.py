"""Contracts as pages and as rows for files."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from marram.design.components import (
    Button,
    Column,
    DataTable,
    Fact,
    Link,
    Place,
    Row,
    StatusTag,
    SummaryList,
    Tone,
    WarningText,
)
from marram.design.components import Cell as TableCell
from marram.design.exports import Cell as FileCell
from marram.design.words import day, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.money import (
    MoneyShown,
    add_button,
    change_button,
    money_page,
    quantity,
)
from marram.funding.queries.contracts import (
    ContractList,
    ContractPage,
    ContractSummary,
    Promise,
    Step,
)
from marram.funding.rules.contracts import Keeping, Life
from marram.funding.rules.pounds import pounds
from marram.funding.vocabulary.money import AIM_WORDS, SOCIAL_VALUE_STEPS


HEADINGS = ("Contract", "Provider", "Bought by", "Term", "Ends before", "Stands", "Steps answered")
LIFE_TONES = {
    Life.NOT_STARTED: Tone.GREY,
    Life.RUNNING: Tone.GREEN,
    Life.ENDS_SOON: Tone.AMBER,
    Life.ENDED: Tone.BLUE,
    Life.NO_DATES: Tone.YELLOW,
}
KEEPING_TONES = {
    Keeping.KEPT: Tone.GREEN,
    Keeping.ON_THE_WAY: Tone.YELLOW,
    Keeping.MISSED: Tone.RED,
    Keeping.NOT_MEASURED: Tone.GREY,
}


def contract_list(found: ContractList) -> MoneyShown:
    here = reverse("funding:contracts")
    soon = sum(each.life is Life.ENDS_SOON for each in found.contracts)
    return money_page(
        title="Contracts",
        lead=f"{number(soon, 'contract')} will end within a year." if soon else "",
        actions=add_button("Add a contract", "funding:add-contract", allowed=found.may_keep),
        parts=(
            DataTable(
                caption=number(len(found.contracts), "contract"),
                columns=("Contract", "Provider", "Term", "Stands", "Social value"),
                rows=tuple(_row(each) for each in found.contracts),
                csv_url=f"{here}?format=csv",
                xlsx_url=f"{here}?format=xlsx",
                empty="No contract has been recorded yet.",
            ),
        ),
    )


def file_rows(found: ContractList) -> tuple[tuple[FileCell, ...], ...]:
    """Return the list as rows under HEADINGS."""
    return tuple(
        (
            each.title,
            each.provider,
            each.commissioners,
            each.term,
            each.ends_on,
            each.life.value,
            each.steps,
        )
        for each in found.contracts
    )


def contract_page(page: ContractPage, *, viewer: Actor) -> MoneyShown:
    summary = page.summary
    return money_page(
        title=summary.title,
        trail=[Place("Contracts", reverse("funding:contracts"))],
        caption="Contract",
        tags=(_life_tag(summary),),
        actions=change_button("funding:amend-contract", summary.slug, allowed=page.may_keep),
        parts=(
            *(WarningText(sentence) for sentence in page.checks),
            SummaryList(_facts(page)),
            _steps(page),
            _promises(page),
            *_add_promise(page),
            *panels.shown("funding.contract", viewer=viewer, key=summary.slug),
            *panels.shown("history", viewer=viewer, key=Subject("funding.contract", summary.slug)),
        ),
    )


def _row(contract: ContractSummary) -> Row:
    kept = f", {contract.kept} of {contract.promised} commitments kept" if contract.promised else ""
    return (
        Link(contract.title, reverse("funding:contract", args=[contract.slug])),
        contract.provider,
        contract.term,
        _life_tag(contract),
        f"{contract.steps} of {len(SOCIAL_VALUE_STEPS)} steps{kept}",
    )


def _life_tag(contract: ContractSummary) -> StatusTag:
    ends = f"before {day(contract.ends_on)}" if contract.life is Life.ENDS_SOON else ""
    return StatusTag(contract.life.capitalize(), LIFE_TONES[contract.life], note=ends)


def _facts(page: ContractPage) -> tuple[Fact, ...]:
    said: Mapping[str, Any] = page.fields
    months, value = said["extension_months"], said["yearly_value"]
    weights = {
        "price": said["price_weight"],
        "quality": said["quality_weight"],
        "social value": said["social_weight"],
    }
    judged = [f"{name} {quantity(each)}%" for name, each in weights.items() if each is not None]
    shown = {
        "Provider": page.summary.provider,
        "Bought by": page.summary.commissioners,
        "Term": page.summary.term,
        "First day": day(page.starts_on),
        "Ends before": day(page.summary.ends_on),
        "Can be extended by": number(months, "month") if months else "",
        "Value in a year": pounds(value) if value is not None else "Not printed",
        "Judged at award on": ", ".join(judged) or "Not stated",
        "Note": said["note"],
        "Written in": said["source"],
        "Who may change it": page.may_keep.reason,
    }
    return tuple(Fact(key, value) for key, value in shown.items() if value)


def _steps(page: ContractPage) -> DataTable:
    return DataTable(
        caption=f"Social value: {page.summary.steps} of {len(page.steps)} steps answered",
        columns=("Step", "What was done", "When", "Next"),
        rows=tuple(_step(each, page) for each in page.steps),
    )


def _step(step: Step, page: ContractPage) -> Row:
    url = reverse("funding:social-value-step", args=[page.summary.slug, step.number])
    words = "Change" if step.version else "Answer"
    may = page.may_keep and step.may_answer
    return (
        f"{step.number}. {step.question}",
        step.evidence or step.asks,
        day(step.on, "Not yet"),
        Link(words, url, hidden_text=f"step {step.number}") if may else step.may_answer.reason,
    )


def _promises(page: ContractPage) -> DataTable:
    return DataTable(
        caption="What the provider promises, as last measured",
        columns=(
            "Promise", "Serves", Column("Promised", numeric=True),
            Column("Achieved", numeric=True), "By", "Stands", "Next",
        ),
        rows=tuple(_promise(each, page) for each in page.promises),
        empty="The contract promises no social value yet.",
    )  # fmt: skip


def _promise(promise: Promise, page: ContractPage) -> Row:
    args = [page.summary.slug, promise.number]
    measure = Link(
        "Measure", reverse("funding:measure-commitment", args=args), hidden_text=promise.promise
    )
    change = reverse("funding:amend-commitment", args=args)
    return (
        Link(promise.promise, change) if page.may_keep else promise.promise,
        AIM_WORDS[promise.aim],
        TableCell(f"{quantity(promise.promised)} {promise.unit}", format="numeric"),
        TableCell(quantity(promise.achieved) or "Not measured", format="numeric"),
        day(promise.due_on),
        StatusTag(promise.keeping.capitalize(), KEEPING_TONES[promise.keeping], note=promise.note),
        measure if page.may_keep else "",
    )


def _add_promise(page: ContractPage) -> tuple[Button, ...]:
    if not page.may_keep:
        return ()
    url = reverse("funding:add-commitment", args=[page.summary.slug])
    return (Button("Add a commitment", url=url, style="secondary"),)
