"""Every enum and every expected error as words: what happened, what to do. Screens add the shapes.

Plain French for people new to computing: short, direct, « vous », no jargon. `_` translates when it is called.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop import asset_words, command_words, hold_words, inspection_words, printing_words, storage_words, undo_words
from workshop.domain.chain import Action
from workshop.domain.codes import Code, Kind, is_code
from workshop.domain.diagnosis import Health
from workshop.domain.drives import Disposition, Refusal
from workshop.domain.errors import (
    AmbiguousCodeError,
    CodesUsedUpError,
    MediumError,
    NotSetUpError,
    PinError,
    RecordingError,
    RefusedError,
    RulesError,
    SealError,
    SettingsError,
    StoreError,
    UnknownCodeError,
    WipeRefusedError,
    WorkshopError,
)
from workshop.domain.interlocks import Interlock, Protection
from workshop.domain.machines import State
from workshop.domain.scanning import Answer, Said
from workshop.domain.typography import french, grouped
from workshop.looking_words import against as looking_against
from workshop.people_words import pin_trouble
from workshop.reader_words import said as reader_said
from workshop.report_words import against as report_against
from workshop.seal_words import seal_problem
from workshop.services.run_through import Stage
from workshop.store_words import store_problem
from workshop.texts import SOURCE_LANGUAGE, _, spoken
from workshop.wipe_words import interlock as rule_words
from workshop.wipe_words import protection as protection_words
from workshop.wipe_words import refusal as wipe_refusal

NO_DIRECT_READING = "O_DIRECT"  # the file system answers from memory: a read-back there proves nothing


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, and what to do (empty where there is nothing to do)."""

    what: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.do}".strip()


def shown(text: str) -> str:
    """Set a sentence as its language sets it: French spaces and apostrophes, or the text as it is."""
    return french(text) if spoken() == SOURCE_LANGUAGE else text


def trouble(error: WorkshopError) -> Sentence:
    """Say an expected error."""
    match error:
        case SettingsError():
            return _settings_trouble(error)
        case StoreError(where=where, problem=problem):
            return _sentence(*store_problem(where, problem))
        case MediumError() | RecordingError() | RulesError():
            return _file_trouble(error)
        case _:
            return _object_trouble(error)


def _object_trouble(error: WorkshopError) -> Sentence:
    match error:
        case UnknownCodeError(text=text):
            return _sentence(_("Le code {code} n'existe pas ici.").format(code=_code(text)), _("Vérifiez le code."))
        case AmbiguousCodeError(typed=typed):
            what = _("Plusieurs objets finissent par {digits}.").format(digits=typed)
            return _sentence(what, _("Scannez l'étiquette, ou tapez les 12 chiffres."))
        case RefusedError(code=code, reasons=reasons):
            what = _("Refusé : {code}.").format(code=_code(code))
            return _sentence(what, " ".join(reason(item) for item in reasons))
        case WipeRefusedError(rule=rule):
            return interlock(rule)
        case SealError(problem=problem, what=what):
            return _sentence(*seal_problem(problem, what))
        case PinError():
            return _sentence(*pin_trouble(error))
        case NotSetUpError():
            return _sentence(_("L'atelier n'a pas encore de nom."), _("Lancez Établi et choisissez « Commencer »."))
        case CodesUsedUpError(numbers=numbers):
            what = _("Il n'y a plus de code libre ({numbers}).").format(numbers=numbers)
            return _sentence(what, _("Appelez le responsable."))
        case _:
            return _sentence(_("Ce n'est pas possible : {problem}.").format(problem=str(error)))


