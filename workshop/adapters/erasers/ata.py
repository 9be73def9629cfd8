"""hdparm: a SATA drive's own sanitize, or SECURITY ERASE with a password that is set for it.

Measured with hdparm 9.65: where the drive aborts a command and the kernel answers with sense data of the fixed format,
hdparm prints `SG_IO: bad/missing sense data …` on stderr and exits 0, for the password as for the erase: that is a
failure. A sanitize that was refused says « Operation started in background » all the same. Alone with a loop device
that we hold, the kernel refuses each command (exit 5 or 22): hdparm opens without O_EXCL and works under the hold.

The password is no secret, and stands in the log: a drive that loses power during a SECURITY ERASE is locked until
someone who knows it tries again. A failed erase takes it away (`--security-disable`), so that the drive is not left
locked. After a good one the drive has none, which is asked of it (ACS-4, SECURITY ERASE UNIT).
Neither a sanitize nor a SECURITY ERASE can be stopped; the progress of the latter is only the drive's own estimate.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from workshop.adapters.erasers.drive_side import Heard, follow, judged
from workshop.adapters.erasers.engine import Bench
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.running import Ran
from workshop.adapters.erasers.toolbox import HDPARM
from workshop.adapters.readings import hdparm
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Ability
from workshop.domain.wiping import Claim

NAME = "hdparm"
PASSWORD = "etabli"  # noqa: S105 — no secret: see above
_USER = ("--user-master", "u")
_KNOWING = "--yes-i-know-what-i-am-doing"
_SANITIZES = {
    Ability.ATA_SANITIZE_BLOCK: ("--sanitize-block-erase",),
    Ability.ATA_SANITIZE_CRYPTO: ("--sanitize-crypto-scramble",),
}
_ERASES = {
    Ability.ATA_SECURITY_ERASE: "--security-erase",
    Ability.ATA_SECURITY_ERASE_ENHANCED: "--security-erase-enhanced",
}
_MOST_PASSES = 7  # what hdparm takes; 0 means sixteen
_COMMAND_SECONDS = 60.0
_IN_BACKGROUND = "Operation started in background"
_ENDS = {hdparm.IDLE: Claim.FAILED, hdparm.FROZEN: Claim.FAILED, hdparm.FAILED: Claim.FAILED}


class AtaEngine:
    """Has a SATA drive erase itself."""

    name = NAME

    def erase(self, bench: Bench) -> bool:
        """Sanitize or SECURITY ERASE, whichever the method needs; whether the drive says that it ended well."""
        method = bench.order.method
        if method.needs is Ability.ATA_SANITIZE_OVERWRITE:
            if not 1 <= method.passes <= _MOST_PASSES:
                raise InterlockError(Interlock.UNKNOWN_PATTERN, f"{method.id}: {method.passes} passes")
            pattern = f"hex:{f'{method.expected_byte:02x}' * 4}"
            passes = ("--sanitize-overwrite-passes", str(method.passes))
            return _sanitize(bench, *passes, "--sanitize-overwrite", pattern)
        if method.needs in _SANITIZES:
            return _sanitize(bench, *_SANITIZES[method.needs])
        if method.needs in _ERASES:
            return _security_erase(bench, _ERASES[method.needs])
        raise InterlockError(Interlock.WRONG_ENGINE, f"{method.id}: {method.needs}")


def _sanitize(bench: Bench, *options: str) -> bool:
    def taken(ran: Ran) -> Claim:
        return Claim.STARTED if _IN_BACKGROUND in ran.stdout and not hdparm.trouble(ran.stderr) else Claim.FAILED

    step, _ = bench.run(HDPARM, _KNOWING, *options, claim=judged(bench, taken), seconds=_COMMAND_SECONDS)
    if step.claim is not Claim.STARTED:
        return False
    return follow(bench, _heard, HDPARM, "--sanitize-status")


def _heard(ran: Ran) -> Heard:
    status = hdparm.sanitize_status(ran.stdout, ran.stderr)
    if status is None:
        return Heard(Claim.NONE)
    if status.state == hdparm.RUNNING:
        return Heard(Claim.STARTED, status.percent)
    if status.state == hdparm.IDLE and status.completed:
        return Heard(Claim.ERASED)
    return Heard(_ENDS.get(status.state, Claim.NONE))


def _security_erase(bench: Bench, erase: str) -> bool:
    told = hdparm.features(bench.look(HDPARM, "-I").stdout)
    security = told.security if told else None
    if told is None or security is None:
        raise InterlockError(Interlock.CANNOT, f"{bench.held.path} told nothing of its passwords")
    if security.frozen or security.locked:
        rule = Interlock.FROZEN if security.frozen else Interlock.PASSWORD
        raise InterlockError(rule, f"{bench.held.path}: {security}")
    if not _command(bench, "--security-set-pass"):
        _without_password(bench)
        return False
    minutes = told.enhanced_erase_minutes if erase == "--security-erase-enhanced" else told.erase_minutes
    if not _command(bench, erase, on_look=_estimate(bench, minutes), seconds=None) or not _no_password_left(bench):
        _without_password(bench)
        return False
    bench.progress(100)
    return True


def _command(
    bench: Bench, option: str, *, on_look: Callable[[], None] = lambda: None, seconds: float | None = _COMMAND_SECONDS
) -> bool:
    """Send a command with our password; whether the drive took it."""

    def taken(ran: Ran) -> Claim:
        return Claim.FAILED if hdparm.trouble(ran.stderr) else Claim.STARTED

    claim = judged(bench, taken)
    step, _ = bench.run(HDPARM, *_USER, option, PASSWORD, claim=claim, on_look=on_look, seconds=seconds)
    return step.exit_code == 0 and step.claim is Claim.STARTED


def _no_password_left(bench: Bench) -> bool:
    """Ask whether the password that the erase was given is gone, as it is after an erase that was done."""

    def claim(ran: Ran) -> Claim:
        security = hdparm.read(ran.stdout)
        return Claim.ERASED if security is not None and not security.enabled else Claim.FAILED

    step, _ = bench.run(HDPARM, "-I", claim=judged(bench, claim), seconds=_COMMAND_SECONDS)
    return step.exit_code == 0 and step.claim is Claim.ERASED


def _without_password(bench: Bench) -> None:
    """Take our password away, where the drive still has one; looking once more writes down whether that helped."""
    asked = bench.look(HDPARM, "-I")
    security = hdparm.read(asked.stdout)
    if asked.timed_out or asked.exit_code is None:
        return  # it still erases, and answers nothing until it is done
    if security is None or security.enabled:
        bench.look(HDPARM, *_USER, "--security-disable", PASSWORD, seconds=_COMMAND_SECONDS)
        bench.look(HDPARM, "-I")


def _estimate(bench: Bench, minutes: int | None) -> Callable[[], None]:
    """Tell how much of the time that the drive estimated has gone by; never that it is done."""
    started = time.monotonic()

    def look() -> None:
        if minutes:
            bench.progress(min(99, int((time.monotonic() - started) / (minutes * 0.6))))

    return look
