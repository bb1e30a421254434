"""Every change to accounts, organisations, groups and appointments."""

from marram.people.actions.accounts import (
    change_roles,
    end_account,
    open_account,
    reopen_account,
    reset_second_step,
    tell,
)
from marram.people.actions.appointments import end_appointment, make_appointment
from marram.people.actions.groups import add_group, amend_group, record_groups
from marram.people.actions.invitations import accept_invitation, invite, withdraw_invitation
from marram.people.actions.organisations import (
    add_organisation,
    amend_organisation,
    record_organisations,
)
from marram.people.actions.typing import (
    CLAIMED_WITHIN,
    Typed,
    claim_typing,
    discard_typing,
    keep_typing,
    sealed,
    unsealed,
)


__all__ = [
    "CLAIMED_WITHIN",
    "Typed",
    "accept_invitation",
    "add_group",
    "add_organisation",
    "amend_group",
    "amend_organisation",
    "change_roles",
    "claim_typing",
    "discard_typing",
    "end_account",
    "end_appointment",
    "invite",
    "keep_typing",
    "make_appointment",
    "open_account",
    "record_groups",
    "record_organisations",
    "reopen_account",
    "reset_second_step",
    "sealed",
    "tell",
    "unsealed",
    "withdraw_invitation",
]
