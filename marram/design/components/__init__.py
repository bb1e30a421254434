"""Everything a page is made of. `/design/` shows each one; a page prints it with {{ component }}."""

from marram.design.components.base import Attributes, Component, Text
from marram.design.components.buttons import Button, ButtonGroup, Link
from marram.design.components.choices import (
    Checkboxes,
    Choice,
    DateInput,
    DatePart,
    Divider,
    Radios,
)
from marram.design.components.content import (
    Accordion,
    Details,
    InsetText,
    NotificationBanner,
    Panel,
    PhaseBanner,
    Section,
    Tab,
    Tabs,
    Tag,
    Task,
    TaskList,
    WarningText,
)
from marram.design.components.fields import (
    Affix,
    CharacterCount,
    ErrorMessage,
    ErrorSummary,
    Fieldset,
    FileUpload,
    Hint,
    Input,
    Label,
    Option,
    PasswordInput,
    Problem,
    Select,
    Textarea,
)
from marram.design.components.navigation import (
    BackLink,
    Breadcrumbs,
    Footer,
    FooterColumn,
    Header,
    PageLink,
    Pagination,
    Place,
    ServiceNavigation,
    Shell,
    SkipLink,
    Turn,
)
from marram.design.components.tables import Cell, Fact, SummaryCard, SummaryList, Table
