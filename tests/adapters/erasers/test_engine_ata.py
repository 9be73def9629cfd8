"""hdparm as it answers: with exit code 0 when the drive aborts, with a password left behind, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from tests.adapters.erasers.shim_bench import ShimBench
from workshop.adapters.erasers import ata, drive_side
from workshop.adapters.erasers.ata import AtaEngine
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Ability
from workshop.domain.wiping import Claim

Benches = Callable[..., ShimBench]
ABORTED = 'echo "SG_IO: bad/missing sense data, sb[]:  f0 00 0b 04 41 00 00 0a" >&2'
START = 'echo "Operation started in background"'
IDENTITY = """
identity() {
    word="not\tenabled"; [ -e "$0.password" ] && word="\tenabled"
    printf 'ATA device, with non-removable media\n'
    printf 'Security: \n\t\tsupported\n\t%b\n\tnot\tlocked\n\t%b\n' "$word" "${1:-not\tfrozen}"
    printf '\t2min for SECURITY ERASE UNIT. 4min for ENHANCED SECURITY ERASE UNIT. \n'
}
"""
OK = (
    IDENTITY
    + """
case "$*" in
    *-I*) identity;;
    *--security-set-pass*) touch "$0.password";;
    *--security-erase*) wipe; rm "$0.password";;
    *--security-disable*) rm "$0.password";;
esac
"""
)


def _status(state: str, *more: str) -> str:
    return "; ".join(f"echo '{line}'" for line in ("Sanitize status:", f"    State:    {state}", *more))


RUNNING = _status("SD2 Sanitize operation In Process", "    Progress: 0x7fff (50%)")
DONE = _status("SD0 Sanitize Idle", "    Last Sanitize Operation Completed Without Error")


def _sanitizes(start: str, status: str) -> str:
    return f'case "$*" in *--sanitize-status*) {status};; *) {start};; esac'


@pytest.mark.parametrize(
    ("needs", "options"),
    [
        (Ability.ATA_SANITIZE_BLOCK, "--sanitize-block-erase"),
        (Ability.ATA_SANITIZE_CRYPTO, "--sanitize-crypto-scramble"),
        (Ability.ATA_SANITIZE_OVERWRITE, "--sanitize-overwrite-passes 1 --sanitize-overwrite hex:00000000"),
    ],
)
def test_a_sanitize_is_asked_after_until_the_drive_says_that_it_is_done(
    bench: Benches, needs: Ability, options: str
) -> None:
    one = bench(needs)
    one.have("hdparm", _sanitizes(START, f"if first 2 running; then {RUNNING}; else {DONE}; fi"))
    assert AtaEngine().erase(one)
    asked = ["--sanitize-status"] * 4  # twice it goes on, once it has ended, once to write down how
    assert one.calls("hdparm") == [f"--yes-i-know-what-i-am-doing {options}", *asked]
    assert one.claims == [Claim.STARTED, Claim.ERASED]
    assert one.told == [50, 50, 100]


def test_a_sanitize_that_was_refused_with_exit_code_0_is_a_failure(bench: Benches) -> None:
    """Measured: « Operation started in background », bad sense data on stderr, exit code 0, nothing erased."""
    one = bench(Ability.ATA_SANITIZE_BLOCK)
    one.have("hdparm", _sanitizes(f"{START}; {ABORTED}", DONE))
    assert not AtaEngine().erase(one)
    assert one.claims == [Claim.FAILED]
    assert len(one.calls("hdparm")) == 1


@pytest.mark.parametrize(
    "status",
    [
        'echo "SANITIZE device error reason: Last Sanitize Command completed unsuccessfully" >&2; exit 5',
        _status("SD0 Sanitize Idle"),
        _status("SD1 Sanitize Frozen"),
    ],
    ids=["failed", "never-done", "frozen"],
)
def test_a_sanitize_that_did_not_end_well_is_a_failure(bench: Benches, status: str) -> None:
    """Without it: a drive that is idle again counts as erased."""
    one = bench(Ability.ATA_SANITIZE_BLOCK)
    one.have("hdparm", _sanitizes(START, f"if first 1 running; then {RUNNING}; else {status}; fi"))
    assert not AtaEngine().erase(one)
    assert one.claims == [Claim.STARTED, Claim.FAILED]


def test_a_drive_without_sanitize_is_a_failure(bench: Benches) -> None:
    one = bench(Ability.ATA_SANITIZE_BLOCK)
    one.have("hdparm", 'echo "SANITIZE feature set is not supported" >&2; exit 22')
    assert not AtaEngine().erase(one)
    assert [(step.exit_code, step.claim) for step in one.steps] == [(22, Claim.FAILED)]


@pytest.mark.parametrize("answer", ["true", "head -c 3000000 /dev/zero | tr '\\0' x", ABORTED])
def test_a_drive_that_says_nothing_any_more_is_not_waited_for_for_ever(
    bench: Benches, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it: a wipe that runs until somebody looks, or megabytes of noise in the log."""
    monkeypatch.setattr(drive_side, "FIRST_PAUSE_SECONDS", 0.01)
    one = bench(Ability.ATA_SANITIZE_BLOCK)
    one.have("hdparm", _sanitizes(START, answer))
    assert not AtaEngine().erase(one)
    assert one.claims == [Claim.STARTED, Claim.NONE]
    assert max(len(step.output) for step in one.steps) < 300_000


