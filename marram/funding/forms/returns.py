"""What is typed into a return. Every box may be left empty: the checklist says what is missing."""

from collections.abc import Collection
from typing import Any

from django import forms

from marram.design.forms import DateField, Form, Input, Textarea
from marram.funding.forms.fields import ExactField, choose, choose_of, money, percentage, yes_or_no
from marram.funding.vocabulary import (
    Metering,
    Standing,
    codes,
    labels,
    sub_types,
)


def words(label: str, *, rows: int = 1, **more: Any) -> forms.CharField:
    """Return a box for words: a line, or several."""
    widget = Textarea(rows=rows) if rows > 1 else Input()
    return forms.CharField(required=False, label=label, max_length=4000, widget=widget, **more)


def listed(label: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, label=label, **more)


class LineForm(Form):
    """A line of a return of a year; `now` is what it says."""

    marks_optional = False
    # The code list behind each field that is chosen from one.
    lists: dict[str, str] = {}

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *filled: Any, year: int, now: dict[str, Any], **more: Any) -> None:
        super().__init__(*filled, initial=now, **more)
        self.year = year
        for name, of in self.lists.items():
            choose_of(self.fields[name], of, str(now.get(name) or ""), year)

    @property
    def version(self) -> int:
        return self.cleaned_data["seen_version"] or 0


class SchemeForm(LineForm):
    lists = {
        "scheme_type": "scheme_type",
        "area": "area",
        "commissioner": "commissioner",
        "provider": "provider",
        "source": "source",
    }

    scheme_id = forms.IntegerField(
        required=False, min_value=1, max_value=99_999, label="Scheme number"
    )
    name = words("Scheme name")
    description = words("Short description", rows=2)
    scheme_type = listed("Scheme type")
    sub_type = listed("Sub-type", help_text="The list is that of the scheme type in brackets.")
    other_type = words("If the type or sub-type is “Other”: which?")
    area = listed("Area of spend")
    other_area = words("If the area is “Other”: which?")
    commissioner = listed("Commissioner")
    nhs_share = percentage(label="If joint: share of the NHS")
    la_share = percentage(label="If joint: share of the council")
    provider = listed("Provider")
    source = listed("Source of funding")
    planned = money(label="Expenditure")
    standing = forms.ChoiceField(
        required=False,
        label="New or existing scheme",
        choices=[("", "Choose"), *((each.value, each.value) for each in Standing)],
    )
    outputs = ExactField(required=False, label="Planned outputs", help_text="How many, such as 120")
    output_units = words("Unit of the outputs", help_text="Such as packages or placements")
    priority = listed("Priority it hangs on")
    measure = words("Key of the measure it hangs on")
    service = words("Key of the service it pays for")

    def __init__(
        self,
        *filled: Any,
        year: int,
        now: dict[str, Any],
        priorities: dict[str, str],
        measures: Collection[str],
        **more: Any,
    ) -> None:
        super().__init__(*filled, year=year, now=now, **more)
        self.measures = {*measures, "", now.get("measure", "")}
        choose(self.fields["sub_type"], _every_sub_type(year), str(now.get("sub_type", "")), year)
        chosen = str(now.get("priority", ""))
        field = self.fields["priority"]
        assert isinstance(field, forms.ChoiceField)
        lost = {chosen: f"{chosen} (not there any more)"} if chosen not in priorities else {}
        field.choices = [("", "None yet"), *priorities.items(), *filter(all, lost.items())]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        scheme_type, sub_type = said.get("scheme_type", ""), said.get("sub_type", "")
        known = codes("scheme_type", self.year)
        if sub_type and scheme_type in known and sub_type not in sub_types(scheme_type, self.year):
            self.add_error(
                "sub_type", f"“{sub_type}” is no sub-type of “{scheme_type}”. Choose another."
            )
        if said.get("measure", "") not in self.measures:
            self.add_error("measure", f"There is no measure called “{said['measure']}”.")
        return said


