"""One sentence for each picture of a screen: at most twelve words, verb first."""

from __future__ import annotations

from workshop.texts import _

Three = tuple[str, str, str]


def sentences(screen: str) -> Three:
    """Return the three sentences of a screen."""
    return {**_arriving(), **_leaving(), **_office()}[screen]


def _arriving() -> dict[str, Three]:
    return {
        "home": (
            _("Scannez une étiquette : son ordinateur s'ouvre."),
            _("Ou choisissez un travail avec sa touche."),
            _("Ce qui est refusé attend dans « À vérifier »."),
        ),
        "intake": (
            _("Scannez le numéro de série de l'ordinateur."),
            _("Collez l'étiquette à la place jaune."),
            _("Tout est entré ? Appuyez sur F12."),
        ),
        "bench": (
            _("Scannez l'étiquette de l'ordinateur."),
            _("Lisez dans le grand cadre ce qu'il faut faire."),
            _("Faites-le, puis appuyez sur la touche du bouton."),
        ),
        "wiping": (
            _("Scannez l'étiquette et lisez ce qui sera effacé."),
            _("Scannez encore la même étiquette : l'effacement commence."),
            _("Attendez la relecture. Une personne valide ensuite."),
        ),
        "inspection": (
            _("Faites ce qui est demandé : un test par page."),
            _("Répondez : 1 marche, 2 ne marche pas, 3 je ne sais pas."),
            _("Faites une pause quand vous voulez : rien n'est perdu."),
        ),
        "grading": (
            _("Regardez l'ordinateur partout."),
            _("Une marque ? Appuyez sur le chiffre de sa zone."),
            _("Aucun défaut ? F12 : l'ordinateur est noté."),
        ),
    }


def _leaving() -> dict[str, Three]:
    return {
        "storage": (
            _("Scannez l'étiquette de l'étagère."),
            _("Scannez chaque ordinateur que vous y posez."),
            _("Cherchez un ordinateur avec F2."),
        ),
        "delivery": (
            _("Scannez la commande, ou choisissez le destinataire."),
            _("Scannez chaque ordinateur, puis mettez-le dans le carton."),
            _("Tout est dedans ? F12 fait le bon de livraison."),
        ),
    }


def _office() -> dict[str, Three]:
    return {
        "documents": (
            _("Scannez un lot, un ordinateur ou un disque."),
            _("Regardez la preuve d'un effacement, puis validez."),
            _("Tout est validé ? Émettez le certificat du lot."),
        ),
        "review": (
            _("Ici attend ce que personne n'a pu décider seul."),
            _("Choisissez une ligne avec les flèches."),
            _("Ouvrez-la, ou dites qu'elle est vue : F12."),
        ),
        "holding": (
            _("Choisissez : garder, ou libérer ce qui est gardé."),
            _("Pour les données du donateur, dites qui donne l'accord."),
            _("F12, puis le code PIN du responsable."),
        ),
        "pin": (
            _("Un responsable scanne son badge."),
            _("Il tape son code PIN, puis F12."),
            _("Échap revient en arrière : rien n'est fait."),
        ),
        "settings": (
            _("Choisissez une page avec sa touche."),
            _("Essayez la douchette et l'imprimante : chacune a sa page."),
            _("Agrandissez le texte avec Ctrl + et Ctrl −."),
        ),
    }
