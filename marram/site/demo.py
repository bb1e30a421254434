"""Sets up a demonstration: the published record, through the same doors as any delivery."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import resources
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from marram.foundation.actors import Actor
from marram.indicators.actions.large_files import bring_in_large_file
from marram.people import actions as people
from marram.people.queries import keys
from marram.site import roles
from marram.sources import actions as sources
from marram.sources import queries as deliveries
from marram.sources.vocabulary import Counts, offered
from marram.strategy.actions import plans
from marram.strategy.queries import known


Say = Callable[[str], None]

# Each file of the record and its layout, so ordered that what a row names comes before the row.
RECORD: Mapping[str, str] = {
    "organisations.csv": "organisations",
    "groups.csv": "groups",
    "areas.csv": "areas",
    "areas_within.csv": "areas-within",
    "area_successions.csv": "area-successions",
    "data_sources.csv": "data-sources",
    "indicators.csv": "indicators",
    "observations.csv": "observations",
    "scorecards.csv": "scorecards",
    "exception_notes.csv": "exception-notes",
    "schemes.csv": "rating-schemes",
    "strategies.csv": "strategies",
    "strategy_links.csv": "strategy-links",
    "priorities.csv": "strategy-priorities",
    "strategy_coverage.csv": "strategy-coverage",
    "provision_matrix.csv": "provision-matrix",
    "commitments.csv": "promises",
    "duties.csv": "duties",
    "plans.csv": "plans",
    "actions.csv": "actions",
    "action_measures.csv": "action-measures",
    "statement_measures.csv": "statement-measures",
    "tools.csv": "assessment-tools",
    "questions.csv": "assessment-questions",
    "pathway_components.csv": "assessment-questions",
    "rag_assessment.csv": "assessments",
    "grants.csv": "grants",
    "grant_lines.csv": "grant-lines",
    "grant_figures.csv": "grant-figures",
    "budgets.csv": "budgets",
    "budget_lines.csv": "budget-lines",
    "step_needs.csv": "step-needs",
    "contracts.csv": "contracts",
    "commissioning_intentions.csv": "commissioning-intentions",
    "economic_facts.csv": "economic-facts",
    "bcf_agreements.csv": "bcf-agreements",
    "bcf_pools.csv": "bcf-pools",
    "bcf_commissioners.csv": "bcf-commissioners",
    "bcf_returns.csv": "bcf-returns",
    "bcf_income.csv": "bcf-income",
    "bcf_schemes.csv": "bcf-schemes",
    "bcf_answers.csv": "bcf-answers",
    "bcf_fees.csv": "bcf-fees",
    "bcf_claims.csv": "bcf-claims",
    "bcf_sign_offs.csv": "bcf-sign-offs",
    "boards.csv": "boards",
    "seats.csv": "board-seats",
    "commissioners.csv": "board-commissioners",
    "sub_groups.csv": "board-sub-groups",
    "meetings.csv": "meetings",
    "agenda_items.csv": "agenda-items",
    "attendance.csv": "attendance",
    "resolutions.csv": "resolutions",
    "sub_group_notes.csv": "sub-group-notes",
    "report_headers.csv": "report-headers",
}
SYSTEM = Actor(
    key="system:load",
    name="Marram, loading the published record",
    permissions=roles.permissions({"administrator"}),
)
# The partner of the demonstration speaks for the ambulance service: a few actions, clearly theirs.
PARTNER_ORGANISATIONS = ("nwas",)
BAR = 24
# Files of figures beyond this go past the page where somebody would look through their rows.
LARGE = 20 * 1024 * 1024


def prepare(*, say: Say) -> None:
    """Migrate, load the record and open an account for each role. Safe to run again."""
    migrate()
    load_record(say=say)
    open_accounts(say=say)


def migrate() -> None:
    """Bring the database up to this version's tables."""
    call_command("migrate", verbosity=0, interactive=False)


def load_record(*, say: Say) -> None:
    """Load every file of the published record and say how many rows of what came in."""
    at = timezone.localtime()
    folder = resources.files("marram.site") / "record"
    for number, (name, layout) in enumerate(RECORD.items(), start=1):
        counts, set_aside = _take_in((folder / name).read_bytes(), name, layout, at)
        done = BAR * number // len(RECORD)
        rows = counts.created + counts.changed + counts.unchanged
        aside = f" ({set_aside} set aside)" if set_aside else ""
        say(f"[{'#' * done}{'.' * (BAR - done)}] {rows:>4} {offered()[layout].title}{aside}")


def load_file(path: str, *, layout: str, say: Say) -> int:
    """Take in and accept one file; says what became of it and returns an exit code."""
    if layout not in offered():
        say("Say what the file holds with --layout and one of: " + ", ".join(sorted(offered())))
        return 2
    if layout == "observations" and Path(path).stat().st_size > LARGE:
        return _load_large(Path(path), say=say)
    content = Path(path).read_bytes()
    counts, set_aside = _take_in(content, Path(path).name, layout, timezone.localtime())
    say(f"{counts.created} new, {counts.changed} changed, {counts.unchanged} as they were.")
    if set_aside:
        say(f"{set_aside} rows were set aside. The page of the delivery says what to put right.")
    return 1 if set_aside else 0


def _load_large(path: Path, *, say: Say) -> int:
    """Bring in a file of more figures than anybody could look through, whole or not at all."""

    def told(step: str, part: int, whole: int) -> None:
        done = BAR * part // max(whole, 1)
        say(f"[{'#' * done}{'.' * (BAR - done)}] {step}")

    counts = bring_in_large_file(
        by=SYSTEM, at=timezone.localtime(), path=path, source=path.name, told=told
    )
    say(f"{counts.created:,} figures came in; {counts.unchanged:,} were known already.")
    return 0


def _take_in(content: bytes, name: str, layout: str, at: datetime) -> tuple[Counts, int]:
    """Deliver and accept a file in one go: both happen, or neither."""
    with transaction.atomic():
        delivery = sources.receive_delivery(
            by=SYSTEM, at=at, layout=layout, file_name=name, content=content
        )
        counts = sources.accept_delivery(by=SYSTEM, at=at, delivery_id=delivery.pk)
    page = deliveries.delivery(viewer=SYSTEM, number=delivery.pk)
    return counts, page.set_aside


def open_accounts(*, say: Say) -> None:
    """Open an account for each role with one password, printed once; those there stay."""
    at, on = timezone.localtime(), timezone.localdate()
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    there = keys.addresses() | {_address("resident")}
    missing = [role for role in roles.ROLES if _address(role.slug) not in there]
    for role in missing:
        partner = role.slug == "partner-contributor"
        user = people.open_account(
            by=SYSTEM,
            at=at,
            on=on,
            email=_address(role.slug),
            name=f"Demo {role.title.lower()}",
            password=password,
            roles=[role.slug],
            organisations=PARTNER_ORGANISATIONS if partner else (),
        )
        if role.slug == "plan-lead":
            for slug in sorted(known.plans()):
                plans.name_lead(by=SYSTEM, at=at, slug=slug, user_id=user.pk)
    if not missing:
        say("\nThe accounts of the demonstration are here already, with the password printed then.")
        return
    say(f"\nAccounts, all with the password {password}")
    for role in missing:
        second = " (asks to set up a second step)" if role.second_step else ""
        say(f"  {_address(role.slug):<44} to {role.comes_to}{second}")


def _address(slug: str) -> str:
    return f"{slug}@demo.marram.example"
