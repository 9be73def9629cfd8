"""Words on documents for the codes of the domain: every code has its sentence (a test lists them all).

A reason says what happened; a reservation also says what it means. Never a promise, never « conforme ».
"""

from __future__ import annotations

from collections.abc import Mapping

from workshop.adapters.documents.voice import voice
from workshop.domain.certificates import Act, Destination, Outcome, Variant
from workshop.domain.codes import is_code
from workshop.domain.diagnosis import Category, DriveMedium
from workshop.domain.drives import Disposition, Refusal
from workshop.domain.methods import Level, Technique
from workshop.domain.people import Role
from workshop.domain.proofs import Doubt, Reservation
from workshop.domain.typography import grouped
from workshop.domain.wiping import Coverage, HiddenArea


def _(message: str) -> str:
    """Mark a sentence for the translators; it is translated when it is said."""
    return message


OUTCOMES: Mapping[str, str] = {
    Outcome.WIPED: _("Effacé"),
    Outcome.WIPED_WITH_RESERVATIONS: _("Effacé avec réserves"),
    Outcome.NOT_WIPED: _("Non effacé"),
    Outcome.DESTROYED: _("Détruit (attesté)"),
    Outcome.ABSENT: _("Absent (attesté)"),
    Outcome.DECLARED: _("Déclaré par un autre outil"),
    Outcome.LOST: _("Perdu"),
    Outcome.OPEN: _("À traiter"),
}

# what became of a drive, on a manifest line: the chain's word or the certificate's
DISPOSITIONS: Mapping[str, str] = {
    Disposition.OPEN: OUTCOMES[Outcome.OPEN],
    Disposition.PROVEN: OUTCOMES[Outcome.WIPED],
    Disposition.PROVEN_WITH_RESERVATIONS: OUTCOMES[Outcome.WIPED_WITH_RESERVATIONS],
    Disposition.DECLARED: OUTCOMES[Outcome.DECLARED],
    Disposition.FAILED: OUTCOMES[Outcome.NOT_WIPED],
    Disposition.DESTROYED: OUTCOMES[Outcome.DESTROYED],
    Disposition.ABSENT: OUTCOMES[Outcome.ABSENT],
    Disposition.LOST: OUTCOMES[Outcome.LOST],
    **OUTCOMES,
}

CONSEQUENCES: Mapping[str, str] = {
    Outcome.NOT_WIPED: _(
        "Ce disque ne peut partir dans aucun ordinateur : il reste à effacer de nouveau ou à détruire."
    ),
    Outcome.DESTROYED: _("Une personne atteste la destruction ; aucun logiciel ne l’a vérifiée."),
    Outcome.ABSENT: _("Une personne atteste que ce disque n’est pas, ou plus, dans l’ordinateur."),
    Outcome.DECLARED: _("Un autre outil déclare l’effacement ; cet atelier ne l’a pas vérifié."),
    Outcome.LOST: _("Ce disque ne se trouve plus dans l’atelier : le donateur doit en être averti sans attendre."),
    Outcome.OPEN: _("Rien n’est encore prouvé pour ce disque."),
}

COUNTS: Mapping[str, tuple[str, str]] = {
    Outcome.WIPED: (_("{count} disque est effacé."), _("{count} disques sont effacés.")),
    Outcome.WIPED_WITH_RESERVATIONS: (
        _("{count} disque est effacé avec réserves."),
        _("{count} disques sont effacés avec réserves."),
    ),
    Outcome.NOT_WIPED: (_("{count} disque n’est pas effacé."), _("{count} disques ne sont pas effacés.")),
    Outcome.DESTROYED: (_("{count} disque est détruit."), _("{count} disques sont détruits.")),
    Outcome.ABSENT: (_("{count} disque est absent."), _("{count} disques sont absents.")),
    Outcome.DECLARED: (
        _("{count} disque est déclaré effacé par un autre outil."),
        _("{count} disques sont déclarés effacés par un autre outil."),
    ),
    Outcome.LOST: (_("{count} disque est perdu."), _("{count} disques sont perdus.")),
    Outcome.OPEN: (_("{count} disque reste à traiter."), _("{count} disques restent à traiter.")),
}

