"""Every page of the site, with who may see it; {numbers} are of what the journeys made.

Each room lists its own: `PAGES`, and `ELSEWHERE` with the reason why an address is not among them.
"""

from tests.journeys.pages import board, funding, house, indicators, packs


ROOMS = (house, indicators, funding, board, packs)
PAGES: tuple[tuple[str, str], ...] = tuple(page for room in ROOMS for page in room.PAGES)
ELSEWHERE: dict[str, str] = {
    address: reason for room in ROOMS for address, reason in room.ELSEWHERE.items()
}
