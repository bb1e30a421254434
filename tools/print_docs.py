"""Prints the pages of the documentation that are made from the code."""

import os
from pathlib import Path


ROLES = Path(__file__).resolve().parents[1] / "docs" / "roles.md"


def roles_page() -> str:
    """Return docs/roles.md, made from marram/site/roles.py."""
    from marram.people.vocabulary import in_words
    from marram.site.roles import ROLES as every

    lines = [
        "# Roles",
        "",
        "Everybody may read what is published. A role adds to that. Printed from",
        "`marram/site/roles.py`.",
        "",
        "| role | comes to | may | second step |",
        "|---|---|---|---|",
    ]
    for role in every:
        may = "; ".join(in_words(permission) for permission in sorted(role.permissions))
        step = "needed" if role.second_step else "optional"
        lines.append(f"| {role.title} | {role.comes_to} | {may or 'what everybody may'} | {step} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marram.site.settings")
    ROLES.write_text(roles_page())


if __name__ == "__main__":
    main()
