"""Packs of Millbrook's own, written out in the many shapes that councils print them in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
COUNCIL, TRUST, POLICE = "Millbrook Council", "Millbrook Community NHS Trust", "Vale Police"
# Who came, with what the paper may print beside them; none of these names may be kept.
PEOPLE = (
    ("Councillor Ann Marsh", COUNCIL),
    ("Jo Park", TRUST),
    ("Dr. Priya O'Neill", "Millbrook Integrated Care Board"),
    ("Superintendent Lee Ward-Cole", POLICE),
    ("Sam McAllister", "Healthwatch Millbrook"),
)
SORRY = (("Councillor Dee Fenn", COUNCIL), ("Max Hollis", "Vale Fire and Rescue Service"))
NAMES = frozenset(
    ["Marsh", "Park", "O'Neill", "Ward-Cole", "McAllister", "Fenn", "Hollis", "Quill"]
)
SUBJECTS = (
    "Loneliness in later life",
    "Sub-group updates",
    "Better Care Fund return",
    "Suicide prevention plan: first year",
    "Mental health support teams in schools",
    "SEND improvement plan update",
)
AUTHORS = ("Director of Public Health", "Head of Communities", "Chief Executive")
ASKS = (
    "the contents of the report be noted",
    "the plan for the first year be approved",
    "progress be reported to the Board annually",
    "the Overview and Scrutiny Committee be asked to look at waiting times",
    "regular progress reports be agreed",
)
TALK = (
    "Members asked how many people had waited longer than eighteen weeks, and were told that the"
    " figures would be looked at again. Three areas of concern were named: (1) waiting, (2) travel,"
    " (3) language. It was said that the service had begun in January and would grow."
)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a council prints its papers."""

    pages: str = "feeds"
    width: int = 78
    loud: bool = True
    mark: str = ". "
    heading: int = 0
    people: int = 0
    resolved: int = 0
    clauses: int = 0
    table: int = 0
    day: int = 0
    front: bool = True
    reference: int = 0
    first_number: int = 1


@dataclass(frozen=True, kw_only=True)
class Business:
    """An item of minutes: its subject, and what was resolved, in the order of clauses."""

    subject: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report of the pack: what stands in its head, and what it recommends."""

    subject: str
    author: str
    asks: tuple[str, ...]
    key_decision: str = "No"
    forward_plan: str = "Yes"
    exempt: str = "No"
    wards: str = "All Wards"
    portfolio: str = "Health and Wellbeing"
    finance_ref: str = "FD6398/21"
    legal_ref: str = "LD4599/21"


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What a pack says, so that what is read can be held against it."""

    body: str
    last: date
    venue: str
    minuted: tuple[Business, ...]
    on: date
    reports: tuple[Report, ...]
    shape: Shape

    @property
    def first_report(self) -> int:
        """The number of the first report on the agenda: three standing items come before it."""
        return 4


def text(truth: Truth) -> str:
    """Return a pack as the text of its pages."""
    shape = truth.shape
    parts = [("", page) for page in [_agenda(truth)] if shape.front]
    parts.append(("2", _minutes(truth)))
    parts += [
        (str(number), _report(truth, report))
        for number, report in enumerate(truth.reports, truth.first_report)
    ]
    return _paged(parts, shape)


def written(day: date, shape: int) -> str:
    """Return a day as a council writes it."""
    ordinal = {1: "st", 2: "nd", 3: "rd"}.get(
        day.day % 10 if day.day not in (11, 12, 13) else 0, "th"
    )
    month = MONTHS[day.month - 1]
    return (
        f"{day:%A} {day.day}{ordinal} {month}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day:%A}, {day.day} {month}, {day.year}",
        f"{month} {day.day}{ordinal} {day.year}",
        f"{day:%d}/{day:%m}/{day.year}",
    )[shape]


def _agenda(truth: Truth) -> list[str]:
    lines = ["A G E N D A", ""]
    entries = ["Apologies for Absence", "Minutes of Previous Meeting", "Declarations of Interest"]
    for number, title in enumerate(entries, 1):
        lines += [f"{number}. {title}", ""]
    lines += ["Members are asked to declare any interest that relates to an item.", ""]
    for number, report in enumerate(truth.reports, truth.first_report):
        lines += [f"{number}. {report.subject} (Pages {number * 10} - {number * 10 + 9})"]
        lines += [f"Report of the {report.author}.", ""]
    return lines


