"""What becomes of each drive of a plan once the label is scanned: only what is shown as « sera effacé » is started."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from ui import media
from ui.signals import Shape
from ui.wiping.doubts import triage
from ui.words import drive as disposed
from workshop.domain.codes import Code, Kind, is_code
from workshop.domain.diagnosis import Health
from workshop.domain.drives import Disposition, Refusal, Validation
from workshop.services.wipe_plans import PlannedDrive, WipePlan, left_to_wipe
from workshop.texts import _, several
from workshop.words import reason, shown


class Fate(Enum):
    """What a scan of the label does to one drive."""

    ERASED = "erased"
    RUNNING = "running"
    SETTLED = "settled"
    NOT_HERE = "not-here"
    PROTECTED = "protected"
    REFUSED = "refused"
    NO_WAY = "no-way"


def fate_of(plan: WipePlan, item: PlannedDrive) -> Fate:
    """Say what becomes of one drive; before it was asked what it can do, it is meant to be erased."""
    if item.wipe is not None:
        return Fate.RUNNING
    if not left_to_wipe(item.card):
        return Fate.SETTLED
    if item.present is None:
        return Fate.NOT_HERE
    if item.present.protected is not None:
        return Fate.PROTECTED
    if _refused(plan, item):
        return Fate.REFUSED
    return Fate.NO_WAY if item.looked is not None and not item.offers else Fate.ERASED


def to_erase(plan: WipePlan) -> WipePlan:
    """Return the plan with those drives only that will be erased."""
    return replace(plan, drives=tuple(item for item in plan.drives if fate_of(plan, item) is Fate.ERASED))


def refusals(plan: WipePlan) -> tuple[str, ...]:
    """Return why nothing of this may be erased; what is said of a drive whose fate is settled says nothing here."""
    settled = {item.card.code for item in plan.drives if not left_to_wipe(item.card)}
    return tuple(dict.fromkeys(text for text in plan.refusals if _about(text) not in settled))


def _refused(plan: WipePlan, item: PlannedDrive) -> bool:
    about = {_about(text) for text in refusals(plan)}
    drives = {other.card.code for other in plan.drives}
    return item.card.code in about or bool(about - drives)


def _about(refusal: str) -> str:
    code = refusal.rpartition(":")[2]
    return code if is_code(code) and Code(code).kind is Kind.DRIVE else ""


def state(fate: Fate, item: PlannedDrive) -> tuple[str, Shape]:
    """Say a drive's fate in a word, with its shape."""
    match fate:
        case Fate.ERASED:
            return shown(_("sera effacé")), Shape.LATE
        case Fate.RUNNING:
            return shown(_("s'efface déjà")), Shape.NOW
        case Fate.SETTLED:
            return disposed(Disposition(item.card.disposition), Validation(item.card.validation))
        case Fate.NOT_HERE:
            return shown(_("pas branché ici")), Shape.WARNING
        case Fate.PROTECTED:
            return shown(_("protégé")), Shape.LEFT
        case Fate.REFUSED:
            return shown(_("refusé")), Shape.REFUSED
        case Fate.NO_WAY:
            return shown(_("ne sait pas s'effacer")), Shape.REFUSED


def warnings(fate: Fate, item: PlannedDrive) -> tuple[tuple[str, Shape], ...]:
    """Say what a person should know before hours of work: a failing drive, a weak method."""
    if fate is not Fate.ERASED:
        return ()
    ill = triage(item.health, item.health_facts)
    found = [(ill, Shape.LATE if item.health is Health.FAILING else Shape.WARNING)] if ill else []
    if item.looked is not None and item.offers and not item.offers[0].enough:
        found.append((shown(_("Ce disque ne sait faire qu'un effacement simple.")), Shape.WARNING))
    return tuple(found)


def name(number: int, item: PlannedDrive) -> str:
    """Name a drive: « Disque 1 · SSD 256 Go »."""
    return shown(" · ".join((_("Disque {number}").format(number=number), media.drive(item.card))))


def details(item: PlannedDrive) -> str:
    """Say what only F4 shows: how it will be erased, and what else could be done."""
    if not item.offers:
        return ""
    best = item.offers[0]
    others = ", ".join(offer.method.id for offer in item.offers[1:4])
    words = _("Méthode : {method} ({engine}), niveau {level}.")
    told = words.format(method=best.method.id, engine=best.method.engine, level=best.level.value)
    return shown(f"{told} " + _("Aussi : {others}.").format(others=others) if others else told)


def headline(plan: WipePlan) -> str:
    """Say how much is erased, for ever."""
    number = len(to_erase(plan).drives)
    if number < 2:  # noqa: PLR2004 — one disk needs no count
        return shown(_("Tout sera effacé pour toujours."))
    words = several(
        "{number} disque sera effacé pour toujours.", "{number} disques seront effacés pour toujours.", number
    )
    return shown(words.format(number=number))


@dataclass(frozen=True)
class WhyNot:
    """Why nothing can be started, what to do, and how bad that is."""

    what: str
    do: str
    shape: Shape


def why_not(plan: WipePlan) -> WhyNot:
    """Say why nothing can be started, and what to do."""
    found = refusals(plan)
    fates = {fate_of(plan, item) for item in plan.drives}
    if found:
        names = {text.partition(":")[0] for text in found}
        what = " ".join(dict.fromkeys(reason(text.partition(":")[0]) for text in found))
        return WhyNot(what, _way_out(names), Shape.REFUSED)
    if not plan.drives:
        words, shape = (
            (_("Aucun disque n'est connu ici."), _("Lisez d'abord l'ordinateur au Poste : F6.")),
            Shape.WARNING,
        )
    elif Fate.NO_WAY in fates:
        words = (_("Ce disque ne sait pas s'effacer."), _("Il faut le détruire : appelez le responsable."))
        shape = Shape.REFUSED
    elif Fate.NOT_HERE in fates:
        words, shape = (
            (_("Le disque n'est pas branché à ce poste."), _("Branchez-le, puis scannez encore.")),
            Shape.WARNING,
        )
    elif Fate.PROTECTED in fates:
        words = (_("Ce disque est protégé."), _("Ce poste s'en sert : on ne peut pas l'effacer ici."))
        shape = Shape.REFUSED
    elif Fate.RUNNING in fates:
        words, shape = (_("L'effacement est déjà en cours."), _("Prenez l'ordinateur suivant.")), Shape.NOW
    else:
        words, shape = (_("Il n'y a plus rien à effacer."), _("Prenez l'ordinateur suivant.")), Shape.DONE
    return WhyNot(shown(words[0]), shown(words[1]), shape)


def _way_out(names: set[str]) -> str:
    ways = {
        Refusal.ON_HOLD: _("Ses données sont à garder. Le responsable demande l'accord du donateur."),
        Refusal.LOCKED: _("Posez-le dans le bac « À vérifier »."),
        Refusal.NOT_RECEIVED: _("Faites-le d'abord entrer : F5."),
        Refusal.SET_ASIDE: _("Il revient ? Allez au Poste : F6."),
        Refusal.ALREADY_OUT: _("Il est parti de l'atelier : faites un retour."),
    }
    found = [words for refusal, words in ways.items() if refusal.value in names]
    return shown(found[0] if found else _("Mettez-le de côté et appelez le responsable."))
