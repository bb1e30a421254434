"""What only Marram has: states, lists, pictures of time and links, and who did what."""

from datetime import UTC, date, datetime

from marram.design.components import (
    Applied,
    Band,
    Bar,
    Board,
    Box,
    Branch,
    Button,
    Card,
    Change,
    Clash,
    Column,
    Conflict,
    DataTable,
    Edge,
    Entry,
    FilterBar,
    Heading,
    Headline,
    Headlines,
    History,
    HistoryBand,
    Input,
    Lane,
    Link,
    LinkPicture,
    Mark,
    Node,
    Option,
    Progress,
    RiskGrid,
    Select,
    Sheet,
    Signature,
    SignOff,
    Span,
    StatusPair,
    StatusTag,
    Timeline,
    Tree,
    Weighed,
)
from marram.design.gallery.exhibits import Wing, exhibit


LATE = StatusTag("Overdue", "red")
WELL = StatusTag("On track", "green")
RISK = StatusTag("At risk", "amber")
SPANS = (
    Span("Green", "green", date(2019, 4, 1), date(2019, 9, 1)),
    Span("Amber", "amber", date(2019, 9, 1), date(2020, 2, 1)),
    Span("Red", "red", date(2020, 2, 1), date(2020, 6, 1)),
)

STATES = Wing(
    "How things stand",
    (
        exhibit(
            red=LATE,
            amber=RISK,
            yellow=StatusTag("Met, below standard", "yellow"),
            green=WELL,
            blue=StatusTag("Complete", "blue"),
            grey=StatusTag("Not started", "grey"),
            of_its_own_shape=StatusTag("No update for 90 days", "grey", "clock"),
            with_a_note=StatusTag("Retired", "grey", "cross", note="since 3 May 2019"),
        ),
        exhibit(
            differing=StatusPair(WELL, LATE, ("It was due on 31 March 2019.",)),
            agreeing=StatusPair(WELL, WELL),
        ),
        exhibit(
            default=HistoryBand("Status of action 1.1", SPANS),
            empty=HistoryBand("Status of action 1.2", ()),
        ),
        exhibit(default=Progress(17, 20, "17 of 20 organisations have answered")),
        exhibit(
            default=Headlines(
                (
                    Headline("415", "actions in 14 plans", "#"),
                    Headline("23", "are overdue", "#", tone="red"),
                    Headline("9", "strategies have run out"),
                )
            )
        ),
    ),
)

LISTS = Wing(
    "Many things at once",
    (
        exhibit(
            default=DataTable(
                "42 actions, 9 of them overdue",
                (Column("Reference", sort_url="#", sorted="ascending"), "Action", "Status"),
                (
                    ("1.1", Link("Street triage in every town", "#"), LATE),
                    ("1.2", Link("One number to ring at night", "#"), WELL),
                ),
                csv_url="#",
                xlsx_url="#",
            ),
            empty=DataTable(
                "Overdue actions", ("Reference",), (), empty="Nothing is overdue on this day."
            ),
        ),
        exhibit(
            default=FilterBar(
                (
                    Input("words", label="Words", classes="govuk-input--width-10"),
                    Select(
                        "state",
                        label="Status",
                        options=(Option("Any", ""), Option("Overdue", "overdue")),
                    ),
                ),
                clear_url="#",
                applied=(Applied("Status: overdue", "#"),),
                title="Filter the actions",
            )
        ),
        exhibit(
            default=Board(
                "Actions by status",
                (
                    Lane(
                        "Overdue",
                        (
                            Card(
                                "Street triage in every town",
                                "#",
                                "1.1",
                                ("Police", "Due 31 March 2019"),
                            ),
                        ),
                        tag=LATE,
                        total=9,
                        more_url="#",
                    ),
                    Lane("At risk", (Card("One number at night", "#", "1.2"),), tag=RISK),
                    Lane("On track", (), tag=WELL),
                ),
                heading_level=4,
            )
        ),
        exhibit(
            default=Tree(
                "Groups and who they report to",
                (
                    Branch(
                        "Health and Wellbeing Board",
                        "#",
                        note="quarterly",
                        branches=(
                            Branch("Executive group", "#", branches=(Branch("Pooled fund", "#"),)),
                            Branch(
                                "Children and young people",
                                "#",
                                closed=True,
                                branches=(Branch("Early help", "#"), Branch("Schools", "#")),
                            ),
                        ),
                    ),
                ),
            )
        ),
        exhibit(
            default=RiskGrid(
                "Two of five risks are very high",
                (
                    Weighed("R1", "Nobody to lead triage", 4, 5, "#"),
                    Weighed("R2", "The grant ends", 5, 4, "#"),
                    Weighed("R3", "Data come late", 2, 3, "#"),
                ),
            )
        ),
    ),
)