def _file_trouble(error: MediumError | RecordingError | RulesError) -> Sentence:
    if isinstance(error, RulesError):
        what = _("Ce fichier de règles a des erreurs : {path}.").format(path=error.path)
        return _sentence(what, "\n".join(error.problems))
    if isinstance(error, RecordingError):
        what = _("Ce dossier n'est pas un ordinateur enregistré : {path} ({problem}).")
        return _sentence(what.format(path=error.path, problem=error.problem), _("Choisissez un autre dossier."))
    if error.problem == NO_DIRECT_READING:
        what = _("Dans ce dossier, une relecture ne prouve rien : {path}.")
        return _sentence(what.format(path=error.path), _("Choisissez un dossier sur un vrai disque."))
    what = _("Impossible d'écrire ou de lire ici : {path} ({problem}).").format(path=error.path, problem=error.problem)
    return _sentence(what, _("Rien n'a été perdu. Vérifiez la place libre et les droits, puis recommencez."))


def _settings_trouble(error: SettingsError) -> Sentence:
    what = _("Le fichier de réglages ne peut pas être lu : {path}.").format(path=error.path)
    where = _("Ligne ou mot : {key} ({problem}).").format(key=error.key or "-", problem=error.problem)
    return _sentence(what, f"{where} " + _("Corrigez-le ou renommez-le. Vos données ne sont pas touchées."))


def reason(written: str) -> str:
    """Say one reason of a refusal, written `reason`, `reason:drive` or `clause:measured|text`."""
    name, _colon, drive = written.partition(":")
    if name == "clause":
        measured, _bar, text = drive.partition("|")
        measured = {"yes": _("oui"), "no": _("non")}.get(measured, measured)
        said = _("Mesuré : {measured}.").format(measured=measured) if measured else _("Personne ne l'a mesuré.")
        return shown(_("Le contrat demande : « {clause} » {said}").format(clause=text, said=said))
    if (
        said := report_against(name)
        or storage_words.against(name)
        or inspection_words.against(name)
        or looking_against(name)
        or hold_words.against(name)
        or asset_words.against(name)
        or undo_words.written(written)[0]
        or printing_words.against(written)
    ):
        return shown(said)
    words = refusal(Refusal(name)) if name in Refusal.__members__.values() else name
    if not drive:
        return shown(words)
    if not is_drive(drive):
        return shown(_("{name} : {words}").format(name=grouped(drive), words=words[:1].lower() + words[1:]))
    return shown(_("Disque {code} : {words}").format(code=grouped(drive), words=words[:1].lower() + words[1:]))


def is_drive(code: str) -> bool:
    """Tell whether a reason is about a drive rather than a machine."""
    return is_code(code) and Code(code).kind is Kind.DRIVE


def refusal(why: Refusal) -> str:
    """Say why the chain says no."""
    if elsewhere := wipe_refusal(why) or storage_words.refusal(why) or asset_words.refusal(why):
        return elsewhere
    words = {
        Refusal.NOT_RECEIVED: _("Il n'est pas encore reçu."),
        Refusal.ON_HOLD: _("Il doit rester ici : il est gardé."),
        Refusal.LOCKED: _("Il est bloqué par un mot de passe."),
        Refusal.SET_ASIDE: _("Il est mis de côté."),
        Refusal.NO_DRIVE_KNOWN: _("On ne sait pas quels disques il contient."),
        Refusal.DRIVES_NOT_LISTED: _("Personne n'a vérifié qu'on connaît tous ses disques."),
        Refusal.DRIVE_OPEN: _("Il n'est pas effacé."),
        Refusal.DRIVE_TO_VALIDATE: _("L'effacement n'est pas encore validé par une personne."),
        Refusal.DRIVE_REJECTED: _("L'effacement a été rejeté."),
        Refusal.DRIVE_FAILED: _("L'effacement a échoué."),
        Refusal.DRIVE_LOST: _("Un disque est perdu."),
        Refusal.RESERVATION_NOT_ACCEPTED: _("Effacé avec une réserve que le contrat n'accepte pas."),
        Refusal.TOOL_NOT_ACCEPTED: _("Effacé ailleurs, avec un outil que le contrat n'accepte pas."),
        Refusal.NOTHING_PROVEN: _("Il n'y a pas de preuve à valider."),
        Refusal.NOT_TRIAGED: _("Il n'est pas trié."),
        Refusal.NOT_INSTALLED: _("Il n'a pas de système."),
        Refusal.NOT_TESTED: _("Il n'est pas testé."),
        Refusal.NOT_GRADED: _("Il n'est pas noté."),
        Refusal.NOT_ELIGIBLE: _("Le contrat ne permet pas de le livrer."),
        Refusal.NOT_READY: _("Il n'est pas prêt."),
        Refusal.NOT_RESERVED: _("Il n'est pas réservé."),
        Refusal.NOT_PACKED: _("Il n'est pas emballé."),
        Refusal.NOT_DELIVERED: _("Il n'est pas livré."),
        Refusal.ALREADY_OUT: _("Il est déjà livré."),
        Refusal.ALREADY_THERE: _("Il est déjà reçu."),
        Refusal.OTHER_ORDER: _("Il est promis à quelqu'un d'autre."),
        Refusal.ORDER_COMPLETE: _("Ce destinataire a déjà tout."),
        Refusal.GRADE_TOO_LOW: _("Sa note est trop basse pour cette commande."),
        Refusal.MEMORY_TOO_SMALL: _("Il n'a pas assez de mémoire pour cette commande."),
        Refusal.UNKNOWN_DRIVE: _("Ce disque n'est pas connu."),
    }
    return words[why]


