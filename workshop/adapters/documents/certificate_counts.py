"""The sentences that count: what came, what became of it, each true for none, one and many."""

from __future__ import annotations

from workshop.adapters.documents import wording
from workshop.adapters.documents.voice import number, one, voice
from workshop.domain.certificates import Certificate, Outcome, Scope
from workshop.domain.typography import grouped

Pair = tuple[str, str]


def _(message: str) -> str:
    """Mark a sentence for the translators; it is translated when it is said."""
    return message


RECEIVED: Pair = _("Nous avons reçu {count} ordinateur."), _("Nous avons reçu {count} ordinateurs.")
NONE_RECEIVED = _("Nous n’avons reçu aucun ordinateur.")
ANNOUNCED = _("Le donateur en annonçait {count}.")
OF_A_MACHINE = _("Ce certificat porte sur l’ordinateur {code}.")
OF_A_DRIVE = _("Ce certificat porte sur le disque {code}.")
ABOUT: Pair = _("Ce certificat porte sur {count} disque."), _("Ce certificat porte sur {count} disques.")
IT_HELD: Pair = _("Il contenait {count} disque."), _("Il contenait {count} disques.")
THEY_HELD: Pair = _("Ils contenaient {count} disque."), _("Ils contenaient {count} disques.")
ALONE: Pair = (
    _("{count} disque est seul, hors d’un ordinateur."),
    _("{count} disques sont seuls, hors d’un ordinateur."),
)
BARE: Pair = (
    _("Aucun disque n’est enregistré pour {count} ordinateur (annexe C)."),
    _("Aucun disque n’est enregistré pour {count} ordinateurs (annexe C)."),
)
_ALWAYS_COUNTED = (Outcome.WIPED, Outcome.OPEN)  # none of them is worth a sentence too


def count_sentences(certificate: Certificate, language: str) -> list[str]:
    """Say what came and what became of it, one short sentence a line."""
    bare = len(certificate.bare_machines)
    return [
        " ".join((*_came(certificate, language), *_held(certificate, language))),
        *(
            _counted(certificate.count(Outcome(outcome)), pair, language)
            for outcome, pair in wording.COUNTS.items()
            if certificate.count(Outcome(outcome)) or outcome in _ALWAYS_COUNTED
        ),
        *([_counted(bare, BARE, language)] if bare else []),
    ]


def _came(certificate: Certificate, language: str) -> list[str]:
    say = voice(language)
    code = grouped(certificate.about)
    if certificate.scope is Scope.MACHINE:
        return [say(OF_A_MACHINE, code=code)]
    if certificate.scope is Scope.DRIVE:
        return [say(OF_A_DRIVE, code=code)]
    count, expected = certificate.machines_received, certificate.machines_expected
    received = _counted(count, RECEIVED, language) if count else say(NONE_RECEIVED)
    differs = expected and expected != count
    return [received, *([say(ANNOUNCED, count=number(expected, language))] if differs else [])]


def _held(certificate: Certificate, language: str) -> list[str]:
    """Say how many drives they held, only where this paper accounts for every machine that came."""
    if certificate.scope is Scope.DRIVE:
        return []
    alone = sum(not drive.machine for drive in certificate.drives)
    inside = len(certificate.drives) - alone
    machines = {drive.machine for drive in certificate.drives if drive.machine}
    machines |= set(certificate.machines_without_drive)
    if len(machines) != certificate.machines_received:
        return [_counted(inside + alone, ABOUT, language)]
    held = IT_HELD if len(machines) == 1 else THEY_HELD
    return [
        *([_counted(inside, held, language)] if inside else []),
        *([_counted(alone, ALONE, language)] if alone else []),
    ]


def _counted(count: int, pair: Pair, language: str) -> str:
    return voice(language)(pair[0 if one(count, language) else 1], count=number(count, language))
