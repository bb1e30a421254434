"""Contracts as pages and as rows for files."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from marram.design.components import (
    Button,
    Column,
    DataTable,
    Link,
    Place,
    Row,
    StatusTag,
    SummaryList,
    Text,
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
    facts,
    money_list,
    money_page,
    names_line,
    quantity,
    take_out,
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
    soon = sum(each.life is Life.ENDS_SOON for each in found.contracts)
    return money_list(
        title="Contracts",
        noun="contract",
        address="funding:contracts",
        lead=f"{number(soon, 'contract')} will end within a year." if soon else "",
        actions=add_button("Add a contract", "funding:add-contract", allowed=found.may_keep),
        columns=("Contract", "Provider", "Term", "Stands", "Social value"),
        rows=map(_row, found.contracts),
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
            _facts(page),
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


def _facts(page: ContractPage) -> SummaryList:
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
    }
    return facts(shown, page.may_keep)


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
            Column("Achieved", numeric=True), "By", "Stands", "Next", "To do",
        ),
        rows=tuple(_promise(each, page) for each in page.promises),
        empty="The contract promises no social value yet.",
    )  # fmt: skip


def _promise(promise: Promise, page: ContractPage) -> Row:
    args, address = [page.summary.slug, promise.number], "funding:amend-commitment"
    measure = Link(
        "Measure", reverse("funding:measure-commitment", args=args), hidden_text=promise.promise
    )
    gone: Text = ""
    if promise.measured_on:
        called = f"what was measured of {promise.promise}"
        gone = take_out("funding:remove-measurement", *args, called=called, allowed=page.may_keep)
    else:
        called = promise.promise
        gone = take_out("funding:remove-commitment", *args, called=called, allowed=page.may_keep)
    return (
        names_line(promise.promise, address, *args, allowed=page.may_keep),
        AIM_WORDS[promise.aim],
        TableCell(f"{quantity(promise.promised)} {promise.unit}", format="numeric"),
        TableCell(quantity(promise.achieved) or "Not measured", format="numeric"),
        day(promise.due_on),
        StatusTag(promise.keeping.capitalize(), KEEPING_TONES[promise.keeping], note=promise.note),
        measure if page.may_keep else "",
        gone,
    )


def _add_promise(page: ContractPage) -> tuple[Button, ...]:
    if not page.may_keep:
        return ()
    url = reverse("funding:add-commitment", args=[page.summary.slug])
    return (Button("Add a commitment", url=url, style="secondary"),)
