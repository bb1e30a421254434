"""What somebody chose between two texts, put back into what they typed."""

from django.http import QueryDict


def settled(typed: QueryDict) -> QueryDict:
    """Return what was typed, with their text wherever "Keep theirs" was chosen.

    A field of several boxes, such as a date, takes their text as one.
    """
    settled = typed.copy()
    for name, choice in typed.items():
        if name.startswith("keep-") and choice == "theirs":
            field = name.removeprefix("keep-")
            settled[field] = typed.get(f"theirs-{field}", "")
    return settled
