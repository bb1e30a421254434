"""The words of Better Care Fund returns: their kinds, stages, sheets and parts."""

from collections.abc import Mapping
from enum import StrEnum

from marram.funding.vocabulary.permissions import Permission


class ReturnKind(StrEnum):
    """Which of a year's returns this is."""

    PLAN = "plan"
    QUARTERLY = "quarterly"
    YEAR_END = "year-end"


class Stage(StrEnum):
    """Where a return stands on its way from the first figure to the signed agreement."""

    DRAFT = "draft"
    FINANCE_CHECKED = "finance checked"
    PARTNERS_AGREED = "partners agreed"
    APPROVED = "approved"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SIGNED = "signed"


# From each stage, where a return may go and who may take it there. A return that is put right goes
# back to draft, whoever had agreed to it: what they agreed to has changed.
MOVES: Mapping[Stage, Mapping[Stage, Permission]] = {
    Stage.DRAFT: {Stage.FINANCE_CHECKED: Permission.CHECK_RETURNS},
    Stage.FINANCE_CHECKED: {
        Stage.PARTNERS_AGREED: Permission.AGREE_RETURNS,
        Stage.DRAFT: Permission.KEEP_RETURNS,
    },
    Stage.PARTNERS_AGREED: {
        Stage.APPROVED: Permission.APPROVE_RETURNS,
        Stage.DRAFT: Permission.KEEP_RETURNS,
    },
    Stage.APPROVED: {
        Stage.SUBMITTED: Permission.KEEP_RETURNS,
        Stage.DRAFT: Permission.KEEP_RETURNS,
    },
    Stage.SUBMITTED: {
        Stage.ACCEPTED: Permission.KEEP_RETURNS,
        Stage.RETURNED: Permission.KEEP_RETURNS,
    },
    Stage.RETURNED: {Stage.DRAFT: Permission.KEEP_RETURNS},
    Stage.ACCEPTED: {Stage.SIGNED: Permission.APPROVE_RETURNS},
    Stage.SIGNED: {},
}

# Everywhere else somebody has put their name to the figures.
EDITABLE = frozenset({Stage.DRAFT})


class Approval(StrEnum):
    """How the board approved a return: at a meeting, or by somebody it has asked to."""

    BOARD = "the board"
    DELEGATED = "delegated authority"


class Sheet(StrEnum):
    """A part of the template; its number and title depend on the year and the kind of return."""

    COVER = "cover"
    CONDITIONS = "conditions"
    INCOME = "income"
    EXPENDITURE = "expenditure"
    ACTUAL = "actual"
    METRICS = "metrics"
    FEEDBACK = "feedback"
    FEES = "fees"


class Source(StrEnum):
    """Where money comes from. What the template calls it in a year stands in the code lists."""

    DFG = "dfg"
    IBCF = "ibcf"
    MINIMUM_NHS = "minimum-nhs"
    ADDITIONAL_LA = "additional-la"
    ADDITIONAL_NHS = "additional-nhs"
    LA_DISCHARGE = "la-discharge"
    ICB_DISCHARGE = "icb-discharge"


# What every pool must hold, and may not leave unplanned.
MANDATORY = (Source.DFG, Source.IBCF, Source.MINIMUM_NHS)


class Commissioner(StrEnum):
    LA = "la"
    NHS = "nhs"
    JOINT = "joint"


class Standing(StrEnum):
    """Whether a scheme runs already."""

    EXISTING = "Existing"
    NEW = "New"


class Period(StrEnum):
    """What a reported actual covers: the year up to the end of a quarter, or all of it."""

    Q1 = "q1"
    Q2 = "q2"
    Q3 = "q3"
    OUTTURN = "outturn"


class Requirement(StrEnum):
    """What part of the minimum NHS contribution must be spent on."""

    OUT_OF_HOSPITAL = "out-of-hospital"
    SOCIAL_CARE = "social-care"


class EnablerKind(StrEnum):
    SUCCESS = "success"
    CHALLENGE = "challenge"


class Metering(StrEnum):
    """Whether a measure of the plan is on its way to what was planned."""

    ON_TRACK = "On track to meet target"
    NOT_ON_TRACK = "Not on track to meet target"
    NOT_AVAILABLE = "Data not available to assess progress"


class Measure(StrEnum):
    """A figure that papers print of a return, and that its lines can prove or refute."""

    INCOME = "income"
    EXPENDITURE = "expenditure"
    UNSPENT = "unspent"
    OUT_OF_HOSPITAL = "out-of-hospital"
    SOCIAL_CARE = "social-care"
