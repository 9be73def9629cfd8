"""One machine of a manifest: who it is, what it has, its letter, and what was proven of every drive."""

from __future__ import annotations

from workshop.adapters.documents import wording
from workshop.adapters.documents.fonts import Face
from workshop.adapters.documents.paper import WIDTH, Piece, stacked
from workshop.adapters.documents.pieces import NOTE, NOTE_STRONG, Cell, Style, row, rule, space, within
from workshop.adapters.documents.voice import number, voice
from workshop.domain.deliveries import DriveLine, ManifestLine
from workshop.domain.lots import machine_name
from workshop.domain.typography import grouped

CODE = (0.0, 84.0)
MACHINE = (88.0, 170.0)
LETTER = (264.0, 28.0)
DRIVES = (296.0, WIDTH - 296.0)
GIB = 1024
DRIVES_A_PIECE = 8
LINES_A_PIECE = 4 * DRIVES_A_PIECE
_CODE_STYLE = Style(9.5, 13, Face.TAB_BOLD)


def heads(language: str) -> Piece:
    """Return the heads of the columns."""
    _ = voice(language)
    return row(
        Cell(*CODE, _("Code"), NOTE_STRONG),
        Cell(*MACHINE, _("Ordinateur"), NOTE_STRONG),
        Cell(*LETTER, _("Note"), NOTE_STRONG),
        Cell(*DRIVES, _("Disques et certificats"), NOTE_STRONG),
    )


def machine_pieces(line: ManifestLine, language: str) -> tuple[Piece, ...]:
    """Set one machine: as a rule one piece, more where it has more drives than a page could hold."""
    _ = voice(language)
    serial = _("n° de série {serial}", serial=line.serial) if line.serial else _("n° de série non lu")
    parts = (machine_name(line.maker, line.model) or _("sans nom"), serial, facts(line, language))
    machine = "\n".join(within(part, NOTE, MACHINE[1], lines) for part, lines in zip(parts, (3, 3, 8), strict=True))
    told = [drive_words(drive, language) for drive in line.drives] or [_("aucun disque")]
    first, *more = ("\n".join(told[at : at + DRIVES_A_PIECE]) for at in range(0, len(told), DRIVES_A_PIECE))
    code = Cell(*CODE, grouped(line.code), _CODE_STYLE)
    head = row(
        code,
        Cell(*MACHINE, machine, NOTE, lines=LINES_A_PIECE),
        Cell(*LETTER, line.letter, NOTE_STRONG),
        Cell(*DRIVES, first, NOTE, lines=LINES_A_PIECE),
    )
    rows = [head, *(row(code, Cell(*DRIVES, drives, NOTE, lines=LINES_A_PIECE)) for drives in more)]
    return (*rows[:-1], stacked((rows[-1], space(2), rule(0.4, 3))))


def facts(line: ManifestLine, language: str) -> str:
    """Say what the machine has, in one line of words."""
    _ = voice(language)
    charger = {True: _("avec chargeur"), False: _("sans chargeur"), None: ""}[line.charger]
    kind = wording.said(wording.CATEGORIES, line.category, language)
    parts = (
        kind,
        line.processor,
        memory(line.memory_mib, language),
        line.storage,
        battery(line.battery_percent, language),
        charger,
    )
    return " · ".join(part for part in parts if part)


def memory(mebibytes: int, language: str) -> str:
    """Write a size of memory as it is sold: 16 Go."""
    _ = voice(language)
    if mebibytes <= 0:
        return ""
    if mebibytes % GIB and mebibytes < GIB:
        return _("{count} Mo de mémoire", count=number(mebibytes, language))
    return _("{count} Go de mémoire", count=number(round(mebibytes / GIB), language))


def battery(percent: int, language: str) -> str:
    """Say what is left of a battery."""
    _ = voice(language)
    return _("batterie à {percent} % de sa capacité", percent=percent) if percent >= 0 else ""


def drive_words(drive: DriveLine, language: str) -> str:
    """Say what became of a drive, which one it is, and which certificate shows it, a line each."""
    _ = voice(language)
    outcome = wording.said(wording.DISPOSITIONS, drive.outcome, language).lower()
    told = _("{code} : {outcome}", code=grouped(drive.drive), outcome=outcome)
    proof = _("certificat {number}", number=drive.certificate) if drive.certificate else ""
    parts = ((told, 1), (drive.description, 2), (proof, 1))
    return "\n".join(within(part, NOTE, DRIVES[1], lines) for part, lines in parts if part)
