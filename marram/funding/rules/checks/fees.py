"""Sheet "iBCF": what the council pays for care. A missing figure stays blank, never zero."""

from collections.abc import Iterator
from decimal import Decimal

from marram.funding.rules.checks.check import Check
from marram.funding.rules.checks.sentences import LONGEST_FEE_COMMENT
from marram.funding.rules.values import ReturnValues
from marram.funding.vocabulary import label


RATES = {
    "prior": "last year's fee",
    "anticipated": "the fee that was anticipated",
    "actual": "the actual fee",
}


def checks(values: ReturnValues) -> Iterator[Check]:
    owner = values.council
    for line in values.fees:
        service = label("fee", line.key, values.year)
        for field, what in RATES.items():
            sentence = _rate(getattr(line, field), what)
            yield Check("fees", line.key, field, f"{service}: {what}", owner, sentence)
    said = values.answers
    corrected = any(
        line.reported is not None and line.prior != line.reported for line in values.fees
    )
    prior = _comment(
        said.prior_fees_comment, "Say why last year's fee differs from the one reported then."
    )
    yield Check(
        "answers",
        "",
        "prior_fees_comment",
        "Commentary on last year's fees",
        owner,
        prior if corrected or said.prior_fees_comment else "",
    )
    support = _comment(said.fees_comment, "Say what most increased the fees, or that nothing did.")
    yield Check("answers", "", "fees_comment", "What increased the fees", owner, support)


def _rate(fee: Decimal | None, what: str) -> str:
    if fee is None:
        return f"Enter {what} in pounds."
    return "" if fee > 0 else "A fee is more than £0. Leave it blank where it is not known."


def _comment(text: str, ask: str) -> str:
    if not text.strip():
        return ask
    if len(text) > LONGEST_FEE_COMMENT:
        return f"Shorten it to {LONGEST_FEE_COMMENT} characters. It has {len(text)}."
    return ""
