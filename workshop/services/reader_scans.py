"""Scans that say something of their reader, or that it read badly: answered before anybody asks what they mean."""

from __future__ import annotations

from workshop.domain.calibration import card_of, said
from workshop.domain.codes import (
    FIRST_MACHINE_KIND,
    LENGTH,
    TYPED_LENGTH,
    Code,
    Command,
    Kind,
    command_code,
    is_code,
)
from workshop.domain.scanning import Answer, CodeScan, Said, Scan, SerialScan, Signal, meaning
from workshop.services.ports import Look

BOUNCE_MS = 2_000  # a trigger that bounces, or a finger that stays on it
COMMAND_BOUNCE_MS = 700  # « marche » and « annuler » are meant several times in a row
LOOK_BACK = 4
SHORTEST_HALF = 6


def of_its_reader(look: Look, scan: Scan) -> Answer | None:
    """Answer a scan that teaches, that came twice, or that could be read in two ways; None: it means what it says."""
    card = None if scan.typed else card_of(scan.text)
    if card:
        what, half = said(card, complete=False)
        return Answer(Signal.ACCEPTED, what, facts={"half": str(half), "other": str(3 - half)} if half else {})
    meant = meaning(scan.text)
    if meant == CodeScan(command_code(Command.CALIBRATE)):
        return Answer(Signal.ACCEPTED, Said.READER_TO_SET)
    if _bounced(scan) and not _was_refused(look, scan):
        return Answer(Signal.ALREADY_DONE, Said.READ_TWICE, facts={"text": scan.text[:40]})
    if scan.doubtful:
        return Answer(Signal.REFUSED, Said.READER_NOT_SET, facts={"text": scan.text[:40]})
    if not scan.typed and (_is_glued(look, scan.text) or _is_a_part(look, scan)):
        return Answer(Signal.REFUSED, Said.NOT_READ, facts={"text": scan.text[:40]})
    return None


def _bounced(scan: Scan) -> bool:
    if scan.after_same_ms is None:
        return False
    meant = meaning(scan.text)
    command = isinstance(meant, CodeScan) and meant.code.kind is Kind.COMMAND
    return scan.after_same_ms <= (COMMAND_BOUNCE_MS if command else BOUNCE_MS)


def _was_refused(look: Look, scan: Scan) -> bool:
    """Tell whether the same scan before was refused: then it is refused again, with its reason."""
    for kept in look.scans(limit=LOOK_BACK):
        if kept.answer is not None and (kept.scan.text, kept.scan.reader) == (scan.text, scan.reader):
            return kept.answer.signal is Signal.REFUSED
    return False


def _is_glued(look: Look, text: str) -> bool:
    """Tell whether two scans came without an end between them: a serial twice, or one of our codes and something more.

    A code of ours must have been issued: one number of a maker's in fifty has its check digits somewhere.
    """
    meant = meaning(text)
    if not isinstance(meant, SerialScan):
        return False
    serial, half = meant.serial, len(meant.serial) // 2
    if half >= SHORTEST_HALF and serial == serial[:half] * 2:
        return True
    ends = (serial[:LENGTH], serial[-LENGTH:]) if len(serial) > LENGTH else ()
    return any(is_code(end) and look.subject_of(Code(end)) for end in ends)


def _is_a_part(look: Look, scan: Scan) -> bool:
    """Tell whether the beginning or the end of a machine's label was lost: nine to eleven digits of it are left."""
    meant = meaning(scan.text)
    digits = meant.serial if isinstance(meant, SerialScan) else ""
    if not (digits.isdigit() and TYPED_LENGTH < len(digits) < LENGTH):
        return False
    if any(code.text.endswith(digits) for code in look.codes_ending(digits[-TYPED_LENGTH:])):
        return True
    workshop = look.workshop()
    year, site = int(digits[:2]), int(digits[2:4])
    return workshop is not None and site == workshop.site and FIRST_MACHINE_KIND <= year <= scan.at.year % 100
