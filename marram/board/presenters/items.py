"""Items of business on the page of their meeting: papers, minute, resolutions, sub-groups."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from marram.board.presenters.arising import arising
from marram.board.presenters.tags import capital, standing_tag
from marram.board.queries.agenda_items import Declared, ItemLine
from marram.board.queries.meetings import MeetingPage
from marram.board.queries.resolution_lines import ResolutionLine
from marram.board.queries.sub_groups import SubGroupUpdate, SubMeeting
from marram.board.vocabulary.meetings import EXEMPT_PARAGRAPHS, PROCEDURAL, ItemKind, Stage
from marram.board.vocabulary.resolutions import Outcome, Standing
from marram.design.components import Component, DataTable, Link, StatusTag, Tag
from marram.design.words import day, listed, number


@dataclass(frozen=True, kw_only=True)
class ResolutionShown:
    """A resolution under its item."""

    words: str
    link: str
    code: str
    kind: str
    state: str
    effect: str
    tag: StatusTag | None
    settle: str


@dataclass(frozen=True, kw_only=True)
class SubGroupShown:
    """A sub-group's lines in the standing item."""

    name: str
    url: str
    sentence: str
    meetings: tuple[tuple[str, str], ...]
    words: str
    tell: str


@dataclass(frozen=True, kw_only=True)
class ItemShown:
    """An item of business on the page."""

    anchor: str
    printed: str
    title: str
    by: str
    tags: tuple[Component, ...]
    notes: tuple[str, ...]
    report: Link | None
    minute: tuple[str, ...]
    declarations: tuple[str, ...]
    recommended: tuple[ResolutionShown, ...]
    resolved: tuple[ResolutionShown, ...]
    sub_groups: tuple[SubGroupShown, ...]
    arising: DataTable | None
    actions: tuple[Link, ...]


def shown(page: MeetingPage, item: ItemLine) -> ItemShown:
    """Return an item; of one that is withheld, its number and paragraphs."""
    if item.withheld:
        return _withheld(item)
    resolved = [line for line in item.resolutions if line.outcome != Outcome.RECOMMENDED]
    recommended = [line for line in item.resolutions if line.outcome == Outcome.RECOMMENDED]
    standing = item.kind == ItemKind.SUB_GROUPS
    matters = item.kind == ItemKind.MATTERS_ARISING
    return ItemShown(
        anchor=f"item-{item.number}",
        printed=item.printed,
        title=item.title,
        by=_by(item),
        tags=tuple(_tags(page, item)),
        notes=tuple(_notes(item)),
        report=_report(item),
        minute=tuple(part for part in item.minute.split("\n") if part.strip()),
        declarations=tuple(_declared(each) for each in item.declarations),
        recommended=tuple(_resolution(page, line) for line in recommended),
        resolved=tuple(_resolution(page, line) for line in resolved),
        sub_groups=tuple(_sub_group(page, each) for each in page.sub_groups) if standing else (),
        arising=arising(page.matters_arising) if matters else None,
        actions=_item_links(page, item),
    )


def _withheld(item: ItemLine) -> ItemShown:
    named = "; ".join(f"paragraph {each}: {EXEMPT_PARAGRAPHS[each]}" for each in item.exempt_under)
    return ItemShown(
        anchor=f"item-{item.number}",
        printed=item.printed,
        title="An exempt item",
        by="",
        tags=(Tag("Exempt"),),
        notes=(
            "The public and press are kept out while this item is taken, under Schedule 12A to the"
            f" Local Government Act 1972, {named}.",
        ),
        report=None,
        minute=(),
        declarations=(),
        recommended=(),
        resolved=(),
        sub_groups=(),
        arising=None,
        actions=(),
    )


def _by(item: ItemLine) -> str:
    parts = [item.author_role, item.organisation]
    if item.kind not in PROCEDURAL and item.kind != ItemKind.SUB_GROUPS:
        parts.insert(0, capital(item.kind))
    if item.minutes_allowed:
        parts.append(number(item.minutes_allowed, "minute"))
    if item.pages_as_printed:
        parts.append(f"pages as printed: {item.pages_as_printed}")
    return capital(", ".join(part for part in parts if part))


def _tags(page: MeetingPage, item: ItemLine) -> Iterable[Component]:
    """Yield what marks an item; that it is not out yet is said once the others are."""
    if item.exempt_under:
        yield Tag(f"Exempt: paragraph {listed(item.exempt_under)}")
    if item.to_follow:
        yield Tag("To follow", "yellow")
    if item.supplement:
        yield Tag(f"Supplement {item.supplement}", "blue")
    if item.urgent_because:
        yield Tag("Urgent", "red")
    if item.withdrawn_because:
        yield Tag("Withdrawn", "grey")
    if item.published_on is None and page.stage != Stage.PLANNED:
        yield Tag("Not published yet", "grey")
    if item.flags and item.flags.key:
        yield Tag("Key decision", "purple")


