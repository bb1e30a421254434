"""The words of reports: the corporate template part by part, stages, signatures and live blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a report stands. It is cleared only while every signature it needs stands."""

    DRAFT = "draft"
    IN_CLEARANCE = "in clearance"
    CLEARED = "cleared"
    PUBLISHED = "published"


# From each stage, the stages a report may move to. A change to a cleared report puts it back in
# clearance; a published one that must be put right is taken back and goes the whole way again.
MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.IN_CLEARANCE}),
    Stage.IN_CLEARANCE: frozenset({Stage.CLEARED, Stage.DRAFT}),
    Stage.CLEARED: frozenset({Stage.PUBLISHED, Stage.IN_CLEARANCE, Stage.DRAFT}),
    Stage.PUBLISHED: frozenset({Stage.DRAFT}),
}


class Clearance(StrEnum):
    """Whose signature a report needs before it is published."""

    FINANCE = "finance"
    LEGAL = "legal"

    @property
    def told_as(self) -> str:
        """Return what the ledger calls its signature: a part of the template is "legal" too."""
        return f"{self}_sign_off"


class Kind(StrEnum):
    """What is written in a part of the template.

    WORDS hold paragraphs, lists and tables in plain marks; LINES one statement a line, which are
    numbered when printed.
    """

    LINE = "line"
    LINES = "lines"
    WORDS = "words"
    CHOICE = "choice"


