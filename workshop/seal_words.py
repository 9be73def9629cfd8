"""What is said of a seal, in plain words (`words.py` makes sentences of it)."""

from __future__ import annotations

from datetime import date

from workshop.domain.seals import RevocationReason, SealOrigin, SealPlace, SealProblem
from workshop.services.seal_views import SealView
from workshop.texts import _, month_names, way


def proves() -> str:
    """Say what a seal proves: the sentence that stands on every certificate."""
    return _(
        "Le sceau de ce fichier prouve seulement ceci : le fichier n’a pas changé depuis qu’une personne "
        "qui avait accès au compte de ce poste l’a scellé."
    )


def seal_problem(problem: SealProblem, what: str) -> tuple[str, str]:
    """Say why a seal, or a list of seals, cannot serve, and what to do."""
    said = _about_the_file(problem) or _about_the_seal(problem) or _about_what_was_brought(problem)
    words, do = said or _about_a_list(problem)
    return words.format(what=_day_in_words(what)), do.format(what=_day_in_words(what))


def _about_the_file(problem: SealProblem) -> tuple[str, str] | None:
    back = way(
        _("Reprenez sa copie, ou renouvelez-le : Ctrl R, puis Sceau."),
        _("Reprenez sa copie : workshop seal bring. Sans copie : workshop seal renew."),
    )
    words = {
        SealProblem.OPEN_TO_OTHERS: (
            _("D'autres comptes de ce poste peuvent lire la clé du sceau : {what}."),
            way(
                _("Le responsable remplace le sceau : Ctrl R, puis Sceau."),
                _("Fermez ce fichier aux autres (chmod 600). Quelqu'un a pu la copier ? workshop seal replace."),
            ),
        ),
        SealProblem.NOT_A_SEAL: (_("Ce fichier n'est pas un sceau, ou il est abîmé : {what}."), back),
        SealProblem.NEWER: (
            _("Ce fichier vient d'une version plus récente d'Établi : {what}."),
            _("Installez la dernière version d'Établi. Rien n'a été changé."),
        ),
        SealProblem.KEY_OF_ANOTHER: (_("La clé et le certificat de ce sceau ne vont pas ensemble : {what}."), back),
        SealProblem.MISSING: (_("Le sceau de ce poste n'est plus là."), back),
        SealProblem.KEY_UNREACHABLE: (
            _("La clé du sceau est dans le trousseau du système, qui ne la donne pas."),
            _("Ouvrez le trousseau, puis recommencez.") + " " + back,
        ),
    }
    return words.get(problem)


def _about_the_seal(problem: SealProblem) -> tuple[str, str] | None:
    words = {
        SealProblem.EXPIRED: (_("Le sceau de l'atelier ne vaut plus depuis le {what}."), _renew()),
        SealProblem.NOT_YET_VALID: (
            _("Ce sceau ne vaut qu'à partir du {what}."),
            _("Vérifiez la date de ce poste, puis recommencez."),
        ),
        SealProblem.RETIRED: (
            _("Ce sceau ne sert plus depuis le {what} : un autre a pris sa place."),
            way(
                _("Apportez le nouveau sceau de l'atelier : Ctrl R, puis Sceau."),
                _("Apportez le nouveau sceau de l'atelier : workshop seal bring."),
            ),
        ),
        SealProblem.STILL_PRESENT: (
            _("C'est le sceau dont ce poste se sert."),
            way(
                _("Faites-en d'abord un autre : Ctrl R, puis Sceau."),
                _("Faites-en d'abord un autre : workshop seal replace."),
            ),
        ),
        SealProblem.ALREADY_REVOKED: (_("Ce sceau est déjà révoqué."), ""),
        SealProblem.UNKNOWN: (_("L'atelier n'a pas de sceau avec cette empreinte."), _("Vérifiez l'empreinte.")),
        SealProblem.EXAMPLE: (
            _("Dans l'exemple, le sceau est jetable : il ne se garde pas et ne se change pas."),
            _("Commencez pour de vrai pour avoir un sceau."),
        ),
    }
    return words.get(problem)


def _renew() -> str:
    return way(
        _("Le responsable le renouvelle : Ctrl R, puis Sceau."),
        _("Le responsable le renouvelle : workshop seal renew."),
    )


