from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    Fact,
    FilterBar,
    Input,
    Label,
    Link,
    SummaryList,
    Table,
    Tag,
    WarningText,
    WideTable,
)
from marram.design.forms import FormPage
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.panels import shown
from marram.people.presenters.words import (
    allowed,
    counted,
    day,
    listed,
    moment,
    pagination,
    path,
    period,
)
from marram.people.queries import (
    AccountPage,
    AccountPages,
    AccountRow,
    InvitationRow,
    RoleLine,
)


HOME = ("Home", "/")
PEOPLE = "People"


@dataclass(frozen=True)
class PostButton:
    """A button that does something at once; it stands in a form of its own."""

    url: str
    button: Button


@dataclass(frozen=True)
class ShownRole:
    """A role, since when, and what it lets its holder do."""

    title: str
    comes_to: str
    since: str
    permissions: tuple[str, ...]
    second_step: bool


@dataclass(frozen=True)
class ShownAccount:
    title: str
    breadcrumbs: Component
    facts: SummaryList
    roles: tuple[ShownRole, ...]
    earlier: Table | None
    links: tuple[Component, ...]
    posts: tuple[PostButton, ...]
    panels: tuple[Component, ...]


@dataclass(frozen=True)
class ShownAccounts:
    filters: FilterBar
    table: DataTable
    invitations: Table | None
    withdrawals: tuple[PostButton, ...]
    buttons: tuple[Component, ...]


def account_page(page: AccountPage, *, viewer: Actor, own: bool) -> ShownAccount:
    above = (HOME,) if own else (HOME, (PEOPLE, reverse("people:accounts")))
    history = shown("history", viewer=viewer, key=Subject("people.user", str(page.number)))
    return ShownAccount(
        title="Your account" if own else page.name,
        breadcrumbs=path(*above),
        facts=_facts(page, own=own),
        roles=tuple(_role(role) for role in page.roles),
        earlier=_earlier(page.earlier_roles),
        links=_own_links(page) if own else _administrator_links(page),
        posts=() if own else _posts(page),
        panels=(*shown("people.account", viewer=viewer, key=page.number), *history),
    )


def accounts_page(page: AccountPages) -> ShownAccounts:
    return ShownAccounts(
        filters=FilterBar(
            fields=(
                Input(
                    "search",
                    value=page.search,
                    label=Label("Name or email address"),
                    kind="search",
                ),
            ),
            clear_url=reverse("people:accounts") if page.search else "",
            button="Search",
        ),
        table=DataTable(
            caption=counted(page.found, "account"),
            columns=("Name", "Email address", "Roles", "Second step", "Last logged in"),
            rows=tuple(_account_row(row) for row in page.rows),
            empty="Nobody fits. Try fewer letters.",
            pagination=pagination(page.page, page.pages, {"search": page.search}),
        ),
        invitations=_invitations(page.invitations),
        withdrawals=tuple(
            PostButton(
                reverse("people:withdraw", args=[row.number]),
                Button(f"Withdraw the invitation of {row.name}", style="secondary"),
            )
            for row in page.invitations
            if page.may_invite
        ),
        buttons=allowed(page.may_invite, Button("Invite somebody", url=reverse("people:invite"))),
    )


def invite_page() -> FormPage:
    return FormPage(
        title="Invite somebody",
        lead="They get a mail with a link that works once, for 7 days, and choose a password.",
        button="Send the invitation",
        cancel_url=reverse("people:accounts"),
        breadcrumbs=path(HOME, (PEOPLE, reverse("people:accounts"))),
    )


def join_page(invitation: InvitationRow) -> FormPage:
    return FormPage(
        title="Open your account",
        lead=f"You will log in as {invitation.email}. The link works until "
        f"{moment(invitation.expires_at)}.",
        button="Open my account",
    )


def roles_page(page: AccountPage, *, theirs: str) -> FormPage:
    note = WarningText(f"Saved by somebody else in the meantime: {theirs or 'no role'}.")
    return FormPage(
        title=f"What {page.name} may do",
        lead="A role holds from today. One that is taken away ends today and stays on record.",
        button="Save the roles",
        cancel_url=reverse("people:person", args=[page.number]),
        breadcrumbs=_to(page),
        above=(note,) if theirs else (),
    )


