"""From the options of an example of GOV.UK Frontend to the component that should print the same."""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

from marram.design import components as c


Options = dict[str, Any]


def words(options: Options, name: str = "text", html: str = "html") -> Any:
    """Return the text, or the markup that comes before it."""
    if options.get(html):
        return SafeString(options[html])
    return str(options.get(name) or "")


def part(options: Options, name: str) -> Any:
    """Return the text or markup of a part of the options, such as its legend."""
    return words(options.get(name) or {})


def attributes(given: Any) -> dict[str, Any]:
    """Return attributes as ours are: a value that is true in the example prints "true"."""
    return {name: _attribute(value) for name, value in (given or {}).items()}


def _attribute(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return value


def around(options: Options) -> Options:
    """Return what every component takes."""
    return {
        "classes": options.get("classes") or "",
        "attributes": attributes(options.get("attributes")),
    }


def opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def tag(o: Options) -> c.Tag:
    tones = [each.removeprefix("govuk-tag--") for each in o.get("classes", "").split()]
    if len(tones) == 1 and o["classes"].startswith("govuk-tag--"):
        return c.Tag(words(o), tone=tones[0], attributes=attributes(o.get("attributes")))
    return c.Tag(words(o), **around(o))


def button(o: Options) -> c.Button:
    return c.Button(
        words(o),
        url=o.get("href", ""),
        kind=o.get("type", "submit"),
        name=o.get("name", ""),
        value=o.get("value", ""),
        start=o.get("isStartButton", False),
        disabled=o.get("disabled", False),
        prevent_double_click=o.get("preventDoubleClick"),
        element_id=o.get("id", ""),
        **around(o),
    )


def inset_text(o: Options) -> c.InsetText:
    return c.InsetText(words(o), element_id=o.get("id", ""), **around(o))


def warning_text(o: Options) -> c.WarningText:
    return c.WarningText(words(o), spoken=o.get("iconFallbackText") or "Warning", **around(o))


def details(o: Options) -> c.Details:
    return c.Details(
        words(o, "summaryText", "summaryHtml"),
        words(o),
        opened=o.get("open", False),
        element_id=o.get("id", ""),
        **around(o),
    )


def notification_banner(o: Options) -> c.NotificationBanner:
    return c.NotificationBanner(
        words(o),
        success=o.get("type") == "success",
        title=words(o, "titleText", "titleHtml"),
        title_id=o.get("titleId") or "govuk-notification-banner-title",
        heading_level=o.get("titleHeadingLevel") or 2,
        role=o.get("role") or "",
        auto_focus=opposite(o.get("disableAutoFocus")),
        **around(o),
    )


def panel(o: Options) -> c.Panel:
    classes = o.get("classes", "").split()
    interruption = "govuk-panel--interruption" in classes
    actions = o.get("actions") or {}
    return c.Panel(
        words(o, "titleText", "titleHtml"),
        words(o),
        heading_level=o.get("headingLevel") or 1,
        interruption=interruption,
        actions=tuple(_panel_action(each) for each in actions.get("items", ())),
        actions_classes=actions.get("classes", ""),
        actions_attributes=attributes(actions.get("attributes")),
        classes=" ".join(each for each in classes if each != "govuk-panel--interruption"),
        attributes=attributes(o.get("attributes")),
    )


def _panel_action(o: Options) -> c.Button | c.Link:
    rest = {"attributes": attributes(o.get("attributes"))}
    classes = o.get("classes", "")
    if o.get("href") and o.get("type") != "button":
        return c.Link(o["text"], o["href"], classes=f"govuk-link--inverse {classes}", **rest)
    kind = o.get("type", "button")
    return c.Button(
        o["text"], url=o.get("href", ""), kind=kind, style="inverse", classes=classes, **rest
    )


def phase_banner(o: Options) -> c.PhaseBanner:
    phase = o.get("tag") or {}
    return c.PhaseBanner(
        words(phase), words(o), phase_classes=phase.get("classes", ""), **around(o)
    )


def tabs(o: Options) -> c.Tabs:
    return c.Tabs(
        tuple(
            c.Tab(
                each["label"],
                part(each, "panel"),
                each.get("id", ""),
                attributes=attributes(each.get("attributes")),
                panel_attributes=attributes(each["panel"].get("attributes")),
            )
            for each in o.get("items") or ()
            if each
        ),
        title=o.get("title", "Contents"),
        element_id=o.get("id", ""),
        id_prefix=o.get("idPrefix", ""),
        **around(o),
    )


def accordion(o: Options) -> c.Accordion:
    keys = {
        "hideAllSectionsText": "hide-all-sections",
        "hideSectionText": "hide-section",
        "hideSectionAriaLabelText": "hide-section-aria-label",
        "showAllSectionsText": "show-all-sections",
        "showSectionText": "show-section",
        "showSectionAriaLabelText": "show-section-aria-label",
    }
    return c.Accordion(
        o["id"],
        tuple(
            c.Section(
                part(each, "heading"),
                part(each, "content"),
                part(each, "summary"),
                expanded=each.get("expanded", False),
            )
            for each in o["items"]
            if each
        ),
        heading_level=o.get("headingLevel", 2),
        remember_expanded=o.get("rememberExpanded"),
        wording=wording(o, keys),
        **around(o),
    )


def wording(o: Options, keys: dict[str, str]) -> Options:
    return {ours: o[theirs] for theirs, ours in keys.items() if theirs in o}


def task_list(o: Options) -> c.TaskList:
    return c.TaskList(
        tuple(_task(each) for each in o["items"] if each),
        id_prefix=o.get("idPrefix", "task-list"),
        **around(o),
    )


def _task(o: Options) -> c.Task:
    status = o["status"]
    return c.Task(
        part(o, "title"),
        tag(status["tag"]) if status.get("tag") else words(status),
        url=o.get("href", ""),
        hint=part(o, "hint"),
        classes=o.get("classes", ""),
        title_classes=o["title"].get("classes", ""),
        status_classes=status.get("classes", ""),
    )


def table(o: Options) -> c.Table:
    return c.Table(
        rows=tuple(tuple(_cell(each) for each in row) for row in o["rows"] if row),
        head=tuple(_cell(each) for each in o.get("head") or ()),
        caption=o.get("caption", ""),
        caption_classes=o.get("captionClasses", ""),
        first_cell_is_header=o.get("firstCellIsHeader", False),
        **around(o),
    )


def _cell(o: Options) -> c.Cell:
    return c.Cell(
        words(o),
        format=o.get("format", ""),
        classes=o.get("classes", ""),
        colspan=o.get("colspan", 0),
        rowspan=o.get("rowspan", 0),
        attributes=attributes(o.get("attributes")),
    )


def summary_list(o: Options) -> c.SummaryList:
    card = o.get("card")
    return c.SummaryList(
        tuple(_fact(row) for row in o["rows"] if row),
        card=_card(card) if card else None,
        **around(o),
    )


def _fact(o: Options) -> c.Fact:
    actions = o.get("actions") or {}
    return c.Fact(
        part(o, "key"),
        part(o, "value"),
        tuple(_link(each) for each in actions.get("items", ())),
        classes=o.get("classes", ""),
        key_classes=o["key"].get("classes", ""),
        value_classes=o["value"].get("classes", ""),
        actions_classes=actions.get("classes", ""),
    )


def _card(o: Options) -> c.SummaryCard:
    title = o.get("title") or {}
    actions = o.get("actions") or {}
    return c.SummaryCard(
        words(title),
        tuple(_link(each) for each in actions.get("items", ())),
        heading_level=title.get("headingLevel") or 2,
        title_classes=title.get("classes", ""),
        actions_classes=actions.get("classes", ""),
        **around(o),
    )


def _link(o: Options) -> c.Link:
    return c.Link(words(o), o["href"], hidden_text=o.get("visuallyHiddenText", ""), **around(o))


def place(o: Options) -> c.Place:
    return c.Place(
        words(o),
        o.get("href", ""),
        current=o.get("current", False),
        active=o.get("active", False),
        attributes=attributes(o.get("attributes")),
    )


def skip_link(o: Options) -> c.SkipLink:
    return c.SkipLink(words(o), o.get("href") or "#content", **around(o))


def back_link(o: Options) -> c.BackLink:
    return c.BackLink(o.get("href") or "#", words(o) or "Back", **around(o))


def breadcrumbs(o: Options) -> c.Breadcrumbs:
    return c.Breadcrumbs(
        tuple(place(each) for each in o["items"]),
        collapse_on_mobile=o.get("collapseOnMobile", False),
        label=o.get("labelText", "Breadcrumb"),
        **around(o),
    )


def pagination(o: Options) -> c.Pagination:
    return c.Pagination(
        pages=tuple(_page(each) for each in o.get("items") or () if each),
        previous=_turn(o.get("previous")),
        next=_turn(o.get("next")),
        label=o.get("landmarkLabel") or "Pagination",
        **around(o),
    )


def _page(o: Options) -> c.PageLink:
    if o.get("ellipsis"):
        return c.PageLink()
    return c.PageLink(
        str(o["number"]),
        o["href"],
        current=o.get("current", False),
        label=o.get("visuallyHiddenText", ""),
        attributes=attributes(o.get("attributes")),
    )


def _turn(o: Options | None) -> c.Turn | None:
    if not o:
        return None
    return c.Turn(
        o["href"], words(o), o.get("labelText", ""), attributes=attributes(o.get("attributes"))
    )


def generic_header(o: Options) -> c.Header:
    return c.Header(
        words(o, "logoText", "logoHtml"),
        url=o.get("url") or "/",
        container_classes=o.get("containerClasses") or "govuk-width-container",
        **around(o),
    )


def service_navigation(o: Options) -> c.ServiceNavigation:
    slots = o.get("slots") or {}
    end = slots.get("end") or ""
    return c.ServiceNavigation(
        places=tuple(place(each) for each in o.get("navigation") or () if each),
        service_name=o.get("serviceName", ""),
        service_url=o.get("serviceUrl", ""),
        label=o.get("ariaLabel", "Service information"),
        menu_text=o.get("menuButtonText") or "Menu",
        menu_label=o.get("menuButtonLabel", ""),
        navigation_label=o.get("navigationLabel", ""),
        navigation_id=o.get("navigationId") or "navigation",
        navigation_classes=o.get("navigationClasses", ""),
        collapse_on_mobile=o.get("collapseNavigationOnMobile"),
        slot_start=SafeString(slots.get("start", "")),
        slot_navigation_start=SafeString(slots.get("navigationStart", "")),
        slot_navigation_end=SafeString(slots.get("navigationEnd", "")),
        slot_end=SafeString(end if isinstance(end, str) else end["html"]),
        slot_end_inline=isinstance(end, dict) and end.get("align") == "inline",
        **around(o),
    )


def footer(o: Options) -> c.Footer:
    meta = o.get("meta") or {}
    return c.Footer(
        links=tuple(place(each) for each in meta.get("items") or ()),
        text=words(meta),
        navigation=tuple(
            c.FooterColumn(
                each["title"],
                tuple(place(link) for link in each.get("items") or ()),
                columns=each.get("columns", 0),
                width=each.get("width", "full"),
            )
            for each in o.get("navigation") or ()
        ),
        links_title=meta.get("visuallyHiddenTitle") or "Support links",
        container_classes=o.get("containerClasses", ""),
        **around(o),
    )


def label(o: Options) -> c.Label:
    return c.Label(
        words(o),
        for_id=o.get("for", ""),
        is_page_heading=o.get("isPageHeading", False),
        **around(o),
    )


def hint(o: Options) -> c.Hint:
    return c.Hint(words(o), element_id=o.get("id", ""), **around(o))


def error_message(o: Options) -> c.ErrorMessage:
    spoken = o.get("visuallyHiddenText", "Error") or ""
    return c.ErrorMessage(words(o), element_id=o.get("id", ""), spoken=spoken, **around(o))


def error_summary(o: Options) -> c.ErrorSummary:
    return c.ErrorSummary(
        tuple(
            c.Problem(words(each), each.get("href", ""), attributes(each.get("attributes")))
            for each in o.get("errorList") or ()
        ),
        title=words(o, "titleText", "titleHtml"),
        text=words(o, "descriptionText", "descriptionHtml"),
        auto_focus=opposite(o.get("disableAutoFocus")),
        **around(o),
    )


def fieldset(o: Options) -> c.Fieldset:
    legend = o.get("legend") or {}
    return c.Fieldset(
        words(legend),
        content=SafeString(o.get("html", "")),
        legend_classes=legend.get("classes", ""),
        is_page_heading=legend.get("isPageHeading", False),
        role=o.get("role", ""),
        described_by=o.get("describedBy", ""),
        **around(o),
    )


def field(o: Options) -> Options:
    """Return what every field takes."""
    group = o.get("formGroup") or {}
    return {
        "name": o.get("name", ""),
        "hint": hint(o["hint"]) if o.get("hint") else "",
        "error": error_message(o["errorMessage"]) if o.get("errorMessage") else "",
        "element_id": o.get("id", "") or o.get("idPrefix", ""),
        "described_by": o.get("describedBy", ""),
        "disabled": o.get("disabled", False),
        "group_classes": group.get("classes", ""),
        "group_attributes": attributes(group.get("attributes")),
        **around(o),
    }


def labelled(o: Options) -> Options:
    return {**field(o), "label": label(o["label"])}


def affix(o: Options | None) -> c.Affix | None:
    if not o or not words(o):
        return None
    return c.Affix(words(o), o.get("classes", ""), attributes(o.get("attributes")))


def text_input(o: Options) -> c.Input:
    wrapper = o.get("inputWrapper") or {}
    return c.Input(
        **labelled(o),
        value=None if o.get("value") is None else str(o["value"]),
        kind=o.get("type") or "text",
        prefix=affix(o.get("prefix")),
        suffix=affix(o.get("suffix")),
        autocomplete=o.get("autocomplete"),
        autocapitalize=o.get("autocapitalize"),
        pattern=o.get("pattern"),
        inputmode=o.get("inputmode"),
        spellcheck=o.get("spellcheck"),
        wrapper_classes=wrapper.get("classes", ""),
        wrapper_attributes=attributes(wrapper.get("attributes")),
    )


def password_input(o: Options) -> c.PasswordInput:
    keys = {
        "showPasswordText": "show-password",
        "hidePasswordText": "hide-password",
        "showPasswordAriaLabelText": "show-password-aria-label",
        "hidePasswordAriaLabelText": "hide-password-aria-label",
        "passwordShownAnnouncementText": "password-shown-announcement",
        "passwordHiddenAnnouncementText": "password-hidden-announcement",
    }
    return c.PasswordInput(
        **labelled(o),
        value=o.get("value"),
        autocomplete=o.get("autocomplete", "current-password"),
        button_classes=(o.get("button") or {}).get("classes", ""),
        wording=wording(o, keys),
    )


def textarea(o: Options) -> c.Textarea:
    return c.Textarea(
        **labelled(o),
        value=o.get("value", ""),
        rows=o.get("rows") or 5,
        spellcheck=o.get("spellcheck"),
        autocomplete=o.get("autocomplete", ""),
    )


def character_count(o: Options) -> c.CharacterCount:
    keys = {
        "charactersUnderLimitText": "characters-under-limit",
        "charactersAtLimitText": "characters-at-limit",
        "charactersOverLimitText": "characters-over-limit",
        "wordsUnderLimitText": "words-under-limit",
        "wordsAtLimitText": "words-at-limit",
        "wordsOverLimitText": "words-over-limit",
    }
    return c.CharacterCount(
        **labelled(o),
        value=o.get("value", ""),
        rows=o.get("rows") or 5,
        max_length=o.get("maxlength"),
        threshold=o.get("threshold"),
        counts=o.get("countType", ""),
        description=o.get("textareaDescriptionText", ""),
        message_classes=(o.get("countMessage") or {}).get("classes", ""),
        spellcheck=o.get("spellcheck"),
        wording=wording(o, keys),
    )


def select(o: Options) -> c.Select:
    return c.Select(
        **labelled(o),
        options=tuple(_option(each) for each in o.get("items") or () if each),
        value=str(o.get("value") or ""),
    )


def _option(o: Options) -> c.Option:
    value = o.get("value")
    return c.Option(
        str(o.get("text", "")),
        None if value is None else str(_attribute(value)),
        selected=o.get("selected"),
        disabled=o.get("disabled", False),
        attributes=attributes(o.get("attributes")),
    )


def file_upload(o: Options) -> c.FileUpload:
    keys = {
        "chooseFilesButtonText": "choose-files-button",
        "noFileChosenText": "no-file-chosen",
        "multipleFilesChosenText": "multiple-files-chosen",
        "dropInstructionText": "drop-instruction",
        "enteredDropZoneText": "entered-drop-zone",
        "leftDropZoneText": "left-drop-zone",
    }
    return c.FileUpload(
        **labelled(o),
        multiple=o.get("multiple", False),
        enhanced=o.get("javascript", False),
        wrapper_classes=o.get("wrapperClasses", ""),
        wrapper_attributes=attributes(o.get("wrapperAttributes")),
        wording=wording(o, keys),
    )


def grouped(o: Options) -> Options:
    given = o.get("fieldset")
    return {**field(o), "legend": None if given is None else fieldset(given)}


def choices(o: Options) -> tuple[c.Choice | c.Divider, ...]:
    return tuple(_choice(each) for each in o["items"] if each)


def _choice(o: Options) -> c.Choice | c.Divider:
    if o.get("divider"):
        return c.Divider(o["divider"])
    own_label = o.get("label") or {}
    reveals = o.get("conditional") or {}
    return c.Choice(
        str(o.get("value", "")),
        words(o),
        hint=hint(o["hint"]) if o.get("hint") else "",
        checked=o.get("checked"),
        disabled=o.get("disabled", False),
        reveals=SafeString(reveals.get("html") or ""),
        element_id=o.get("id", ""),
        name=o.get("name", ""),
        behaviour=o.get("behaviour", ""),
        attributes=attributes(o.get("attributes")),
        label_classes=own_label.get("classes", ""),
        label_attributes=attributes(own_label.get("attributes")),
    )


def radios(o: Options) -> c.Radios:
    return c.Radios(**grouped(o), choices=choices(o), value=o.get("value"))


def checkboxes(o: Options) -> c.Checkboxes:
    values = tuple(str(each) for each in o.get("values") or ())
    return c.Checkboxes(**grouped(o), choices=choices(o), values=values)


def date_input(o: Options) -> c.DateInput:
    prefix = o.get("namePrefix", "")
    named = {name: {"name": name, **(o.get(name) or {})} for name in ("day", "month", "year")}
    given = o.get("items") or [each for name, each in named.items() if o.get(name) is not False]
    parts = tuple(_date_part(each, prefix, o) for each in given if each)
    year = named["year"]["name"]
    return c.DateInput(
        **grouped({**o, "name": o["id"]}), name_prefix=prefix, parts=parts, year_name=year
    )


def _date_part(o: Options, prefix: str, whole: Options) -> c.DatePart:
    key = f"{prefix}-{o['name']}" if prefix else o["name"]
    values = whole.get("values") or {}
    fallback = (whole.get(o["name"]) or {}).get("value", values.get(key))
    value = o.get("value", fallback)
    return c.DatePart(
        o["name"],
        value=None if value is None else str(value),
        label=o.get("label", ""),
        element_id=o.get("id", ""),
        error=o.get("error"),
        classes=o.get("classes", ""),
        pattern=o.get("pattern"),
        inputmode=o.get("inputmode") or "numeric",
        autocomplete=o.get("autocomplete"),
        attributes=attributes(o.get("attributes")),
    )


OURS: dict[str, Callable[[Options], c.Component]] = {
    "accordion": accordion,
    "back-link": back_link,
    "breadcrumbs": breadcrumbs,
    "button": button,
    "character-count": character_count,
    "checkboxes": checkboxes,
    "date-input": date_input,
    "details": details,
    "error-message": error_message,
    "error-summary": error_summary,
    "fieldset": fieldset,
    "file-upload": file_upload,
    "footer": footer,
    "generic-header": generic_header,
    "hint": hint,
    "input": text_input,
    "inset-text": inset_text,
    "label": label,
    "notification-banner": notification_banner,
    "pagination": pagination,
    "panel": panel,
    "password-input": password_input,
    "phase-banner": phase_banner,
    "radios": radios,
    "select": select,
    "service-navigation": service_navigation,
    "skip-link": skip_link,
    "summary-list": summary_list,
    "table": table,
    "tabs": tabs,
    "tag": tag,
    "task-list": task_list,
    "textarea": textarea,
    "warning-text": warning_text,
}
