"""nvme-cli as it answers: a sanitize that returns at once, an older sanitize's log, a format that says too little."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.adapters.erasers.shim_bench import ShimBench
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.nvme import NvmeEngine
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Ability
from workshop.domain.wiping import Claim

Benches = Callable[..., ShimBench]
HELP = "sanitize --help"
LOG = "sanitize-log --output-format=json"


def _log(state: int, action: int, progress: int = 65535) -> str:
    sstat = {"global_erased": 1, "no_cmplted_passes": 0, "status": f"({state}) Told."}
    return "echo '" + json.dumps({"nvme0n1": {"sprog": progress, "sstat": sstat, "cdw10_info": action}}) + "'"


def _sanitizes(log: str, start: str = "true", usage: str = "--sanact=<STRING>") -> str:
    return f"""case "$*" in
        *sanitize-log*) {log};;
        *sanitize*--help*) echo "{usage}" >&2; exit 1;;
        *) {start};;
    esac"""


@pytest.mark.parametrize(
    ("needs", "options", "action"),
    [
        (Ability.NVME_SANITIZE_BLOCK, "--sanact=2", 2),
        (Ability.NVME_SANITIZE_CRYPTO, "--sanact=4", 4),
        (Ability.NVME_SANITIZE_OVERWRITE, "--sanact=3 --owpass=1 --ovrpat=0x00", 3),
    ],
)
def test_a_sanitize_is_asked_after_until_its_log_says_that_it_is_done(
    bench: Benches, needs: Ability, options: str, action: int
) -> None:
    one = bench(needs)
    one.have("nvme", _sanitizes(f"if first 1 run; then {_log(2, action, 16384)}; else {_log(1, action)}; fi"))
    assert NvmeEngine().erase(one)
    assert one.calls("nvme") == [HELP, f"sanitize {options}", LOG, LOG, LOG]
    assert one.claims == [Claim.STARTED, Claim.ERASED]
    assert one.told == [25, 100]


def test_a_newer_tool_is_told_that_we_hold_the_drive(bench: Benches) -> None:
    """Without it: « Namespace is currently busy », since we hold it, and no sanitize at all."""
    one = bench(Ability.NVME_SANITIZE_BLOCK)
    one.have("nvme", _sanitizes(_log(4, 2), usage="[ --force ] ---"))
    assert NvmeEngine().erase(one)
    assert one.calls("nvme")[1] == "sanitize --sanact=2 --force"


def test_a_controller_that_rejects_the_command_is_a_failure(bench: Benches) -> None:
    one = bench(Ability.NVME_SANITIZE_BLOCK)
    refusal = 'echo "NVMe status: Invalid Command Opcode(0x4001)" >&2; exit 1'
    one.have("nvme", _sanitizes(_log(1, 2), start=refusal))
    assert not NvmeEngine().erase(one)
    assert one.claims == [Claim.FAILED]
    assert LOG not in one.calls("nvme")


@pytest.mark.parametrize(
    "log",
    [_log(3, 2), _log(0, 2), _log(1, 4)],
    ids=["failed", "never-sanitized", "an-older-sanitize-of-another-kind"],
)
def test_a_log_that_does_not_tell_of_our_sanitize_is_a_failure(bench: Benches, log: str) -> None:
    """Without it: the success of last year counts for the command that was ignored today."""
    one = bench(Ability.NVME_SANITIZE_BLOCK)
    one.have("nvme", _sanitizes(log))
    assert not NvmeEngine().erase(one)
    assert one.claims == [Claim.STARTED, Claim.FAILED]


@pytest.mark.parametrize(
    "log", ["exit 1", "echo '{}'", "echo torn {", _log(9, 2)], ids=["refused", "empty", "torn", "new-state"]
)
def test_a_log_that_cannot_be_read_claims_nothing(bench: Benches, log: str, quick: None) -> None:
    one = bench(Ability.NVME_SANITIZE_BLOCK)
    one.have("nvme", _sanitizes(log))
    assert not NvmeEngine().erase(one)
    assert one.claims[-1] in {Claim.NONE, Claim.FAILED}


@pytest.mark.parametrize(("needs", "setting"), [(Ability.NVME_FORMAT, 1), (Ability.NVME_FORMAT_CRYPTO, 2)])
def test_a_format_keeps_the_format_in_use(bench: Benches, needs: Ability, setting: int) -> None:
    """Without --lbaf: where a format is of all namespaces, nvme-cli 2.3 takes format 0, whatever was in use."""
    one = bench(needs)
    one.have("nvme", """case "$*" in *id-ns*) echo '{"flbas": 2}';; *) echo "Success formatting namespace:1";; esac""")
    assert NvmeEngine().erase(one)
    assert one.calls("nvme") == [
        "id-ns --output-format=json",
        f"format --ses={setting} --lbaf=2 --timeout=43200000 --force",
    ]
    assert one.claims == [Claim.ERASED]


def test_a_format_that_fails_or_says_nothing_erased_nothing(bench: Benches) -> None:
    one = bench(Ability.NVME_FORMAT)
    one.have("nvme", "true")
    assert not NvmeEngine().erase(one)
    one.have("nvme", 'echo "Success formatting namespace:1"; exit 1')
    assert not NvmeEngine().erase(one)
    assert one.claims == [Claim.NONE, Claim.FAILED]
    assert "--lbaf" not in one.calls("nvme")[1]


def test_a_stop_before_the_log_was_read_says_so(bench: Benches) -> None:
    one = bench(Ability.NVME_SANITIZE_BLOCK)
    one.have("nvme", _sanitizes(_log(1, 2)))
    one.stopping.set()
    assert not NvmeEngine().erase(one)
    assert one.claims == [Claim.ABORTED]


def test_what_is_for_another_engine_is_refused(bench: Benches) -> None:
    with pytest.raises(InterlockError) as refused:
        NvmeEngine().erase(bench(Ability.MMC_SANITIZE))
    assert refused.value.rule is Interlock.WRONG_ENGINE
