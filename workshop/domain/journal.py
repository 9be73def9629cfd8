"""The journal as a whole: which of its events count, and whether it is what was written."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.domain import events as happened
from workshop.domain.entries import FIRST_HASH, Recorded, chain_hash


def undone_events(entries: Iterable[Recorded]) -> frozenset[int]:
    """Return the sequence numbers that were undone; an Undone may itself be undone.

    An Undone counts only on the subject of the event that it takes back: a drive's history must read the same alone and
    inside any machine.
    """
    journal = sorted(entries, key=lambda entry: -entry.seq)
    subjects = {entry.seq: entry.subject for entry in journal}
    undone: set[int] = set()
    for entry in journal:
        if not isinstance(entry.event, happened.Undone) or entry.seq in undone:
            continue
        target = entry.event.event
        if target < entry.seq and subjects.get(target) == entry.subject:
            undone.add(target)
    return frozenset(undone)


def counting(entries: Iterable[Recorded]) -> tuple[Recorded, ...]:
    """Return the events that count, as they were given: without those that were undone."""
    given = tuple(entries)
    undone = undone_events(given)
    return tuple(entry for entry in given if entry.seq not in undone)


def verify_chain(recorded: Iterable[Recorded], prev_hash: str = FIRST_HASH, after: int = 0) -> int | None:
    """Return the sequence number of the first event that does not follow from all before it, or None.

    Takes the whole journal, oldest first, or what stands after a number, whose hash is given. An event taken away or
    put in shows at the event after it; one cut off the end shows nowhere: the last hash must be known from elsewhere.
    """
    for seq, entry in enumerate(recorded, start=after + 1):
        if (entry.seq, entry.prev_hash) != (seq, prev_hash) or entry.hash != _hash(entry):
            return entry.seq
        prev_hash = entry.hash
    return None


def _hash(entry: Recorded) -> str:
    return chain_hash(entry.prev_hash, entry.seq, entry.subject, entry.event, entry.person, entry.bench, entry.at)
