"""Browsers of people with a role, logged in as they would be."""

from allauth.mfa.models import Authenticator
from django.test import Client

from marram.people.models import User
from tests.world.millbrook import address


def browser(role: str) -> Client:
    """Return a browser in which somebody with the role is logged in, second step and all."""
    user = User.objects.get(email=address(role))
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
    )
    client = Client()
    client.force_login(user)
    return client
