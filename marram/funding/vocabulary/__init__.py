"""The words of money: permissions, stages and parts of returns, and the dated code lists."""

from marram.funding.vocabulary.codes import (
    Code,
    codes,
    financial_year,
    key_of,
    label,
    labels,
    sub_types,
)
from marram.funding.vocabulary.permissions import Permission
from marram.funding.vocabulary.returns import (
    EDITABLE,
    MANDATORY,
    MOVES,
    Approval,
    Commissioner,
    EnablerKind,
    Measure,
    Metering,
    Period,
    Requirement,
    ReturnKind,
    Sheet,
    Source,
    Stage,
    Standing,
)


__all__ = [
    "EDITABLE",
    "MANDATORY",
    "MOVES",
    "Approval",
    "Code",
    "Commissioner",
    "EnablerKind",
    "Measure",
    "Metering",
    "Period",
    "Permission",
    "Requirement",
    "ReturnKind",
    "Sheet",
    "Source",
    "Stage",
    "Standing",
    "codes",
    "financial_year",
    "key_of",
    "label",
    "labels",
    "sub_types",
]
