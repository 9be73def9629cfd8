"""The seal in words, for its page: how it stands, what to do, what was done."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from ui.settings.doing import SealRead
from ui.signals import Shape
from workshop.domain.errors import SealError, WorkshopError
from workshop.domain.seals import RevocationReason, SealProblem
from workshop.seal_words import day, place, seal_problem
from workshop.services.seal_views import SealView
from workshop.texts import _, several
from workshop.words import Sentence, shown, trouble

LONGEST_NAME = 40


@dataclass(frozen=True)
class SealTold:
    """How the seal stands: a shape, what, what to do; then its facts, one a line."""

    shape: Shape
    state: str
    do: str
    facts: tuple[str, ...]


def tell(read: SealRead) -> SealTold:
    """Say how the seal stands."""
    view = read.view
    facts = tuple(shown(words) for words in _facts(view) if words)
    if view.example:
        what, do = seal_problem(SealProblem.EXAMPLE, "")
        return SealTold(Shape.WARNING, shown(_("EXEMPLE, sans valeur.")), f"{shown(what)} {shown(do)}", facts)
    if read.why is not None:
        sentence = trouble(read.why)
        return SealTold(Shape.REFUSED, sentence.what, sentence.do, facts)
    if view.problem is not None:
        sentence = problem_here(view.problem, view.about)
        return SealTold(Shape.REFUSED, sentence.what, sentence.do, facts)
    if view.facts is None:
        return SealTold(Shape.WARNING, shown(_("Cet atelier n'a pas encore de sceau.")), _renew(), facts)
    if view.ends_soon and view.days_left is not None:
        words = several("Il finit dans {number} jour.", "Il finit dans {number} jours.", view.days_left)
        return SealTold(Shape.WARNING, shown(words.format(number=view.days_left)), _renew(), facts)
    if view.card is not None and view.card.saved_at is None:
        do = shown(_("Faites-en une copie : F2."))
        return SealTold(Shape.WARNING, shown(_("Il est bon, mais il n'a pas de copie.")), do, facts)
    return SealTold(Shape.ACCEPTED, shown(_("Il est bon.")), "", facts)


def refusal(error: WorkshopError) -> Sentence:
    """Say why an act was refused, with what to do on this screen."""
    return problem_here(error.problem, error.what) if isinstance(error, SealError) else trouble(error)


def problem_here(problem: SealProblem, about: str) -> Sentence:
    """Say a problem of a seal; the way out is a key of this screen, not a command."""
    what, do = seal_problem(problem, about)
    bring = _("Reprenez sa copie, ou renouvelez-le : F4.")
    ways = {
        SealProblem.OPEN_TO_OTHERS: _("Fermez ce fichier aux autres. Quelqu'un a pu la copier ? Remplacez-le : F4."),
        SealProblem.NOT_A_SEAL: bring,
        SealProblem.KEY_OF_ANOTHER: bring,
        SealProblem.MISSING: bring,
        SealProblem.KEY_UNREACHABLE: _("Ouvrez le trousseau, puis revenez ici. Sinon, reprenez sa copie : F4."),
        SealProblem.EXPIRED: _renew(),
        SealProblem.RETIRED: _("Apportez le nouveau sceau de l'atelier : F4."),
        SealProblem.STILL_PRESENT: "",
    }
    return Sentence(shown(what), shown(ways.get(problem, do)))


def replacing(read: SealRead) -> tuple[str, ...]:
    """Say what follows when a seal is replaced, before it is."""
    words = several(
        "{number} document est émis : s'il porte ce sceau, il faudra l'émettre de nouveau.",
        "{number} documents sont émis : ceux qui portent ce sceau seront à émettre de nouveau.",
        read.papers,
    )
    return (
        shown(_("Plus rien de ce qu'il a scellé ne sera reconnu, quelle que soit la date.")),
        shown(words.format(number=read.papers)) if read.papers else "",
        shown(_("Donnez ensuite la nouvelle empreinte et la liste des sceaux révoqués à ceux qui vérifient.")),
        shown(_("Pour un sceau qui finit seulement, revenez et renouvelez-le.")),
    )


def reasons() -> tuple[tuple[RevocationReason, str], ...]:
    """Return why a seal may be replaced, in the order of the keys."""
    return (
        (RevocationReason.LOST, shown(_("Il est perdu"))),
        (RevocationReason.STOLEN, shown(_("Il est volé ou copié"))),
        (RevocationReason.WITHDRAWN, shown(_("On n'en veut plus"))),
    )


def file_name(kind: str, shop: str, today: date, end: str) -> str:
    """Name a file that leaves the bench: what it is, whose, of which day."""
    plain = unicodedata.normalize("NFKD", shop).encode("ascii", "ignore").decode("ascii").lower()
    short = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-")
    return "-".join(part for part in (kind, short, f"{today:%Y-%m-%d}") if part) + end


def _facts(view: SealView) -> tuple[str, ...]:
    if view.facts is None:
        return ()
    saved = view.card.saved_at if view.card else None
    return (
        _("Valable jusqu'au {day}.").format(day=day(view.facts.valid_until)),
        _("Sa clé est {where}.").format(where=place(view.place)) if view.place else "",
        _("Dernière copie : {day}.").format(day=day(saved)) if saved else "",
        *_others(view),
    )


def _others(view: SealView) -> tuple[str, ...]:
    former, revoked, elsewhere = len(view.former), len(view.revoked), len(view.others)
    told = (
        (former, several("{number} ancien sceau, encore bon.", "{number} anciens sceaux, encore bons.", former)),
        (revoked, several("{number} sceau révoqué.", "{number} sceaux révoqués.", revoked)),
        (elsewhere, several("{number} sceau sur un autre poste.", "{number} sceaux sur d'autres postes.", elsewhere)),
    )
    return tuple(words.format(number=number) for number, words in told if number)


def _renew() -> str:
    return shown(_("Renouvelez-le : F4."))
