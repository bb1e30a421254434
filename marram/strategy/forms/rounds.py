"""What a plan lead fills in to ask for updates."""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from django import forms
from django.forms.boundfield import BoundField

from marram.design.forms import DateField, Form, Textarea
from marram.strategy.rules.rounds import LONGEST_MESSAGE


class LeadToAsk(Protocol):
    """Who may be asked, as the queries tell it."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def email(self) -> str: ...

    @property
    def actions(self) -> tuple[str, ...]: ...


class RoundWords(Form):
    """What a round says: its title, message and last day."""

    title = forms.CharField(label="Title", help_text="For example, “Summer update”", max_length=120)
    message = forms.CharField(
        label="Message to the leads",
        help_text="It stands in every mail. Say what the updates are for.",
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=Textarea(rows=3),
    )
    closes_on = DateField(label="Last day for answers")


class OpenRound(RoundWords):
    """A new round: what it says, and one address for each lead that is asked."""

    def __init__(self, *args: Any, leads: Collection[LeadToAsk], **kwargs: Any) -> None:
        boxes = {_name(lead.key): _field(lead) for lead in leads}
        self.base_fields = {**self.base_fields, **boxes}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    @property
    def address_fields(self) -> list[BoundField]:
        """The boxes for addresses, one a lead."""
        return [field for field in self if field.name.startswith(_name(""))]

    @property
    def addresses(self) -> Mapping[str, str]:
        """The addresses that were given, by lead key."""
        return {
            name.removeprefix(_name("")): value
            for name, value in self.cleaned_data.items()
            if name.startswith(_name("")) and value
        }


class AmendRound(RoundWords):
    """The words of a round that is open, and the version that was seen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class RenewLink(Form):
    """Where a new link goes."""

    email = forms.EmailField(label="Send the new link to")


def _name(key: str) -> str:
    return f"address-{key}"


def _field(lead: LeadToAsk) -> forms.EmailField:
    count = len(lead.actions)
    return forms.EmailField(
        label=lead.name,
        initial=lead.email,
        required=False,
        help_text=f"Leads {count} unfinished action{'s' if count > 1 else ''}",
    )
