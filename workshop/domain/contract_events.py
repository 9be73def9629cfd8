"""What happened with the contract in force; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class ContractAdopted(Event):
    """From now on machines are graded by this contract; `text` is the digest of its kept text, `signed_by` its signer.

    Without a text: by the one that is shipped.
    """

    contract: str
    text: str = ""
    signed_by: str = ""
