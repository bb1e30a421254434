"""What is typed about boards: standing orders, terms, seats and sub-groups."""

from typing import Any

from django import forms

from marram.board.forms.answers import Choices, Reason, YesNo, offer, seen_version, words
from marram.board.vocabulary.call_ins import CALL_IN_MEMBERS, Scope
from marram.board.vocabulary.forward import CALL_IN_DAYS
from marram.board.vocabulary.seats import SeatKind
from marram.design.forms import Checkboxes, DateField, Form, Input, Radios, Textarea


class StandingOrdersForm(Form):
    """The numbers by which a board meets."""

    statutory = YesNo(label="Is it a health and wellbeing board under the 2012 Act?")
    executive = YesNo(
        label="Does it exercise functions of the council's executive?",
        help_text="Only then can its decisions be key and be called in. Most boards do not.",
    )
    quorum_share = forms.IntegerField(
        label="Quorum: one in how many seats with a vote",
        min_value=1,
        max_value=20,
        widget=Input(width=2),
    )
    quorum_least = forms.IntegerField(
        label="Quorum: at least how many members", min_value=1, max_value=50, widget=Input(width=2)
    )
    quorum_kinds = forms.MultipleChoiceField(
        label="One of each of these must be there",
        required=False,
        choices=words(SeatKind),
        widget=Checkboxes(small=True),
    )
    clear_days = forms.IntegerField(
        label="Clear working days between papers and meeting",
        help_text="The law asks for 5.",
        min_value=5,
        max_value=20,
        widget=Input(width=2),
    )
    key_spending = forms.DecimalField(
        label="Spending or saving that makes a decision key",
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=Input(width=10, prefix="£"),
    )
    call_in_scope = forms.ChoiceField(
        label="What scrutiny may call in, if it exercises executive functions",
        choices=words(Scope),
        initial=Scope.KEY.value,
        widget=Radios(),
    )
    call_in_days = forms.IntegerField(
        label="Working days for a call-in, after a decision is published",
        min_value=1,
        max_value=20,
        initial=CALL_IN_DAYS,
        widget=Input(width=2),
    )
    call_in_members = forms.IntegerField(
        label="How many members of scrutiny must sign a call-in",
        min_value=1,
        max_value=20,
        initial=CALL_IN_MEMBERS,
        widget=Input(width=2),
    )
    seen_version = seen_version()


class AddBoardForm(StandingOrdersForm):
    """A group whose business is to be kept as that of a board."""

    group = forms.ChoiceField(label="Group")
    field_order = ("group",)

    def __init__(self, *filled: Any, groups: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "group", groups, empty="Choose")


class TermsForm(Form):
    text = forms.CharField(label="Terms of reference", widget=Textarea(rows=15), max_length=50_000)
    adopted_on = DateField(label="Adopted on")
    review_on = DateField(label="To be reviewed on", required=False)


class SeatForm(Form):
    """A seat, known by its role."""

    kind = forms.ChoiceField(label="Whom the seat is for", choices=words(SeatKind, empty="Choose"))
    role = forms.CharField(
        label="Role", max_length=200, help_text="A role, not a name: Director of Public Health."
    )
    organisation = forms.ChoiceField(label="Organisation", required=False)
    votes = YesNo(label="Does it have a vote?")
    substitute_role = forms.CharField(label="Substitute, by role", required=False, max_length=200)
    starts_on = DateField(label="First day")
    ends_on = DateField(label="First day on which it is no longer filled", required=False)
    seen_version = seen_version()

    def __init__(self, *filled: Any, organisations: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "organisation", organisations, empty="None")


class CommissionerForm(Form):
    """An NHS commissioner of the board's area."""

    organisation = forms.ChoiceField(label="NHS commissioner")
    seat = forms.ChoiceField(label="Seat that speaks for it", required=False)
    starts_on = DateField(label="Commissioner of the area since")
    ends_on = DateField(label="First day on which it no longer is", required=False)

    def __init__(self, *filled: Any, organisations: Choices, seats: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "organisation", organisations, empty="Choose")
        offer(self, "seat", seats, empty="None yet")


class SubGroupForm(Form):
    """A group that is to tell every meeting what it did."""

    group = forms.ChoiceField(label="Group")
    starts_on = DateField(label="Formal sub-group since")

    def __init__(self, *filled: Any, groups: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "group", groups, empty="Choose")


class EndForm(Form):
    """The end of a seat or of a formal sub-group."""

    ends_on = DateField(label="First day without it")
    because = Reason(label="Why it ends")


class ClosedDayForm(Form):
    on = DateField(label="Day on which the offices are closed")
    why = forms.CharField(label="Why", max_length=200, help_text="For example, Christmas closure")
