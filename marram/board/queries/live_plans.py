"""How the actions of a plan stand, as blocks of a paper."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from marram.board.vocabulary.blocks import (
    Blocks,
    Paragraph,
    Run,
    Table,
    cells,
    in_words,
    sourced,
)
from marram.board.vocabulary.charts import Amounts, Bars, Draw
from marram.foundation.actors import Actor
from marram.strategy.queries import plans
from marram.strategy.queries.action_lines import ActionLine
from marram.strategy.vocabulary import Standing


NO_HEADING = "No heading"
# How a number of actions is said to stand.
PREDICATES = {
    Standing.OVERDUE: "overdue",
    Standing.MILESTONE_MISSED: "behind a milestone",
    Standing.STALE: "without a recent update",
    Standing.DUE_SOON: "due soon",
    Standing.NO_DATE: "without a date to judge by",
    Standing.ON_COURSE: "on course",
    Standing.COMPLETE: "complete",
    Standing.RETIRED: "retired",
}


def progress(viewer: Actor, key: str, on: date, draw: Draw) -> Blocks:
    """Return a plan's actions as a table, with how many stand how. At most five SQL queries.

    Raises: Missing.
    """
    page = plans.plan_page(viewer=viewer, slug=key, on=on)
    address = f"{reverse('strategy:plan', args=[key])}?on={on.isoformat()}"
    source = sourced(page.title, address, on)
    if not page.lines:
        return (Paragraph((Run(f"{page.title} has no actions."),)), source)
    counted = ", ".join(f"{number} {standing}" for standing, number in page.counts.items())
    many = "1 action" if len(page.lines) == 1 else f"{len(page.lines)} actions"
    table = Table(
        caption=f"{page.title}: its {many}",
        head=cells("Action", "Leads", "Due", "Computed status", "Claimed status"),
        rows=tuple(cells(*_row(line)) for line in page.lines),
    )
    summary = Paragraph((Run(f"{page.title}: {many}", bold=True), Run(f" ({counted}).")))
    return (summary, table, source)


def chart(viewer: Actor, key: str, on: date, draw: Draw) -> Blocks:
    """Return how a plan's actions stand under each of its headings, drawn. At most five queries.

    Raises: Missing.
    """
    page = plans.plan_page(viewer=viewer, slug=key, on=on)
    address = f"{reverse('strategy:plan', args=[key])}?on={on.isoformat()}"
    source = sourced(page.title, address, on)
    if not page.lines:
        return (Paragraph((Run(f"{page.title} has no actions."),)), source)
    counts = Counter((line.section or NO_HEADING, line.standing) for line in page.lines)
    headings = tuple(dict.fromkeys(line.section or NO_HEADING for line in page.lines))
    bars = Bars(
        title=f"{page.title}: {_finding(page.counts, len(page.lines))}",
        subject=f"Actions by how they stand on {in_words(on)}",
        heading="Heading of the plan",
        bars=headings,
        amounts=tuple(
            Amounts(standing.capitalize(), tuple(counts[each, standing] for each in headings))
            for standing in page.counts
        ),
        source=source.runs,
    )
    return (draw(bars),)


def _finding(counts: Mapping[Standing, int], total: int) -> str:
    """Return in words what to look at first."""
    standing, number = next(iter(counts.items()))
    of = "action" if total == 1 else "actions"
    return f"{number} of {total} {of} {'is' if number == 1 else 'are'} {PREDICATES[standing]}"


def _row(line: ActionLine) -> Sequence[str]:
    due = line.due_on
    return (
        f"{line.ref} {line.what}".strip(),
        ", ".join(str(lead) for lead in line.leads) or "Nobody named",
        in_words(due) if due else line.timescale or "Not stated",
        Standing(line.standing).capitalize(),
        line.claim.label if line.claim else "None claimed",
    )
