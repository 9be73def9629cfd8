"""Bytes of a reader to scans: up to a terminator or a silence, of a bounded length. Pure."""

from __future__ import annotations

from workshop.domain.scanning import LONGEST_SCAN

TERMINATORS = frozenset(b"\r\n\t\x03")  # CR, LF, TAB, ETX
START = b"\x02"  # STX: some readers put it before a code


class Framing:
    """Collects the bytes of one reader.

    A scan that is too long is cut just beyond the longest that can mean something, so that it is answered (« Je n'ai
    pas bien lu. ») and never kept whole; the rest of it, up to its terminator, is dropped with it. A terminator alone,
    after a silence, is an empty scan and answered too: the trigger was pulled.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._ended = False

    @property
    def waiting(self) -> bool:
        """Whether the beginning of a scan is there; a silence ends it."""
        return bool(self._held)

    def feed(self, received: bytes) -> list[str]:
        """Return the scans that these bytes end; terminators one after the other end one scan."""
        ended = []
        for byte in received:
            if byte in TERMINATORS:
                ended += self._terminated()
            elif len(self._held) <= LONGEST_SCAN:
                self._held.append(byte)
        return ended

    def silence(self) -> list[str]:
        """Return what was collected, as nothing more comes."""
        self._ended = False
        return self._taken()

    def _terminated(self) -> list[str]:
        if not self._held:
            empty, self._ended = not self._ended, True
            return [""] if empty else []
        self._ended = True
        return self._taken()

    def _taken(self) -> list[str]:
        text = bytes(self._held).removeprefix(START).decode("utf-8", "replace")
        was_there = bool(self._held)
        self._held.clear()
        return [text] if was_there else []
