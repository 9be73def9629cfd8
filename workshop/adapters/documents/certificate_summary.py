"""Page 1 of a certificate: counts in sentences, exceptions first, which tools, who, what the seal proves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from workshop.adapters.documents import wording
from workshop.adapters.documents.certificate_counts import count_sentences
from workshop.adapters.documents.certificate_drive import tools_of
from workshop.adapters.documents.certificate_exceptions import exceptions
from workshop.adapters.documents.certificate_people import people
from workshop.adapters.documents.paper import MM, WIDTH, Group, Piece
from workshop.adapters.documents.pieces import (
    HEADING,
    NOTE,
    NOTE_STRONG,
    NOTE_TAB,
    TEXT,
    TITLE,
    Cell,
    fields,
    paragraph,
    row,
    rule,
    space,
)
from workshop.adapters.documents.seal import readable
from workshop.adapters.documents.sealing import Sealing
from workshop.adapters.documents.symbols import with_qr
from workshop.adapters.documents.voice import day, hour, number, voice
from workshop.domain.certificates import WIPED, Certificate, DriveStatement, Variant
from workshop.domain.typography import NO_BREAK, grouped
from workshop.domain.wiping import WipeLog


def summary(certificate: Certificate, title: str, line: str, sealing: Sealing, language: str) -> tuple[Group, ...]:
    """Compose page 1 (which may run on)."""
    return (
        Group((*_head(certificate, title, line, language), space(12), *_counts(certificate, language), space(12))),
        exceptions(certificate, language),
        Group((space(12), *_methods(certificate, language), space(10))),
        people(certificate, language),
        Group(_verification(certificate, sealing, language)),
    )


def _head(certificate: Certificate, title: str, line: str, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    at = certificate.issued_at
    when = _("{day} à {hour}", day=day(at, language), hour=hour(at))
    first, *more = paragraph(title, TITLE, 0, WIDTH - 110)
    return (
        with_qr(first, line),
        *more,
        *fields(
            (
                (_("Numéro"), numbered(certificate, language) or _("aucun (provisoire, ne prouve rien)")),
                (_("Émis le"), when),
                (_("Atelier"), _("{name} (site {site:02d})", name=certificate.workshop, site=certificate.site)),
                (_("Donateur"), certificate.donor),
                (_("Lot"), grouped(certificate.lot)),
                (_("Bordereau"), certificate.slip),
                (_("Remplace"), certificate.replaces),
            ),
            TEXT,
            30 * MM,
            until=WIDTH - 110,
        ),
    )


def numbered(certificate: Certificate, language: str) -> str:
    """Return the number, with the variant's name unless it is the donor's; empty without a number."""
    if not certificate.number or certificate.variant is Variant.DONOR:
        return certificate.number
    return f"{certificate.number}, {wording.said(wording.VARIANTS, certificate.variant, language)}"


def _counts(certificate: Certificate, language: str) -> tuple[Piece, ...]:
    return tuple(piece for sentence in count_sentences(certificate, language) for piece in paragraph(sentence))


@dataclass(frozen=True, slots=True, order=True)
class MethodLine:
    """One way in which drives of this certificate were treated, as their logs show it."""

    technique: str
    level: str
    tools: str
    coverage: str


def methods(certificate: Certificate) -> list[tuple[MethodLine, int]]:
    """Count the drives by what their logs show."""
    found = Counter(_method(drive, drive.log) for drive in certificate.drives if drive.log)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _method(drive: DriveStatement, log: WipeLog) -> MethodLine:
    coverage = log.read_back.coverage.value if log.read_back else ""
    level = log.level.value if log.level and drive.outcome in WIPED else wording.NOT_REACHED
    return MethodLine(log.technique.value, level, tools_of(log), coverage)


def _methods(certificate: Certificate, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    lines = methods(certificate)
    if not lines:
        return ()
    places = ((0, 150), (156, 62), (222, 112), (338, 90), (432, 50))
    names = (_("Technique"), _("Niveau"), _("Outil et version"), _("Relecture"), _("Disques"))
    head = row(
        *(
            Cell(x, room, name, NOTE_STRONG, right=name is names[-1])
            for (x, room), name in zip(places, names, strict=True)
        )
    )
    body = tuple(
        row(
            Cell(*places[0], wording.said(wording.TECHNIQUES, line.technique, language)),
            Cell(*places[1], wording.said(wording.LEVELS, line.level, language)),
            Cell(*places[2], line.tools, NOTE_TAB),
            Cell(*places[3], wording.said(wording.COVERAGES, line.coverage, language)),
            Cell(*places[4], number(count, language), NOTE_TAB, right=True),
        )
        for line, count in lines
    )
    note = paragraph(
        _("Clear et Purge : vocabulaire NIST SP 800-88r2. Aucune conformité à une norme n’est revendiquée."), NOTE
    )
    title = paragraph(_("Comment les disques ont été traités"), HEADING)
    return (*title, head, rule(), *(piece for line in body for piece in (line, space(2), rule(0.4, 2))), *note)


def _verification(certificate: Certificate, sealing: Sealing, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    honest = _(
        "Le sceau de ce fichier prouve seulement ceci : le fichier n’a pas changé depuis qu’une personne "
        "qui avait accès au compte de ce poste l’a scellé. "
        "Le QR contient le numéro et l’empreinte du contenu (certificate.json, joint)."
    )
    scope = _(
        "Ce document porte seulement sur les disques listés ; il ne dit rien d’autres copies des données. "
        "C’est un élément de preuve au titre des articles 5(2), 28 et 32 du RGPD."
    )
    missing = _(
        "Non relevé par l’atelier : la confidentialité des données avant et après, leur sauvegarde par le donateur, "
        "le téléphone des personnes."
    )
    example = _("Exemple : les personnes sont fictives, le sceau est jetable.")
    return (
        *_masked(certificate, language),
        *paragraph(_("Ce que prouve le sceau"), HEADING),
        *paragraph(honest, NOTE),
        space(3),
        *fields(
            (
                (_("Sceau"), sealing.seal_name),
                (_("Empreinte du sceau"), _two_lines(sealing.fingerprint)),
                (_("Empreinte du contenu"), _two_lines(sealing.digest)),
                (_("Repère du journal"), _journal_mark(certificate, language)),
            )
        ),
        space(3),
        *paragraph(scope, NOTE),
        *paragraph(missing, NOTE),
        *(paragraph(example, NOTE_STRONG) if certificate.example else ()),
    )


def _masked(certificate: Certificate, language: str) -> tuple[Piece, ...]:
    """Say whom this variant is for, and how a masked value can be proven."""
    _ = voice(language)
    if certificate.variant is Variant.DONOR:
        return ()
    proven = _(
        "certificate.json porte à la place de chaque valeur masquée une empreinte salée : "
        "l’atelier ou le donateur peut donner la valeur et son sel à un contrôleur, qui recalcule l’empreinte."
    )
    return (
        *paragraph(_("Ce qui est masqué"), HEADING),
        *paragraph(wording.said(wording.MASKED, certificate.variant, language), NOTE),
        *paragraph(proven, NOTE),
        space(6),
    )


def _journal_mark(certificate: Certificate, language: str) -> str:
    _ = voice(language)
    if not certificate.journal_seq:
        return ""
    event = _("événement {count}", count=number(certificate.journal_seq, language))
    return f"{event}\n{_two_lines(certificate.journal_hash)}"


def _two_lines(fingerprint: str) -> str:
    """Write a SHA-256 in two lines that never part elsewhere."""
    groups = readable(fingerprint).split(" ")
    half = len(groups) // 2
    return "\n".join(NO_BREAK.join(part) for part in (groups[:half], groups[half:]))
