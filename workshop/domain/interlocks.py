"""The rules that keep a wipe from starting, and what protects a drive that is plugged in."""

from __future__ import annotations

from enum import StrEnum


class Interlock(StrEnum):
    """Why an engine does not start."""

    NOT_ONE_DEVICE = "not-one-device"
    NOT_A_BLOCK_DEVICE = "not-a-block-device"
    A_PARTITION = "a-partition"
    NO_MEDIUM = "no-medium"
    NOT_THERE = "not-there"
    IN_USE = "in-use"
    PROTECTED = "protected"
    TWO_ALIKE = "two-alike"
    NODE_CHANGED = "node-changed"
    IDENTITY_CHANGED = "identity-changed"
    NOT_FOR_EXERCISE = "not-for-exercise"
    NOT_AN_EXERCISE = "not-an-exercise"
    WRONG_ENGINE = "wrong-engine"
    UNKNOWN_METHOD = "unknown-method"
    UNKNOWN_PATTERN = "unknown-pattern"
    CANNOT = "cannot"
    FROZEN = "frozen"
    PASSWORD = "password"  # noqa: S105 — the name of a rule
    BAD_ARGUMENT = "bad-argument"
    BAD_REQUEST = "bad-request"
    NOT_CONFIRMED = "not-confirmed"
    NO_TOOL = "no-tool"
    NO_RIGHT = "no-right"
    ALREADY_RUNNING = "already-running"


class Protection(StrEnum):
    """Why a drive that is plugged in cannot be chosen."""

    SYSTEM = "system"
    BOOT_STICK = "boot-stick"
    MOUNTED = "mounted"
    SWAP = "swap"
    MEMBER = "member"  # of md, LVM, device-mapper, btrfs, ZFS, or behind a loop device
    IN_USE = "in-use"
