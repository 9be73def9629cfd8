"""A delivery manifest on paper, one per recipient: box by box, what stays and why, two signatures.

Fields: CCAG-FCS 2021, article 21 (one document per recipient, order reference, split by parcel, inventory of each).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workshop.adapters.documents import wording
from workshop.adapters.documents.certificate_pdf import locale
from workshop.adapters.documents.manifest_lines import heads, machine_pieces
from workshop.adapters.documents.paper import MARGIN, MM, WIDTH, Frame, Group, Pen, Piece, render
from workshop.adapters.documents.pieces import (
    HEADING,
    NOTE,
    NOTE_STRONG,
    NOTE_TAB,
    STRONG,
    TITLE,
    Cell,
    fields,
    paragraph,
    row,
    rule,
    space,
)
from workshop.adapters.documents.signature_places import signature_places
from workshop.adapters.documents.symbols import bars_width, draw_bars
from workshop.adapters.documents.voice import day, hour, number, one, voice
from workshop.domain.deliveries import BoxLine, Manifest, ManifestLine
from workshop.domain.typography import grouped

REMARKS_HEIGHT = 30 * MM
BESIDE_BARS = 130.0


def manifest_pdf(manifest: Manifest, language: str) -> bytes:
    """Return the manifest of one recipient as a PDF."""
    _ = voice(language)
    frame = Frame(
        workshop=manifest.workshop,
        number=manifest.number,
        foot=_("Bon de livraison n° {number}", number=manifest.number),
        title=_("Bon de livraison {number}", number=manifest.number),
        example=manifest.example,
        language=language,
        program_language=locale(language),
    )
    return render(
        (
            Group(_head(manifest, language)),
            *_boxes(manifest, language),
            Group(_totals(manifest, language)),
            *_refused(manifest, language),
            Group(_signatures(manifest, language)),
        ),
        frame,
    )


def _head(manifest: Manifest, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    at = manifest.issued_at
    when = _("{day} à {hour}", day=day(at, language), hour=hour(at))
    delivered = len(manifest.lines)
    title, *more = paragraph(_("Bon de livraison"), TITLE)
    return (
        _with_bars(title, manifest.order),
        *more,
        row(Cell(0, WIDTH - BESIDE_BARS, manifest.recipient, STRONG, lines=2)),
        row(Cell(0, WIDTH - BESIDE_BARS, manifest.address, NOTE)),
        space(8),
        *fields(
            (
                (_("Numéro"), manifest.number),
                (_("Expédié le"), when),
                (_("Fournisseur"), _("{name} (site {site:02d})", name=manifest.workshop, site=manifest.site)),
                (_("Acheteur"), manifest.buyer),
                (_("Commande"), grouped(manifest.order)),
                (_("Référence de l’acheteur"), manifest.reference),
                (_("Contrat"), manifest.contract),
                (_("Remarque sur le contrat"), manifest.contract_notice),
                (_("Émis par"), manifest.issued_by),
                (_("Quantité"), _quantity(manifest.ordered, delivered, language)),
                (_("Cartons"), number(len(manifest.boxes), language)),
            )
        ),
        space(10),
    )


def _with_bars(title: Piece, code: str) -> Piece:
    """Put the bars of the order beside the title, its digits under them."""

    def draw(pen: Pen, top: float) -> None:
        title.draw(pen, top)
        right = MARGIN + WIDTH - 10
        draw_bars(pen, code, right - bars_width(), top - 2, 32)
        pen.right(right, top - 46, grouped(code), NOTE_TAB.face, NOTE_TAB.size)

    return Piece(title.height, draw)


def _quantity(ordered: int, delivered: int, language: str) -> str:
    _ = voice(language)
    count, asked = number(delivered, language), number(ordered, language)
    if one(delivered, language):
        return _("{count} ordinateur livré sur {ordered} commandés", count=count, ordered=asked)
    return _("{count} ordinateurs livrés sur {ordered} commandés", count=count, ordered=asked)


def _boxes(manifest: Manifest, language: str) -> list[Group]:
    _ = voice(language)
    groups = []
    for box in manifest.boxes:
        inside = tuple(line for line in manifest.lines if line.box == box.number)
        groups.append(_inventory(_box_title(box, inside, len(manifest.boxes), language), inside, language))
    known = {box.number for box in manifest.boxes}
    loose = tuple(line for line in manifest.lines if line.box not in known)
    return [*groups, _inventory(_("Sans carton"), loose, language)] if loose else groups


def _box_title(box: BoxLine, inside: tuple[ManifestLine, ...], boxes: int, language: str) -> str:
    _ = voice(language)
    count, code = len(inside), grouped(box.code)
    if one(count, language):
        return _(
            "Carton {rank} sur {boxes} : {code}, {count} ordinateur",
            rank=box.number,
            boxes=boxes,
            code=code,
            count=count,
        )
    return _(
        "Carton {rank} sur {boxes} : {code}, {count} ordinateurs", rank=box.number, boxes=boxes, code=code, count=count
    )


def _inventory(title: str, lines: tuple[ManifestLine, ...], language: str) -> Group:
    _ = voice(language)
    columns = (heads(language), rule(), space(2))
    head = (*paragraph(title, HEADING), *columns)
    again = (*paragraph(_("{title} (suite)", title=title), NOTE_STRONG), *columns)
    machines = tuple(piece for line in lines for piece in machine_pieces(line, language))
    return Group((*head, *machines, space(10)), again, together=len(head) + 1)


def _totals(manifest: Manifest, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    letters = _counted((line.letter or "?" for line in manifest.lines), language)
    kinds = _counted((wording.said(wording.CATEGORIES, line.category, language) for line in manifest.lines), language)
    return (
        *paragraph(_("Totaux"), HEADING),
        *fields(
            (
                (_("Par note"), letters),
                (_("Par type"), kinds),
                (_("Total livré"), number(len(manifest.lines), language)),
            )
        ),
        space(10),
    )


def _counted(words: Iterable[str], language: str) -> str:
    _ = voice(language)
    found = Counter(words)
    return " · ".join(_("{name} : {count}", name=name, count=found[name]) for name in sorted(found))


def _refused(manifest: Manifest, language: str) -> list[Group]:
    _ = voice(language)
    title = paragraph(_("Ordinateurs présentés et non livrés"), HEADING)
    if not manifest.refused:
        return [Group((*title, *paragraph(_("Aucun."), NOTE), space(10)))]
    blocks = [
        (
            row(
                Cell(0, 92, grouped(line.code), NOTE_TAB),
                Cell(96, 150, line.name or _("sans nom"), NOTE_STRONG),
                Cell(252, WIDTH - 252, "\n".join(_sentences(line.reasons, language)), NOTE, lines=40),
            ),
            rule(0.4, 3),
        )
        for line in manifest.refused
    ]
    return [Group((*title, *blocks[0])), *(Group(block) for block in blocks[1:]), Group((space(10),))]


def _sentences(reasons: tuple[str, ...], language: str) -> list[str]:
    return [wording.as_sentence(wording.refusal(reason, language)) for reason in reasons]


def _signatures(manifest: Manifest, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    given = (
        _("Remis par"),
        manifest.workshop,
        _("Nom : {name}", name=manifest.issued_by),
        _("Date et heure :"),
        _("Signature :"),
    )
    taken = (_("Reçu par"), manifest.recipient, _("Nom et qualité :"), _("Date et heure :"), _("Signature et cachet :"))

    def remark(pen: Pen, top: float) -> None:
        pen.box(MARGIN, top - REMARKS_HEIGHT, WIDTH, REMARKS_HEIGHT)
        text = _("Réserves du destinataire (manquants, dégâts, refus) :")
        row(Cell(8, WIDTH - 16, text, NOTE_STRONG, lines=1)).draw(pen, top - 6)

    note = _("Chaque partie garde un exemplaire signé.")
    return (
        signature_places(given, taken),
        Piece(REMARKS_HEIGHT + 8, remark),
        *paragraph(note, NOTE),
    )
