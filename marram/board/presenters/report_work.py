"""A report as its authors and officers work on it: pages to write, sign-offs, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from marram.board.presenters.reports import crumbs, stage_tag
from marram.board.queries.papers import PaperAppendix
from marram.board.queries.reports import ReportPage, SectionLine, SignatureLine
from marram.board.vocabulary.reports import Clearance, Stage
from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    Fact,
    Heading,
    InsetText,
    Link,
    Signature,
    SignOff,
    SummaryList,
    Tag,
    Task,
    TaskList,
    Text,
)
from marram.design.words import day, listed
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.verdicts import Verdict


@dataclass(frozen=True, kw_only=True)
class WorkShown:
    """A report as its authors and officers work on it."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    notice: Component | None
    facts: SummaryList
    pages: TaskList
    clearance: Component
    withdrawn: DataTable | None
    authors: DataTable
    add_author: Link | None
    appendices: DataTable
    add_appendix: tuple[Link, ...]
    buttons: tuple[Component, ...]
    panels: tuple[Component, ...]


def work(found: ReportPage, files: Sequence[PaperAppendix], *, viewer: Actor) -> WorkShown:
    """Return a report with its pages to write, its sign-offs, and what this viewer may do now."""
    here, may_write = [found.number], bool(found.may_write)
    add_author = Link("Name another author", reverse("board:add-author", args=here))
    add_appendix = (
        Link("Add a file", reverse("board:add-appendix", args=here)),
        Link(
            "Add tables and charts from the record", reverse("board:add-live-appendix", args=here)
        ),
    )
    return WorkShown(
        title=f"Work on {found.title}",
        breadcrumbs=crumbs(found.title),
        heading=Heading(
            found.title,
            caption="Work on this report",
            tags=(stage_tag(found.stage),),
            actions=_above(found),
        ),
        notice=_what_is_next(found),
        facts=SummaryList(_facts(found)),
        pages=TaskList(tuple(_task(found, each) for each in found.sections)),
        clearance=_clearance(found),
        withdrawn=_withdrawn(found),
        authors=_authors(found),
        add_author=add_author if may_write else None,
        appendices=_files(found.number, files, may_write=may_write),
        add_appendix=add_appendix if may_write else (),
        buttons=_buttons(found),
        panels=panels.shown(
            "history", viewer=viewer, key=Subject("board.report", str(found.number))
        ),
    )


def _above(found: ReportPage) -> tuple[Component, ...]:
    read = Button(
        "Read it as a paper", url=reverse("board:report", args=[found.number]), style="secondary"
    )
    leave = Button(
        "Write in Word", url=reverse("board:write-in-word", args=[found.number]), style="secondary"
    )
    come = Button(
        "Bring it in from Word",
        url=reverse("board:report-from-word", args=[found.number]),
        style="secondary",
    )
    return (read, leave, come) if found.may_write else (read,)


def _what_is_next(found: ReportPage) -> Component | None:
    missing = [office for office in Clearance if office not in found.standing]
    words = {
        Stage.DRAFT: "It can go for clearance once every part that is needed says something.",
        Stage.IN_CLEARANCE: f"It waits for the sign-off of {listed(missing)}. "
        "A change now withdraws the sign-offs that were given.",
        Stage.CLEARED: "It is cleared. A change now puts it back into clearance.",
        Stage.PUBLISHED: "It is published, and cannot be changed until it is taken back.",
    }
    return InsetText(words[found.stage])


def _facts(found: ReportPage) -> tuple[Fact, ...]:
    place: tuple[Link, ...] = ()
    if found.may_write:
        url = reverse("board:place-report", args=[found.number])
        place = (Link("Change", url, hidden_text="the agenda item"),)
    item = f"{found.board}, {day(found.meets_on)}: {found.item_title}" if found.item else "None yet"
    facts = [
        Fact("Agenda item", item, actions=place),
        Fact("Published on", day(found.published_on)),
        Fact("Recorded from", found.taken_from),
        Fact("Who may change it", found.may_write.reason),
    ]
    return tuple(fact for fact in facts if fact.value)


def _task(found: ReportPage, line: SectionLine) -> Task:
    url = reverse("board:write-report", args=[found.number, line.section.name])
    return Task(
        line.section.title,
        _progress(line),
        url=url if found.may_write else "",
        hint=_holds(line),
    )


def _holds(line: SectionLine) -> str:
    """Return the first parts of a page and how many more it has; nothing where it has but one."""
    first, *others = [part.label for part in line.section.parts]
    return f"{first}, {others[0].lower()} and {len(others) - 1} more" if others else ""


def _progress(line: SectionLine) -> Text:
    if line.filled == line.needed:
        return "Done" if line.any_words else Tag("Not started", "blue")
    if not line.any_words:
        return Tag("Not started", "blue")
    return Tag(f"{line.filled} of {line.needed} filled in", "light-blue")