def end_page(page: AccountPage) -> FormPage:
    return FormPage(
        title=f"End the account of {page.name}",
        lead="They cannot log in any more, and every role and appointment of theirs ends today. "
        "What they did stays on record. You can open the account again later.",
        button="End the account",
        button_style="warning",
        cancel_url=reverse("people:person", args=[page.number]),
        breadcrumbs=_to(page),
    )


def _to(page: AccountPage) -> Breadcrumbs:
    person = (page.name, reverse("people:person", args=[page.number]))
    return path(HOME, (PEOPLE, reverse("people:accounts")), person)


def _facts(page: AccountPage, *, own: bool) -> SummaryList:
    set_up = "Set up" if page.second_step_set else "Not set up"
    facts = [
        Fact("Name", page.name),
        Fact("Email address", page.email),
        Fact("Speaks for", listed(page.speaks_for) or "Nobody but themselves"),
        Fact("Second step", set_up),
        Fact("Account opened", moment(page.joined_at)),
        Fact("Last logged in", moment(page.last_login)),
    ]
    if not page.can_log_in:
        facts.append(Fact("Account", Tag("Ended", tone="grey")))
    return SummaryList(tuple(facts))


def _role(role: RoleLine) -> ShownRole:
    return ShownRole(
        title=role.title,
        comes_to=role.comes_to,
        since=day(role.since),
        permissions=role.permissions,
        second_step=role.second_step,
    )


def _earlier(roles: tuple[RoleLine, ...]) -> Table | None:
    if not roles:
        return None
    rows = tuple((role.title, period(role.since, role.until)) for role in roles)
    return WideTable(caption="Roles at other times", head=("Role", "When"), rows=rows)


def _own_links(page: AccountPage) -> tuple[Component, ...]:
    links = [Link("Change your password", reverse("account_change_password"))]
    if page.second_step_set:
        links.append(Link("See your recovery codes", reverse("mfa_view_recovery_codes")))
        links.append(Link("Make new recovery codes", reverse("mfa_generate_recovery_codes")))
        links.append(Link("Take away your second step", reverse("mfa_deactivate_totp")))
    else:
        links.append(Link("Set up a second step", reverse("mfa_activate_totp")))
    links.append(Link("What was kept when you were signed out", reverse("people:typed")))
    return tuple(links)


def _administrator_links(page: AccountPage) -> tuple[Component, ...]:
    links: list[Component] = []
    if page.can_log_in:
        roles = reverse("people:roles", args=[page.number])
        end = reverse("people:end", args=[page.number])
        links += allowed(page.may_change_roles, Link("Change roles", roles))
        links += allowed(page.may_end, Link("End the account", end))
    return tuple(links)


def _posts(page: AccountPage) -> tuple[PostButton, ...]:
    posts: list[PostButton] = []
    if not page.can_log_in and page.may_end:
        reopen = reverse("people:reopen", args=[page.number])
        posts.append(PostButton(reopen, Button("Open the account again", style="secondary")))
    if page.second_step_set and page.may_reset_second_step:
        reset = reverse("people:second-step", args=[page.number])
        posts.append(PostButton(reset, Button("Take away the second step", style="warning")))
    return tuple(posts)


def _account_row(row: AccountRow) -> tuple[Component | str, ...]:
    roles = listed(row.roles) or "None"
    second = "Set up" if row.second_step_set else "Missing" if row.second_step_needed else "No"
    return (
        Link(row.name, reverse("people:person", args=[row.number])),
        row.email,
        roles if row.can_log_in else Tag("Ended", tone="grey"),
        second,
        moment(row.last_login),
    )


def _invitations(rows: tuple[InvitationRow, ...]) -> Table | None:
    if not rows:
        return None
    return WideTable(
        caption="Invitations that nobody has used yet",
        caption_classes="govuk-table__caption--m",
        head=("Name", "Email address", "Roles", "Works until"),
        rows=tuple(
            (
                row.name,
                row.email,
                listed(row.roles),
                Tag("Too old", tone="grey") if row.expired else moment(row.expires_at),
            )
            for row in rows
        ),
        first_cell_is_header=True,
    )
