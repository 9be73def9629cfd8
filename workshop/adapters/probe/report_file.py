"""The report file of our probe: one line that signs it, then canonical JSON, which is what is signed.

    etabli-report/1 <stick or -> <HMAC-SHA-256 in hexadecimal or ->
    {"diagnosis":{…},"id":"…","raw":[{"base64":"…","name":"…"}],"tool":"etabli-probe","tool_version":"…"}

Whoever checks it needs only the bytes after the first line feed and the secret of the stick that it names. What is in
it is read elsewhere, within limits (`imports/etabli.py`): nothing here believes the body.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from workshop.adapters.probe.files import write_durably
from workshop.domain.content import Content, canonical, to_content
from workshop.domain.diagnosis import Reading
from workshop.domain.reports import OURS, Authenticity, StickKey

TOOL = "etabli-probe"
LARGEST_RAW = 16 * 2**20  # of all raw outputs together: in base64 they take two thirds of the largest report
_NOBODY = b"-"
_HEADER = re.compile(rb"etabli-report/1 ([0-9a-f]{16}|-) ([0-9a-f]{64}|-)")
_LONGEST_HEADER = 256
_NAMES_A_STICK = re.compile(rb"etabli-report/[^ ]* ([0-9a-f]{16})(?: .*)?")

SecretOf = Callable[[str], bytes | None]  # by the id of a stick; None: none of ours


def written(reading: Reading, name: str, version: str, key: StickKey | None) -> bytes:
    """Write a report; `name` is its own (a UUID). Without a key nobody will vouch for it."""
    body = canonical(
        {
            "tool": TOOL,
            "tool_version": version,
            "id": name,
            "diagnosis": to_content(reading.diagnosis),
            "raw": list(_raw(reading)),
        }
    )
    stick = key.stick.encode("ascii") if key else _NOBODY
    signature = _signed(body, key.secret) if key else _NOBODY
    return OURS + b"1 " + stick + b" " + signature + b"\n" + body


def authenticity(content: bytes, secret_of: SecretOf) -> Authenticity:
    """Say whether a file is what our probe wrote on one of our sticks.

    A file that names one of them must hold under its secret, or somebody changed it: the signature taken away too.
    """
    header, _line_feed, body = content.partition(b"\n")
    named = _NAMES_A_STICK.fullmatch(header) if len(header) <= _LONGEST_HEADER else None
    secret = secret_of(named[1].decode("ascii")) if named else None
    if secret is None:
        return Authenticity.UNAUTHENTICATED
    signed = _HEADER.fullmatch(header)
    holds = signed is not None and hmac.compare_digest(signed[2], _signed(body, secret))
    return Authenticity.AUTHENTIC if holds else Authenticity.ALTERED


def raw_outputs(report: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return what the tools wrote, by name, of an authentic report; nothing where it cannot be read after all."""
    try:
        told = json.loads(report.partition(b"\n")[2])
        return tuple((str(item["name"]), base64.b64decode(item["base64"], validate=True)) for item in told["raw"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()


def save(path: Path, report: bytes) -> None:
    """Write a report whole, onto the medium itself, or not at all; raises MediumError."""
    write_durably(path, report, mode=0o644)  # the probe may run as root, the bench does not


def _signed(body: bytes, secret: bytes) -> bytes:
    return hmac.new(secret, body, hashlib.sha256).hexdigest().encode("ascii")


def _raw(reading: Reading) -> Iterator[Content]:
    """Keep the raw outputs, as many as there is room for."""
    left = LARGEST_RAW
    for name, content in sorted(reading.raw):
        if len(content) <= left:
            left -= len(content)
            yield {"name": name, "base64": base64.b64encode(content).decode("ascii")}
