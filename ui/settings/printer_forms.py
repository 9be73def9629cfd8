"""A printer that is set up by hand: its address on the network, or the serial port that it hangs on."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.settings.seal_forms import Form
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row
from workshop.domain.media import LABEL_DOTS
from workshop.domain.printing import Link, Printer, PrinterLanguage
from workshop.texts import _
from workshop.words import shown

LONGEST_ADDRESS = 200
BROTHER_DOTS = 300
SPEED = "9600"


class ByHand(Form):
    """How it is reached, where, what it understands, and how fine it prints."""

    wanted = Signal(object)  # Printer

    def __init__(self) -> None:
        self.link, self.language, self.dots = Link.TCP, PrinterLanguage.ZPL, LABEL_DOTS[0]
        self.port = ""  # the first serial port that is there
        self.links = {
            Link.TCP: Choice(shown(_("Par le réseau")), icon="network", key="F2"),
            Link.SERIAL: Choice(shown(_("Par un port série")), icon="printer", key="F3"),
        }
        self.address = Field(shown(_("Son adresse")))
        self.address.edit.setMaxLength(LONGEST_ADDRESS)
        self.tongue = Button("F4", icon="printer", key="F4", target="office")
        self.fine = Button("F11", icon="grade", key="F11", target="office")
        done = Button(shown(_("Choisir")), icon="done", key="F12", kind=Kind.PRIMARY, target="office")
        links = Row(*self.links.values(), None, gap="m", stacks=True)
        kinds = Row(self.tongue, self.fine, None, gap="m", stacks=True)
        super().__init__(
            shown(_("Une imprimante que vous connaissez")), Column(links, self.address, kinds, gap="m"), done
        )
        self.links[Link.TCP].triggered.connect(self._by_network)
        self.links[Link.SERIAL].triggered.connect(self._by_serial)
        self.tongue.triggered.connect(self._next_language)
        self.fine.triggered.connect(self._next_dots)
        done.triggered.connect(self._ask)
        self._show()

    @property
    def keys(self) -> dict[str, Button]:
        """The keys of this form."""
        links = {"F2": self.links[Link.TCP], "F3": self.links[Link.SERIAL]}
        return {**links, "F4": self.tongue, "F11": self.fine, "F12": self.done}

    def begin(self, port: str) -> None:
        """Ask for a printer; `port`: a serial port that is there."""
        self.port = port
        self.link, self.language, self.dots = Link.TCP, PrinterLanguage.ZPL, LABEL_DOTS[0]
        self.address.set_text("")
        self.address.set_error("")
        self._show()

    def _by_network(self) -> None:
        self._reach(Link.TCP, "")

    def _by_serial(self) -> None:
        self._reach(Link.SERIAL, f"{self.port}:{SPEED}" if self.port else "")

    def _reach(self, link: Link, address: str) -> None:
        if link is not self.link:
            self.link = link
            self.address.set_text(address)
            self.address.set_error("")
            self._show()
        self.address.edit.setFocus()

    def _next_language(self) -> None:
        other = {PrinterLanguage.ZPL: PrinterLanguage.BROTHER}
        self.language = other.get(self.language, PrinterLanguage.ZPL)
        self.dots = BROTHER_DOTS if self.language is PrinterLanguage.BROTHER else LABEL_DOTS[0]
        self._show()

    def _next_dots(self) -> None:
        if self.language is PrinterLanguage.ZPL:  # a Brother QL has one
            self.dots = LABEL_DOTS[(LABEL_DOTS.index(self.dots) + 1) % len(LABEL_DOTS)]
            self._show()

    def _show(self) -> None:
        for link, choice in self.links.items():
            choice.set_chosen(chosen=link is self.link)
        labels = {
            Link.TCP: _("Son adresse sur le réseau : 192.168.1.20, ou son nom"),
            Link.SERIAL: _("Son port, et sa vitesse : /dev/ttyUSB0:9600"),
        }
        self.address.label.set_text(shown(labels[self.link]))
        self.address.edit.setAccessibleName(shown(labels[self.link]))
        tongues = {
            PrinterLanguage.ZPL: _("Elle comprend : Zebra"),
            PrinterLanguage.BROTHER: _("Elle comprend : Brother"),
        }
        self.tongue.set_word(shown(tongues[self.language]))
        self.fine.set_word(shown(_("{number} points par pouce").format(number=self.dots)))
        self.fine.set_unavailable(
            shown(_("Une Brother imprime toujours à 300 points.")) if self.language is PrinterLanguage.BROTHER else ""
        )

    def _ask(self) -> None:
        address = "".join(self.address.text().split())
        if not address:
            self.address.set_error(shown(_("Tapez son adresse.")))
            return
        self.wanted.emit(Printer(self.language, self.link, address, dots_per_inch=self.dots))
