"""The words of this room: what people may do here."""

from enum import StrEnum


class Permission(StrEnum):
    INVITE = "people.invite"
    READ_ACCOUNTS = "people.read_accounts"
    CHANGE_ROLES = "people.change_roles"
    END_ACCOUNTS = "people.end_accounts"
    EDIT_ORGANISATIONS = "people.edit_organisations"
    EDIT_GROUPS = "people.edit_groups"
    APPOINT = "people.appoint"
    RECORD = "people.record"
