"""The tables of funding, a module a noun."""

from marram.funding.models.budgets import Budget, BudgetLine, StepNeed
from marram.funding.models.contracts import Commitment, Contract, Measurement, SocialValueStep
from marram.funding.models.documents import AgreementDocument
from marram.funding.models.economics import EconomicFact
from marram.funding.models.grants import Grant, GrantFigure, GrantLine, GrantMovement
from marram.funding.models.intentions import Intention
from marram.funding.models.pools import (
    Agreement,
    CommissionerShare,
    Party,
    Pool,
)
from marram.funding.models.returns import (
    Actual,
    Agreed,
    Claim,
    Condition,
    Enabler,
    Fee,
    IncomeLine,
    Metric,
    Return,
    SchemeLine,
    Statement,
    Submission,
)


__all__ = [
    "Actual",
    "Agreed",
    "Agreement",
    "AgreementDocument",
    "Budget",
    "BudgetLine",
    "Claim",
    "CommissionerShare",
    "Commitment",
    "Condition",
    "Contract",
    "EconomicFact",
    "Enabler",
    "Fee",
    "Grant",
    "GrantFigure",
    "GrantLine",
    "GrantMovement",
    "IncomeLine",
    "Intention",
    "Measurement",
    "Metric",
    "Party",
    "Pool",
    "Return",
    "SchemeLine",
    "SocialValueStep",
    "Statement",
    "StepNeed",
    "Submission",
]
