"""Run the fault campaign and print its table: `python -m tests.campaign [CASE …]`; 1 where anything is wrong."""

from __future__ import annotations

import sys

from tests.campaign.campaign import CASES, lacking, play, wanted
from tests.campaign.table import table


def main(names: list[str]) -> int:
    cases = [case for case in CASES if case.name in names] if names else wanted()
    rows, skipped = [], 0
    for case in cases:
        missing = lacking(case)
        if missing:
            skipped += 1
            sys.stderr.write(f"{case.name}: {missing}\n")
        else:
            rows.append(play(case))
    sys.stdout.write("\n".join(table(rows)) + "\n")
    right = all(row.as_expected and not row.lies and row.without in {"", "effacé"} for row in rows)
    return 0 if right and not skipped else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
