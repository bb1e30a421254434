"""How long a pack takes: 300 pages with 60 charts and 10 uploads, then 30 pages, then one change.

    python bench/packs.py                          ours alone, judged against the limits
    python bench/packs.py --weasyprint PYTHON      beside WeasyPrint, in that interpreter's packages

Judged is the time of the processor, since a clock on a machine that others use tells of them; the
clock is printed beside it. Each run is a process of its own on an empty shelf, and tells its most
memory. The PDFs are read back: every paragraph must be on the page that the pack says, and in what
WeasyPrint makes of the same HTML too.
"""

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage


ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
PAGES, CHARTS, UPLOADS, SMALL = 300, 60, 10, 30
LIMIT, SMALL_LIMIT, MEMORY_LIMIT, FASTER = 10.0, 1.5, 1024, 5.0
WORDS = [
    *("access", "anxiety", "borough", "community", "family", "health", "housing", "partners"),
    *("people", "plan", "recovery", "review", "school", "services", "support", "talking"),
    *("therapy", "waiting", "wellbeing"),
]
MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weasyprint", metavar="PYTHON", help="an interpreter that has it")
    parser.add_argument("--child", choices=["large", "small", "html"], help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        print(json.dumps(CHILDREN[chosen.child](chosen.home)))
        return 0
    with tempfile.TemporaryDirectory() as home:
        return compare(Path(home), chosen.weasyprint)


def compare(home: Path, weasyprint: str | None) -> int:
    large, small = (child(name, home / name) for name in ("large", "small"))
    faster = large["cold"][0] / large["changed"][0]
    print(f"{'':<34}{'processor':>10}{'clock':>10}")
    told("The whole pack", large["pages"], large["cold"])
    told("again with one report changed", large["pages"], large["changed"])
    told("A small pack", small["pages"], small["cold"])
    print(f"One report changed: {faster:.1f} times faster; asked for is {FASTER:.0f} times.")
    print(f"Most memory: {large['memory']:.0f} MB; the limit is {MEMORY_LIMIT} MB.")
    if weasyprint:
        beside(home, weasyprint, large)
    kept = (
        large["cold"][0] < LIMIT,
        small["cold"][0] < SMALL_LIMIT,
        large["memory"] < MEMORY_LIMIT,
        faster >= FASTER,
    )
    return 0 if all(kept) else 1


def beside(home: Path, python: str, ours: dict[str, object]) -> None:
    """Print the same HTML by WeasyPrint and say how the two compare."""
    child("html", home / "html")
    script = Path(__file__).with_name("weasyprint_peer.py")
    answer = subprocess.run(
        [python, script, home / "html"], check=True, capture_output=True, text=True
    )
    theirs = json.loads(answer.stdout)
    missing = [words for words in samples() if not said_in(words, home / "html" / "peer.pdf")]
    assert missing == [], f"WeasyPrint left out {missing[:3]}"
    told("WeasyPrint, the reports alone", theirs["pages"], theirs["took"])
    per_page = theirs["took"][0] / theirs["pages"] / (ours["cold"][0] / ours["pages"])
    print(f"A page takes WeasyPrint {per_page:.1f} times as long; {theirs['memory']:.0f} MB.")


def told(name: str, pages: int, took: tuple[float, float]) -> None:
    print(f"{f'{name} ({pages} pages)':<34}{took[0]:>8.2f} s{took[1]:>8.2f} s")


def child(name: str, home: Path) -> dict:
    home.mkdir()
    words = [sys.executable, __file__, "--child", name, "--home", str(home)]
    answer = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(answer.stdout.splitlines()[-1])


# --- What each child does -------------------------------------------------------------------


def large(home: Path) -> dict:
    from marram.packs.press.printing import print_pack

    shelf = shelf_in(home)

    sections = everything(PAGES, CHARTS, UPLOADS, shelf)
    printed, cold = timed(lambda: print_pack(pack(sections), shelf=shelf, earlier={}))
    check(printed)
    # What is drawn anew must be hashed anew: no section remembers its own digest.
    first, *others = map(replace, sections)
    other = (replace(first, title="A report that was changed"), *others)
    again, changed = timed(lambda: print_pack(pack(other), shelf=shelf, earlier={}))
    assert again.pdf != printed.pdf and again.pages == printed.pages
    return {"pages": printed.pages, "cold": cold, "changed": changed, "memory": memory()}


def small(home: Path) -> dict:
    from marram.packs.press.printing import print_pack

    shelf = shelf_in(home)
    sections = everything(SMALL, 6, 1, shelf)
    printed, cold = timed(lambda: print_pack(pack(sections), shelf=shelf, earlier={}))
    check(printed)
    return {"pages": printed.pages, "cold": cold, "memory": memory()}


def html(home: Path) -> dict:
    """Write the reports as the pages that stand alone, which is what a pack is on screen."""
    os.environ |= {"MARRAM_HOME": str(home), "DJANGO_SETTINGS_MODULE": "marram.site.settings"}
    import django

    django.setup()
    from marram.packs.presenters import sites
    from marram.packs.press.printing import print_pack
    from marram.packs.queries.editions import EditionLine, Placed, WholeEdition
    from marram.packs.vocabulary import Audience

    shelf = shelf_in(home)
    whole = pack(everything(PAGES, CHARTS, 0, shelf))
    printed = print_pack(whole, shelf=shelf, earlier={})
    line = EditionLine(
        number=1,
        meeting=whole.meeting,
        board=whole.board,
        day=whole.day,
        meets_on=date(2025, 6, 18),
        audience=Audience.PUBLIC,
        edition=1,
        pages=printed.pages,
        size=len(printed.pdf),
        sha256="",
        made_at=datetime(2025, 6, 1, tzinfo=UTC),
        published_at=None,
    )
    from marram.foundation.verdicts import YES

    leaves = tuple(
        Placed(
            section=section,
            labels=printed.labels[section.key],
            starts=printed.printed[section.key].starts,
        )
        for section in printed.sections
    )
    found = WholeEdition(
        line=line,
        time_and_place=whole.time_and_place,
        agenda=whole.agenda,
        leaves=leaves,
        may_publish=YES,
    )
    for name, content in sites.files(found):
        (home / name).write_bytes(content)
    return {"pages": printed.pages}


CHILDREN: dict[str, Callable[[Path], dict]] = {"large": large, "small": small, "html": html}


def timed(run):
    """Return what a run gives, with its seconds of the processor and by the clock."""
    clock, processor = time.perf_counter(), time.process_time()
    result = run()
    return result, (time.process_time() - processor, time.perf_counter() - clock)


def memory() -> float:
    """Return the most memory that this process held, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


def check(printed) -> None:
    """Read the PDF back: labels at the foot, and every report on the pages that the pack says."""
    import pypdfium2

    document = pypdfium2.PdfDocument(printed.pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    labels = [document.get_page_label(at) for at in range(len(document))]
    assert [text.split()[-1] for text in texts] == labels
    for section in printed.sections[1:-1]:
        first = texts[labels.index(printed.labels[section.key][0])]
        assert section.title in " ".join(first.split()), section.title


def said_in(words: str, path: Path) -> bool:
    import pypdfium2

    if path not in _READ:
        document = pypdfium2.PdfDocument(path)
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
        _READ[path] = "".join(text.split())
    return "".join(words.split()) in _READ[path]


_READ: dict[Path, str] = {}


# --- The pack -------------------------------------------------------------------------------


def everything(pages: int, charts: int, uploads: int, shelf):
    """Return sections of about so many pages in all; an upload has ten pages."""
    from marram.packs.vocabulary import Part
    from marram.packs.vocabulary.sections import Section, Upload

    chance = random.Random(20_21)
    reports = max(3, pages // 12)
    long = (pages - 2 - uploads * UPLOADED_PAGES) // reports
    sections = []
    for number in range(1, reports + 1):
        drawn = charts // reports + (number <= charts % reports)
        sections.append(report(number, long, drawn, chance))
        if number <= uploads:
            name = f"provider-{number}.pdf"
            words = read(number, name, shelf)
            sections.append(
                Section(
                    key=f"item-{number}-appendix-1",
                    part=Part.APPENDIX,
                    mark=f"Item {number}, appendix 1",
                    title=f"What provider {number} reports",
                    upload=Upload(document=number, sha256=str(number), name=name, words=words),
                )
            )
    return tuple(sections)


def read(number: int, name: str, shelf) -> tuple[str, ...]:
    """Return the words of an upload, read as packs read them: once."""
    from marram.packs.press.uploads import words_of

    content = shelf.fetch(number)
    told = hashlib.sha256(content).hexdigest()
    return tuple(
        json.loads(shelf.remembered(told, lambda: json.dumps(words_of(content, name=name))))
    )


UPLOADED_PAGES = 6


def report(number: int, pages: int, charts: int, chance: random.Random):
    from marram.board.vocabulary.blocks import Heading, Paragraph, Table, cells, line
    from marram.packs.vocabulary import Part
    from marram.packs.vocabulary.sections import Section

    blocks = []
    for page in range(max(1, pages)):
        blocks.append(Heading(1, f"Part {page + 1} of report {number}"))
        if page < charts:
            blocks += [chart(number, page, chance), Paragraph(line(sentence(chance, 60)))]
        else:
            blocks += [Paragraph(line(sentence(chance, 75))) for _ in range(4)]
            rows = tuple(
                cells(sentence(chance, 4), f"{chance.randrange(9999):,}", f"{chance.random():.1%}")
                for _ in range(10)
            )
            head = cells("Measure", "People", "Share")
            blocks.append(Table(f"Table {page + 1}", head, rows, numeric=(1, 2)))
    return Section(
        key=f"item-{number}",
        part=Part.REPORT,
        mark=f"Item {number}",
        title=f"Report {number} on {WORDS[number % len(WORDS)]}",
        blocks=tuple(blocks),
        asks=(f"Note report {number}.",),
    )


def chart(number: int, page: int, chance: random.Random):
    """Return a trend of 24 months beside a benchmark, as the charts of the house draw it."""
    from marram.board.vocabulary.blocks import Picture, Table, cells, line
    from marram.design.charts import Part, Series, Trend

    months = tuple(f"{MONTHS[at % 12]} {2023 + at // 12}" for at in range(24))
    values, usual = ([chance.randrange(40, 160) for _ in months] for _ in range(2))
    drawn = Trend(
        title=f"Referrals {number}.{page} stay between {min(values)} and {max(values)}",
        subject="Referrals a month",
        source="Referrals register",
        periods=months,
        series=(
            Series("Millbrook", tuple(values)),
            Series("England", tuple(usual), part=Part.BENCHMARK),
        ),
    )
    rows = tuple(
        cells(month, str(ours), str(theirs))
        for month, ours, theirs in zip(months, values, usual, strict=True)
    )
    head = cells("Month", "Millbrook", "England")
    return Picture(
        title=drawn.title,
        words=drawn.words,
        svg=str(drawn.svg()),
        table=Table(drawn.title, head, rows[::3], numeric=(1, 2)),
        source=line(drawn.source),
    )


def uploaded(number: int) -> bytes:
    """Return a provider's paper; every other one is tagged."""
    import typst

    chance = random.Random(number)
    parts = "#pagebreak()".join(
        f"= Part {at}\n{sentence(chance, 300)}\n" for at in range(UPLOADED_PAGES)
    )
    source = f'#set document(title: "Provider {number}")\n{parts}'
    return typst.compile(source.encode(), pdf_tags=number % 2 == 0, timestamp=0)


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def samples() -> list[str]:
    """Return how each paragraph begins that every printing of the large pack must hold."""
    from marram.board.vocabulary.blocks import Paragraph, words_of

    sections = everything(PAGES, CHARTS, 0, None)
    every = (block for section in sections for block in section.blocks)
    texts = (words_of(block.runs) for block in every if isinstance(block, Paragraph))
    return [" ".join(text.split()[:6]) for text in texts]


def pack(sections):
    from marram.packs.vocabulary import Audience, Part
    from marram.packs.vocabulary.sections import AgendaLine, Pack

    def papers(section):
        keys = (other.key for other in sections)
        return tuple(key for key in keys if f"{key}-".startswith(f"{section.key}-"))

    return Pack(
        meeting="bench",
        board="Health and Wellbeing Board",
        day="Wednesday 18 June 2025",
        time_and_place="14:00, Town Hall",
        audience=Audience.PUBLIC,
        agenda=tuple(
            AgendaLine(
                number=section.key.removeprefix("item-"),
                title=section.title,
                what="report",
                sections=papers(section),
            )
            for section in sections
            if section.part is Part.REPORT
        ),
        sections=sections,
    )


def shelf_in(home: Path):
    from marram.packs.press.shelf import Shelf

    kept = {number: uploaded(number) for number in range(1, UPLOADS + 1)}
    return Shelf(home / "packs", kept.__getitem__)


if __name__ == "__main__":
    sys.exit(main())
