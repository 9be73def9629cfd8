"""A file as tables: what it is, is seen from its content, never from its name."""

from __future__ import annotations

from workshop.adapters.asset_lists import separated, workbook
from workshop.domain.asset_lists import LARGEST_LIST, NoList, Table, WhyNoList


def read_tables(content: bytes) -> tuple[Table, ...] | NoList:
    """Return the tables that a file may be, or why it is none."""
    if len(content) > LARGEST_LIST:
        return NoList(WhyNoList.TOO_LARGE, str(len(content)))
    if not content.strip():
        return NoList(WhyNoList.NO_MACHINE)
    if content.startswith((workbook.ZIP, workbook.OLD)):
        return workbook.tables(content)
    return separated.tables(content)
