"""A browser that sees our pages without a server: each test says what it is answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Route, sync_playwright


SITE = "http://marram.test"


@contextmanager
def opened() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


def answer(route: Route, page: str) -> None:
    """Answer with our own file when one is asked for, and with `page` otherwise."""
    address = urlsplit(route.request.url).path
    if not address.startswith("/static/"):
        route.fulfill(body=page, content_type="text/html")
        return
    found = Path(str(finders.find(address.removeprefix("/static/"))))
    kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    route.fulfill(body=found.read_bytes(), content_type=kinds.get(found.suffix))
