"""Core calls off the GUI thread: one worker for the memory, in order, and a small pool for slow machines and papers.

Results and errors come back on the GUI thread, to bound methods of QObjects; those that are gone by then hear nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

R = TypeVar("R")
Done = Callable[[R], None]
Failed = Callable[[Exception], None]
AT_ONCE = 2


@dataclass(frozen=True)
class _Ended:
    """How a job ended, and who waits for it."""

    result: Any
    error: Exception | None
    done: Callable[[Any], None]
    failed: Failed | None


class Background(QObject):
    """Runs jobs; `on_failure` hears the errors that nobody else waits for."""

    idle = Signal()  # nothing runs and nothing waits
    _ended = Signal(object)

    def __init__(self, on_failure: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_failure = on_failure
        self._memory = ThreadPoolExecutor(1, "memory")
        self._pool = ThreadPoolExecutor(AT_ONCE, "aside")
        self._running = 0
        self._closed = threading.Event()
        self._ended.connect(self._deliver)

    @property
    def busy(self) -> bool:
        """Whether a job runs, waits, or has a result that was not delivered yet."""
        return self._running > 0

    def run(self, job: Callable[[], R], done: Done[R], failed: Failed | None = None) -> None:
        """Run a short job on the memory's worker, after those that were given before."""
        self._submit(self._memory, job, done, failed)

    def aside(self, job: Callable[[], R], done: Done[R], failed: Failed | None = None) -> None:
        """Run a slow job (reading a machine, making a paper) beside the others."""
        self._submit(self._pool, job, done, failed)

    def close(self) -> None:
        """Finish what was given to the memory (scans are among it), forget what waits beside; deliver nothing more."""
        self._closed.set()
        self._memory.shutdown(wait=True)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, executor: Executor, job: Callable[[], R], done: Done[R], failed: Failed | None) -> None:
        if self._closed.is_set():
            return
        self._running += 1
        executor.submit(self._work, job, done, failed)

    def _work(self, job: Callable[[], Any], done: Callable[[Any], None], failed: Failed | None) -> None:
        result, error = None, None
        try:
            result = job()
        except Exception as problem:  # noqa: BLE001 — the one place where a worker's errors are caught, to be told
            error = problem
        if not self._closed.is_set():
            self._ended.emit(_Ended(result, error, done, failed))

    def _deliver(self, ended: _Ended) -> None:
        self._running -= 1
        if not self._closed.is_set():
            if ended.error is None:
                _call(ended.done, ended.result)
            else:
                _call(ended.failed or self._on_failure, ended.error)
        if self._running == 0:
            self.idle.emit()


def _call(receiver: Callable[[Any], None], value: Any) -> None:
    owner = getattr(receiver, "__self__", None)
    if not isinstance(owner, QObject) or shiboken6.isValid(owner):
        receiver(value)
