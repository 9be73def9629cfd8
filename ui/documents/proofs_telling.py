"""A proof in plain words: how the drive was erased, what the read-back found, what stays open; or why there is none.

Reservations and doubts are said as the certificate says them: whoever validates reads what will be printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ui import media
from ui.documents.telling import moment
from ui.signals import Shape
from ui.widgets.listing import Line
from workshop.bootstrap import wipe_reason
from workshop.domain.methods import Level, Technique
from workshop.domain.proofs import Doubt, NotProven, Proof
from workshop.domain.typography import grouped
from workshop.domain.wiping import Coverage, WipeLog
from workshop.services.proof_views import Inbox, ProofRow, ProofView
from workshop.texts import _, several, spoken
from workshop.words import shown

BROKEN = frozenset({Doubt.UNREADABLE})
FOR_THE_MANAGER = frozenset({Doubt.IDENTITY_CHANGED, Doubt.HIDDEN_AREA, Doubt.NO_LEVEL, Doubt.LOG_DAMAGED})


@dataclass(frozen=True)
class ProofTold:
    """One proof, ready to be shown; `can_validate` is False where another person has to, or nothing is proven."""

    drive: str
    code: str  # of the machine, or of the loose drive
    name: str
    medium: str
    identity: str
    shape: Shape
    state: str
    facts: tuple[str, ...]
    reservations: tuple[str, ...]
    do: str
    can_validate: bool
    can_reject: bool
    lot: str
    donor: str


def lines_of(inbox: Inbox) -> tuple[Line, ...]:
    """Tell the inbox: a heading for each lot, its drives under it; what failed comes last."""
    found: list[Line] = []
    for failed, rows in groupby(inbox.rows, key=lambda row: row.failed):
        if failed:
            words = several("{number} disque non effacé", "{number} disques non effacés", inbox.failed)
            found.append(_heading("failed", words.format(number=inbox.failed)))
            found += [_line(row) for row in rows]
            continue
        for lot, inside in groupby(rows, key=lambda row: (row.lot, row.donor)):
            found.append(_heading(lot[0], _of_lot(lot[1])))
            found += [_line(row) for row in inside]
    return tuple(found)


def count_words(inbox: Inbox) -> str:
    """Say how much waits, and that not everything is in the list where that is so."""
    words = several("{number} preuve à valider", "{number} preuves à valider", inbox.waiting)
    told = words.format(number=inbox.waiting)
    listed = sum(not row.failed for row in inbox.rows)
    if listed < inbox.waiting:
        told += " · " + _("les {number} premières sont ici").format(number=listed)
    return shown(told)


def tell(view: ProofView) -> ProofTold:
    """Tell one proof."""
    row, card = view.row, view.row.card
    proof = view.conclusion if isinstance(view.conclusion, Proof) else None
    state, shape = _state(view)
    reservations = [wipe_reason(item.value, spoken()) for item in proof.reservations] if proof else []
    return ProofTold(
        drive=card.code,
        code=card.machine or card.code,
        name=row.machine_name or shown(_("Disque seul")),
        medium=media.drive(card),
        identity=media.identity(card),
        shape=shape,
        state=state,
        facts=tuple(_facts(view)),
        reservations=tuple(map(shown, reservations)),
        do=_do(view),
        can_validate=proof is not None and not row.failed and not view.needs_another,
        can_reject=proof is not None and not row.failed,
        lot=row.lot,
        donor=row.donor,
    )


def method(technique: Technique) -> str:
    """Say how a drive was erased."""
    words = {
        Technique.OVERWRITE: _("L'ordinateur a réécrit tout le disque."),
        Technique.DEVICE_OVERWRITE: _("Le disque s'est réécrit lui-même en entier."),
        Technique.BLOCK_ERASE: _("Le disque a vidé lui-même toutes ses cellules."),
        Technique.CRYPTO_ERASE: _("Le disque a jeté la clé de ses données."),
        Technique.SECURITY_ERASE: _("Le disque s'est effacé lui-même."),
        Technique.SECURITY_ERASE_ENHANCED: _("Le disque s'est effacé lui-même, à sa façon la plus forte."),
        Technique.FORMAT_ERASE: _("Le disque s'est formaté lui-même."),
    }
    return shown(words[technique])


def level(what: Level) -> str:
    """Say what that may be called (NIST SP 800-88)."""
    words = {Level.CLEAR: _("Niveau clear."), Level.PURGE: _("Niveau purge.")}
    return shown(words[what])


def read_back(log: WipeLog) -> str:
    """Say what our own reading after it found; only said of a proof."""
    reading = log.read_back
    if reading is None:
        return ""
    whole = _("Relu en entier : rien d'ancien n'a été trouvé.")
    sampled = _("Relu par sondage : rien d'ancien n'a été trouvé.")
    return shown(whole if reading.coverage is Coverage.FULL else sampled)


def _state(view: ProofView) -> tuple[str, Shape]:
    if view.rejected is not None:
        return shown(_("Effacement rejeté")), Shape.REFUSED
    if view.row.failed or not isinstance(view.conclusion, Proof):
        return shown(_("Non effacé")), Shape.REFUSED
    if view.row.plain:
        return shown(_("Effacé, à valider")), Shape.WARNING
    return shown(_("Effacé avec réserves, à valider")), Shape.WARNING


def _facts(view: ProofView) -> Iterable[str]:
    conclusion = view.conclusion
    if conclusion is None:
        yield shown(_("Le journal de cet effacement ne se lit pas."))
    else:
        log = conclusion.log
        yield f"{method(log.technique)} {level(log.level)}" if log.level else method(log.technique)
        if isinstance(conclusion, Proof):
            yield read_back(log)
        tool = next((f"{step.tool} {step.tool_version}".strip() for step in reversed(log.steps)), "")
        extra = _("exercice sur une image") if log.exercise else ""
        technical = " · ".join(part for part in (log.method, tool, extra) if part)
        yield shown(_("Méthode : {method}").format(method=technical))
        if isinstance(conclusion, NotProven):
            yield from (shown(wipe_reason(doubt.value, spoken())) for doubt in conclusion.doubts)
    if view.rejected:
        yield shown(_("Rejeté : {reason}").format(reason=view.rejected))
    if view.started_at is not None:
        by = _("Par {person}, {moment}.") if view.started_by else "{moment}"
        yield shown(by.format(person=view.started_by, moment=moment(view.started_at)))


def _do(view: ProofView) -> str:
    """Say what the person who looks has to know or do."""
    if view.needs_another:
        return shown(_("Vous avez lancé cet effacement : une autre personne doit le valider."))
    if view.rejected is not None:
        return shown(_("Effacez-le encore, ou faites-le détruire : écran Effacer, F7."))
    if not isinstance(view.conclusion, NotProven):
        return "" if view.conclusion else shown(_("Recommencez l'effacement : écran Effacer, F7."))
    doubts = set(view.conclusion.doubts)
    if BROKEN & doubts:
        return shown(_("Ce disque est abîmé : il faut le détruire."))
    if FOR_THE_MANAGER & doubts:
        return shown(_("Mettez-le de côté et appelez le responsable."))
    return shown(_("Recommencez. S'il échoue encore, il faut le détruire."))


def _line(row: ProofRow) -> Line:
    card = row.card
    code = card.machine or card.code
    text = " · ".join(part for part in (row.machine_name, media.drive(card), media.identity(card)) if part)
    if row.failed:
        return Line(card.code, grouped(code), text, shown(_("Non effacé")), Shape.REFUSED)
    if row.plain:
        return Line(card.code, grouped(code), text, shown(_("sans réserve")), Shape.ACCEPTED)
    return Line(card.code, grouped(code), text, shown(_("avec réserves")), Shape.WARNING)


def _of_lot(donor: str) -> str:
    return shown(_("Lot de {donor}").format(donor=donor)) if donor else shown(_("Sans lot"))


def _heading(key: str, words: str) -> Line:
    return Line(f"heading {key}", shown(words), heading=True)
