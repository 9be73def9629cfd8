"""mmc-utils and sg3_utils as they answer, and the real tools where no drive of their kind answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adapters.erasers.shim_bench import ShimBench
from workshop.adapters.erasers.ata import AtaEngine
from workshop.adapters.erasers.engine import Engine
from workshop.adapters.erasers.identity import backing_file
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.mmc import MmcEngine, _last_address
from workshop.adapters.erasers.nvme import NvmeEngine
from workshop.adapters.erasers.sas import SasEngine
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Ability
from workshop.domain.wiping import Claim

Benches = Callable[..., ShimBench]
MMC_OK = 'case "$1" in erase) echo "Executing Legacy Erase"; echo " Legacy Erase Succeed!";; esac'


def _sense(*lines: str) -> str:
    return "; ".join(f"echo '{line}' >&2" for line in ("data-in decoded as sense:", *lines))


AT_REST = _sense("Fixed format, current; Sense key: No Sense", "Additional sense: No additional sense information")
GOING_ON = _sense(
    "Fixed format, current; Sense key: Not Ready",
    "Additional sense: Logical unit not ready, sanitize in progress",
    "  Progress indication: 40.10%",
)
RESET = _sense("Fixed format, current; Sense key: Unit Attention", "Additional sense: Bus device reset occurred")
FAILED = _sense("Descriptor format, current; Sense key: Medium Error", "Additional sense: Sanitize command failed")


def test_an_emmc_is_erased_before_it_is_sanitized(bench: Benches) -> None:
    """Without the erase: a sanitize removes what was unmapped before, and nothing else."""
    one = bench(Ability.MMC_SANITIZE)
    one.have("mmc", MMC_OK)
    assert MmcEngine().erase(one)
    assert one.calls("mmc") == ["erase legacy 0 1048064", "sanitize"]
    assert one.claims == [Claim.STARTED, Claim.ERASED]
    assert one.told == [50, 100]


@pytest.mark.parametrize("erase", ['echo " Legacy Erase Failed!"; exit 1', "true", 'echo " Legacy Erase Failed!"'])
def test_an_erase_that_failed_is_not_followed_by_a_sanitize(bench: Benches, erase: str) -> None:
    one = bench(Ability.MMC_SANITIZE)
    one.have("mmc", f'case "$1" in erase) {erase};; esac')
    assert not MmcEngine().erase(one)
    assert one.claims == [Claim.FAILED]


@pytest.mark.parametrize("sanitize", ["exit 1", 'echo "Could not write 0x01 to EXT_CSD[165]" >&2'])
def test_a_sanitize_that_failed_is_a_failure(bench: Benches, sanitize: str) -> None:
    one = bench(Ability.MMC_SANITIZE)
    one.have("mmc", f"{MMC_OK}\n[ $1 = erase ] || {{ {sanitize}; }}")
    assert not MmcEngine().erase(one)
    assert one.claims == [Claim.STARTED, Claim.FAILED]


def test_small_cards_are_addressed_by_byte_and_large_ones_by_sector() -> None:
    """Without it: a card of 32 GB is erased in its first 64 MB."""
    assert _last_address(2 * 1024**3) == 2 * 1024**3 - 512
    assert _last_address(32 * 10**9) == 32 * 10**9 // 512 - 1
    for size in (0, 511, 3 * 1024**4):
        with pytest.raises(InterlockError):
            _last_address(size)


@pytest.mark.parametrize(
    ("needs", "byte", "options"),
    [
        (Ability.SAS_SANITIZE_BLOCK, 0, "--block"),
        (Ability.SAS_SANITIZE_CRYPTO, 0, "--crypto"),
        (Ability.SAS_SANITIZE_OVERWRITE, 0, "--overwrite --zero --count=1"),
        (Ability.SAS_SANITIZE_OVERWRITE, 0xFF, "--overwrite --zero --zero --count=1"),
    ],
)
def test_a_scsi_sanitize_is_asked_after_until_the_drive_is_at_rest(
    bench: Benches, needs: Ability, byte: int, options: str
) -> None:
    one = bench(needs, expected_byte=byte)
    one.have("sg_sanitize", "true")
    one.have("sg_requests", f"if first 1 run; then {GOING_ON}; elif first 1 reset; then {RESET}; else {AT_REST}; fi")
    assert SasEngine().erase(one)
    assert one.calls("sg_sanitize") == [f"{options} --quick --early"]
    assert len(one.calls("sg_requests")) == 4
    assert one.claims == [Claim.STARTED, Claim.ERASED]
    assert one.told == [40, 100]


def test_a_scsi_sanitize_that_failed_is_a_failure(bench: Benches) -> None:
    """Without it: the first answer without a share counts as the end, as it does for sg_sanitize itself."""
    one = bench(Ability.SAS_SANITIZE_BLOCK)
    one.have("sg_sanitize", "true")
    one.have("sg_requests", f"if first 1 run; then {GOING_ON}; else {FAILED}; fi")
    assert not SasEngine().erase(one)
    assert one.claims == [Claim.STARTED, Claim.FAILED]


def test_a_scsi_drive_without_sanitize_is_a_failure(bench: Benches) -> None:
    one = bench(Ability.SAS_SANITIZE_BLOCK)
    one.have("sg_sanitize", 'echo "Sanitize failed: Invalid opcode" >&2; exit 9')
    assert not SasEngine().erase(one)
    assert one.claims == [Claim.FAILED]


def test_a_scsi_drive_that_cannot_be_asked_claims_nothing(bench: Benches, quick: None) -> None:
    one = bench(Ability.SAS_SANITIZE_BLOCK)
    one.have("sg_sanitize", "true")
    one.have("sg_requests", RESET)
    assert not SasEngine().erase(one)
    assert one.claims == [Claim.STARTED, Claim.NONE]


def test_a_pattern_that_the_tool_does_not_know_is_refused(bench: Benches) -> None:
    with pytest.raises(InterlockError) as refused:
        SasEngine().erase(bench(Ability.SAS_SANITIZE_OVERWRITE, expected_byte=0x55))
    assert refused.value.rule is Interlock.UNKNOWN_PATTERN


@pytest.mark.parametrize("engine", [MmcEngine, SasEngine])
def test_what_is_for_another_engine_is_refused(bench: Benches, engine: Callable[[], Engine]) -> None:
    with pytest.raises(InterlockError) as refused:
        engine().erase(bench(Ability.ATA_SANITIZE_BLOCK))
    assert refused.value.rule is Interlock.WRONG_ENGINE


@pytest.mark.parametrize(
    ("engine", "tool", "needs"),
    [
        (AtaEngine, "hdparm", Ability.ATA_SANITIZE_OVERWRITE),
        (NvmeEngine, "nvme", Ability.NVME_SANITIZE_OVERWRITE),
        (NvmeEngine, "nvme", Ability.NVME_FORMAT),
        (MmcEngine, "mmc", Ability.MMC_SANITIZE),
        (SasEngine, "sg_sanitize", Ability.SAS_SANITIZE_OVERWRITE),
    ],
)
def test_the_real_tools_understand_their_options_and_fail_where_no_such_drive_is(
    bench: Benches, engine: Callable[[], Engine], tool: str, needs: Ability
) -> None:
    """Without it: an option that the installed version does not know, found out on the first real drive."""
    if not Toolbox().has(tool):
        pytest.skip(f"needs {tool}")
    one = bench(needs)
    image = backing_file(one.held.rdev)
    assert image is not None
    before = Path(image).read_bytes()
    assert not engine().erase(one)
    assert Path(image).read_bytes() == before
    assert one.claims == [Claim.FAILED]
    assert not any(word in one.steps[-1].output.lower() for word in ("usage", "unknown", "unrecogni", "bad argument"))