class IncomeForm(LineForm):
    lists = {"source": "source"}

    source = listed("Source of funding")
    contributor = words("Contributor", help_text="The district, council, CCG or ICB")
    planned = money(label="Contribution")
    allocation = money(label="Published allocation", help_text="As the template fills it in")
    carried_forward = money(label="Of it carried forward from earlier years")
    comment = words("Comment", rows=2)


class ConditionForm(LineForm):
    met = yes_or_no(label="Is the condition met?")
    explanation = words("If not: why, and what is done about it", rows=3)


class StatementForm(LineForm):
    lists = {"response": "response"}

    response = listed("How far do you agree?")
    comment = words("Comments", rows=4)


class EnablerForm(LineForm):
    lists = {"enabler": "enabler"}

    enabler = listed("Enabler it belongs to")
    narrative = words("What happened", rows=5)


class FeeForm(LineForm):
    reported = money(label="Last year's fee as it was reported")
    prior = money(label="Last year's fee as it is known now")
    anticipated = money(label="Fee that was anticipated for this year")
    actual = money(label="Actual average fee of this year")


class MetricForm(LineForm):
    """A metric; `measures` are the keys of the measures that there are."""

    planned = ExactField(required=False, places=4, least=None, label="Plan")
    actual = ExactField(required=False, places=4, least=None, label="Actual")
    progress = forms.ChoiceField(
        required=False,
        label="Progress",
        choices=[("", "Choose"), *((each.value, each.value) for each in Metering)],
    )
    challenges = words("What stands in the way", rows=3)
    achievements = words("What was achieved", rows=3)
    indicator = words("Key of the measure that shows it")

    def __init__(
        self,
        *filled: Any,
        year: int,
        now: dict[str, Any],
        measures: Collection[str],
        **more: Any,
    ) -> None:
        super().__init__(*filled, year=year, now=now, **more)
        self.measures = {*measures, "", now.get("indicator", "")}

    def clean_indicator(self) -> str:
        said: str = self.cleaned_data["indicator"]
        if said not in self.measures:
            raise forms.ValidationError(f"There is no measure called “{said}”.")
        return said


class CoverForm(LineForm):
    completed_by = words("Completed by", help_text="The role, not a name")
    contact = words("Contact", help_text="The office that answers questions")
    subject_to_sign_off = yes_or_no(label="Has the board yet to sign the return off?")
    signed_by = words("Signed off by", help_text="The role of who signed, or will")
    expected_on = DateField(required=False, label="Day on which sign-off is expected")


class IncomeAnswersForm(LineForm):
    additional_la = yes_or_no(label="Does the council contribute more than it must?")
    additional_nhs = yes_or_no(label="Does the NHS contribute more than it must?")
    income_comment = words("Comments on the contributions", rows=3)


class MinimumsForm(LineForm):
    minimum_out_of_hospital = money(label="Minimum: NHS commissioned out-of-hospital spend")
    minimum_social_care = money(label="Minimum: adult social care spend")


class ActualAnswersForm(LineForm):
    income_as_planned = yes_or_no(label="Was the actual income as planned?")
    actual_income_comment = words("Comments on the actual income", rows=3)
    spend_as_planned = yes_or_no(label="Was the actual expenditure as planned?")
    actual_spend_comment = words("Comments on the actual expenditure", rows=3)


class FeeCommentsForm(LineForm):
    prior_fees_comment = words(
        "Why last year's fees differ from those reported then",
        rows=3,
        help_text="At most 250 characters",
    )
    fees_comment = words("What most increased the fees", rows=3, help_text="At most 250 characters")


class ActualForm(LineForm):
    amount = ExactField(prefix="£", label="Actual up to the end of the period")
    comment = words("Why it differs from the plan", rows=3)


def _every_sub_type(year: int) -> dict[str, str]:
    """Return the sub-types of all scheme types; those of one type say which."""
    of: dict[str, list[str]] = {}
    for scheme_type in labels("scheme_type", year):
        for sub_type in sub_types(scheme_type, year):
            of.setdefault(sub_type, []).append(scheme_type)
    return {
        sub_type: f"{sub_type} ({types[0]})" if len(types) == 1 else sub_type
        for sub_type, types in of.items()
    }
