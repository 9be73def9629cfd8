"""Réglage: the code that sets a reader, as large as a reader wants it, over the screen where a scan was refused."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from ui.screen import Screen
from ui.session import Session
from ui.signals import Shape
from ui.widgets.band import Band, Form
from ui.widgets.button import Button, Kind
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.page import Page
from ui.widgets.panel import Look, Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.squares import Squares
from ui.widgets.text import Label
from workshop.domain.scanning import Said
from workshop.reader_wiring import calibration_code
from workshop.texts import _
from workshop.words import shown

MARK_PX = 40
Modules = tuple[tuple[bool, ...], ...]


class CalibrationScreen(Screen):
    """Lies over another screen; the next scan closes it, and so does Escape."""

    name = "calibration"

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Réglage de la douchette")))
        why = Label(shown(_("La douchette n'est pas réglée.")), "lead", bold=True, wrap=True)
        self.state = holding(Row(ShapeMark(Shape.REFUSED, MARK_PX), (why, 1), gap="m"))
        self.code = Squares(shown(_("Le code « Réglage »")))
        self.close = Button(shown(_("Fermer")), icon="back", key=shown(_("Échap")), kind=Kind.PRIMARY)
        steps = Column(
            self.state,
            Label(shown(_("1. Scannez ce grand code.")), "title", bold=True, wrap=True),
            Label(shown(_("2. Scannez encore le numéro de série.")), "title", bold=True, wrap=True),
            Label(shown(_("Une seule fois : ce poste s'en souvient.")), wrap=True),
            None,
            Label(shown(_("Elle ne lit pas ce code ? Scannez les codes 1 et 2 de la carte.")), color="ink2", wrap=True),
            gap="l",
        )
        centred = Column(Row(None, self.code, None), None)
        panel = Panel(Row(centred, (steps, 1), gap="xl", stacks=True), Look.DO_NOW, ("xl", "l"))
        body = Column(panel, None, Row(self.close, None, stacks=True), gap="l")
        super().__init__(session, Page(self.header, body, band=self.band, pad=("xxl", "l")))
        self.page.first_focus = self.close
        self.close.triggered.connect(self._close)
        self._drawn = False

    def enter(self, code: str = "") -> None:
        """Show the code; `code` says what was answered before it."""
        self.state.setVisible(code == Said.READER_NOT_SET.value)
        if not self._drawn:
            self.aside(calibration_code, self._draw)
        self._settle()

    def _draw(self, rows: Modules) -> None:
        self._drawn = True
        self.code.show_rows(rows)
        self._settle()

    def _settle(self) -> None:
        """Fit, and have the code in sight however large the text is."""
        self.page.fit()
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        self.page.area.ensureWidgetVisible(self.code)

    def _close(self) -> None:
        self.wanted.emit("", "")
