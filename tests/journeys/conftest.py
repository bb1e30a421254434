"""A real site with the published record, and a real browser that looks at it.

The browser is the system's Chromium. Where there is none the journeys are left out with that
reason, except in CI, where a missing browser is a failure.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest


CHROMIUM = Path("/usr/bin/chromium")
AXE = (Path(__file__).parent / "vendored" / "axe.min.js").read_text()
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Site:
    """A running site: its address, its home, and a session for each role."""

    address: str
    home: Path
    sessions: dict[str, str]
    link: str
    made: dict[str, Any]
    environment: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, made by the command that everybody uses, and served as in production."""
    home = tmp_path_factory.mktemp("home")
    port = free_port()
    environment = {
        **os.environ,
        "MARRAM_HOME": str(home),
        "MARRAM_DATABASE": "",
        "MARRAM_ADDRESS": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "marram.site.settings",
    }
    marram = [sys.executable, "-m", "marram"]
    subprocess.run([*marram, "demo", "--no-serve"], env=environment, check=True, stdout=-3)
    prepared = subprocess.run(
        [sys.executable, "-m", "tests.journeys.sessions"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    made = json.loads(prepared.stdout)
    server = subprocess.Popen([*marram, "serve", "--port", str(port)], env=environment, stdout=-3)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield Site(address, home, made["sessions"], made["link"], made["made"], environment)
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail("Install Chromium: the journeys need a real browser.")
        pytest.skip("there is no /usr/bin/chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        options += ["--disable-component-update", "--disable-sync", "--no-first-run"]
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=options)
        yield started
        started.close()


@pytest.fixture(scope="session")
def contexts(browser, site) -> Iterator[Callable]:
    """Ways to look at the site: one context for each role, script and width, kept for the run.

    `script=False` turns scripts off in the browser; `blocked` stops the site's own from loading,
    which leaves the same page and lets a checker run on it.
    """
    made = {}

    def context(
        role: str = "resident", *, script: bool = True, blocked: bool = False, width: int = 1280
    ):
        key = (role, script, blocked, width)
        if key not in made:
            opened = browser.new_context(
                java_script_enabled=script, viewport={"width": width, "height": 900}
            )
            if blocked:
                opened.route("**/*.js", lambda route: route.abort())
            if role != "resident":
                opened.add_cookies(
                    [{"name": "sessionid", "value": site.sessions[role], "url": site.address}]
                )
            made[key] = opened
        return made[key]

    yield context
    for opened in made.values():
        opened.close()


@pytest.fixture(scope="session")
def pages(contexts) -> Callable:
    """One page for each way to look at the site, kept for the run: each new one is a process."""
    made = {}

    def page(role: str, *, blocked: bool):
        key = (role, blocked)
        if key not in made:
            made[key] = contexts(role, blocked=blocked).new_page()
        made[key].set_viewport_size({"width": 1280, "height": 900})
        return made[key]

    return page


@contextmanager
def complaints(page) -> Iterator[list[str]]:
    """Listen to what the browser complains of while a page is looked at.

    It reports the answers 400 to 404, and the scripts that are kept from loading: those are meant.
    """
    meant = ("status of 4", "net::ERR_FAILED")
    heard: list[str] = []

    def said(line) -> None:
        if line.type == "error" and not any(words in line.text for words in meant):
            heard.append(line.text)

    def thrown(error) -> None:
        heard.append(str(error))

    page.on("console", said)
    page.on("pageerror", thrown)
    yield heard
    page.remove_listener("console", said)
    page.remove_listener("pageerror", thrown)


@pytest.fixture
def violations() -> Callable:
    """Return what axe finds on a page, in words; nothing when all is well."""

    def found(page) -> list[str]:
        page.evaluate(AXE)
        answer = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARD
        )
        return [
            f"{each['id']}: {each['help']} ({node['target']})"
            for each in answer["violations"]
            for node in each["nodes"][:3]
        ]

    return found


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the site did not answer on {address}")
