"""The annexes of a certificate: every drive with everything its log holds, then the machines without any drive."""

from __future__ import annotations

from datetime import datetime

from workshop.adapters.documents import wording
from workshop.adapters.documents.certificate_summary import tools_of
from workshop.adapters.documents.paper import MM, WIDTH, Group, Piece
from workshop.adapters.documents.pieces import (
    HEADING,
    NOTE,
    NOTE_STRONG,
    NOTE_TAB,
    Cell,
    Style,
    fields,
    grid,
    paragraph,
    row,
    rule,
    shaped,
    space,
)
from workshop.adapters.documents.shapes import SHAPES
from workshop.adapters.documents.voice import moment, number, voice
from workshop.domain.certificates import WIPED, Certificate, DriveStatement, Outcome
from workshop.domain.typography import grouped
from workshop.domain.wiping import ReadBack, WipeLog, WipeStep

INDENT = 22.0
DRIVE_TITLE = Style(12, 18, NOTE_STRONG.face)
LABEL = 25 * MM
TERA, GIGA, MEGA = 10**12, 10**9, 10**6


def annex(certificate: Certificate, language: str) -> tuple[Group, ...]:
    """Compose annex A (drives) and annex B (machines without drive)."""
    _ = voice(language)
    title = Group((*paragraph(_("Annexe A : chaque disque"), HEADING), rule(), space(4)), new_page=True)
    drives = [Group(_drive(drive, certificate, language)) for drive in certificate.drives]
    first = Group((*title.pieces, *drives[0].pieces), new_page=True) if drives else None
    rest = drives[1:]
    bare = _bare(certificate, language)
    return (*((first,) if first else ()), *rest, *((bare,) if bare else ()))


def _bare(certificate: Certificate, language: str) -> Group | None:
    _ = voice(language)
    if not certificate.machines_without_drive:
        return None
    heading = (*paragraph(_("Annexe B : ordinateurs sans disque"), HEADING), rule(), space(4))
    text = _(
        "Aucun disque n’est enregistré pour ces ordinateurs. "
        "Ce document ne dit pas que quelqu’un a regardé dans leurs emplacements."
    )
    note = paragraph(text, NOTE)
    codes = certificate.machines_without_drive
    rows = tuple(
        row(*(Cell(place * 120, 116, _shown_code(code), NOTE_TAB) for place, code in enumerate(codes[at : at + 4])))
        for at in range(0, len(codes), 4)
    )
    return Group((*heading, *note, *rows))


def _shown_code(text: str) -> str:
    return grouped(text) if text.isdigit() else text


