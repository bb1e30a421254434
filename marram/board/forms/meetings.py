"""What is typed about meetings, their agendas and their minutes."""

from typing import Any

from django import forms

from marram.board.forms.answers import (
    Choices,
    Reason,
    TimeOfDay,
    YesNo,
    offer,
    seen_version,
    words,
)
from marram.board.vocabulary.meetings import (
    EXEMPT_PARAGRAPHS,
    Conduct,
    Interest,
    ItemKind,
    Mode,
    Presence,
)
from marram.design.forms import Checkboxes, DateField, Form, Input, Radios, Textarea


class MeetingForm(Form):
    """When and where a meeting is."""

    title = forms.CharField(label="Title", max_length=200)
    on = DateField(label="Day")
    starts_at = TimeOfDay(label="Starts at")
    ends_at = TimeOfDay(label="Ends at")
    venue = forms.CharField(label="Place", required=False, max_length=200)
    mode = forms.ChoiceField(label="How people come together", choices=words(Mode), widget=Radios())
    first_number = forms.IntegerField(
        label="Number of the first item",
        min_value=1,
        max_value=500,
        initial=1,
        widget=Input(width=3),
        help_text="1, unless the numbers run on through the year.",
    )
    summary = forms.CharField(
        label="What it did, for the board above",
        required=False,
        max_length=4000,
        widget=Textarea(rows=4),
        help_text="For sub-groups: the board's standing item shows it.",
    )
    seen_version = seen_version()


class PlanMeetingForm(MeetingForm):
    """A new meeting of a group."""

    group = forms.ChoiceField(label="Group that meets")
    field_order = ("group", "title", "on")

    def __init__(self, *filled: Any, groups: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        del self.fields["summary"]
        offer(self, "group", groups, empty="Choose")


class CancelForm(Form):
    because = Reason(label="Why the meeting is cancelled")


class PlanAgainForm(Form):
    on = DateField(label="New day")


class LateForm(Form):
    """Publishing; the reason is asked for where it comes out late."""

    because = Reason(
        label="If the papers are late: why",
        required=False,
        help_text="Everybody can read this beside the agenda.",
    )


class SupplementForm(Form):
    """Which items and papers come out now, after the agenda."""

    items = forms.MultipleChoiceField(label="Items in this supplement", widget=Checkboxes())
    because = Reason(
        label="Why it comes now",
        required=False,
        help_text="For a new item less than five clear days before: the special circumstances "
        "that make the chair think it urgent.",
    )

    def __init__(self, *filled: Any, late: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "items", late)


class EndForm(Form):
    summary = forms.CharField(
        label="What the meeting did, for the board above",
        required=False,
        max_length=4000,
        widget=Textarea(rows=4),
        help_text="For sub-groups. The board's own meetings have minutes instead.",
    )


class ConfirmForm(Form):
    """Which minutes this meeting confirms."""

    code = forms.ChoiceField(label="Minutes of", widget=Radios())
    correction = Reason(
        label="What was changed in them, if anything",
        required=False,
        help_text="For example, Item 4: for “two classes” read “three classes”.",
    )

    def __init__(self, *filled: Any, meetings: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "code", meetings)


class TakeBackForm(Form):
    because = Reason(label="Why")


class ItemForm(Form):
    """An item of business."""

    kind = forms.ChoiceField(label="Kind", choices=words(ItemKind, empty="Choose"))
    title = forms.CharField(label="Title", max_length=300)
    author_role = forms.CharField(
        label="Who brings it",
        required=False,
        max_length=200,
        help_text="A role, not a name: Director of Public Health.",
    )
    minutes_allowed = forms.IntegerField(
        label="Minutes planned for it",
        required=False,
        min_value=1,
        max_value=480,
        widget=Input(width=3),
    )
    to_follow = YesNo(label="Does its paper come later?", initial="no")
    covering_note = forms.CharField(
        label="Covering note",
        required=False,
        max_length=4000,
        widget=Textarea(rows=3),
        help_text="Such as why only part of the figures is shown.",
    )
    spending = forms.DecimalField(
        label="Spending or saving",
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=Input(width=10, prefix="£"),
    )
    wards = forms.IntegerField(
        label="Wards it affects much", required=False, min_value=0, widget=Input(width=3)
    )
    exempt_under = forms.MultipleChoiceField(
        label="Exempt under Schedule 12A, paragraph",
        help_text="Leave empty for a public item. Members and officers alone read an exempt one.",
        required=False,
        choices=[(number, f"{number}: {what}") for number, what in EXEMPT_PARAGRAPHS.items()],
        widget=Checkboxes(small=True),
    )
    exempt_because = Reason(label="If exempt: what in it makes it so", required=False)
    public_interest = Reason(
        label="If exempt: why the public interest is better served by keeping it back",
        required=False,
    )
    exempt_review_on = DateField(
        label="If exempt: look again whether it still must be, on", required=False
    )
    seen_version = seen_version()

    def clean_exempt_under(self) -> str:
        return ", ".join(self.cleaned_data["exempt_under"])


class AddItemForm(ItemForm):
    """A new item, and where it goes."""

    after = forms.TypedChoiceField(
        label="After which item", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *filled: Any, items: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "after", items, empty="At the end")


class MoveForm(Form):
    """Where an item goes."""

    after = forms.TypedChoiceField(
        label="After which item", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *filled: Any, items: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "after", items, empty="It comes first")


class WithdrawForm(Form):
    because = Reason(label="Why the item is withdrawn")


class MinuteForm(Form):
    minute = forms.CharField(
        label="Minute",
        required=False,
        max_length=20_000,
        widget=Textarea(rows=12),
        help_text="Roles, not names. What was resolved is written down apart.",
    )
    seen_version = seen_version()


class SubGroupNoteForm(Form):
    words = forms.CharField(
        label="What the sub-group tells this meeting",
        required=False,
        max_length=4000,
        widget=Textarea(rows=6),
        help_text="Its meetings since the last board are listed without being written here.",
    )


class AttendanceForm(Form):
    """Somebody at a meeting who has no seat, or has not been put down yet."""

    role = forms.CharField(label="Role", max_length=200, help_text="A role, not a name.")
    organisation = forms.ChoiceField(label="Organisation", required=False)
    presence = forms.ChoiceField(label="How they came", choices=words(Presence), widget=Radios())
    substitute = YesNo(label="Do they stand in for a member?", initial="no")
    remote = YesNo(label="Did they join from elsewhere?", initial="no")

    def __init__(self, *filled: Any, organisations: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "organisation", organisations, empty="None")


class ChairForm(Form):
    """Who is in the chair for this one meeting."""

    attendance = forms.TypedChoiceField(label="Elected", coerce=int, widget=Radios())

    def __init__(self, *filled: Any, there: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "attendance", there)


class DeclarationForm(Form):
    """An interest in an item, and what the member did about it."""

    attendance = forms.TypedChoiceField(label="Who declares it", coerce=int)
    interest = forms.ChoiceField(label="Interest", choices=words(Interest), widget=Radios())
    nature = forms.CharField(label="What it is", max_length=2000, widget=Textarea(rows=3))
    sensitive = YesNo(
        label="Is it a sensitive interest?",
        help_text="Then everybody reads that there is one, and not what it is.",
        initial="no",
    )
    conduct = forms.ChoiceField(
        label="What the member did", choices=words(Conduct), widget=Radios()
    )
    dispensation = Reason(label="Dispensation, if the council gave one", required=False)
    advice = Reason(label="Advice of the monitoring officer, if any", required=False)

    def __init__(self, *filled: Any, there: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "attendance", there, empty="Choose")
