"""Labels, printers and the check after sticking, in words: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.domain.label_queue import PrinterLine
from workshop.domain.printing import JobState, PrinterTrouble, Reason
from workshop.domain.scanning import Answer, Said
from workshop.domain.typography import grouped
from workshop.services.printing import NOT_NOW
from workshop.services.stickers import REPLACED_BY
from workshop.texts import _, several

Words = tuple[str, str]


def answer(given: Answer) -> Words | None:
    """Say an answer about a check of labels; None: it is about something else."""
    name, code = given.facts.get("name", ""), grouped(given.code)
    match given.said:
        case Said.STICKER_SEEN:
            what = _("Étiquette : {name}").format(name=name or code)
            return what, _("Scannez maintenant le numéro de série.")
        case Said.STICKER_RIGHT:
            return _("L'étiquette est sur le bon ordinateur."), _("Prenez l'ordinateur suivant.")
        case Said.STICKERS_SWAPPED:
            other = given.facts.get("other", "") or grouped(given.facts.get("other_code", ""))
            what = _("Cette étiquette est celle de {name}. L'ordinateur est {other}.")
            return what.format(name=name or code, other=other), _("Échangez les deux étiquettes. Scannez-les encore.")
        case _:
            return None


def with_the_new_label(facts: Mapping[str, str], words: Words) -> Words:
    """Say first that a label was replaced, where it was."""
    new = facts.get(REPLACED_BY, "")
    if not new:
        return words
    old = _("Ancienne étiquette. La nouvelle est {code}.").format(code=grouped(new))
    return f"{old} {words[0]}", words[1]


def trouble(what: PrinterTrouble) -> Words:
    """Say why a label does not come out, and what to do."""
    words = {
        PrinterTrouble.UNREACHABLE: (_("L'imprimante ne répond pas."), _("Allumez-la et vérifiez son câble.")),
        PrinterTrouble.CUT_OFF: (_("L'envoi a été coupé."), _("Regardez si l'étiquette est sortie.")),
        PrinterTrouble.NO_PAPER: (_("Il n'y a plus de papier."), _("Mettez un rouleau dans l'imprimante.")),
        PrinterTrouble.WRONG_ROLL: (_("Ce n'est pas le bon rouleau."), _("Mettez le rouleau des réglages.")),
        PrinterTrouble.COVER_OPEN: (_("Le capot est ouvert."), _("Fermez le capot de l'imprimante.")),
        PrinterTrouble.NO_RIBBON: (_("Il n'y a plus de ruban."), _("Mettez un ruban dans l'imprimante.")),
        PrinterTrouble.HEAD_HOT: (_("L'imprimante est trop chaude."), _("Attendez. Elle continue toute seule.")),
        PrinterTrouble.PAUSED: (_("L'imprimante est en pause."), _("Appuyez sur son bouton « Pause ».")),
        PrinterTrouble.BUSY: (_("L'imprimante est occupée."), _("Attendez. Elle continue toute seule.")),
        PrinterTrouble.NOT_ALLOWED: (_("L'accès à l'imprimante est refusé."), _("Appelez le responsable.")),
        PrinterTrouble.DOES_NOT_FIT: (_("L'étiquette est plus grande que le papier."), _("Changez le rouleau.")),
        PrinterTrouble.OTHER: (_("L'imprimante ne peut pas imprimer."), _("Regardez son écran ou ses voyants.")),
    }
    return words[what]


def short_trouble(what: PrinterTrouble) -> str:
    """Name a trouble in two or three words, for a lamp."""
    words = {
        PrinterTrouble.UNREACHABLE: _("éteinte"),
        PrinterTrouble.CUT_OFF: _("à regarder"),
        PrinterTrouble.NO_PAPER: _("plus de papier"),
        PrinterTrouble.WRONG_ROLL: _("mauvais rouleau"),
        PrinterTrouble.COVER_OPEN: _("capot ouvert"),
        PrinterTrouble.NO_RIBBON: _("plus de ruban"),
        PrinterTrouble.HEAD_HOT: _("trop chaude"),
        PrinterTrouble.PAUSED: _("en pause"),
        PrinterTrouble.BUSY: _("occupée"),
        PrinterTrouble.NOT_ALLOWED: _("accès refusé"),
        PrinterTrouble.DOES_NOT_FIT: _("trop petit"),
        PrinterTrouble.OTHER: _("à regarder"),
    }
    return words[what]


def line(how: PrinterLine) -> str:
    """Say how printing goes, whole."""
    if not how.there:
        return _("Étiquettes en PDF")
    parts = [part for part in (*_troubles(how), _waiting(how)) if part]
    return _("Imprimante : {state}").format(state=", ".join(parts) or _("prête"))


def lamp(how: PrinterLine) -> str:
    """Say it beside the drawing of a printer, in twenty signs: « Plus de papier · 3 »."""
    if not how.there:
        return _("Étiquettes en PDF")
    first = next(iter(_troubles(how)), "")
    if not first:
        wait = _("{number} en attente").format(number=how.waiting)
        return wait if how.waiting else _("Imprimante prête")
    return f"{first[:1].upper()}{first[1:]}" + (f" · {how.waiting}" if how.waiting else "")


def _troubles(how: PrinterLine) -> list[str]:
    ruined = several("{number} ratée", "{number} ratées", how.failed).format(number=how.failed)
    found = [short_trouble(how.trouble)] if how.trouble else []
    found += [short_trouble(PrinterTrouble.CUT_OFF)] if how.unsure and PrinterTrouble.CUT_OFF is not how.trouble else []
    return found + ([ruined] if how.failed else [])


def _waiting(how: PrinterLine) -> str:
    wait = several("{number} étiquette attend", "{number} étiquettes attendent", how.waiting)
    return wait.format(number=how.waiting) if how.waiting else ""


def state(what: JobState, *, unsure: bool = False) -> str:
    """Name what became of a label."""
    if unsure:
        return _("Est-elle sortie ?")
    words = {
        JobState.WAITING: _("Attend"),
        JobState.SENT: _("Envoyée"),
        JobState.DONE: _("Sortie"),
        JobState.FAILED: _("Ratée"),
        JobState.VOID: _("Annulée"),
    }
    return words[what]


def reason(why: Reason) -> str:
    """Name why a label is printed again."""
    words = {
        Reason.DAMAGED: _("Abîmée"),
        Reason.LOST: _("Perdue"),
        Reason.BADLY_STUCK: _("Mal collée"),
        Reason.NOT_PRINTED: _("Pas sortie"),
    }
    return words[why]


def against(written: str) -> str:
    """Say why a job of the queue is nobody's to decide any more; empty: it is another kind of reason."""
    name, _colon, now = written.partition(":")
    if name != NOT_NOW:
        return ""
    if now == JobState.SENT.value:
        return _("Cette étiquette part en ce moment.")
    return _("Cette étiquette est déjà sortie ou annulée.")
