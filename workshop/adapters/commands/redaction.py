"""What a recording must not carry away: addresses, names of people and hosts, keys. Every length stays as it was.

Two nets: what this machine is known to hold (its own names and addresses, wherever they stand, even inside a UUID),
and what looks like a secret anywhere (address patterns, product keys, homes, names of volumes and of wireless devices).
Serial numbers stay: they are the facts that are recorded.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress

_FIRST_PERSON_ID, _LAST_PERSON_ID = 1000, 60000  # login.defs(5): UID_MIN, UID_MAX

_HEX = rb"[0-9A-Fa-f]{2}"
_MAC = re.compile(
    rb"(?<![0-9A-Fa-f:])" + _HEX + rb"(?::" + _HEX + rb"){5}(?![0-9A-Fa-f:])"
    rb"|(?<![0-9A-Fa-f-])" + _HEX + rb"(?:-" + _HEX + rb"){5}(?![0-9A-Fa-f-])"
)
_NAMED_BY_MAC = re.compile(
    rb"(?:(?<=enx)|(?<=wlx)|(?<=wwx))[0-9a-f]{12}(?![0-9A-Za-z])"
)  # systemd.net-naming-scheme(7)
_IPV4 = re.compile(rb"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.-])")
_IPV6 = re.compile(rb"(?<![\w:.])[0-9A-Fa-f:]{3,39}(?![\w:.])")
_KEY = re.compile(rb"(?<![A-Z0-9-])[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}(?![A-Z0-9-])")
_HOME = re.compile(rb"(?<=/home/)[^/\s\"]+|(?<=/media/)[^/\s\"]+|(?<=/Users/)[^/\s\"]+")
_IN_QUOTES = rb'(?:[^"\\]|\\.)+'
_VOLUME = re.compile(
    b"|".join(
        rb'(?<="%s)%s' % (start, _IN_QUOTES)
        for start in (
            *(b'label": "', b'label":"', b'partlabel": "', b'partlabel":"'),
            *(b"/media/", b"/run/media/", b"/mnt/", b"/home/", b"/Users/"),
        )
    )
)
_MAPPED = re.compile(rb'(?<="/dev/mapper/)' + _IN_QUOTES + rb'(?=")')  # volume groups are named after their host
# « Casque de Marie »: what is linked by Bluetooth is named by its owner
_WIRELESS = re.compile(rb"^(I: Bus=0005 .*\nN: Name=)(.+)", re.MULTILINE)
_ESCAPE_OR_WORD = re.compile(rb"\\u[0-9A-Fa-f]{4}|\\.|[0-9A-Za-z\x80-\xff]")
_VERSION_LINE = re.compile(rb"version|revision|firmware|release|driver|rev\b", re.IGNORECASE)


class Redaction:
    """Blanks secrets out of bytes; `names` and `addresses` are those of the machine that is recorded."""

    def __init__(self, names: Iterable[str] = (), addresses: Iterable[str] = ()) -> None:
        spelt = {form for name in names if len(name) > 1 for form in (name, name.replace("-", "--"))}  # dmsetup(8)
        words = sorted({name.encode() for name in spelt}, key=len, reverse=True)
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
        for pattern in (_MAC, _NAMED_BY_MAC, _KEY):
            content = pattern.sub(_blank, content)
        if b"\0" in content:
            return content  # binary: the looser patterns of text prove nothing there
        content = _HOME.sub(_blank, _IPV6.sub(_blank_ipv6, content))
        content = _without_mapped(_VOLUME.sub(_blank_quoted, content))
        content = _WIRELESS.sub(lambda found: found[1] + _zeros(found[2]), content)
        return b"".join(_without_ipv4(line) for line in content.splitlines(keepends=True))


def _zeros(text: bytes) -> bytes:
    """Keep the punctuation and the length: digits and letters become zeros (a UUID stays one)."""
    return re.sub(rb"[0-9A-Za-z\x80-\xff]", b"0", text)


def _blank(found: re.Match[bytes]) -> bytes:
    return _zeros(found[0])


def _blank_quoted(found: re.Match[bytes]) -> bytes:
    """Blank what stands in a JSON string, escapes and all: half an escape would break the document."""
    return _ESCAPE_OR_WORD.sub(lambda part: b"0" * len(part[0]), found[0])


def _without_mapped(content: bytes) -> bytes:
    """Blank the names of mapped volumes, and where lsblk repeats them."""
    names = {found[0] for found in _MAPPED.finditer(content)}
    content = _MAPPED.sub(_blank_quoted, content)
    for name in names:
        content = re.sub(rb'(?<=")' + re.escape(name) + rb'(?=")', _blank_quoted, content)
    return content


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
