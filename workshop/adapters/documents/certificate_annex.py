"""The annexes of a certificate: A every drive, B what was not wiped here, C the machines without any drive."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.adapters.documents import wording
from workshop.adapters.documents.certificate_drive import drive_block
from workshop.adapters.documents.certificate_exceptions import failures
from workshop.adapters.documents.certificate_people import deed_line
from workshop.adapters.documents.paper import Group, Piece
from workshop.adapters.documents.pieces import (
    HEADING,
    NOTE,
    NOTE_STRONG,
    NOTE_TAB,
    Cell,
    Style,
    paragraph,
    row,
    rule,
    space,
)
from workshop.adapters.documents.voice import voice
from workshop.domain.certificates import BareMachine, Certificate
from workshop.domain.diagnosis import WITHOUT_MEDIUM
from workshop.domain.typography import grouped

_PLACES = ((0.0, 80.0), (86.0, 98.0), (190.0, 70.0), (265.0, 72.0), (342.0, 140.0))
_MEDIA_LESS = frozenset(category.value for category in WITHOUT_MEDIUM)


def annex(certificate: Certificate, language: str) -> Iterator[Group]:
    """Compose the annexes one group at a time; an empty one is left out, as page 1 says."""
    yield from _drives(certificate, language)
    yield from failures(certificate, language)
    yield from _bare(certificate, language)


def _drives(certificate: Certificate, language: str) -> Iterator[Group]:
    _ = voice(language)
    heading = (*paragraph(_("Annexe A : chaque disque"), HEADING), rule(), space(4))
    for number, drive in enumerate(certificate.drives):
        block = drive_block(drive, language)
        yield Group(block) if number else Group((*heading, *block), new_page=True)


def _bare(certificate: Certificate, language: str) -> tuple[Group, ...]:
    _ = voice(language)
    if not certificate.bare_machines:
        return ()
    text = _(
        "Aucun disque n’est enregistré pour ces ordinateurs. La dernière colonne dit si une personne les a ouverts "
        "pour regarder ; rien n’est affirmé des autres."
    )
    names = (_("Code"), _("Modèle"), _("N° de série"), _("N° d’inventaire"), _("Qui a regardé"))
    head = (_line(names, NOTE_STRONG), rule())
    rows = [(_machine(machine, language), rule(0.4, 3)) for machine in certificate.bare_machines]
    title = (*paragraph(_("Annexe C : ordinateurs sans disque"), HEADING), rule(), space(4))
    start = (*title, *paragraph(text, NOTE), space(6), *head)
    pieces = (*start, *(piece for line in rows for piece in line))
    return (Group(pieces, again=head, together=len(start) + 2, new_page=True),)


def _machine(machine: BareMachine, language: str) -> Piece:
    _ = voice(language)
    if machine.looked:
        looked = deed_line(machine.looked, language)
    elif machine.category in _MEDIA_LESS:
        kind = wording.said(wording.CATEGORIES, machine.category, language)
        looked = _("{kind} : ne contient pas de disque", kind=kind)
    else:
        looked = _("personne")
    values = (
        grouped(machine.code),
        machine.name or _("inconnu"),
        machine.serial or _("non lu"),
        machine.inventory or _("non relevé"),
        looked,
    )
    return _line(values, NOTE_TAB)


def _line(values: tuple[str, ...], style: Style) -> Piece:
    return row(*(Cell(*place, text, style, lines=8) for place, text in zip(_PLACES, values, strict=True)))
