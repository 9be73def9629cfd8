"""What every test is held to: nothing left running, nothing logged that nobody expected."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_IM_MODULE", "none")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell does to what it runs behind
    signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["ETABLI_PRACTICE_MIB_PER_SECOND"] = "0"  # nobody watches an exercise here
os.environ["ETABLI_SOUNDS"] = "off"  # nobody listens either
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # nobody's own keyring is ever touched


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(5)
    assert not [thread for thread in left if thread.is_alive()], "a thread was left behind"


@pytest.fixture(autouse=True)
def nothing_logged_unexpectedly(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, [record.getMessage() for record in loud]