REASONS: Mapping[str, str] = {
    "rejected": _("À la validation, une personne a refusé cet effacement."),
    Doubt.NO_STEP: _("Aucune commande d’effacement n’a été lancée."),
    Doubt.NEVER_ENDED: _("L’effacement ne s’est pas terminé."),
    Doubt.STOPPED: _("L’effacement a été arrêté avant la fin."),
    Doubt.TOOL_FAILED: _("L’outil d’effacement a signalé une erreur."),
    Doubt.TOOL_CLAIMS_NOTHING: _("L’outil d’effacement n’a pas dit qu’il avait réussi."),
    Doubt.IDENTITY_CHANGED: _("Rien ne montre que le disque relu est bien celui qui a été effacé."),
    Doubt.NOT_READ_BACK: _("Le disque n’a pas été relu après l’effacement."),
    Doubt.READ_FROM_CACHE: _("La relecture est passée par la mémoire de l’ordinateur : elle ne prouve rien."),
    Doubt.READ_INCOMPLETE: _("Le disque n’a pas été relu en entier."),
    Doubt.UNREADABLE: _("Des parties du disque n’ont pas pu être relues."),
    Doubt.DATA_LEFT: _("La relecture a trouvé des octets que l’effacement n’a pas écrits."),
    Doubt.HIDDEN_AREA: _("Une zone cachée du disque n’a pas été effacée."),
    Doubt.CLOCK: _("L’horloge du poste a reculé pendant l’effacement : les heures ne sont pas sûres."),
    Doubt.NO_LEVEL: _("Cette technique n’est pas admise pour ce type de disque."),
    Doubt.NOTHING_COMPARED: _("Rien ne montre que le contenu d’avant a disparu : il n’a pas pu être comparé."),
    Doubt.LOG_DAMAGED: _("Le registre de l’effacement est abîmé : il ne prouve plus rien."),
    Reservation.HIDDEN_AREA_UNKNOWN: _(
        "Nous n’avons pas pu savoir si le disque a une zone cachée. "
        "Conséquence : si elle existe, elle peut garder d’anciennes données."
    ),
    Reservation.HEALTH_UNKNOWN: _(
        "Le disque n’a rien dit de son état. "
        "Conséquence : des secteurs hors d’usage, s’il y en a, ont pu échapper à l’effacement."
    ),
    Reservation.REALLOCATED_SECTORS: _(
        "Le disque a remplacé des secteurs abîmés. "
        "Conséquence : l’ordinateur ne les voit plus, leur ancien contenu peut y être resté."
    ),
    Reservation.FLASH_OVERWRITE: _(
        "Ce disque à mémoire flash a été réécrit par l’ordinateur. "
        "Conséquence : sa réserve interne, que l’ordinateur ne voit pas, peut garder d’anciennes données."
    ),
    Reservation.SAMPLED: _(
        "Le disque a été relu par sondage, pas en entier. Conséquence : le reste n’est pas vérifié."
    ),
    Reservation.IDENTITY_BY_PLACE: _(
        "Le disque n’a dit aucun nom qui soit sûrement le sien : il a été reconnu à sa place. "
        "Conséquence : s’il a été échangé à cette place, c’est un autre disque qui a été effacé."
    ),
    Reservation.CLOCK_MOVED: _(
        "L’horloge du poste a été avancée pendant l’effacement. Conséquence : les heures ne sont pas sûres."
    ),
}

TECHNIQUES: Mapping[str, str] = {
    Technique.OVERWRITE: _("réécriture par l’ordinateur"),
    Technique.BLOCK_ERASE: _("effacement par blocs, commande du disque"),
    Technique.CRYPTO_ERASE: _("changement de la clé de chiffrement, commande du disque"),
    Technique.SECURITY_ERASE: _("SECURITY ERASE, commande du disque"),
    Technique.SECURITY_ERASE_ENHANCED: _("SECURITY ERASE renforcé, commande du disque"),
    Technique.DEVICE_OVERWRITE: _("réécriture par le disque lui-même, commande du disque"),
    Technique.FORMAT_ERASE: _("FORMAT avec effacement, commande du disque"),
}

NOT_REACHED = "not-reached"
LEVELS: Mapping[str, str] = {
    Level.CLEAR: _("Clear"),
    Level.PURGE: _("Purge"),
    NOT_REACHED: _("non atteint"),
    "": _("aucun niveau"),
}

COVERAGES: Mapping[str, str] = {
    Coverage.FULL: _("tout le disque"),
    Coverage.SAMPLED: _("par sondage"),
    "": _("aucune relecture"),
}

HIDDEN_AREAS: Mapping[str, str] = {
    HiddenArea.NONE: _("aucune"),
    HiddenArea.COVERED: _("présente, effacée aussi"),
    HiddenArea.PRESENT: _("présente, non effacée"),
    HiddenArea.UNKNOWN: _("inconnue"),
    HiddenArea.NOT_APPLICABLE: _("sans objet"),
}

