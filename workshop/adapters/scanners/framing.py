"""Bytes of a reader to scans: up to a terminator or a silence, of a bounded length. Pure."""

from __future__ import annotations

from workshop.domain.scanning import LONGEST_SCAN

TERMINATORS = frozenset(b"\r\n\t\x03")  # CR, LF, TAB, ETX
START = b"\x02"  # STX: some readers put it before a code


class Framing:
    """Collects the bytes of one reader.

    A scan that is too long is cut just beyond the longest that can mean something, so that it is answered (« Je n'ai
    pas bien lu. ») and never kept whole; the rest of it, up to its terminator, is dropped with it.
    """

    def __init__(self) -> None:
        self._held = bytearray()

    @property
    def waiting(self) -> bool:
        """Whether the beginning of a scan is there; a silence ends it."""
        return bool(self._held)

    def feed(self, received: bytes) -> list[str]:
        """Return the scans that these bytes end; terminators one after the other end one scan."""
        ended = []
        for byte in received:
            if byte in TERMINATORS:
                ended += self.silence()
            elif len(self._held) <= LONGEST_SCAN:
                self._held.append(byte)
        return ended

    def silence(self) -> list[str]:
        """Return what was collected, as nothing more comes."""
        text = bytes(self._held).removeprefix(START).decode("utf-8", "replace")
        self._held.clear()
        return [text] if text else []
