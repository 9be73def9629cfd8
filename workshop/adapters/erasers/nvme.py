"""nvme-cli: a controller's own sanitize, or the format of one namespace with its secure erase setting.

Measured with nvme-cli 2.3, alone with a loop device that we hold: `format` opens the device with O_EXCL and only gives
usage without `--force`; `sanitize` and `sanitize-log` open it without. Newer versions of `sanitize` have a `--force` of
the same kind, so it is given where the help, on stderr, names it. `sanitize` returns at once; how it went is only in
the sanitize log. Its exit code is 0 or 1.

A sanitize is of everything that the controller has, all its namespaces (NVM Express Base Specification, « Sanitize
Operations »); so is a format where FNA says so, and then nvme-cli 2.3 picks format 0 unless it is told which.
`--owpass=1`: 0 means sixteen passes. Deallocation is left to the drive. A sanitize cannot be stopped.
"""

from __future__ import annotations

from workshop.adapters.erasers.abilities import JSON
from workshop.adapters.erasers.drive_side import Heard, Reading, follow, judged
from workshop.adapters.erasers.engine import Bench
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.running import Ran
from workshop.adapters.erasers.toolbox import NVME
from workshop.adapters.readings import nvme
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Ability
from workshop.domain.wiping import Claim

NAME = "nvme-cli"
_BLOCK, _OVERWRITE, _CRYPTO = 2, 3, 4  # SANACT
_ACTIONS = {
    Ability.NVME_SANITIZE_BLOCK: _BLOCK,
    Ability.NVME_SANITIZE_OVERWRITE: _OVERWRITE,
    Ability.NVME_SANITIZE_CRYPTO: _CRYPTO,
}
_SETTINGS = {Ability.NVME_FORMAT: 1, Ability.NVME_FORMAT_CRYPTO: 2}  # SES
_START_SECONDS = 120.0
_FORMAT_SECONDS = 12 * 3600
_MARGIN_SECONDS = 60.0
_STATES = {0: Claim.FAILED, 1: Claim.ERASED, 2: Claim.STARTED, 3: Claim.FAILED, 4: Claim.ERASED}  # SSTAT


class NvmeEngine:
    """Has an NVMe drive erase itself."""

    name = NAME

    def erase(self, bench: Bench) -> bool:
        """Sanitize or format, whichever the method needs; whether the drive says that it ended well."""
        needs = bench.order.method.needs
        if needs in _ACTIONS:
            return _sanitize(bench, _ACTIONS[needs])
        if needs in _SETTINGS:
            return _format(bench, _SETTINGS[needs])
        raise InterlockError(Interlock.WRONG_ENGINE, f"{bench.order.method.id}: {needs}")


def _sanitize(bench: Bench, action: int) -> bool:
    options = [f"--sanact={action}"]
    if action == _OVERWRITE:
        options += [f"--owpass={bench.order.method.passes}", f"--ovrpat={bench.order.method.expected_byte:#04x}"]
    if "--force" in bench.look(NVME, "sanitize", "--help").stderr:
        options.append("--force")
    taken = judged(bench, lambda _: Claim.STARTED)
    step, _ = bench.run(NVME, "sanitize", *options, claim=taken, seconds=_START_SECONDS)
    if step.claim is not Claim.STARTED:
        return False
    return follow(bench, _reading(action), NVME, "sanitize-log", JSON)


def _reading(action: int) -> Reading:
    """Understand the log; one about another action than ours is about an older sanitize: the drive ignored this one."""

    def read(ran: Ran) -> Heard:
        log = nvme.sanitize_log(ran.stdout)
        if log is None or log.state not in _STATES:
            return Heard(Claim.NONE)
        ours = log.action in (None, action)
        return Heard(_STATES[log.state] if ours else Claim.FAILED, log.percent if log.running else None)

    return read


def _format(bench: Bench, setting: int) -> bool:
    in_use = nvme.lba_format(bench.look(NVME, "id-ns", JSON).stdout)
    options = (
        f"--ses={setting}",
        *(() if in_use is None else (f"--lbaf={in_use}",)),
        f"--timeout={_FORMAT_SECONDS * 1000}",
        "--force",
    )
    claim = judged(bench, lambda ran: Claim.ERASED if "Success formatting namespace" in ran.stdout else Claim.NONE)
    step, _ = bench.run(NVME, "format", *options, claim=claim, seconds=_FORMAT_SECONDS + _MARGIN_SECONDS)
    return step.exit_code == 0 and step.claim is Claim.ERASED
