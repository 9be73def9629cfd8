"""The campaign as a table: one line a case, and the sum that counts."""

from __future__ import annotations

from collections.abc import Sequence

from tests.campaign.case import Row
from tests.campaign.stand import Expected

HEADINGS = ("case", "fault", "expected", "got", "outside", "lies", "check taken out", "then", "the lie", "s")
LIMITS = (
    "a drive that answers zeros and keeps the data, or answers from its own cache: only a laboratory can tell",
    "a sampled reading may miss a few sectors: the proof says « sampled »",
    "a clock that was wrong all the time, from before the start: only differences show",
    "who is root may write a whole log anew, hashes included, or write to the drive afterwards",
    "a pattern that a firmware left is any that repeats within 512 bytes, unless the medium began with it before",
)


def table(rows: Sequence[Row]) -> list[str]:
    """Return the lines of the table; columns are as wide as what stands in them."""
    cells = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return [*lines, "", _sum(rows), "Not detectable, and therefore not claimed:", *(f"  * {limit}" for limit in LIMITS)]


def told(expected: Expected) -> str:
    """Write what came out in the words of the code."""
    if isinstance(expected, frozenset):
        return " ".join(sorted(expected))
    if isinstance(expected, tuple):
        return " ".join(("PROVEN", *expected))
    return f"REFUSED {expected.value}"


def _cells(row: Row) -> tuple[str, ...]:
    case = row.case
    got = "as expected" if row.as_expected else f"{told(row.got)} {row.odd}".strip()
    taken = case.blindness.told if case.blindness else "(control)"
    return (
        case.name, case.fault, told(case.expected), got, row.outside, str(row.lies),
        taken, row.without, case.lie, f"{row.seconds:.1f}",
    )  # fmt: skip


def _sum(rows: Sequence[Row]) -> str:
    lies = sum(row.lies for row in rows)
    blind = sum(row.without == "effacé" for row in rows)
    controls = sum(row.case.blindness is None for row in rows)
    seconds = sum(row.seconds for row in rows)
    return (
        f"{len(rows)} cases, {lies} lies; {blind} of {len(rows) - controls} become a lie without their check; "
        f"{controls} controls; {seconds:.0f} s"
    )
