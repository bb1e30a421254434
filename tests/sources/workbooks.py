"""Writes workbooks part by part, so that a test can write what no spreadsheet program would."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations(*lines: tuple[str, str, str] | tuple[str, str, str, str]) -> str:
    """Return a part of relations: identifier, kind, target and, if any, the mode."""
    written = "".join(
        f'<Relationship Id="{line[0]}" Type="{OFFICE}/{line[1]}" Target="{escape(line[2])}"'
        + (f' TargetMode="{line[3]}"/>' if len(line) == 4 else "/>")
        for line in lines
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONS}">{written}</Relationships>'


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def row(number: int, texts: Sequence[str]) -> str:
    cells = "".join(cell(f"{letter(at)}{number}", text) for at, text in enumerate(texts) if text)
    return f'<row r="{number}">{cells}</row>'


def letter(position: int) -> str:
    name = ""
    while position >= 0:
        position, rest = position // 26 - 1, position % 26
        name = chr(65 + rest) + name
    return name


def sheet(rows: str, *, after: str = "", before: str = "") -> str:
    """Return a sheet; `rows` and what stands around them are XML."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return the rows of a sheet as XML, the first of them number 1."""
    return "".join(row(number, texts) for number, texts in enumerate(rows, start=1))


def parts(sheets: Mapping[str, str], *, hidden: Sequence[str] = ()) -> dict[str, bytes]:
    """Return the parts of a workbook by name, ready to be changed before they are packed."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"'
        + (' state="hidden"/>' if name in hidden else "/>")
        for number, name in enumerate(names, start=1)
    )
    pointers = [
        (f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml")
        for number in range(1, len(names) + 1)
    ]
    written = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{RELATIONS}"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relations(*pointers),
    }
    for number, name in enumerate(names, start=1):
        written[f"xl/worksheets/sheet{number}.xml"] = sheets[name]
    return {name: text.encode() for name, text in written.items()}


def packed(named: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the parts as the bytes of a zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in named.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return made.getvalue()


def workbook(rows: Iterable[Sequence[str]], *, name: str = "Sheet1") -> bytes:
    """Return a sound workbook with one sheet of texts."""
    return packed(parts({name: sheet(table(rows))}))
