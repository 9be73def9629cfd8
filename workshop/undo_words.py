"""What was taken back, and what cannot be: what happened and what to do instead, never blame."""

from __future__ import annotations

import json

from workshop.domain.content import ContentError
from workshop.domain.entries import KINDS, read_event
from workshop.domain.gestures import UNDOABLE, Lasting
from workshop.domain.scanning import Answer, Said
from workshop.domain.typography import grouped
from workshop.event_words import kind, told
from workshop.services.undo_rules import Against, Barrier
from workshop.services.undoing import REASON, reason_of
from workshop.texts import _

Words = tuple[str, str]


def answer(given: Answer) -> Words | None:
    """Say what an undo did, where an answer is about one."""
    match given.said:
        case Said.UNDONE:
            return _undone(given)
        case Said.NOT_UNDONE:
            reason = given.reasons[0].partition(":")[0] if given.reasons else ""
            what, do = written(f"{reason}:{given.facts.get('since', '')}")
            return f"{_object(given)} : {what[:1].lower()}{what[1:]}" if _object(given) else what, do
        case Said.NOTHING_TO_UNDO:
            return _("Il n'y a plus rien à annuler."), _("Plus ancien : Journal, Ctrl J.")
        case Said.VOID_LABEL:
            return _("Cette étiquette est annulée."), _("Jetez-la.")
        case _:
            return None


def word(given: Answer) -> str:
    """Return the one word of an answer about an undo; empty: it is about something else."""
    words = {
        Said.UNDONE: _("C'est annulé."),
        Said.NOT_UNDONE: _("Pas annulé."),
        Said.NOTHING_TO_UNDO: _("Rien à annuler."),
    }
    return words.get(given.said, "")


def against(why: Against) -> Words:
    """Say why a gesture cannot be taken back, and what to do."""
    return written(reason_of(why))


def written(reason: str) -> Words:
    """Say a reason as RefusedError carries it; empty where it is another kind of reason."""
    name, _colon, since = reason.partition(":")
    if not name.startswith(REASON):
        return "", ""
    why = name.removeprefix(REASON)
    if why == Barrier.SINCE and since in KINDS:
        later = kind(KINDS[since])
        do = _("Annulez d'abord cela.") if KINDS[since] in UNDOABLE else _("Cela ne s'annule pas.")
        return _("Depuis : {what}.").format(what=later[:1].lower() + later[1:]), do
    return {**_lasting(), **_barriers()}.get(why, ("", ""))


def _undone(given: Answer) -> Words:
    facts = given.facts
    try:
        event = read_event(facts.get("kind", ""), json.loads(facts.get("content") or "{}"))
    except (ContentError, ValueError):  # a newer Établi at another bench says other things
        return _object(given), ""
    what = " · ".join(part for part in (told(event, facts.get("detail", "")), _object(given)) if part)
    if facts.get("again"):
        return what, _("Le dernier geste compte encore : {code}.").format(code=grouped(facts["again"]))
    return what, _("Jetez son étiquette.") if facts.get("void") else ""


def _object(given: Answer) -> str:
    return " · ".join(part for part in (given.facts.get("name", ""), grouped(given.code)) if part)


def _lasting() -> dict[str, Words]:
    return {
        Lasting.WIPE_STARTED: (_("Un effacement commencé ne s'annule pas."), _("Arrêtez-le à l'écran Effacer.")),
        Lasting.MEASURED: (_("Ce qui est mesuré reste écrit."), _("Effacez encore, si besoin.")),
        Lasting.JUDGED: (_("Une décision sur un effacement ne s'annule pas."), _("Appelez le responsable.")),
        Lasting.ISSUED: (_("Un document émis ne s'annule pas."), _("Un nouveau document le remplace.")),
        Lasting.DELIVERED: (_("Une livraison ne s'annule pas."), _("L'ordinateur revient par l'écran Retours.")),
        Lasting.DONORS_DATA: (_("Ces données sont gardées pour le donateur."), _("Il faut son accord.")),
        Lasting.AUTHORISED: (_("L'interdiction ne s'annule pas."), _("Le responsable peut autoriser à nouveau.")),
        Lasting.SEAL: (_("Un sceau ne s'annule pas."), _("Voyez Réglages, Sceau.")),
        Lasting.STICK: (_("Une clé USB ne s'annule pas."), _("Voyez Réglages, Clés USB.")),
        Lasting.AN_UNDO: (_("Une annulation ne s'annule pas."), _("Refaites le geste.")),
        Lasting.STANDS: (_("Ce geste ne s'annule pas."), _("Appelez le responsable.")),
    }


def _barriers() -> dict[str, Words]:
    return {
        Barrier.NOTHING: (_("Il n'y a plus rien à annuler."), ""),
        Barrier.UNKNOWN: (_("Ce geste n'existe pas."), ""),
        Barrier.UNDONE: (_("C'est déjà annulé."), ""),
        Barrier.NOT_YOURS: (_("Une autre personne l'a fait."), _("Appelez le responsable.")),
        Barrier.VOUCHED: (_("Une autre personne l'a fait."), _("Le responsable l'annule au Journal : Ctrl J.")),
        Barrier.SINCE: (_("Il s'est passé autre chose depuis."), _("Annulez d'abord cela.")),
        Barrier.PAPER: (_("Un document le dit déjà."), _("Appelez le responsable.")),
        Barrier.IN_USE: (_("Il n'est pas vide."), _("Videz-le d'abord.")),
    }
