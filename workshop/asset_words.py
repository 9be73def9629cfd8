"""Donors' lists in plain words: columns, what a line lacks, why a file is none; and the donor's tag."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.domain.asset_lists import AssetList, Field, NoList, Odd, Remark, WhyNoList
from workshop.domain.drives import Refusal
from workshop.domain.lots import MachineCard, machine_name
from workshop.domain.reports import Missed
from workshop.report_words import missed as report_missed
from workshop.services.asset_lists import LOT_CLOSED, ListTaken
from workshop.services.intake_scans import UNLISTED
from workshop.services.receipts import LOT_OPEN, NOTHING_CAME
from workshop.texts import _, several

NAMED = 3  # in one sentence


def column(what: Field) -> str:
    """Name what a column says."""
    words = {
        Field.INVENTORY: _("Inventaire"),
        Field.SERIAL: _("Numéro de série"),
        Field.MAKER: _("Marque"),
        Field.MODEL: _("Modèle"),
        Field.CATEGORY: _("Type"),
    }
    return words[what]


def no_list(found: NoList) -> str:
    """Say why a file could not be taken, and what to do."""
    words = {
        WhyNoList.TOO_LARGE: _("Ce fichier est trop gros pour une liste."),
        WhyNoList.NOT_A_TABLE: _("Ce n'est pas un tableau. Demandez un fichier CSV ou XLSX."),
        WhyNoList.DAMAGED: _("Ce fichier est abîmé. Demandez-le encore une fois."),
        WhyNoList.LOCKED: _("Ce fichier a un mot de passe. Demandez-le sans mot de passe."),
        WhyNoList.OLD_FORMAT: _("C'est un ancien fichier XLS. Enregistrez-le en XLSX ou en CSV."),
        WhyNoList.TOO_MANY_LINES: _("Cette liste est trop longue. Coupez-la en plusieurs fichiers."),
        WhyNoList.NO_COLUMN: _("Aucune colonne ne s'appelle « numéro de série » ou « inventaire »."),
        WhyNoList.NO_MACHINE: _("Ce fichier est vide."),
    }
    said = words[found.why]
    if found.why is WhyNoList.NO_COLUMN and found.detail:
        return f"{said} " + _("On y lit : {words}").format(words=found.detail)
    return said


def missed(why: Missed) -> str:
    """Say why a file could not be read at all."""
    return no_list(NoList(WhyNoList.TOO_LARGE)) if why is Missed.TOO_LARGE else report_missed(why)


def remark(told: Remark) -> str:
    """Say what is to be told about one line."""
    words = {
        Odd.NO_NUMBER: _("ni numéro de série, ni inventaire"),
        Odd.TWICE: _("déjà plus haut dans la liste"),
        Odd.DIGITS_LOST: _("le tableur a perdu des chiffres"),
        Odd.TOO_LONG: _("trop long"),
        Odd.UNREADABLE: _("illisible"),
        Odd.UNKNOWN_KIND: _("type inconnu, attendu quand même"),
        Odd.KIND_TO_SEE: _("attendu ; une personne dira ce que c'est"),
        Odd.ELSEWHERE: _("ce numéro est aussi dans un autre lot"),
    }
    said = _("Ligne {line} : {words}").format(line=told.line, words=words[told.why])
    return f"{said} · {told.text}" if told.text else said


def read(assets: AssetList) -> str:
    """Say how many machines stand on a list."""
    number = len(assets.machines)
    return several("{number} ordinateur sur la liste.", "{number} ordinateurs sur la liste.", number).format(
        number=number
    )


def taken(result: ListTaken) -> str:
    """Say what became of a list."""
    number = len(result.added)
    said = [
        several("{number} ordinateur attendu de plus.", "{number} ordinateurs attendus de plus.", number).format(
            number=number
        )
    ]
    if result.known:
        words = several("{number} était déjà sur la liste.", "{number} étaient déjà sur la liste.", result.known)
        said.append(words.format(number=result.known))
    if result.here:
        words = several("{number} est déjà entré.", "{number} sont déjà entrés.", result.here)
        said.append(words.format(number=result.here))
    if result.dropped:
        words = several("{number} ligne n'est pas prise.", "{number} lignes ne sont pas prises.", result.dropped)
        said.append(words.format(number=result.dropped))
    return " ".join(said)


def missing(cards: tuple[MachineCard, ...], number: int) -> str:
    """Say how many machines did not come, and their names where the list gave them."""
    said = several("Il manque {number} ordinateur", "Il manque {number} ordinateurs", number).format(number=number)
    return _("{what} : {names}.").format(what=said, names=_names(cards)) if cards else f"{said}."


def unlisted(cards: tuple[MachineCard, ...], *, by_name: bool = True) -> str:
    """Say which machines the donor's list does not know; empty: it knows them all."""
    if not cards:
        return ""
    words = several(
        "{number} ordinateur n'est pas sur la liste", "{number} ordinateurs ne sont pas sur la liste", len(cards)
    )
    what = words.format(number=len(cards))
    return _("{what} : {names}.").format(what=what, names=_names(cards)) if by_name else f"{what}."


def named(card: MachineCard) -> str:
    """Name a machine of a list: what it is, and the number by which it is found."""
    name = machine_name(card.maker, card.model)
    tag = _("inventaire {tag}").format(tag=card.inventory) if card.inventory else ""
    return " ".join(part for part in (name, card.serial or tag) if part) or _("sans numéro")


def _names(cards: tuple[MachineCard, ...]) -> str:
    names = ", ".join(named(card) for card in cards[:NAMED])
    more = len(cards) - NAMED
    return _("{names} et {number} de plus").format(names=names, number=more) if more > 0 else names


def received(facts: Mapping[str, str], words: str) -> tuple[str, str]:
    """Say of a machine that just came in by what it is known, and whether nobody had announced it."""
    if not facts.get("serial"):
        words = _("{name} · inventaire {inventory}") if facts.get("inventory") else "{name}"
    return words, _("Il n'est pas sur la liste du donateur.") if facts.get(UNLISTED) else ""


def refusal(why: Refusal) -> str:
    """Say why a machine may not leave; empty: another word's refusal."""
    return _("L'étiquette d'inventaire du donateur est encore dessus.") if why is Refusal.TAG_ON else ""


def against(reason: str) -> str:
    """Say a reason that is no refusal of the chain; empty: another word's."""
    words = {
        LOT_CLOSED: _("Ce lot est fermé."),
        LOT_OPEN: _("Ce lot est encore ouvert. Fermez-le avant de faire son reçu."),
        NOTHING_CAME: _("Rien n'est arrivé avec ce lot : il n'a pas de reçu."),
    }
    return words.get(reason, "")
