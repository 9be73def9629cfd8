"""sg3_utils: a SCSI drive's own SANITIZE.

`--early` returns once the drive has taken the command (IMMED); then REQUEST SENSE tells how it goes: « sanitize in
progress » with a share, « No Sense » when it has ended, « Sanitize command failed » where it did (SBC-4, 4.11). Its own
waiting is not used: sg_sanitize asks once a minute, and takes the first answer without a share for the end, whatever it
says (sg_sanitize.c of 1.46). `--quick`: no fifteen seconds to think. sg_requests decodes the sense on stderr.
Measured alone with a loop device that we hold: both open without O_EXCL; the kernel refuses, exit code 72. Not run on
a real drive. A sanitize cannot be stopped.
"""

from __future__ import annotations

from workshop.adapters.erasers.drive_side import Heard, follow, judged
from workshop.adapters.erasers.engine import Bench
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.running import Ran
from workshop.adapters.erasers.toolbox import SG_REQUESTS, SG_SANITIZE
from workshop.adapters.readings import scsi
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Ability, Method
from workshop.domain.wiping import Claim

NAME = "sg3-utils"
_MOST_PASSES = 31
_START_SECONDS = 120.0
_PATTERNS = {0x00: ("--zero",), 0xFF: ("--zero", "--zero")}  # given twice it means 0xff


class SasEngine:
    """Has a SCSI drive erase itself."""

    name = NAME

    def erase(self, bench: Bench) -> bool:
        """Sanitize as the method needs; whether the drive says that it ended well."""
        options = (*_options(bench.order.method), "--quick", "--early")
        taken = judged(bench, lambda _: Claim.STARTED)
        step, _ = bench.run(SG_SANITIZE, *options, claim=taken, seconds=_START_SECONDS)
        if step.claim is not Claim.STARTED:
            return False
        return follow(bench, _heard, SG_REQUESTS)


def _options(method: Method) -> tuple[str, ...]:
    match method.needs:
        case Ability.SAS_SANITIZE_BLOCK:
            return ("--block",)
        case Ability.SAS_SANITIZE_CRYPTO:
            return ("--crypto",)
        case Ability.SAS_SANITIZE_OVERWRITE:
            pattern = _PATTERNS.get(method.expected_byte)
            if pattern is None or not 1 <= method.passes <= _MOST_PASSES:
                raise InterlockError(Interlock.UNKNOWN_PATTERN, f"{method.expected_byte:#04x} × {method.passes}")
            return ("--overwrite", *pattern, f"--count={method.passes}")
        case _:
            raise InterlockError(Interlock.WRONG_ENGINE, f"{method.id}: {method.needs}")


def _heard(ran: Ran) -> Heard:
    """Understand one answer; a unit attention (the drive was reset) hides what goes on: ask again."""
    sense = scsi.sense(ran.stderr)
    if sense is None:
        return Heard(Claim.NONE)
    if sense.sanitize_failed:
        return Heard(Claim.FAILED)
    if sense.at_rest:
        return Heard(Claim.ERASED)
    going_on = sense.sanitizing or sense.percent is not None
    return Heard(Claim.STARTED if going_on else Claim.NONE, sense.percent)
