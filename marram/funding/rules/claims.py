"""Figures that papers print of a return, held against its lines."""

from dataclasses import dataclass
from decimal import Decimal

from marram.funding.rules import amounts
from marram.funding.rules.pounds import pounds
from marram.funding.rules.required_spend import required
from marram.funding.rules.values import ReturnValues
from marram.funding.vocabulary import Measure, Requirement, label


NAMES = {
    Measure.INCOME: "income",
    Measure.EXPENDITURE: "planned expenditure",
    Measure.UNSPENT: "balance",
    Measure.OUT_OF_HOSPITAL: "NHS commissioned out-of-hospital spend",
    Measure.SOCIAL_CARE: "adult social care spend",
}
PARTS = {
    "la": "from the council",
    "nhs": "from the NHS",
    "mandatory": "from the mandatory sources",
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a paper says: its words, and the figure in pounds that they give for a measure.

    `part` is a source or a group of sources; empty where the figure is of the whole. `number` and
    `version` are those of the note that is kept of it.
    """

    number: int = 0
    version: int = 0

    measure: Measure
    part: str
    amount: Decimal
    words: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A claim and what the lines of the return say to it."""

    claim: Claim
    true_amount: Decimal
    sentence: str

    @property
    def upheld(self) -> bool:
        return self.claim.amount == self.true_amount


def finding(claim: Claim, values: ReturnValues) -> Finding:
    """Return whether the lines bear a claim out and, where not, which figure it really is."""
    truth = figure(values, claim.measure, claim.part)
    name = _name(claim.measure, claim.part, values.year)
    if truth == claim.amount:
        sentence = f"The lines add up to it: {name} is {pounds(truth)}."
    else:
        sentence = (
            f"“{claim.words}” gives {pounds(claim.amount)}, but {name} is {pounds(truth)}, "
            f"{pounds(abs(truth - claim.amount))} {'less' if truth < claim.amount else 'more'}."
            f"{_really(claim, values)}"
        )
    return Finding(claim=claim, true_amount=truth, sentence=sentence)


def figure(values: ReturnValues, measure: Measure, part: str = "") -> Decimal:
    """Return a figure of a return, in pounds."""
    if measure == Measure.INCOME:
        return amounts.income(values, part)
    if measure == Measure.EXPENDITURE:
        return amounts.expenditure(values, part)
    if measure == Measure.UNSPENT:
        return amounts.income(values, part) - amounts.expenditure(values, part)
    return required(values, Requirement(measure)).planned


def _really(claim: Claim, values: ReturnValues) -> str:
    """Return what the printed figure is, where another measure of the same part has it."""
    for measure in Measure:
        if measure != claim.measure and figure(values, measure, claim.part) == claim.amount:
            return f" {pounds(claim.amount)} is the {_name(measure, claim.part, values.year)}."
    return ""


def _name(measure: Measure, part: str, year: int) -> str:
    if not part:
        return NAMES[measure]
    return f"{NAMES[measure]} {PARTS.get(part) or 'from ' + label('source', part, year)}"
