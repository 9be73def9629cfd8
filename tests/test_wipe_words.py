"""Whatever keeps a wipe from starting is said in a sentence that names what to do, without jargon."""

from __future__ import annotations

import re

import pytest

from workshop import words
from workshop.domain.drives import Refusal
from workshop.domain.errors import WipeRefusedError
from workshop.domain.interlocks import Interlock, Protection

JARGON = re.compile(r"O_EXCL|LVM|RAID|swap|sysfs|ATA|NVMe|namespace|partition|/dev|_", re.IGNORECASE)


@pytest.mark.parametrize("rule", Interlock)
def test_every_interlock_says_what_happened_and_what_to_do(rule: Interlock) -> None:
    said = words.trouble(WipeRefusedError(rule, "/dev/sda: EBUSY"))
    assert said == words.interlock(rule)
    assert said.what.endswith(".")
    assert said.do.endswith(".")
    assert not JARGON.search(str(said))


@pytest.mark.parametrize("why", Protection)
def test_every_protection_says_why_and_what_to_do(why: Protection) -> None:
    said = words.protection(why)
    assert said.what.endswith(".")
    assert said.do.endswith(".")
    assert not JARGON.search(str(said))


@pytest.mark.parametrize("why", Refusal)
def test_every_refusal_is_a_sentence(why: Refusal) -> None:
    assert words.refusal(why).endswith(".")
    assert words.reason(f"{why.value}:070000000143").startswith("Disque 0700")
