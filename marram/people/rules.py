"""What must hold of organisations, groups, roles and appointments."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from hashlib import sha256

from marram.foundation.verdicts import YES, Verdict, no
from marram.people import vocabulary


def stated(words: str) -> bool:
    """Tell whether a paper states something here. Papers print "not stated" where they do not.

    >>> stated("quarterly"), stated(""), stated("not stated (virtual in pandemic)")
    (True, False, False)
    """
    return bool(words.strip()) and not words.strip().lower().startswith("not stated")


def has_ended(status: str) -> bool:
    """Tell whether a group's status, as written, says that it is over.

    >>> has_ended("closed"), has_ended("held before Jan 2019"), has_ended("active 2015")
    (True, True, False)
    """
    return status.strip().lower().startswith(("closed", "held"))


# Words that say nothing about what a group is for.
EMPTY_WORDS = frozenset(
    {"a", "an", "and", "are", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or"}
    | {"the", "their", "to", "with", "group"}
)


def words_of(purpose: str) -> frozenset[str]:
    """Return the words of a purpose that say what it is about.

    >>> sorted(words_of("Oversees the children's plan"))
    ["children's", 'oversees', 'plan']
    """
    return frozenset(re.findall(r"[a-z0-9'’-]+", purpose.lower())) - EMPTY_WORDS


def overlap(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether two purposes share half of their words, and at least two.

    Half, because the papers' purposes are a line long: at a third, unrelated groups met by
    chance; at two thirds, two groups for urgent care in neighbouring places did not meet.
    """
    shared = len(first & second)
    return shared >= 2 and 2 * shared >= len(first | second)


def no_circle(*, group: str, parent: str | None, parents: Mapping[str, str | None]) -> Verdict:
    """Following parents upwards from a group never leads back to it.

    `parents` holds the present parent of every group, by slug.
    """
    above = parent
    passed = [group]
    while above is not None:
        if above in passed:
            chain = " → ".join([*passed, above])
            return no(
                f"{group} cannot sit under {parent}: the line upwards would run in a circle "
                f"({chain}). Choose another parent."
            )
        passed.append(above)
        above = parents.get(above)
    return YES


def known(slugs: Iterable[str], among: Collection[str], *, what: str) -> Verdict:
    """Every slug names something in the list."""
    unknown = sorted(set(slugs) - set(among))
    if not unknown:
        return YES
    return no(
        f"There is no {what} called {', '.join(unknown)}. "
        f"Check the spelling, or add it to the list first."
    )


def a_key(slug: str) -> Verdict:
    """A key stands in addresses and files: small letters, digits, hyphens and underscores.

    >>> bool(a_key("sefton_cvs")), bool(a_key("Sefton CVS"))
    (True, False)
    """
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", slug):
        return YES
    return no(
        f"“{slug}” cannot be a key. Use up to 60 small letters, digits, hyphens and underscores, "
        f"such as sefton_cvs."
    )


def a_sector(sector: str) -> Verdict:
    if sector in set(vocabulary.Sector):
        return YES
    choices = ", ".join(vocabulary.Sector)
    return no(f"“{sector}” is not a sector. Use one of: {choices}.")


def ends_after_start(*, starts_on: date, ends_on: date) -> Verdict:
    if ends_on >= starts_on:
        return YES
    return no(
        f"It began on {starts_on.day} {starts_on:%B %Y}, so it cannot end on "
        f"{ends_on.day} {ends_on:%B %Y}. Enter a day on or after the first."
    )


def roles_offered(roles: Iterable[str]) -> Verdict:
    return known(roles, {role.slug for role in vocabulary.roles()}, what="role")


def somebody_administers(*, remaining: Collection[Collection[str]]) -> Verdict:
    """After a change at least one active person may still change roles.

    `remaining` holds, for each person who will be able to log in, the roles they will hold.
    """
    for roles in remaining:
        for slug in roles:
            if vocabulary.Permission.CHANGE_ROLES in vocabulary.role(slug).permissions:
                return YES
    return no(
        "This would leave nobody who can manage access. Make somebody else an administrator first."
    )


def hashed(token: str) -> str:
    """Return what is kept of a token. It is long and random, so one round of a hash is enough."""
    return sha256(token.encode()).hexdigest()
