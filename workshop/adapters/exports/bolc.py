"""Machines as a CSV file for the BOLC import: UTF-8 with byte-order mark and semicolons, as French spreadsheets do."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from workshop.domain.bolc import COLUMNS, BolcRow
from workshop.domain.cells import neutral

BOM = "\ufeff"


def bolc_table(rows: Iterable[BolcRow]) -> bytes:
    """Return the file; no cell of it can act."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    writer.writerows([neutral(cell) for cell in row.cells()] for row in rows)
    return (BOM + text.getvalue()).encode("utf-8")
