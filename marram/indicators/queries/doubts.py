"""A doubted figure, to be looked at."""

from dataclasses import dataclass
from datetime import date

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.indicators import policies
from marram.indicators.queries.definitions import definitions
from marram.indicators.queries.judging import judged
from marram.indicators.queries.results import place_names
from marram.indicators.rules import clearing, release
from marram.indicators.vocabulary import Finding, Result
from marram.indicators.vocabulary.figures import Figure


@dataclass(frozen=True, kw_only=True)
class DoubtPage:
    """A figure that is doubted, or was and is kept as right; `may_be_kept` says whether it can."""

    slug: str
    title: str
    figure: Figure
    findings: tuple[Finding, ...]
    kept: bool
    may_be_kept: Verdict


def doubted_result(*, viewer: Actor, indicator: str, figure: str, on: date) -> Result:
    """Return a figure in force that is doubted or kept, by its key.

    Three SQL queries, one of the files. Raises: Missing.
    """
    for each in judged(viewer, on, [indicator], None, None, None).every():
        if each.figure == figure and (each.findings or each.kept):
            return each
    raise Missing("That figure is not doubted, or a newer delivery counts in its place.")


def doubt_page(*, viewer: Actor, indicator: str, figure: str, on: date) -> DoubtPage:
    """Return a figure to be looked at. Six SQL queries, one of files. Raises: Missing; Refused."""
    policies.may_look_at_doubts(viewer).enforce()
    found = doubted_result(viewer=viewer, indicator=indicator, figure=figure, on=on)
    means = definitions(viewer=viewer, slugs=[indicator])
    names = place_names(codes={found.slice.place})
    return DoubtPage(
        slug=indicator,
        title=means[indicator].title,
        figure=release.released([found], means=means, names=names)[0],
        findings=found.findings,
        kept=bool(found.kept),
        may_be_kept=clearing.may_be_kept(found.findings),
    )
