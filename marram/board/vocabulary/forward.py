"""The words of the forward plan."""

from enum import StrEnum


class Basis(StrEnum):
    """Why a matter stands in the forward plan."""

    BY_HAND = "added by an officer"
    RESOLUTION = "the board asked for it"
    STANDING = "it comes to every meeting"
    STRATEGY = "a strategy ends"
    RETURN = "a return is due"


class KeyReason(StrEnum):
    """Why a decision is key. Source: SI 2012/2089, regulation 8."""

    MONEY = "significant spending or saving"
    WARDS = "a significant effect on two or more wards"


# Working days in which an executive key decision can be called in, unless a board says otherwise.
CALL_IN_DAYS = 5
# Clear calendar days of notice for a key decision. Source: SI 2012/2089, regulation 9.
NOTICE_DAYS = 28
