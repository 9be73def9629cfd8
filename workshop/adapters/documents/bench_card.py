"""The bench card: the commands of a bench as bars on A4, to be laminated; on its back, what teaches a reader.

Every line of bars is 15 mm high and 20 mm from the next in every direction, so that one pull of the trigger cannot hit
a neighbour; the words stand in between. Grades are computed and never scanned: none is here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.fonts import Face, register, shortened, shown, width, wrapped
from workshop.adapters.documents.paper import MM, PAGE_HEIGHT, PAGE_WIDTH
from workshop.adapters.documents.pictograms import GRID, pictogram
from workshop.adapters.documents.voice import voice
from workshop.command_words import names
from workshop.domain.calibration import Card
from workshop.domain.codes import Command, command_code

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MODULE = 3 / 203 * 72  # three dots of a 203 dpi printer: 0.3754 mm
HIGH, APART = 15 * MM, 20 * MM
PITCH = HIGH + APART
WIDE = barcodes.BAR_MODULES * MODULE
ACROSS = 64 * MM  # from one column's bars to the next's: more than 20 mm apart
LEFT = 17 * MM
FIRST = PAGE_HEIGHT - 30 * MM  # the upper edge of the first line of bars
PICTOGRAM, WORDS, SECOND, TITLE = 9 * MM, 15.0, 10.0, 11.0
RED = (0.549, 0.082, 0.082)  # ANNULER, as everything that takes back
SQUARE = 0.8 * MM
TEXT = 12.0

ICONS = {
    Command.INTAKE: "intake",
    Command.BENCH: "bench",
    Command.WIPE: "wipe",
    Command.STORE: "store",
    Command.DELIVER: "deliver",
    Command.YES: "done",
    Command.NO: "cross",
    Command.WORKS: "works",
    Command.FAILS: "fails",
    Command.UNSURE: "unsure",
    Command.NO_DEFECT: "inspect",
    Command.TO_REPAIR: "repair",
    Command.FOR_PARTS: "parts",
    Command.RECYCLE: "recycle",
    Command.PASSWORD_LOCKED: "padlock",
    Command.NO_CHARGER: "charger",
    Command.NO_SERIAL: "number",
    Command.LABEL: "label",
    Command.PHOTO: "camera",
    Command.DONE: "finish",
    Command.NEW_BOX: "box",
    Command.UNDO: "undo",
    Command.HELP: "help",
    Command.REPEAT: "sound",
    Command.CALIBRATE: "settings",
}
MOVES = (Command.INTAKE, Command.BENCH, Command.WIPE, Command.STORE, Command.DELIVER)
RESCUE = (Command.UNDO, Command.HELP, Command.REPEAT)
ANSWERS = (Command.YES, Command.NO, Command.WORKS, Command.FAILS, Command.UNSURE, Command.NO_DEFECT)
ACTIONS = (Command.LABEL, Command.PHOTO)
ROUTES = (
    Command.TO_REPAIR,
    Command.FOR_PARTS,
    Command.RECYCLE,
    Command.PASSWORD_LOCKED,
    Command.NO_CHARGER,
    Command.NO_SERIAL,
)
ENDS = (Command.DONE, Command.NEW_BOX)
Group = tuple[str, Sequence[Command]]


def bench_card(workshop: str, languages: Sequence[str]) -> bytes:
    """Return the card in one or two languages: the front to scan at work, the back to teach a reader."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 — heavy, and only papers need it

    register()
    file = io.BytesIO()
    _ = voice(languages[0])
    canvas = Canvas(file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, lang=languages[0], pageCompression=1)
    canvas.setTitle(_("Carte de poste"))
    canvas.setCreator("Établi")
    _front(canvas, workshop, languages)
    canvas.showPage()
    _back(canvas, workshop, languages)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _columns(language: str) -> tuple[tuple[Group, ...], ...]:
    _ = voice(language)
    return (
        ((_("Aller"), MOVES), (_("Secours"), RESCUE)),
        ((_("Répondre"), ANSWERS), (_("Faire"), ACTIONS)),
        ((_("L'ordinateur"), ROUTES), (_("Finir"), ENDS)),
    )


def _front(canvas: Canvas, workshop: str, languages: Sequence[str]) -> None:
    _head(canvas, workshop, languages)
    for column, groups in enumerate(_columns(languages[0])):
        x, row = LEFT + column * ACROSS, 0
        for title, commands in groups:
            for rank, command in enumerate(commands):
                top = FIRST - row * PITCH
                if rank == 0:
                    _text(canvas, x, top + 14.6 * MM, title, Face.BOLD, TITLE)
                _command(canvas, x, top, command, languages)
                row += 1


