"""The names of what the screens can show: the four signals, the shapes, the states of the strip."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ui.tokens import ColorRole, SignalName


class Signal(StrEnum):
    """The four answers to a scan; nothing else is ever shown in the band."""

    ACCEPTED = "accepted"
    ALREADY_DONE = "already_done"
    REFUSED = "refused"
    FINISHED = "finished"

    @property
    def token(self) -> SignalName:
        """The name of its colours in the token file."""
        return TOKENS[self]

    @property
    def shape(self) -> Shape:
        """The shape that goes with it everywhere."""
        return SHAPES[self]


class Shape(StrEnum):
    """A filled shape: it means something by itself, and always stands beside words. The value names its drawing."""

    ACCEPTED = "accepted"  # ✔ in a circle
    ALREADY_DONE = "already-done"  # ↺ in a square
    REFUSED = "refused"  # ✖ in an octagon: only ever « refused », « blocked », « failed »
    FINISHED = "finished"  # the star
    WARNING = "warning"  # amber triangle: missing, waiting, a reservation
    LATE = "late"  # red triangle: late, or will be erased
    DONE = "done"  # ✔ in the working blue: a step that is behind
    NOW = "now"  # ▶ in the working blue
    TODO = "todo"  # an empty ring
    LEFT = "left"  # dashed square: left the chain


@dataclass(frozen=True)
class ShapeColors:
    """What colours a shape on a surface."""

    fill: ColorRole
    mark: ColorRole
    outline: ColorRole


TOKENS: dict[Signal, SignalName] = {
    Signal.ACCEPTED: "accepted",
    Signal.ALREADY_DONE: "already_done",
    Signal.REFUSED: "refused",
    Signal.FINISHED: "finished",
}
SHAPES: dict[Signal, Shape] = {
    Signal.ACCEPTED: Shape.ACCEPTED,
    Signal.ALREADY_DONE: Shape.ALREADY_DONE,
    Signal.REFUSED: Shape.REFUSED,
    Signal.FINISHED: Shape.FINISHED,
}
SHAPE_COLORS: dict[Shape, ShapeColors] = {
    Shape.ACCEPTED: ShapeColors("accepted_ink", "surface", "accepted_ink"),
    Shape.ALREADY_DONE: ShapeColors("amber", "on_amber", "on_amber"),
    Shape.REFUSED: ShapeColors("refused_ink", "surface", "refused_ink"),
    Shape.FINISHED: ShapeColors("amber", "on_amber", "on_amber"),
    Shape.WARNING: ShapeColors("amber", "on_amber", "on_amber"),
    Shape.LATE: ShapeColors("refused_ink", "surface", "refused_ink"),
    Shape.DONE: ShapeColors("work", "on_work", "work"),
    Shape.NOW: ShapeColors("work", "on_work", "work"),
    Shape.TODO: ShapeColors("edge", "surface", "edge"),
    Shape.LEFT: ShapeColors("edge", "background", "edge"),
}
SAME_DRAWING: dict[Shape, Shape] = {Shape.DONE: Shape.ACCEPTED}  # told apart by colour, place and word


class StepState(StrEnum):
    """How far one step of the chain is, for one machine."""

    DONE = "done"
    NOW = "now"
    TODO = "todo"
    BLOCKED = "blocked"
    RESERVED = "with-reservations"
    LEFT = "left"
