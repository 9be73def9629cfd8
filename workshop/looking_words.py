"""Looking at machines, in words: why not, what one key declares, and the second inspection."""

from __future__ import annotations

from workshop.cosmetic_words import keyboard
from workshop.domain.agreement import KEYBOARD, LOOKS, Agreement
from workshop.domain.inspection import Function
from workshop.inspection_words import function
from workshop.services.looking import MARKS_CHANGED, UNKNOWN_MARK, Declared
from workshop.services.second_inspection import Turn
from workshop.texts import SOURCE_LANGUAGE, _, spoken


def against(reason: str) -> str:
    """Say a reason that is no refusal of the chain; empty: another word's."""
    words = {
        UNKNOWN_MARK: _("Cette marque n'est pas dans la liste."),
        MARKS_CHANGED: _("Une marque a changé entre-temps. Regardez encore."),
        Turn.NOT_DRAWN.value: _("Il n'est pas tiré au sort pour un deuxième regard."),
        Turn.NOT_DONE.value: _("Le premier regard n'est pas fini."),
        Turn.SAME_PERSON.value: _("Vous l'avez déjà regardé. Une autre personne le fait."),
        Turn.NOBODY.value: _("Scannez votre badge : il faut une autre personne."),
        Turn.DONE.value: _("Il a déjà été regardé deux fois."),
        Turn.NOT_WHOLE.value: _("Il reste des questions sans réponse."),
    }
    return words.get(reason, "")


def declared(said: Declared, *, marks: bool) -> str:
    """Say what one key says at once."""
    parts = [_("pas d'autre marque") if marks else _("aucune marque")]
    if said.keyboard is not None:
        parts.append(_("clavier {layout}").format(layout=keyboard(said.keyboard)))
    if said.charger is not None:
        parts.append(_("chargeur là"))
    if said.locked is not None:
        parts.append(_("aucun mot de passe"))
    return ", ".join(parts)


def criterion(name: str) -> str:
    """Name what two people are compared on."""
    if name == LOOKS:
        return _("L'aspect")
    if name == KEYBOARD:
        return _("Les lettres du clavier")
    return function(Function(name)) if name in list(Function) else name


def kappa(what: Agreement) -> str:
    """Say how far people agree, and that chance alone cannot be told apart where kappa is undefined."""
    if what.kappa is None:
        return _("kappa non défini : une seule réponse partout")
    text = what.kappa_text
    return _("kappa {value}").format(value=text.replace(".", ",") if spoken() == SOURCE_LANGUAGE else text)


def agreed(what: Agreement) -> str:
    """Say how often two people said the same."""
    return _("{same} fois d'accord sur {pairs}").format(same=what.same, pairs=what.pairs)