MEDIA: Mapping[str, str] = {
    DriveMedium.HDD: _("disque dur magnétique"),
    DriveMedium.SSD: _("SSD"),
    DriveMedium.NVME: _("SSD NVMe"),
    DriveMedium.EMMC: _("mémoire eMMC"),
    DriveMedium.USB: _("clé ou disque USB"),
    DriveMedium.SD: _("carte SD"),
    DriveMedium.SAS: _("disque SAS"),
    DriveMedium.IMAGE: _("image de disque (exercice)"),
    DriveMedium.UNKNOWN: _("inconnu"),
}

ACTS: Mapping[str, str] = {
    Act.STARTED: _("Effacement par"),
    Act.VALIDATED: _("Validation par"),
    Act.REJECTED: _("Refus par"),
    Act.DECLARED: _("Rapport reçu par"),
    Act.DESTROYED: _("Destruction attestée par"),
    Act.ABSENT: _("Absence attestée par"),
    Act.LOST: _("Perte signalée par"),
    Act.LOOKED: _("Ordinateur ouvert par"),
}

ROLES: Mapping[str, str] = {
    Role.TECHNICIAN: _("technicien"),
    Role.MANAGER: _("responsable"),
    "": _("fonction inconnue"),
}

DESTINATIONS: Mapping[str, str] = {
    Destination.REUSE: _("réemploi hors de l’atelier"),
    Destination.PARTS: _("pièces détachées"),
    Destination.RECYCLING: _("recyclage"),
    Destination.UNDECIDED: _("pas encore décidée"),
}

STAGES: Mapping[str, str] = {"erase": _("effacement"), "read-back": _("relecture")}

SMART: Mapping[str, str] = {
    "reallocated_sectors": _("secteurs réalloués {count}"),
    "pending_sectors": _("en attente {count}"),
    "uncorrectable_sectors": _("non corrigés {count}"),
    "media_errors": _("erreurs du support {count}"),
    "percentage_used": _("usure {count} %"),
    "power_on_hours": _("{count} h de marche"),
}

# the donor's variant is the certificate itself: it has no name of its own and masks nothing
VARIANTS: Mapping[str, str] = {
    Variant.BUYER: _("variante de l’acheteur"),
    Variant.PUBLIC: _("variante publique"),
}

MASKED: Mapping[str, str] = {
    Variant.BUYER: _(
        "Variante de l’acheteur. Masqués : le donateur, les numéros d’inventaire, les notes, ce que les outils ont "
        "écrit. Les numéros de série des disques sont raccourcis."
    ),
    Variant.PUBLIC: _(
        "Variante publique. Masqués : le donateur, les personnes, les numéros de série et d’inventaire, les notes, "
        "ce que les outils ont écrit."
    ),
}

CATEGORIES: Mapping[str, str] = {
    Category.LAPTOP: _("portable"),
    Category.DESKTOP: _("fixe"),
    Category.ALL_IN_ONE: _("tout-en-un"),
    Category.MINI_PC: _("mini-PC"),
    Category.SERVER: _("serveur"),
    Category.TABLET: _("tablette"),
    Category.SMARTPHONE: _("téléphone"),
    Category.MONITOR: _("écran"),
    Category.TELEVISION: _("téléviseur"),
    Category.DOCK: _("station d’accueil"),
    Category.VIRTUAL: _("machine virtuelle"),
    Category.UNKNOWN: _("type inconnu"),
}

