"""The head of a report: subject, day, author, wards, portfolio, decisions, references."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from marram.board.papers.days import Day, days
from marram.board.papers.names import Names
from marram.board.papers.passages import Passage
from marram.board.papers.texts import Line, Paper, Place


# What each field may be called in front of its colon; the first that fits at a place is taken.
_EXEMPT = r"(?:exempt\s*(?:/|or)\s*confidential|confidential\s*(?:/|or)\s*exempt|exempt)"
LABELS: Mapping[str, str] = {
    "to": r"report to|committee|meeting|to",
    "date": r"date of (?:meeting|decision)|meeting date|date",
    "subject": r"(?:report )?(?:subject|title)(?: of report)?",
    "author": r"report (?:of|by|from|author)|(?:lead|reporting) officer|author",
    "wards": r"wards?(?:\(s\))? affected|affected wards?|wards?(?:\(s\))?",
    "portfolio": r"(?:cabinet )?portfolios?(?: holder)?(?:\(s\))?"
    r"|(?:lead )?cabinet member|lead member",
    "key_decision": r"(?:is this a )?key decision\s*\??",
    "forward_plan": r"(?:is it )?(?:included )?(?:in )?(?:the )?forward plan\s*\??",
    "exempt": rf"(?:is (?:the|this) report )?{_EXEMPT}(?: report| information)?\s*\??",
}
ANY_LABEL = re.compile(
    r"(?i)(?<![\w-])(?:"
    + "|".join(
        f"(?P<{name}>{pattern.replace(' ', chr(92) + 's+')})" for name, pattern in LABELS.items()
    )
    + r")\s*:"
)
# The first word of any label.
OPENS = re.compile(r"(?i)^(?:report|committee|meeting|subject|title|date|to)\b")
CLOSES = re.compile(
    r"(?i)^(?:\d{1,2}\.?\s+)?"
    r"(?:(?:executive )?summary|purpose(?: of (?:the )?report)?|recommendations?(?:\(s\))?"
    r"|introduction|background|what is the report about|reasons? for)\b[^:]{0,25}:?"
)
YES_OR_NO = {"y": "Yes", "yes": "Yes", "n": "No", "no": "No", "n/a": "N/A", "not applicable": "N/A"}
FLAGS = ("key_decision", "forward_plan", "exempt")
# A head is a table of a few cells on the first page.
HEAD_LINES = 45
ENOUGH_LABELS = 4
LONGEST_VALUE = 300

IN_BRACKETS = re.compile(
    r"(?i)\(\s*(?:ref(?:erence)?[:.]?\s*)?((?:[A-Z]{1,3}[.\s/–—-]{0,3})?\d{3,6}(?:\s?/\s?\d{2,4})?)\.?\s*\)"
)
FINANCE = re.compile(r"(?i)financ\w*|corporate resources|treasurer|section 151|s\.?151")
LEGAL = re.compile(r"(?i)legal|solicitor|monitoring officer|law\b")
CONSULTED = re.compile(
    r"(?i)^\(?a\)?\s+internal consultations?|^internal consultations?|^consultation\w*\b"
)
AFTER_CONSULTED = re.compile(
    r"(?i)^\(?b\)?\s+external consultations?|^implementation date|^contact officer|^appendi"
)
CLIMATE = re.compile(r"(?i)\bclimate (?:emergency )?(?:change )?implications?\b")


@dataclass(frozen=True)
class Value:
    """What stands beside a label, where, and why it may be wrong."""

    text: str
    place: Place
    doubt: str = ""


@dataclass(frozen=True)
class Head:
    """The head of one report: the lines from its first to before its summary."""

    lines: tuple[Line, ...]
    values: Mapping[str, Value]
    day: Day | None

    @property
    def to(self) -> str:
        return self.values["to"].text if "to" in self.values else ""

    @property
    def subject(self) -> str:
        return self.values["subject"].text if "subject" in self.values else ""


def heads(paper: Paper) -> tuple[Head, ...]:
    """Return the heads of the reports of a paper, in their order."""
    found: list[Head] = []
    beyond = -1
    for at, line in enumerate(paper.lines):
        if at < beyond or not OPENS.match(line.text):
            continue
        lines = _head_lines(paper.lines, at)
        head = _head(paper, lines)
        if head:
            found.append(head)
            beyond = at + len(lines)
    return tuple(found)


def fields(
    paper: Paper, head: Head, report: Sequence[Line], names: Names
) -> Iterator[tuple[str, Value]]:
    """Yield the fields of a report that are kept, by name: those of its head, its references to
    finance and legal advice, and whether it tells its implications for the climate."""
    for name in ("wards", "portfolio", *FLAGS):
        if name in head.values:
            yield name, _kept(name, head.values[name], names)
    yield from _references(paper, report)
    climate = next((line for line in report[:MOST_LINES] if CLIMATE.match(line.text)), None)
    if climate:
        yield "climate", Value("Yes", paper.place([climate]))


# The template of a report fills some five pages before its body.
MOST_LINES = 400


def _head_lines(lines: Sequence[Line], at: int) -> tuple[Line, ...]:
    window = lines[at : at + HEAD_LINES]
    end = next(
        (i for i, line in enumerate(window) if i and CLOSES.fullmatch(line.text)), len(window)
    )
    return tuple(window[:end])


def _head(paper: Paper, lines: Sequence[Line]) -> Head | None:
    passage = Passage(paper, tuple(lines))
    if not ANY_LABEL.match(passage.text):
        return None
    values = _values(passage)
    if len(values) < ENOUGH_LABELS or "subject" not in values:
        return None
    dated = values.get("date")
    named = days(dated.text) if dated else ()
    return Head(tuple(lines), _settled(values), named[0] if named else None)


def _values(passage: Passage) -> dict[str, Value]:
    text = passage.text
    labels = _labels(text)
    values: dict[str, Value] = {}
    for (name, match), beyond in zip(
        labels, [m.start() for _, m in labels[1:]] + [len(text)], strict=False
    ):
        said = text[match.end() : beyond].strip(" ;")[:LONGEST_VALUE]
        values.setdefault(
            name, Value(said, passage.place(match.start(), max(match.end(), beyond - 1)))
        )
    return values


def _labels(text: str) -> list[tuple[str, re.Match[str]]]:
    """Return the labels of a head, each once: "Date:" within a value is no second label."""
    seen: set[str] = set()
    labels = []
    for match in ANY_LABEL.finditer(text):
        name = match.lastgroup or ""
        if name not in seen:
            seen.add(name)
            labels.append((name, match))
    return labels


def _settled(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values with yes and no in full. Two columns may be read one after the other: then
    one cell holds the answers of both, and that is said."""
    settled = dict(values)
    for name, following in (("key_decision", "forward_plan"), ("forward_plan", "exempt")):
        first, second = values.get(name), values.get(following)
        answers = second.text.split() if second else []
        if first and second and not first.text and len(answers) == 2 and all(map(_answer, answers)):
            doubt = "Two answers stand beside one question: the columns may have changed places."
            settled[name] = Value(answers[0], first.place, doubt)
            settled[following] = Value(answers[1], second.place, doubt)
    for name in FLAGS:
        if name in settled:
            settled[name] = _flag(settled[name])
    return settled


