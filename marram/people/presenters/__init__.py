"""How accounts, organisations, groups and appointments are shown."""

from marram.people.presenters.accounts import (
    account_page,
    accounts_page,
    end_page,
    invite_page,
    join_page,
    roles_page,
)
from marram.people.presenters.appointments import appoint_page, end_appointment_page, where
from marram.people.presenters.groups import (
    add_group_page,
    change_group_page,
    group_page,
    groups_file,
    groups_page,
)
from marram.people.presenters.organisations import (
    add_organisation_page,
    change_organisation_page,
    organisation_page,
    organisations_file,
    organisations_page,
)
from marram.people.presenters.typed import typed_page
from marram.people.presenters.words import File


__all__ = [
    "File",
    "account_page",
    "accounts_page",
    "add_group_page",
    "add_organisation_page",
    "appoint_page",
    "change_group_page",
    "change_organisation_page",
    "end_appointment_page",
    "end_page",
    "group_page",
    "groups_file",
    "groups_page",
    "invite_page",
    "join_page",
    "organisation_page",
    "organisations_file",
    "organisations_page",
    "roles_page",
    "typed_page",
    "where",
]
