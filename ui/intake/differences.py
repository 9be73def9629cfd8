"""A lot against its donor's list: every machine that is still to come, and every one that nobody announced."""

from __future__ import annotations

from ui.intake.list_reading import Compared
from ui.signals import Shape
from ui.widgets.listing import Line, Lines
from workshop import asset_words
from workshop.domain.lots import MachineCard
from workshop.texts import _
from workshop.words import shown


class Differences(Lines):
    """Hidden where there are none."""

    def __init__(self) -> None:
        super().__init__(shown(_("Le lot et la liste")))
        self.hide()

    def show_compared(self, compared: Compared) -> None:
        """Show them by their names."""
        against = compared.against
        lines = [
            *_group(_("Encore attendus"), against.missing, _("attendu"), Shape.TODO),
            *_group(_("Pas sur la liste"), against.unlisted, _("entré"), Shape.WARNING),
        ]
        self.set_lines(lines)
        self.setVisible(bool(lines))


def _group(heading: str, cards: tuple[MachineCard, ...], state: str, shape: Shape) -> list[Line]:
    if not cards:
        return []
    words = shown(_("{heading} : {number}").format(heading=heading, number=len(cards)))
    rows = [Line(card.code, shown(asset_words.named(card)), state=shown(state), shape=shape) for card in cards]
    return [Line(heading, words, heading=True), *rows]
