"""Whether a machine may get Windows 11, in plain words: the answer, each criterion, and what to do about it."""

from __future__ import annotations

from workshop.domain.eligibility import GIB, Criterion, Eligibility, Eligible, Finding, Remedy
from workshop.texts import SOURCE_LANGUAGE, _, spoken
from workshop.words import Sentence, shown

GB = 10**9


def answer(eligibility: Eligibility) -> str:
    """Say the whole answer in one line."""
    words = {
        Eligible.YES: _("Windows 11 : oui"),
        Eligible.NO: _("Windows 11 : non"),
        Eligible.UNKNOWN: _("Windows 11 : à vérifier"),
    }
    return shown(words[eligibility.verdict])


def told(finding: Finding) -> Sentence:
    """Say one criterion: what was measured, what is needed where that is not enough, and what a workshop can do."""
    what = _("{criterion} : {measured}.").format(criterion=named(finding.criterion), measured=_measured(finding))
    if finding.verdict is not Eligible.YES:
        needed = _("Il faut {required}.").format(required=_required(finding.criterion))
        what = f"{what} {needed}"
    return Sentence(shown(what), shown(_to_do(finding)))


def named(criterion: Criterion) -> str:
    """Name a criterion in a few words."""
    words = {
        Criterion.PROCESSOR: _("Processeur"),
        Criterion.TPM: _("Puce de sécurité (TPM)"),
        Criterion.UEFI: _("Démarrage UEFI"),
        Criterion.SECURE_BOOT: _("Démarrage sécurisé"),
        Criterion.MEMORY: _("Mémoire"),
        Criterion.DRIVE: _("Disque"),
    }
    return words[criterion]


def _measured(finding: Finding) -> str:
    value = finding.measured
    if value is None:
        return _("inconnu")
    if isinstance(value, bool):
        off = _("démarré à l'ancienne") if finding.criterion is Criterion.UEFI else _("éteint")
        return _("oui") if value else off
    if finding.criterion is Criterion.PROCESSOR:
        return _processor(finding)
    if finding.criterion is Criterion.MEMORY:
        return _("{size} Gio").format(size=_short(int(value), GIB))
    return _("{size} Go").format(size=_short(int(value), GB)) if isinstance(value, int) else value


def _processor(finding: Finding) -> str:
    words = {
        Eligible.YES: _("{name}, accepté par Microsoft"),
        Eligible.NO: _("{name}, pas accepté par Microsoft"),
        Eligible.UNKNOWN: _("{name}, on ne sait pas si Microsoft l'accepte"),
    }
    return words[finding.verdict].format(name=finding.measured)


def _required(criterion: Criterion) -> str:
    words = {
        Criterion.PROCESSOR: _("un processeur de la liste de Microsoft"),
        Criterion.TPM: _("la version 2.0"),
        Criterion.UEFI: _("un démarrage UEFI"),
        Criterion.SECURE_BOOT: _("un ordinateur qui le permet"),
        Criterion.MEMORY: _("4 Gio"),
        Criterion.DRIVE: _("64 Go"),
    }
    return words[criterion]


def _to_do(finding: Finding) -> str:
    words = {
        Remedy.TURN_ON: _("À activer dans les réglages de démarrage, puis lisez de nouveau l'ordinateur."),
        Remedy.UPDATE_TPM: _("Certains fabricants donnent une mise à jour vers la version 2.0."),
        Remedy.ADD_MEMORY: _("Ajoutez de la mémoire."),
        Remedy.LARGER_DRIVE: _("Mettez un disque plus grand."),
    }
    return words[finding.remedy] if finding.remedy else ""


def _short(size: int, unit: int) -> str:
    """Write a size with one digit behind the comma, and none from 100 on or where it is 0."""
    tenths = size * 10 // unit if size < 100 * unit else size // unit * 10
    whole, rest = divmod(tenths, 10)
    comma = "," if spoken() == SOURCE_LANGUAGE else "."
    return f"{whole}{comma}{rest}" if rest else str(whole)
