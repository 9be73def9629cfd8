"""Printers without paper: what a Zebra and a Brother QL do with the bytes that reach them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

LABEL = b"^XA^FO20,20^BY2^BCN,80,N^FD260100041229^FS^XZ"
QL_LABEL = bytes(200) + b"\x1b@" + b"\x1bia\x01" + b"g\x00\x5a" + bytes(90) + b"\x1a"


class Firmware(Protocol):
    """What stands behind a wire."""

    def hear(self, data: bytes) -> bytes:
        """Take bytes, return the answer."""
        ...


@dataclass
class Zebra:
    """Speaks ZPL: `labels` holds each one that came out. `busy_for`: how many questions long a label is under way."""

    paper_out: bool = False
    paused: bool = False
    head_up: bool = False
    ribbon_out: bool = False
    hot: bool = False
    mute: bool = False
    busy_for: int = 0
    paper_ends_with_the_label: bool = False
    labels: list[bytes] = field(default_factory=list)
    kept: bytes = b""
    questions: int = 0

    def hear(self, data: bytes) -> bytes:
        self.kept += data
        answer = b""
        while question := re.search(rb"~HS", self.kept):
            before = self.kept[: question.start()]
            self.kept = before + self.kept[question.end() :]
            self._print()
            answer += self.status()
        self._print()
        return b"" if self.mute else answer

    def status(self) -> bytes:
        self.questions += 1
        left = 1 if self.labels and self.busy_for > 0 else 0
        self.busy_for -= left
        first = b"030,%d,%d,0406,%03d,0,0,0,000,0,0,%d" % (self.paper_out, self.paused, left, self.hot)
        second = b"001,0,%d,%d,1,2,4,0,%08d,1,000" % (self.head_up, self.ribbon_out, left)
        return b"".join(b"\x02" + line + b"\x03\r\n" for line in (first, second, b"1234,0"))

    def _print(self) -> None:
        while b"^XZ" in self.kept:
            label, _end, self.kept = self.kept.partition(b"^XZ")
            self.labels.append(label + b"^XZ")
            self.paper_out |= self.paper_ends_with_the_label


@dataclass
class Ql:
    """Speaks Brother raster. Errors as in its two bytes; `fails`: what it says after the label."""

    width: int = 62
    length: int = 29
    kind: int = 0x0B
    errors: tuple[int, int] = (0, 0)
    fails: tuple[int, int] = (0, 0)
    labels: list[bytes] = field(default_factory=list)
    kept: bytes = b""

    def hear(self, data: bytes) -> bytes:
        self.kept += data
        answer = b""
        while b"\x1biS" in self.kept:
            _before, _question, self.kept = self.kept.partition(b"\x1biS")
            answer += self.status(0x00, self.errors)
        if self.kept.endswith(b"\x1a"):
            self.labels.append(self.kept)
            self.kept = b""
            about = 0x02 if any(self.fails) else 0x01
            answer += self.status(0x06, (0, 0)) + self.status(about, self.fails) + self.status(0x06, (0, 0))
        return answer

    def status(self, about: int, errors: tuple[int, int]) -> bytes:
        raw = bytearray(32)
        raw[:8] = b"\x80\x20B4\x380\x00\x00"
        raw[8:12] = bytes((*errors, self.width, self.kind))
        raw[17:19] = bytes((self.length, about))
        return bytes(raw)


@dataclass
class Plain:
    """Takes everything and never answers."""

    came: bytes = b""

    def hear(self, data: bytes) -> bytes:
        self.came += data
        return b""
