"""What people come to do, in a real browser on the published record."""

import re
import subprocess
import sys

import pytest


pytestmark = pytest.mark.journey


@pytest.fixture
def visit(contexts, site):
    opened = []

    def to(path, role="resident", **how):
        page = contexts(role, **how).new_page()
        opened.append(page)
        page.goto(path if path.startswith("http") else site.address + path)
        return page

    yield to
    for page in opened:
        page.close()


def words(page):
    return re.sub(r"\s+", " ", page.inner_text("main"))


def test_a_resident_reads_the_crisis_plan_under_its_headings(visit):
    page = visit("/plans/crisis-care-concordat/?on=2015-07-01")

    assert "42 actions on 1 July 2015" in words(page)
    assert page.locator("tbody tr").count() == 42
    headings = page.locator("h2").all_inner_texts()
    numbered = [heading[0] for heading in headings if heading[0].isdigit()]
    assert numbered == ["1", "2", "3", "4", "5"]
    first = page.locator("tbody tr").first.inner_text()
    assert "June 2015" in first
    assert "Crisis baseline data lead" in first


def test_the_umbrella_shows_every_strategy(visit):
    page = visit("/strategies/map/")

    assert page.locator("svg a").count() == 76
    assert "76" in page.inner_text("h1") + words(page)


def test_the_overdue_list_is_right_on_a_day_in_the_address(visit):
    """On 1 July 2015 the crisis plan has eleven actions whose month has passed."""
    page = visit("/actions/?plan=crisis-care-concordat&standing=overdue&on=2015-07-01")

    assert "11 actions on 1 July 2015: 11 overdue." in words(page)
    assert page.locator("tbody tr").count() == 11


@pytest.mark.parametrize("script", [True, False], ids=["scripts on", "scripts off"])
def test_a_partner_updates_their_actions_from_a_mailed_link(script, visit, site):
    page = visit(site.link, script=script)
    said = f"Policy signed off {'with' if script else 'without'} scripts"

    page.locator("textarea").first.fill(said)
    page.get_by_role("button", name=re.compile("send", re.I)).last.click()

    assert said in visit("/actions/?lead=nwas", "plan-lead").content() or said in said_of_nwas(
        visit
    )


def said_of_nwas(visit):
    """Return the updates of the ambulance service's actions in the crisis plan."""
    listed = visit("/actions/?lead=nwas&plan=crisis-care-concordat", "plan-lead")
    links = listed.locator("tbody th a").evaluate_all("links => links.map(link => link.href)")
    return " ".join(visit(link, "plan-lead").content() for link in links)


def test_two_leads_change_one_action_and_nothing_is_lost(visit):
    first = visit("/actions/ccc-040/change/", "plan-lead")
    second = visit("/actions/ccc-040/change/", "administrator")
    first.get_by_label("What will be done").fill("The first text")
    first.get_by_role("button", name="Save").click()

    second.get_by_label("What will be done").fill("The second text")
    second.get_by_role("button", name="Save").click()

    assert "The first text" in second.content()
    assert "The second text" in second.content()
    second.get_by_label("Keep yours").first.check()
    second.get_by_role("button", name="Save").click()
    shown = words(visit("/actions/ccc-040/", "plan-lead"))
    assert "The second text" in shown
    assert "The first text" in shown, "the history keeps what was there before"


TAMPER = """
import sys

import django

django.setup()
from django.db import connection

with connection.cursor() as cursor:
    cursor.execute("select name, sql from sqlite_master where type = 'trigger'")
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f"drop trigger {name}")
    cursor.execute("select by from records_ledgerentry where number = 7")
    print(cursor.fetchone()[0])
    cursor.execute("update records_ledgerentry set by = %s where number = 7", [sys.argv[1]])
    for _, sql in triggers:
        cursor.execute(sql)
"""


def test_the_ledger_verifies_and_a_tampered_row_is_found(site):
    """Somebody who owns the database lifts the guard, changes who did a thing, and lowers it."""

    def run(*words):
        command = [sys.executable, *words]
        return subprocess.run(command, env=site.environment, capture_output=True, text=True)

    verify = ("-m", "marram", "verify-ledger")
    assert "The ledger is whole" in run(*verify).stdout

    was = run("-c", TAMPER, "nobody").stdout.strip()
    found = run(*verify)
    run("-c", TAMPER, was)

    assert found.returncode == 1
    assert "tampered with in 1 place" in found.stdout
    assert run(*verify).returncode == 0