def _notes(item: ItemLine) -> Iterable[str]:
    if item.covering_note:
        yield item.covering_note
    if item.urgent_because:
        yield f"Taken as urgent: {item.urgent_because}"
    if item.withdrawn_because:
        yield f"Withdrawn: {item.withdrawn_because}"
    if item.exempt_because:
        yield f"Exempt because: {item.exempt_because}"
        yield f"Public interest: {item.public_interest}"
    if item.exempt_review_on:
        yield f"Whether it still must be exempt is looked at on {day(item.exempt_review_on)}."
    if item.flags and item.flags.key:
        reasons = listed([reason.value for reason in item.flags.key])
        yield (
            f"Key decision ({reasons}): notice by {day(item.flags.notice_by)}, may be called in"
            f" until {day(item.flags.call_in_until)} if it is published that day."
        )


def _report(item: ItemLine) -> Link | None:
    if item.report is None:
        return None
    return Link(f"Read the report: {item.report.title}", _report_url(item.report.number))


def _report_url(report: int) -> str:
    return reverse("board:report", args=[report])


def _resolution(page: MeetingPage, line: ResolutionLine) -> ResolutionShown:
    may_settle = line.outcome == Outcome.RECOMMENDED and page.may_minute and page.may_keep
    return ResolutionShown(
        words=line.words,
        link=reverse("board:resolution", args=[line.code]),
        code=line.code,
        kind=capital(line.kind),
        state=_state(line),
        effect=line.effect,
        tag=None if line.standing is Standing.SETTLED else standing_tag(line.standing),
        settle=reverse("board:settle", args=[line.code]) if may_settle else "",
    )


def _state(line: ResolutionLine) -> str:
    parts = [capital(line.kind)]
    if line.outcome == Outcome.NOT_AGREED:
        parts.append("not agreed")
    if line.owner:
        parts.append(f"owner: {line.owner}")
    if line.due_on:
        parts.append(f"due {day(line.due_on)}")
    if line.frequency or line.repeat != "once":
        parts.append(line.frequency or line.repeat)
    return ", ".join(parts)


def _declared(each: Declared) -> str:
    who = f"{each.role} ({each.organisation_name})" if each.organisation_name else each.role
    stayed = f" Dispensation: {each.dispensation}." if each.dispensation else ""
    advice = f" Advice: {each.advice}." if each.advice else ""
    nature = each.nature.rstrip(".")
    return f"{who}: {each.interest}. {nature}. {capital(each.conduct)}.{stayed}{advice}"


def _sub_group(page: MeetingPage, update: SubGroupUpdate) -> SubGroupShown:
    may_tell = update.may_tell and bool(page.agenda_open)
    note = reverse("board:sub-group-note", args=[page.code, update.group])
    return SubGroupShown(
        name=update.name,
        url=reverse("people:group", args=[update.group]),
        sentence=_met(update),
        meetings=tuple((day(each.on), each.summary) for each in update.met if each.summary),
        words=update.words,
        tell=note if may_tell else "",
    )


def _met(update: SubGroupUpdate) -> str:
    if update.did_not_meet:
        met = "Did not meet since the last board, by the calendar kept here."
    else:
        times = number(len(update.met), "time")
        met = f"Met {times} since the last board: {_days(update.met)}."
    if not update.to_report:
        return met
    return f"{met} To report next time: {_days(update.to_report)}."


def _days(meetings: Iterable[SubMeeting]) -> str:
    return listed([day(each.on) for each in meetings])


def _item_links(page: MeetingPage, item: ItemLine) -> tuple[Link, ...]:
    """Return what may be done to an item; a reader of a screen hears which item it is."""
    links: list[Link] = []

    def offer(text: str, name: str) -> None:
        hidden = f" item {item.printed}, {item.title}"
        links.append(Link(text, reverse(f"board:{name}", args=[item.number]), hidden))

    if page.may_keep and page.agenda_open:
        offer("Change", "amend-item")
        if page.stage == Stage.PLANNED:
            offer("Move", "move-item")
        offer("Recommend", "recommend")
        offer("Withdraw", "withdraw-item")
    if page.may_minute and page.may_keep:
        offer("Minute", "minute-item")
        offer("Resolve", "resolve")
    if page.may_minute and page.may_declare and page.attendance:
        offer("Declare an interest", "declare")
    return tuple(links)