YES_NO = {"yes": "Yes", "no": "No"}
CLIMATE = {
    "positive": "Positive",
    "neutral": "Neutral",
    "negative": "Negative",
}
TAKES_EFFECT = {
    "after meeting": "Straight after the meeting",
    "after call-in": "After the call-in period of the minutes",
    "not applicable": "Not applicable",
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the template. `needed` parts must be filled in before a report is cleared.

    `heading` is what it is printed under in the report, where that is longer than its label.
    """

    name: str
    label: str
    kind: Kind = Kind.WORDS
    needed: bool = True
    hint: str = ""
    choices: Mapping[str, str] | None = None
    heading: str = ""

    @property
    def printed(self) -> str:
        return self.heading or self.label


@dataclass(frozen=True)
class Section:
    """Parts that are written on one page and printed under one heading."""

    name: str
    title: str
    parts: tuple[Part, ...]
    heading: str = ""


def _line(name: str, label: str, **more: object) -> Part:
    return Part(name=name, label=label, kind=Kind.LINE, **more)  # type: ignore[arg-type]


def _choice(name: str, label: str, choices: Mapping[str, str], **more: object) -> Part:
    return Part(name=name, label=label, kind=Kind.CHOICE, choices=choices, **more)  # type: ignore[arg-type]


def _purpose(name: str, label: str) -> Part:
    return Part(name=f"purpose_{name}", label=label, needed=False)


NONE = "Write “None” if there are none."

FRONT = Section(
    "front",
    "Front sheet",
    (
        _line("title", "Subject"),
        _line("report_of", "Report of", hint="A role, not a name: Director of Public Health."),
        _line("wards", "Wards affected", hint="Such as All wards."),
        _line("portfolio", "Portfolio", needed=False),
        _choice("key_decision", "Is this a key decision?", YES_NO),
        _choice("forward_plan", "Is it in the forward plan?", YES_NO),
    ),
)
SUMMARY = Section(
    "summary",
    "Summary and recommendations",
    (
        Part(name="summary", label="Summary"),
        Part(
            name="recommendations",
            label="Recommendations",
            kind=Kind.LINES,
            hint="One on each line. They are numbered for you.",
        ),
        Part(name="reasons", label="Reasons for the recommendations"),
        Part(
            name="options",
            label="Options considered and rejected",
            hint=f"With their risks. {NONE}",
            heading="Alternative options considered and rejected",
        ),
    ),
)
COSTS = Section(
    "costs",
    "Costs and implications",
    (
        Part(name="revenue", label="Revenue costs", hint=NONE),
        Part(name="capital", label="Capital costs", hint=NONE),
        Part(
            name="resource",
            label="Resource implications",
            hint=f"Financial, IT, staffing and assets. {NONE}",
        ),
        Part(name="legal", label="Legal implications", hint=NONE),
        Part(name="equality", label="Equality implications", hint=NONE),
        Part(name="climate", label="Climate implications", hint=NONE),
        _choice("climate_effect", "Effect on the climate", CLIMATE),
        _choice("climate_trained", "Has the author had the climate training for authors?", YES_NO),
    ),
    heading="What it costs and what it means",
)
PURPOSES = Section(
    "purposes",
    "Core purposes",
    (
        _purpose("protect", "Protect the most vulnerable"),
        _purpose("communities", "Facilitate confident and resilient communities"),
        _purpose("services", "Commission, broker and provide core services"),
        _purpose("place", "Place: leadership and influencer"),
        _purpose("change", "Drivers of change and reform"),
        _purpose("prosperity", "Facilitate sustainable economic prosperity"),
        _purpose("income", "Greater income for social investment"),
        _purpose("greener", "Cleaner greener"),
    ),
    heading="Contribution to the council's core purposes",
)
CONSULTED = Section(
    "consulted",
    "Consultation and decision",
    (
        Part(
            name="consulted_inside",
            label="Internal consultations",
            hint=f"Besides finance and legal, whose references are printed for you. {NONE}",
        ),
        Part(name="consulted_outside", label="External consultations", hint=NONE),
        _choice(
            "takes_effect",
            "When does the decision take effect?",
            TAKES_EFFECT,
            heading="Implementation date for the decision",
        ),
        _line("contact", "Contact", hint="A role, not a name.", heading="Contact officer"),
        Part(
            name="background",
            label="Background papers",
            kind=Kind.LINES,
            hint=f"One on each line. {NONE}",
        ),
    ),
    heading="Consultation and decision",
)
BODY = Section("body", "Body", (Part(name="body", label="Body", needed=False),))

TEMPLATE = (FRONT, SUMMARY, COSTS, PURPOSES, CONSULTED, BODY)
SECTIONS: Mapping[str, Section] = {section.name: section for section in TEMPLATE}
PARTS: Mapping[str, Part] = {part.name: part for section in TEMPLATE for part in section.parts}

# Whose consultation a signature stands for, as the report prints it.
OFFICES = {
    Clearance.FINANCE: "Chief finance officer",
    Clearance.LEGAL: "Chief legal officer",
}

# A body of some eighty pages, and a line that still fits a front sheet.
LONGEST_WORDS = 200_000
LONGEST_LINE = 300


def longest(part: Part) -> int:
    """Return how many characters a part may hold."""
    return LONGEST_LINE if part.kind in (Kind.LINE, Kind.CHOICE) else LONGEST_WORDS


def texts_of(section: Section) -> Iterator[str]:
    """Return the names of the parts that a section holds."""
    return (part.name for part in section.parts)


class LiveKind(StrEnum):
    """A block that is drawn from the record each time it is looked at, until it is published."""

    PLAN_PROGRESS = "plan-progress"
    PLAN_CHART = "plan-chart"
    SCORECARD = "scorecard"
    EXCEPTIONS = "exceptions"
    MEASURE = "measure"
    FUND = "fund"
    FUND_RETURN = "fund-return"
    STRATEGY = "strategy"
    SUB_GROUPS = "sub-groups"


LIVE_LABELS = {
    LiveKind.PLAN_PROGRESS: "how the actions of a plan stand",
    LiveKind.PLAN_CHART: "a chart of how the actions of a plan stand",
    LiveKind.SCORECARD: "a scorecard",
    LiveKind.EXCEPTIONS: "the exceptions of a scorecard",
    LiveKind.MEASURE: "a measure of one place over time",
    LiveKind.FUND: "a pooled fund in a few figures",
    LiveKind.FUND_RETURN: "a whole return of a pooled fund, sheet by sheet",
    LiveKind.STRATEGY: "what a strategy sets out to do",
    LiveKind.SUB_GROUPS: "what the sub-groups have done since the last meeting",
}


@dataclass(frozen=True)
class Live:
    """A live block in a text: its kind, and the key of what it is about."""

    kind: LiveKind
    key: str

    def __str__(self) -> str:
        """Return the line that stands for it in a text."""
        return f"[[{self.kind}: {self.key}]]"


# A report that leaves as a Word file takes the prints of its texts along in a property of the file,
# so that what others changed meanwhile is found when it comes back.
WORD_PART = "/docProps/custom.xml"
WORD_PROPERTY = "marram_seen"
WORD_ADVICE = (
    "Write below the headings and in the right-hand column of the tables. Leave the headings as "
    "they are: by them the file is read when you bring it back."
)
