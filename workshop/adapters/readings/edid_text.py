"""EDIDs written as text: `edid-decode`, `xrandr --verbose`, `hexdump -C`, C arrays, or bare lines of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.adapters.readings import edid
from workshop.adapters.readings.values import lines
from workshop.domain.diagnosis import Display

_HEADER = bytes.fromhex("00ffffffffffff00")
_RUN = re.compile(r"(?:[0-9a-fA-F]{2}){8,256}")
_PAIRS = re.compile(r"(?:(?:0x)?[0-9a-fA-F]{2}[ ,\t]{1,4}){7,255}(?:0x)?[0-9a-fA-F]{2},?")
_OFFSET = re.compile(r"(?:0x)?[0-9a-fA-F]{3,8}[:|]?\s{1,4}|[0-9a-fA-F]{2}[:|]\s{1,4}")
_PRINTED = re.compile(r"\s{1,4}[|>].*|(?<=[0-9a-fA-F]{2}) {2,3}\S.{0,16}$")  # the letters behind a dump's digits
_CONNECTOR = re.compile(r"([A-Za-z]{2,12}-?[A-Za-z0-9-]{0,12}) (?:dis)?connected\b.*")
_BUILT_IN = ("eDP", "LVDS", "DSI")
_MOST_SCREENS = 32
_BLOCK = 128
_LONGEST_DUMP = 256 * _BLOCK


def contents(text: str) -> tuple[bytes, ...]:
    """Give the bytes of each EDID in the text, once: edid-decode shows what it was given, and its blocks again."""
    return tuple(content for _, content in _screens(text))


def read(text: str) -> tuple[Display, ...]:
    """Read the screens; where xrandr names the connector, it says whether a screen is built in."""
    told = (
        edid.read(content, built_in=connector.startswith(_BUILT_IN) if connector else None)
        for connector, content in _screens(text)
    )
    return tuple(display for display in told if display is not None)


def _screens(text: str) -> list[tuple[str, bytes]]:
    found: dict[tuple[str, bytes], bytes] = {}
    for connector, content in _dumps(text):
        key = connector, content[:_BLOCK]
        found[key] = max(found.get(key, b""), content, key=len)
        if len(found) >= _MOST_SCREENS:
            break
    return [(connector, content) for (connector, _), content in found.items()]


def _dumps(text: str) -> Iterator[tuple[str, bytes]]:
    """Join the lines that follow one another; an EDID begins at its header and goes on to the blocks it announces."""
    connector, found = "", bytearray()
    for line in (*lines(text), "."):
        digits = _digits(line)
        if (digits and digits.startswith(_HEADER)) or (line.strip() and not digits):
            yield from _cut(connector, bytes(found))
            found = bytearray()
        if digits:
            found += digits[: _LONGEST_DUMP - len(found)]
        elif named := _CONNECTOR.fullmatch(line.strip()):
            connector = named[1]


def _cut(connector: str, found: bytes) -> Iterator[tuple[str, bytes]]:
    start = found.find(_HEADER)
    if start >= 0:
        yield connector, found[start:]


def _digits(line: str) -> bytes:
    """Give the bytes of one line of a dump; nothing where it is none."""
    kept = _PRINTED.sub("", line.strip()).rstrip("};").lstrip("{").strip()
    if not _RUN.fullmatch(kept) and not _PAIRS.fullmatch(kept):
        kept = _OFFSET.sub("", kept, count=1)
    if _RUN.fullmatch(kept):
        return bytes.fromhex(kept)
    if _PAIRS.fullmatch(kept):
        return bytes.fromhex("".join(re.findall(r"[0-9a-fA-F]{2}", kept.replace("0x", ""))))
    return b""