PICTURES = Wing(
    "Pictures of time and links",
    (
        exhibit(
            default=Timeline(
                "Most actions end in 2016; one has no date",
                (
                    Bar(
                        "1.1 Street triage in every town",
                        date(2014, 4, 1),
                        date(2015, 3, 31),
                        "#",
                        "red",
                        group="Access to support before crisis",
                        marks=(Mark(date(2014, 9, 1), "Pilot begins"),),
                        tag=LATE,
                    ),
                    Bar(
                        "1.2 One number to ring at night",
                        date(2015, 1, 1),
                        None,
                        "#",
                        "green",
                        words="On-going",
                        group="Access to support before crisis",
                    ),
                    Bar("2.1 A place of safety", None, None, "#", words="TBC", group="Urgent"),
                ),
                date(2014, 1, 1),
                date(2018, 1, 1),
                today=date(2015, 11, 3),
            )
        ),
        exhibit(
            default=LinkPicture(
                "One borough plan rests on a strategy that has run out",
                (
                    Band("National", (Node("five", "Five Year Forward View", "#", "to 2021"),)),
                    Band(
                        "Sub-regional",
                        (Node("prevention", "Prevention strategy for children", "#", "to 2020"),),
                    ),
                    Band(
                        "Borough",
                        (
                            Node("plan", "Mental health strategic plan", "#", "to 2020", "green"),
                            Node(
                                "wellbeing",
                                "Health and wellbeing strategy for everybody who lives here",
                                "#",
                                "ran out in 2018",
                                "red",
                            ),
                        ),
                    ),
                ),
                (
                    Edge("plan", "five", "aligns with"),
                    Edge("plan", "wellbeing", "delivers"),
                    Edge("prevention", "five", "draws on"),
                ),
            )
        ),
    ),
)

RECORDS = Wing(
    "Who did what",
    (
        exhibit(
            default=History(
                (
                    Entry(
                        "Plan lead",
                        datetime(2019, 6, 5, 14, 2, tzinfo=UTC),
                        "Changed an action",
                        (Change("Due date", "31 March 2019", "30 June 2019"),),
                    ),
                    Entry(
                        "Loader",
                        datetime(2019, 4, 1, 9, 0, tzinfo=UTC),
                        "Added an action",
                        (Change("Due date", "", "31 March 2019"),),
                        began=True,
                    ),
                ),
                heading_level=4,
                more_url="#",
            ),
            empty=History((), heading_level=4),
        ),
        exhibit(
            default=Conflict(
                (
                    Clash(
                        "wording",
                        "Action",
                        "Street triage in every town by June",
                        "Street triage in the north and the south",
                    ),
                ),
                who="The plan lead",
                at=datetime(2019, 6, 5, 14, 2, tzinfo=UTC),
                heading_level=4,
            )
        ),
        exhibit(
            default=SignOff(
                "Annual review 2019",
                (
                    Signature("Plan lead", "Public health", date(2019, 6, 5)),
                    Signature("Chair of the board"),
                ),
                Button("Sign off", reason_not="Only the chair of the board may sign this now."),
                heading_level=4,
            )
        ),
    ),
)

HEADS = (
    exhibit(
        default=Heading(
            "Street triage in every town",
            caption="Action 1.1",
            tags=(LATE,),
            actions=(Button("Report progress", "#"), Link("History", "#")),
            heading_level=4,
        )
    ),
    exhibit(
        default=Sheet(
            "Mental health strategic plan",
            (
                Box("Vision", text="Everybody here has good mental health.", wide=True),
                Box("Aims", ("Prevent", "Treat", "Recover")),
                Box("Measures", ("People waiting over six weeks", "Wellbeing at 15")),
            ),
            caption="2015 to 2020",
            footnote="Agreed by the board.",
            heading_level=4,
        )
    ),
)
WHOLE_PAGES = Wing("Tops of pages and whole sheets", HEADS)
