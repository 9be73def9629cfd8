"""What a reading could not see for want of an administrator's rights, and how to see it, in one message."""

from __future__ import annotations

from workshop.domain.diagnosis import Diagnosis, WhyUnread
from workshop.texts import _

RIGHTS = "rights"  # `adapters.machine.privileged`: the part that says why a reading went without rights
NO_HELPER, BROKEN = "no-helper", "broken"


def progress_words(part: str) -> str:
    """Say a part of a reading as it comes; before a password may be asked for, say that."""
    return _("Le système peut demander un mot de passe d'administrateur.") if part == RIGHTS else f"  {part}"


def without_rights(diagnosis: Diagnosis) -> str | None:
    """Say what is missing and how to see it; None where nothing is missing for want of rights."""
    why = next((item.detail for item in diagnosis.unread if item.what == RIGHTS), None)
    if why is None:
        return None
    closed = [item.what for item in diagnosis.unread if item.why is WhyUnread.NO_RIGHT and item.what != RIGHTS]
    missing = ", ".join(dict.fromkeys(_part(what) for what in closed))
    return _sentence(why).format(missing=missing)


def _sentence(why: str) -> str:
    if why == NO_HELPER:
        return _(
            "Sans les droits d'administrateur, il manque : {missing}. Pour tout lire : sudo workshop read, ou "
            "installez l'assistant de lecture (installer/linux)."
        )
    if why == BROKEN:
        return _(
            "La lecture avec les droits d'administrateur s'est arrêtée avant la fin. Il manque : {missing}. "
            "Pour tout lire, recommencez."
        )
    return _(
        "Les droits d'administrateur n'ont pas été donnés. Il manque : {missing}. Pour tout lire, recommencez et tapez "
        "le mot de passe demandé."
    )


def _part(what: str) -> str:
    known = {
        "smbios": _("numéros de série"),
        "serials": _("numéros de série"),
        "memory": _("barrettes de mémoire"),
        "smart": _("santé des disques"),
        "security": _("mots de passe des disques"),
        "hidden-area": _("parties cachées des disques"),
        "locks": _("verrou antivol"),
        "drives": _("liste des disques"),
    }
    return known.get(what.partition(":")[0], what)
