"""Who is acting: the only face of a person that policies and actions see."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person, a mailed link or the system itself, and what each may do.

    `key` names the actor in the ledger: "user:12", "link:40", "system:load" or "resident".
    `organisations` and `groups` are the keys of those the actor speaks for today.
    """

    key: str
    name: str
    permissions: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    @property
    def user_id(self) -> int | None:
        """The account behind the actor, if there is one."""
        kind, _, number = self.key.partition(":")
        return int(number) if kind == "user" else None

    @property
    def logged_in(self) -> bool:
        return self.user_id is not None


# How those without an account are called; accounts have their own names.
WITHOUT_ACCOUNT = {
    "resident": "A resident",
    "system": "Marram",
    "system:load": "Marram, loading the published record",
    "system:demo": "Marram, setting up a demonstration",
    "system:chase": "Marram, sending reminders",
    "system:packs": "Marram, making packs",
    "system:read": "Marram, reading a paper by command",
    "system:backup": "Marram, keeping a backup",
    "system:restore": "Marram, restoring a backup",
    "system:recompute": "Marram, judging figures anew",
    "system:tidy": "Marram, tidying files of figures",
}
