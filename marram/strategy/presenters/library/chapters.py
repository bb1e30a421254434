"""A strategy while it is written: what each chapter asks and says, and what still lacks."""

from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import Breadcrumbs, Heading, Link
from marram.design.forms import FormPage
from marram.strategy.presenters import words
from marram.strategy.presenters.library.parts import breadcrumbs
from marram.strategy.queries.library import ChapterLine, Draft


@dataclass(frozen=True, kw_only=True)
class ChapterShown:
    """A chapter under its heading: its text, or what it should answer; the way to write it."""

    key: str
    title: str
    asks: str
    text: str
    length: str
    write: Link | None


@dataclass(frozen=True, kw_only=True)
class DraftShown:
    title: str
    heading: Heading
    breadcrumbs: Breadcrumbs
    lacks: tuple[str, ...]
    chapters: tuple[ChapterShown, ...]


def draft(found: Draft) -> DraftShown:
    """Return a strategy's chapters as one page to read, print and write from."""
    written = sum(bool(chapter.text.strip()) for chapter in found.chapters)
    return DraftShown(
        title=f"Draft of {found.title}",
        heading=Heading(
            "Draft",
            caption=found.title,
            lead=f"{written} of {len(found.chapters)} chapters are written: "
            f"{found.words:,} words, about {words.number(found.pages, 'page')}. "
            "Only partners see this page.",
        ),
        breadcrumbs=breadcrumbs((found.title, _strategy(found)), title="Draft"),
        lacks=found.lacks,
        chapters=tuple(_chapter(found, chapter) for chapter in found.chapters),
    )


def write(found: Draft, chapter: ChapterLine) -> FormPage:
    """Return the page on which one chapter is written."""
    back = reverse("strategy:draft", args=[found.slug])
    return FormPage(
        title=chapter.title,
        caption=found.title,
        lead=chapter.asks,
        button="Keep this chapter",
        cancel_url=back,
        breadcrumbs=breadcrumbs(
            (found.title, _strategy(found)), ("Draft", back), title=chapter.title
        ),
    )


def _chapter(found: Draft, chapter: ChapterLine) -> ChapterShown:
    verb = "Change" if chapter.text.strip() else "Write"
    address = reverse("strategy:write-chapter", args=[found.slug, chapter.key])
    return ChapterShown(
        key=chapter.key,
        title=chapter.title,
        asks=chapter.asks,
        text=chapter.text,
        length=words.number(chapter.words, "word") if chapter.text.strip() else "Not written yet",
        write=Link(f"{verb} “{chapter.title}”", address) if found.may_change else None,
    )


def _strategy(found: Draft) -> str:
    return reverse("strategy:strategy", args=[found.slug])
