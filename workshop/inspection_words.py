"""What the tests say: functions, questions, faults, systems; for screens and the command line."""

from __future__ import annotations

from workshop.domain.faults import Kind, Zone
from workshop.domain.inspection import Defect, Function, How, Severity, Works
from workshop.domain.systems import Licence
from workshop.services.inspection import CHANGED_SINCE, NEVER_ABSENT, UNKNOWN_FAULT
from workshop.services.installing import NO_SYSTEM_WANTED, UNKNOWN_SYSTEM
from workshop.services.photos import MOST_PHOTOS, NOT_A_PICTURE, TOO_MANY_PHOTOS
from workshop.texts import _


def against(reason: str) -> str:
    """Say a reason that is no refusal of the chain; empty: another word's."""
    words = {
        UNKNOWN_FAULT: _("Cette panne n'est pas dans la liste."),
        NEVER_ABSENT: _("Un appareil en a toujours un."),
        CHANGED_SINCE: _("Un test a changé entre-temps. Regardez encore la liste."),
        UNKNOWN_SYSTEM: _("Ce système n'est pas dans la liste."),
        NO_SYSTEM_WANTED: _("Personne n'a commandé de système pour lui."),
        NOT_A_PICTURE: _("Ce n'est pas une photo (JPEG, PNG ou WebP)."),
        TOO_MANY_PHOTOS: _("Il a déjà {most} photos : c'est le plus.").format(most=MOST_PHOTOS),
    }
    return words.get(reason, "")


def function(what: Function) -> str:
    """Name what is tested."""
    words = {
        Function.STARTS: _("Le démarrage"),
        Function.SCREEN: _("L'écran"),
        Function.KEYBOARD: _("Le clavier"),
        Function.TOUCHPAD: _("Le pavé tactile"),
        Function.WEBCAM: _("La caméra"),
        Function.MICROPHONE: _("Le micro"),
        Function.SPEAKERS: _("Le son"),
        Function.PORTS: _("Les prises"),
        Function.WIFI: _("Le Wi-Fi"),
        Function.CHARGES: _("La batterie"),
    }
    return words[what]


def question(what: Function) -> tuple[str, str]:
    """Say what to do to test a function, and what to look for."""
    words = {
        Function.STARTS: (_("Allumez-le."), _("Il démarre jusqu'au bout ?")),
        Function.SCREEN: (_("Regardez l'écran de près."), _("Pas de tache, pas de trait, pas de coin sombre ?")),
        Function.KEYBOARD: (_("Appuyez sur toutes les touches."), _("Chaque touche répond, une seule fois ?")),
        Function.TOUCHPAD: (
            _("Bougez le doigt sur le pavé, puis cliquez."),
            _("Le pointeur suit le doigt, les deux clics répondent ?"),
        ),
        Function.WEBCAM: (_("Regardez l'image de la caméra."), _("L'image est nette et claire ?")),
        Function.MICROPHONE: (_("Parlez devant le micro."), _("On vous entend bien ?")),
        Function.SPEAKERS: (_("Écoutez le son, à gauche puis à droite."), _("Le son est clair des deux côtés ?")),
        Function.PORTS: (_("Branchez une clé USB dans chaque prise."), _("La clé est vue à chaque fois ?")),
        Function.WIFI: (_("Regardez la liste des réseaux Wi-Fi."), _("Il voit des réseaux ?")),
        Function.CHARGES: (
            _("Branchez le chargeur, puis débranchez-le."),
            _("Il se charge, et reste allumé sans chargeur ?"),
        ),
    }
    return words[what]


def works(what: Works) -> str:
    """Say an answer."""
    words = {
        Works.YES: _("Ça marche"),
        Works.NO: _("Ne marche pas"),
        Works.UNSURE: _("Je ne sais pas"),
        Works.ABSENT: _("Il n'y en a pas"),
    }
    return words[what]


def known_by(what: How) -> str:
    """Say how an answer is known; empty where a person just said so."""
    words = {
        How.PERSON: "",
        How.GUIDED: _("essayé avec Établi"),
        How.READING: _("vu par Établi"),
        How.DECLARED: _("déclaré d'un bloc"),
    }
    return words[what]


