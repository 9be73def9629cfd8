"""What the bench card means at Entrée: the same as its keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from ui.screen import CardAct
from workshop.domain.codes import Command

if TYPE_CHECKING:
    from ui.intake.screen import IntakeScreen

YES, NO = 1, 2


def card(screen: IntakeScreen) -> Mapping[Command, CardAct]:
    """Return what commands mean now: nothing before a lot is chosen; in the form, its own two keys."""
    if screen.choice.isVisibleTo(screen.page):
        return {}
    if screen.objects.is_open:
        form: dict[Command, CardAct] = {Command.DONE: screen.form.finish}
        return form | ({} if screen.form.no_number.isHidden() else {Command.NO_SERIAL: screen.form.no_number})
    if not screen.question.isHidden():
        return {Command.YES: partial(screen.choose, YES), Command.NO: partial(screen.choose, NO)}
    acts: dict[Command, CardAct] = {Command.NO_CHARGER: screen.no_charger, Command.NO_SERIAL: screen.no_serial}
    return acts | {Command.DONE: screen.finish} | dict(screen.labelling.commands)