def interlock(rule: Interlock) -> Sentence:
    """Say which rule kept a wipe from starting, and what to do."""
    return _sentence(*rule_words(rule))


def protection(why: Protection) -> Sentence:
    """Say why a drive that is plugged in cannot be chosen, and what to do."""
    return _sentence(*protection_words(why))


def done(state: State) -> str:
    """Name a state that is reached: a participle."""
    words = {
        State.EXPECTED: _("Attendu"),
        State.RECEIVED: _("Reçu"),
        State.TRIAGED: _("Trié"),
        State.WIPED: _("Effacé"),
        State.INSTALLED: _("Installé"),
        State.TESTED: _("Testé"),
        State.GRADED: _("Noté"),
        State.READY: _("Prêt"),
        State.RESERVED: _("Réservé"),
        State.PACKED: _("Emballé"),
        State.DELIVERED: _("Livré"),
        State.RENTED: _("Loué"),
        State.RETURNED: _("Retourné"),
        State.HOLD: _("Gardé"),
        State.LOCKED: _("Bloqué"),
        State.TO_REPAIR: _("À réparer"),
        State.FOR_PARTS: _("Pour pièces"),
        State.RECYCLED: _("Recyclé"),
        State.LOST: _("Perdu"),
    }
    return words[state]


def to_do(state: State) -> str:
    """Name a step that is not done: an infinitive."""
    words = {
        State.RECEIVED: _("Recevoir"),
        State.TRIAGED: _("Trier"),
        State.WIPED: _("Effacer"),
        State.INSTALLED: _("Installer"),
        State.TESTED: _("Tester"),
        State.GRADED: _("Noter"),
        State.READY: _("Préparer"),
        State.RESERVED: _("Réserver"),
        State.PACKED: _("Emballer"),
        State.DELIVERED: _("Livrer"),
    }
    return words.get(state, done(state))


def disposition(what: Disposition) -> str:
    """Name what became of a drive."""
    words = {
        Disposition.OPEN: _("À effacer"),
        Disposition.PROVEN: _("Effacé"),
        Disposition.PROVEN_WITH_RESERVATIONS: _("Effacé avec réserves"),
        Disposition.DECLARED: _("Déclaré effacé"),
        Disposition.FAILED: _("Non effacé"),
        Disposition.DESTROYED: _("Détruit"),
        Disposition.ABSENT: _("Absent"),
        Disposition.LOST: _("Perdu"),
    }
    return words[what]


def health(verdict: Health) -> str:
    """Name a verdict on a drive or a battery."""
    words = {
        Health.GOOD: _("Bon"),
        Health.WORN: _("Usé"),
        Health.FAILING: _("En panne"),
        Health.UNKNOWN: _("Inconnu"),
    }
    return words[verdict]


