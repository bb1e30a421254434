"""How far a return has gone: who has put their name to it, and what may be done next."""

from datetime import date

from django.urls import reverse

from marram.design.components import Button, Component, Fact, Link, SummaryCard, SummaryList
from marram.design.words import day
from marram.funding.queries.returns.pages import Partner, ReturnPage
from marram.funding.vocabulary import Approval, Stage


STAGES = list(Stage)
# What a move is called on its button, and whether it needs words first.
MOVE_WORDS = {
    Stage.FINANCE_CHECKED: "Mark as checked by finance",
    Stage.APPROVED: "Record the approval",
    Stage.SUBMITTED: "Submit and freeze it",
    Stage.ACCEPTED: "Record that it was accepted",
    Stage.RETURNED: "Record that it came back",
    Stage.SIGNED: "Record that the agreement is signed",
    Stage.DRAFT: "Send back to draft",
}


def progress(found: ReturnPage) -> SummaryList:
    """Return who has put their name to the figures, and who has still to."""
    reached = STAGES.index(found.stage)
    checked = reached >= STAGES.index(Stage.FINANCE_CHECKED) and found.stage != Stage.RETURNED
    sent = found.sent[-1] if found.sent else None
    return SummaryList(
        (
            Fact("Checked by finance", _done(checked, found.checked_on)),
            *(
                Fact(f"Agreed by {each.name}", _agreed(found, each), _agree_link(found, each))
                for each in found.partners
            ),
            Fact("Approved by the board", _approved(found)),
            Fact("Submitted", f"Frozen as submission {sent.number}" if sent else "Not yet"),
            Fact("Published on", day(found.published_on, "Not published: partners only")),
            Fact("Due on", day(found.due_on, "Not said")),
            Fact("Source", found.source or "Typed here"),
        ),
        card=SummaryCard("How far it has gone"),
    )


def _done(done: bool, on: date | None) -> str:
    return day(on, "Yes; the day is not known") if done else "Not yet"


def _agreed(found: ReturnPage, partner: Partner) -> str:
    return _done(partner.agreed, partner.agreed_on)


def _agree_link(found: ReturnPage, partner: Partner) -> tuple[Link, ...]:
    if partner.agreed or not partner.may_agree:
        return ()
    url = reverse("funding:agree", args=[found.slug, partner.slug])
    return (Link("Agree", url, hidden_text=f"for {partner.name}"),)


def _approved(found: ReturnPage) -> str:
    if not found.approved_by:
        return "Not yet"
    when = day(found.approved_on, "The day is not known")
    if found.approved_by == Approval.BOARD:
        return when
    ratified = (
        f"ratified by the board on {day(found.ratified_on)}"
        if found.ratified_on
        else "the board has still to ratify it"
    )
    return f"Under delegated authority ({found.delegated_to}). {when}; {ratified}."


def moves(found: ReturnPage) -> tuple[Component, ...]:
    """Return a button for each way on. Those who may do nothing here see none."""
    buttons = [
        Button(
            MOVE_WORDS[way.to],
            url=reverse("funding:move", args=[found.slug, way.to.replace(" ", "-")]),
            style="secondary" if way.to in (Stage.DRAFT, Stage.RETURNED) else "",
        )
        for way in found.ways
        if way.allowed
    ]
    if found.may_ratify:
        buttons.append(
            Button("Record the ratification", url=reverse("funding:ratify", args=[found.slug]))
        )
    if found.may_publish and found.published_on is None:
        buttons.append(
            Button(
                "Publish",
                url=reverse("funding:publish", args=[found.slug]),
                style="secondary",
            )
        )
    return tuple(buttons)
