"""Role x page x verb: a table for each room, that fails when an address is not in it.

Each cell is how the site answers: 200 the page, 302 done or elsewhere, "log-in" a visitor is sent
to log in, "kept" the same with what was typed kept, 400, 409, 422 and 429 what was sent is not
taken, 403 not for this role, 404 nothing there or nothing to see, 405 no such verb. "wrote"
follows where the ledger gained an entry; what is sent is empty, so only what needs no words can
write. After a change that is meant, write them anew and read the difference:

    MARRAM_WRITE_ACCESS=1 python3 dev.py test tests/site/test_access.py
"""

import csv
import os
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from marram.people.models import User
from marram.records.models import LedgerEntry
from marram.site.roles import ROLES
from marram.strategy.views import private_links
from tests.site import addresses


TABLES = Path(__file__).parent / "access"
ROLE_SLUGS = [role.slug for role in ROLES]
VERBS = ("GET", "POST")


class Undo(Exception):
    """Raised to take back whatever a request has written."""


@pytest.fixture(scope="module")
def kept():
    rows = {}
    for table in sorted(TABLES.glob("*.csv")):
        with table.open() as file:
            rows |= {(row["address"], row["verb"]): row for row in csv.DictReader(file)}
    return rows


@pytest.fixture
def clients(millbrook):
    """Return who asks for each role; roles that may do the same and log in the same ask as one."""
    made, asking = {"resident": Client()}, {}
    for role in ROLES:
        if role.slug == "resident":
            continue
        kind = (role.permissions, role.second_step)
        if kind in asking:
            made[role.slug] = asking[kind]
            continue
        user = User.objects.get(email=millbrook.address(role.slug))
        user.password = "argon2$never-asked-for"
        user.save()
        if role.second_step:
            Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
        made[role.slug] = asking[kind] = Client()
        made[role.slug].force_login(user)
    return made


def answer(client, verb, url):
    """Return how the site answers, and whether the ledger gained an entry; all is taken back."""
    entries = LedgerEntry.objects.count()
    said = []
    try:
        with transaction.atomic():
            response = client.get(url) if verb == "GET" else client.post(url, {})
            wrote = LedgerEntry.objects.count() > entries
            said.append(in_words(response) + (" wrote" if wrote else ""))
            raise Undo
    except Undo:
        cache.clear()
        # The misses of one role would slow the next one down, as if it were the same guesser.
        private_links.misses = private_links.Limiter(private_links.MOST_MISSES)
    return said[0]


def in_words(response):
    """Return the status, or that the visitor is sent to log in, with what they typed kept."""
    if response.status_code == 302 and "/account/login/" in response["Location"]:
        return "log-in"
    if response.status_code == 302 and "/account/typed/" in response["Location"]:
        return "kept"
    return str(response.status_code)


def looked_up(clients, example):
    rows = {}
    for name in addresses.patterns():
        url = reverse(name, kwargs=example.get(name))
        for verb in VERBS:
            said = {client: answer(client, verb, url) for client in set(clients.values())}
            told = {role: said[client] for role, client in clients.items()}
            rows[name, verb] = {"address": name, "verb": verb, **told}
    return rows


# Logging out ends the session that the next line of the table needs; it is tested by itself.
@pytest.fixture
def sessions_that_stay(monkeypatch):
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.flush", lambda self: None)


def test_every_role_gets_the_answer_of_the_table(
    clients, millbrook, kept, sessions_that_stay, django_capture_on_commit_callbacks
):
    example = addresses.examples(millbrook)

    rows = looked_up(clients, example)
    if os.environ.get("MARRAM_WRITE_ACCESS"):
        write(rows)
        pytest.fail("The tables were written anew. Read the difference, then run this again.")

    assert rows.keys() == kept.keys(), "an address is not in the table, or is gone"
    differing = [
        f"{verb} {name} as {role}: {row[role]}, the table says {kept[name, verb][role]}"
        for (name, verb), row in rows.items()
        for role in ROLE_SLUGS
        if row[role] != kept[name, verb][role]
    ]
    assert differing == []


def test_the_table_has_every_role(kept):
    for row in kept.values():
        assert set(ROLE_SLUGS) <= row.keys()


def test_nothing_is_written_by_reading_nor_by_who_is_refused(kept):
    """What a visitor typed may be kept for them: that alone is written for who is not let in."""
    wrote = [
        (name, verb, role, row[role])
        for (name, verb), row in kept.items()
        for role in ROLE_SLUGS
        if row[role].endswith("wrote")
        and (verb == "GET" or not row[role].startswith(("200", "302", "kept")))
    ]
    assert wrote == []


def test_a_resident_may_send_only_the_forms_of_the_log_in(kept):
    open_to_all = {
        name
        for (name, verb), row in kept.items()
        if verb == "POST"
        and row["resident"].split()[0] not in ("401", "403", "404", "405", "kept", "log-in")
    }
    assert {name.partition("_")[0] for name in open_to_all} == {"account"}


def write(rows):
    for room in {room_of(name) for name, _ in rows}:
        with (TABLES / f"{room}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, ["address", "verb", *ROLE_SLUGS], lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for (name, _), row in rows.items() if room_of(name) == room)


def room_of(name):
    """Return the room that an address is of; those of the log in and the first page have none."""
    return name.partition(":")[0] if ":" in name else "site"
