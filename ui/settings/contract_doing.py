"""What Réglages does with the contract, off the GUI thread: read it, see what another would change, adopt it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.papers import path_of
from workshop.domain.contract_changes import Change, ChangeKind, changes
from workshop.domain.contracts import Contract
from workshop.domain.errors import RulesError
from workshop.grading_wiring import Edits, can_be_signed, contract_text, edited_text, read_text, shipped_text
from workshop.grading_wiring import contracts as contract_files
from workshop.services.replay import Replay, Replaying
from workshop.texts import _

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

LARGEST_BYTES = 256 * 1024
NO_EDITS = Edits()


@dataclass(frozen=True)
class ContractRead:
    """The contract in force and its text; `adopted`: every one that ever was, oldest first; `taken`: names in use."""

    contract: Contract
    text: str
    own: bool
    adopted: tuple[Contract, ...]
    taken: frozenset[str]
    person: str
    signable: bool


@dataclass(frozen=True)
class Effect:
    """What a text would be: `problems`, all of them, or what changes in the contract and in today's stock."""

    text: str
    edits: Edits
    problems: tuple[str, ...] = ()
    before: Contract | None = None
    contract: Contract | None = None
    changes: tuple[Change, ...] = ()
    replay: Replay | None = None
    signable: bool = True


@dataclass(frozen=True)
class Head:
    """What a contract says of itself; `signer` empty: its format has no room for a signature."""

    version: str
    signer: str


def read_contract(workshop: Workshop, actor: Actor) -> ContractRead:
    """Read the contract in force."""
    contracts = workshop.contracts
    own = contracts.text()
    text, adopted = own or shipped_text(), contracts.adopted()
    contract = read_text(text)
    try:
        files = contract_files(workshop.settings)
    except RulesError:
        files = ()  # one file that cannot be read says nothing about the contract in force
    taken = frozenset(item.name for item in (*files, *adopted, contract, read_text(shipped_text())))
    person = next((one.name for one in workshop.people.everybody() if one.code == actor.person), "")
    return ContractRead(contract, text, bool(own), adopted, taken, person, can_be_signed(text))


def look(workshop: Workshop, before: Contract, text: str, edits: Edits) -> Effect:
    """Say what a text would change, against the contract in force and in the stock."""
    try:
        contract = read_text(edited_text(text, edits))
        signable = can_be_signed(text)
    except RulesError as wrong:
        return Effect(text, edits, wrong.problems)
    found = tuple(item for item in changes(before, contract) if item.kind is not ChangeKind.HEAD)
    return Effect(text, edits, (), before, contract, found, Replaying(workshop.store).under(contract), signable)


def look_at_file(workshop: Workshop, before: Contract, where: str) -> Effect:
    """Say what the contract in a file would change."""
    path = path_of(where)
    try:
        if path.exists() and not (path.is_file() and path.stat().st_size <= LARGEST_BYTES):
            return Effect("", NO_EDITS, (_("ce n'est pas un fichier de contrat"),))  # a pipe would never end
        text = contract_text(path)
    except RulesError as wrong:
        return Effect("", NO_EDITS, wrong.problems)
    except (OSError, ValueError) as problem:  # ValueError: a zero byte in the name
        return Effect("", NO_EDITS, (str(problem),))
    return look(workshop, before, text, NO_EDITS)


def look_at_shipped(workshop: Workshop, before: Contract) -> Effect:
    """Say what the contract that is shipped would change."""
    return look(workshop, before, shipped_text(), NO_EDITS)


def keep(workshop: Workshop, actor: Actor, effect: Effect, head: Head) -> Contract:
    """Adopt a text under a version and a signature; raises RulesError where another text has that version."""
    today = workshop.clock.now().astimezone().date().isoformat()
    return workshop.contracts.adopt(actor, _headed(effect, head, today))


def keep_shipped(workshop: Workshop, actor: Actor) -> Contract:
    """Go back to the contract that is shipped."""
    return workshop.contracts.adopt_shipped(actor)


def proposed_version(effect: Effect, read: ContractRead) -> str:
    """Propose the version of a file where it is free or says the same as then, else the next number."""
    contract = effect.contract
    assert contract is not None
    as_it_is = effect.edits == NO_EDITS and (contract.name not in read.taken or contract in read.adopted)
    return contract.version if as_it_is else next_version(contract, read.taken)


def next_version(contract: Contract, taken: frozenset[str]) -> str:
    """Propose a version: the next number that no contract of that name has."""
    numbers = [name.rpartition(" ")[2] for name in taken if name.rpartition(" ")[0] == contract.id]
    highest = max((int(number) for number in numbers if number.isascii() and number.isdecimal()), default=0)
    return str(highest + 1)


def is_free(effect: Effect, version: str, read: ContractRead) -> bool:
    """Tell whether a version can be given to a text."""
    contract = effect.contract
    assert contract is not None
    return replace(contract, version=version).name not in read.taken or version == proposed_version(effect, read)


def _headed(effect: Effect, head: Head, today: str) -> str:
    """Write the head: a file that already says all this is kept as it came."""
    assert effect.contract is not None
    said: dict[str, str] = {}
    if effect.edits != NO_EDITS or head.version != effect.contract.version:
        said |= {"version": head.version, "dated": today}
    if head.signer and (head.signer != effect.contract.signed_by or said):
        said |= {"signed_by": head.signer, "signed_on": today}
    return edited_text(effect.text, effect.edits, **said)
