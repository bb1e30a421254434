"""What is written about the project is true."""

import re
from pathlib import Path

from marram.site.roles import ROLES
from tools import print_docs


ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "DEVELOPERS.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_page_of_roles_is_printed_from_the_roles():
    assert print_docs.ROLES.read_text() == print_docs.roles_page(), (
        "run `python -m tools.print_docs`"
    )


def test_every_link_of_the_documents_leads_somewhere():
    lost = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert lost == []


def test_the_readme_shows_exactly_the_two_commands():
    commands = re.findall(r"^python3 dev\.py (\w+)", (ROOT / "README.md").read_text(), re.M)
    assert commands == ["demo", "test"]


def test_every_role_of_the_product_is_there():
    assert {role.title for role in ROLES} == {
        "Resident",
        "Partner contributor",
        "Plan lead",
        "Analyst",
        "Board officer",
        "Board member",
        "Finance lead",
        "Legal officer",
        "Service provider",
        "Early help worker",
        "Early help supervisor",
        "Early help manager",
        "Healthwatch and engagement officer",
        "Schools lead",
        "Administrator",
        "Auditor",
    }
