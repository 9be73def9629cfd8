"""Enums and errors as shapes, icons and colour roles; their sentences come from `workshop.words`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ui.signals import Shape, Signal, StepState
from ui.widgets.picture import Machine
from ui.widgets.strip import StripStep
from workshop.domain import scanning
from workshop.domain.chain import Action, Mark, Step
from workshop.domain.content import read_time
from workshop.domain.diagnosis import Category
from workshop.domain.drives import Disposition, Validation
from workshop.domain.lots import MachineCard, machine_name
from workshop.domain.machines import State
from workshop.domain.scanning import Answer, Said
from workshop.texts import _, month_names, several
from workshop.undo_words import word as undo_word
from workshop.words import action as to_be_done
from workshop.words import answer as told
from workshop.words import disposition as named
from workshop.words import done, shown, to_do

SIGNALS = {
    scanning.Signal.ACCEPTED: Signal.ACCEPTED,
    scanning.Signal.ALREADY_DONE: Signal.ALREADY_DONE,
    scanning.Signal.REFUSED: Signal.REFUSED,
    scanning.Signal.FINISHED: Signal.FINISHED,
}


@dataclass(frozen=True)
class BandWords:
    """Everything that the band says."""

    signal: Signal
    word: str
    sentence: str = ""
    action: str = ""
    right: str = ""
    right_action: str = ""
    count: str = ""


def band_words(answer: Answer, later: Action | None = None) -> BandWords:
    """Say an answer in the band; `later` is what remains to be done with a refused machine."""
    said = told(_shortened(answer))
    signal = SIGNALS[answer.signal]
    right, right_action = ("", "")
    if signal is Signal.REFUSED and later:
        right, right_action = shown(_("À faire plus tard :")), to_be_done(later).what
    elif signal is Signal.ALREADY_DONE and answer.facts.get("received_at"):
        when = read_time(answer.facts["received_at"])
        right, right_action = day(when), clock(when)
    return BandWords(signal, word(answer), said.what, said.do, right, right_action, count(answer.count, answer.total))


def _shortened(answer: Answer) -> Answer:
    """Keep the first reason of a refusal, without the drive's number: the band is read from two metres."""
    return replace(answer, reasons=tuple(reason.partition(":")[0] for reason in answer.reasons[:1]))


def word(answer: Answer) -> str:
    """Return the one word of an answer."""
    if of_an_undo := undo_word(answer):
        return shown(of_an_undo)
    match answer.signal:
        case scanning.Signal.ACCEPTED:
            return shown(_("C'est bon."))
        case scanning.Signal.ALREADY_DONE:
            return shown(_("Déjà scanné."))
        case scanning.Signal.REFUSED:
            return shown(_("Refusé."))
        case scanning.Signal.FINISHED:
            return shown(_("Commande complète.") if answer.said is Said.PACKED else _("Lot complet."))


def count(number: int, total: int) -> str:
    """Say a count: « 12 sur 40 », or « 12 » where nobody counted beforehand."""
    if total:
        return shown(_("{number} sur {total}").format(number=number, total=total))
    return str(number) if number else ""


def machines(number: int) -> str:
    """Say a number of machines."""
    return shown(several("{number} ordinateur", "{number} ordinateurs", number).format(number=number))


def left(number: int) -> str:
    """Say how many machines are still to come."""
    words = several("Il reste {number} ordinateur.", "Il reste {number} ordinateurs.", number)
    return shown(words.format(number=number)) if number else shown(_("Tout est là."))


def name_of(card: MachineCard) -> str:
    """Name a machine as people know it."""
    return machine_name(card.maker, card.model) or shown(_("Ordinateur sans nom"))


def charger(card: MachineCard) -> tuple[str, Shape | None]:
    """Say whether a machine came with its charger."""
    if card.charger is None:
        return "", None
    return (_("Chargeur"), Shape.ACCEPTED) if card.charger else (_("Sans chargeur"), Shape.WARNING)


STATES_ASIDE = frozenset({State.TO_REPAIR, State.FOR_PARTS, State.RECYCLED, State.LOST})
HELD = frozenset({State.LOCKED, State.HOLD})


def state(name: str) -> tuple[str, Shape]:
    """Say where a machine stands."""
    found = State(name)
    if found is State.LOCKED:
        return shown(done(found)), Shape.REFUSED
    return shown(done(found)), Shape.LEFT if found in STATES_ASIDE else Shape.DONE


def strip_steps(steps: tuple[Step, ...], aside: str) -> tuple[StripStep, ...]:
    """Turn the steps of a machine into the segments of the strip; `aside` is its state: it may have left the chain."""
    return tuple(_strip_step(step, aside) for step in steps)


