"""Work that a drive does by itself: started by one command, asked after until it has ended.

Nothing interrupts such work (that is what makes it trustworthy): when we are told to stop, we stop asking and say so.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from workshop.adapters.erasers.engine import Bench
from workshop.adapters.erasers.running import Ran
from workshop.domain.wiping import Claim

ASK_SECONDS = 30.0  # for one answer; a drive that is busy erasing may be slow to say so
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.2, 30.0
_LONGER = 1.3
_UNANSWERED = 5  # in a row: then whatever the last question hears is the drive's last word
_LONGEST_SECONDS = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What one answer says: `claim` STARTED while the work goes on, NONE where nothing can be understood."""

    claim: Claim
    percent: int | None = None


Reading = Callable[[Ran], Heard]


def judged(bench: Bench, claim: Callable[[Ran], Claim]) -> Callable[[Ran], Claim]:
    """Wrap a claim: what was stopped is ABORTED, what ended badly is FAILED, only the rest is worth understanding."""

    def judge(ran: Ran) -> Claim:
        if bench.stopping.is_set():
            return Claim.ABORTED
        return claim(ran) if ran.exit_code == 0 and not ran.timed_out else Claim.FAILED

    return judge


def follow(bench: Bench, reading: Reading, tool: str, *options: str) -> bool:
    """Ask until the work has ended, then once more as a step that claims how; whether it ended well by its account."""
    pause, unanswered, limit = FIRST_PAUSE_SECONDS, 0, time.monotonic() + _LONGEST_SECONDS
    while not bench.stopping.is_set() and time.monotonic() < limit:
        heard = reading(bench.look(tool, *options, seconds=ASK_SECONDS))
        unanswered = unanswered + 1 if heard.claim is Claim.NONE else 0
        if heard.claim not in {Claim.STARTED, Claim.NONE} or unanswered >= _UNANSWERED:
            break
        if heard.percent is not None:
            bench.progress(heard.percent)
        bench.stopping.wait(pause)
        pause = min(LONGEST_PAUSE_SECONDS, pause * _LONGER)
    step, _ = bench.run(tool, *options, claim=_last_word(bench, reading), seconds=ASK_SECONDS)
    if step.claim is Claim.ERASED:
        bench.progress(100)
    return step.exit_code == 0 and step.claim is Claim.ERASED


def _last_word(bench: Bench, reading: Reading) -> Callable[[Ran], Claim]:
    """Return how the work ended; work that still goes on, or an answer that is none, is no claim at all."""

    def claim(ran: Ran) -> Claim:
        heard = reading(ran).claim
        return Claim.NONE if heard is Claim.STARTED else heard

    return judged(bench, claim)
