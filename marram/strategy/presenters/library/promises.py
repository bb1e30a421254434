"""Promises and statutory duties, with what shows them."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from marram.design.components import Component, Heading, Headline, Headlines, Link, Row, StatusTag
from marram.design.components.status import Shape, Tone
from marram.strategy.presenters import words
from marram.strategy.presenters.library.parts import (
    BULLETS,
    File,
    FileRow,
    Shown,
    breadcrumbs,
    filter_bar,
    select,
    strategy_link,
    table,
)
from marram.strategy.queries.library import (
    Duties,
    DutyLine,
    EvidenceLine,
    PromiseLine,
    Promises,
)


PROMISE_HEADINGS = ("Strategy", "Kind", "Number", "Promise", "Theme", "Kept", "Judged on") + (
    "Evidence",
    "Source",
)
DUTY_HEADINGS = ("Duty", "Law", "Met", "How it is met, or what is missing", "Checked on") + (
    "Strategy",
    "Evidence",
)


def kept_tag(kept: bool | None) -> StatusTag:
    return _tag(kept, yes="Kept", no="Not kept", unknown="Not judged")


def promises(page: Promises) -> Shown:
    """Return the register of promises."""
    here = reverse("strategy:promises")
    asked = {"theme": page.theme} if page.theme else {}
    themes = tuple((theme, capfirst(theme)) for theme in page.themes)
    keeps = bool(page.may_keep)
    columns = ("Promise", "Theme", "Kept?", "What shows it", "Made in")
    return Shown(
        title="Promises",
        heading=Heading("Promises", lead="What was promised in public, and whether it is kept."),
        breadcrumbs=breadcrumbs(title="Promises"),
        parts=(
            Headlines(
                (
                    Headline(str(page.kept), "kept", tone="green"),
                    Headline(str(page.broken), "not kept", tone="red"),
                    Headline(str(page.not_judged), "not judged yet"),
                )
            ),
            filter_bar(
                (select("theme", "Theme", themes, page.theme),),
                here=here,
                asked=asked,
                labels={"theme": "Theme"},
            ),
            table(
                words.number(len(page.lines), "promise"),
                (*columns, "Judge") if keeps else columns,
                tuple(_promise_row(line, keeps) for line in page.lines),
                here=here,
                asked=asked,
                empty="No promise fits. Take the filter off, or deliver the file of promises.",
            ),
        ),
        files=(File(title="Promises", header=PROMISE_HEADINGS, rows=_promise_files(page.lines)),),
    )


def duties(page: Duties) -> Shown:
    """Return the checklist of the board's statutory functions."""
    here = reverse("strategy:duties")
    keeps = bool(page.may_keep)
    columns = ("Duty", "Law", "Met?", "How, or what is missing", "Checked on", "Strategy")
    return Shown(
        title="Statutory duties",
        heading=Heading(
            "Statutory duties",
            lead="What the law asks of a health and wellbeing board, and how it is met here.",
        ),
        breadcrumbs=breadcrumbs(title="Statutory duties"),
        parts=(
            Headlines(
                (
                    Headline(str(page.met), "met", tone="green"),
                    Headline(str(page.not_met), "not met", tone="red"),
                    Headline(str(page.not_checked), "not checked yet"),
                )
            ),
            table(
                words.number(len(page.lines), "duty", "duties"),
                (*columns, "Check") if keeps else columns,
                tuple(_duty_row(line, keeps) for line in page.lines),
                here=here,
                empty="The checklist is empty. Deliver the file of duties first.",
            ),
        ),
        files=(File(title="Statutory duties", header=DUTY_HEADINGS, rows=_duty_files(page.lines)),),
    )


def evidence_list(lines: Sequence[EvidenceLine]) -> SafeString | str:
    """Return evidence as a list, the newest first, each with its day."""
    if not lines:
        return "Nothing yet"
    entries = (
        (_one_evidence(line), words.day(line.at.date()), f", {line.by}" if line.by else "")
        for line in lines
    )
    found = format_html_join("", "<li>{} ({}{})</li>", entries)
    return format_html(BULLETS, found)


def _one_evidence(line: EvidenceLine) -> str | Component:
    return Link(line.text, line.link) if line.link else line.text


def _promise_row(line: PromiseLine, keeps: bool) -> Row:
    judge = Link(
        "Judge",
        reverse("strategy:judge-promise", args=[line.key]),
        hidden_text=f"{line.kind} {line.ref}: {line.statement}",
    )
    return (
        f"{line.kind} {line.ref}: {line.statement}",
        capfirst(line.theme),
        kept_tag(line.kept),
        evidence_list(line.evidence),
        strategy_link(line.strategy, line.strategy_title),
        *((judge,) if keeps else ()),
    )


def _duty_row(line: DutyLine, keeps: bool) -> Row:
    check = Link("Check", reverse("strategy:check-duty", args=[line.slug]), hidden_text=line.duty)
    said = line.how_met or "Not checked yet"
    shown = format_html("{}{}", said, evidence_list(line.evidence)) if line.evidence else said
    return (
        line.duty,
        line.law,
        _tag(line.met, yes="Met", no="Not met", unknown="Not checked"),
        shown,
        words.day(line.checked_on, "Never"),
        strategy_link(line.strategy, line.strategy_title) if line.strategy else "None",
        *((check,) if keeps else ()),
    )


def _tag(answer: bool | None, *, yes: str, no: str, unknown: str) -> StatusTag:
    if answer is None:
        return StatusTag(unknown, Tone.GREY, Shape.RING)
    if answer:
        return StatusTag(yes, Tone.GREEN, Shape.TICK)
    return StatusTag(no, Tone.RED, Shape.CROSS)


def _said(answer: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[answer]


def _evidence_text(lines: Iterable[EvidenceLine]) -> str:
    return "; ".join(f"{line.text} {line.link}".strip() for line in lines)


def _promise_files(lines: Iterable[PromiseLine]) -> tuple[FileRow, ...]:
    return tuple(
        (
            line.strategy_title,
            line.kind,
            line.ref,
            line.statement,
            line.theme,
            _said(line.kept),
            line.judged_on,
            _evidence_text(line.evidence),
            line.source,
        )
        for line in lines
    )


def _duty_files(lines: Iterable[DutyLine]) -> tuple[FileRow, ...]:
    return tuple(
        (
            line.duty,
            line.law,
            _said(line.met),
            line.how_met,
            line.checked_on,
            line.strategy_title,
            _evidence_text(line.evidence),
        )
        for line in lines
    )
