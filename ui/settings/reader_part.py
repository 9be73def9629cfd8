"""Lecteur: which serial port is listened to, or none; and what a reader sends, which means nothing here."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.settings.choice import Choice
from ui.settings.part import Part
from ui.settings.trying import TriedScan
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.bench_wiring import PortHere, serial_ports
from workshop.domain.scanning import Scan
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
        self.ports: tuple[PortHere, ...] = ()
        self.keyboard = Choice(shown(_("Comme un clavier")), icon="keyboard", key="F2")
        self.lines = [Choice(shown(_("Port série")), icon="reader", key=key) for key in PORT_KEYS]
        self.more = Label("", color="ink2", wrap=True)
        self.again = Button(shown(_("Chercher")), icon="search", key="F12", target="office")
        self.tried = TriedScan()
        self.setLayout(self._composed())
        self.keyboard.triggered.connect(_Listens(self, -1).choose)
        for place, line in enumerate(self.lines):
            line.triggered.connect(_Listens(self, place).choose)
        self.again.triggered.connect(self.enter)
        self._show_ports()

    def _composed(self) -> Column:
        title = Label(shown(_("Comment la douchette parle à ce poste")), "lead", bold=True, wrap=True)
        words = shown(_("La plupart tapent comme un clavier : il n'y a rien à régler. Un port série est plus sûr."))
        first = Row(self.keyboard, None, self.more, self.again, gap="m", stacks=True)
        choices = holding(Column(first, *(Row(line, None, stacks=True) for line in self.lines), gap="s"))
        ports = Panel(Column(title, Label(words, color="ink2", wrap=True), choices, gap="s"), pad=("xl", "m"))
        return Column(ports, self.tried, None, gap="m")

    @property
    def title(self) -> str:
        return shown(_("Lecteur"))

    @property
    def keys(self) -> dict[str, Button]:
        lines = {key: line for key, line in zip(PORT_KEYS, self.lines, strict=True) if not line.isHidden()}
        return {"F2": self.keyboard, **lines, "F12": self.again}

    def enter(self) -> None:
        self.port = self.port or self.owner.session.settings.reader_port
        self.aside(serial_ports, self._read)

    def keeps(self, scan: Scan) -> bool:
        """Show what came, and let it mean nothing: one comes here to try a reader."""
        self.tried.show_scan(scan)
        return True

    def listen_to(self, place: int) -> None:
        """Listen to a port that is shown, or to none (-1)."""
        port = self._shown()[place].path if place >= 0 else ""
        if port != self.port:
            self.port = port
            self.owner.chosen.emit("reader_port", port)
            self._show_ports()

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


class _Listens(QObject):
    """One choice of the reader."""

    def __init__(self, part: ReaderPart, place: int) -> None:
        super().__init__(part)
        self._part, self._place = part, place

    def choose(self) -> None:
        self._part.listen_to(self._place)


def _word(port: PortHere, *, there: bool) -> str:
    words = port.path if port.name in ("", port.path) else f"{port.name} · {port.path}"
    return words if there else shown(_("{port} (pas branché)").format(port=words))
