"""What checking the ledger found, in words for a page and for a terminal."""

from dataclasses import dataclass

from marram.design.components import NotificationBanner, Table
from marram.records import queries
from marram.records.presenters import words


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    title: str
    outcome: NotificationBanner | None
    facts: Table | None
    faults: Table | None


def check_page(found: queries.Verification | None) -> CheckPage:
    """Return the page, before and after the ledger was checked."""
    title = "Check the ledger"
    if found is None:
        return CheckPage(title=title, outcome=None, facts=None, faults=None)
    return CheckPage(
        title=title,
        outcome=NotificationBanner(found.summary, success=found.whole),
        facts=Table(
            caption="What was checked",
            rows=(
                ("Entries", f"{found.entries:,}"),
                ("Hash of the newest entry", words.hash_(found.head)),
            ),
            first_cell_is_header=True,
        ),
        faults=_faults(found) if found.faults else None,
    )


def _faults(found: queries.Verification) -> Table:
    return Table(
        caption="Where the ledger is not what was written",
        head=("Entry", "What was found"),
        rows=tuple((str(fault.number), fault.sentence) for fault in found.faults),
    )
