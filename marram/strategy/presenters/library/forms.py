"""The pages on which the library is changed: one form each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse

from marram.design.components import ButtonGroup, Link
from marram.design.forms import FormPage
from marram.strategy.presenters.library.parts import breadcrumbs
from marram.strategy.queries.library import CoverageCell, DutyLine, PromiseLine


def add_strategy() -> FormPage:
    return FormPage(
        title="Add a strategy",
        lead="Only partners see it until you publish it.",
        button="Add the strategy",
        cancel_url=reverse("strategy:library"),
        breadcrumbs=breadcrumbs(title="Add a strategy"),
    )


def of_strategy(
    slug: str, strategy: str, title: str, *, lead: str = "", save: str = "Save"
) -> FormPage:
    """Return a page that changes something of a strategy, and leads back to it."""
    back = reverse("strategy:strategy", args=[slug])
    return FormPage(
        title=title,
        caption=strategy,
        lead=lead,
        button=save,
        cancel_url=back,
        breadcrumbs=breadcrumbs((strategy, back), title=title),
    )


def judge_promise(line: PromiseLine) -> FormPage:
    return FormPage(
        title=f"Judge: {line.statement}",
        caption=f"{line.kind} {line.ref}",
        lead="What you say is kept with today's date. Earlier evidence stays.",
        cancel_url=reverse("strategy:promises"),
        breadcrumbs=breadcrumbs(("Promises", reverse("strategy:promises")), title="Judge"),
    )


def check_duty(line: DutyLine) -> FormPage:
    return FormPage(
        title=line.duty,
        caption="Statutory duty",
        lead=line.law,
        cancel_url=reverse("strategy:duties"),
        breadcrumbs=breadcrumbs(("Statutory duties", reverse("strategy:duties")), title="Check"),
    )


def amend_coverage(cell: CoverageCell) -> FormPage:
    return FormPage(
        title=f"{cell.subject} in {cell.area}",
        caption="Who has what",
        cancel_url=reverse("strategy:coverage"),
        breadcrumbs=breadcrumbs(("Who has what", reverse("strategy:coverage")), title="Change"),
    )


def amend_element(slug: str, strategy: str, key: int) -> FormPage:
    page = of_strategy(slug, strategy, "Change the statement")
    here = [slug, key]
    ways = ButtonGroup(
        (
            Link(
                "Name the measures that show it", reverse("strategy:measures-of-element", args=here)
            ),
            Link("Take it out of the framework", reverse("strategy:remove-element", args=here)),
        )
    )
    return replace(page, lead=ways, cancel_url=reverse("strategy:framework", args=[slug]))


def remove_element(slug: str, strategy: str, text: str) -> FormPage:
    page = of_strategy(
        slug,
        strategy,
        "Take out the statement",
        lead=f"“{text}” leaves the framework. Its history stays in the ledger.",
        save="Take it out",
    )
    return replace(
        page, button_style="warning", cancel_url=reverse("strategy:framework", args=[slug])
    )


def fix_baseline(slug: str, strategy: str, fields: Mapping[str, Any]) -> FormPage:
    return of_strategy(
        slug,
        strategy,
        "Fix the baseline",
        lead=f"{fields['statement']}: {fields['measure']} ({fields['unit']}). "
        "A baseline is fixed once. It cannot be changed after you save.",
        save="Fix the baseline",
    )
