"""Sections as they are kept: exactly, and by what they hold."""

from dataclasses import replace

from marram.packs.vocabulary.sections import Upload, from_text, to_text
from tests.packs import papers


def test_a_section_comes_back_as_it_was_kept():
    section = replace(
        papers.report("item-5", title="“The fund” — £1m", private="Exempt: Schedule 12A"),
        upload=Upload(document=3, sha256="0" * 64, name="a.pdf", words=("one", "", "three")),
    )

    assert from_text(to_text(section)) == section


def test_sections_have_the_same_address_only_if_they_are_the_same():
    section = papers.report("item-5", title="The fund")

    assert section.digest == papers.report("item-5", title="The fund").digest
    assert section.digest != replace(section, title="The fund.").digest