def zone(name: str) -> str:
    """Name where a fault is; a name of another list is given back."""
    words: dict[str, str] = {
        Zone.WHOLE: _("Partout"),
        Zone.POWER_BUTTON: _("Bouton d'allumage"),
        Zone.POWER_SOCKET: _("Prise du chargeur"),
        Zone.INSIDE: _("À l'intérieur"),
        Zone.CENTRE: _("Au milieu"),
        Zone.EDGE: _("Sur un bord"),
        Zone.CORNER: _("Dans un coin"),
        Zone.HINGE: _("Charnière"),
        Zone.LETTERS: _("Lettres"),
        Zone.DIGITS: _("Chiffres du haut"),
        Zone.SPACE_AND_ENTER: _("Espace, Entrée, Maj"),
        Zone.FUNCTION_KEYS: _("Touches F1 à F12"),
        Zone.ARROWS: _("Flèches"),
        Zone.NUMERIC_PAD: _("Pavé numérique"),
        Zone.SURFACE: _("Surface"),
        Zone.BUTTONS: _("Boutons"),
        Zone.FRONT: _("À l'avant"),
        Zone.BACK: _("À l'arrière"),
        Zone.LEFT: _("À gauche"),
        Zone.RIGHT: _("À droite"),
        Zone.USB_SOCKET: _("Prise USB"),
        Zone.SCREEN_SOCKET: _("Prise d'écran"),
        Zone.SOUND_SOCKET: _("Prise casque"),
        Zone.NETWORK_SOCKET: _("Prise réseau"),
        Zone.CARD_SLOT: _("Lecteur de cartes"),
        Zone.CARD: _("Carte Wi-Fi"),
        Zone.AERIAL: _("Antenne"),
        Zone.SWITCH: _("Interrupteur"),
        Zone.BATTERY: _("Batterie"),
        Zone.CHARGER: _("Chargeur"),
    }
    return words.get(name, name)


def kind(name: str) -> str:
    """Name what is wrong; a name of another list is given back."""
    words: dict[str, str] = {
        Kind.DEAD: _("Rien du tout"),
        Kind.INTERMITTENT: _("Marche parfois"),
        Kind.BROKEN: _("Cassé"),
        Kind.MISSING: _("Il manque une pièce"),
        Kind.LOOSE: _("Bouge, tient mal"),
        Kind.STOPS: _("S'arrête tout seul"),
        Kind.NOISY: _("Fait du bruit"),
        Kind.HOT: _("Chauffe trop"),
        Kind.CRACKED: _("Fêlé"),
        Kind.SPOT: _("Tache ou point"),
        Kind.LINES: _("Traits"),
        Kind.DARK: _("Trop sombre"),
        Kind.COLOUR: _("Mauvaises couleurs"),
        Kind.STUCK: _("Reste enfoncé"),
        Kind.REPEATS: _("Répète"),
        Kind.JUMPS: _("Saute"),
        Kind.BLURRED: _("Flou"),
        Kind.WEAK: _("Trop faible"),
        Kind.CRACKLES: _("Grésille"),
        Kind.SLOW: _("Trop lent"),
        Kind.DRAINS: _("Se vide trop vite"),
    }
    return words.get(name, name)


def severity(how_much: Severity) -> str:
    """Say how much a fault hinders."""
    words = {
        Severity.LIGHT: _("Gêne un peu"),
        Severity.VISIBLE: _("Gêne beaucoup"),
        Severity.HEAVY: _("On ne peut pas s'en servir"),
    }
    return words[how_much]


def fault(what: Defect) -> str:
    """Say a fault in one line."""
    return f"{zone(what.zone)} · {kind(what.kind)} · {severity(what.severity)}"


def licence(what: Licence) -> str:
    """Name the right by which a system is on a machine."""
    words = {
        Licence.FREE: _("Logiciel libre"),
        Licence.FIRMWARE: _("Clé dans l'ordinateur"),
        Licence.REFURBISHER: _("Licence de reconditionneur"),
        Licence.VOLUME: _("Contrat de l'acheteur"),
    }
    return words[what]
