"""Validating: a person approves a proof, and the drive's own certificate is issued with it."""

from __future__ import annotations

from workshop.domain.lots import DriveCard
from workshop.domain.people import Actor
from workshop.services.certificates import Certificates
from workshop.services.wiping import Wiping


class Validating:
    """Approves proofs."""

    def __init__(self, wiping: Wiping, certificates: Certificates) -> None:
        self._wiping = wiping
        self._certificates = certificates

    def validate(self, actor: Actor, drive: str) -> DriveCard:
        """Approve the proof of a drive and issue its certificate; one that was issued before is replaced.

        Should the power go between both, the proof stays validated and the certificate is issued by hand.
        """
        card = self._wiping.validate(actor, drive)
        self._certificates.issue(actor, drive)
        return card
