"""What printers, their links and their papers are called; and which paper to put in."""

from __future__ import annotations

import re

from workshop import printing_words
from workshop.domain.media import Media
from workshop.domain.printing import Link, PrinterLanguage, PrinterTrouble
from workshop.texts import _

Words = tuple[str, str]
_ROLL = re.compile(r"(?P<width>[0-9]{1,3})(?:x(?P<length>[0-9]{1,3}))?", re.ASCII)


def trouble(what: PrinterTrouble, roll: str) -> Words:
    """Say what is wrong with a printer, and what to do; `roll`: the media that is meant to be in it."""
    happened, do = printing_words.trouble(what)
    if what in {PrinterTrouble.NO_PAPER, PrinterTrouble.WRONG_ROLL}:
        do = put_in(roll) or do
    return happened, do


def put_in(roll: str) -> str:
    """Say which paper to put in; empty where its size is not in its name."""
    match = _ROLL.fullmatch(roll)
    if match is None:
        return ""
    if match["length"]:
        return _("Mettez les étiquettes {size}.").format(size=roll_name(roll))
    return _("Mettez le rouleau {size}.").format(size=roll_name(roll))


def roll_name(roll: str) -> str:
    """Name a paper by the size that is written on its box; one without a size by its own name."""
    match = _ROLL.fullmatch(roll)
    if match is None:
        return roll
    if match["length"]:
        return _("{width} × {length} mm").format(width=match["width"], length=match["length"])
    return _("{width} mm").format(width=match["width"])


def language_name(language: PrinterLanguage) -> str:
    """Name what a printer understands."""
    match language:
        case PrinterLanguage.ZPL:
            return _("Zebra")
        case PrinterLanguage.BROTHER:
            return _("Brother")
        case PrinterLanguage.PDF:
            return _("imprimante du système")
        case PrinterLanguage.NONE:
            return _("pas d'imprimante")


def link_name(link: Link) -> str:
    """Name how a printer is reached."""
    match link:
        case Link.TCP:
            return _("par le réseau")
        case Link.DEVICE:
            return _("par USB")
        case Link.SERIAL:
            return _("par un port série")
        case Link.IPP:
            return _("par le système")
        case Link.FOLDER:
            return _("dans un dossier")


def offset(right_tenths: int, down_tenths: int) -> str:
    """Say how far labels are moved on their paper."""
    across = _("de {far} mm vers la droite") if right_tenths > 0 else _("de {far} mm vers la gauche")
    along = _("de {far} mm vers le bas") if down_tenths > 0 else _("de {far} mm vers le haut")
    parts = [
        words.format(far=millimetres(tenths))
        for words, tenths in ((across, right_tenths), (along, down_tenths))
        if tenths
    ]
    match parts:
        case []:
            return _("Les étiquettes ne sont pas décalées.")
        case [one]:
            return _("Les étiquettes sont décalées {how}.").format(how=one)
        case _both:
            return _("Les étiquettes sont décalées {across} et {along}.").format(across=parts[0], along=parts[1])


def millimetres(tenths: int) -> str:
    """Write a length, without its sign."""
    return f"{abs(tenths) / 10:.1f}".removesuffix(".0").replace(".", _(","))


def paper_name(paper: Media) -> str:
    """Name a paper in the words of who puts it in."""
    if paper.sheet:
        return _("planche A4 de {number} étiquettes ({name})").format(number=paper.sheet.places, name=paper.id)
    width, length = (f"{side:g}".replace(".", _(",")) for side in (paper.width_mm, paper.length_mm))
    if paper.continuous:
        return _("rouleau {width} mm").format(width=width)
    return _("étiquettes {width} × {length} mm").format(width=width, length=length)
