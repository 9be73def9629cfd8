"""The lamps of the status bar: what reads and what prints, as far as it is known."""

from __future__ import annotations

from ui.widgets.footer import Lamp
from workshop.texts import _
from workshop.words import shown


class ReaderLamp(Lamp):
    """The reader: a serial one is seen coming and going; one that types is a keyboard like another."""

    def __init__(self) -> None:
        super().__init__("reader", shown(_("Douchette ou clavier")), words=shown(_("prêts")))

    def show_presence(self, name: str, there: bool) -> None:  # noqa: FBT001 — a Qt slot
        self.label.set_text(shown(_("Douchette") if there else _("Douchette débranchée")))
        state = _("{name} : prête") if there else _("{name} : débranchée")
        self.show_state(works=there, words=shown(state.format(name=name)))


class LabelLamp(Lamp):
    """No printer yet: labels are files, and that works."""

    def __init__(self) -> None:
        super().__init__("printer", shown(_("Étiquettes en PDF")), words=shown(_("prêtes")))