def _strip_step(step: Step, aside: str) -> StripStep:
    match step.mark:
        case Mark.DONE:
            return StripStep(done(step.state), day(step.at) if step.at else "", StepState.DONE)
        case Mark.NOW:
            return StripStep(to_do(step.state), _("maintenant"), StepState.NOW)
        case Mark.TO_DO:
            return StripStep(to_do(step.state), _("à faire"), StepState.TODO)
        case Mark.BLOCKED if State(aside) in STATES_ASIDE:
            return StripStep(shown(done(State(aside))), _("de côté"), StepState.LEFT)
        case Mark.BLOCKED if step.state is State.WIPED and State(aside) not in HELD:
            return StripStep(shown(_("Non effacé")), _("à voir"), StepState.BLOCKED)
        case Mark.BLOCKED:
            return StripStep(_("Bloqué"), _("regardez"), StepState.BLOCKED)


def drive(disposition: Disposition, validation: Validation) -> tuple[str, Shape]:
    """Say what became of a drive, and whether a person agreed."""
    words = shown(named(disposition))
    match disposition:
        case Disposition.PROVEN | Disposition.PROVEN_WITH_RESERVATIONS if validation is Validation.REJECTED:
            return shown(_("Effacement rejeté")), Shape.REFUSED
        case Disposition.PROVEN | Disposition.PROVEN_WITH_RESERVATIONS if validation is Validation.PENDING:
            return shown(_("Effacé, à valider")), Shape.WARNING
        case Disposition.PROVEN_WITH_RESERVATIONS | Disposition.DECLARED:
            return words, Shape.WARNING
        case Disposition.PROVEN:
            return words, Shape.ACCEPTED
        case Disposition.OPEN:
            return words, Shape.TODO
        case Disposition.FAILED | Disposition.LOST:
            return words, Shape.REFUSED
        case Disposition.DESTROYED | Disposition.ABSENT:
            return words, Shape.LEFT


PICTURES = {
    Category.DESKTOP: Machine.DESKTOP,
    Category.MINI_PC: Machine.DESKTOP,
    Category.SERVER: Machine.DESKTOP,
    Category.VIRTUAL: Machine.DESKTOP,
    Category.MONITOR: Machine.MONITOR,
    Category.ALL_IN_ONE: Machine.MONITOR,
    Category.TELEVISION: Machine.TELEVISION,
    Category.SMARTPHONE: Machine.PHONE,
    Category.TABLET: Machine.TABLET,
}


def picture(category: str) -> Machine:
    """Return the drawing of a category; a laptop where nobody knows."""
    return PICTURES.get(Category(category), Machine.LAPTOP)


def category(name: str) -> str:
    """Name a category."""
    words = {
        Category.LAPTOP: _("Ordinateur portable"),
        Category.DESKTOP: _("Ordinateur de bureau"),
        Category.ALL_IN_ONE: _("Ordinateur tout-en-un"),
        Category.MINI_PC: _("Petit ordinateur"),
        Category.SERVER: _("Serveur"),
        Category.TABLET: _("Tablette"),
        Category.SMARTPHONE: _("Téléphone"),
        Category.MONITOR: _("Écran"),
        Category.TELEVISION: _("Télévision"),
        Category.DOCK: _("Station d'accueil"),
        Category.VIRTUAL: _("Machine virtuelle"),
        Category.UNKNOWN: _("Ordinateur"),
    }
    return shown(words[Category(name)])


ACTION_ICONS = {
    Action.RECEIVE: "intake",
    Action.READ: "diagnosis",
    Action.TRIAGE: "sort",
    Action.WIPE: "wipe",
    Action.VALIDATE: "certificate",
    Action.DESTROY: "drive",
    Action.CHECK_BAYS: "search",
    Action.INSTALL: "install",
    Action.INSPECT: "test",
    Action.GRADE: "grade",
    Action.REMOVE_TAG: "label",
    Action.MAKE_READY: "done",
    Action.RESERVE: "deliver",
    Action.PACK: "pack",
    Action.DELIVER: "deliver",
    Action.NOTHING: "done",
    Action.RELEASE: "padlock",
    Action.UNLOCK: "padlock",
    Action.BRING_BACK: "back",
}


def day(moment: datetime, today: date | None = None) -> str:
    """Say a day: aujourd'hui, hier, « 12 novembre », with the year where it is another one."""
    local, now = moment.astimezone().date(), today or datetime.now().astimezone().date()
    if local == now:
        return shown(_("aujourd'hui"))
    if local == now - timedelta(days=1):
        return _("hier")
    words = _("{day} {month}").format(day=local.day, month=month_names(_)[local.month - 1])
    return shown(words if local.year == now.year else f"{words} {local.year}")


def clock(moment: datetime) -> str:
    """Say a time of the day: « à 10 h 42 »."""
    local = moment.astimezone()
    return shown(_("à {hour} h {minute:02d}").format(hour=local.hour, minute=local.minute))


def long_day(moment: datetime) -> str:
    """Say a whole date: « mardi 24 novembre »."""
    local = moment.astimezone()
    words = _("{weekday} {day} {month}")
    return shown(words.format(weekday=weekday(local.weekday()), day=local.day, month=month_names(_)[local.month - 1]))


def weekday(number: int) -> str:
    """Name a day of the week, 0 (Monday) to 6."""
    names = (_("lundi"), _("mardi"), _("mercredi"), _("jeudi"), _("vendredi"), _("samedi"), _("dimanche"))
    return names[number]
