"""Runs the probe from the stick that this folder is on, with nothing but Python: `python3 etabli-probe/probe.py`.

`make.py` puts it there. Also read by old Pythons: nothing newer than 3.6 may be written here.
"""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIBRARIES = str(HERE / "libraries")

sys.dont_write_bytecode = True  # the stick stays as the bench has made it
sys.path.insert(0, str(HERE))

from steps.python_version import refuse_old_python  # noqa: E402 — found on the stick only

refuse_old_python()  # before any line that an old Python could not read

from steps.language import chosen_language  # noqa: E402 — see above
from steps.sentences import PROBE_WITHOUT_PSUTIL  # noqa: E402


def psutil_is_there() -> bool:
    """Use the stick's psutil; where it was made for another kind of computer, the one of this computer."""
    for places in ([LIBRARIES, *sys.path], list(sys.path)):
        before, sys.path[:] = list(sys.path), places
        try:
            importlib.import_module("psutil")
        except ImportError:
            sys.path[:] = before
            for name in [name for name in sys.modules if name.partition(".")[0] == "psutil"]:
                del sys.modules[name]
        else:
            return True
    return False


def main() -> int:
    """Return the exit code: 0 written, 1 not written, 2 wrong use."""
    if not psutil_is_there():
        print(PROBE_WITHOUT_PSUTIL.spoken(chosen_language()), file=sys.stderr)
        return 1
    from workshop.cli import probe  # noqa: PLC0415 — an old Python has been refused, and psutil is there

    arguments = sys.argv[1:]
    elsewhere = any(word.startswith(("--out", "--stick")) for word in arguments)
    return probe.run_alone(arguments if elsewhere else ["--stick", str(HERE.parent), *arguments])


if __name__ == "__main__":
    sys.exit(main())
