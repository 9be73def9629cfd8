"""What is masked, on paper: a word, and the last signs where they are left; the attached content has the digests."""

from __future__ import annotations

import dataclasses
from typing import TypeVar, cast

from workshop.adapters.documents.voice import Voice, voice
from workshop.domain.certificates import Certificate, Variant
from workshop.domain.variants import is_masked, signs_left

T = TypeVar("T")


def as_printed(certificate: Certificate, language: str) -> Certificate:
    """Return a certificate with a word for every masked value, wherever it stands."""
    return certificate if certificate.variant is Variant.DONOR else _told(certificate, voice(language))


def _told(value: T, say: Voice) -> T:
    if isinstance(value, str):
        return cast("T", _word(value, say)) if is_masked(value) else value
    if isinstance(value, tuple):
        return cast("T", tuple(_told(item, say) for item in value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        inside = ((item.name, getattr(value, item.name)) for item in dataclasses.fields(value))
        told = ((name, held, _told(held, say)) for name, held in inside)
        changed = {name: new for name, held, new in told if new is not held}
        return cast("T", dataclasses.replace(value, **changed)) if changed else value
    return value


def _word(masked: str, say: Voice) -> str:
    _ = say
    left = signs_left(masked)
    return _("…{signs} (le reste est masqué)", signs=left) if left else _("masqué")
