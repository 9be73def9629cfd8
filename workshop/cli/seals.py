"""`seal`: show the workshop's seal, save it, bring one, renew or replace it; the list of what is revoked."""

from __future__ import annotations

import argparse
import getpass
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.people import opened
from workshop.domain.errors import MediumError, SealError
from workshop.domain.people import Actor
from workshop.domain.seals import (
    RevocationReason,
    SealCard,
    SealProblem,
    SealState,
    readable,
    written_fingerprint,
)
from workshop.seal_wiring import write_copy
from workshop.seal_words import day, origin, place, proves, revocation, seal_note
from workshop.services.seal_views import SealView
from workshop.settings import Settings
from workshop.texts import _
from workshop.words import trouble

LARGEST_FILE = 64 * 1024
GROUPS_A_LINE = 4


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    seal = commands.add_parser("seal", help=_("le sceau de l'atelier : le montrer, le garder, le changer"))
    acts = seal.add_subparsers(required=True, metavar=_("ACTION"))
    show = acts.add_parser("show", parents=[shared], help=_("montrer le sceau et son empreinte"))
    show.set_defaults(command=_show)
    by = argparse.ArgumentParser(add_help=False, parents=[shared])
    by.add_argument("--person", default="", metavar="CODE", help=_("le responsable qui le décide"))
    secret = argparse.ArgumentParser(add_help=False)
    secret.add_argument(
        "--password-file", type=Path, metavar="FICHIER", help=_("le mot de passe, sur la première ligne d'un fichier")
    )
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("--in-file", action="store_true", help=_("garder la clé dans un fichier, pas dans le trousseau"))
    save = acts.add_parser("save", parents=[by, secret], help=_("faire une copie du sceau, sous un mot de passe"))
    save.add_argument("--out", type=Path, required=True, metavar="FICHIER.p12")
    save.set_defaults(command=_save)
    bring = acts.add_parser("bring", parents=[by, secret, where], help=_("apporter un sceau, ou reprendre sa copie"))
    bring.add_argument("file", type=Path, metavar="FICHIER.p12")
    bring.set_defaults(command=_bring)
    public = acts.add_parser("public", parents=[shared], help=_("écrire le fichier du sceau, pour ceux qui vérifient"))
    public.add_argument("--out", type=Path, required=True, metavar="FICHIER.pem")
    public.set_defaults(command=_public)
    renew = acts.add_parser("renew", parents=[by, where], help=_("renouveler le sceau : ce qu'il a scellé reste bon"))
    renew.set_defaults(command=_renew)
    _add_revoking(acts, by, where)


def _add_revoking(acts: Any, by: argparse.ArgumentParser, where: argparse.ArgumentParser) -> None:
    reasons = [reason.value for reason in RevocationReason]
    replace = acts.add_parser(
        "replace", parents=[by, where], help=_("révoquer un sceau perdu ou volé, et en faire un autre")
    )
    replace.add_argument("--reason", choices=reasons, required=True)
    replace.set_defaults(command=_replace)
    revoke = acts.add_parser("revoke", parents=[by], help=_("révoquer un ancien sceau"))
    revoke.add_argument("fingerprint", metavar="EMPREINTE")
    revoke.add_argument("--reason", choices=reasons, required=True)
    revoke.set_defaults(command=_revoke)
    revoked = acts.add_parser("revoked", parents=[by], help=_("écrire la liste des sceaux révoqués, scellée"))
    revoked.add_argument("--out", type=Path, required=True, metavar="FICHIER.json")
    revoked.set_defaults(command=_revoked)


