"""Logs every role of the demonstration in, as the log in itself would, and opens one round.

Run as `python -m tests.journeys.sessions` in the home of a demonstration; prints JSON.
"""

import json
import re
from datetime import timedelta
from pathlib import Path

import django


def main() -> None:
    django.setup()

    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from marram.people.models import User
    from marram.site.actors import actor_for
    from marram.site.roles import ROLES
    from marram.strategy.actions import rounds

    sessions = {}
    for role in ROLES:
        if role.slug == "resident":
            continue
        user = User.objects.get(email=f"{role.slug}@demo.marram.example")
        if role.second_step:
            Authenticator.objects.get_or_create(
                user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
            )
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session["last_seen"] = timezone.now().timestamp()
        session.save()
        sessions[role.slug] = session.session_key

    lead = User.objects.get(email="plan-lead@demo.marram.example")
    rounds.open_round(
        by=actor_for(lead.pk, on=timezone.localdate()),
        at=timezone.now(),
        plan="crisis-care-concordat",
        title="Autumn round",
        message="Please say how your actions are going.",
        closes_on=timezone.localdate() + timedelta(days=14),
        addresses={"organisation:nwas": "ambulance@partner.example"},
    )
    print(json.dumps({"sessions": sessions, "link": _mailed_link(Path(settings.EMAIL_FILE_PATH))}))


def _mailed_link(outbox: Path) -> str:
    """Return the link of the mail that the round sent."""
    for mail in sorted(outbox.iterdir()):
        text = mail.read_text().replace("=\n", "").replace("=3D", "=")
        if found := re.search(r"https?://\S+/updates/\S+", text):
            return found[0].rstrip(".")
    raise AssertionError("no mail with a link has left")


if __name__ == "__main__":
    main()
