from __future__ import annotations

import pytest

from tests.campaign.campaign import ROWS
from tests.campaign.table import table


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    rows = sorted(ROWS, key=lambda row: row.case.name)
    if rows:
        terminalreporter.section("fault campaign")
        for line in table(rows):
            terminalreporter.write_line(line)
