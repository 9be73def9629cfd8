"""A bench's clock that somebody sets, or that a flat battery resets, while a drive is wiped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests.campaign import shims
from tests.campaign.blindness import Blindness
from tests.campaign.case import Case, doubts
from tests.campaign.stand import SIZE, Ended, MovedClock, Stand
from workshop.domain.proofs import Doubt, Reservation
from workshop.domain.wiping import WipeLog

YEARS = timedelta(days=5 * 365)
_WIPES = f"wipe {SIZE // (1024 * 1024)}; say Erased"


def _moved(by: timedelta, askings: int) -> Callable[[Stand], Ended]:
    return lambda stand: stand.wipe(
        stand.disk(), tools={"nwipe": shims.nwipe(stand.folder / "lies", _WIPES)}, clock=MovedClock(by, askings)
    )


def _uncounted(log: WipeLog) -> WipeLog:
    """Believe the clock on the wall alone."""
    return replace(log, elapsed_seconds=None)


CASES = (
    Case(
        "clock-back",
        "set back five years during the wipe",
        doubts(Doubt.CLOCK),
        _moved(-YEARS, 4),
        "a paper of five years ago",
        Blindness("the order of the moments", (Doubt.CLOCK,)),
    ),
    Case(
        "clock-back-a-little",
        "set back 90 seconds during the wipe",
        doubts(Doubt.CLOCK),
        _moved(-timedelta(seconds=90), 4),
        "a reading that ended before its wipe",
        Blindness("the order of the moments", (Doubt.CLOCK,)),
    ),
    Case(
        "clock-ahead",
        "set five years ahead during the wipe",
        (Reservation.CLOCK_MOVED,),
        _moved(YEARS, 4),
        "a paper of five years ahead, without a word",
        Blindness("our own counting of time", (_uncounted,)),
    ),
)
