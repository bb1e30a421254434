"""What may be done in this room; `site/roles.py` says which role may do which."""

from enum import StrEnum


class Permission(StrEnum):
    READ_DRAFTS = "funding.read_drafts"
    KEEP_POOLS = "funding.keep_pools"
    KEEP_RETURNS = "funding.keep_returns"
    CHECK_RETURNS = "funding.check_returns"
    AGREE_RETURNS = "funding.agree_returns"
    AGREE_FOR_ANY = "funding.agree_for_any"
    APPROVE_RETURNS = "funding.approve_returns"
    KEEP_MONEY = "funding.keep_money"
