"""Taking checks out, to show what they are worth: without them, the same run must be called « effacé ».

Most checks are taken out of the judgement of a log that really came about. Where a check acts before anything is
written (an interlock, the namespace), the run is done once more without it, on a victim made for that purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from typing import Any

from workshop.domain import proofs
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude
from workshop.domain.wiping import Claim, Coverage, ReadBack, WipeLog

Change = Callable[[WipeLog], WipeLog]
_PROOF_DOUBTS = proofs.doubts_about


def the_tools_word(log: WipeLog) -> WipeLog:
    """Believe what the tool says of its own verification, instead of reading the medium."""
    at = log.ended_at or log.started_at
    size = log.before.size_bytes
    expected = log.read_back.expected_byte if log.read_back else 0
    believed = ReadBack(Coverage.FULL, direct=True, expected_byte=expected, bytes_read=size, differing_bytes=0,
                        unreadable_bytes=0, started_at=_last_step(log) or at, ended_at=at)  # fmt: skip
    return replace(log, read_back=believed)


def the_exit_code(log: WipeLog) -> WipeLog:
    """Believe that a command which answers 0 did its work, as scripts do."""
    steps = tuple(
        replace(step, claim=Claim.ERASED) if step.exit_code == 0 and step.claim is not Claim.LOOKED else step
        for step in log.steps
    )
    return replace(log, steps=steps)


def _last_step(log: WipeLog) -> datetime | None:
    return log.steps[-1].ended_at if log.steps else None


def deaf_to(*doubts: Doubt) -> tuple[Doubt, ...]:
    """Take rules out of the judgement."""
    return doubts


@dataclass(frozen=True, slots=True)
class Blindness:
    """The checks that are taken out of a judgement: all of them are needed for the lie, which is verified."""

    told: str
    parts: tuple[Change | Doubt, ...]

    def judges(self, log: WipeLog) -> Proof | NotProven:
        return judged_without(log, self.parts)

    def judges_with_less_taken_out(self, log: WipeLog) -> Iterator[Proof | NotProven]:
        """Judge with one of the checks back in its place, each in turn: all of them must be out for the lie."""
        for fewer in combinations(self.parts, len(self.parts) - 1):
            yield judged_without(log, fewer)


def judged_without(log: WipeLog, parts: tuple[Change | Doubt, ...]) -> Proof | NotProven:
    """Judge a log with some checks taken out, in whatever order they are given."""
    deaf = [part for part in parts if isinstance(part, Doubt)]
    for part in parts:
        if not isinstance(part, Doubt):
            log = part(log)
    with _deaf(deaf):
        return conclude(log)


@contextmanager
def _deaf(doubts: list[Doubt]) -> Iterator[None]:
    def fewer(log: WipeLog) -> tuple[Doubt, ...]:
        return tuple(doubt for doubt in _PROOF_DOUBTS(log) if doubt not in doubts)

    with put(proofs, "doubts_about", fewer):
        yield


@contextmanager
def put(owner: object, name: str, instead: Any) -> Iterator[None]:
    """Put something else in the place of one name until the end of the block."""
    before = getattr(owner, name)
    setattr(owner, name, instead)
    try:
        yield
    finally:
        setattr(owner, name, before)
