"""Who did what: everybody on page 1, and each drive's own people in the annexes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workshop.adapters.documents import wording
from workshop.adapters.documents.fonts import ELLIPSIS
from workshop.adapters.documents.paper import MM, Group
from workshop.adapters.documents.pieces import HEADING, TEXT, fields, paragraph, space
from workshop.adapters.documents.voice import day, moment, number, one, voice
from workshop.domain.certificates import Act, Certificate, Deed

NAMED = 3  # people for one act on page 1; the annexes name them all
LONGEST_NAME = 60
Days = tuple[datetime, datetime]


def people(certificate: Certificate, language: str) -> Group:
    """Compose the block of page 1: each act, who did it, in which role, from when to when."""
    _ = voice(language)
    found = _found(certificate)
    pairs = [(wording.said(wording.ACTS, act, language), _who(found[act], language)) for act in Act if act in found]
    if Act.VALIDATED not in found:
        pairs.append((wording.said(wording.ACTS, Act.VALIDATED, language), _("personne pour l’instant")))
    return Group((*paragraph(_("Qui"), HEADING), *fields(pairs, TEXT, 52 * MM), space(10)))


def _found(certificate: Certificate) -> dict[Act, dict[tuple[str, str], Days]]:
    """Gather the people of each act, with their first and their last day."""
    deeds = [deed for drive in certificate.drives for deed in drive.deeds]
    deeds += [machine.looked for machine in certificate.bare_machines if machine.looked]
    found: dict[Act, dict[tuple[str, str], Days]] = {}
    for deed in deeds:
        people_of_it = found.setdefault(deed.act, {})
        who = (deed.person, deed.role)
        first, last = people_of_it.get(who, (deed.at, deed.at))
        people_of_it[who] = (min(first, deed.at), max(last, deed.at))
    return found


def _who(found: dict[tuple[str, str], Days], language: str) -> str:
    _ = voice(language)
    told = [
        _("{person} ({role}), {days}", person=_name(person, role, language), role=_role(role, language), days=days)
        for (person, role), (first, last) in sorted(found.items(), key=lambda item: item[1])
        for days in (_days(first, last, language),)
    ]
    more = len(told) - NAMED
    if more <= 0:
        return "\n".join(told)
    if one(more, language):
        return "\n".join((*told[:NAMED], _("et {count} autre personne : annexe A", count=more)))
    return "\n".join((*told[:NAMED], _("et {count} autres personnes : annexe A", count=number(more, language))))


def _name(person: str, role: str, language: str) -> str:
    _ = voice(language)
    if len(person) > LONGEST_NAME:  # the day behind it must stay on the paper
        return person[:LONGEST_NAME].rstrip() + ELLIPSIS
    return person or (_("nom effacé") if role else _("inconnu"))


def _role(role: str, language: str) -> str:
    return wording.said(wording.ROLES, role, language)


def _days(first: datetime, last: datetime, language: str) -> str:
    _ = voice(language)
    if day(first, language) == day(last, language):
        return _("le {day}", day=day(first, language))
    return _("du {first} au {last}", first=day(first, language), last=day(last, language))


def deed_fields(deeds: Sequence[Deed], language: str) -> tuple[tuple[str, str], ...]:
    """Name each act and say who did it, where and when, with the note and the file that were kept."""
    return tuple((wording.said(wording.ACTS, deed.act, language), deed_line(deed, language)) for deed in deeds)


def deed_line(deed: Deed, language: str) -> str:
    """Say who did something, where and when."""
    _ = voice(language)
    who = _(
        "{person} ({role}), {moment} UTC, poste « {bench} »",
        person=_name(deed.person, deed.role, language),
        role=_role(deed.role, language),
        moment=moment(deed.at),
        bench=_name(deed.bench, "", language),
    )
    note = _("note : « {note} »", note=deed.note) if deed.note else ""
    if deed.act is Act.DECLARED:
        kept = _("rapport gardé, SHA-256 {digest}", digest=deed.file)
    else:
        kept = _("photo gardée, SHA-256 {digest}", digest=deed.file)
    return " ; ".join(part for part in (who, note, kept if deed.file else "") if part)
