"""Finding the way."""

from marram.design.components import (
    BackLink,
    Breadcrumbs,
    Footer,
    FooterColumn,
    Header,
    PageLink,
    Pagination,
    Place,
    ServiceNavigation,
    SkipLink,
    Turn,
)
from marram.design.gallery.exhibits import Wing, exhibit


WING = Wing(
    "Finding the way",
    (
        exhibit(shown_when_it_has_focus=SkipLink()),
        exhibit(default=BackLink("#")),
        exhibit(
            default=Breadcrumbs(
                (Place("Home", "#"), Place("Strategies", "#"), Place("Crisis Care Concordat"))
            )
        ),
        exhibit(
            pages=Pagination(
                pages=(
                    PageLink("1", "#"),
                    PageLink("2", "#", current=True),
                    PageLink(),
                    PageLink("9", "#"),
                ),
                previous=Turn("#"),
                next=Turn("#"),
                label="Pages of actions",
            ),
            neighbours=Pagination(
                previous=Turn("#", label="Access to support"),
                next=Turn("#", label="Quality of treatment"),
                label="Sections of the plan",
            ),
        ),
        exhibit(default=Header(logo="Marram", url="#")),
        exhibit(
            default=ServiceNavigation(
                places=(Place("Strategies", "#", current=True), Place("Actions", "#")),
                navigation_id="navigation-in-gallery",
                navigation_label="Example of a menu",
            )
        ),
        exhibit(
            default=Footer(
                links=(Place("Accessibility statement", "#"),),
                text="Kept by the board and its partners.",
                navigation=(FooterColumn("About", (Place("What is published", "#"),)),),
            )
        ),
    ),
)
