"""Text with separators, as every spreadsheet and inventory writes it."""

from __future__ import annotations

import csv
import io

from workshop.domain.asset_lists import LONGEST_CELL, MOST_COLUMNS, MOST_LINES, NoList, Table, WhyNoList

SEPARATORS = (";", ",", "\t", "|")
_UTF_16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LOOKED_AT = 4096
_MANY_NULS, _FEW_NULS = 0.5, 0.05  # of every other byte: Latin letters in UTF-16 are half of them nothing
_MOST_STRANGE = 0.02  # of the signs of a text


def decoded(content: bytes) -> str | None:
    """Return the text of a file: UTF-8, UTF-16 or Windows-1252; None where it is none."""
    text = _decoded(content)
    head = text[:_LOOKED_AT]
    strange = sum(not (sign.isprintable() or sign in "\t\r\n\x0b\x0c\xa0\u202f") for sign in head)
    return None if strange > len(head) * _MOST_STRANGE else text


def _decoded(content: bytes) -> str:
    for mark, encoding in _UTF_16:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    head = content[:_LOOKED_AT]
    even, odd = (head[start::2].count(0) / max(1, len(head) // 2) for start in (0, 1))
    if max(even, odd) >= _MANY_NULS and min(even, odd) <= _FEW_NULS:
        return content.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def tables(content: bytes) -> tuple[Table, ...] | NoList:
    """Return the table once by each separator that may be meant; the caller knows which one says something."""
    text = decoded(content)
    if text is None:
        return NoList(WhyNoList.NOT_A_TABLE)
    first, _end, rest = text.partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and len(said) <= len("sep=;"):
        text, skipped = rest, 1
        separators: tuple[str, ...] = (first.strip()[4:] or "\t",)
    else:
        skipped, separators = 0, tuple(one for one in SEPARATORS if one in text) or (";",)  # one column alone
    found = [_table(text, separator, skipped) for separator in separators]
    whole = tuple(table for table in found if isinstance(table, Table))
    return whole or next(table for table in found if isinstance(table, NoList))


def _table(text: str, separator: str, skipped: int) -> Table | NoList:
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = skipped + 1
    try:
        for row in reader:
            if len(rows) == MOST_LINES:
                return NoList(WhyNoList.TOO_MANY_LINES, str(MOST_LINES))
            rows.append((line, tuple(cell[: LONGEST_CELL + 1] for cell in row[:MOST_COLUMNS])))
            line = reader.line_num + skipped + 1
    except csv.Error as problem:  # a quote that never ends
        return NoList(WhyNoList.DAMAGED, f"{reader.line_num + skipped}: {problem}")
    return Table(tuple(rows))
