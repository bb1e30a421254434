"""What an address asks for, read kindly; what cannot be read is answered with a sentence."""

from django.http import HttpRequest

from marram.design.parameters import day, file, optional_day, page
from marram.strategy.vocabulary import Standing


__all__ = ["day", "file", "optional_day", "page", "standing"]


def standing(request: HttpRequest) -> str:
    """Return the computed status that the address names, or nothing if there is no such one."""
    asked = request.GET.get("standing", "")
    return asked if asked in set(Standing) else ""
