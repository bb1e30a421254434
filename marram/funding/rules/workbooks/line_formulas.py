"""Whether a line is complete, as a formula for each kind of line."""

from collections.abc import Callable, Mapping

from marram.funding.rules.checks.income import ALLOCATED
from marram.funding.rules.workbooks.asking import Asking, Cells, all_of, amount, filled, quoted
from marram.funding.rules.workbooks.layout import (
    CONDITIONS,
    ENABLERS,
    FEES,
    INCOME,
    METRICS,
    SCHEMES,
    STATEMENTS,
    Table,
)
from marram.funding.vocabulary import (
    Commissioner,
    Metering,
    ReturnKind,
    Sheet,
    Source,
    Standing,
)


def _condition(asking: Asking, line: Cells) -> str:
    explained = filled(line["explanation"])
    return f'OR({line["met"]}="Yes",AND({line["met"]}="No",{explained}))'


def _income(asking: Asking, line: Cells) -> str:
    source = line["source"]
    allocated = ",".join(
        f"EXACT({source},{asking.label('source', each)})" for each in sorted(ALLOCATED)
    )
    return all_of(
        asking.lists.has("source", source),
        filled(line["contributor"]),
        amount(line["planned"]),
        f"IF(OR({allocated}),{_as_published(asking, line)},TRUE)",
    )


def _as_published(asking: Asking, line: Cells) -> str:
    """What is passed on equals what was published; a district may keep DFG back with a comment."""
    new = f"ROUND(N({line['planned']})-N({line['carried_forward']}),2)"
    dfg = f"EXACT({line['source']},{asking.label('source', Source.DFG)})"
    kept_back = all_of(dfg, filled(line["comment"]), f"{new}<{line['allocation']}")
    equal = f"{new}={line['allocation']}"
    given = f"OR(NOT(ISNUMBER({line['planned']})),{equal},{kept_back})"
    return f"IF(ISNUMBER({line['allocation']}),{given},FALSE)"


def _scheme(asking: Asking, line: Cells) -> str:
    lists, kind, sub = asking.lists, line["scheme_type"], line["sub_type"]
    standings = ",".join(f"EXACT({line['standing']},{quoted(each)})" for each in Standing)
    return all_of(
        f"N({line['scheme_id']})>0",
        filled(line["name"]),
        lists.has("scheme_type", kind),
        f'OR({lists.has_sub_type(kind, sub)},AND({sub}="",NOT({lists.has_sub_types(kind)})))',
        f"OR(NOT({lists.other_type(kind, sub)}),{filled(line['other_type'])})",
        lists.has("area", line["area"]),
        f"OR(NOT({lists.other('area', line['area'])}),{filled(line['other_area'])})",
        lists.has("commissioner", line["commissioner"]),
        _shares(asking, line),
        lists.has("provider", line["provider"]),
        lists.has("source", line["source"]),
        amount(line["planned"]),
        f"OR({standings})",
    )


def _shares(asking: Asking, line: Cells) -> str:
    """Joint shares are given and add to 100; otherwise the commissioner has all of it."""
    nhs, la, who = line["nhs_share"], line["la_share"], line["commissioner"]
    within = (f"AND({each}>=0,{each}<=100)" for each in (nhs, la))
    joint = all_of(f"ISNUMBER({nhs})", f"ISNUMBER({la})", *within, f"ROUND({nhs}+{la},3)=100")
    alone = all_of(
        *(
            f'OR({share}="",{share}=IF(EXACT({who},{asking.label("commissioner", of)}),100,0))'
            for share, of in ((nhs, Commissioner.NHS), (la, Commissioner.LA))
        )
    )
    shared = f"EXACT({who},{asking.label('commissioner', Commissioner.JOINT)})"
    return f"IF({shared},{joint},{alone})"


def _statement(asking: Asking, line: Cells) -> str:
    return all_of(asking.lists.has("response", line["response"]), filled(line["comment"]))


def _enabler(asking: Asking, line: Cells) -> str:
    return all_of(asking.lists.has("enabler", line["enabler"]), filled(line["narrative"]))


def _fee(asking: Asking, line: Cells) -> str:
    return all_of(*(f"N({line[name]})>0" for name in ("prior", "anticipated", "actual")))


def _metric(asking: Asking, line: Cells) -> str:
    planned = f"ISNUMBER({line['planned']})"
    if asking.values.kind == ReturnKind.PLAN:
        return planned
    progress = ",".join(f"EXACT({line['progress']},{quoted(each)})" for each in Metering)
    said = (filled(line[name]) for name in ("challenges", "achievements"))
    return all_of(planned, f"OR({progress})", *said)


LINES: Mapping[Sheet, tuple[tuple[Table, Callable[[Asking, Cells], str]], ...]] = {
    Sheet.CONDITIONS: ((CONDITIONS, _condition),),
    Sheet.INCOME: ((INCOME, _income),),
    Sheet.EXPENDITURE: ((SCHEMES, _scheme),),
    Sheet.FEEDBACK: ((STATEMENTS, _statement), (ENABLERS, _enabler)),
    Sheet.FEES: ((FEES, _fee),),
    Sheet.METRICS: ((METRICS, _metric),),
}
