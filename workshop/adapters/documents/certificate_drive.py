"""Annex A, one drive: everything that its log holds and that people did, each value as recorded or « inconnu »."""

from __future__ import annotations

from datetime import datetime

from workshop.adapters.documents import wording
from workshop.adapters.documents.certificate_people import deed_fields
from workshop.adapters.documents.paper import MM, WIDTH, Piece
from workshop.adapters.documents.pieces import (
    NOTE,
    NOTE_STRONG,
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
from workshop.adapters.documents.voice import duration, moment, number, voice
from workshop.domain.certificates import WIPED, DriveStatement, Outcome
from workshop.domain.diagnosis import Smart
from workshop.domain.methods import Expectation
from workshop.domain.typography import NO_BREAK, grouped
from workshop.domain.wiping import Coverage, ReadBack, WipeLog, WipeStep

INDENT = 22.0
DRIVE_TITLE = Style(12, 18, NOTE_STRONG.face)
LABEL = 26 * MM
TERA, GIGA, MEGA = 10**12, 10**9, 10**6
WHOLE = 100


def drive_block(drive: DriveStatement, language: str) -> tuple[Piece, ...]:
    """Compose everything about one drive."""
    _ = voice(language)
    word = wording.said(wording.OUTCOMES, drive.outcome, language)
    title = _("{outcome} : disque {code}", outcome=word, code=grouped(drive.drive))
    return (
        *shaped(SHAPES[drive.outcome], paragraph(title, DRIVE_TITLE, INDENT)),
        *grid(_identity(drive, language), INDENT, LABEL),
        *(_treatment(drive, drive.log, language) if drive.log else ()),
        *fields(_people(drive, language), NOTE, LABEL, INDENT),
        *_reasons(drive, language),
        space(5),
        rule(0.4, 7),
    )


def _identity(drive: DriveStatement, language: str) -> tuple[tuple[str, str], ...]:
    _ = voice(language)
    unknown, unread, unasked = _("inconnu"), _("non lu"), _("non relevé")
    host: tuple[tuple[str, str], ...] = ((_("Ordinateur"), _("aucun : disque seul")),)
    if drive.machine:
        host = (
            (_("Ordinateur"), grouped(drive.machine)),
            (_("Son n° de série"), drive.machine_serial or unread),
            (_("Son modèle"), drive.machine_name or unknown),
            (_("N° d’inventaire"), drive.inventory or unasked),
        )
    kind = wording.said(wording.MEDIA, drive.medium, language)
    return (
        *host,
        (_("Disque"), drive.model or _("modèle non lu")),
        (_("N° de série"), drive.serial or unread),
        (_("Fabricant"), drive.maker or unknown),
        (_("Micrologiciel"), drive.firmware or unknown),
        (_("Type"), f"{kind}, {drive.interface}" if drive.interface else kind),
        (_("Taille"), size(drive.size_bytes, language)),
        (_("N° mondial"), drive.wwn or unknown),
        (_("Destination"), wording.said(wording.DESTINATIONS, drive.destination, language)),
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
    counted = duration(log.elapsed_seconds, language) if log.elapsed_seconds is not None else _("inconnue")
    times = (
        (_("Début (UTC)"), moment(log.started_at)),
        (_("Fin (UTC)"), _ended(log.ended_at, language)),
        (_("Outil, version"), tools_of(log) or _("aucun")),
        (_("Durée comptée"), counted),
    )
    after = (
        (_("Relecture"), read_back(log, log.read_back, language)),
        *_smart(log, language),
        *((_("Commande"), _command(step, language)) for step in log.steps),
        (_("Registre"), log.id),
        (_("Son SHA-256"), drive.log_sha256 or _("inconnu")),
    )
    return (
        *fields(_what(drive, log, language), NOTE, LABEL, INDENT),
        *grid(times, INDENT, LABEL),
        *fields(after, NOTE, LABEL, INDENT),
    )


def _what(drive: DriveStatement, log: WipeLog, language: str) -> tuple[tuple[str, str], ...]:
    _ = voice(language)
    who = log.before
    wiped = ", ".join(part for part in (who.model or "", who.serial or "", size(who.size_bytes, language)) if part)
    same = (who.model or "", who.serial or "", who.size_bytes) == (drive.model, drive.serial, drive.size_bytes)
    technique = _(
        "{technique} ; niveau : {level} (vocabulaire NIST SP 800-88r2)",
        technique=wording.said(wording.TECHNIQUES, log.technique, language),
        level=_level(drive, log, language),
    )
    hidden = _(
        "{found} ; taille accessible : {accessible} octets ; taille d’origine : {native}",
        found=wording.said(wording.HIDDEN_AREAS, log.hidden_area, language),
        accessible=number(who.size_bytes, language),
        native=_("{count} octets", count=number(log.native_bytes, language)) if log.native_bytes else _("inconnue"),
    )
    together = ", ".join(log.namespaces) if len(log.namespaces) > 1 else ""
    return (
        (_("Support effacé"), "" if same else wiped),
        (_("Technique"), technique),
        (_("Zone cachée"), hidden),
        (_("Espaces effacés"), together),
        (_("Avancement"), _progress(drive, log, language)),
    )


def _level(drive: DriveStatement, log: WipeLog, language: str) -> str:
    _ = voice(language)
    level = wording.said(wording.LEVELS, log.level.value if log.level else "", language)
    return level if drive.outcome in WIPED or not log.level else _("{level} visé, non atteint", level=level)


def _progress(drive: DriveStatement, log: WipeLog, language: str) -> str:
    """Say how far a wipe came that did not end well."""
    _ = voice(language)
    if log.percent is None or drive.outcome in WIPED or (log.stage == "read-back" and log.percent == WHOLE):
        return ""
    stage = wording.said(wording.STAGES, log.stage, language)
    return _("{stage} : {percent} % à la dernière ligne du registre", stage=stage, percent=log.percent)


def _ended(at: datetime | None, language: str) -> str:
    _ = voice(language)
    return moment(at) if at else _("jamais")


def tools_of(log: WipeLog) -> str:
    """Name the tools that ran, each with the version that it printed itself."""
    named = dict.fromkeys(f"{step.tool} {step.tool_version}".strip() for step in log.steps)
    return ", ".join(named)


def read_back(log: WipeLog, reading: ReadBack | None, language: str) -> str:
    """Say how much was read back, how, and what was found."""
    _ = voice(language)
    if reading is None:
        return wording.said(wording.COVERAGES, "", language)
    how = _("accès direct au disque") if reading.direct else _("par la mémoire de l’ordinateur, sans accès direct")
    return " ; ".join(
        (
            f"{_covered(log, reading, language)}, {how}",
            _("octets relus : {count}", count=number(reading.bytes_read, language)),
            _whole(_found(reading, language)),
            _whole(_("illisibles : {count}", count=number(reading.unreadable_bytes, language))),
        )
    )


def _whole(text: str) -> str:
    """Keep a short text on one line."""
    return text.replace(" ", NO_BREAK)


def _covered(log: WipeLog, reading: ReadBack, language: str) -> str:
    _ = voice(language)
    how_much = wording.said(wording.COVERAGES, reading.coverage, language)
    known = log.before.size_bytes > 0
    hundredths = reading.bytes_read * WHOLE * WHOLE // log.before.size_bytes if known else 0
    percent, rest = divmod(hundredths, WHOLE)
    share = (
        _("{percent},{hundredths:02d} %", percent=percent, hundredths=rest)
        if rest
        else _("{percent} %", percent=percent)
    )
    if reading.coverage is Coverage.FULL:
        return f"{how_much} ({share})"
    return _(
        "{coverage} ({share}, {parts} parties, tirage {seed})",
        coverage=how_much,
        share=share,
        parts=number(reading.subsections, language),
        seed=reading.seed or _("inconnu"),
    )


def _found(reading: ReadBack, language: str) -> str:
    _ = voice(language)
    differing = number(reading.differing_bytes, language)
    match reading.expectation:
        case Expectation.BYTE:
            return _("autres que {expected:02X} : {count}", expected=reading.expected_byte, count=differing)
        case Expectation.PATTERN:
            period = reading.period.upper() or _("aucun")
            return _("motif trouvé : {period} ; hors du motif : {count}", period=period, count=differing)
        case Expectation.CHANGED:
            return _(
                "comparés à l’ancien contenu : {compared} ; inchangés : {unchanged}",
                compared=number(reading.compared_bytes, language),
                unchanged=number(reading.unchanged_bytes, language),
            )


def _smart(log: WipeLog, language: str) -> tuple[tuple[str, str], ...]:
    _ = voice(language)
    before, after = smart(log.smart_before, language), smart(log.smart_after, language)
    if before == after:
        return ((_("SMART"), _("avant et après : {told}", told=before)),)
    return ((_("SMART avant"), before), (_("SMART après"), after))


def smart(told: Smart | None, language: str) -> str:
    """Say what a drive says of its own state; what it does not say is left out, nothing at all is « inconnu »."""
    _ = voice(language)
    if told is None:
        return _("inconnu")
    say = _
    counts = ((sentence, getattr(told, name)) for name, sentence in wording.SMART.items())
    verdict = {True: _("autotest bon"), False: _("autotest mauvais"), None: _("autotest inconnu")}[told.passed]
    found = (say(sentence, count=number(count, language)) for sentence, count in counts if count is not None)
    return ", ".join((verdict, *found))


def _command(step: WipeStep, language: str) -> str:
    _ = voice(language)
    command = " ".join(step.command)
    if step.exit_code is None:
        return _("{command} (jamais terminée)", command=command)
    return _("{command} (code de sortie {code})", command=command, code=step.exit_code)


def _people(drive: DriveStatement, language: str) -> tuple[tuple[str, str], ...]:
    _ = voice(language)
    scanned = ""
    if drive.log:
        code = drive.log.confirmed
        scanned = grouped(code) if code else _("aucun code scanné pour ce disque")
    waiting = drive.outcome in WIPED and not drive.validated
    return (
        *(deed_fields(drive.deeds, language) if drive.outcome in WIPED else ()),
        (_("Confirmé par"), scanned),
        (_("Validation"), _("pas encore validé") if waiting else ""),
    )


def _reasons(drive: DriveStatement, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    exercise = _("EXERCICE : le support effacé est une image créée pour l’exemple, pas le disque de l’ordinateur.")
    sentences = [
        (_("Réserve"), wording.said(wording.REASONS, reason, language))
        for reason in (drive.reasons if drive.outcome is Outcome.WIPED_WITH_RESERVATIONS else ())
    ]
    if drive.outcome not in WIPED:
        sentences.append((_("Pourquoi"), _("raisons, conséquence et personnes : annexe B")))
    room = WIDTH - INDENT - LABEL
    return (
        *(
            row(Cell(INDENT, LABEL - 4, name, NOTE_STRONG), Cell(INDENT + LABEL, room, text, NOTE, lines=6))
            for name, text in sentences
        ),
        *(paragraph(exercise, NOTE_STRONG, INDENT) if drive.log and drive.log.exercise else ()),
    )
