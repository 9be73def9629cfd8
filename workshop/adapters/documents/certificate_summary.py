"""Page 1 of a certificate: counts in sentences, exceptions first, which tools, who, what the seal proves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from workshop.adapters.documents import wording
from workshop.adapters.documents.paper import MM, WIDTH, Group, Piece
from workshop.adapters.documents.pieces import (
    HEADING,
    NOTE,
    NOTE_STRONG,
    NOTE_TAB,
    STRONG,
    TEXT,
    TITLE,
    Cell,
    boxed,
    fields,
    paragraph,
    row,
    rule,
    shaped,
    space,
)
from workshop.adapters.documents.seal import readable
from workshop.adapters.documents.sealing import Sealing
from workshop.adapters.documents.shapes import SHAPES
from workshop.adapters.documents.symbols import with_qr
from workshop.adapters.documents.voice import day, hour, number, one, voice
from workshop.domain.certificates import WIPED, Certificate, DriveStatement, Outcome
from workshop.domain.typography import NO_BREAK, grouped
from workshop.domain.wiping import WipeLog

WORST_FIRST = (
    Outcome.NOT_WIPED,
    Outcome.LOST,
    Outcome.OPEN,
    Outcome.WIPED_WITH_RESERVATIONS,
    Outcome.DECLARED,
    Outcome.DESTROYED,
    Outcome.ABSENT,
)
INSIDE = 10.0
INDENT = 22.0


def summary(certificate: Certificate, title: str, line: str, sealing: Sealing, language: str) -> tuple[Group, ...]:
    """Compose page 1 (which may run on)."""
    return (
        Group((*_head(certificate, title, line, language), space(12), *_counts(certificate, language), space(12))),
        Group((*_exceptions(certificate, language), space(12))),
        Group((*_methods(certificate, language), space(10))),
        Group((*_people(certificate, language), space(10))),
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
                (_("Numéro"), certificate.number or _("aucun (provisoire, ne prouve rien)")),
                (_("Émis le"), when),
                (_("Atelier"), _("{name} (site {site:02d})", name=certificate.workshop, site=certificate.site)),
                (_("Donateur"), certificate.donor),
                (_("Lot"), grouped(certificate.lot)),
            ),
            TEXT,
            30 * MM,
            until=WIDTH - 110,
        ),
    )


def _counts(certificate: Certificate, language: str) -> tuple[Piece, ...]:
    return tuple(piece for sentence in count_sentences(certificate, language) for piece in paragraph(sentence))


def count_sentences(certificate: Certificate, language: str) -> list[str]:
    """Say what came and what became of it, one short sentence a line."""
    return [
        " ".join((*_received(certificate, language), _held(certificate, language))),
        *_outcome_sentences(certificate, language),
        *_bare_machines(certificate, language),
    ]


def _received(certificate: Certificate, language: str) -> list[str]:
    _ = voice(language)
    count = certificate.machines_received
    if not count:
        return []
    if one(count, language):
        return [_("Nous avons reçu {count} ordinateur.", count=count)]
    return [_("Nous avons reçu {count} ordinateurs.", count=number(count, language))]


def _held(certificate: Certificate, language: str) -> str:
    """Say how many drives they held, only where this paper accounts for every machine that came."""
    _ = voice(language)
    count = len(certificate.drives)
    accounted = {drive.machine for drive in certificate.drives} | set(certificate.machines_without_drive)
    if count > 1 and "" not in accounted and len(accounted) == certificate.machines_received:
        if one(len(accounted), language):
            return _("Il contenait {count} disques.", count=number(count, language))
        return _("Ils contenaient {count} disques.", count=number(count, language))
    if one(count, language):
        return _("Ce certificat porte sur {count} disque.", count=count)
    return _("Ce certificat porte sur {count} disques.", count=number(count, language))


def _outcome_sentences(certificate: Certificate, language: str) -> list[str]:
    _ = voice(language)
    sentences = []
    for outcome, (singular, plural) in wording.COUNTS.items():
        count = certificate.count(Outcome(outcome))
        if count or outcome in (Outcome.WIPED, Outcome.OPEN):
            sentences.append(_(singular if one(count, language) else plural, count=number(count, language)))
    return sentences


def _bare_machines(certificate: Certificate, language: str) -> list[str]:
    _ = voice(language)
    count = len(certificate.machines_without_drive)
    if not count:
        return []
    if one(count, language):
        return [_("Aucun disque n’est enregistré pour {count} ordinateur (annexe B).", count=count)]
    return [_("Aucun disque n’est enregistré pour {count} ordinateurs (annexe B).", count=number(count, language))]


def _exceptions(certificate: Certificate, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    found = [drive for outcome in WORST_FIRST for drive in certificate.drives if drive.outcome is outcome]
    heading = row(Cell(INSIDE, WIDTH - 2 * INSIDE, _("Exceptions"), STRONG))
    if not found:
        none = paragraph(_("Aucune exception."), TEXT, INSIDE, WIDTH - 2 * INSIDE)
        return boxed((heading, *none), 1.5)
    told = (piece for drive in found for piece in _exception(drive, language))
    return boxed((heading, *told), 1.5)


def _exception(drive: DriveStatement, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    where = _("ordinateur {code}", code=grouped(drive.machine)) if drive.machine else _("disque seul")
    name = _(
        "{outcome} : disque {code}, {where}",
        outcome=wording.said(wording.OUTCOMES, drive.outcome, language),
        code=grouped(drive.drive),
        where=where,
    )
    room = WIDTH - 2 * INSIDE - INDENT
    lines = (
        *paragraph(name, NOTE_STRONG, INSIDE + INDENT, room),
        *paragraph(_why(drive, language), NOTE, INSIDE + INDENT, room),
    )
    return (*shaped(SHAPES[drive.outcome], lines, INSIDE), space(3))


def _why(drive: DriveStatement, language: str) -> str:
    _ = voice(language)
    if not drive.reasons:
        return wording.said(wording.CONSEQUENCES, drive.outcome, language)
    first = wording.said(wording.REASONS, drive.reasons[0], language)
    more = len(drive.reasons) - 1
    if not more:
        return first
    if one(more, language):
        return _("{reason} Et {count} autre raison : annexe A.", reason=first, count=more)
    return _("{reason} Et {count} autres raisons : annexe A.", reason=first, count=more)


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


def tools_of(log: WipeLog) -> str:
    """Name the tools that ran, each with the version that it printed itself."""
    named = dict.fromkeys(f"{step.tool} {step.tool_version}".strip() for step in log.steps)
    return ", ".join(named)


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


def _people(certificate: Certificate, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    validator = certificate.validator or _("personne pour l’instant")
    return (
        *paragraph(_("Qui"), HEADING),
        *fields(
            ((_("Effacement fait par"), certificate.performer), (_("Résultat validé par"), validator)), TEXT, 50 * MM
        ),
    )


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
    example = _("Exemple : les personnes sont fictives, le sceau est jetable.")
    return (
        *paragraph(_("Ce que prouve le sceau"), HEADING),
        *paragraph(honest, NOTE),
        space(3),
        *fields(
            (
                (_("Sceau"), sealing.seal_name),
                (_("Empreinte du sceau"), _two_lines(sealing.fingerprint)),
                (_("Empreinte du contenu"), _two_lines(sealing.digest)),
            )
        ),
        space(3),
        *paragraph(scope, NOTE),
        *(paragraph(example, NOTE_STRONG) if certificate.example else ()),
    )


def _two_lines(fingerprint: str) -> str:
    """Write a SHA-256 in two lines that never part elsewhere."""
    groups = readable(fingerprint).split(" ")
    half = len(groups) // 2
    return "\n".join(NO_BREAK.join(part) for part in (groups[:half], groups[half:]))
