"""Start Établi: `etabli`, or `python -m ui [--machine FOLDER] [--settings FILE]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

USAGE = "etabli [--machine DOSSIER] [--settings FICHIER]"
WRONG_USE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window; the exit code is 0 done, 1 refused, 2 wrong use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not _is_usable_wheel():
        return _say(
            "Cette version de PySide6 (6.12 ou plus) s'arrête seule avec Python 3.11. "
            "Relancez l'installation, ou utilisez Python 3.12."
        )
    paths: dict[str, Path] = {}
    while given:
        option = given.pop(0)
        if option not in ("--machine", "--settings") or not given:
            return _say(USAGE)
        paths[option] = Path(given.pop(0))
    return _run(paths.get("--settings"), paths.get("--machine"))


def _run(settings_file: Path | None, recording: Path | None) -> int:
    os.environ.setdefault("QT_IM_MODULE", "none")  # or dead keys are composed before anybody sees them
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 — after the wheel was looked at

    from ui.start import Start  # noqa: PLC0415

    qt = QApplication([sys.argv[0]])
    qt.setApplicationName("Établi")
    qt.setDesktopFileName("etabli")
    start = Start(qt, settings_file, recording)
    start.show()
    qt.exec()
    return start.exit_code


def _is_usable_wheel() -> bool:
    """PySide6 6.12 loses a reference to None at every void call on Python < 3.12, and aborts after a few thousand."""
    from PySide6 import __version_info__  # noqa: PLC0415 — the first thing to look at

    return sys.version_info >= (3, 12) or tuple(__version_info__[:2]) < (6, 12)


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 — there is no window to say it in
    return WRONG_USE


if __name__ == "__main__":
    sys.exit(main())
