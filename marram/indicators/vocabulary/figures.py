"""A figure as it leaves: what may be shown of a result, ready for a page, a pack or a file."""

from dataclasses import dataclass
from datetime import date


# What stands where a number was withheld. Source: Government Statistical Service, symbols.
WITHHELD, NOT_AVAILABLE = "[c]", "[x]"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure after suppression; plain values only, so that it can be kept and sent as JSON.

    `value` is None where only words were published or the number is withheld, and then `shown`
    says so. `withheld` names the rule that hid or rounded. `struck` figures are in doubt: shown
    crossed out, judged nowhere; `findings` say why. `delivery`, `definition` and `method` are the
    keys that make the figure again. `key` names a figure that is doubted, or was and is `kept`.
    """

    indicator: str
    title: str
    place: str
    place_name: str
    period: str
    starts_on: date | None
    ends_on: date | None
    age: str
    sex: str
    category_type: str
    category: str
    kind: str
    value: float | None
    lower: float | None
    upper: float | None
    count: float | None
    out_of: float | None
    unit: str
    shown: str
    words: str
    withheld: str
    struck: bool
    findings: tuple[str, ...]
    note: str
    source: str
    delivery: str
    definition: str
    method: str
    row: int
    key: str = ""
    kept: bool = False

    @property
    def judged(self) -> bool:
        """Whether it may be compared and reported as fact."""
        return self.value is not None and not self.struck

    @property
    def decimals(self) -> int:
        return decimals(self.value)

    @property
    def interval(self) -> str:
        """The interval in words, or nothing."""
        if self.lower is None or self.upper is None:
            return ""
        places = max(self.decimals, 1)
        return f"{number(self.lower, places)} to {number(self.upper, places)}"

    @property
    def people(self) -> str:
        """Of whom, where it is not everybody."""
        said = (
            self.age if self.age != "all ages" else "",
            self.sex if self.sex != "persons" else "",
            self.category,
        )
        return ", ".join(each for each in said if each)


def decimals(value: float | None) -> int:
    """Return how many decimals a value is told with, at most two.

    >>> decimals(92.0), decimals(88.46), decimals(1 / 3)
    (0, 2, 1)
    """
    if value is None:
        return 0
    for places in range(3):
        if abs(value - round(value, places)) < 1e-9:
            return places
    return 1


def number(value: float, places: int) -> str:
    return f"{round(value, places) + 0.0:,.{places}f}".replace("-", "−")


def with_unit(value: float, unit: str, places: int | None = None) -> str:
    """Return a value with its unit as people read it.

    >>> with_unit(88.46, "percent"), with_unit(31_739_000, "GBP"), with_unit(37, "weeks")
    ('88.46%', '£31,739,000', '37 weeks')
    """
    told = number(value, decimals(value) if places is None else places)
    if unit == "percent":
        return f"{told}%"
    if unit == "GBP":
        return f"−£{told[1:]}" if told.startswith("−") else f"£{told}"
    return told if unit in ("in words", "count") else f"{told} {unit}"


def short_unit(unit: str) -> str:
    """Return a unit as it stands on an axis.

    >>> short_unit("percent"), short_unit("per 100,000")
    ('%', 'per 100,000')
    """
    return {"percent": "%", "GBP": "£", "in words": "", "count": ""}.get(unit, unit)
