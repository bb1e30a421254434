"""Who may do what with accounts, organisations and groups."""

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.people.vocabulary import Permission


def may_read_accounts(actor: Actor) -> Verdict:
    if actor.may(Permission.READ_ACCOUNTS):
        return YES
    return no("Only an administrator or an auditor may see the list of accounts.")


def may_invite(actor: Actor) -> Verdict:
    if actor.may(Permission.INVITE):
        return YES
    return no("Only an administrator may invite people.")


def may_change_roles(actor: Actor, user_id: int) -> Verdict:
    """Nobody raises or lowers themselves: a second pair of eyes on every change of access."""
    if not actor.may(Permission.CHANGE_ROLES):
        return no("Only an administrator may change what somebody may do.")
    if actor.user_id == user_id:
        return no("You cannot change your own roles. Ask another administrator to do it.")
    return YES


def may_end_account(actor: Actor, user_id: int) -> Verdict:
    if not actor.may(Permission.END_ACCOUNTS):
        return no("Only an administrator may end or reopen an account.")
    if actor.user_id == user_id:
        return no("You cannot end your own account. Ask another administrator to do it.")
    return YES


def may_reset_second_step(actor: Actor, user_id: int) -> Verdict:
    if not actor.may(Permission.END_ACCOUNTS):
        return no("Only an administrator may take away somebody's second step.")
    if actor.user_id == user_id:
        return no("Set up your own second step on your account page instead.")
    return YES


def may_edit_organisations(actor: Actor) -> Verdict:
    if actor.may(Permission.EDIT_ORGANISATIONS):
        return YES
    return no("Only a board officer or an administrator may change the list of organisations.")


def may_edit_groups(actor: Actor) -> Verdict:
    if actor.may(Permission.EDIT_GROUPS):
        return YES
    return no("Only a board officer or an administrator may change the list of groups.")


def may_appoint(actor: Actor) -> Verdict:
    if actor.may(Permission.APPOINT):
        return YES
    return no("Only a board officer or an administrator may make or end appointments.")


def may_see_holders(actor: Actor) -> Verdict:
    """Residents see which role holds a post; colleagues also see which account speaks for it."""
    if actor.logged_in:
        return YES
    return no("Log in to see which colleague holds a post.")
