"""Of whom a figure speaks."""

from dataclasses import dataclass

from marram.indicators.vocabulary.periods import Period


@dataclass(frozen=True, kw_only=True, order=True)
class Slice:
    """A place, a period, and the people counted.

    `place` is the code of an area, or the key of an organisation whose patients or members are
    counted. `age` is the band in the publisher's words, `sex` "persons", "female" or "male".
    `category` names a part of a split such as "Most deprived fifth", `category_type` the split.
    """

    place: str
    period: Period
    age: str = "all ages"
    sex: str = "persons"
    category_type: str = ""
    category: str = ""

    @property
    def people(self) -> tuple[str, str, str, str]:
        """The part of a slice that is not place or period: age, sex, category type, category."""
        return self.age, self.sex, self.category_type, self.category

    @property
    def whole(self) -> bool:
        """Whether this is everybody of the indicator, not a part by category."""
        return not self.category
