"""A donor's receipt on paper: how many came and what is missing in words, then every machine, two signatures."""

from __future__ import annotations

from workshop.adapters.documents import wording
from workshop.adapters.documents.certificate_pdf import locale
from workshop.adapters.documents.fonts import Face
from workshop.adapters.documents.paper import MARGIN, WIDTH, Frame, Group, Pen, Piece, render
from workshop.adapters.documents.pieces import (
    HEADING,
    NOTE,
    NOTE_STRONG,
    NOTE_TAB,
    STRONG,
    TEXT,
    TITLE,
    Cell,
    Style,
    boxed,
    fields,
    paragraph,
    row,
    rule,
    space,
)
from workshop.adapters.documents.signature_places import signature_places
from workshop.adapters.documents.symbols import bars_width, draw_bars
from workshop.adapters.documents.voice import Voice, day, hour, number, one, voice
from workshop.domain.lots import machine_name
from workshop.domain.receipts import LooseDriveLine, Receipt, ReceiptLine
from workshop.domain.typography import grouped

BESIDE_BARS = 130.0
INSIDE = 12.0  # of a frame
RANK, CODE, MACHINE = (0.0, 24.0), (28.0, 84.0), (118.0, 150.0)
SERIAL, TAG, CHARGER = (274.0, 96.0), (374.0, 60.0), (438.0, WIDTH - 438.0)
_CODE_STYLE = Style(9.5, 13, Face.TAB_BOLD)
GIGABYTE = 10**9


def receipt_pdf(receipt: Receipt, language: str) -> bytes:
    """Return a receipt as a PDF."""
    _ = voice(language)
    frame = Frame(
        workshop=receipt.workshop,
        number=receipt.number,
        foot=_("Reçu n° {number}", number=receipt.number),
        title=_("Reçu {number}", number=receipt.number),
        example=receipt.example,
        language=language,
        program_language=locale(language),
    )
    return render(
        (
            Group(_head(receipt, language)),
            Group((*boxed(_summary(receipt, language), 1.2), space(10))),
            *_machines(receipt, language),
            *_absent(receipt, language),
            *_loose(receipt, language),
            Group(_signatures(receipt, language)),
        ),
        frame,
    )


