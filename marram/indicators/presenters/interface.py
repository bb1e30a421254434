"""The interface for other systems, as a table for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse

from marram.design.components import Breadcrumbs, DataTable, Heading, Link, Place, Text
from marram.indicators.presenters.parts import Section, Shown, bullets, paragraph


ANSWERS = (
    "200 or 201: done. Figures stand after the suppression of small numbers.",
    "400: the request cannot be read, such as text that is not JSON.",
    "401: log in first. 403: you may see this, but not change it; the reason is given.",
    "404: there is nothing there, or nothing that you may see. The two are answered alike.",
    "422: the request can be read, but a value cannot be right; the first is named.",
)


def interface(described: Mapping[str, Any]) -> Shown:
    """Return every address with what it answers."""
    title = "For other systems"
    return Shown(
        title=title,
        breadcrumbs=Breadcrumbs((Place("Measures", reverse("indicators:search")), Place(title))),
        heading=Heading(
            title,
            lead="What is published can be read by any system, without a key. Figures can be sent "
            "by those who may bring them in.",
            actions=(Link("Description in OpenAPI", reverse("indicators:openapi")),),
        ),
        sections=(
            Section("", (_addresses(described),)),
            Section("Answers", (paragraph("Every problem is a sentence in “detail”."),
                                bullets(ANSWERS))),
        ),
    )  # fmt: skip


def _addresses(described: Mapping[str, Any]) -> DataTable:
    return DataTable(
        "Addresses", ("Address", "Asked with", "What it does"), tuple(_rows(described))
    )


def _rows(described: Mapping[str, Any]) -> Iterator[tuple[Text, ...]]:
    for address, ways in described["paths"].items():
        for way, what in ways.items():
            asked = ", ".join(each["name"] for each in what.get("parameters", ()))
            words = " ".join(what.get("description", "").split())
            yield f"{way.upper()} {address}", asked or "A body in JSON", words