def action(what: Action) -> Sentence:
    """Say the one thing to do now."""
    words = {
        Action.RECEIVE: (_("Recevoir l'ordinateur"), _("Allez à l'écran Entrée.")),
        Action.READ: (_("Lire l'ordinateur"), _("Établi regarde ce qu'il y a dedans.")),
        Action.TRIAGE: (_("Trier l'ordinateur"), _("Il est bon pour la suite ? Appuyez sur F12.")),
        Action.WIPE: (_("Effacer le disque"), _("Portez l'ordinateur au poste d'effacement.")),
        Action.VALIDATE: (_("Valider l'effacement"), _("Le responsable regarde la preuve.")),
        Action.DESTROY: (_("Détruire le disque"), _("Il n'a pas pu être effacé. Appelez le responsable.")),
        Action.CHECK_BAYS: (_("Chercher les disques"), _("Ouvrez et regardez. Appelez le responsable.")),
        Action.INSTALL: (_("Installer le système"), _("La commande le demande. Dites ensuite lequel.")),
        Action.INSPECT: (_("Tester l'ordinateur"), _("Un test par page, une touche par réponse.")),
        Action.GRADE: (_("Noter l'ordinateur"), _("Établi calcule la note.")),
        Action.REMOVE_TAG: (_("Retirer l'étiquette d'inventaire"), _("Celle du donateur. C'est fait ? F12.")),
        Action.MAKE_READY: (_("Préparer l'ordinateur"), _("Regardez ce qui manque encore.")),
        Action.RESERVE: (_("Il est prêt"), _("Rangez-le, ou scannez-le à l'écran Livraison.")),
        Action.PACK: (_("Emballer l'ordinateur"), _("Scannez-le à l'écran Livraison.")),
        Action.DELIVER: (_("Il est dans son carton"), _("Il part avec le bon de livraison.")),
        Action.NOTHING: (_("Rien à faire"), _("Il est terminé ici.")),
        Action.RELEASE: (_("Ne pas toucher"), _("Il est gardé. Le responsable peut le libérer.")),
        Action.UNLOCK: (_("Débloquer l'ordinateur"), _("Posez l'ordinateur dans le bac « À vérifier ».")),
        Action.BRING_BACK: (_("Il est mis de côté"), _("Il revient ? Appelez le responsable.")),
    }
    return _sentence(*words[what])


def stage(what: Stage) -> str:
    """Name what a run-through is doing."""
    words = {
        Stage.READING: _("Lecture de cet ordinateur"),
        Stage.RECEIVING: _("Réception des ordinateurs"),
        Stage.WIPING: _("Effacement et relecture"),
        Stage.GRADING: _("Tests et notes"),
        Stage.PACKING: _("Emballage"),
        Stage.DOCUMENTS: _("Documents"),
    }
    return shown(words[what])


def answer(given: Answer) -> Sentence:
    """Say the answer to a scan."""
    if given.said is Said.REFUSED_BY_THE_GATE:
        what = _("L'ordinateur {code} ne peut pas partir.").format(code=_code(given.code))
        why = " ".join(reason(item) for item in given.reasons[:2])
        return _sentence(f"{what} {why}", _("Posez-le dans le bac « À vérifier ». Continuez."))
    if elsewhere := undo_words.answer(given) or command_words.answer(given) or printing_words.answer(given):
        return _sentence(*printing_words.with_the_new_label(given.facts, elsewhere))
    what, do = _said(given.said)
    facts = {"name": "", "serial": "", "text": "", "donor": "", "buyer": "", "number": "", "box": "", "reference": ""}
    filled = facts | given.facts | {"code": _code(given.code)}
    if given.said is Said.RECEIVED:
        what, do = asset_words.received(given.facts, what)
    told = printing_words.with_the_new_label(given.facts, (_tidied(what.format(**filled)), do.format(**filled)))
    return _sentence(*told)


