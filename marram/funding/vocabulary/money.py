"""The words of other money: grants, budgets, contracts, intentions, costs and returns."""

from collections.abc import Mapping
from enum import StrEnum


class Unspent(StrEnum):
    """What the conditions of a grant say about money that is not spent."""

    PAID_BACK = "paid back"
    KEPT = "kept"
    NOT_STATED = "not stated"


class FigureKind(StrEnum):
    """What a printed figure says of a grant: what was given, how far it goes, what it adds to."""

    AWARD = "award"
    LIMIT = "limit"
    TOTAL = "total"


class MovementKind(StrEnum):
    """How money of a grant moved."""

    RECEIVED = "received"
    SPENT = "spent"
    CARRIED = "carried forward"
    PAID_BACK = "paid back"


class Side(StrEnum):
    """The two sides of a budget."""

    INCOME = "income"
    SPEND = "spend"


# The stepped care model: from everybody's wellbeing to the most specialist help.
# Source: Sefton Mental Health Strategic Plan 2015-2020, which counts people by these steps.
STEPS: Mapping[int, str] = {
    0: "Step 0",
    1: "Step 1",
    2: "Step 2",
    3: "Step 3",
    4: "Step 4",
    5: "Step 5",
}


class Aim(StrEnum):
    """The five aims of an anchor institution."""

    PURCHASE = "purchase"
    BUILDINGS = "buildings"
    WORK = "work"
    PARTNERS = "partners"
    ENVIRONMENT = "environment"


AIM_WORDS: Mapping[Aim, str] = {
    Aim.PURCHASE: "Buying locally and for social benefit",
    Aim.BUILDINGS: "Buildings that the community can use",
    Aim.WORK: "Good jobs",
    Aim.PARTNERS: "Working with local partners",
    Aim.ENVIRONMENT: "Less harm to the environment",
}

# The six steps of social value across the commissioning cycle, each with what it asks.
SOCIAL_VALUE_STEPS: Mapping[int, tuple[str, str]] = {
    1: ("What is the question?", "Think of social value when the need is first described."),
    2: ("Know your customers", "Look at what people need and at what the community has already."),
    3: ("Define outcomes", "Design them with people, so that they can be measured."),
    4: ("What does it look like?", "Talk with providers and with people who use services."),
    5: ("How do you get there?", "Weigh it at award and write it into the contract."),
    6: ("Measure the impact", "Measure it through the contract and across the organisation."),
}


class IntentionStage(StrEnum):
    """How far an intention to commission has come."""

    PROPOSED = "proposed"
    CONSULTED = "consulted on"
    AGREED = "agreed"
    IN_PLACE = "in place"
    DROPPED = "dropped"


INTENTION_MOVES: Mapping[IntentionStage, frozenset[IntentionStage]] = {
    IntentionStage.PROPOSED: frozenset(
        {IntentionStage.CONSULTED, IntentionStage.AGREED, IntentionStage.DROPPED}
    ),
    IntentionStage.CONSULTED: frozenset({IntentionStage.AGREED, IntentionStage.DROPPED}),
    IntentionStage.AGREED: frozenset({IntentionStage.IN_PLACE, IntentionStage.DROPPED}),
    IntentionStage.IN_PLACE: frozenset({IntentionStage.PROPOSED}),
    IntentionStage.DROPPED: frozenset({IntentionStage.PROPOSED}),
}


class EconomicKind(StrEnum):
    """What an amount in a paper is."""

    COST = "cost"
    SAVING = "saving"
    RATIO = "ratio"
    INVESTMENT = "investment"
    GRANT = "grant"
    INCOME = "income"
    FEE = "fee"
    UNDERSPEND = "underspend"
    CONTRACT = "contract"
    COMPUTED = "computed"
