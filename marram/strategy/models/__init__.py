"""The tables of strategies and plans, a module a noun."""

from marram.strategy.models.assessments import Answer, Assessment, Question, Tool
from marram.strategy.models.evidence import Evidence
from marram.strategy.models.library import (
    Chapter,
    Coverage,
    Element,
    Promise,
    Provision,
    StatutoryFunction,
    Strategy,
    StrategyLink,
    SuccessFactor,
)
from marram.strategy.models.measures import ActionMeasure, StatementMeasure
from marram.strategy.models.plans import (
    Action,
    ActionLead,
    Dependency,
    Milestone,
    Plan,
    PlanLead,
    Update,
)
from marram.strategy.models.ratings import Rating, Scheme
from marram.strategy.models.reviews import Review, ReviewedAction
from marram.strategy.models.risks import Risk, RiskReview
from marram.strategy.models.rounds import Asked, Draft, Invitation, Link, Round


__all__ = [
    "Action",
    "ActionLead",
    "ActionMeasure",
    "Answer",
    "Asked",
    "Assessment",
    "Chapter",
    "Coverage",
    "Dependency",
    "Draft",
    "Element",
    "Evidence",
    "Invitation",
    "Link",
    "Milestone",
    "Plan",
    "PlanLead",
    "Promise",
    "Provision",
    "Question",
    "Rating",
    "Review",
    "ReviewedAction",
    "Risk",
    "RiskReview",
    "Round",
    "Scheme",
    "StatementMeasure",
    "StatutoryFunction",
    "Strategy",
    "StrategyLink",
    "SuccessFactor",
    "Tool",
    "Update",
]
