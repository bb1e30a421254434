"""Definitions as YAML, for those who keep them beside their code or share them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from marram.foundation.verdicts import Refused


# In the order in which a person would tell them.
FIELDS = (
    "indicator_id", "title", "meaning", "numerator", "denominator", "measure", "unit", "lowest",
    "highest", "interval", "standard_population", "polarity", "topic", "life_stage", "synonyms",
    "data_source", "publisher_number", "cycle", "lag_days", "small_numbers", "owner", "caveats",
    "published_on", "source",
)  # fmt: skip
NEEDED = ("indicator_id", "title", "measure", "unit", "polarity")
# Fields that are not texts: what YAML may read them as, and what they are kept as.
_KINDS: Mapping[str, tuple[tuple[type, ...], Callable[[Any], Any]]] = {
    "lowest": ((int, float), float),
    "highest": ((int, float), float),
    "lag_days": ((int,), int),
    "published_on": ((date,), lambda day: day),
}
# Definitions nest nothing, so a text longer than all of England's is not one of them.
LONGEST = 5_000_000


def written(definitions: Iterable[Mapping[str, Any]]) -> str:
    """Return definitions as YAML, a list with what each says and nothing that it does not."""
    told = [
        {name: each[name] for name in FIELDS if each.get(name) not in (None, "", 0)}
        for each in definitions
    ]
    text: str = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100)
    return text


def read(text: str) -> Sequence[Mapping[str, Any]]:
    """Return the definitions of a YAML list as rows; a field that is not there stays as it is.

    Raises: Refused with a sentence when it is not such a list, or names a field that is none.
    """
    if len(text) > LONGEST:
        raise Refused("The file is longer than all definitions together could be.")
    if "&" in text and "*" in text and any(_aliases(text)):
        raise Refused("The file uses references (& and *). Write every definition out.")
    try:
        told = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as wrong:
        raise Refused(f"The file cannot be read as YAML: {_where(wrong)}") from wrong
    if not isinstance(told, list) or not told:
        raise Refused("The file must hold a list of definitions, each beginning with “-”.")
    rows = [_row(number, each) for number, each in enumerate(told, start=1)]
    seen = [row["indicator_id"] for row in rows]
    if twice := {slug for slug in seen if seen.count(slug) > 1}:
        raise Refused(f"The file defines {sorted(twice)[0]} twice. Keep one of them.")
    return rows


def _row(number: int, said: Any) -> Mapping[str, Any]:
    if not isinstance(said, dict):
        raise Refused(f"Definition {number} is not a list of fields such as “title: …”.")
    if strange := [str(name) for name in said if name not in FIELDS]:
        raise Refused(
            f"Definition {number} has a field “{strange[0][:60]}”, which is none. The fields are: "
            f"{', '.join(FIELDS)}."
        )
    if missing := [name for name in NEEDED if not said.get(name)]:
        raise Refused(f"Definition {number} lacks its {missing[0]}. Add it.")
    return {name: _value(number, name, value) for name, value in said.items()}


def _value(number: int, name: str, value: Any) -> Any:
    """Return what a field says as its row holds it: YAML reads 12 as a number, also as a key."""
    kinds, kept = _KINDS.get(name, ((str, int, float), str))
    if value is None:
        return None
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise Refused(f"Definition {number} does not say its {name} as it should: {value!r:.60}.")
    return kept(value)


def _aliases(text: str) -> Iterable[bool]:
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            yield isinstance(event, yaml.AliasEvent)
    except yaml.YAMLError:
        return


def _where(wrong: Exception) -> str:
    mark = getattr(wrong, "problem_mark", None)
    place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else str(wrong)[:100]
    return f"look at {place}."
