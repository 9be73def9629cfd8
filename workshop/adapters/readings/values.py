"""Typed picking from text that nobody vouches for: the value where it is one, else None."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from workshop.domain.diagnosis import Unread, WhyUnread

_LARGEST = 2**63 - 1  # what a database keeps
_LONGEST_TEXT = 2 * 1024 * 1024
_LARGEST_CONTENT = 8 * 1024 * 1024
_LONGEST_LINE = 1000
_MOST_LINES = 50_000
_DIGITS = re.compile(r"\d{1,19}")
_DECIMAL = re.compile(r"(\d{1,15})(?:[.,](\d{1,12}))?(?=\s|%|$)")


def lines(text: str) -> Iterator[str]:
    """Give the lines of a text; no tool writes more of them or longer ones."""
    return (line[:_LONGEST_LINE] for line in text[:_LONGEST_TEXT].splitlines()[:_MOST_LINES])


def text_of(content: bytes) -> str:
    """Decode what a tool wrote: UTF-8, or UTF-16 as Windows writes it, with its mark or (seen in the wild) without.

    What is larger than any tool writes gives nothing: half of an answer could say the opposite of the whole.
    """
    if len(content) > _LARGEST_CONTENT:
        return ""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    head = content[:400]
    if head[1::2].count(0) > len(head) // 4 and 0 not in head[::2]:
        return content.decode("utf-16-le", "replace")
    return content.decode("utf-8-sig", "replace")


def document(text: str) -> Any:
    """Parse JSON; None where it is none, including what is nested or goes on without end."""
    try:
        return json.loads(text) if len(text) <= _LONGEST_TEXT else None
    except (ValueError, RecursionError):
        return None


def table(value: Any) -> dict[str, Any]:
    """Give an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def tables(value: Any) -> list[dict[str, Any]]:
    """Give the objects of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def whole(value: Any) -> int | None:
    """Give a count or a size: a number, or digits in a text; negative and astronomic numbers are none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = int(value.strip()) if _DIGITS.fullmatch(value.strip()) and value.strip().isascii() else None
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) else None
    return value if isinstance(value, int) and 0 <= value <= _LARGEST else None


def truth(value: Any) -> bool | None:
    """Give a yes or no, also where it is written as 0, 1, "0" or "1" (lsblk of util-linux before 2.33)."""
    return {"0": False, "1": True, "False": False, "True": True}.get(str(value))


def unreadable(what: str, detail: str) -> Unread:
    """Say that a tool answered, and that its answer was not understood."""
    return Unread(what, WhyUnread.UNREADABLE, detail)


def untold(what: str, tool: str) -> Unread:
    """Say that a report does not tell of a part: its absence there proves nothing."""
    return Unread(what, WhyUnread.NOT_THERE, f"{tool} does not tell")


def thousandths(text: str | None) -> int | None:
    """Give the number at the start of a text in thousandths, with a point or a comma: « 39,264 Wh » is 39264."""
    found = _DECIMAL.match(text or "")
    if found is None:
        return None
    return whole(int(found[1]) * 1000 + int((found[2] or "0").ljust(3, "0")[:3]))
