"""Undoing: the last gesture of a person is taken back by inverse events; nothing that was written is ever erased."""

from __future__ import annotations

import json
from dataclasses import dataclass

from workshop.domain import events as happened
from workshop.domain.entries import event_content, kind_of
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.events import Event
from workshop.domain.gestures import Gesture
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.people import Actor
from workshop.domain.scanning import Answer, Said, Signal
from workshop.services import label_queue
from workshop.services.deliveries import promised_to
from workshop.services.gesture_rows import MOST_LOOKED_AT, GestureRow, Named, detail_of, named, newest, row_of
from workshop.services.lots import arrivals
from workshop.services.orders import recipient_of
from workshop.services.ports import Look, Store, Work
from workshop.services.retelling import listed_anew, take_back
from workshop.services.undo_rules import Against, Barrier, Plan, asks_for_a_pin, planned, whole

LATELY = 600  # events among which the button looks, after each gesture
AT_FIRST = 3
MOST = 50  # gestures of one person, by « ANNULER »; older ones are a manager's, in the journal
REASON = "undo-"


@dataclass(frozen=True, slots=True)
class Undo:
    """What was taken back; `seq` is the inverse event, `label_void`: a label of it lies about and must be thrown away.

    `count` and `total`: how far its lot, or its recipient, is now.
    """

    what: Event
    about: Named
    label_void: bool
    seq: int
    count: int = 0
    total: int = 0
    detail: str = ""  # the other thing that it was about: a place, a box, a donor

    @property
    def code(self) -> str:
        return self.about.code


class Undoing:
    """Takes back what was done."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last(self, actor: Actor, about: str | None = None) -> GestureRow | None:
        """Return what « ANNULER » would take back now, or why it would not; None: nothing that was done lately.

        `about`: only among what was done with this object.
        """
        with self._store.looking() as look:
            gesture = latest(look, actor, LATELY, about)
            return row_of(look, actor, gesture) if gesture else None

    def recent(self, actor: Actor, limit: int = MOST) -> tuple[GestureRow, ...]:
        """Return what a person did last at a bench, newest first, without undos."""
        with self._store.looking() as look:
            return tuple(row_of(look, actor, gesture) for gesture in _mine(look, actor, limit))

    def undo(self, actor: Actor, seq: int, *, vouched: bool = False) -> Undo:
        """Take back everything that was done at once with one event; raises RefusedError with the reason.

        `vouched`: the manager who works here has just given their PIN, which another person's gesture asks for.
        """
        with self._store.working(actor) as work:
            gesture = whole(work, seq)
            if gesture is None:
                raise UnknownCodeError(str(seq))
            return undo_in(work, actor, gesture, vouched=vouched)

    def undo_answer(self, actor: Actor, seq: int = 0, about: str | None = None, *, vouched: bool = False) -> Answer:
        """Take back one gesture (0: the last one, or the last with one object), and say so as to a scan.

        `vouched` as in `undo`. Raises UnknownCodeError.
        """
        with self._store.working(actor) as work:
            gesture = whole(work, seq) if seq else latest(work, actor, about=about)
            if seq and gesture is None:
                raise UnknownCodeError(str(seq))
            return undone_answer(work, actor, gesture, vouched=vouched)

    def asks_for_a_pin(self, actor: Actor, seq: int) -> bool:
        """Tell whether a manager's PIN is asked before one gesture is taken back; not where it cannot be at all."""
        with self._store.looking() as look:
            gesture = whole(look, seq)
            if gesture is None or isinstance(planned(look, actor, gesture), Against):
                return False
            return asks_for_a_pin(look, actor, gesture)


def latest(look: Look, actor: Actor, most: int = MOST_LOOKED_AT, about: str | None = None) -> Gesture | None:
    """Return the last gesture of a person at a bench that still counts, among the last ones.

    `about`: only among those with one object; an empty one is no object, and nothing was done with it.
    """
    few = next((one for one in _mine(look, actor, AT_FIRST, most, about) if not one.undone), None)
    return few or next((one for one in _mine(look, actor, MOST, most, about) if not one.undone), None)


def _mine(
    look: Look, actor: Actor, limit: int, most: int = MOST_LOOKED_AT, about: str | None = None
) -> tuple[Gesture, ...]:
    def is_mine(gesture: Gesture) -> bool:
        by = (gesture.lead.person, gesture.lead.bench) == (actor.person, actor.bench)
        return by and not (gesture.is_an_undo or gesture.by_itself) and _is_with(gesture, about)

    return newest(look, limit, is_mine, most=most)


def _is_with(gesture: Gesture, about: str | None) -> bool:
    return about is None or about in {entry.subject for entry in gesture.entries}


def undo_in(work: Work, actor: Actor, gesture: Gesture, *, vouched: bool = False) -> Undo:
    """Take a gesture back within a transaction; raises RefusedError with the reason, and nothing is written then."""
    plan = planned(work, actor, gesture)
    if not isinstance(plan, Against) and not vouched and asks_for_a_pin(work, actor, gesture):
        plan = Against(Barrier.VOUCHED)
    if isinstance(plan, Against):
        raise RefusedError(gesture.lead.subject, (reason_of(plan),))
    lead = gesture.lead
    about, detail = named(work, lead.subject), detail_of(work, lead.event)  # before it is nobody's
    order = work.get(MachineCard, lead.subject)
    seq = take_back(work, plan)
    listed_anew(work, plan)
    lies = label_queue.drop_undone(work, plan)
    void = lies or any(isinstance(entry.event, happened.LabelPrinted) for entry in plan)
    return Undo(lead.event, about, void, seq, *_how_far(work, lead.event, order), detail)


def undone_answer(work: Work, actor: Actor, gesture: Gesture | None, *, vouched: bool = False) -> Answer:
    """Take a gesture back and say so; what cannot be taken back says why."""
    if gesture is None:
        return Answer(Signal.ALREADY_DONE, Said.NOTHING_TO_UNDO)
    lead = gesture.lead
    try:
        done = undo_in(work, actor, gesture, vouched=vouched)
    except RefusedError as refused:
        about = named(work, lead.subject)
        since = refused.reasons[0].partition(":")[2]
        facts = _facts(lead.event, about) | {"since": since}
        return Answer(Signal.REFUSED, Said.NOT_UNDONE, about.code, facts, refused.reasons)
    facts = _facts(done.what, done.about) | {"undo": str(done.seq), "void": "1" if done.label_void else ""}
    facts["detail"] = done.detail
    return Answer(Signal.ACCEPTED, Said.UNDONE, done.code, facts, count=done.count, total=done.total)


def reason_of(against: Against) -> str:
    """Write a reason as RefusedError takes it: `undo-since:machine-triaged`."""
    since = f":{kind_of(type(against.since.event))}" if against.since else ""
    return f"{REASON}{against.why.value}{since}"


def _facts(event: Event, about: Named) -> dict[str, str]:
    content = json.dumps(event_content(event), ensure_ascii=True)
    return {"kind": kind_of(type(event)), "content": content, "name": about.name}


def _how_far(look: Look, event: Event, before: MachineCard | None) -> tuple[int, int]:
    match event:
        case happened.MachineReceived(lot=code):
            lot = look.get(Lot, code)
            return (arrivals(look, lot).received, lot.expected) if lot else (0, 0)
        case happened.MachinePacked() if before is not None and before.order_code:
            count = promised_to(look, before.order_code, before.recipient)
            return count, recipient_of(look, before.order_code, before.recipient).quantity
        case _:
            return 0, 0


__all__ = ["Barrier", "Plan", "Undo", "Undoing", "latest", "reason_of", "undo_in", "undone_answer"]
