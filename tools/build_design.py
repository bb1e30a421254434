"""Build the styles and scripts of `design` anew, and take the examples its tests compare with.

Run it after changing anything under marram/design/styles, or to take a newer GOV.UK Frontend:

    python3 tools/build_design.py

It needs Node and npm, which only this script needs: what it builds is kept in the repository.
The packages are installed in a temporary folder, never in the repository.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path


GOVUK_FRONTEND = "6.6.0"
SASS = "1.108.2"
DESIGN = Path(__file__).resolve().parent.parent / "marram" / "design"
BUILT = DESIGN / "static" / "design"
FIXTURES = DESIGN.parent.parent / "tests" / "design" / "fixtures"
COMPONENTS = [
    "accordion",
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "fieldset",
    "file-upload",
    "footer",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tabs",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
]


def install(folder: Path) -> None:
    """Put GOV.UK Frontend and the compiler of its styles in `folder`."""
    packages = [f"govuk-frontend@{GOVUK_FRONTEND}", f"sass@{SASS}"]
    subprocess.run(["npm", "init", "--yes"], cwd=folder, check=True, capture_output=True)
    subprocess.run(
        ["npm", "install", "--ignore-scripts", *packages],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def build_styles(folder: Path) -> None:
    """Compile marram.scss into one small file that says which sources it was built from."""
    subprocess.run(
        [
            folder / "node_modules" / ".bin" / "sass",
            "--style=compressed",
            "--no-source-map",
            "--no-charset",
            "--quiet-deps",
            f"--load-path={folder / 'node_modules'}",
            DESIGN / "styles" / "marram.scss",
            BUILT / "marram.css",
        ],
        check=True,
    )
    styles = (BUILT / "marram.css").read_text(encoding="utf-8")
    (BUILT / "marram.css").write_text(f"/* {fingerprint()} */\n{styles}", encoding="utf-8")


def fingerprint() -> str:
    """Return a line that changes when any source of the styles does."""
    sources = b"".join(path.read_bytes() for path in sorted((DESIGN / "styles").glob("*.scss")))
    return f"Built from sources {hashlib.sha256(sources).hexdigest()[:16]}"


def copy_scripts(folder: Path) -> None:
    """Copy the scripts of GOV.UK Frontend, without the pointer to a source map that is not kept."""
    source = folder / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
    script, _, _ = source.read_text(encoding="utf-8").partition("//# sourceMappingURL")
    (BUILT / "govuk-frontend.min.js").write_text(script + "\n", encoding="utf-8")


def take_examples(folder: Path) -> None:
    """Keep the options and the markup of every example that GOV.UK Frontend tests itself with."""
    components = folder / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
    for name in COMPONENTS:
        examples = json.loads((components / name / "fixtures.json").read_text(encoding="utf-8"))
        kept = [
            {"name": each["name"], "options": each["options"], "html": squeezed(each["html"])}
            for each in examples["fixtures"]
        ]
        lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in kept)
        (FIXTURES / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def squeezed(html: str) -> str:
    """Return `html` without the spaces at line ends, unless a text box in it holds lines."""
    if "<textarea" in html:
        return html
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def main() -> None:
    if not shutil.which("npm"):
        raise SystemExit(
            "Building the styles needs npm: install Node.js 20 or newer and try again."
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install(folder)
        build_styles(folder)
        copy_scripts(folder)
        take_examples(folder)
    for path in sorted(BUILT.iterdir()):
        print(f"{path.stat().st_size:>8,} bytes  {path.name}")


if __name__ == "__main__":
    main()
