"""Lecteur: which serial port is listened to, or none; and what a reader sends, which means nothing here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from ui.readers import KEYBOARD
from ui.settings.part import Part
from ui.settings.trying import TriedScan
from ui.signals import Shape
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.bench_wiring import PortHere, serial_ports
from workshop.domain.calibration import Card, card_of
from workshop.domain.codes import Command, command_code
from workshop.domain.scanning import CodeScan, Scan, meaning
from workshop.reader_wiring import keyboard_is_set
from workshop.texts import _, several
from workshop.words import shown

MOST_PORTS = 3
PORT_KEYS = ("F3", "F4", "F11")


class ReaderPart(Part):
    """The reader of this bench."""

    name = "reader"
    icon = "reader"

    def __init__(self) -> None:
        super().__init__()
        self.port = ""
        self._taught = False
        self.ports: tuple[PortHere, ...] = ()
        self.keyboard = Choice(shown(_("Comme un clavier")), icon="keyboard", key="F2")
        self.lines = [Choice(shown(_("Port série")), icon="reader", key=key) for key in PORT_KEYS]
        self.more = Label("", color="ink2", wrap=True)
        self.again = Button(shown(_("Chercher")), icon="search", key="F12", target="office")
        self.barred = holding(
            Row(Column(ShapeMark(Shape.WARNING), None), (Label(shown(barred_words()), wrap=True), 1), gap="m")
        )
        self.barred.hide()
        words = _("La plupart tapent comme un clavier : il n'y a rien à régler. Un port série est plus sûr.")
        self.hint = Label(shown(words), color="ink2", wrap=True)
        self.mark, self.state = ShapeMark(Shape.TODO), Label("", "lead", bold=True, wrap=True)
        self.teach = Button(shown(_("Régler la douchette")), icon="reader", key="Ctrl L", target="office")
        self.tried = TriedScan()
        self.setLayout(self._composed())
        self.keyboard.triggered.connect(_Listens(self, -1).choose)
        for place, line in enumerate(self.lines):
            line.triggered.connect(_Listens(self, place).choose)
        self.again.triggered.connect(self.enter)
        self.teach.triggered.connect(self._teach)
        self._show_state(is_set=False)
        self._show_ports()

    def _composed(self) -> Column:
        title = Label(shown(_("Comment la douchette parle à ce poste")), "lead", bold=True, wrap=True)
        first = Row(self.keyboard, None, self.more, self.again, gap="m", stacks=True)
        choices = holding(Column(first, *(Row(line, None, stacks=True) for line in self.lines), gap="s"))
        said = Column(title, self.hint, choices, self.barred, gap="xs")
        told = Row(self.mark, (self.state, 1), gap="m")
        teaching = Row((told, 1), self.teach, gap="m", stacks=True)
        state = Panel(teaching, pad=("xl", "s"))
        return Column(Panel(said, pad=("xl", "s")), state, self.tried, None, gap="s")

    @property
    def title(self) -> str:
        return shown(_("Lecteur"))

    @property
    def keys(self) -> dict[str, Button]:
        lines = {key: line for key, line in zip(PORT_KEYS, self.lines, strict=True) if not line.isHidden()}
        return {"F2": self.keyboard, **lines, "Ctrl L": self.teach, "F12": self.again}

    def enter(self) -> None:
        self.port = self.port or self.owner.session.settings.reader_port
        self.aside(partial(serial_ports, self.port), self._read)
        self.aside(partial(keyboard_is_set, self.owner.session.settings), self._know)

    def keeps(self, scan: Scan) -> bool:
        """Show what came, and let it mean nothing: one comes here to try a reader. « Réglage » shows its code."""
        if meaning(scan.text) == CodeScan(command_code(Command.CALIBRATE)):
            return False
        self.tried.show_scan(scan)
        if scan.reader == KEYBOARD and card_of(scan.text) is Card.WHOLE:
            self._taught = True  # it is being written down
            self._show_state(is_set=True)
        return True

    def listen_to(self, place: int) -> None:
        """Listen to a port that is shown, or to none (-1)."""
        port = self._shown()[place].path if place >= 0 else ""
        if port != self.port:
            self.port = port
            self.owner.chosen.emit("reader_port", port)
            self._show_ports()

    def _teach(self) -> None:
        self.owner.wanted.emit("calibration", "")

    def _know(self, is_set: bool) -> None:  # noqa: FBT001 — what the core answered
        self._show_state(is_set=is_set or self._taught)
        self.changed.emit()

    def _show_state(self, *, is_set: bool) -> None:
        """Say whether the reader that types was set; one on a serial line needs nothing."""
        words = _("La douchette est réglée.") if is_set else _("La douchette n'est pas réglée.")
        self.mark.set_shape(Shape.ACCEPTED if is_set else Shape.WARNING)
        self.state.set_text(shown(words))

    def _read(self, ports: tuple[PortHere, ...]) -> None:
        self.ports = ports
        self._show_ports()
        self.changed.emit()

    def _shown(self) -> tuple[PortHere, ...]:
        """Return the ports that are offered: the one that is used comes first, plugged in or not."""
        used = next((port for port in self.ports if port.path == self.port), PortHere(self.port, ""))
        others = [port for port in self.ports if port.path != self.port]
        return tuple([used, *others] if self.port else others)[:MOST_PORTS]

    def _show_ports(self) -> None:
        self.keyboard.set_chosen(chosen=not self.port)
        shown_ports = self._shown()
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(shown_ports))
            if place < len(shown_ports):
                line.setText(_word(shown_ports[place], there=shown_ports[place] in self.ports))
                line.set_chosen(chosen=shown_ports[place].path == self.port)
        left = len(self.ports) - sum(port in self.ports for port in shown_ports)
        words = several("{number} autre port.", "{number} autres ports.", left).format(number=left)
        nothing = shown(_("Aucun port série ici."))
        self.more.set_text(shown(words) if left else nothing if not shown_ports else "")
        self.more.setVisible(bool(left or not shown_ports))
        barred = any(port.barred for port in shown_ports)
        self.barred.setVisible(barred)
        self.hint.setVisible(not barred)  # what to do now comes first


class _Listens(QObject):
    """One choice of the reader."""

    def __init__(self, part: ReaderPart, place: int) -> None:
        super().__init__(part)
        self._part, self._place = part, place

    def choose(self) -> None:
        self._part.listen_to(self._place)


def _word(port: PortHere, *, there: bool) -> str:
    words = port.path if port.name in ("", port.path) else f"{port.name} · {port.path}"
    if port.barred:
        return shown(_("{port} (pas le droit)").format(port=words))
    return words if there else shown(_("{port} (pas branché)").format(port=words))


def barred_words() -> str:
    """Say what to do about a port that this account may not open."""
    return _("Pas le droit d'ouvrir : ajoutez ce compte au groupe « dialout », redémarrez.")
