"""Making a pack of a meeting, and publishing it."""

from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from marram.board.queries.measured import measures_in
from marram.foundation.actors import Actor
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing
from marram.indicators.queries.definitions import indicator_slugs
from marram.packs import policies, rules
from marram.packs.events import EditionMade, EditionPublished
from marram.packs.models import Edition, KeptSection, Leaf, SectionMeasure
from marram.packs.press import typesetting
from marram.packs.press.printing import PrintedPack, Told, print_pack, told_nobody
from marram.packs.queries import contents, editions, files
from marram.packs.vocabulary.sections import Pack, Section, to_text
from marram.records import actions as records


def make_editions(
    *,
    by: Actor,
    at: datetime,
    on: date,
    meeting: str,
    home: Path,
    site: str,
    told: Told = told_nobody,
) -> tuple[Edition, ...]:
    """Print the papers of a meeting as they stand: for everybody, and privately if some are exempt.

    A page that was handed out keeps its number, and the private pack follows the public one, so
    that all at the table mean the same by "page 17". An edition that would hold what the newest
    one holds is not made again. `on` is the day on which matters arising stand as they do; `site`
    is the address of the site, for links into it.

    Raises: Missing; Refused when `by` may not, or an appendix cannot be read.
    """
    policies.may_make(by).enforce()
    labels = editions.published_labels(meeting=meeting)
    shelf = files.shelf(home)
    made = []
    asked = contents.Asked(viewer=by, on=on, site=site, shelf=shelf)
    for pack in contents.packs(asked=asked, meeting=meeting):
        rules.fit_for(pack.audience, pack.sections).enforce()
        printed = print_pack(pack, shelf=shelf, earlier=labels, told=told)
        labels = {**labels, **printed.labels}
        shelf.keep_pdf(printed.pdf)
        made.append(_keep(by, at, pack, printed, site))
    return tuple(made)


@transaction.atomic
def publish_edition(*, by: Actor, at: datetime, number: int, home: Path) -> Edition:
    """Show an edition to its readers and keep its PDF as it is. Twice is as once.

    Raises: Missing; Refused when `by` may not, or a newer edition for the same readers is there.
    """
    found = policies.editions_seen_by(by).select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no pack {number}.")
    policies.may_make(by).enforce()
    if found.published_at is not None:
        return found
    rules.newest(found.number, _newest(found.meeting_id, found.audience)).enforce()
    pdf = files.pdf(viewer=by, number=number, home=home)
    found.document = records.keep_document(
        by=by, at=at, name=f"{found}.pdf", content=pdf.content, media_type=pdf.media_type
    )
    found.published_at = at
    found.save(update_fields=["document", "published_at"])
    publish(_about(EditionPublished, by, at, found))
    return found


@transaction.atomic
def _keep(by: Actor, at: datetime, pack: Pack, printed: PrintedPack, site: str) -> Edition:
    """Keep an edition, unless the newest one for these readers holds the same to the byte."""
    digest = sha256(printed.pdf).hexdigest()
    number = _newest(pack.meeting, pack.audience)
    newest = Edition.objects.filter(meeting=pack.meeting, audience=pack.audience, number=number)
    if same := newest.filter(sha256=digest).first():
        return same
    made = Edition.objects.create(
        meeting_id=pack.meeting,
        audience=pack.audience,
        number=number + 1,
        front={
            "board": pack.board,
            "day": pack.day,
            "time_and_place": pack.time_and_place,
            "agenda": [asdict(item) for item in pack.agenda],
        },
        pages=printed.pages,
        size=len(printed.pdf),
        press=typesetting.edition_of_press(),
        sha256=digest,
        made_by=by.key,
        made_at=at,
    )
    for position, section in enumerate(printed.sections, start=1):
        kept = _kept(section, site)
        Leaf.objects.create(
            edition=made,
            position=position,
            key=section.key,
            section=kept,
            labels=printed.labels[section.key],
            starts=printed.printed[section.key].starts,
        )
    publish(_about(EditionMade, by, at, made))
    return made


def _kept(section: Section, site: str) -> KeptSection:
    """Return a section as it is kept, with the measures it carries, once for however many."""
    kept, new = KeptSection.objects.get_or_create(
        sha256=section.digest, defaults={"text": to_text(section)}
    )
    if new:
        carried = measures_in(section.blocks, site=site) & indicator_slugs()
        SectionMeasure.objects.bulk_create(
            SectionMeasure(section=kept, indicator_id=slug) for slug in sorted(carried)
        )
    return kept


def _newest(meeting: str, audience: str) -> int:
    """Return the number of the newest edition for some readers; 0 where there is none."""
    made = Edition.objects.filter(meeting=meeting, audience=audience)
    return int(made.aggregate(newest=Max("number"))["newest"] or 0)


def _about(kind: type[Event], by: Actor, at: datetime, edition: Edition) -> Event:
    after = {
        "meeting": edition.meeting_id,
        "audience": str(edition.audience),
        "number": edition.number,
        "pages": edition.pages,
        "sha256": edition.sha256,
    }
    return kind(by=by.key, at=at, subject=Subject("packs.edition", str(edition.pk)), after=after)
