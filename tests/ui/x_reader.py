"""A reader as the X server sees one: key codes of its own layout through XTEST, whatever the computer's layout is.

(`xdotool type` looks the layout up and types what one wants to read: it proves nothing.)
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.domain.typing_reader import strokes
from workshop.domain.layouts import US, Layout

X11_OFFSET, SHIFT, CAPS_LOCK, ENTER = 8, 42, 58, 28
NEEDED = ("Xvfb", "setxkbmap")


def is_possible() -> bool:
    return all(shutil.which(tool) for tool in NEEDED)


class XReader:
    """Scans into whatever has the focus on one display; `layout` is what this reader believes the computer has."""

    def __init__(self, display: str, layout: Layout = US) -> None:
        self.layout = layout
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self._x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._display = self._x.XOpenDisplay(display.encode())
        assert self._display

    def scan(self, text: str) -> None:
        """Send a burst and its Enter, as fast as the server takes it."""
        for code, shift in strokes(text, self.layout):
            self._stroke(code, shift=shift)
        self._stroke(ENTER, shift=False)

    def press_caps_lock(self) -> None:
        self._stroke(CAPS_LOCK, shift=False)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def _stroke(self, key: int, *, shift: bool) -> None:
        if shift:
            self._send(SHIFT, down=True)
        self._send(key, down=True)
        self._send(key, down=False)
        if shift:
            self._send(SHIFT, down=False)
        self._x.XSync(self._display, 0)

    def _send(self, key: int, *, down: bool) -> None:
        self._test.XTestFakeKeyEvent(self._display, key + X11_OFFSET, int(down), 0)


@contextmanager
def a_display(layout: str, variant: str = "") -> Iterator[str]:
    """Start an X server of our own with a keyboard layout; without -noreset it would forget the layout."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-noreset", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        chosen = [layout, *(("-variant", variant) if variant else ())]
        subprocess.run(["setxkbmap", "-display", display, *chosen], check=True, stderr=subprocess.DEVNULL)
        yield display
    finally:
        server.terminate()
        server.wait(20)
