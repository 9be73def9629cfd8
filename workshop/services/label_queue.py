"""The queue of labels within a transaction: what is put in, what comes next, what an undo keeps from being printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workshop.domain import events as happened
from workshop.domain.entries import Recorded
from workshop.domain.gestures import ARRIVALS
from workshop.domain.label_queue import LabelRow, job_of, row_code, row_of
from workshop.domain.labels import LabelKind
from workshop.domain.printing import JobState, LabelJob, PrinterTrouble
from workshop.domain.stickers import CheckState, StickerCheck
from workshop.services.ports import Look, Work

# What may still be kept from coming out.
PENDING = (JobState.WAITING, JobState.FAILED)
_MADE_FOR = {  # what is undone, and the label that was made for it; None: every label of the object
    **dict.fromkeys(ARRIVALS),
    happened.MachineReady: LabelKind.EXIT,
    happened.BoxOpened: LabelKind.BOX,
    happened.PlaceMade: LabelKind.PLACE,
    happened.LotOpened: LabelKind.LOT,
    happened.OrderOpened: LabelKind.ORDER,
}


def next_number(look: Look) -> int:
    """Return the number of the job that comes next, whatever the bench."""
    last = look.find(LabelRow, newest_first=True, limit=1)
    return int(last[0].code) + 1 if last else 1


def next_copy(look: Look, code: str, kind: str) -> int:
    """Return which copy of a label comes next; those that wait count, those that came to nothing do not."""
    printed = sum(
        isinstance(entry.event, happened.LabelPrinted) and entry.event.label == kind for entry in look.history(code)
    )
    coming = (JobState.WAITING, JobState.SENT)
    return printed + 1 + sum(look.count(LabelRow, about=code, kind=kind, state=state) for state in coming)


def put(work: Work, job: LabelJob) -> LabelJob:
    """Write a job."""
    work.put(row_of(job))
    return job


def job_numbered(look: Look, number: int) -> LabelJob | None:
    """Return one job."""
    row = look.get(LabelRow, row_code(number)) if number > 0 else None
    return job_of(row) if row else None


def jobs_in(look: Look, bench: str, states: Sequence[JobState], limit: int = 0) -> tuple[LabelJob, ...]:
    """Return the jobs of a bench (empty: of all) that are in these states (none named: any), by number."""
    where: dict[str, Any] = {"bench": bench} if bench else {}
    if not states:
        return tuple(job_of(row) for row in look.find(LabelRow, limit=limit, **where))
    found = [job_of(row) for state in states for row in look.find(LabelRow, limit=limit, state=state, **where)]
    found.sort(key=lambda job: job.number)
    return tuple(found[:limit] if limit else found)


def came_out(work: Work, job: LabelJob) -> LabelJob:
    """Write that a label is there: the job is done, and the object's story tells it."""
    done = put(work, replace(job, state=JobState.DONE, trouble=None))
    why = job.why.value if job.why else ""
    work.append(job.code, happened.LabelPrinted(job.kind, job.copy, why, job.by_itself))
    return done


def drop(work: Work, code: str, kind: str | None = None) -> None:
    """Keep what waits for an object from ever being printed; what is being sent is not sent again either."""
    where: dict[str, Any] = {"about": code} | ({"kind": kind} if kind else {})
    for state in (*PENDING, JobState.SENT):
        for row in work.find(LabelRow, state=state, **where):
            work.put(replace(row, state=JobState.VOID))


def drop_undone(work: Work, plan: Sequence[Recorded]) -> bool:
    """Keep the labels of what was just undone from being printed; True: one of them lies about and must go.

    A label that has left for the printer cannot be called back.
    """
    lies = False
    for entry in plan:
        if type(entry.event) not in _MADE_FOR:
            continue
        kind = _MADE_FOR[type(entry.event)]
        lies |= _lies_about(work, entry, kind)
        drop(work, entry.subject, kind)
        check = work.get(StickerCheck, entry.subject) if kind is None else None
        if check is not None:
            work.put(replace(check, state=CheckState.VOID))
    return lies


def _lies_about(look: Look, entry: Recorded, kind: str | None) -> bool:
    where: dict[str, Any] = {"about": entry.subject} | ({"kind": kind} if kind else {})
    out = (job for state in (JobState.SENT, JobState.DONE) for job in look.find(LabelRow, state=state, **where))
    return any(job_of(row).made_at >= entry.at for row in out)


def is_lost_at_start(job: LabelJob) -> bool:
    """Tell whether a job was on its way when the program that sent it ended."""
    return job.state is JobState.SENT and not job.unsure


def unsure(job: LabelJob) -> LabelJob:
    """Return a job of which a person has to say whether it came out."""
    return replace(job, state=JobState.SENT, trouble=PrinterTrouble.CUT_OFF)
