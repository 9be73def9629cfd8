"""What a recording must not carry away: addresses, names of people and hosts, keys. Every length stays as it was.

Two nets: what this machine is known to hold (its own names and addresses, wherever they stand, even inside a UUID),
and what looks like a secret anywhere (address patterns, product keys, homes, volume names). Serial numbers stay: they
are the facts that are recorded.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress

_FIRST_PERSON_ID, _LAST_PERSON_ID = 1000, 60000  # login.defs(5): UID_MIN, UID_MAX

_MAC = re.compile(rb"(?<![0-9A-Fa-f:-])[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:-])")
_IPV4 = re.compile(rb"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.-])")
_IPV6 = re.compile(rb"(?<![\w:.])[0-9A-Fa-f:]{3,39}(?![\w:.])")
_KEY = re.compile(rb"(?<![A-Z0-9-])[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}(?![A-Z0-9-])")
_HOME = re.compile(rb"(?<=/home/)[^/\s\"]+|(?<=/media/)[^/\s\"]+|(?<=/Users/)[^/\s\"]+")
_VOLUME = re.compile(rb'(?<="label": ")[^"]+|(?<="label":")[^"]+|(?<="partlabel": ")[^"]+|(?<="partlabel":")[^"]+')
_VERSION_LINE = re.compile(rb"version|revision|firmware|release|driver|rev\b", re.IGNORECASE)


class Redaction:
    """Blanks secrets out of bytes; `names` and `addresses` are those of the machine that is recorded."""

    def __init__(self, names: Iterable[str] = (), addresses: Iterable[str] = ()) -> None:
        words = sorted({name.encode() for name in names if len(name) > 1}, key=len, reverse=True)
        known = {form for address in addresses for form in _spellings(address) if len(form) > 5}  # noqa: PLR2004
        self._names = (
            re.compile(rb"(?<![\w-])(?:" + b"|".join(map(re.escape, words)) + rb")(?![\w-])") if words else None
        )
        self._addresses = (
            re.compile(b"|".join(map(re.escape, sorted(known, key=len, reverse=True))), re.IGNORECASE)
            if known
            else None
        )

    @classmethod
    def of_this_machine(
        cls, read: Callable[[str], bytes | None], listed: Callable[[str], tuple[str, ...]]
    ) -> Redaction:
        """Know the host, the people and the network addresses of the machine that runs this."""
        addresses = (read(path) or b"" for path in listed("/sys/class/net/*/address"))
        return cls(_names(), (text.decode("ascii", "ignore").strip() for text in addresses if text.strip(b"0:\n ")))

    def __call__(self, content: bytes) -> bytes:
        """Give the same bytes with every secret blanked."""
        for pattern in (self._names, self._addresses):
            content = pattern.sub(_blank, content) if pattern else content
        if b"\0" in content:
            return content  # binary: a pattern of text proves nothing there
        content = _IPV6.sub(_blank_ipv6, content)
        for pattern in (_MAC, _KEY, _HOME, _VOLUME):
            content = pattern.sub(_blank, content)
        return b"".join(_without_ipv4(line) for line in content.splitlines(keepends=True))


def _blank(found: re.Match[bytes]) -> bytes:
    """Keep the punctuation and the length: digits and letters become zeros (a UUID stays one)."""
    return re.sub(rb"[0-9A-Za-z\x80-\xff]", b"0", found.group())


def _blank_ipv6(found: re.Match[bytes]) -> bytes:
    """Blank what the standard library takes for an address; ::, ::1 and times are nobody's."""
    try:
        address = ipaddress.IPv6Address(found.group().decode("ascii"))
    except ValueError:
        return found.group()
    return found.group() if address.is_unspecified or address.is_loopback else _blank(found)


def _without_ipv4(line: bytes) -> bytes:
    """Leave lines that speak of versions alone: 1.24.0.3 looks like an address."""
    return line if _VERSION_LINE.search(line) else _IPV4.sub(_blank, line)


def _spellings(address: str) -> tuple[bytes, ...]:
    text = address.encode()
    return (text, text.replace(b":", b"-"), text.replace(b":", b""))


def _names() -> set[str]:
    names = {socket.gethostname(), socket.gethostname().split(".")[0]}
    names |= {os.environ.get(key, "") for key in ("SUDO_USER", "USER", "LOGNAME", "USERNAME")}
    with suppress(ImportError):
        import pwd  # noqa: PLC0415 — not on Windows

        people = (entry for entry in pwd.getpwall() if _FIRST_PERSON_ID <= entry.pw_uid < _LAST_PERSON_ID)
        for person in people:
            names |= {person.pw_name, person.pw_gecos.split(",")[0]}
    return names - {"", "root", "localhost"}