def _show(_options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        return _told(workshop, console)


def _save(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        actor = _actor(workshop, options)
        if options.out.exists():
            raise SealError(SealProblem.ALREADY_A_FILE, str(options.out))
        password = _password(options, console, twice=True)
        if password is None:
            return Exit.WRONG_USE
        facts = workshop.seals.save(actor, password, lambda copy: write_copy(options.out, copy))
    console.answer(
        {"file": str(options.out), "fingerprint_sha256": facts.fingerprint},
        str(options.out),
        _("Gardez ce fichier et son mot de passe loin de ce poste, et loin l'un de l'autre."),
    )
    return Exit.DONE


def _public(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        write_file(options.out, workshop.seals.public())
        facts = workshop.seals.view().facts
    console.answer(
        {"file": str(options.out), "fingerprint_sha256": facts.fingerprint if facts else ""}, str(options.out)
    )
    return Exit.DONE


def _bring(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        actor, content = _actor(workshop, options), _read(options.file)
        password = _password(options, console)
        if password is None:
            return Exit.WRONG_USE
        workshop.seals.bring(actor, content, password, in_file=options.in_file)
        return _told(workshop, console)


def _renew(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        workshop.seals.renew(_actor(workshop, options), in_file=options.in_file)
        return _told(workshop, console)


def _replace(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        reason = RevocationReason(options.reason)
        workshop.seals.replace(_actor(workshop, options), reason, in_file=options.in_file)
        console.say(_("Ce que l'ancien sceau a scellé n'est plus reconnu : émettez de nouveau ces certificats."))
        console.say(_("Donnez la nouvelle empreinte et la liste des sceaux révoqués à ceux qui les ont."))
        return _told(workshop, console)


def _revoke(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    fingerprint = written_fingerprint(options.fingerprint)
    if fingerprint is None:
        raise SealError(SealProblem.NOT_A_FINGERPRINT, options.fingerprint)
    with closing(opened(settings)) as workshop:
        card = workshop.seals.revoke(_actor(workshop, options), fingerprint, RevocationReason(options.reason))
    console.answer(_card(card), _line(card))
    return Exit.DONE


def _revoked(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        content = workshop.seals.published(_actor(workshop, options))
        write_file(options.out, content)
        view = workshop.seals.view()
    console.answer(
        {"file": str(options.out), "revoked": [_card(card) for card in view.revoked]},
        str(options.out),
        *map(_line, view.revoked),
    )
    return Exit.DONE


def _told(workshop: Workshop, console: Console) -> Exit:
    """Show the seal; the first time, it is made. What is wrong with it is said, and the rest is shown all the same."""
    try:
        workshop.seals.ready()
        wrong = ""
    except (SealError, MediumError) as problem:
        wrong = str(trouble(problem))
    view = workshop.seals.view()
    console.answer(_content(view), *_lines(view))
    if wrong or seal_note(view):
        console.say(wrong or seal_note(view))
    return Exit.REFUSED if wrong or view.problem else Exit.DONE


def _content(view: SealView) -> dict[str, Any]:
    facts = view.facts
    return {
        "name": facts.name if facts else "",
        "fingerprint_sha256": facts.fingerprint if facts else "",
        "fingerprint_groups": list(view.groups),
        "valid_from": facts.valid_from if facts else None,
        "valid_until": facts.valid_until if facts else None,
        "days_left": view.days_left,
        "ends_soon": view.ends_soon,
        "example": view.example,
        "kept": view.place,
        "origin": view.card.origin if view.card else None,
        "saved_at": view.card.saved_at if view.card else None,
        "problem": view.problem,
        "proves": proves(),
        "elsewhere": [_card(card) for card in view.others],
        "former": [_card(card) for card in view.former],
        "revoked": [_card(card) for card in view.revoked],
    }


def _card(card: SealCard) -> dict[str, Any]:
    return {
        "name": card.facts.name,
        "fingerprint_sha256": card.facts.fingerprint,
        "valid_from": card.facts.valid_from,
        "valid_until": card.facts.valid_until,
        "state": card.state,
        "origin": card.origin,
        "benches": list(card.benches),
        "since": card.since,
        "ended_at": card.ended_at,
        "reason": card.reason,
        "replaced_by_sha256": card.by,
        "saved_at": card.saved_at,
    }


def _lines(view: SealView) -> list[str]:
    if view.facts is None:
        return []
    lines = [
        _("Sceau « {name} »").format(name=view.facts.name),
        *("  " + " ".join(view.groups[at : at + GROUPS_A_LINE]) for at in range(0, len(view.groups), GROUPS_A_LINE)),
        _("Valable jusqu'au {day}.").format(day=day(view.facts.valid_until)),
    ]
    if view.place:
        lines.append(_("La clé est {where}.").format(where=place(view.place)))
    if view.card:
        lines.append(_saved(view.card))
    lines.append(proves())
    for title, cards in (
        (_("Sur d'autres postes :"), view.others),
        (_("Anciens sceaux, bons pour ce qu'ils ont scellé :"), view.former),
        (_("Sceaux révoqués :"), view.revoked),
    ):
        lines += [title, *("  " + _line(card) for card in cards)] if cards else []
    return lines


def _saved(card: SealCard) -> str:
    if card.saved_at:
        return _("Dernière copie : {day}.").format(day=day(card.saved_at))
    return _("Il n'a pas de copie. Faites-en une : workshop seal save --out FICHIER.p12")


def _line(card: SealCard) -> str:
    parts = [readable(card.facts.fingerprint), f"{origin(card.origin)} {card.since:%Y-%m-%d}"]
    if card.state is SealState.FORMER and card.ended_at:
        parts.append(_("ancien sceau depuis le {day}").format(day=f"{card.ended_at:%Y-%m-%d}"))
    if card.state is SealState.REVOKED and card.ended_at and card.reason:
        words = _("révoqué le {day} ({reason})")
        parts.append(words.format(day=f"{card.ended_at:%Y-%m-%d}", reason=revocation(card.reason)))
    return " · ".join(parts)


def _actor(workshop: Workshop, options: argparse.Namespace) -> Actor:
    own = workshop.actor()
    return Actor(options.person, own.bench) if options.person else own


def _password(options: argparse.Namespace, console: Console, *, twice: bool = False) -> str | None:
    """Ask for a password where nobody sees it; None where there is nobody to ask."""
    if options.password_file:
        lines = _read(options.password_file).decode("utf-8", errors="replace").splitlines()
        return lines[0] if lines else ""
    if not sys.stdin.isatty():
        console.say(_("Dites où est le mot de passe : --password-file FICHIER."))
        return None
    password = getpass.getpass(_("Mot de passe : "))
    if twice and getpass.getpass(_("Encore une fois : ")) != password:
        console.say(_("Les deux mots de passe ne sont pas les mêmes."))
        return None
    return password


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise MediumError(str(path), _("fichier trop gros"))
        return path.read_bytes()
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem
