"""Definitions as they changed, version by version."""

from collections.abc import Sequence
from dataclasses import fields

from django.urls import reverse

from marram.design.components import Breadcrumbs, DataTable, Heading, Place, Text
from marram.design.words import day, number
from marram.indicators.presenters.parts import Section, Shown, stacked
from marram.indicators.queries.definitions import DefinitionLine


UNSAID = {"number", "made_by", "made_at", "seen", "slug", "published_on", "data_source"}


def versions(lines: Sequence[DefinitionLine]) -> Shown:
    """Return what changed from version to version, the newest first."""
    newest = lines[0]
    indicator = reverse("indicators:indicator", args=[newest.slug])
    return Shown(
        title=f"{newest.title}: versions",
        breadcrumbs=Breadcrumbs(
            (
                Place("Measures", reverse("indicators:search")),
                Place(newest.title, indicator),
                Place("Versions"),
            )
        ),
        heading=Heading(
            "Versions of the definition",
            caption=newest.title,
            lead="A change is a new version. Figures and reports of before are told by theirs.",
        ),
        sections=(
            Section(
                "",
                (
                    DataTable(
                        number(len(lines), "version"),
                        ("Version", "Made", "What changed"),
                        tuple(
                            (str(line.number), day(line.made_at.date()), _changes(before, line))
                            for line, before in zip(lines, (*lines[1:], None), strict=True)
                        ),
                    ),
                ),
            ),
        ),
    )


def _changes(before: DefinitionLine | None, after: DefinitionLine) -> Text:
    if before is None:
        return "The first version"
    changed = (
        f"{name.name.replace('_', ' ').capitalize()}: from “{_said(before, name.name)}” to "
        f"“{_said(after, name.name)}”"
        for name in fields(after)
        if name.name not in UNSAID and _said(before, name.name) != _said(after, name.name)
    )
    return stacked(*changed)


def _said(line: DefinitionLine, name: str) -> str:
    value = getattr(line, name)
    if isinstance(value, tuple):
        return "; ".join(value)
    return "nothing" if value in (None, "") else str(value)
