"""The words of strategies and plans: stages, relations, statuses and permissions."""

from enum import StrEnum


class Permission(StrEnum):
    """What may be done in this room; `site/roles.py` says which role may do which."""

    READ_DRAFTS = "strategy.read_drafts"
    REPORT_PROGRESS = "strategy.report_progress"
    RUN_PLANS = "strategy.run_plans"
    RUN_ANY_PLAN = "strategy.run_any_plan"
    KEEP_LIBRARY = "strategy.keep_library"
    KEEP_RISKS = "strategy.keep_risks"
    ASSESS = "strategy.assess"


class Level(StrEnum):
    """How wide a strategy reaches."""

    LOCAL = "local"
    SUB_REGIONAL = "sub-regional"
    NATIONAL = "national"


class LifeSpan(StrEnum):
    """Where a strategy stands in its life on a given day."""

    CURRENT = "current"
    EXPIRING = "expires soon"
    EXPIRED = "expired"
    IN_REVIEW = "in review"
    IN_PREPARATION = "in preparation"
    SUPERSEDED = "superseded"
    MISSING = "missing"
    NO_END = "no end date"


class Relation(StrEnum):
    """What one strategy is to another, read from left to right."""

    DELIVERS = "delivers"
    CONTAINS = "contains"
    ALIGNS_WITH = "aligns_with"
    DRAWS_ON = "draws_on"
    INFORMED_BY = "informed_by"
    INFORMS = "informs"
    SUPERSEDES = "supersedes"
    ENABLED_BY = "enabled_by"
    SUPPORTS = "supports"
    USES = "uses"
    DRIVES = "drives"
    SAME_AS = "same_as"


class ElementLevel(StrEnum):
    """The branches of a strategy's framework, from the broadest to the finest."""

    VISION = "vision"
    AIM = "aim"
    OUTCOME = "outcome"
    OBJECTIVE = "objective"
    PRIORITY = "priority"
    THEME = "theme"


class LifeStage(StrEnum):
    """The part of life that a statement is about, however its paper writes it."""

    STARTING_WELL = "starting well"
    DEVELOPING_WELL = "developing well"
    CHILDREN = "children and young people"
    FAMILIES = "children and families"
    LIVING_WELL = "living well"
    WORKING_WELL = "working well"
    AGEING_WELL = "ageing well"
    ALL_AGES = "all ages"
    NOT_STATED = "not stated"


class Purpose(StrEnum):
    """What an activity is for: keeping everybody well, acting early, or helping people recover."""

    PROMOTE = "promote"
    PREVENT = "prevent"
    RECOVER = "recover"


class Stage(StrEnum):
    """Whether an action keeps people well, treats them or helps them recover."""

    PROMOTION = "promotion"
    PREVENTION = "prevention"
    TREATMENT = "treatment"
    RECOVERY = "recovery"


class ActionKind(StrEnum):
    """What sort of line of a plan this is, as the plan prints it."""

    PLAN_ROW = "plan_row"
    COMMITMENT = "commitment"
    MILESTONE = "milestone"
    QUESTION = "question"


class Timing(StrEnum):
    """What a written timescale says about dates."""

    DATED = "dated"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    TO_BE_AGREED = "to be agreed"
    CONDITIONAL = "after something else"
    NOT_STATED = "not stated"


class Standing(StrEnum):
    """The computed status of an action, from what must be looked at first to what needs nothing.

    It is worked out from dates and updates alone and stands beside the status that the lead
    claims; an action with several troubles shows the first.
    """

    OVERDUE = "overdue"
    MILESTONE_MISSED = "milestone missed"
    STALE = "no recent update"
    DUE_SOON = "due soon"
    NO_DATE = "no date to judge by"
    ON_COURSE = "on course"
    COMPLETE = "complete"
    RETIRED = "retired"


# Four weeks' warning: a partner meeting falls in most such spans.
DUE_SOON_DAYS = 28

# A strategy takes about a year to renew: consultation, drafting, board and cabinet.
EXPIRY_WARNING_DAYS = 365


class Tone(StrEnum):
    """How a rating looks; the words always say it too."""

    RED = "red"
    AMBER = "amber"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class Invited(StrEnum):
    """Where one organisation stands in an update round."""

    WAITING = "waiting"
    PART_ANSWERED = "part answered"
    ANSWERED = "answered"


class ReviewOutcome(StrEnum):
    """What an annual review decides about one action."""

    CARRY_FORWARD = "carry forward"
    RETIRE = "retire"
    COMPLETE = "complete"


class RiskState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
