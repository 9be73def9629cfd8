"""Workbooks written by hand, sound and hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def sheet(*rows: str) -> str:
    numbered = (f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(numbered)}</sheetData></worksheet>'


def inline(*cells: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in cells)


def parts(sheets: Sequence[tuple[str, str]], texts: Sequence[str] = (), hidden: Sequence[str] = ()) -> dict[str, str]:
    """Return the parts of a workbook with these sheets, by name and content."""
    hides = dict.fromkeys(hidden, ' state="hidden"')
    named = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{hides.get(name, "")}/>'
        for number, (name, _content) in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number, _sheet in enumerate(sheets, 1)
    )
    shared = "".join(f"<si>{text}</si>" for text in texts)
    return {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        **{f"xl/worksheets/sheet{number}.xml": content for number, (_name, content) in enumerate(sheets, 1)},
    }


def workbook(*rows: str, texts: Sequence[str] = ()) -> bytes:
    """Return a workbook of one sheet."""
    return packed(parts([("Feuille1", sheet(*rows))], texts))
