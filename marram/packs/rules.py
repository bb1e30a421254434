"""What must hold of packs: page numbers that stay, and nothing exempt for the public."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from string import ascii_lowercase

from marram.foundation.verdicts import YES, Verdict, no
from marram.packs.vocabulary import Audience
from marram.packs.vocabulary.sections import Pack, Section


Labels = Mapping[str, tuple[str, ...]]


def page_labels(*, pages: Sequence[tuple[str, int]], earlier: Labels) -> Labels:
    """Return the number of each page of each section, given how many pages each has, in order.

    A page that was handed out before keeps its number. What is new after page 16 is 16a, 16b and
    so on, so that "page 17" means the same page to everybody at the table, whichever edition they
    hold. Without an earlier edition pages count from 1.

    >>> first = page_labels(pages=[("front", 1), ("item-4", 2)], earlier={})
    >>> first
    {'front': ('1',), 'item-4': ('2', '3')}
    >>> page_labels(pages=[("front", 1), ("item-3a", 2), ("item-4", 3)], earlier=first)
    {'front': ('1',), 'item-3a': ('1a', '1b'), 'item-4': ('2', '3', '3a')}
    """
    if not earlier:
        numbers = map(str, count(1))
        return {key: tuple(next(numbers) for _ in range(many)) for key, many in pages}
    taken = {label for labels in earlier.values() for label in labels}
    given: dict[str, tuple[str, ...]] = {}
    last = "1"
    for key, many in pages:
        kept = earlier.get(key, ())[:many]
        last = kept[-1] if kept else last
        added = tuple(_free(last, taken, many - len(kept)))
        taken.update(added)
        given[key] = kept + added
        last = given[key][-1] if given[key] else last
    return given


def fit_for(audience: Audience, sections: Iterable[Section]) -> Verdict:
    """The public edition holds no exempt section. Source: Local Government Act 1972, s100B(2)."""
    private = [section.mark for section in sections if section.private]
    if audience is Audience.PUBLIC and private:
        return no(f"{', '.join(private)} is exempt and cannot be in the public pack.")
    return YES


def has_exempt(pack: Pack) -> bool:
    """Tell whether a pack holds anything that is not for everybody."""
    on_agenda = any(item.private for item in pack.agenda)
    return on_agenda or any(section.private for section in pack.sections)


def newest(number: int, newest_number: int) -> Verdict:
    """What is published is the newest edition: an older one would be out of date when it came."""
    if number < newest_number:
        return no(f"Edition {newest_number} is newer than edition {number}. Publish that.")
    return YES


def _free(last: str, taken: set[str], many: int) -> Iterator[str]:
    """Yield numbers that no page has yet: that of the last page with the next letters."""
    number = last.rstrip(ascii_lowercase)
    letters = (number + _letters(at) for at in count())
    free = (label for label in letters if label not in taken)
    for _ in range(many):
        yield next(free)


def _letters(at: int) -> str:
    """Return a, b, ... z, aa, bb, ...: the letters that page labels of PDF count in.

    Source: ISO 32000-1:2008, 12.4.2, table 159.
    """
    times, letter = divmod(at, len(ascii_lowercase))
    return ascii_lowercase[letter] * (times + 1)