def _drive(drive: DriveStatement, certificate: Certificate, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    word = wording.said(wording.OUTCOMES, drive.outcome, language)
    title = _("{outcome} : disque {code}", outcome=word, code=grouped(drive.drive))
    head = shaped(SHAPES[drive.outcome], paragraph(title, DRIVE_TITLE, INDENT))
    return (
        *head,
        *grid(_identity(drive, language), INDENT, LABEL),
        *(_treatment(drive, drive.log, language) if drive.log else ()),
        *fields(_outside(drive, certificate, language), NOTE, LABEL, INDENT),
        *_reasons(drive, language),
        space(6),
        rule(0.4, 8),
    )


def _identity(drive: DriveStatement, language: str) -> tuple[tuple[str, str], ...]:
    _ = voice(language)
    machine = grouped(drive.machine) if drive.machine else _("aucun : disque seul")
    return (
        (_("Ordinateur"), machine),
        (_("N° de série"), drive.machine_serial),
        (_("Modèle"), drive.machine_name),
        (_("Type"), wording.said(wording.MEDIA, drive.medium, language)),
        (_("Disque"), drive.model or _("modèle non lu")),
        (_("N° de série"), drive.serial or _("non lu")),
        (_("Taille"), size(drive.size_bytes, language)),
    )


def size(count: int, language: str) -> str:
    """Write a size in bytes and in the unit that makers print (1 Go is 1 000 000 000 bytes)."""
    _ = voice(language)
    if count <= 0:
        return _("non lue")
    if count % TERA < 5 * GIGA and count >= TERA:
        short = _("{count} To", count=count // TERA)
    elif count >= GIGA:
        short = _("{count} Go", count=number(round(count / GIGA), language))
    else:
        short = _("{count} Mo", count=number(round(count / MEGA), language))
    return _("{size} ({count} octets)", size=short, count=number(count, language))


def _treatment(drive: DriveStatement, log: WipeLog, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    technique = _(
        "{technique} ; niveau : {level} (vocabulaire NIST SP 800-88r2)",
        technique=wording.said(wording.TECHNIQUES, log.technique, language),
        level=_level(drive, log, language),
    )
    who = log.before
    wiped = ", ".join(part for part in (who.model or "", who.serial or "", size(who.size_bytes, language)) if part)
    return (
        *fields(((_("Support effacé"), wiped), (_("Technique"), technique)), NOTE, LABEL, INDENT),
        *grid(
            (
                (_("Outil, version"), tools_of(log) or _("aucun")),
                (_("Zone cachée"), wording.said(wording.HIDDEN_AREAS, log.hidden_area, language)),
                (_("Début (UTC)"), moment(log.started_at)),
                (_("Fin (UTC)"), _ended(log.ended_at, language)),
            ),
            INDENT,
            LABEL,
        ),
        *fields(
            (
                (_("Relecture"), _read_back(log.read_back, language)),
                *((_("Programme"), _command(step, language)) for step in log.steps),
                (_("Journal"), log.id),
            ),
            NOTE,
            LABEL,
            INDENT,
        ),
    )


def _level(drive: DriveStatement, log: WipeLog, language: str) -> str:
    _ = voice(language)
    level = wording.said(wording.LEVELS, log.level.value if log.level else "", language)
    return level if drive.outcome in WIPED or not log.level else _("{level} visé, non atteint", level=level)


def _ended(at: datetime | None, language: str) -> str:
    _ = voice(language)
    return moment(at) if at else _("jamais")


def _read_back(reading: ReadBack | None, language: str) -> str:
    _ = voice(language)
    if reading is None:
        return wording.said(wording.COVERAGES, "", language)
    how = _("accès direct au disque") if reading.direct else _("par la mémoire de l’ordinateur, sans accès direct")
    return _(
        "{coverage}, {how} ; octets relus : {read} ; autres que {expected:02X} : {differing} ; "
        "illisibles : {unreadable}",
        coverage=wording.said(wording.COVERAGES, reading.coverage, language),
        how=how,
        read=number(reading.bytes_read, language),
        differing=number(reading.differing_bytes, language),
        expected=reading.expected_byte,
        unreadable=number(reading.unreadable_bytes, language),
    )


def _command(step: WipeStep, language: str) -> str:
    _ = voice(language)
    command = " ".join(step.command)
    if step.exit_code is None:
        return _("{command} (jamais terminée)", command=command)
    return _("{command} (code de sortie {code})", command=command, code=step.exit_code)


def _outside(drive: DriveStatement, certificate: Certificate, language: str) -> tuple[tuple[str, str], ...]:
    _ = voice(language)
    by = certificate.validator
    validated = _("résultat validé par {person}", person=by) if by else _("résultat validé")
    waiting = _("pas encore validé")
    judged = drive.outcome in WIPED
    declared = drive.tool if drive.outcome is Outcome.DECLARED else ""
    return (
        (_("Déclaré par"), declared),
        (_("Validation"), (validated if drive.validated else waiting) if judged else ""),
    )


def _reasons(drive: DriveStatement, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    reserved = drive.outcome is Outcome.WIPED_WITH_RESERVATIONS
    sentences = [
        (_("Réserve") if reserved else _("Raison"), wording.said(wording.REASONS, reason, language))
        for reason in (drive.reasons or drive.reservations)
    ]
    if drive.outcome in wording.CONSEQUENCES:
        sentences.append((_("Conséquence"), wording.said(wording.CONSEQUENCES, drive.outcome, language)))
    exercise = _("EXERCICE : le support effacé est une image créée pour l’exemple, pas le disque de l’ordinateur.")
    practised = drive.log is not None and drive.log.exercise
    room = WIDTH - INDENT - LABEL
    return (
        *(
            row(Cell(INDENT, LABEL - 4, name, NOTE_STRONG), Cell(INDENT + LABEL, room, text, NOTE, lines=6))
            for name, text in sentences
        ),
        *(paragraph(exercise, NOTE_STRONG, INDENT) if practised else ()),
    )