def _flag(value: Value) -> Value:
    said = value.text.strip(" .")
    answer = _answer(said) or _answer(said.split()[0].strip(",.;-–") if said else "")
    doubt = value.doubt
    if said and not answer:
        doubt = doubt or "The answer is neither yes nor no."
    elif said and len(said.split()) > 6:
        doubt = doubt or "More than an answer stands here."
    return Value(answer or said, value.place, doubt)


def _answer(said: str) -> str:
    return YES_OR_NO.get(said.casefold(), "")


def _kept(name: str, value: Value, names: Names) -> Value:
    """Return a value as it is kept: members of the cabinet are counted, never named."""
    text = value.text.strip(" ;.()")
    if name == "portfolio":
        named, counted = names.without(text), names.counted(text)
        named = re.sub(
            r"(?i)^(?:cabinet member|portfolio holder)\s*(?:for)?\s*[:–—-]\s*", "", named
        )
        rest = re.sub(r"(?i)\ba named member\b[\s,;&]*(?:and\b)?", "", named).strip(" ,;–—-")
        text = rest or (
            f"{counted} cabinet members" if counted > 1 else "1 cabinet member" if counted else ""
        )
    return Value(names.without(text), value.place, value.doubt)


def _references(paper: Paper, report: Sequence[Line]) -> Iterator[tuple[str, Value]]:
    """Yield the references of finance and legal advice, from what the report says of those it
    consulted. A reference without letters belongs to the office that is named before it."""
    start = next(
        (i for i, line in enumerate(report[:MOST_LINES]) if CONSULTED.match(line.text)), None
    )
    if start is None:
        return
    end = next(
        (i for i in range(start + 1, len(report)) if AFTER_CONSULTED.match(report[i].text)),
        start + 12,
    )
    passage = Passage(paper, tuple(report[start : min(end, start + 25)]))
    seen: set[str] = set()
    for match in IN_BRACKETS.finditer(passage.text):
        name, doubt = _whose(passage.text[: match.start()], match[1])
        if name and name not in seen:
            seen.add(name)
            reference = re.sub(r"\s+", "", match[1]).replace("–", "-").upper().strip(".")
            yield name, Value(reference, passage.place(match.start(1), match.end(1)), doubt)


def _whose(before: str, reference: str) -> tuple[str, str]:
    """Return which field a reference is, from its letters or the office named last before it."""
    letters = re.match(r"[A-Za-z]*", reference.strip())[0].upper()  # type: ignore[index]
    office = _last(before)
    by_letters = {"F": "finance_ref", "L": "legal_ref"}.get(letters[:1], "")
    if by_letters:
        differs = office and office != by_letters
        return by_letters, "The letters and the office before them do not agree." if differs else ""
    return office, ""


def _last(before: str) -> str:
    finance = [match.end() for match in FINANCE.finditer(before)]
    legal = [match.end() for match in LEGAL.finditer(before)]
    if not finance and not legal:
        return ""
    return "finance_ref" if max(finance, default=-1) > max(legal, default=-1) else "legal_ref"