def test_a_tool_that_hangs_is_ended_and_failed(bench: Benches, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ata, "_COMMAND_SECONDS", 0.3)
    one = bench(Ability.ATA_SANITIZE_BLOCK)
    one.have("hdparm", "exec sleep 60")
    assert not AtaEngine().erase(one)
    assert one.claims == [Claim.FAILED]


def test_a_stop_ends_the_asking_and_says_so(bench: Benches) -> None:
    """A drive cannot be interrupted: it goes on by itself, and nobody says that it was erased."""
    one = bench(Ability.ATA_SANITIZE_BLOCK)
    one.have("hdparm", _sanitizes(START, RUNNING))
    timer = threading.Timer(0.5, one.stopping.set)
    timer.start()
    try:
        assert not AtaEngine().erase(one)
    finally:
        timer.join()
    assert one.claims == [Claim.STARTED, Claim.ABORTED]


@pytest.mark.parametrize(
    ("needs", "option"),
    [
        (Ability.ATA_SECURITY_ERASE, "--security-erase"),
        (Ability.ATA_SECURITY_ERASE_ENHANCED, "--security-erase-enhanced"),
    ],
)
def test_a_security_erase_sets_a_password_erases_and_sees_it_gone(bench: Benches, needs: Ability, option: str) -> None:
    one = bench(needs)
    one.have("hdparm", OK)
    assert AtaEngine().erase(one)
    assert one.calls("hdparm") == [
        "-I",
        "--user-master u --security-set-pass etabli",
        f"--user-master u {option} etabli",
        "-I",
    ]
    assert one.claims == [Claim.STARTED, Claim.STARTED, Claim.ERASED]
    assert one.told[-1] == 100


def test_a_password_that_was_refused_with_exit_code_0_erases_nothing(bench: Benches) -> None:
    one = bench(Ability.ATA_SECURITY_ERASE)
    one.have("hdparm", IDENTITY + f'case "$*" in *-I*) identity;; *) {ABORTED};; esac')
    assert not AtaEngine().erase(one)
    assert one.claims == [Claim.FAILED]
    assert not any("--security-erase" in call for call in one.calls("hdparm"))


@pytest.mark.parametrize(
    "erase",
    [ABORTED, "exit 5", "true"],
    ids=["aborted-with-exit-0", "failed", "a-lie-that-leaves-the-password"],
)
def test_an_erase_that_failed_leaves_no_password_behind(bench: Benches, erase: str) -> None:
    """Without it: a drive that nobody can read, wipe or sell any more."""
    one = bench(Ability.ATA_SECURITY_ERASE)
    one.have("hdparm", OK.replace('wipe; rm "$0.password"', erase))
    assert not AtaEngine().erase(one)
    assert one.claims[-1] is Claim.FAILED
    assert one.calls("hdparm")[-2:] == ["--user-master u --security-disable etabli", "-I"]
    assert "not\tenabled" in one.steps[-1].output


def test_a_frozen_drive_is_not_given_a_password(bench: Benches) -> None:
    one = bench(Ability.ATA_SECURITY_ERASE)
    one.have("hdparm", IDENTITY + "identity '\\tfrozen'")
    with pytest.raises(InterlockError) as refused:
        AtaEngine().erase(one)
    assert refused.value.rule is Interlock.FROZEN
    assert one.calls("hdparm") == ["-I"]


def test_a_bridge_that_hides_the_drive_is_not_given_a_password(bench: Benches) -> None:
    one = bench(Ability.ATA_SECURITY_ERASE)
    one.have("hdparm", "true")
    with pytest.raises(InterlockError) as refused:
        AtaEngine().erase(one)
    assert refused.value.rule is Interlock.CANNOT


def test_the_time_that_the_drive_estimated_is_never_all_of_it(bench: Benches, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it: « 100 % » for hours, from a drive that was too hopeful."""
    one = bench(Ability.ATA_SECURITY_ERASE)
    monkeypatch.setattr(ata, "time", SimpleNamespace(monotonic=iter([0.0, 60.0, 600.0]).__next__))
    look = ata._estimate(one, minutes=2)
    look()
    look()
    assert one.told == [50, 99]


@pytest.mark.parametrize("needs", [None, Ability.NVME_FORMAT])
def test_what_is_for_another_engine_is_refused(bench: Benches, needs: Ability | None) -> None:
    with pytest.raises(InterlockError) as refused:
        AtaEngine().erase(bench(needs))
    assert refused.value.rule is Interlock.WRONG_ENGINE
