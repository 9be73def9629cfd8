"""Text of any length, kept within bounds."""

from __future__ import annotations

HEAD_BYTES = 64 * 1024
TAIL_BYTES = 192 * 1024


class Bounded:
    """The beginning and the end of a text of any length; tools say who they are first and how it went last."""

    def __init__(self, head_bytes: int = HEAD_BYTES, tail_bytes: int = TAIL_BYTES) -> None:
        self._room = (head_bytes, tail_bytes)
        self._head = bytearray()
        self._tail = bytearray()
        self._left_out = 0

    def add(self, piece: bytes) -> None:
        head, tail = self._room
        room = head - len(self._head)
        self._head += piece[:room] if room > 0 else b""
        self._tail += piece[max(0, room) :]
        self._left_out += max(0, len(self._tail) - tail)
        del self._tail[:-tail]

    def text(self) -> str:
        gap = f"\n[… {self._left_out} bytes left out …]\n".encode() if self._left_out else b""
        return (bytes(self._head) + gap + bytes(self._tail)).decode("utf-8", "replace")
