"""Build the styles and scripts of `design` anew and put them where Marram serves them.

Run it after changing anything under marram/design/styles, or to take a newer GOV.UK Frontend:

    python3 tools/build_design.py

It needs Node and npm, which only this script needs: what it builds is kept in the repository.
The packages are installed in a temporary folder, never in the repository.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path


GOVUK_FRONTEND = "6.6.0"
SASS = "1.108.2"
DESIGN = Path(__file__).resolve().parent.parent / "marram" / "design"
BUILT = DESIGN / "static" / "design"


def install(folder: Path) -> None:
    """Put GOV.UK Frontend and the compiler of its styles in `folder`."""
    packages = [f"govuk-frontend@{GOVUK_FRONTEND}", f"sass@{SASS}"]
    subprocess.run(["npm", "init", "--yes"], cwd=folder, check=True, capture_output=True)
    subprocess.run(
        ["npm", "install", "--ignore-scripts", *packages], cwd=folder, check=True, capture_output=True
    )


def build_styles(folder: Path) -> None:
    """Compile marram.scss into one small file."""
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


def copy_scripts(folder: Path) -> None:
    """Copy the scripts of GOV.UK Frontend, without the pointer to a source map that is not kept."""
    source = folder / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
    script, _, _ = source.read_text(encoding="utf-8").partition("//# sourceMappingURL")
    (BUILT / "govuk-frontend.min.js").write_text(script + "\n", encoding="utf-8")


def main() -> None:
    if not shutil.which("npm"):
        raise SystemExit("Building the styles needs npm: install Node.js 20 or newer and try again.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install(folder)
        build_styles(folder)
        copy_scripts(folder)
    for path in sorted(BUILT.iterdir()):
        print(f"{path.stat().st_size:>8,} bytes  {path.name}")


if __name__ == "__main__":
    main()
