from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import Link, Table, Tag, Text, WideTable
from marram.design.forms import FormPage
from marram.foundation.verdicts import Verdict
from marram.people.presenters.words import path, period
from marram.people.queries import AppointmentRow


@dataclass(frozen=True)
class Where:
    name: str
    url: str


def where(row: AppointmentRow) -> str:
    """Return the address of the page an appointment stands on."""
    if row.group:
        return reverse("people:group", args=[row.group])
    return reverse("people:organisation", args=[row.organisation])


def appointments_table(
    rows: tuple[AppointmentRow, ...], *, may_appoint: Verdict, on_group: bool
) -> Table | None:
    """Return appointments as a table; the column of places leaves out the page's own."""
    if not rows:
        return None
    place = "For" if on_group else "On"
    ends = ("Change",) if may_appoint else ()
    return WideTable(
        caption="Appointments",
        caption_classes="govuk-table__caption--m",
        head=("Post", "Held by", place, "When", *ends),
        rows=tuple(_row(row, may_appoint=may_appoint, on_group=on_group) for row in rows),
        first_cell_is_header=True,
    )


def appoint_page(name: str, *, back: str, slug: str) -> FormPage:
    url = reverse(back, args=[slug])
    return FormPage(
        title="Make an appointment",
        caption=name,
        lead="Name the role that holds the post. A person with an account then speaks for it.",
        button="Make the appointment",
        cancel_url=url,
        breadcrumbs=path(("Home", "/"), (name, url)),
    )


def end_appointment_page(row: AppointmentRow) -> FormPage:
    name = row.group_name or row.organisation_name
    return FormPage(
        title=f"End the appointment as {row.post}",
        caption=name,
        lead=f"Held by {row.holder}, {period(row.starts_on, row.ends_on)}.",
        button="Save the day",
        cancel_url=where(row),
        breadcrumbs=path(("Home", "/"), (name, where(row))),
    )


def _row(row: AppointmentRow, *, may_appoint: Verdict, on_group: bool) -> tuple[Text, ...]:
    elsewhere = row.organisation_name if on_group else row.group_name
    end = Link(
        "End", reverse("people:end-appointment", args=[row.number]), hidden_text=f"({row.post})"
    )
    when: Text = period(row.starts_on, row.ends_on)
    cells: tuple[Text, ...] = (
        row.post if row.holds else Tag(f"{row.post} (not today)", tone="grey"),
        row.holder,
        elsewhere,
        when,
    )
    return (*cells, end) if may_appoint else cells
