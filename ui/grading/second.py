"""A second inspection while it is made: nothing of it is written before it is whole, nothing of the first is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ui.grading.asking import FunctionAsked, Gone, LayoutAsked
from workshop.domain.inspection import Defect, Inspection, KeyboardLayout, Tested, Works, answered
from workshop.services.second_inspection import SecondAsked


@dataclass(frozen=True)
class SecondDraft:
    """What was answered so far: first the functions, then the marks, last what is on the keys."""

    wanted: SecondAsked
    tests: tuple[Tested, ...] = ()
    marks: tuple[Defect, ...] = ()
    looked: bool = False
    keyboard: KeyboardLayout = KeyboardLayout.UNKNOWN

    @property
    def code(self) -> str:
        return self.wanted.card.code

    @property
    def asking(self) -> FunctionAsked | LayoutAsked | None:
        """The question in front; None: the drawing is, or nothing is left."""
        if len(self.tests) < len(self.wanted.functions):
            return FunctionAsked(self.wanted.functions[len(self.tests)])
        if self.looked and self.wanted.keyboard and self.keyboard is KeyboardLayout.UNKNOWN:
            return LayoutAsked()
        return None

    @property
    def whole(self) -> bool:
        return self.looked and self.asking is None

    @property
    def inspection(self) -> Inspection:
        return Inspection(self.tests, self.marks, self.looked, self.keyboard)

    def tested(self, works: Works) -> SecondDraft:
        """Take the answer about the function in front."""
        function = self.wanted.functions[len(self.tests)]
        return replace(self, tests=answered(self.tests, Tested(function, works)))

    def seen(self, mark: Defect | Gone) -> SecondDraft:
        """Add a mark, or take one away."""
        other = mark.mark if isinstance(mark, Gone) else mark
        rest = tuple(item for item in self.marks if (item.zone, item.kind) != (other.zone, other.kind))
        return replace(self, marks=rest if isinstance(mark, Gone) else (*rest, mark))

    def back(self) -> SecondDraft | None:
        """Go one question back; None: there is none before."""
        if self.looked:
            return replace(self, looked=False, keyboard=KeyboardLayout.UNKNOWN)
        return replace(self, tests=self.tests[:-1]) if self.tests else None
