"""The printer and its labels in words: how it is, what it is set to, what became of a trial, what waits."""

from __future__ import annotations

from ui.settings.printer_doing import JobHere
from ui.signals import Shape
from workshop import printing_words
from workshop.domain.media import Media
from workshop.domain.printing import (
    Delivery,
    FoundPrinter,
    Printer,
    PrinterLanguage,
    PrinterState,
    PrinterTrouble,
    Sent,
)
from workshop.domain.typography import NO_BREAK, grouped
from workshop.label_kind_words import kind_of
from workshop.printer_words import language_name, link_name, offset, paper_name, roll_name, trouble
from workshop.texts import _
from workshop.words import shown

Told = tuple[Shape, str, str]  # a shape, what is, what to do
LONGEST_NAME = 40


def state(printer: Printer, said: PrinterState | None) -> Told:
    """Say how a printer is; None: it is being asked."""
    if printer.language is PrinterLanguage.NONE:
        none, plug = _("Les étiquettes sont des fichiers PDF."), _("Une imprimante ? Branchez-la, puis F2.")
        return Shape.ACCEPTED, shown(none), shown(plug)
    if said is None:
        return Shape.TODO, shown(_("Je demande à l'imprimante comment elle va.")), ""
    if said.troubles:
        what, do = trouble(said.troubles[0], printer.roll)
        return Shape.WARNING, shown(what), shown(" ".join(part for part in (do, _inside(said, printer)) if part))
    if not said.known:
        silent, try_it = _("L'imprimante ne dit pas comment elle va."), _("Faites une étiquette d'essai : F4.")
        return Shape.TODO, shown(silent), shown(try_it)
    return Shape.ACCEPTED, shown(_("L'imprimante est prête.")), shown(_inside(said, printer))


def _inside(said: PrinterState, printer: Printer) -> str:
    if not said.roll or said.roll == printer.roll:
        return ""
    return _("Papier dans l'imprimante : {roll}.").format(roll=roll_name(said.roll))


def name(printer: Printer) -> str:
    """Name a printer, as its maker does where that is known."""
    return _short(printer.name) or shown(language_name(printer.language))


def where(printer: Printer) -> str:
    """Say how a printer is reached."""
    address = printer.address.replace("/", "/\u200b").replace(":", ":\u200b")
    return shown(f"{link_name(printer.link)} : ") + address


def set_to(printer: Printer) -> str:
    """Say how fine a printer prints, and how far labels are moved on their paper."""
    dots = _("{number} points par pouce.").format(number=printer.dots_per_inch)
    return shown(f"{dots} {offset(printer.right_tenths, printer.down_tenths)}")


def found(one: FoundPrinter) -> str:
    """Name a printer that was found, with the way to it."""
    named = one.printer.name or " ".join(part for part in (one.maker, one.model) if part)
    return f"{_short(named) or shown(language_name(one.printer.language))}, {shown(link_name(one.printer.link))}"


def paper(one: Media) -> str:
    """Name a paper where no sentence is around its name."""
    words = shown(paper_name(one))
    return words[:1].upper() + words[1:]


def unknown_paper(printer: Printer) -> str:
    """Say that the paper that a printer says it has is none of ours."""
    words = _("Le papier de cette imprimante ({roll}) n'est pas connu ici.")
    return shown(words.format(roll=_short(roll_name(printer.roll))))


def sent(delivery: Delivery, printer: Printer, what: str) -> Told:
    """Say whether a label that nobody sticks came out; `what` is said where it did."""
    if delivery.trouble is not None:
        happened, do = trouble(delivery.trouble, printer.roll)
        return Shape.WARNING, shown(happened), shown(do)
    if delivery.sent in (Sent.DONE, Sent.SENT):
        return Shape.ACCEPTED, what, ""
    happened, do = trouble(PrinterTrouble.OTHER, printer.roll)
    return Shape.WARNING, shown(happened), shown(do)


def job(one: JobHere) -> str:
    """Say a label of the queue in one line: what it is for, and what became of it."""
    happened = printing_words.state(one.job.state, unsure=one.job.unsure)
    about = _short(one.name) or grouped(one.job.code)
    return " · ".join((shown(kind_of(one.job.kind)), about, shown(happened)))


def why(one: JobHere) -> str:
    """Say why a label did not come out, and what to do; empty where nothing speaks against it."""
    return shown(" ".join(printing_words.trouble(one.job.trouble))) if one.job.trouble else ""


def _short(text: str) -> str:
    line = "".join(sign if sign.isprintable() else NO_BREAK for sign in text[:LONGEST_NAME])
    return line.strip() if len(text) <= LONGEST_NAME else line.strip() + "…"
