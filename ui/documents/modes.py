"""What Documents shows: one thing at a time."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """What is in front."""

    START = "start"
    SUBJECT = "subject"  # a lot, a machine, a drive or an order
    PAPER = "paper"
    INBOX = "inbox"
    CHECK = "check"
