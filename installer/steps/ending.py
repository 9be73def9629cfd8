"""Every way a set-up can end, each with a sentence and an exit code: the reader never meets a traceback."""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from collections.abc import Callable

from .sentences import DISK_FULL, INTERRUPTED, NOT_ALLOWED, STOPPED, SYSTEM_ERROR, UNEXPECTED, Sentence
from .setup import Setup, Stopped

INTERRUPTED_CODE = 130
_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def carry_out(work: Callable[[Setup], int], steps: int) -> int:
    """Do the work of one command and return the exit code of the process."""
    _speak_in_any_locale()
    setup = Setup.begin(steps)
    try:
        return work(setup)
    except Stopped as ending:
        setup.narrator.fail(ending.sentence)
        return ending.exit_code
    except KeyboardInterrupt:
        setup.narrator.fail(INTERRUPTED, STOPPED)
        return INTERRUPTED_CODE
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 — until the interpreter ends
        return 1
    except OSError as error:
        setup.logbook.write(traceback.format_exc())
        setup.narrator.fail(told(error, setup))
        return 1
    except Exception:  # noqa: BLE001 — the last resort of a program that must not show a traceback
        setup.logbook.write(traceback.format_exc())
        setup.narrator.fail(UNEXPECTED.with_facts(log=setup.logbook.path))
        return 1
    finally:
        setup.logbook.close()


def told(error: OSError, setup: Setup) -> Sentence:
    """Return the sentence for an operation that the system refused."""
    if error.errno in _FULL:
        return DISK_FULL.with_facts(folder=setup.checkout)
    if error.errno in _REFUSED:
        return NOT_ALLOWED.with_facts(folder=error.filename or setup.checkout)
    return SYSTEM_ERROR.with_facts(reason=error.strerror or error, log=setup.logbook.path)


def _speak_in_any_locale() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
