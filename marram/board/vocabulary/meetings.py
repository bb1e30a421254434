"""The words of meetings, their agendas and who came."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a meeting stands, from the first date to the minutes that a later one confirmed."""

    PLANNED = "planned"
    PUBLISHED = "agenda published"
    IN_SESSION = "in session"
    ADJOURNED = "adjourned"
    HELD = "held"
    CONFIRMED = "minutes confirmed"
    CANCELLED = "cancelled"


class Precision(StrEnum):
    """How exactly the day of a meeting is known: old papers may name no more than the month."""

    DAY = "day"
    MONTH = "month"


class Mode(StrEnum):
    """How people came together."""

    IN_PERSON = "in person"
    REMOTE = "remote"
    HYBRID = "hybrid"
    NOT_STATED = "not stated"


class ItemKind(StrEnum):
    """What sort of business an item is."""

    ELECTION = "election of the chair"
    APOLOGIES = "apologies"
    MINUTES = "minutes"
    DECLARATIONS = "declarations of interest"
    MATTERS_ARISING = "matters arising"
    SUB_GROUPS = "sub-group updates"
    REPORT = "report"
    PRESENTATION = "presentation"
    VERBAL = "verbal update"
    TO_NOTE = "to note"


# Items that every agenda may have without a paper of their own.
PROCEDURAL = frozenset(
    {
        ItemKind.ELECTION,
        ItemKind.APOLOGIES,
        ItemKind.MINUTES,
        ItemKind.DECLARATIONS,
        ItemKind.MATTERS_ARISING,
    }
)


class Presence(StrEnum):
    """How somebody stood to a meeting."""

    CHAIR = "chair"
    PRESENT = "present"
    APOLOGY = "apology"
    ABSENT = "absent"
    IN_ATTENDANCE = "in attendance"


class Interest(StrEnum):
    """The sorts of interest that members declare."""

    PECUNIARY = "disclosable pecuniary interest"
    OTHER_REGISTRABLE = "other registrable interest"
    PERSONAL = "personal interest"
    NHS_CONFLICT = "NHS conflict of interest"


class Conduct(StrEnum):
    """What a member with an interest did while the item was taken."""

    LEFT = "left the room"
    NO_VOTE = "stayed and did not vote"
    STAYED = "stayed and took part"


class Edition(StrEnum):
    """The two readings of one set of papers."""

    PUBLIC = "public"
    PRIVATE = "private"


# Five clear days: Local Government Act 1972, sections 100A(6) and 100B.
CLEAR_DAYS = 5

# Schedule 12A to the Local Government Act 1972, Part 1 (England), as amended in 2006.
EXEMPT_PARAGRAPHS = {
    "1": "information relating to any individual",
    "2": "information which is likely to reveal the identity of an individual",
    "3": "information relating to the financial or business affairs of any particular person,"
    " including the authority that holds it",
    "4": "information relating to consultations or negotiations on a labour relations matter",
    "5": "information in which legal professional privilege could be claimed in legal proceedings",
    "6": "information which reveals that a notice, order or direction is to be given or made",
    "7": "information relating to action taken to prevent, investigate or prosecute crime",
}
