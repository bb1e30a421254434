"""A strategy on a page prints on one side of A4, however much there is to say."""

import os
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from marram.strategy.actions import library
from marram.strategy.models import Action, Plan, Scheme
from tests.strategy.library.conftest import AT


CHROMIUM = Path("/usr/bin/chromium")
LONG = "A statement as long as papers write them, with clauses, exceptions and several places. "

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"),
        reason="there is no /usr/bin/chromium on this machine",
    ),
]


@pytest.fixture
def crowded(transactional_db, officer):
    """A strategy with more of everything than a sheet can hold, each as long as can be."""
    fields = {"title": f"Crowded {LONG}", "level": "local", "owner": LONG, "source": LONG}
    library.add_strategy(by=officer, at=AT, slug="crowded", fields=fields)
    library.publish_strategy(by=officer, at=AT, slug="crowded", on=AT.date())
    for level in ("vision", "priority"):
        for number in range(30):
            library.add_element(
                by=officer,
                at=AT,
                strategy="crowded",
                fields={"level": level, "ref": f"{number}", "text": LONG * 4},
            )
    Scheme.objects.create(slug="plain", title="Plain")
    for number in range(12):
        _plan(number)


def _plan(number):
    plan = Plan.objects.create(
        slug=f"plan-{number}",
        title=f"{number} {LONG}",
        prefix=f"P{number}",
        strategy_id="crowded",
        scheme_id="plain",
        adopted_on=AT.date(),
        published_on=AT.date(),
    )
    for days in (-400, -30, 3, 10, 400):
        Action.objects.create(
            code=f"p{number}-{days + 1000}",
            plan=plan,
            position=1,
            what=LONG * 3,
            timing="dated",
            due_on=AT.date() + timedelta(days=days),
            update_due_on=AT.date(),
            added_on=AT.date(),
            changed_at=AT,
        )


def test_a_crowded_strategy_prints_on_one_side_of_a4(crowded, client, live_server, tmp_path):
    paper = tmp_path / "sheet.pdf"
    assert client.get(reverse("strategy:on-a-page", args=["crowded"])).status_code == 200
    url = f"{live_server.url}{reverse('strategy:on-a-page', args=['crowded'])}?on=2025-06-05"

    subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={paper}",
            url,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    assert len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())) == 1
