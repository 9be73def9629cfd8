"""What changed between two versions of a contract, in words, for the manager."""

from __future__ import annotations

from workshop.domain.contract_changes import Change, ChangeKind, Effect
from workshop.domain.contracts import Confidence, Contract
from workshop.grading_words import confidence
from workshop.texts import _
from workshop.words import shown


def change(what: Change) -> str:
    """Say one difference, and whether it is stricter or looser."""
    words = _words(what)
    tail = effect(what.effect)
    return shown(f"{words} {tail}".strip())


def effect(what: Effect) -> str:
    """Say what a change means for machines."""
    words = {
        Effect.STRICTER: _("Plus exigeant."),
        Effect.LOOSER: _("Moins exigeant."),
        Effect.EITHER: _("Des machines peuvent gagner ou perdre."),
        Effect.NONE: "",
    }
    return words[what]


def signed(contract: Contract) -> str:
    """Say who signed a contract off, and when."""
    if not contract.signed_by:
        return _("Non signé.")
    return shown(_("Signé par {who}, le {day}.").format(who=contract.signed_by, day=contract.signed_on))


def _words(what: Change) -> str:
    before, after = (_value(what.field, text) for text in (what.before, what.after))
    match what.kind:
        case ChangeKind.CRITERION_ADDED:
            return _("Nouveau critère « {name} » : {after}").format(name=what.subject, after=after)
        case ChangeKind.CRITERION_REMOVED:
            return _("Critère retiré « {name} » : {before}").format(name=what.subject, before=before)
        case ChangeKind.LIMIT:
            return _("« {name} », pour {letter} : {before} devient {after}.").format(
                name=what.subject, letter=what.letter, before=before, after=after
            )
        case ChangeKind.UNKNOWN:
            return _unknown(what)
        case ChangeKind.DESTINATION | ChangeKind.REMEDY if what.subject and not what.before:
            return _("Nouvelle règle « {name} » : {after}.").format(name=what.subject, after=after)
        case ChangeKind.DESTINATION | ChangeKind.REMEDY if what.subject and not what.after:
            return _("Règle retirée « {name} » : {before}.").format(name=what.subject, before=before)
        case ChangeKind.DESTINATION if not what.subject:
            return _("L'ordre des destinations change : {after}.").format(after=after)
        case _:
            name = f"{what.subject}, {field(what.field)}" if what.subject else field(what.field)
            return _("« {name} » : {before} devient {after}.").format(name=name, before=before, after=after)


def _value(name: str, text: str) -> str:
    """Say one side of a change; what the contract's author wrote is given as it is."""
    if name == "confidence" and text in list(Confidence):
        text = confidence(Confidence(text))
    if name in ("tags_removed", "second_person"):
        text = _("oui") if text == "true" else _("non")
    return text or _("rien")


def _unknown(what: Change) -> str:
    blocked = _("bloqué")
    return _("« {name} », sans mesure : {before} devient {after}.").format(
        name=what.subject, before=what.before or blocked, after=what.after or blocked
    )


def field(name: str) -> str:
    """Name what of a contract changed; a name that this version does not know is given back."""
    words = {
        "id": _("nom"),
        "version": _("version"),
        "title": _("titre"),
        "dated": _("date"),
        "notice": _("avertissement"),
        "signed_by": _("signé par"),
        "signed_on": _("date de la signature"),
        "letters": _("lettres"),
        "accepted_reservations": _("réserves acceptées"),
        "declared_tools": _("outils crus sur parole"),
        "holds": _("ce que l'acheteur possède"),
        "tags_removed": _("étiquettes d'inventaire retirées"),
        "second_person": _("deuxième personne pour valider"),
        "axis": _("axe"),
        "fact": _("mesure"),
        "unless": _("sauf si"),
        "limits": _("limites"),
        "clause": _("clause"),
        "source": _("source"),
        "confidence": _("confiance"),
        "unit": _("unité"),
        "categories": _("types d'appareils"),
        "rule": _("destination"),
        "order": _("ordre"),
        "remedy": _("réparation"),
    }
    return words.get(name, name)
