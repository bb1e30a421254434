"""Agreements as pages, and papers as cards."""

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    Fact,
    Heading,
    InsetText,
    Link,
    Place,
    SummaryCard,
    SummaryList,
    Text,
)
from marram.design.words import day
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.money import MoneyShown, change_button
from marram.funding.queries.documents import Paper, Papers
from marram.funding.queries.returns.agreements import AgreementPage
from marram.funding.vocabulary.documents import Holder


NOT_SAID = "Not said"
PAGES = {Holder.AGREEMENT: "funding:agreement", Holder.GRANT: "funding:grant"}


def agreement_page(found: AgreementPage, *, viewer: Actor) -> MoneyShown:
    """Return an agreement: its dates, who is bound by it, its pools and its documents."""
    line = found.line
    change = change_button("funding:amend-agreement", line.slug, allowed=found.may_keep)
    return MoneyShown(
        title=line.title,
        breadcrumbs=Breadcrumbs((Place("Money", reverse("funding:pools")), Place(line.title))),
        heading=Heading(title=line.title, caption="Agreement that pools money", actions=change),
        parts=(
            SummaryList(_facts(found)),
            *papers(found.papers),
            *panels.shown("history", viewer=viewer, key=Subject("funding.agreement", line.slug)),
        ),
    )


def papers(found: Papers) -> tuple[Component, ...]:
    """Return a card for each paper, and the button that files another."""
    cards = tuple(_card(found, each) for each in found.lines)
    none = () if cards else (InsetText("No document has been filed yet."),)
    return (*(cards or none), *_file_button(found))


def address(found: Papers) -> str:
    """Return where the page of what the papers belong to is."""
    return reverse(PAGES[found.holder], args=[found.slug])


def size(count: int) -> str:
    """Return how large a file is.

    >>> size(1_234_567), size(950)
    ('1.2 MB (1,234,567 bytes)', '950 bytes')
    """
    exact = f"{count:,} bytes"
    for unit, of in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= of:
            return f"{count / of:.1f} {unit} ({exact})"
    return exact


def _facts(found: AgreementPage) -> tuple[Fact, ...]:
    line = found.line
    shown = {
        "Runs from": day(line.starts_on, NOT_SAID),
        "Until": day(line.ends_on, NOT_SAID),
        "Signed on": day(line.signed_on, NOT_SAID),
        "Parties": "; ".join(name for _, name in line.parties) or NOT_SAID,
        "May approve for the board": line.delegated_to or "Nobody",
        "What for": line.delegated_terms or NOT_SAID,
        "Written in": line.source or NOT_SAID,
    }
    pools = (
        Fact("Pool", Link(title, reverse("funding:pool", args=[slug])))
        for slug, title in found.pools
    )
    return (*(Fact(key, value) for key, value in shown.items()), *pools)


def _card(found: Papers, paper: Paper) -> SummaryList:
    args = [found.holder.value, found.slug, paper.number]
    remove = Link("Take out", reverse("funding:remove-paper", args=args), hidden_text=paper.title)
    shown: dict[str, Text] = {
        "What it is": paper.kind.capitalize(),
        "Dated": day(paper.dated_on, NOT_SAID),
        "Address": Link(paper.link, paper.link) if paper.link.startswith("http") else paper.link,
    }
    if paper.file is None:
        shown["File"] = "Not kept here"
    elif not found.may_read_files:
        shown["File"] = found.may_read_files.reason
    else:
        shown["File"] = Link(paper.file.name, reverse("funding:paper", args=args))
        shown["Size"] = size(paper.file.size)
        shown["SHA-256"] = paper.file.sha256
        shown["Kept on"] = day(paper.file.kept_at.date())
    return SummaryList(
        tuple(Fact(key, value) for key, value in shown.items() if value),
        card=SummaryCard(paper.title, actions=(remove,) if found.may_keep else ()),
    )


def _file_button(found: Papers) -> tuple[Button, ...]:
    if not found.may_keep:
        return ()
    url = reverse("funding:file-paper", args=[found.holder.value, found.slug])
    return (Button("File a document", url=url, style="secondary"),)
