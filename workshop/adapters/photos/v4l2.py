"""One frame of a camera, asked of the Linux kernel itself (linux/videodev2.h); nothing is kept in the camera.

The sizes are those of 64-bit Linux; tests compare them with the kernel's own header where a compiler is there.
"""

from __future__ import annotations

import mmap
import os
import select
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

MJPEG, YUYV = "MJPG", "YUYV"
WIDTH, HEIGHT = 640, 480
CAPTURE, MAPPED = 1, 1  # V4L2_BUF_TYPE_VIDEO_CAPTURE, V4L2_MEMORY_MMAP
CAN_CAPTURE, CAN_STREAM, HAS_OWN = 0x1, 0x04000000, 0x80000000  # V4L2_CAP_…
BUFFERS, SETTLING_FRAMES, PATIENCE_SECONDS = 2, 6, 3.0
LARGEST_FRAME = 16 * 2**20
QUERYCAP, S_FMT, REQBUFS, QUERYBUF = 0x80685600, 0xC0D05605, 0xC0145608, 0xC0585609
QBUF, DQBUF, STREAMON, STREAMOFF = 0xC058560F, 0xC0585611, 0x40045612, 0x40045613
CAPABILITY = struct.Struct("=16s32s32sIII12x")
FORMAT = struct.Struct("=I4xII4sIII176x")
REQUEST = struct.Struct("=IIIII")
BUFFER = struct.Struct("=IIIII4x16x16xII8sIIi4x")


@dataclass(frozen=True, slots=True)
class Frame:
    """The points of one picture as the camera gave them; `pixel_format` is its four-letter code."""

    width: int
    height: int
    pixel_format: str
    content: bytes


class Device(Protocol):
    """An open camera."""

    def ask(self, request: int, argument: bytearray) -> None:
        """Do one ioctl; the kernel writes into the argument. Raises OSError."""
        ...

    def mapped(self, length: int, offset: int) -> bytes:
        """Return what lies in one of its buffers."""
        ...

    def waits(self, seconds: float) -> bool:
        """Wait for a frame; False where none comes in time."""
        ...

    def close(self) -> None: ...


def grab(node: str) -> Frame | None:
    """Return one frame of a camera; None where the node gives none."""
    if sys.platform != "linux" or struct.calcsize("P") != 8:  # noqa: PLR2004 — 64-bit
        return None
    try:
        device = _Open(node)
    except OSError:
        return None
    try:
        return frame_of(device)
    except (OSError, struct.error, ValueError):
        return None
    finally:
        device.close()


def frame_of(device: Device) -> Frame | None:
    """Take one frame: the last of a few, for the first ones are dark."""
    capability = bytearray(CAPABILITY.size)
    device.ask(QUERYCAP, capability)
    *_names, _version, whole, own = CAPABILITY.unpack(capability)
    can = own if whole & HAS_OWN else whole
    if not (can & CAN_CAPTURE and can & CAN_STREAM):
        return None
    width, height, pixel_format = _format(device)
    buffers = _buffers(device)
    if pixel_format not in (MJPEG, YUYV) or not buffers:
        return None
    kind = bytearray(struct.pack("=i", CAPTURE))
    device.ask(STREAMON, kind)
    try:
        content = _streamed(device, buffers)
    finally:
        with suppress(OSError):
            device.ask(STREAMOFF, kind)
    return Frame(width, height, pixel_format, content) if content else None


def _format(device: Device) -> tuple[int, int, str]:
    """Ask for small pictures; the camera says which ones it gives."""
    asked = bytearray(FORMAT.pack(CAPTURE, WIDTH, HEIGHT, MJPEG.encode(), 1, 0, 0))
    device.ask(S_FMT, asked)
    _kind, width, height, code, *_rest = FORMAT.unpack(asked)
    return width, height, code.decode("ascii", "replace")


def _buffers(device: Device) -> list[tuple[int, int]]:
    """Have the kernel make buffers; return how long each is, and where it starts."""
    request = bytearray(REQUEST.pack(BUFFERS, CAPTURE, MAPPED, 0, 0))
    device.ask(REQBUFS, request)
    found = []
    for index in range(min(REQUEST.unpack(request)[0], BUFFERS)):
        buffer = _buffer(index)
        device.ask(QUERYBUF, buffer)
        *_head, where, length, _reserved, _request = BUFFER.unpack(buffer)
        if not 0 < length <= LARGEST_FRAME:
            return []
        found.append((length, struct.unpack_from("=I", where)[0]))
        device.ask(QBUF, _buffer(index))
    return found


def _streamed(device: Device, buffers: list[tuple[int, int]]) -> bytes:
    content = b""
    for _frame in range(SETTLING_FRAMES):
        if not device.waits(PATIENCE_SECONDS):
            break
        buffer = _buffer(0)
        device.ask(DQBUF, buffer)
        index, _kind, used, *_rest = BUFFER.unpack(buffer)
        if index >= len(buffers):
            break
        length, offset = buffers[index]
        content = device.mapped(length, offset)[: min(used, length)]
        device.ask(QBUF, _buffer(index))
    return content


def _buffer(index: int) -> bytearray:
    return bytearray(BUFFER.pack(index, CAPTURE, 0, 0, 0, 0, MAPPED, bytes(8), 0, 0, 0))


class _Open:
    """A camera of this machine."""

    def __init__(self, node: str) -> None:
        self._handle = os.open(node, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)

    def ask(self, request: int, argument: bytearray) -> None:
        import fcntl  # noqa: PLC0415 — not on Windows

        fcntl.ioctl(self._handle, request, argument, True)  # noqa: FBT003 — the kernel writes into it

    def mapped(self, length: int, offset: int) -> bytes:
        with mmap.mmap(self._handle, length, offset=offset) as buffer:
            return buffer[:]

    def waits(self, seconds: float) -> bool:
        return bool(select.select((self._handle,), (), (), seconds)[0])

    def close(self) -> None:
        os.close(self._handle)
