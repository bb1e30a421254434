"""The pages of packs."""

from tests.journeys.pages.visitors import OFFICER, PUBLIC


PAGES: tuple[tuple[str, str], ...] = (
    (PUBLIC, "/packs/"),
    (OFFICER, "/packs/of/hwb-2021-06-09/"),
    (PUBLIC, "/packs/{pack}/"),
    (PUBLIC, "/packs/{pack}/item-4/"),
    (PUBLIC, "/packs/{pack}/item-4-appendix-1/"),
    (PUBLIC, "/packs/{pack}/item-7/"),
    (PUBLIC, "/packs/{pack}/recommendations/"),
)
ELSEWHERE = {
    "packs:pdf": "a PDF; read in the tests of packs",
    "packs:large-print": "a PDF; read in the tests of packs",
    "packs:easy-read": "a PDF; read in the tests of packs",
}