def _minutes(truth: Truth) -> list[str]:
    shape = truth.shape
    lines = [*_heading(truth), "", *_present(shape), ""]
    number = shape.first_number
    for business in truth.minuted:
        title = business.subject.upper() if shape.loud else business.subject
        lines += [f"{number}{shape.mark}{title}", ""]
        lines += _said(business, shape)
        number += 1
    return lines


def _heading(truth: Truth) -> list[str]:
    day, body = written(truth.last, truth.shape.day), truth.body
    return (
        [body.upper(), "", f"MEETING HELD AT {truth.venue.upper()}", f"ON {day.upper()}"],
        [f"Minutes of the Meeting of the {body} held on {day}", f"at {truth.venue}"],
        [body, "", f"Minutes of the meeting held at {truth.venue} on {day}"],
        [body.upper(), "", day],
    )[truth.shape.heading]


def _present(shape: Shape) -> list[str]:
    chair, *others = PEOPLE
    match shape.people:
        case 0:
            named = ", ".join(f"{name} ({body})" for name, body in others[:-1])
            last = f"{others[-1][0]} ({others[-1][1]})"
            words = f"PRESENT: {chair[0]} (in the Chair) ({chair[1]}), {named} and {last}"
            return wrap(words, shape.width)
        case 1:
            return ["Present:", "", f"{chair[0]} (Chair)"] + [
                f"{name} – {body}" for name, body in others
            ]
        case _:
            names = ", ".join(name for name, _ in others[:-1]) + f" and {others[-1][0]}"
            return [f"PRESENT: {chair[0]} (in the Chair)", "", *wrap(names, shape.width)]


def _said(business: Business, shape: Shape) -> list[str]:
    if "pologies" in business.subject:
        sorry = " and ".join(f"{name} ({body})" for name, body in SORRY)
        return [*wrap(f"Apologies for absence were received from {sorry}.", shape.width), ""]
    if "Declarations" in business.subject:
        return ["No declarations of interest were received.", ""]
    lines = []
    if "Minutes" not in business.subject:
        opening = (
            f"The Board considered the report of the Director of Public Health on this. {TALK}"
        )
        lines += [*wrap(opening, shape.width), ""]
    return lines + (_resolved(business.clauses, shape) if business.clauses else [])


def _resolved(clauses: Sequence[str], shape: Shape) -> list[str]:
    opening = ("RESOLVED:", "RESOLVED: That", "RESOLVED –", "Resolved: That", "AGREED:")[
        shape.resolved
    ]
    that = "" if opening.endswith("That") else "That "
    if len(clauses) == 1:
        return [opening, "", *wrap(f"{that}{clauses[0]}.", shape.width), ""]
    lines = [opening if not that or shape.resolved in (2, 4) else f"{opening} That", ""]
    return lines + list(_listed(clauses, shape))


def _listed(clauses: Sequence[str], shape: Shape) -> Iterator[str]:
    for at, clause in enumerate(clauses):
        mark = (
            f"({at + 1})",
            f"{'abcdefgh'[at]})",
            f"{at + 1}.",
            ("i.", "ii.", "iii.", "iv.", "v.")[at],
        )[shape.clauses]
        end = "." if at + 1 == len(clauses) else "; and" if at + 2 == len(clauses) else ";"
        yield from wrap(f"{mark} {clause}{end}", shape.width)
        yield ""


def _report(truth: Truth, report: Report) -> list[str]:
    shape = truth.shape
    return [
        *_table(truth, report),
        "",
        "Summary:",
        "",
        *wrap(TALK, shape.width),
        "",
        "Recommendation(s):",
        "",
        *_listed([f"The Board is asked to {ask}" for ask in report.asks], shape),
        "Reasons for the Recommendation(s):",
        "",
        "So that the Board knows how the work stands.",
        "",
        "What consultations have taken place on the proposals and when?",
        "",
        "(A) Internal Consultations",
        "",
        *wrap(_consulted(report, shape), shape.width),
        "",
        "(B) External Consultations",
        "",
        "None.",
        "",
        "Contact Officer: Robin Quill",
        "Email Address: robin.quill@millbrook.example",
        "",
        "1. Introduction",
        "",
        *wrap(TALK * 3, shape.width),
    ]