def _about_what_was_brought(problem: SealProblem) -> tuple[str, str] | None:
    other = _("Demandez un autre sceau, ou laissez Établi faire le sien.")
    words = {
        SealProblem.KEY_KIND: (
            _("Établi ne sait se servir que d'une clé ECDSA P-256 ; ce sceau en a une autre."),
            other,
        ),
        SealProblem.NO_NAME: (_("Ce sceau ne porte aucun nom."), other),
        SealProblem.NOT_FOR_SEALING: (_("Ce sceau n'est pas fait pour signer."), other),
        SealProblem.WRONG_PASSWORD: (
            _("Le mot de passe n'est pas le bon, ou le fichier n'est pas un sceau (PKCS#12)."),
            _("Recommencez. Le sceau de ce poste n'a pas changé."),
        ),
        SealProblem.PASSWORD_TOO_SHORT: (
            _("Ce mot de passe est trop court."),
            _("Prenez-en un d'au moins {what} caractères."),
        ),
        SealProblem.TOO_OLD_FORMAT: (
            _("Ce fichier est protégé d'une manière trop ancienne."),
            _("Enregistrez-le de nouveau avec un programme récent."),
        ),
        SealProblem.ALREADY_A_FILE: (_("Il y a déjà un fichier ici : {what}."), _("Choisissez un autre nom.")),
    }
    return words.get(problem)


def _about_a_list(problem: SealProblem) -> tuple[str, str]:
    words = {
        SealProblem.NOT_A_FINGERPRINT: (
            _("Cette ligne n'est pas une empreinte de sceau : {what}."),
            _("Une empreinte a 64 chiffres et lettres de A à F, une par ligne."),
        ),
        SealProblem.NOT_A_LIST: (
            _("Ce fichier n'est pas une liste de sceaux : {what}."),
            _("Demandez-la à l'atelier."),
        ),
        SealProblem.LIST_CHANGED: (
            _("Cette liste a été changée après coup : {what}."),
            _("Ne vous y fiez pas. Demandez-la de nouveau à l'atelier."),
        ),
        SealProblem.NOT_A_PUBLIC_SEAL: (
            _("Ce fichier ne montre pas un sceau : {what}."),
            _("Demandez à l'atelier le fichier de son sceau, ou son empreinte."),
        ),
    }
    return words[problem]


def place(where: SealPlace) -> str:
    """Say where the key of a seal is."""
    words = {
        SealPlace.KEYRING: _("dans le trousseau du système"),
        SealPlace.FILE: _("dans un fichier de ce poste, que seul ce compte peut lire"),
        SealPlace.MEMORY: _("nulle part : il est jetable"),
    }
    return words[where]


def origin(how: SealOrigin) -> str:
    """Say how a seal came to the workshop."""
    words = {
        SealOrigin.MADE: _("fait ici"),
        SealOrigin.BROUGHT: _("apporté"),
        SealOrigin.FOUND: _("déjà là"),
    }
    return words[how]


def revocation(why: RevocationReason) -> str:
    """Say why nobody answers for a seal any more."""
    words = {
        RevocationReason.LOST: _("perdu"),
        RevocationReason.STOLEN: _("volé ou copié"),
        RevocationReason.WITHDRAWN: _("retiré"),
    }
    return words[why]


def seal_is_good_until(seal: SealView) -> str:
    """Return the last day of a seal that may seal now, as 2036-11-21; empty where there is none."""
    return f"{seal.facts.valid_until:%Y-%m-%d}" if seal.facts and seal.problem is None else ""


def seal_note(seal: SealView) -> str:
    """Say what should be done about a seal: what is wrong, what ends soon; empty where nothing is."""
    if seal.problem:
        return " ".join(part for part in seal_problem(seal.problem, seal.about) if part)
    if seal.facts and seal.ends_soon:
        until = day(seal.facts.valid_until)
        return _("Le sceau de l'atelier ne vaut que jusqu'au {what}.").format(what=until) + " " + _renew()
    return ""


def day(moment: date) -> str:
    """Write a day in words: 24 novembre 2026."""
    return f"{moment.day} {month_names(_)[moment.month - 1]} {moment.year}"


def _day_in_words(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
