"""What the fields and questions of a return are called, and what they say, in words.

Kept among the rules, because pages, papers and files all say the same.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from marram.funding.rules.pounds import percent, pounds
from marram.funding.vocabulary import Sheet, label, labels


# The fields of each kind of line, in the order of the template, and what a page calls them.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "income": {
        "source": "Source of funding",
        "contributor": "Contributor",
        "planned": "Contribution",
        "allocation": "Published allocation",
        "carried_forward": "Carried forward",
        "comment": "Comment",
    },
    "schemes": {
        "scheme_id": "Scheme number",
        "name": "Scheme name",
        "description": "Short description",
        "scheme_type": "Scheme type",
        "sub_type": "Sub-type",
        "other_type": "Which, if “Other”",
        "area": "Area of spend",
        "other_area": "Which area, if “Other”",
        "commissioner": "Commissioner",
        "nhs_share": "Share of the NHS, if joint",
        "la_share": "Share of the council, if joint",
        "provider": "Provider",
        "source": "Source of funding",
        "planned": "Expenditure",
        "standing": "New or existing",
        "outputs": "Planned outputs",
        "output_units": "Unit of the outputs",
        "priority": "Priority",
        "measure": "Measure",
        "service": "Service",
    },
    "conditions": {"met": "Met", "explanation": "Explanation"},
    "statements": {"response": "Response", "comment": "Comments"},
    "enablers": {"enabler": "Enabler", "narrative": "What happened"},
    "fees": {
        "reported": "Last year's fee as reported",
        "prior": "Last year's fee as known now",
        "anticipated": "Anticipated fee",
        "actual": "Actual fee",
    },
    "metrics": {
        "planned": "Plan",
        "actual": "Actual",
        "progress": "Progress",
        "challenges": "What stands in the way",
        "achievements": "What was achieved",
        "indicator": "Measure",
    },
    "cover": {
        "completed_by": "Completed by",
        "contact": "Contact",
        "subject_to_sign_off": "Has the board yet to sign it off?",
        "signed_by": "Signed off by",
        "expected_on": "Sign-off expected on",
    },
    "answers": {
        "additional_la": "Does the council contribute more than it must?",
        "additional_nhs": "Does the NHS contribute more than it must?",
        "income_comment": "Comments on the contributions",
        "income_as_planned": "Was the actual income as planned?",
        "actual_income_comment": "Comments on the actual income",
        "spend_as_planned": "Was the actual expenditure as planned?",
        "actual_spend_comment": "Comments on the actual expenditure",
        "prior_fees_comment": "Why last year's fees differ from those reported then",
        "fees_comment": "What most increased the fees",
    },
    "minimums": {"minimum": "Minimum"},
}
# Fields whose values are keys of a code list.
CODED = {
    "source": "source",
    "commissioner": "commissioner",
    "provider": "provider",
    "enabler": "enabler",
}
MONEY = {
    "planned",
    "allocation",
    "carried_forward",
    "minimum",
    "reported",
    "prior",
    "anticipated",
    "actual",
}
SHARES = {"nhs_share", "la_share"}
ANSWER_SHEETS = {
    "additional_la": Sheet.INCOME,
    "additional_nhs": Sheet.INCOME,
    "income_comment": Sheet.INCOME,
    "income_as_planned": Sheet.ACTUAL,
    "actual_income_comment": Sheet.ACTUAL,
    "spend_as_planned": Sheet.ACTUAL,
    "actual_spend_comment": Sheet.ACTUAL,
    "prior_fees_comment": Sheet.FEES,
    "fees_comment": Sheet.FEES,
}
NOTHING = "Not said"


def said(field: str, value: Any, year: int) -> str:
    """Return what a field says, as text; nothing is "Not said"."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Decimal):
        return _number(field, value)
    return label(CODED[field], value, year) if field in CODED else str(value)


def question(kind: str, key: str, year: int) -> str:
    """Return what a line of questions asks, or what it is about."""
    names = {"conditions": "condition", "statements": "statement", "fees": "fee"}
    if kind == "metrics":
        return label("metric", key, year)
    if kind in names:
        return labels(names[kind], year).get(key, key)
    return key.replace("-", " ").capitalize()


def _number(field: str, value: Decimal) -> str:
    if field in MONEY:
        return pounds(value)
    if field in SHARES:
        return percent(value, places=0) if value == value.to_integral_value() else f"{value}%"
    return f"{value.normalize():f}"
