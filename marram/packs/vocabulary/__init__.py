"""The words of packs: who they are for, what they are made of, what may be done with them."""

from enum import StrEnum


class Permission(StrEnum):
    """What a role may allow in this room; `site.roles` says which roles hold which."""

    MAKE = "packs.make"


class Audience(StrEnum):
    """Who an edition is for. The public one holds nothing that is exempt."""

    PUBLIC = "public"
    PRIVATE = "private"


class Part(StrEnum):
    """What a section of a pack is."""

    FRONT = "front"
    MINUTES = "minutes"
    ARISING = "arising"
    REPORT = "report"
    APPENDIX = "appendix"
    NOTE = "note"
    INDEX = "index"
