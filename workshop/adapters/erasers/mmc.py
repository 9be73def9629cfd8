"""mmc-utils: the erase of the whole user area of an eMMC, then its sanitize.

A sanitize only removes what was unmapped before, so the erase comes first (kernel commits 28302812 and d9ddd629).
`blkdiscard` would not do: the kernel makes a DISCARD of it on cards that know that command, which promises nothing.
Measured alone with a loop device that we hold: `mmc` opens without O_EXCL and works under the hold; `blkdiscard` needs
`-f`. `mmc erase` exits 0 and says « Legacy Erase Succeed! »; `mmc sanitize` says nothing when it went well, and waits:
the kernel gives it 240 seconds (MMC_SANITIZE_TIMEOUT_MS). Not run on a real card. Boot areas and RPMB are not reached.
"""

from __future__ import annotations

from workshop.adapters.erasers.drive_side import judged
from workshop.adapters.erasers.engine import Bench
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.running import Ran
from workshop.adapters.erasers.toolbox import MMC
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Ability
from workshop.domain.wiping import Claim

NAME = "mmc-utils"
_SECTOR_BYTES = 512
_BY_SECTOR_ABOVE_BYTES = 2 * 1024**3  # smaller cards are addressed by byte (JESD84, « C_SIZE »)
_MOST_SECTORS = 2**32
_ERASE_SECONDS, _SANITIZE_SECONDS = 6 * 3600.0, 3600.0
_ERASED_PERCENT = 50


class MmcEngine:
    """Has an eMMC erase itself."""

    name = NAME

    def erase(self, bench: Bench) -> bool:
        """Erase, then sanitize; whether the card says that both ended well."""
        if bench.order.method.needs is not Ability.MMC_SANITIZE:
            raise InterlockError(Interlock.WRONG_ENGINE, f"{bench.order.method.id}: {bench.order.method.needs}")
        taken = judged(bench, _erased)
        first, last = "0", str(_last_address(bench.before.size_bytes))
        step, _ = bench.run(MMC, "erase", "legacy", first, last, claim=taken, seconds=_ERASE_SECONDS)
        if step.claim is not Claim.STARTED:
            return False
        bench.progress(_ERASED_PERCENT)
        done = judged(bench, lambda ran: Claim.FAILED if ran.stderr.strip() else Claim.ERASED)
        step, _ = bench.run(MMC, "sanitize", claim=done, seconds=_SANITIZE_SECONDS)
        if step.claim is Claim.ERASED:
            bench.progress(100)
        return step.exit_code == 0 and step.claim is Claim.ERASED


def _erased(ran: Ran) -> Claim:
    """Say that the work goes on with the sanitize: an erase alone only unmaps."""
    return Claim.STARTED if "Legacy Erase Succeed!" in ran.stdout else Claim.FAILED


def _last_address(size_bytes: int) -> int:
    sectors = size_bytes // _SECTOR_BYTES
    if sectors < 1 or sectors > _MOST_SECTORS:
        raise InterlockError(Interlock.UNKNOWN_PATTERN, f"{size_bytes} bytes")
    return sectors - 1 if size_bytes > _BY_SECTOR_ABOVE_BYTES else (sectors - 1) * _SECTOR_BYTES
