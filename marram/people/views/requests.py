"""What a request says about who sends it and what it asks for."""

from django.http import HttpRequest

from marram.foundation.verdicts import Missing


FORM = ["GET", "HEAD", "POST"]


def account_number(request: HttpRequest) -> int:
    """Return the number of the account that is logged in.

    Raises: Missing when nobody is.
    """
    if request.user.pk is None:
        raise Missing("Nobody is logged in.")
    return request.user.pk


def number_in(request: HttpRequest, name: str) -> int:
    """Return a whole number from the address; 1 where there is none."""
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 9 else 1
