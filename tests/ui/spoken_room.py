"""A desktop as a screen reader finds it: a session bus, its registry, a display, the real window; prints what it hears.

Run by the system's own Python, which has the AT-SPI bindings: `python3 spoken_room.py PYTHON SETTINGS_FILE`.
"""

# ruff: noqa: T201 — what it prints is its answer
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

PATIENCE_SECONDS = 40
MOST_WIDGETS = 3000


def main() -> int:
    """Open the window, look at it, scan, look again."""
    import gi  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 — of the system's Python only

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    python, settings_file, code = sys.argv[1:4]
    heard: list[str] = []
    listener = Atspi.EventListener.new(lambda event: heard.append(str(event.any_data)))
    listener.register("object:announcement")
    environment = {**os.environ, "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    environment["QT_QPA_PLATFORM"] = "xcb"
    window = subprocess.Popen([python, "-m", "ui", "--settings", settings_file], env=environment)
    try:
        home = _until(Atspi, lambda found: any("Réglages" in one["name"] for one in found))
        subprocess.run(["xdotool", "key", "--delay", "4", *code, "Return"], check=True)
        refused = _until(Atspi, lambda found: any("Refusé" in one["name"] for one in found))
        print(json.dumps({"home": home, "refused": refused, "announced": _listened(GLib, heard)}))
    finally:
        window.terminate()
        window.wait(20)
    return 0


def _until(atspi: Any, happened: Any) -> list[dict[str, Any]]:
    end = time.monotonic() + PATIENCE_SECONDS
    found: list[dict[str, Any]] = []
    while time.monotonic() < end:
        found = list(_seen(atspi))
        if happened(found):
            return found
        time.sleep(0.3)
    print(json.dumps(found), file=sys.stderr)
    raise TimeoutError


def _listened(glib: Any, heard: list[str]) -> list[str]:
    """Return what the window announced by itself."""
    end, loop = time.monotonic() + 5, glib.MainContext.default()
    while not heard and time.monotonic() < end:
        loop.iteration(False)  # noqa: FBT003 — GLib's own
        time.sleep(0.02)
    return heard


def _seen(atspi: Any) -> Iterator[dict[str, Any]]:
    """Yield what is on the screen: name, role, states, what it does."""
    desktop = atspi.get_desktop(0)
    waiting = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
    number = 0
    while waiting and number < MOST_WIDGETS:
        number += 1
        widget = waiting.pop(0)
        if widget is None:
            continue
        states = widget.get_state_set()
        if widget.get_role() != atspi.Role.APPLICATION and not states.contains(atspi.StateType.SHOWING):
            continue
        yield {
            "name": widget.get_name(),
            "role": widget.get_role_name(),
            "description": widget.get_description(),
            "focusable": bool(states.contains(atspi.StateType.FOCUSABLE)),
            "checked": bool(states.contains(atspi.StateType.CHECKED)),
        }
        waiting.extend(widget.get_child_at_index(place) for place in range(min(widget.get_child_count(), 200)))


if __name__ == "__main__":
    sys.exit(main())
