"""Nothing is tested here now: a swollen battery, or a machine that is elsewhere in its way."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.signals import Shape
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.domain.lots import machine_name
from workshop.services.inspection import TestsView
from workshop.texts import _
from workshop.words import refusal, shown

MARK_PX = 80


class StopPage(QWidget):
    """One sentence over the whole width, and the machine that it is about."""

    def __init__(self, look: Look, shape: Shape) -> None:
        super().__init__()
        self.what, self.do = Label("", "title", bold=True, wrap=True), Label("", "title", wrap=True)
        self.plate = Plate("", "title")
        self.more = Label("", "lead", color="ink2", wrap=True)
        words = Column(self.what, self.do, gap="s")
        told = Panel(Row(ShapeMark(shape, MARK_PX), (words, 1), gap="xl", stacks=True), look, ("xl", "xl"))
        self.bench = Button(shown(_("Poste")), icon="bench", key="F6")
        actions = Row(self.bench, None, gap="l", stacks=True)
        self.setLayout(Column(told, Row(self.plate, (self.more, 1), gap="l", stacks=True), None, actions, gap="l"))

    def show_machine(self, view: TestsView) -> None:
        """Say why this machine is not tested, and what to do."""
        self.plate.set_code(view.card.code)
        name = machine_name(view.card.maker, view.card.model)
        if view.swollen:
            what = _("Batterie gonflée : elle peut prendre feu.")
            do = _("N'appuyez pas dessus, ne branchez pas le chargeur. Portez-le à l'écart, appelez le responsable.")
            aside = _("Il est mis à part. Scannez le suivant.")
            name = f"{name} · {aside}"
        else:
            what = refusal(view.why_not) if view.why_not else ""
            do = _("On ne le teste pas maintenant.")
        self.what.set_text(shown(what))
        self.do.set_text(shown(do))
        self.more.set_text(shown(name))
