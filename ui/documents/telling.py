"""Papers in words: what each is, whose, since when, and whether another took its place."""

from __future__ import annotations

from datetime import datetime

from ui.signals import Shape
from ui.widgets.listing import Line
from ui.words import clock, day
from workshop.domain.documents import DocumentKind
from workshop.services.paper_rows import About, AboutKind, PaperRow
from workshop.services.paper_views import FinishedLot, Standing
from workshop.texts import _, several
from workshop.words import shown


def line_of(row: PaperRow) -> Line:
    """Tell one paper in two lines."""
    words, shape = state(row)
    return Line(row.code, row.number, second(row), words, shape)


def second(row: PaperRow) -> str:
    """Say what a paper is, about what, when and by whom."""
    whose = row.about.whose if row.about.whose != row.about.name else ""
    parts = (paper(row.kind, row.about), row.about.name, whose, moment(row.issued_at), row.person)
    return " · ".join(part for part in parts if part)


def paper(kind: DocumentKind, about: About) -> str:
    """Name a paper."""
    if kind is DocumentKind.MANIFEST:
        return shown(_("Bon de livraison"))
    if kind is DocumentKind.RECEIPT:
        return shown(_("Reçu du lot"))
    words = {
        AboutKind.LOT: _("Certificat du lot"),
        AboutKind.MACHINE: _("Certificat de l'ordinateur"),
        AboutKind.DRIVE: _("Certificat du disque"),
    }
    return shown(words.get(about.kind, _("Certificat")))


def state(row: PaperRow) -> tuple[str, Shape]:
    """Say whether a paper still holds; both of a pair say it."""
    if row.replaced_by:
        words = _("Remplacé par le {number}").format(number=short_number(row.replaced_by, row.number))
        return shown(words), Shape.LEFT
    if row.replaces:
        words = _("En vigueur, remplace le {number}").format(number=short_number(row.replaces, row.number))
        return shown(words), Shape.ACCEPTED
    return shown(_("En vigueur")), Shape.ACCEPTED


def short_number(number: str, beside: str) -> str:
    """Say another number beside one: its rank alone where the rest is the same."""
    stem, _dash, rank = number.rpartition("-")
    alike = bool(stem) and stem == beside.rpartition("-")[0]
    return shown(_("n° {number}").format(number=rank.lstrip("0") if alike else number))


def moment(at: datetime) -> str:
    """Say when: the day and the time."""
    return f"{day(at)} {clock(at)}"


def finished(lot: FinishedLot) -> tuple[str, str]:
    """Say that a lot is done, and what is in it."""
    machines = several("{number} ordinateur", "{number} ordinateurs", lot.machines).format(number=lot.machines)
    drives = several("{number} disque", "{number} disques", lot.drives).format(number=lot.drives)
    what = shown(_("Le lot de {donor} est terminé.").format(donor=lot.donor))
    return what, shown(_("{machines}, {drives} : tout est décidé.").format(machines=machines, drives=drives))


SHAPES = {
    Standing.WIPED: Shape.ACCEPTED,
    Standing.RESERVED: Shape.WARNING,
    Standing.NOT_WIPED: Shape.REFUSED,
    Standing.LOST: Shape.REFUSED,
    Standing.DECLARED: Shape.WARNING,
    Standing.DESTROYED: Shape.LEFT,
    Standing.ABSENT: Shape.LEFT,
    Standing.TO_VALIDATE: Shape.WARNING,
    Standing.OPEN: Shape.TODO,
}


def counted(standing: Standing, number: int) -> str:
    """Say how many drives stand so."""
    words = {
        Standing.WIPED: several("{number} effacé", "{number} effacés", number),
        Standing.RESERVED: several("{number} effacé avec réserves", "{number} effacés avec réserves", number),
        Standing.NOT_WIPED: several("{number} non effacé", "{number} non effacés", number),
        Standing.LOST: several("{number} perdu", "{number} perdus", number),
        Standing.DECLARED: several("{number} déclaré effacé", "{number} déclarés effacés", number),
        Standing.DESTROYED: several("{number} détruit", "{number} détruits", number),
        Standing.ABSENT: several("{number} absent", "{number} absents", number),
        Standing.TO_VALIDATE: several("{number} à valider", "{number} à valider", number),
        Standing.OPEN: several("{number} à effacer", "{number} à effacer", number),
    }
    return shown(words[standing].format(number=number))


def standing(one: Standing) -> str:
    """Say how one drive stands."""
    words = {
        Standing.WIPED: _("Effacé"),
        Standing.RESERVED: _("Effacé avec réserves"),
        Standing.NOT_WIPED: _("Non effacé"),
        Standing.LOST: _("Perdu"),
        Standing.DECLARED: _("Déclaré effacé"),
        Standing.DESTROYED: _("Détruit"),
        Standing.ABSENT: _("Absent"),
        Standing.TO_VALIDATE: _("À valider"),
        Standing.OPEN: _("À effacer"),
    }
    return shown(words[one])
