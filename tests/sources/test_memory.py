"""However hostile a file is, reading it stays within a bounded amount of memory."""

import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.sources import organisations, workbooks


ROOT = Path(__file__).parents[2]
# An interpreter with the readers loaded takes some 60 MB; a bomb unpacked whole would take 200.
ROOM = 512 * 1024**2
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({room}, {room}))
from marram.foundation.verdicts import Refused
from marram.sources import readers
try:
    content = open(sys.argv[1], "rb").read()
    readers.read(content, outlines=content.startswith(b"{{"))
except Refused as refused:
    print(refused)
"""


def _sheet(repeated, times):
    return _repeating("xl/worksheets/sheet1.xml", workbooks.sheet(f"{HEAD}@"), repeated, times)


def _shared(repeated, times):
    text = f'<sst xmlns="{workbooks.MAIN}">@</sst>'
    return _repeating("xl/sharedStrings.xml", text, repeated, times, shared=True)


def _repeating(part, text, repeated, times, shared=False):
    """Return a workbook in which one part repeats a piece, written without holding it whole."""
    named = workbooks.parts({"S": workbooks.sheet(workbooks.table([organisations.HEADER]))})
    if shared:
        named["xl/_rels/workbook.xml.rels"] = workbooks.relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
        ).encode()
    named.pop(part, None)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in named.items():
            archive.writestr(name, content)
        start, end = text.split("@")
        with archive.open(part, "w") as stream:
            stream.write(start.encode())
            block = repeated.encode() * 10_000
            for _ in range(times // 10_000):
                stream.write(block)
            stream.write(end.encode())
    return made.getvalue()


def _amplified():
    """Return a workbook whose cells name one long text over and over: small parts, huge rows."""
    named = workbooks.parts({"S": ""})
    row = "<row>" + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    named["xl/worksheets/sheet1.xml"] = workbooks.sheet(row * 5_000).encode()
    named["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{workbooks.MAIN}"><si><t>{"é" * 32_000}</t></si></sst>'.encode()
    )
    named["xl/_rels/workbook.xml.rels"] = workbooks.relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "sharedStrings.xml"),
    ).encode()
    return workbooks.packed(named)


def _collection(features, more=b""):
    return b'{"type":"FeatureCollection","features":[' + features + b"]" + more + b"}"


HEAD = workbooks.table([organisations.HEADER])
# Small as sent, huge when believed; made when they are needed, so that none is ever kept.
BOMBS = {
    "ten million rows": lambda: _sheet(
        '<row><c t="inlineStr"><is><t>x</t></is></c></row>', 10_000_000
    ),
    "a thousand million blanks": lambda: _sheet(" " * 100, 10_000_000),
    "four million cells": lambda: _sheet("<row>" + "<c><v>1</v></c>" * 200 + "</row>", 20_000),
    "forty million empty shared texts": lambda: _shared("<si/>", 40_000_000),
    "one text named a million times": lambda: _amplified(),
    "a directory of half a million parts": lambda: b"PK\x03\x04" + b"PK\x01\x02" * 500_000,
    "nothing but separators": lambda: b"a,b\n" + b"," * (24 * 1024**2),
    "one row of millions of lines": lambda: b"a,b\n" + b'"\n",' * (5 * 1024**2),
    "nothing but cells of one letter": lambda: b"a,b\n" * (6 * 1024**2),
    "one line of twenty-four megabytes": lambda: b"a,b\n" + b"x" * (24 * 1024**2),
    "brackets without end": lambda: b'{"features":' + b"[" * (24 * 1024**2),
    "a million empty objects": lambda: _collection(b"{}," * 1_000_000 + b"{}"),
    "millions of numbers": lambda: _collection(b"1," * (8 * 1024**2) + b"1"),
    "a hundred thousand brackets deep": lambda: _collection(b"[" * 100_000 + b"]" * 100_000),
    "all that a file of outlines may hold": lambda: _collection(
        b'{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[%s[1,1]]]}}'
        % (b"[-2.123456789,53.123456789]," * 290_000),
        b',"crs":{"properties":{"name":"EPSG:27700"}}',
    ),
    "a quote that is never closed": lambda: b'a,b\n"' + b'x,""\n' * (4 * 1024**2),
}


@pytest.mark.skipif(
    not hasattr(resource, "RLIMIT_AS") or sys.platform == "darwin",
    reason="this system cannot limit the memory of a child",
)
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_hostile_file_is_refused_within_half_a_gigabyte(bomb, tmp_path):
    file = tmp_path / "hostile"
    file.write_bytes(BOMBS[bomb]())

    read = subprocess.run(
        [sys.executable, "-c", READ.format(room=ROOM), str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert read.returncode == 0, read.stderr[-2000:]
    assert read.stdout.strip().endswith((".", ")")), read.stdout
