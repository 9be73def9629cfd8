"""What a reader sent, as it came: nothing is looked up, nothing is written down."""

from __future__ import annotations

from ui.signals import Shape
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.domain.calibration import Card, card_of
from workshop.domain.codes import Kind
from workshop.domain.scanning import CodeScan, NoScan, Said, Scan, SerialScan, TypedScan, meaning
from workshop.texts import _, several
from workshop.words import shown

MARK_PX = 40
MAY_BREAK = "\u200b"  # a code has no space at which a line could end
PIECE, MOST_SHOWN = 12, 36
KEYBOARD = "keyboard"  # the name of every reader that types


class TriedScan(Panel):
    """The last scan that was tried."""

    def __init__(self) -> None:
        self.what = Label(shown(_("Essai : scannez n'importe quoi.")), "lead", bold=True, wrap=True)
        self.more = Label(shown(_("Ici, un scan ne fait rien : il est seulement montré.")), wrap=True)
        self.text = Label("", "lead", bold=True, tabular=True, wrap=True)
        self.mark = ShapeMark(Shape.TODO, MARK_PX)
        self.text.hide()
        words = Column(self.what, self.text, self.more, None, gap="xs")
        super().__init__(Row(Column(self.mark, None), (words, 1), gap="l"), Look.DO_NOW, ("xl", "s"))

    def show_scan(self, scan: Scan) -> None:
        """Show one scan."""
        read = card_of(scan.text) is not None or meaning(scan.text) != NoScan(Said.NOT_READ)
        self.mark.set_shape(Shape.ACCEPTED if read and not scan.doubtful else Shape.WARNING)
        unset = shown(_("La douchette n'est pas réglée. Ce code se lit de deux façons."))
        self.what.set_text(unset if scan.doubtful else _kind(scan.text))
        self.text.set_text(readable(scan.text))
        self.text.show()
        length = several("{number} signe", "{number} signes", len(scan.text)).format(number=len(scan.text))
        self.more.set_text(shown(" · ".join((_reader(scan), length))))


def readable(text: str) -> str:
    """Write what came so that nothing of it is invisible, and a long one can be parted; its end is counted."""
    marks = "".join(char if char.isprintable() else f"‹{ord(char):02X}›" for char in text[:MOST_SHOWN])
    shown_text = MAY_BREAK.join(marks[start : start + PIECE] for start in range(0, len(marks), PIECE))
    left = len(text) - MOST_SHOWN
    if left <= 0:
        return shown_text
    words = several("et {number} signe", "et {number} signes", left)
    return f"{shown_text} {words.format(number=left)}"


def _reader(scan: Scan) -> str:
    if scan.typed:
        return _("Tapé à la main")
    if scan.reader == KEYBOARD:
        return _("Lu par une douchette qui tape comme un clavier")
    return _("Lu par {reader}, sur son port").format(reader=scan.reader)


def _kind(text: str) -> str:
    card = card_of(text)
    if card is not None:
        return shown(_("La douchette est réglée.") if card is Card.WHOLE else _("La moitié du code « Réglage »."))
    match meaning(text):
        case CodeScan(code):
            return shown(_("Un code d'Établi : {kind}.").format(kind=_kind_of(code.kind)))
        case TypedScan():
            return shown(_("La fin d'un code d'Établi."))
        case SerialScan():
            return shown(_("Peut-être un numéro de série."))
        case NoScan(Said.NOT_READ):
            return shown(_("Établi ne comprend pas ce code. Scannez-le encore une fois."))
        case NoScan():
            return shown(_("Un code de fabricant, mais pas un numéro de série."))


def _kind_of(kind: Kind) -> str:
    words = {
        Kind.COMMAND: _("commande de la carte"),
        Kind.PLACE: _("place"),
        Kind.LOT: _("lot"),
        Kind.BOX: _("carton"),
        Kind.BADGE: _("badge"),
        Kind.DOCUMENT: _("document"),
        Kind.ORDER: _("commande d'un acheteur"),
        Kind.DRIVE: _("disque"),
        Kind.ACCESSORY: _("accessoire"),
        Kind.MACHINE: _("ordinateur"),
    }
    return words[kind]
