"""A manager's PIN: four to eight digits, kept as scrypt makes of them; each wrong one makes the next wait longer.

So few digits are no secret from whoever copies the database; they are one from whoever stands at the bench.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from enum import StrEnum

SHORTEST, LONGEST = 4, 8
FREE_ATTEMPTS = 3
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
_COST, _BLOCK, _AT_ONCE = 1 << 14, 8, 1  # 16 MiB and some 50 ms
_SALT_BYTES, _HASH_BYTES = 16, 32
_ROW = "01234567890"


class PinProblem(StrEnum):
    """Why a PIN is not taken."""

    NOT_A_PIN = "not-a-pin"
    TOO_SIMPLE = "too-simple"
    WRONG = "wrong"
    WAIT = "wait"
    NONE_SET = "none-set"
    NOT_A_MANAGER = "not-a-manager"


def objection(pin: str) -> PinProblem | None:
    """Say what is wrong with a new PIN: its form, or that everybody tries it first."""
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        return PinProblem.NOT_A_PIN
    simple = len(set(pin)) == 1 or pin in _ROW or pin in _ROW[::-1]
    return PinProblem.TOO_SIMPLE if simple else None


def secret_of(pin: str) -> str:
    """Return what is kept of a PIN: how it was made, a salt, and the hash."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return f"scrypt:{_COST}:{_BLOCK}:{_AT_ONCE}:{salt.hex()}:{_hash(pin, salt, _COST, _BLOCK, _AT_ONCE).hex()}"


def is_right(pin: str, secret: str) -> bool:
    """Tell whether a PIN is the one that was kept; what was kept in another way is never right."""
    parts = secret.split(":")
    if len(parts) != 6 or parts[0] != "scrypt":  # noqa: PLR2004 — as `secret_of` writes it
        return False
    try:
        cost, block, at_once = (int(part) for part in parts[1:4])
        salt, kept = bytes.fromhex(parts[4]), bytes.fromhex(parts[5])
        made = _hash(pin[: LONGEST + 1], salt, cost, block, at_once)
    except ValueError:
        return False
    return hmac.compare_digest(made, kept)


def wait_after(failed: int) -> timedelta:
    """Return how long no PIN is taken after so many wrong ones in a row."""
    if failed < FREE_ATTEMPTS:
        return timedelta()
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(failed - FREE_ATTEMPTS, 16)))


def _hash(pin: str, salt: bytes, cost: int, block: int, at_once: int) -> bytes:
    if cost > _COST or block > _BLOCK or at_once > _AT_ONCE:  # a record that was tampered with must not take the memory
        raise ValueError(cost)
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=block, p=at_once, dklen=_HASH_BYTES)