def _consulted(report: Report, shape: Shape) -> str:
    finance, legal = (
        (report.finance_ref, report.legal_ref),
        (report.finance_ref.replace("FD", "FD."), report.legal_ref.replace("LD", "LD.")),
        (report.finance_ref.removeprefix("FD"), report.legal_ref.replace("LD", "LD ")),
    )[shape.reference]
    return (
        f"The Head of Corporate Resources ({finance}) and the Chief Legal and Democratic Officer"
        f" ({legal}) have been consulted and their comments are in the report."
    )


def _table(truth: Truth, report: Report) -> list[str]:
    """Return the head of a report: as labels and values, or as the cells of two columns come out
    of a PDF."""
    day = written(truth.on, truth.shape.day)
    if truth.shape.table == 0:
        return [
            f"Report to: {truth.body}",
            f"Date of Meeting: {day}",
            f"Subject: {report.subject}",
            f"Report of: {report.author}",
            f"Wards Affected: {report.wards}",
            f"Portfolio: {report.portfolio}",
            f"Is this a Key Decision: {report.key_decision}",
            f"Included in Forward Plan: {report.forward_plan}",
            f"Exempt / Confidential Report: {report.exempt}",
        ]
    *body, last = truth.body.split()
    return [
        f"Report to: {' '.join(body)} ",
        last,
        "",
        f"Date of Meeting: {day}",
        "",
        f"Subject: {report.subject}",
        "",
        f"Report of: {report.author} ",
        "",
        f"Wards Affected: ({report.wards});",
        "",
        "Portfolio:",
        report.portfolio,
        "",
        "Is this a Key ",
        "Decision:",
        "",
        f"{report.key_decision[0]} Included in ",
        "Forward Plan:",
        "",
        report.forward_plan,
        "",
        "Exempt / ",
        "Confidential ",
        "Report:",
        "",
        report.exempt,
    ]


def _paged(parts: Sequence[tuple[str, list[str]]], shape: Shape) -> str:
    """Return parts as pages. Each begins on a new page; stamps stand at the end of a page."""
    number, pages = 4, []
    for item, lines in parts:
        number += 1
        stamp = f"\n\nPage {number}\n" + (f"\nAgenda Item {item}\n" if item else "")
        pages.append("\n".join(lines) + (stamp if shape.pages != "bare" else "\n"))
    joint = {"feeds": "\f", "stamps": "\n\n\n", "bare": "\n "}[shape.pages]
    return joint.join(pages)


def truth(
    *, shape: Shape, on: date, subjects: Sequence[str], clauses: Sequence[tuple[str, ...]]
) -> Truth:
    """Return a pack whose minuted business and reports are about `subjects`."""
    last = on - timedelta(weeks=13)
    standing = [
        Business(subject="Apologies for Absence"),
        Business(
            subject="Minutes of Previous Meeting",
            clauses=("the minutes of the last meeting be confirmed as a correct record",),
        ),
        Business(subject="Declarations of Interest"),
    ]
    minuted = [
        Business(subject=subject, clauses=its)
        for subject, its in zip(subjects, clauses, strict=True)
    ]
    reports = [
        Report(subject=subject, author=AUTHORS[at % len(AUTHORS)], asks=("note the report",))
        for at, subject in enumerate(subjects)
    ]
    return Truth(
        body="Health and Wellbeing Board",
        last=last,
        venue="the Town Hall, Millbrook",
        minuted=(*standing, *minuted),
        on=on,
        reports=tuple(reports),
        shape=shape,
    )


def numbers_are_printed(shape: Shape) -> bool:
    """Return whether the numbers of reports stand anywhere: on an agenda, or stamped."""
    return shape.front or shape.pages != "bare"
