"""Why something is kept, on whose word it goes on, and why neither can be done."""

from __future__ import annotations

from workshop.domain.holds import Consent, HoldReason
from workshop.services.holding import HELD_ALREADY, NO_CONSENT, NOT_HELD, STILL_HELD
from workshop.texts import _


def reason(what: HoldReason) -> str:
    """Name why something is kept."""
    words = {
        HoldReason.DATA_TO_RETURN: _("données à rendre"),
        HoldReason.DATA_TO_KEEP: _("données à garder"),
        HoldReason.QUARANTINE: _("quarantaine"),
        HoldReason.SWOLLEN_BATTERY: _("batterie gonflée"),
        HoldReason.RECALL: _("à faire revenir"),
    }
    return words[what]


def consent(what: Consent) -> str:
    """Say on whose word a donor's data is released."""
    words = {
        Consent.DONOR: _("Accord du donateur"),
        Consent.DATA_OFFICER: _("Accord de son responsable des données"),
        Consent.GIVEN_BACK: _("Données rendues au donateur"),
    }
    return words[what]


def written_consent(release: str, reference: str) -> str:
    """Say what the journal keeps of a release: on whose word, and the reference of the letter."""
    known = consent(Consent(release)) if release in Consent.__members__.values() else release
    return " · ".join(part for part in (known, reference) if part)


def against(why: str) -> str:
    """Say why something cannot be kept or released; empty: another word's."""
    words = {
        NOT_HELD: _("Il n'est pas gardé pour cela."),
        HELD_ALREADY: _("Il est déjà gardé pour cela."),
        NO_CONSENT: _("Il faut l'accord du donateur. Dites qui le donne."),
        STILL_HELD: _("La cause est encore là. Réglez-la d'abord."),
    }
    return words.get(why, "")
