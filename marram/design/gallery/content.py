"""Words, facts and buttons."""

from marram.design.components import (
    Accordion,
    Button,
    ButtonGroup,
    Cell,
    Details,
    Fact,
    InsetText,
    Link,
    NotificationBanner,
    Panel,
    PhaseBanner,
    Section,
    SummaryCard,
    SummaryList,
    Tab,
    Table,
    Tabs,
    Tag,
    Task,
    TaskList,
    WarningText,
    WideTable,
)
from marram.design.gallery.exhibits import Wing, exhibit


CHANGE_LEAD = Link("Change", "#", hidden_text="the lead")

WING = Wing(
    "Words and facts",
    (
        exhibit(
            plain=Tag("Draft"), toned=Tag("Agreed", tone="green"), late=Tag("Late", tone="red")
        ),
        exhibit(
            default=Button("Save"),
            secondary=Button("Preview", style="secondary"),
            warning=Button("Delete the plan", style="warning"),
            start=Button("Start the update", url="#", start=True),
            with_a_reason=Button(
                "Close the round",
                reason_not="Three organisations have not answered yet.",
            ),
        ),
        exhibit(plain=Link("Crisis Care Concordat", "#"), for_those_who_listen=CHANGE_LEAD),
        exhibit(default=ButtonGroup((Button("Save"), Link("Cancel", "#")))),
        exhibit(default=InsetText("The plan runs until its strategy ends on 31 March 2026.")),
        exhibit(default=WarningText("A retired action can no longer be updated.")),
        exhibit(
            closed=Details("What counts as late?", "The due date has passed."),
            opened=Details("What counts as late?", "The due date has passed.", opened=True),
        ),
        exhibit(
            important=NotificationBanner(
                "The update round closes on 12 June.", title_id="important-banner"
            ),
            success=NotificationBanner(
                "Your 12 updates are saved.",
                success=True,
                title_id="success-banner",
                auto_focus=False,
            ),
        ),
        exhibit(
            done=Panel("Round opened", "17 organisations have been sent a link.", heading_level=3),
            pause=Panel(
                "This retires 42 actions",
                "They stay in the record, with your reason.",
                interruption=True,
                heading_level=3,
                classes="govuk-panel--interruption",
                actions=(
                    Button("Retire them", style="inverse"),
                    Link("Go back", "#", classes="govuk-link--inverse"),
                ),
            ),
        ),
        exhibit(default=PhaseBanner("Beta", "This is a new service.")),
        exhibit(
            default=SummaryList(
                (
                    Fact("Lead", "Council, public health", (CHANGE_LEAD,)),
                    Fact("Timescale as written", "2016-17"),
                )
            ),
            card=SummaryList(
                (Fact("Due", "31 March 2017"), Fact("Stage", "Agreed")),
                card=SummaryCard("Action 1.1", (Link("Open", "#"),), heading_level=4),
            ),
        ),
        exhibit(
            default=Table(
                rows=(("Council", 118, Tag("Open")), ("Health trust", 64, Tag("Open"))),
                head=("Organisation", Cell("Actions", format="numeric"), "Round"),
                caption="Actions by lead organisation",
                caption_classes="govuk-table__caption--s",
                first_cell_is_header=True,
            )
        ),
        exhibit(
            default=WideTable(
                rows=(("1.1", "Open three hubs", "Council", "June 2015", "Overdue", "On track"),),
                head=("Ref", "Action", "Led by", "Timescale", "Computed", "Claimed"),
                caption="Actions, scrolled sideways on a phone",
                caption_classes="govuk-table__caption--s",
            )
        ),
        exhibit(
            default=Tabs(
                (
                    Tab("By section", "Four sections.", "by-section"),
                    Tab("By lead", "Seventeen leads.", "by-lead"),
                ),
                title="Ways to see the plan",
            )
        ),
        exhibit(
            default=Accordion(
                "plan-sections",
                (
                    Section("Access to support before crisis", "Eleven actions.", expanded=True),
                    Section("Urgent access to crisis care", "Nine actions.", summary="Two late"),
                ),
                heading_level=4,
                remember_expanded=False,
            )
        ),
        exhibit(
            default=TaskList(
                (
                    Task("Update your actions", Tag("3 left", tone="blue"), "#"),
                    Task("Review your risks", "Done", "#", hint="Reviewed on 3 June"),
                    Task("Sign off", Tag("Cannot start yet", tone="grey")),
                )
            )
        ),
    ),
)
