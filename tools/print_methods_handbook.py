"""Print the methods handbook from its specification: `python -m tools.print_methods_handbook`.

The pages are worked examples under `tests/methods/spec`; they are written to `docs/methods`.
"""

from pathlib import Path

from tests.methods import handbook


DOCS = Path(__file__).parent.parent / "docs" / "methods"


def main() -> None:
    for name, text in handbook.printed().items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