def _head(canvas: Canvas, workshop: str, languages: Sequence[str]) -> None:
    _ = voice(languages[0])
    base = PAGE_HEIGHT - 8 * MM
    _text(canvas, LEFT, base, _("Carte de poste"), Face.BOLD, TITLE)
    name = shortened(shown(workshop), Face.REGULAR, TITLE, 2 * ACROSS)
    right = PAGE_WIDTH - LEFT
    _text(canvas, right - width(name, Face.REGULAR, TITLE), base, name, Face.REGULAR, TITLE)
    canvas.setLineWidth(0.6)
    canvas.line(LEFT, base - 3.5, right, base - 3.5)


def _command(canvas: Canvas, x: float, top: float, command: Command, languages: Sequence[str]) -> None:
    """Draw one command: pictogram and words above, then the bars below `top`."""
    colour = RED if command is Command.UNDO else (0, 0, 0)
    canvas.setFillColorRGB(*colour)
    scale, base = PICTOGRAM / GRID, top + 3 * MM
    ink = " ".join(f"{part:g}" for part in colour)
    canvas.addLiteral(f"q {ink} RG {scale:.4f} 0 0 {scale:.4f} {x:.3f} {base:.3f} cm {pictogram(ICONS[command])} Q")
    words = [names(voice(language))[command] for language in languages[:2]]
    left, room = x + PICTOGRAM + 3 * MM, ACROSS - PICTOGRAM - 5 * MM
    size = min(WORDS, WORDS * room / max(width(shown(words[0]), Face.BOLD, WORDS), 1))
    middle = base + PICTOGRAM / 2 - size * 0.34
    beside = words[1:] if words[1:] != words[:1] else []
    _text(canvas, left, middle + (SECOND * 0.55 if beside else 0), words[0], Face.BOLD, size)
    for other in beside:
        _text(canvas, left, middle - SECOND * 0.75, other, Face.REGULAR, SECOND)
    canvas.setFillColorRGB(0, 0, 0)
    _bars(canvas, barcodes.bars(command_code(command).text), x, top)


def _back(canvas: Canvas, workshop: str, languages: Sequence[str]) -> None:
    _head(canvas, workshop, languages)
    _ = voice(languages[0])
    _text(canvas, LEFT, FIRST + 14.6 * MM, _("Régler une douchette"), Face.BOLD, TITLE)
    _command(canvas, LEFT, FIRST, Command.CALIBRATE, languages)
    told = _("Une seule fois, pour une douchette neuve : scannez « Réglage », puis le carré.")
    y = _paragraph(canvas, FIRST - HIGH - 12 * MM, told)
    rows = barcodes.qr(Card.WHOLE.value)
    side = len(rows) * SQUARE
    top = y - 4 * MM
    canvas.addLiteral(_squares(rows, LEFT + barcodes.QR_QUIET * SQUARE, top))
    halves = _("La douchette ne lit pas les carrés ? Scannez ces deux lignes, l'une après l'autre.")
    y = _paragraph(canvas, top - side - 12 * MM, halves)
    for card in (Card.FIRST, Card.SECOND):
        runs, modules = barcodes.text_bars(card.value)
        _bars(canvas, runs, (PAGE_WIDTH - modules * MODULE) / 2, y - 8 * MM)
        y -= 8 * MM + PITCH
    _paragraph(canvas, y, _("Ce dos se range : on n'en a pas besoin tous les jours."))


def _paragraph(canvas: Canvas, y: float, text: str) -> float:
    for line in wrapped(shown(text), Face.REGULAR, TEXT, PAGE_WIDTH - 2 * LEFT):
        _text(canvas, LEFT, y, line, Face.REGULAR, TEXT)
        y -= TEXT * 1.4
    return y


def _text(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float) -> None:
    canvas.setFont(face.value, size)
    canvas.drawString(x, y, shown(text))


def _bars(canvas: Canvas, runs: barcodes.Runs, x: float, top: float) -> None:
    drawn = (f"{x + start * MODULE:.4f} {top - HIGH:.4f} {wide * MODULE:.4f} {HIGH:.4f} re" for start, wide in runs)
    canvas.addLiteral(" ".join(("0 g", *drawn, "f")))


def _squares(rows: barcodes.Rows, x: float, top: float) -> str:
    drawn = (
        f"{x + start * SQUARE:.4f} {top - (down + 1) * SQUARE:.4f} {wide * SQUARE:.4f} {SQUARE:.4f} re"
        for down, row in enumerate(rows)
        for start, wide in barcodes.runs(row)
    )
    return " ".join(("0 g", *drawn, "f"))
