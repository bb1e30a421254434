"""Forms."""

from marram.design.components import (
    Affix,
    CharacterCount,
    Checkboxes,
    Choice,
    DateInput,
    DatePart,
    Divider,
    ErrorMessage,
    ErrorSummary,
    Fieldset,
    FileUpload,
    Hint,
    Input,
    Label,
    Option,
    PasswordInput,
    Problem,
    Radios,
    Select,
    Textarea,
)
from marram.design.gallery.exhibits import Wing, exhibit


STATUSES = (Choice("on", "On track"), Choice("risk", "At risk", hint="Say why in the update"))

WING = Wing(
    "Forms",
    (
        exhibit(default=Label("What has changed?")),
        exhibit(default=Hint("One or two sentences are enough.")),
        exhibit(default=ErrorMessage("Enter what has changed")),
        exhibit(
            default=ErrorSummary((Problem("Enter what has changed", "#update"),), auto_focus=False)
        ),
        exhibit(default=Fieldset("When was it finished?", content="")),
        exhibit(
            default=Input(
                "title", label="Title", hint="As the plan writes it", value="Street triage"
            ),
            wrong=Input("reference", label="Reference", error="Enter a reference"),
            money=Input(
                "cost", label="Cost", prefix=Affix("£"), suffix=Affix("a year"), inputmode="decimal"
            ),
        ),
        exhibit(default=PasswordInput("password", label="Password")),
        exhibit(
            default=Textarea("update", label="Update"),
            wrong=Textarea("reason", label="Reason", error="Say why the action is late"),
        ),
        exhibit(
            characters=CharacterCount("summary", label="Summary", max_length=200),
            words=CharacterCount("foreword", label="Foreword", max_length=150, counts="words"),
        ),
        exhibit(
            default=Select(
                "lead",
                label="Lead organisation",
                options=(Option("Council", "council"), Option("Health trust", "trust")),
                value="trust",
            )
        ),
        exhibit(
            default=Radios("status", legend="Status", choices=STATUSES, value="on"),
            divided=Radios(
                "finished",
                legend="Is it finished?",
                choices=(Choice("yes", "Yes"), Divider(), Choice("never", "It never will be")),
            ),
        ),
        exhibit(
            default=Checkboxes(
                "stages",
                legend="Life course",
                hint="Select all that apply",
                choices=(Choice("start", "Starting well"), Choice("age", "Ageing well")),
                values=("start",),
            ),
            revealing=Checkboxes(
                "shown",
                legend="What shows it?",
                choices=(
                    Choice("minutes", "Minutes", reveals=Input("evidence", label="Which meeting?")),
                    Choice("figures", "Figures"),
                ),
            ),
        ),
        exhibit(
            default=DateInput(
                name="due", element_id="due", legend="Due date", hint="For example, 31 3 2026"
            ),
            wrong=DateInput(
                name="met",
                element_id="met",
                name_prefix="met",
                legend="Date it was met",
                error="Date it was met must include a year.",
                parts=(DatePart("day"), DatePart("month"), DatePart("year", error=True)),
                value=("31", "3", ""),
            ),
        ),
        exhibit(default=FileUpload("file", label="A file of actions", hint="CSV or Excel")),
    ),
)
