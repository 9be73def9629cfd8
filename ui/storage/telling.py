"""Machines and places as rows, and the sentences of Ranger."""

from __future__ import annotations

from ui.signals import Shape
from ui.widgets.listing import Line
from ui.words import day, machines, name_of, picture, state
from workshop.domain.content import read_time
from workshop.domain.lots import MachineCard
from workshop.domain.storage import Place
from workshop.domain.typography import grouped
from workshop.services.finding import FoundMachine
from workshop.services.storage import Newcomer
from workshop.texts import _, several
from workshop.words import shown

BETWEEN = " · "


def found_row(one: FoundMachine) -> Line:
    """Return a machine that was found: who it is, where it stands, where it is in the chain."""
    words, shape = state(one.card.state)
    title = BETWEEN.join((grouped(one.card.code), name_of(one.card)))
    text = BETWEEN.join(part for part in (where(one.place), one.card.serial, one.donor) if part)
    return Line(one.card.code, title, shown(text), words, shape, picture=picture(one.card.category))


def where(place: str) -> str:
    """Say in which place a machine stands."""
    return shown(_("Place {name}").format(name=place)) if place else shown(_("Pas rangé"))


def standing(place: str) -> str:
    """Say where the machine in hand stands now."""
    if not place:
        return shown(_("Il n'est rangé nulle part."))
    return shown(_("Il est rangé en {place}.").format(place=place))


def seen_row(card: MachineCard) -> Line:
    """Return a machine that a count saw where it should be."""
    return _row(card, shown(_("Vu")), Shape.ACCEPTED)


def come_row(one: Newcomer, *, counting: bool) -> Line:
    """Return a machine that came to the place: in a count it stands out."""
    if one.before:
        words = shown(_("Était en {place}").format(place=one.before))
    else:
        words = shown(_("Rangé") if not counting else _("N'était nulle part"))
    return _row(one.card, words, Shape.WARNING if counting else Shape.DONE)


def other_row(card: MachineCard) -> Line:
    """Return a machine that stands there and was not seen."""
    return _row(card, "", None)


def missing_row(card: MachineCard) -> Line:
    """Return a machine that a count missed."""
    return _row(card, shown(_("Manque")), Shape.WARNING)


def _row(card: MachineCard, words: str, shape: Shape | None) -> Line:
    name = name_of(card) if card.maker or card.model else card.serial
    return Line(card.code, grouped(card.code), name, words, shape)


def place_row(place: Place, number: int) -> Line:
    """Return a place: how many machines stand there, and when it was counted."""
    counted = _("comptée {day}").format(day=day(read_time(place.counted_at))) if place.counted_at else ""
    text = machines(number) if number else shown(_("vide"))
    return Line(place.code, place.name, text, shown(counted), Shape.DONE if counted else None)


def open_row(place: Place) -> Line:
    """Return the place that a search named."""
    words = shown(_("La place {name}").format(name=place.name))
    return Line(place.code, words, shown(_("Espace : voir ce qui y est.")))


def missing(number: int, place: str) -> str:
    """Say how many machines a count did not see."""
    words = several("Il manque {number} ordinateur en {place}.", "Il manque {number} ordinateurs en {place}.", number)
    return shown(words.format(number=number, place=place))


def unseen(number: int) -> str:
    """Say how many machines a count has still to see."""
    words = several("Il en reste {number}.", "Il en reste {number}.", number)
    return shown(words.format(number=number)) if number else shown(_("Tout est là."))


def come(number: int) -> str:
    """Say how many machines a count found that stood elsewhere."""
    words = several("{number} venu d'ailleurs", "{number} venus d'ailleurs", number)
    return shown(words.format(number=number)) if number else ""


def stored(number: int) -> str:
    """Say how many machines were put into the place that is open."""
    return shown(several("{number} rangé", "{number} rangés", number).format(number=number))


def put(number: int, place: str) -> str:
    """Say how many machines were put into a place."""
    words = several("{number} ordinateur rangé en {place}", "{number} ordinateurs rangés en {place}", number)
    return (
        shown(words.format(number=number, place=place))
        if number
        else shown(_("Rien de nouveau en {place}").format(place=place))
    )


def found(number: int, *, more: bool) -> str:
    """Say how many machines were found."""
    if more:
        return shown(_("Plus de {number} trouvés : affinez, ajoutez un mot.").format(number=number))
    words = several("{number} trouvé", "{number} trouvés", number)
    return shown(words.format(number=number)) if number else shown(_("Rien trouvé"))
