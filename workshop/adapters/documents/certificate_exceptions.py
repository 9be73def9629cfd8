"""What did not end as « effacé »: in a box on page 1, worst first, and in annex B with every reason and who attests."""

from __future__ import annotations

from collections import Counter

from workshop.adapters.documents import wording
from workshop.adapters.documents.certificate_people import deed_fields
from workshop.adapters.documents.paper import MM, WIDTH, Group, Piece
from workshop.adapters.documents.pieces import (
    HEADING,
    NOTE,
    NOTE_STRONG,
    STRONG,
    TEXT,
    Cell,
    boxed,
    fields,
    paragraph,
    row,
    rule,
    shaped,
    space,
)
from workshop.adapters.documents.shapes import SHAPES
from workshop.adapters.documents.voice import number, one, voice
from workshop.domain.certificates import WIPED, Certificate, DriveStatement, Outcome
from workshop.domain.typography import grouped

WORST_FIRST = (
    Outcome.NOT_WIPED,
    Outcome.LOST,
    Outcome.OPEN,
    Outcome.WIPED_WITH_RESERVATIONS,
    Outcome.DECLARED,
    Outcome.DESTROYED,
    Outcome.ABSENT,
)
ONE_BY_ONE = 6  # more exceptions than that are counted on page 1, and told in the annexes
INSIDE, INDENT, LABEL = 10.0, 22.0, 38 * MM
ROOM = WIDTH - 2 * INSIDE - INDENT


def exceptions(certificate: Certificate, language: str) -> Group:
    """Compose the box of page 1, empty or not."""
    _ = voice(language)
    found = _worst_first(certificate)
    heading = row(Cell(INSIDE, WIDTH - 2 * INSIDE, _("Exceptions"), STRONG))
    if not found:
        none = paragraph(_("Aucune exception."), TEXT, INSIDE, WIDTH - 2 * INSIDE)
        return Group(boxed((heading, *none), 1.5))
    if len(found) <= ONE_BY_ONE:
        told = [_exception(drive, language) for drive in found]
    else:
        told = [_together(outcome, found, language) for outcome in WORST_FIRST if certificate.count(outcome)]
    return Group(boxed((heading, *(piece for pieces in told for piece in pieces)), 1.5))


def _worst_first(certificate: Certificate) -> list[DriveStatement]:
    return [drive for outcome in WORST_FIRST for drive in certificate.drives if drive.outcome is outcome]


def _exception(drive: DriveStatement, language: str) -> tuple[Piece, ...]:
    lines = (
        *paragraph(_named(drive, language), NOTE_STRONG, INSIDE + INDENT, ROOM),
        *paragraph(_why(drive, language), NOTE, INSIDE + INDENT, ROOM),
    )
    return (*shaped(SHAPES[drive.outcome], lines, INSIDE), space(3))


def _named(drive: DriveStatement, language: str) -> str:
    _ = voice(language)
    where = _("ordinateur {code}", code=grouped(drive.machine)) if drive.machine else _("disque seul")
    return _(
        "{outcome} : disque {code}, {where}",
        outcome=wording.said(wording.OUTCOMES, drive.outcome, language),
        code=grouped(drive.drive),
        where=where,
    )


def _why(drive: DriveStatement, language: str) -> str:
    _ = voice(language)
    consequence = drive.outcome in wording.CONSEQUENCES
    meant = wording.said(wording.CONSEQUENCES, drive.outcome, language) if consequence else ""
    if not drive.reasons:
        return meant
    first = wording.said(wording.REASONS, drive.reasons[0], language)
    more = _more_reasons(len(drive.reasons) - 1, drive, language)
    return " ".join(part for part in (first, more, meant) if part)


def _more_reasons(count: int, drive: DriveStatement, language: str) -> str:
    _ = voice(language)
    if not count:
        return ""
    place = "A" if drive.outcome in WIPED else "B"
    if one(count, language):
        return _("Et {count} autre raison : annexe {place}.", count=count, place=place)
    return _("Et {count} autres raisons : annexe {place}.", count=count, place=place)


def _together(outcome: Outcome, found: list[DriveStatement], language: str) -> tuple[Piece, ...]:
    """Tell all drives with one outcome in few lines: how many, what it means, which reasons how often."""
    _ = voice(language)
    drives = [drive for drive in found if drive.outcome is outcome]
    place = "A" if outcome in WIPED else "B"
    singular = one(len(drives), language)
    count = number(len(drives), language)
    name = _(
        "{outcome} : {drives}, annexe {place}",
        outcome=wording.said(wording.OUTCOMES, outcome, language),
        drives=_("{count} disque", count=count) if singular else _("{count} disques", count=count),
        place=place,
    )
    meant = (wording.said(wording.CONSEQUENCES, outcome, language),) if outcome in wording.CONSEQUENCES else ()
    reasons = Counter(reason for drive in drives for reason in drive.reasons).most_common()
    told = (
        _("{count} × {reason}", count=number(times, language), reason=wording.said(wording.REASONS, reason, language))
        for reason, times in reasons
    )
    lines = (
        *paragraph(name, NOTE_STRONG, INSIDE + INDENT, ROOM),
        *(line for text in (*meant, *told) for line in paragraph(text, NOTE, INSIDE + INDENT, ROOM)),
    )
    return (*shaped(SHAPES[outcome], lines, INSIDE), space(3))


def failures(certificate: Certificate, language: str) -> tuple[Group, ...]:
    """Compose annex B: every drive that was not wiped here, whatever became of it."""
    _ = voice(language)
    told = [Group(_failure(drive, language)) for drive in _worst_first(certificate) if drive.outcome not in WIPED]
    if not told:
        return ()
    title = _("Annexe B : disques non effacés, détruits, absents ou déclarés")
    heading = (*paragraph(title, HEADING), rule(), space(4))
    return (Group((*heading, *told[0].pieces), new_page=True), *told[1:])


def _failure(drive: DriveStatement, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    reasons = [(_("Raison"), wording.said(wording.REASONS, reason, language)) for reason in drive.reasons]
    meant = (_("Conséquence"), wording.said(wording.CONSEQUENCES, drive.outcome, language))
    who = ", ".join(part for part in (drive.model, drive.serial) if part) or _("modèle et numéro de série non lus")
    declared = drive.tool if drive.outcome is Outcome.DECLARED else ""
    pairs = ((_("Disque"), who), *reasons, meant, (_("Déclaré par"), declared), *deed_fields(drive.deeds, language))
    return (
        *shaped(SHAPES[drive.outcome], paragraph(_named(drive, language), NOTE_STRONG, INDENT)),
        *fields(pairs, NOTE, LABEL, INDENT),
        space(5),
        rule(0.4, 6),
    )
