"""What the bench card says: the two words of each command, and why one means nothing where it was scanned."""

from __future__ import annotations

from workshop.domain.codes import Command
from workshop.domain.scanning import Answer, Said
from workshop.services.commands import MOVES, command_named
from workshop.texts import Translate, _

Words = tuple[str, str]  # what, and what to do

TESTED = frozenset({Command.WORKS, Command.FAILS, Command.UNSURE, Command.NO_DEFECT, Command.PHOTO})
ROUTES = frozenset({Command.TO_REPAIR, Command.FOR_PARTS, Command.RECYCLE, Command.PASSWORD_LOCKED})


def names(_: Translate) -> dict[Command, str]:
    """Return the words of every command in one language."""
    return {
        Command.INTAKE: _("Entrée"),
        Command.BENCH: _("Poste"),
        Command.WIPE: _("Effacer"),
        Command.STORE: _("Ranger"),
        Command.DELIVER: _("Livraison"),
        Command.RETURN: _("Retours"),
        Command.YES: _("Oui"),
        Command.NO: _("Non"),
        Command.WORKS: _("Ça marche"),
        Command.FAILS: _("Ne marche pas"),
        Command.UNSURE: _("Je ne sais pas"),
        Command.NO_DEFECT: _("Aucun défaut"),
        Command.TO_REPAIR: _("À réparer"),
        Command.FOR_PARTS: _("Pour pièces"),
        Command.RECYCLE: _("À recycler"),
        Command.PASSWORD_LOCKED: _("Mot de passe"),
        Command.NO_CHARGER: _("Sans chargeur"),
        Command.NO_SERIAL: _("Sans numéro"),
        Command.LABEL: _("Étiquette"),
        Command.PHOTO: _("Photo"),
        Command.DONE: _("Fini"),
        Command.NEW_BOX: _("Nouveau carton"),
        Command.UNDO: _("Annuler"),
        Command.HELP: _("Aide"),
        Command.REPEAT: _("Répète"),
        Command.CALIBRATE: _("Réglage"),
    }


def name(command: Command) -> str:
    """Name a command in the language of the screens."""
    return names(_)[command]


def answer(given: Answer) -> Words | None:
    """Say the answer to a command; None where it is about something else."""
    command = command_named(given.facts.get("command", ""))
    if given.said is Said.TO_PRINT:
        return _("L'étiquette se prépare : {name}").format(name=given.facts.get("name") or given.code), ""
    if command is None or given.said not in (Said.COMMANDED, Said.COMMAND_MEANINGLESS):
        return None
    if given.said is Said.COMMAND_MEANINGLESS:
        return why_not(command, given.facts.get("screen", ""))
    if command is Command.LABEL:
        return _("Étiquette de quoi ?"), _("Scannez maintenant l'ordinateur, la place ou le carton.")
    return name(command), ""


def why_not(command: Command, screen: str) -> Words:
    """Say why a command means nothing on a screen now, and what to do instead."""
    words = _of_the_screen(command, screen) or _anywhere(command)
    return words or (_("Cette carte ne sert pas ici."), _("Continuez."))


def _of_the_screen(command: Command, screen: str) -> Words | None:
    no_lot = (_("Aucun lot n'est ouvert."), _("Ouvrez d'abord un lot : F12."))
    no_order = (_("Aucune commande n'est ouverte."), _("Scannez d'abord la commande."))
    no_machine = (_("Aucun ordinateur n'est ouvert."), _("Scannez d'abord son étiquette."))
    by_key = (_("Ici, on répond seulement avec les touches."), _("La carte ne décide rien qui ne s'annule pas."))
    found: dict[tuple[Command, str], Words] = {
        (Command.DONE, "intake"): no_lot,
        (Command.NO_SERIAL, "intake"): no_lot,
        (Command.NO_CHARGER, "intake"): (_("Aucun ordinateur n'est entré."), _("Scannez d'abord son numéro de série.")),
        (Command.DONE, "delivery"): no_order,
        (Command.NEW_BOX, "delivery"): no_order,
        (Command.YES, "wiping"): by_key,
        (Command.YES, "documents"): by_key,
        (Command.YES, "settings"): by_key,
        (Command.NO, "settings"): by_key,
    }
    found |= {(route, "bench"): no_machine for route in ROUTES}
    return found.get((command, screen))


def _anywhere(command: Command) -> Words | None:
    if command in (Command.YES, Command.NO):
        return _("Aucune question n'attend de réponse."), _("Continuez.")
    if command in TESTED:
        return _("Aucun test n'attend de réponse."), _("Ouvrez d'abord les tests de l'ordinateur.")
    if command in ROUTES:
        return _("On ne met pas un ordinateur de côté ici."), _("Ouvrez-le d'abord au Poste.")
    if command in MOVES:
        return _("Cet écran n'est pas encore fait."), _("Mettez l'ordinateur de côté.")
    words = {
        Command.DONE: (_("Il n'y a rien à finir ici."), _("Continuez.")),
        Command.NEW_BOX: (_("Il n'y a pas de carton ici."), _("Ouvrez d'abord l'écran Livraison.")),
        Command.NO_CHARGER: (_("Le chargeur ne se note pas ici."), _("Ouvrez d'abord l'écran Entrée.")),
        Command.NO_SERIAL: (_("Rien n'entre dans l'atelier ici."), _("Ouvrez d'abord l'écran Entrée.")),
        Command.REPEAT: (_("Rien n'a encore été dit."), _("Scannez d'abord quelque chose.")),
        Command.LABEL: (_("Aucune étiquette ne se fait maintenant."), _("Continuez.")),
        Command.HELP: (_("L'aide ne s'ouvre pas maintenant."), _("Appelez le responsable.")),
    }
    return words.get(command)
