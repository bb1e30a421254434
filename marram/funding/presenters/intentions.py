"""Commissioning intentions as pages and as rows for files."""

from django.urls import reverse

from marram.design.components import (
    Link,
    Place,
    Row,
    StatusTag,
    SummaryList,
    Text,
    Tone,
    WarningText,
)
from marram.design.exports import Cell as FileCell
from marram.design.words import day
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
)
from marram.funding.queries.intentions import IntentionLine, IntentionList, IntentionPage
from marram.funding.vocabulary.money import IntentionStage


HEADINGS = (
    "Intention", "Commissioned by", "When", "Need", "Priority", "Service", "Contract", "Stage",
    "Review on",
)  # fmt: skip
STAGE_TONES = {
    IntentionStage.PROPOSED: Tone.GREY,
    IntentionStage.CONSULTED: Tone.YELLOW,
    IntentionStage.AGREED: Tone.GREEN,
    IntentionStage.IN_PLACE: Tone.BLUE,
    IntentionStage.DROPPED: Tone.GREY,
}


def intention_list(found: IntentionList) -> MoneyShown:
    loose = sum(bool(each.loose_ends) for each in found.intentions)
    return money_list(
        title="Commissioning intentions",
        noun="intention",
        address="funding:intentions",
        lead=f"{loose} of {len(found.intentions)} have a loose end." if loose else "",
        actions=add_button("Add an intention", "funding:add-intention", allowed=found.may_keep),
        columns=("Intention", "Need", "Priority", "Service and contract", "Stage"),
        rows=map(_row, found.intentions),
    )


def file_rows(found: IntentionList) -> tuple[tuple[FileCell, ...], ...]:
    """Return the list as rows under HEADINGS."""
    return tuple(
        (
            each.title,
            each.commissioners,
            each.period,
            each.need,
            each.priority.text if each.priority else "",
            each.service,
            each.contract_title,
            each.stage.value,
            each.review_on,
        )
        for each in found.intentions
    )


def intention_page(page: IntentionPage, *, viewer: Actor) -> MoneyShown:
    line = page.line
    return money_page(
        title=line.title,
        trail=[Place("Commissioning intentions", reverse("funding:intentions"))],
        caption="Commissioning intention",
        tags=(_stage_tag(line),),
        actions=change_button("funding:amend-intention", line.slug, allowed=page.may_keep),
        parts=(
            *(WarningText(sentence) for sentence in line.loose_ends),
            _facts(page),
            *panels.shown("history", viewer=viewer, key=Subject("funding.intention", line.slug)),
        ),
    )


def _row(line: IntentionLine) -> Row:
    return (
        Link(line.title, reverse("funding:intention", args=[line.slug])),
        line.need,
        _priority(line) or StatusTag("None", Tone.AMBER),
        line.contract_title or line.service or StatusTag("None", Tone.AMBER),
        _stage_tag(line),
    )


def _priority(line: IntentionLine) -> Text:
    if line.priority is None:
        return ""
    return Link(line.priority.text, reverse("strategy:strategy", args=[line.priority.strategy]))


def _stage_tag(line: IntentionLine) -> StatusTag:
    return StatusTag(line.stage.capitalize(), STAGE_TONES[line.stage])


def _facts(page: IntentionPage) -> SummaryList:
    line = page.line
    contract = reverse("funding:contract", args=[line.contract]) if line.contract else ""
    shown: dict[str, Text] = {
        "Commissioned by": line.commissioners,
        "When": line.period,
        "Need": line.need,
        "Priority": _priority(line),
        "Service": line.service,
        "Contract": Link(line.contract_title, contract) if line.contract else "",
        "Review on": day(line.review_on),
        "Written in": line.source,
    }
    return facts(shown, page.may_keep)
