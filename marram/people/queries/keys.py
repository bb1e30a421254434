"""Which organisations and groups there are, by key: for those who name them in plans."""

from collections.abc import Mapping

from marram.people.models import Group, Organisation, User


def organisation_keys() -> frozenset[str]:
    """Return the key of every organisation. One SQL query."""
    return frozenset(Organisation.objects.order_by("slug").values_list("slug", flat=True))


def group_keys() -> frozenset[str]:
    """Return the key of every group. One SQL query."""
    return frozenset(Group.objects.order_by("slug").values_list("slug", flat=True))


def organisation_names() -> Mapping[str, str]:
    """Return every organisation's name by key, in the order of names. One SQL query."""
    named = Organisation.objects.order_by("name", "slug")
    return dict(named.values_list("slug", "name"))


def group_names() -> Mapping[str, str]:
    """Return every group's name by key, in the order of names. One SQL query."""
    return dict(Group.objects.order_by("name", "slug").values_list("slug", "name"))


def group_parents() -> tuple[tuple[str, str], ...]:
    """Return every group that sits under another, with that other. One SQL query."""
    under = Group.objects.exclude(parent=None).order_by("slug")
    return tuple((slug, str(parent)) for slug, parent in under.values_list("slug", "parent"))


def addresses() -> frozenset[str]:
    """Return the mail address of every account, in small letters. One SQL query."""
    return frozenset(User.objects.order_by("pk").values_list("email", flat=True))
