"""Roles and PINs in words."""

from __future__ import annotations

from workshop.domain.errors import PinError
from workshop.domain.people import Role
from workshop.domain.pins import PinProblem
from workshop.texts import _, several

Words = tuple[str, str]
MINUTE = 60


def role(what: Role) -> str:
    """Name what a person is here."""
    return {Role.TECHNICIAN: _("Technicien"), Role.MANAGER: _("Responsable")}[what]


def pin_trouble(error: PinError) -> Words:
    """Say why a PIN is not taken, and what to do."""
    words = {
        PinProblem.NOT_A_PIN: (_("Ce n'est pas un code PIN."), _("Tapez 4 à 8 chiffres.")),
        PinProblem.TOO_SIMPLE: (_("Ce code est trop simple."), _("Choisissez d'autres chiffres.")),
        PinProblem.WRONG: (_("Ce n'est pas le bon code."), _wait(error.seconds) or _("Tapez-le encore.")),
        PinProblem.WAIT: (_("Trop d'essais."), _wait(error.seconds)),
        PinProblem.NONE_SET: (_("Vous n'avez pas encore de code PIN."), _("Choisissez-le : Réglages, Personnes.")),
        PinProblem.NOT_A_MANAGER: (_("Seul un responsable peut le faire."), _("Il scanne son badge ici.")),
    }
    return words[error.problem]


def _wait(seconds: int) -> str:
    if not seconds:
        return ""
    if seconds <= MINUTE:
        return several("Attendez {number} seconde.", "Attendez {number} secondes.", seconds).format(number=seconds)
    minutes = -(-seconds // MINUTE)
    return several("Attendez {number} minute.", "Attendez {number} minutes.", minutes).format(number=minutes)
