"""The words of a board's seats."""

from enum import StrEnum


class SeatKind(StrEnum):
    """Whom a seat is for. All but the last are named by the Health and Social Care Act 2012."""

    COUNCILLOR = "councillor"
    ADULT_SERVICES = "director of adult social services"
    CHILDRENS_SERVICES = "director of children's services"
    PUBLIC_HEALTH = "director of public health"
    HEALTHWATCH = "local Healthwatch"
    COMMISSIONER = "NHS commissioner"
    NHS_ENGLAND = "NHS England"
    OTHER = "other"
