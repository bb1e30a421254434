"""What the database itself must be told of our words."""

from enum import StrEnum

from django.db.models import Q


def one_of(field: str, words: type[StrEnum]) -> Q:
    """Return the condition that a field holds one of the words."""
    return Q(**{f"{field}__in": [str(word) for word in words]})
