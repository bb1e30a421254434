"""Finding the way: header, service navigation, breadcrumbs, pages and footer."""

from dataclasses import dataclass
from typing import ClassVar

from marram.design.components.base import Attributes, Component, Text, printed
from marram.design.components.content import PhaseBanner


@dataclass(frozen=True)
class Place:
    """Somewhere to go. `current` is the page itself, `active` a part of the site it lies in."""

    text: Text
    url: str = ""
    current: bool = False
    active: bool = False
    attributes: Attributes | None = None


@dataclass(frozen=True)
class SkipLink(Component):
    """The first link of a page, for those who do not want to hear the header again."""

    text: Text = "Skip to main content"
    url: str = "#main-content"
    template_name: ClassVar[str] = "design/components/skip_link.html"


@dataclass(frozen=True)
class BackLink(Component):
    """A link to the page before."""

    url: str = "#"
    text: Text = "Back"
    template_name: ClassVar[str] = "design/components/back_link.html"


@dataclass(frozen=True)
class Breadcrumbs(Component):
    """The pages above this one, the highest first."""

    places: tuple[Place, ...]
    collapse_on_mobile: bool = False
    label: str = "Breadcrumb"
    template_name: ClassVar[str] = "design/components/breadcrumbs.html"


@dataclass(frozen=True)
class PageLink:
    """One page of several; with neither number nor url it is a gap ("...")."""

    number: str = ""
    url: str = ""
    current: bool = False
    label: str = ""
    attributes: Attributes | None = None

    @property
    def gap(self) -> bool:
        return not self.number

    @property
    def spoken(self) -> str:
        return self.label or f"Page {self.number}"


@dataclass(frozen=True)
class Turn:
    """A link to the page before or after. `text` may replace "Previous" or "Next"."""

    url: str
    text: Text = ""
    label: str = ""
    attributes: Attributes | None = None


@dataclass(frozen=True)
class Pagination(Component):
    """Pages of a long list, or (without `pages`) the parts before and after this one."""

    pages: tuple[PageLink, ...] = ()
    previous: Turn | None = None
    next: Turn | None = None
    label: str = "Pagination"
    template_name: ClassVar[str] = "design/components/pagination.html"

    @property
    def block(self) -> bool:
        return not self.pages and bool(self.next or self.previous)


@dataclass(frozen=True)
class Header(Component):
    """The band at the top: our mark, which leads home."""

    logo: Text
    url: str = "/"
    container_classes: str = "govuk-width-container"
    template_name: ClassVar[str] = "design/components/header.html"


@dataclass(frozen=True)
class ServiceNavigation(Component):
    """The main parts of the site. Slots take markup, such as a search box."""

    places: tuple[Place, ...] = ()
    service_name: str = ""
    service_url: str = ""
    label: str = "Service information"
    menu_text: str = "Menu"
    menu_label: str = ""
    navigation_label: str = ""
    navigation_id: str = "navigation"
    navigation_classes: str = ""
    collapse_on_mobile: bool | None = None
    slot_start: Text = ""
    slot_navigation_start: Text = ""
    slot_navigation_end: Text = ""
    slot_end: Text = ""
    slot_end_inline: bool = False
    template_name: ClassVar[str] = "design/components/service_navigation.html"

    @property
    def has_list(self) -> bool:
        return bool(self.places or self.slot_navigation_start or self.slot_navigation_end)

    @property
    def collapses(self) -> bool:
        if self.collapse_on_mobile is None:
            return len(self.places) > 1
        return self.collapse_on_mobile

    @property
    def landmark(self) -> bool:
        """A region of its own is needed when there is more here than the list of links."""
        return bool(self.service_name or self.slot_start or self.slot_end)

    @property
    def menu_label_shown(self) -> str:
        return self.menu_label if self.menu_label != self.menu_text else ""


@dataclass(frozen=True)
class FooterColumn:
    """A list of links in the footer, under a title."""

    title: str
    places: tuple[Place, ...] = ()
    columns: int = 0
    width: str = "full"


@dataclass(frozen=True)
class Footer(Component):
    """The end of every page: links for support, what the site is and who answers for it."""

    links: tuple[Place, ...] = ()
    text: Text = ""
    navigation: tuple[FooterColumn, ...] = ()
    links_title: str = "Support links"
    container_classes: str = ""
    template_name: ClassVar[str] = "design/components/footer.html"

    @property
    def has_meta(self) -> bool:
        return bool(self.links or self.text)


@dataclass(frozen=True)
class Shell:
    """What stands around every page: navigation, account links, phase and footer.

    `navigation` are the wings of the site that this viewer may enter, `wing` the parts of the one
    they are in, under its name `wing_label`; `account` logs in or out.
    `notices` stand at the top of the page, such as what has just been done.
    """

    navigation: tuple[Place, ...] = ()
    wing: tuple[Place, ...] = ()
    wing_label: str = ""
    account: tuple[Place, ...] = ()
    phase: str = ""
    phase_text: Text = ""
    accessibility_url: str = ""
    footer_links: tuple[Place, ...] = ()
    footer_text: Text = "Marram keeps what a place plans, does and decides as one connected record."
    notices: tuple[Component, ...] = ()
    home_url: str = "/"

    @property
    def skip_link(self) -> SkipLink:
        return SkipLink()

    @property
    def header(self) -> Header:
        return Header(logo=printed("design/mark.html", self), url=self.home_url)

    @property
    def account_links(self) -> Text:
        return printed("design/account.html", self) if self.account else ""

    @property
    def service_navigation(self) -> Text:
        if not self.navigation:
            return ""
        return ServiceNavigation(places=self.navigation, navigation_label="Main menu")

    @property
    def wing_navigation(self) -> Text:
        return printed("design/wing.html", self) if len(self.wing) > 1 else ""

    @property
    def phase_banner(self) -> PhaseBanner:
        return PhaseBanner(phase=self.phase, text=self.phase_text)

    @property
    def footer(self) -> Footer:
        statement = Place("Accessibility statement", self.accessibility_url)
        links = (statement, *self.footer_links) if self.accessibility_url else self.footer_links
        return Footer(links=links, text=self.footer_text)
