"""The check after sticking: who is checked, and what a label and a serial that were scanned again say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from workshop.domain import events as happened
from workshop.domain.codes import Code, Kind
from workshop.domain.content import written_time
from workshop.domain.errors import NotSetUpError
from workshop.domain.lots import MachineCard, machine_name, serial_key
from workshop.domain.machines import State
from workshop.domain.people import Actor
from workshop.domain.scanning import Answer, CodeScan, Said, SerialScan, Signal, TypedScan, meaning
from workshop.domain.stickers import CheckState, CheckWhy, StickerCheck, StickerRules, StickerTurn, drawn
from workshop.services.ports import Look, Store, Work

TWO = 2
REPLACED_BY = "replaced_by"  # a fact of an answer: the code that took the place of the one that was scanned


class Stickers:
    """The checks of a workshop."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def follow(self, work: Work, actor: Actor) -> None:
        """Ask for a check of what was just received, where one is due."""
        for entry in work.events:
            if isinstance(entry.event, happened.MachineReceived):
                card = work.get(MachineCard, entry.subject)
                why = _why(work, actor, card) if card is not None else None
                if card is not None and why is not None:
                    at = written_time(work.now)
                    work.put(StickerCheck(card.code, CheckState.DUE, why, card.lot, actor.person, actor.bench, at))

    def due(self, *, code: str = "", lot: str = "") -> tuple[StickerCheck, ...]:
        """Return the checks that nobody has made: of one machine, of one lot, or all."""
        where: dict[str, Any] = {"code": code} if code else {"lot": lot} if lot else {}
        with self._store.looking() as look:
            return look.find(StickerCheck, state=CheckState.DUE, **where)

    def rules(self) -> StickerRules:
        """Return which machines are checked."""
        with self._store.looking() as look:
            return _rules(look)

    def set_rules(self, actor: Actor, rules: StickerRules) -> StickerRules:
        """Choose which machines are checked; a manager's alone: the fronts ask for the PIN."""
        with self._store.working(actor) as work:
            identity = work.workshop()
            if identity is None:
                raise NotSetUpError
            chosen = StickerRules(identity.code, max(0, rules.one_in), max(0, rules.first), same_model=rules.same_model)
            work.put(chosen)
            return chosen


def _rules(look: Look) -> StickerRules:
    identity = look.workshop()
    code = identity.code if identity else ""
    return look.get(StickerRules, code) or StickerRules(code)


def _why(look: Look, actor: Actor, card: MachineCard) -> CheckWhy | None:
    """Say why a machine that just came in is checked; one that shows no number cannot be."""
    if not (card.serial_key or card.inventory_key):
        return None
    rules = _rules(look)
    person = actor.person
    if person and rules.first and look.count(StickerCheck, person=person, why=CheckWhy.NEWCOMER) < rules.first:
        return CheckWhy.NEWCOMER
    if rules.same_model and card.model and _same_model(look, card):
        return CheckWhy.SAME_MODEL
    return CheckWhy.DRAWN if drawn(card.code, rules.one_in) else None


def _same_model(look: Look, card: MachineCard) -> bool:
    where = {"lot": card.lot, "maker": card.maker, "model": card.model, "state": State.RECEIVED.value}
    return look.count(MachineCard, **where) >= TWO


# what a scan at Entrée says of a check


def compared(look: Look, text: str, lot: str, turn: StickerTurn | None) -> Answer | Callable[[Work], Answer] | None:
    """Say what a scan means for a check, at Entrée; None: it is none of it, and means what it always does.

    A label begins a check where one is asked for, or was left; a serial only ends one. Either may come first: a serial
    that is known already is answered as ever, and the screen remembers it.
    """
    found = _machines(look, text, lot)
    if not found:
        return None
    if isinstance(meaning(text), SerialScan):
        label = look.get(MachineCard, turn.label) if turn and turn.label else None
        return _ended(label, found) if label else None
    check = look.get(StickerCheck, found[0].code)
    if turn is None and (check is None or check.state is not CheckState.DUE):
        return None
    stuck_on = look.get(MachineCard, turn.serial) if turn and turn.serial else None
    if stuck_on is not None:
        return _ended(found[0], (stuck_on,))
    seen = Answer(Signal.ACCEPTED, Said.STICKER_SEEN, found[0].code, {"name": _name(found[0])})
    scanned = meaning(text)
    return with_the_new_label(look, scanned.code, seen) if isinstance(scanned, CodeScan) else seen


def _ended(label: MachineCard, stuck_on: tuple[MachineCard, ...]) -> Answer | Callable[[Work], Answer]:
    if label.code in {card.code for card in stuck_on}:
        return lambda work: _right(work, label)
    facts = {"name": _name(label), "other": _name(stuck_on[0]), "other_code": stuck_on[0].code}
    return Answer(Signal.REFUSED, Said.STICKERS_SWAPPED, label.code, facts)


def _right(work: Work, card: MachineCard) -> Answer:
    """Write that a label and a serial agree."""
    check = work.get(StickerCheck, card.code)
    if check is not None and check.state is CheckState.DUE:
        work.put(replace(check, state=CheckState.PASSED, passed_at=written_time(work.now)))
    return Answer(Signal.ACCEPTED, Said.STICKER_RIGHT, card.code, {"name": _name(card)})


def _machines(look: Look, text: str, lot: str) -> tuple[MachineCard, ...]:
    """Return the machines of a lot, received, that a scan names: one for a label, those with that number else."""
    codes: tuple[Code, ...] = ()
    match meaning(text):
        case CodeScan(code) if code.kind is Kind.MACHINE:
            codes = (code,)
        case TypedScan(digits):
            codes = look.codes_ending(digits)
        case SerialScan(serial):
            key = serial_key(serial)
            known = look.find(MachineCard, lot=lot, serial_key=key) or look.find(
                MachineCard, lot=lot, inventory_key=key
            )
            return tuple(card for card in known if card.state != State.EXPECTED.value)
        case _:
            pass
    if len(codes) != 1 or look.is_void(codes[0]):
        return ()
    card = look.get(MachineCard, look.subject_of(codes[0]) or "")
    return (card,) if card is not None and card.lot == lot and card.state != State.EXPECTED.value else ()


def _name(card: MachineCard) -> str:
    """Name a machine so that two of the same model are told apart."""
    return " · ".join(part for part in (machine_name(card.maker, card.model), card.serial or card.inventory) if part)


def with_the_new_label(
    look: Look, code: Code, found: Answer | Callable[[Work], Answer]
) -> Answer | Callable[[Work], Answer]:
    """Say with an answer that a label was replaced, and by which code."""
    new = _newest(look, code)
    if not new:
        return found
    facts = {REPLACED_BY: new}
    if isinstance(found, Answer):
        return replace(found, facts=found.facts | facts)
    return lambda work: _told(found(work), facts)


def _told(answer: Answer, facts: dict[str, str]) -> Answer:
    return replace(answer, facts=answer.facts | facts)


def _newest(look: Look, code: Code) -> str:
    new = ""
    while further := look.replaced_by(Code(new) if new else code):
        new = further
    return new
