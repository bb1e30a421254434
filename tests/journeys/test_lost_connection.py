"""The server dies while somebody fills in a line of a return: what they typed outlives it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.journeys.conftest import Site, free_port, wait_for


pytestmark = pytest.mark.journey
LINE = "/funding/returns/sefton-2020-21-plan/lines/schemes/1.1"
# Longer than the page waits after a key, and longer than it takes to give up on an address.
SOON = 20_000


class Server:
    """A second server of the site's record, that a journey may end and start again."""

    def __init__(self, site: Site) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._command = [sys.executable, "-m", "marram", "serve", "--port", str(port)]
        self._environment = {**site.environment, "MARRAM_ADDRESS": self.address}

    def start(self) -> None:
        self._running = subprocess.Popen(
            self._command, env=self._environment, stdout=-3, stderr=-3, start_new_session=True
        )
        wait_for(self.address)

    @property
    def runs(self) -> bool:
        return self._running.poll() is None

    def stop(self) -> None:
        """End it with its workers, without a word: as a machine does that loses its power."""
        os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait(timeout=20)


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    started = Server(site)
    started.start()
    yield started
    if started.runs:
        started.stop()


@pytest.fixture
def typing(contexts, server):
    """The form of a scheme line, open in the finance lead's browser."""
    page = contexts("finance-lead").new_page()
    page.goto(f"{server.address}{LINE}/change/")
    yield page
    page.close()


def says(page, words: str) -> None:
    status = page.locator("[data-autosave-status]")
    status.get_by_text(words).wait_for(timeout=SOON)


def press_in_vain(page) -> None:
    """Press the button of the form, and wait until the browser says that nobody answers."""

    def given_up(request) -> bool:
        return request.is_navigation_request() and request.method == "POST"

    with page.expect_event("requestfailed", given_up, timeout=SOON):
        page.get_by_role("button", name="Save").click(no_wait_after=True)
    page.wait_for_timeout(1_000)
    assert page.evaluate("location.protocol") == "chrome-error:"


def kept(contexts, server) -> str:
    """Return what the line says to somebody who opens it now."""
    page = contexts("finance-lead").new_page()
    page.goto(f"{server.address}{LINE}/")
    said = page.inner_text("main")
    page.close()
    return said


def test_a_draft_typed_while_the_server_is_gone_saves_itself_when_it_is_back(
    typing, server, contexts
):
    server.stop()
    typing.get_by_label("Short description").fill("Typed while nobody listened")
    says(typing, "Not saved yet. Your text is still here")

    server.start()

    says(typing, "Saved at")
    assert "Typed while nobody listened" in kept(contexts, server)


def test_a_button_pressed_while_the_server_is_gone_sends_the_text_when_the_page_is_loaded_again(
    typing, server, contexts
):
    server.stop()
    typing.get_by_label("Scheme name").fill("Pressed into the void")
    press_in_vain(typing)

    server.start()
    typing.reload()

    assert typing.url == f"{server.address}{LINE}/"
    assert "Pressed into the void" in kept(contexts, server)


def test_without_scripts_the_browser_keeps_the_text_too(contexts, server):
    page = contexts("finance-lead", script=False).new_page()
    page.goto(f"{server.address}{LINE}/change/")
    server.stop()
    page.get_by_label("Scheme name").fill("Typed without scripts")
    press_in_vain(page)

    server.start()
    page.reload()

    assert page.url == f"{server.address}{LINE}/"
    assert "Typed without scripts" in kept(contexts, server)
    page.close()