REFUSALS: Mapping[str, str] = {
    Refusal.NOT_RECEIVED: _("l’ordinateur n’est pas entré à l’atelier"),
    Refusal.ON_HOLD: _("l’ordinateur est mis de côté : il doit garder ses données ou attendre"),
    Refusal.LOCKED: _("l’ordinateur est bloqué par un mot de passe ou un compte"),
    Refusal.SET_ASIDE: _("l’ordinateur a quitté la chaîne : à réparer, pour pièces ou recyclé"),
    Refusal.IN_A_BOX: _("l’ordinateur est dans un carton : il est là où est son carton"),
    Refusal.NO_DRIVE_KNOWN: _("personne n’a vérifié si l’ordinateur contient un disque"),
    Refusal.DRIVES_NOT_LISTED: _("personne n’a vérifié si l’ordinateur contient un autre disque"),
    Refusal.DRIVE_OPEN: _("un disque n’est pas encore effacé"),
    Refusal.DRIVE_TO_VALIDATE: _("l’effacement d’un disque n’est pas encore validé"),
    Refusal.DRIVE_REJECTED: _("l’effacement d’un disque a été refusé à la validation"),
    Refusal.DRIVE_FAILED: _("l’effacement d’un disque n’est pas prouvé"),
    Refusal.DRIVE_LOST: _("un disque de cet ordinateur est perdu"),
    Refusal.RESERVATION_NOT_ACCEPTED: _("le contrat n’admet pas les réserves d’un disque"),
    Refusal.TOOL_NOT_ACCEPTED: _("le contrat n’admet pas l’outil qui déclare l’effacement d’un disque"),
    Refusal.NOTHING_PROVEN: _("aucun effacement n’est à valider"),
    Refusal.NOT_TRIAGED: _("l’ordinateur n’est pas trié"),
    Refusal.NOT_INSTALLED: _("le système demandé n’est pas installé"),
    Refusal.NOT_TESTED: _("l’ordinateur n’est pas testé"),
    Refusal.NOT_GRADED: _("l’ordinateur n’a pas de note"),
    Refusal.NOT_ELIGIBLE: _("l’ordinateur ne remplit pas les conditions du contrat"),
    Refusal.TAG_ON: _("l’étiquette d’inventaire du donateur est encore sur l’ordinateur"),
    Refusal.NOT_READY: _("l’ordinateur n’est pas prêt"),
    Refusal.NOT_RESERVED: _("l’ordinateur n’est pas réservé pour cette commande"),
    Refusal.NOT_PACKED: _("l’ordinateur n’est pas emballé"),
    Refusal.NOT_DELIVERED: _("l’ordinateur n’est pas livré"),
    Refusal.ALREADY_OUT: _("l’ordinateur est déjà parti"),
    Refusal.ALREADY_THERE: _("l’ordinateur est déjà à l’atelier"),
    Refusal.OTHER_ORDER: _("l’ordinateur est réservé pour une autre commande"),
    Refusal.ORDER_COMPLETE: _("ce destinataire a déjà tous ses ordinateurs"),
    Refusal.GRADE_TOO_LOW: _("la note est plus basse que celle demandée"),
    Refusal.MEMORY_TOO_SMALL: _("la mémoire est plus petite que celle demandée"),
    Refusal.UNKNOWN_DRIVE: _("ce disque n’est pas connu"),
    Refusal.SECOND_PERSON: _("une autre personne que celle qui a lancé l’effacement doit le valider"),
    Refusal.NOT_CONFIRMED: _("l’étiquette scannée n’est ni celle du disque ni celle de son ordinateur"),
    Refusal.OTHER_DRIVE: _("ce disque n’est pas celui de cette étiquette"),
    Refusal.NOT_PLUGGED_IN: _("le disque n’est pas branché"),
    Refusal.PROTECTED: _("le poste se sert de ce disque"),
    Refusal.ALREADY_WIPING: _("l’effacement du disque est en cours"),
    Refusal.NOT_A_MANAGER: _("seul un responsable peut en décider"),
    Refusal.DRIVE_FAILING: _("le disque annonce une panne"),
    Refusal.DESTROYED: _("ce disque est détruit"),
    Refusal.LOST: _("ce disque est perdu"),
}

OTHER = _("autre raison, code « {code} »")
ON_DRIVE = _("{reason} (disque {code})")
CLAUSE = "clause:"  # a reason that begins so is the contract's own sentence, after what was measured
DEMANDED = _("le contrat demande : « {clause} » {measure}")
MEASURED = _("Mesuré : {measured}.")
FLAGS = {"yes": _("oui"), "no": _("non")}
NOT_MEASURED = _("Personne ne l’a mesuré.")


def said(table: Mapping[str, str], code: str, language: str) -> str:
    """Say a code in a document's language; a code that this version does not know is shown, never hidden."""
    say = voice(language)
    return say(table[code]) if code in table else say(OTHER, code=code)


def refusal(reason: str, language: str) -> str:
    """Say why a machine stays: `reason`, `reason:drive`, or `clause:measured|` and the contract's own words."""
    if reason.startswith(CLAUSE):
        say = voice(language)
        measured, _bar, clause = reason.removeprefix(CLAUSE).partition("|")
        plain = say(FLAGS[measured]) if measured in FLAGS else measured
        measure = say(MEASURED, measured=plain) if measured else say(NOT_MEASURED)
        return say(DEMANDED, clause=clause.strip(), measure=measure)
    code, _colon, drive = reason.partition(":")
    sentence = said(REFUSALS, code, language)
    return voice(language)(ON_DRIVE, reason=sentence, code=grouped(drive)) if is_code(drive) else sentence


def as_sentence(text: str) -> str:
    """Begin with a capital, end with a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?', '…')) else '.'}"