def _said(said: Said) -> tuple[str, str]:
    words = {
        Said.RECEIVED: (_("{name} · numéro de série {serial}"), ""),
        Said.ALREADY_RECEIVED: (_("{code} est déjà reçu."), _("Prenez l'ordinateur suivant.")),
        Said.OPENED: (_("{name} · {code}"), ""),
        Said.PACKED: (_("{name} est dans le carton {box}."), ""),
        Said.ALREADY_PACKED: (_("{code} est déjà dans un carton."), _("Prenez l'ordinateur suivant.")),
        Said.MOVED: (_("{code} a changé de place."), ""),
        Said.BOX_OPENED: (_("Carton {number} · {name}"), ""),
        Said.ORDER_CHOSEN: (_("Commande {reference} · {buyer}"), ""),
        Said.LOT_CHOSEN: (_("Lot de {donor}"), ""),
        Said.LOT_DONE: (_("Le lot est complet."), ""),
        Said.MANIFEST_DONE: (_("Le bon de livraison {number} est prêt."), ""),
        Said.PERSON_SEEN: (_("Bonjour {name}."), ""),
        Said.TRIAGED: (_("{code} est trié."), ""),
        Said.NOT_READ: (_("Je n'ai pas bien lu."), _("Scannez encore.")),
        Said.UNKNOWN_CODE: (_("Le code {text} n'existe pas ici."), _("Posez l'objet dans le bac « À vérifier ».")),
        Said.UNKNOWN_SERIAL: (_("Personne ne connaît le numéro {text}."), _("Scannez d'abord à l'écran Entrée.")),
        Said.SEVERAL_MACHINES: (_("Plusieurs objets ont le numéro {text}."), _("Scannez l'étiquette de l'atelier.")),
        Said.NOT_A_SERIAL: (_("Ce n'est pas le numéro de série."), _("Scannez l'autre code.")),
        Said.WRONG_LABEL: (_("Ce n'est pas la bonne étiquette."), _("Scannez l'autre code.")),
        Said.NO_LOT: (_("Aucun lot n'est ouvert."), _("Ouvrez d'abord un lot : F12.")),
        Said.NO_ORDER: (_("Aucune commande n'est ouverte."), _("Scannez d'abord la commande.")),
        Said.NOTHING_TO_DO: (_("Il n'y a rien à faire."), ""),
        Said.NOT_HERE: (_("{code} ne se scanne pas ici."), _("Changez d'écran, ou continuez.")),
        Said.COMMAND_MEANINGLESS: (_("Cette carte ne sert pas ici."), _("Continuez.")),
        Said.NOT_EMPTY: (_("Il reste quelque chose à faire."), ""),
        Said.OTHER_LOT: (_("Ce numéro est déjà dans un autre lot : {code}."), _("Mettez l'ordinateur de côté.")),
        Said.REFUSED_BY_THE_GATE: (_("L'ordinateur {code} ne peut pas partir."), ""),
        Said.WIPE_CHOSEN: (_("{name} · {code}"), ""),
        Said.WIPE_CONFIRMED: (_("{name} · {code}"), ""),
        Said.LOT_TO_WIPE: (_("Lot de {donor}"), ""),
        Said.PAPERS_CHOSEN: (_("{name} · {code}"), ""),
        Said.NUMBER_TAKEN: (_("Numéro {serial}"), ""),
        Said.INVENTORY_TAKEN: (_("Numéro d'inventaire {text}"), _("Scannez maintenant le numéro de série.")),
        Said.WRONG_IMEI: (_("Ce numéro IMEI est mal lu."), _("Scannez-le encore.")),
        Said.ANSWER_FIRST: (_("Un autre appareil attend vos réponses."), _("Répondez d'abord, ou appuyez sur F12.")),
        Said.REPORT_MACHINE: (_("{name} · {code}"), ""),
    }
    return storage_words.said(said) or reader_said(said) or words[said]


def _sentence(what: str, do: str = "") -> Sentence:
    return Sentence(shown(what), shown(do))


def _tidied(text: str) -> str:
    """Leave out what is empty: no dangling separators."""
    parts = [part.strip() for part in text.split(" · ")]
    return " · ".join(part for part in parts if part)


def _code(text: str) -> str:
    return grouped(text) if text.isdigit() and len(text) == 12 else text  # noqa: PLR2004 — our codes
