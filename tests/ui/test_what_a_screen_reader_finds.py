"""The real window on a real accessibility bus (AT-SPI), as a screen reader on a Linux bench finds it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ui.x_reader import a_display
from workshop.domain.codes import make

ROOT = Path(__file__).resolve().parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
ROOM = Path(__file__).with_name("spoken_room.py")
REGISTRY = ("/usr/libexec/at-spi2-registryd", "/usr/lib/at-spi2-core/at-spi2-registryd")
TOOLS = ("Xvfb", "setxkbmap", "xdotool", "dbus-run-session")
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def what_is_missing() -> str:
    """Say what stands in the way, empty where nothing does."""
    for tool in TOOLS:
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    if not any(Path(path).exists() for path in REGISTRY):
        return "at-spi2-core is not installed"
    if not Path(SYSTEM_PYTHON).exists():
        return "the system has no Python of its own"
    if subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], capture_output=True, check=False).returncode:
        return "the system's Python has no AT-SPI bindings (python3-gi, gir1.2-atspi-2.0)"
    return ""


def looked_at(settings_file: Path, home: Path, code: str) -> dict[str, Any]:
    """Open the window on a display and a bus of its own; return what was there at first, and after a scan."""
    home.mkdir()
    with a_display("us") as display:
        environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
            "DISPLAY": display,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PYTHONUTF8": "1",
            "ETABLI_SOUNDS": "off",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        run = ["dbus-run-session", "--", SYSTEM_PYTHON, str(ROOM), sys.executable, str(settings_file), code]
        done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is what Linux desktops speak")
def test_home_and_the_answer_to_a_scan_are_found_on_the_accessibility_bus(sample_shop: Path, tmp_path: Path) -> None:
    if why := what_is_missing():
        pytest.skip(why)
    found = looked_at(sample_shop, tmp_path / "home", make(26, 7, 41).text)
    buttons = {one["name"]: one for one in found["home"] if one["role"] == "push button"}
    assert {"Entrée", "Poste", "Effacer", "Ranger", "Livraison", "Réglages", "Documents"} <= set(buttons)
    assert buttons["Entrée"]["description"].endswith("F5")
    assert all(button["focusable"] for button in buttons.values())
    assert all(one["name"] for one in found["home"] if one["focusable"] and one["role"] != "filler"), found["home"]
    texts = " ".join(one["name"] for one in found["refused"] if one["role"] == "label")
    assert "Refusé" in texts
    assert "n’existe pas ici" in texts
    assert any("Refusé" in words for words in found["announced"]), found["announced"]
