"""How a printer is talked to over a wire: ask, send, and wait until it says that the label is out."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Protocol

from workshop.adapters.printers import brother_status, zpl_status
from workshop.adapters.printers.brother_status import About
from workshop.adapters.printers.wire import Deadline, Limits, Wire, WireError
from workshop.domain.printing import Delivery, Printer, PrinterLanguage, PrinterState, PrinterTrouble, Sent

_LARGEST_ANSWER = 4096
_BETWEEN_QUESTIONS = 0.1
_BETWEEN_LOOKS = 0.02
_UNKNOWN = PrinterState(known=False)


class Tongue(Protocol):
    """One language that has words for how the printer is."""

    question: bytes

    def is_whole(self, answer: bytes) -> bool: ...

    def state(self, answer: bytes) -> PrinterState: ...

    def came_out(self, wire: Wire, deadline: Deadline, limits: Limits) -> Delivery:
        """Wait for the word that the label, which has left whole, is out. Raises WireError."""
        ...


class Zpl:
    """A ZPL printer is asked again and again; it keeps the label over a trouble and prints it afterwards."""

    question = zpl_status.QUESTION

    def is_whole(self, answer: bytes) -> bool:
        return zpl_status.is_whole(answer)

    def state(self, answer: bytes) -> PrinterState:
        return zpl_status.state(answer)

    def came_out(self, wire: Wire, deadline: Deadline, limits: Limits) -> Delivery:
        while not deadline.over and not wire.ended:
            answer = _answer(self, wire, deadline, limits)
            status, told = zpl_status.host_status(answer), zpl_status.state(answer)
            if status is None:
                return Delivery(Sent.SENT, told="no answer after the label")
            if told.troubles:
                return Delivery(Sent.SENT, told.troubles[0], told.told)
            if status.idle:
                return Delivery(Sent.DONE, told=told.told)
            time.sleep(deadline.left(_BETWEEN_QUESTIONS))
        return Delivery(Sent.SENT)


class Brother:
    """A Brother QL speaks up by itself: the label is out, or why it is not. A label that failed is not kept."""

    question = brother_status.QUESTION

    def is_whole(self, answer: bytes) -> bool:
        return bool(brother_status.statuses(answer))

    def state(self, answer: bytes) -> PrinterState:
        return brother_status.state(answer)

    def came_out(self, wire: Wire, deadline: Deadline, _limits: Limits) -> Delivery:
        heard = b""
        while not deadline.over and not wire.ended and len(heard) < _LARGEST_ANSWER:
            heard += wire.give(deadline.left())
            for status in brother_status.statuses(heard):
                if status.troubles:
                    return Delivery(Sent.UNSURE, status.troubles[0], status.told)
                if status.about is About.COMPLETED:
                    return Delivery(Sent.DONE, told=status.told)
        return Delivery(Sent.SENT)


def tongue_of(language: PrinterLanguage) -> Tongue | None:
    """Return how a language asks; None where it has no questions."""
    tongues: dict[PrinterLanguage, Tongue] = {PrinterLanguage.ZPL: Zpl(), PrinterLanguage.BROTHER: Brother()}
    return tongues.get(language)


def asked(wire: Wire, printer: Printer, deadline: Deadline, limits: Limits) -> PrinterState:
    """Ask the printer how it is; not known where it does not answer in time. Raises WireError."""
    tongue = tongue_of(printer.language)
    if tongue is None:
        return _UNKNOWN
    state = tongue.state(_answer(tongue, wire, deadline, limits))
    if PrinterTrouble.WRONG_ROLL not in state.troubles and brother_status.is_other_roll(state.roll, printer.roll):
        return replace(state, troubles=(*state.troubles, PrinterTrouble.WRONG_ROLL))
    return state


def before(wire: Wire, printer: Printer, deadline: Deadline, limits: Limits) -> tuple[PrinterState, Delivery | None]:
    """Ask before a label is sent; a delivery says why none is."""
    try:
        state = asked(wire, printer, deadline, limits)
    except WireError as problem:
        return _UNKNOWN, Delivery(Sent.NOT_SENT, problem.trouble, problem.told)
    return state, Delivery(Sent.NOT_SENT, state.troubles[0], state.told) if state.troubles else None


def sent(wire: Wire, printer: Printer, label: bytes, deadline: Deadline, limits: Limits, *, answers: bool) -> Delivery:
    """Send one label over an open wire, and say truly how far it got; one that never `answers` is not waited for."""
    left, failure = _handed_over(wire, label, deadline)
    if failure is not None:
        return Delivery(Sent.UNSURE if left else Sent.NOT_SENT, failure.trouble, failure.told)
    tongue = tongue_of(printer.language)
    try:
        if tongue is not None and answers:
            return tongue.came_out(wire, deadline, limits)
        wire.give(_BETWEEN_LOOKS)  # nobody answers here, but a wire that broke says so
        return Delivery(Sent.DONE, told="never answers")
    except WireError as problem:
        return Delivery(Sent.UNSURE, PrinterTrouble.CUT_OFF, problem.told)


def _handed_over(wire: Wire, label: bytes, deadline: Deadline) -> tuple[int, WireError | None]:
    """Hand a label over until it has left whole; tell how many bytes were taken, and what was in the way."""
    taken = 0
    try:
        while taken < len(label):
            here = wire.take(label[taken:], deadline.left())
            taken += here
            if not here and deadline.over:
                return taken, WireError(PrinterTrouble.BUSY, f"{taken}/{len(label)}")
        while waiting := wire.unsent():
            if deadline.over:
                return taken, WireError(PrinterTrouble.BUSY, f"{len(label) - waiting}/{len(label)}")
            time.sleep(_BETWEEN_LOOKS)
    except WireError as problem:
        return taken, problem
    return taken, None


def _answer(tongue: Tongue, wire: Wire, deadline: Deadline, limits: Limits) -> bytes:
    """Ask, and return what came within the time of an answer. Raises WireError where the wire is gone."""
    for _stale in range(16):
        if not wire.give(0):
            break
    _taken, failure = _handed_over(wire, tongue.question, Deadline(deadline.left(limits.answer)))
    if failure is not None:
        raise failure
    waiting, heard = Deadline(deadline.left(limits.answer)), b""
    while not waiting.over and not wire.ended and len(heard) < _LARGEST_ANSWER and not tongue.is_whole(heard):
        heard += wire.give(waiting.left())
    if wire.ended and not heard:
        raise WireError(PrinterTrouble.UNREACHABLE, "closed")
    return heard
