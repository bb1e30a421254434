"""Figures that papers print of a return, each upheld or refuted by its lines."""

from marram.design.components import Column, DataTable, Details, Row, StatusTag, Tone
from marram.design.words import number
from marram.funding.presenters.money import names_line, take_out
from marram.funding.presenters.returns.names import amount
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.claims import Finding


def claims(found: ReturnPage) -> Details | None:
    """Return what papers print of a return and whether its lines bear it out."""
    if not found.findings:
        return None
    refuted = sum(not each.upheld for each in found.findings)
    summary = f"{number(len(found.findings), 'printed figure')}, {refuted or 'none'} refuted"
    to_do = ("To do",) if found.may_note else ()
    table = DataTable(
        caption="Figures that papers print of this return",
        columns=("What the paper says", Column("Figure", numeric=True), "Finding", "Where", *to_do),
        rows=tuple(_row(each, found) for each in found.findings),
        caption_size="s",
    )
    return Details(summary, table)


def _row(each: Finding, found: ReturnPage) -> Row:
    claim, args = each.claim, [found.slug, each.claim.number]
    remove = take_out("funding:remove-claim", *args, called=claim.words, allowed=found.may_note)
    return (
        names_line(claim.words, "funding:amend-claim", *args, allowed=found.may_note),
        amount(claim.amount),
        StatusTag("Upheld", Tone.GREEN)
        if each.upheld
        else StatusTag("Refuted", Tone.RED, note=each.sentence),
        claim.source,
        *((remove,) if found.may_note else ()),
    )
