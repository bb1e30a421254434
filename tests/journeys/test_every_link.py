"""Links lead somewhere: they are followed over the whole site, as a resident and administrator."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import resolve


pytestmark = pytest.mark.journey
LINK = re.compile(r'(?:href|src)="([^"]+)"')
# Whoever has left sees no more, and what never changes is no page.
LEAVING = ("/accounts/logout/", "/static/")
# The page of a measure draws whatever figures there are: no two are alike, so all are opened.
UNLIKE = {"indicators:indicator", "indicators:theme"}


@dataclass
class Walk:
    """A walk over the links of a site: so many `pages` of each kind are opened, and so many `views`
    of each, which are their files and what else is asked of them (`?...`)."""

    host: str
    session: str
    pages: int
    views: int
    broken: dict[str, str] = field(default_factory=dict)
    opened: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        seen: dict[str, str] = {"/": ""}
        waiting = deque(["/"])
        with closing(HTTPConnection(self.host, timeout=60)) as connection:
            while waiting:
                path = waiting.popleft()
                for link in self._links(connection, path, came_from=seen[path]):
                    kind = _kind(link)
                    most = self.views if "?" in link or "." in kind else self.pages
                    if link not in seen and (self.opened[kind] < most or kind in UNLIKE):
                        self.opened[kind] += 1
                        seen[link] = path
                        waiting.append(link)

    def _links(self, connection: HTTPConnection, path: str, *, came_from: str) -> Iterator[str]:
        connection.request("GET", path, headers={"Cookie": f"sessionid={self.session}"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status >= 400:
            self.broken[path] = f"{answer.status}, linked from {came_from}"
        found = [answer.headers["Location"]] if 300 <= answer.status < 400 else []
        if answer.headers.get_content_type() == "text/html":
            found += map(unescape, LINK.findall(text.decode()))
        for link in found:
            whole = urlsplit(urldefrag(urljoin(f"http://{self.host}{path}", link)).url)
            if whole.netloc == self.host and not whole.path.startswith(LEAVING):
                yield whole._replace(scheme="", netloc="").geturl()


def _kind(link: str) -> str:
    """Return the name of the page that a link asks for, with its file (".csv") or what it asks."""
    parts = urlsplit(link)
    named = {each.partition("=")[0] for each in parts.query.split("&")}
    asked = " ".join(sorted(named))
    return f"{resolve(parts.path).view_name}{PurePosixPath(parts.path).suffix} {asked}".strip()


@pytest.mark.parametrize(("role", "pages", "views"), [("resident", 10, 2), ("administrator", 3, 1)])
def test_every_link_leads_somewhere(role, pages, views, site):
    walk = Walk(urlsplit(site.address).netloc, site.sessions.get(role, ""), pages, views)

    walk.run()

    assert walk.broken == {}
    assert walk.opened["indicators:indicator"] > 200
    assert walk.opened.total() > 500
