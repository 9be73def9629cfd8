"""inxi's lines: pairs of key and value in the order in which they were printed."""

from __future__ import annotations

import re

from workshop.adapters.readings.values import thousandths, whole

Lines = list[list[tuple[str, str]]]

_UNIT = re.compile(r"[\d.,]{1,18} (K|M|G|T|P)iB\b")
_POWERS = {"K": 1, "M": 2, "G": 3, "T": 4, "P": 5}


def group(section: Lines, start: str, until: tuple[str, ...] = ()) -> dict[str, str]:
    """Give what stands in a line from one key on, up to another; the first of equal keys."""
    for line in section:
        keys = [key for key, _ in line]
        if start in keys:
            at = keys.index(start)
            end = next((place for place in range(at + 1, len(keys)) if keys[place] in until), len(keys))
            return dict(reversed(line[at:end]))
    return {}


def number(text: str | None, unit: str) -> int | None:
    """Give the whole number before a unit: « 1600 MT/s »."""
    found = re.match(rf"(\d{{1,9}}) {re.escape(unit)}", text or "")
    return whole(found[1]) or None if found else None


def binary_size(text: str | None) -> int | None:
    """Give « 15.53 GiB » in bytes, as near as two decimals go."""
    found = _UNIT.match(text or "")
    count = thousandths(text)
    return count * 1024 ** _POWERS[found[1]] // 1000 if found and count else None
