"""How rows of a delivery are read and counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from marram.foundation.amendments import Recorded


Row = Mapping[str, Any]
# Columns that hold no text: where one is empty, nothing was said.
NO_TEXT = frozenset(
    {"starts_on", "ends_on", "signed_on", "due_on", "expected_on", "subject_to_sign_off"}
    | {"additional_la", "additional_nhs", "income_as_planned", "spend_as_planned"}
    | {"minimum_out_of_hospital", "minimum_social_care"}
)


def said(row: Row, names: Sequence[str]) -> dict[str, Any]:
    """Return what a row says in some columns; an empty text is a text."""
    return {name: row[name] if name in NO_TEXT else row[name] or "" for name in names}


class Counted:
    """Counts what a delivery did, from the versions of rows before and after."""

    def __init__(self, before: Mapping[tuple[Any, ...], int]) -> None:
        self.before = before
        self.created = self.changed = self.unchanged = 0

    def add(self, key: tuple[Any, ...], version: int) -> None:
        if key not in self.before:
            self.created += 1
        elif self.before[key] != version:
            self.changed += 1
        else:
            self.unchanged += 1

    @property
    def recorded(self) -> Recorded:
        return Recorded(self.created, self.changed, self.unchanged)