def _clearance(found: ReportPage) -> SignOff:
    return SignOff("Sign-offs", tuple(_signature(found, office) for office in Clearance))


def _signature(found: ReportPage, office: Clearance) -> Signature:
    given = found.standing.get(office)
    role = f"{office.capitalize()} office"
    if given is None:
        return Signature(role)
    remarks = f": {given.remarks}" if given.remarks else ""
    return Signature(
        role, given.name or "From the paper", given.signed_on, f"{given.reference}{remarks}"
    )


def _withdrawn(found: ReportPage) -> DataTable | None:
    old = [one for one in found.signatures if one.withdrawn_at is not None]
    if not old:
        return None
    return DataTable(
        caption="Sign-offs that were withdrawn",
        columns=("Office", "Reference", "Signed", "Why it stands no longer"),
        rows=tuple(map(_withdrawn_row, old)),
        caption_size="s",
    )


def _withdrawn_row(one: SignatureLine) -> tuple[str, ...]:
    return (
        one.clearance.capitalize(),
        one.reference,
        f"{one.name}, {day(one.signed_on)}" if one.name else day(one.signed_on),
        one.withdrawn_because,
    )


def _authors(found: ReportPage) -> DataTable:
    def remove(user: int, name: str) -> tuple[Text, ...]:
        if not found.may_write or len(found.authors) == 1:
            return ("",) if found.may_write else ()
        url = reverse("board:remove-author", args=[found.number, user])
        return (Link("Take off", url, hidden_text=name),)

    return DataTable(
        caption="Authors",
        columns=("Name", *(("Change",) if found.may_write else ())),
        rows=tuple((name, *remove(user, name)) for user, name in found.authors.items()),
        empty="Nobody is named.",
        caption_size="m",
    )


def _buttons(found: ReportPage) -> tuple[Component, ...]:
    """Return what can be done at this stage; a button that may not be pressed says why."""
    return {
        Stage.DRAFT: _to_send,
        Stage.IN_CLEARANCE: _to_sign,
        Stage.CLEARED: _to_publish,
        Stage.PUBLISHED: _to_take_back,
    }[found.stage](found)


def _to_send(found: ReportPage) -> tuple[Component, ...]:
    if not found.may_write:
        return ()
    return (_button("Send for clearance", "send-report", found, found.complete),)


def _to_sign(found: ReportPage) -> tuple[Component, ...]:
    signs = tuple(
        _button(f"Give the {office} sign-off", "sign-report", found, found.may_sign[office], office)
        for office in Clearance
        if office not in found.standing and found.may_sign[office]
    )
    return (*signs, *_back(found))


def _to_publish(found: ReportPage) -> tuple[Component, ...]:
    if not found.may_publish:
        return _back(found)
    placed = Verdict(bool(found.item), "Choose the agenda item that it is for first.")
    return (_button("Publish", "publish-report", found, placed), *_back(found))


def _to_take_back(found: ReportPage) -> tuple[Component, ...]:
    if not found.may_publish:
        return ()
    return (_button("Take it back", "take-report-back", found, found.may_publish, style="warning"),)


def _back(found: ReportPage) -> tuple[Component, ...]:
    if not found.may_send_back:
        return ()
    verdict = found.may_send_back
    return (_button("Send it back", "send-report-back", found, verdict, style="secondary"),)


def _button(
    words: str, name: str, found: ReportPage, verdict: Verdict, *more: str, style: str = ""
) -> Button:
    url = reverse(f"board:{name}", args=[found.number, *more])
    if not verdict:
        return Button(words, kind="button", disabled=True, reason_not=verdict.reason)
    return Button(words, url=url, style=style)


def _files(report: int, appendices: Sequence[PaperAppendix], *, may_write: bool) -> DataTable:
    rows = tuple(
        (
            f"Appendix {each.position}",
            _file_link(report, each),
            _size(each),
            *((_remove(report, each),) if may_write else ()),
        )
        for each in appendices
    )
    return DataTable(
        caption="Appendices",
        columns=("Number", "Title", "File", *(("Change",) if may_write else ())),
        rows=rows,
        empty="There are no appendices.",
    )


def _file_link(report: int, each: PaperAppendix) -> Text:
    if not each.held:
        return each.title
    return Link(each.title, reverse("board:appendix", args=[report, each.position]))


def _size(each: PaperAppendix) -> str:
    if each.live:
        return "Drawn from the record until the report is published"
    if each.file is None:
        return "We do not hold the file"
    return f"{each.file.name}, {max(each.file.size // 1024, 1):,} KB"


def _remove(report: int, each: PaperAppendix) -> Link:
    url = reverse("board:remove-appendix", args=[report, each.position])
    return Link("Take out", url, hidden_text=f"appendix {each.position}")