def _head(receipt: Receipt, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    title, *more = paragraph(_("Reçu du lot"), TITLE)
    return (
        _with_bars(title, receipt.lot),
        *more,
        row(Cell(0, WIDTH - BESIDE_BARS, receipt.donor, STRONG, lines=3)),
        space(8),
        *fields(
            (
                (_("Numéro"), receipt.number),
                (_("Remplace"), receipt.replaces),
                (_("Émis le"), _moment(receipt, language)),
                (_("Ouvert le"), day(receipt.opened_at, language) if receipt.opened_at else ""),
                (_("Reçu par"), _("{name} (site {site:02d})", name=receipt.workshop, site=receipt.site)),
                (_("Émis par"), receipt.issued_by),
                (_("Lot"), grouped(receipt.lot)),
                (_("Bordereau"), receipt.slip),
            )
        ),
        space(10),
    )


def _moment(receipt: Receipt, language: str) -> str:
    at = receipt.issued_at
    return voice(language)("{day} à {hour}", day=day(at, language), hour=hour(at))


def _with_bars(title: Piece, code: str) -> Piece:
    """Put the bars of the lot beside the title, its digits under them."""

    def draw(pen: Pen, top: float) -> None:
        title.draw(pen, top)
        right = MARGIN + WIDTH - 10
        draw_bars(pen, code, right - bars_width(), top - 2, 32)
        pen.right(right, top - 46, grouped(code), NOTE_TAB.face, NOTE_TAB.size)

    return Piece(title.height, draw)


def _summary(receipt: Receipt, language: str) -> tuple[Piece, ...]:
    """Say in sentences what came, and what did not."""
    room = WIDTH - 2 * INSIDE
    said = [
        (_came(receipt, language), STRONG),
        (_gap(receipt, language), STRONG),
        (_strangers(receipt, language), TEXT),
        (_drives(receipt, language), TEXT),
    ]
    return tuple(piece for text, style in said if text for piece in paragraph(text, style, INSIDE, room))


def _came(receipt: Receipt, language: str) -> str:
    _ = voice(language)
    count, expected = len(receipt.lines), receipt.expected
    values = {"count": number(count, language), "expected": number(expected, language)}
    if expected and one(count, language):
        return _("Nous avons reçu {count} ordinateur sur {expected}.", **values)
    if expected:
        return _("Nous avons reçu {count} ordinateurs sur {expected}.", **values)
    if one(count, language):
        return _("Nous avons reçu {count} ordinateur.", **values)
    return _("Nous avons reçu {count} ordinateurs.", **values)


def _gap(receipt: Receipt, language: str) -> str:
    _ = voice(language)
    if not receipt.missing:
        return _("Il ne manque rien.") if receipt.expected else _("Personne ne les avait comptés avant.")
    count = number(receipt.missing, language)
    if one(receipt.missing, language):
        return _("Il manque {count} ordinateur.", count=count)
    return _("Il manque {count} ordinateurs.", count=count)


def _strangers(receipt: Receipt, language: str) -> str:
    _ = voice(language)
    count = len(receipt.unlisted)
    if not count:
        return ""
    if one(count, language):
        return _("{count} ordinateur n’était pas sur votre liste. Il est marqué d’une étoile.", count=count)
    return _("{count} ordinateurs n’étaient pas sur votre liste. Ils sont marqués d’une étoile.", count=count)


def _drives(receipt: Receipt, language: str) -> str:
    _ = voice(language)
    count = len(receipt.loose_drives)
    if not count:
        return ""
    if one(count, language):
        return _("Nous avons aussi reçu {count} disque seul.", count=count)
    return _("Nous avons aussi reçu {count} disques seuls.", count=count)


def _machines(receipt: Receipt, language: str) -> list[Group]:
    _ = voice(language)
    if not receipt.lines:
        return []
    unlisted = frozenset(receipt.unlisted)
    rows = tuple(_row(line, language, starred=line.code in unlisted) for line in receipt.lines)
    return [_table(_("Ordinateurs reçus"), rows, language)]


def _absent(receipt: Receipt, language: str) -> list[Group]:
    """List what the donor had named and did not come."""
    _ = voice(language)
    if not receipt.absent:
        return []
    rows = tuple(_row(line, language, absent=True) for line in receipt.absent)
    return [_table(_("Ordinateurs attendus et non reçus"), rows, language)]


def _table(title: str, rows: tuple[Piece, ...], language: str) -> Group:
    _ = voice(language)
    columns = (_columns(_), rule(), space(2))
    head = (*paragraph(title, HEADING), *columns)
    again = (*paragraph(_("{title} (suite)", title=title), NOTE_STRONG), *columns)
    return Group((*head, *rows, space(10)), again, together=len(head) + 1)


def _columns(_: Voice) -> Piece:
    return row(
        Cell(*RANK, _("N°"), NOTE_STRONG),
        Cell(*CODE, _("Code"), NOTE_STRONG),
        Cell(*MACHINE, _("Ordinateur"), NOTE_STRONG),
        Cell(*SERIAL, _("N° de série"), NOTE_STRONG),
        Cell(*TAG, _("Inventaire"), NOTE_STRONG),
        Cell(*CHARGER, _("Chargeur"), NOTE_STRONG),
    )


def _row(line: ReceiptLine, language: str, *, starred: bool = False, absent: bool = False) -> Piece:
    _ = voice(language)
    kind = wording.said(wording.CATEGORIES, line.category, language)
    charger = {True: _("avec"), False: _("sans"), None: ""}[None if absent else line.charger]
    rank = f"{line.number}{'*' if starred else ''}" if line.number else ""
    cells = row(
        Cell(*RANK, rank, NOTE_TAB),
        Cell(*CODE, grouped(line.code), NOTE_TAB if absent else _CODE_STYLE),
        Cell(*MACHINE, machine_name(line.maker, line.model) or kind, NOTE, lines=2),
        Cell(*SERIAL, line.serial or _("non lu"), NOTE_TAB, lines=2),
        Cell(*TAG, line.inventory, NOTE_TAB, lines=2),
        Cell(*CHARGER, charger, NOTE),
    )

    def draw(pen: Pen, top: float) -> None:
        cells.draw(pen, top)
        pen.line(MARGIN, top - cells.height - 2, MARGIN + WIDTH, top - cells.height - 2, 0.4)

    return Piece(cells.height + 4, draw)


def _loose(receipt: Receipt, language: str) -> list[Group]:
    _ = voice(language)
    if not receipt.loose_drives:
        return []
    title = paragraph(_("Disques seuls"), HEADING)
    rows = tuple(_loose_row(drive, language) for drive in receipt.loose_drives)
    return [Group((*title, *rows, space(10)), together=len(title) + 1)]


def _loose_row(drive: LooseDriveLine, language: str) -> Piece:
    _ = voice(language)
    size = _("{count} Go", count=number(round(drive.size_bytes / GIGABYTE), language)) if drive.size_bytes else ""
    name = " · ".join(part for part in (drive.model or _("sans nom"), size) if part)
    return row(
        Cell(*CODE, grouped(drive.code), _CODE_STYLE),
        Cell(*MACHINE, name, NOTE, lines=2),
        Cell(SERIAL[0], WIDTH - SERIAL[0], drive.serial or _("non lu"), NOTE_TAB, lines=2),
    )


def _signatures(receipt: Receipt, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    given = (_("Remis par"), receipt.donor, _("Nom et qualité :"), _("Date et heure :"), _("Signature :"))
    taken = (
        _("Reçu par"),
        receipt.workshop,
        _("Nom : {name}", name=receipt.issued_by),
        _("Date et heure :"),
        _("Signature :"),
    )
    says = _("Ce reçu dit ce qui est arrivé. Il ne dit pas que les données sont effacées.")
    return (*paragraph(says, NOTE), space(4), signature_places(given, taken), *paragraph(_kept(_), NOTE))


def _kept(_: Voice) -> str:
    return _("Chaque partie garde un exemplaire signé.")
