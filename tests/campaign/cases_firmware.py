"""Drives that say they erased themselves: hdparm (the real one), nvme-cli, mmc-utils and sg3_utils (pretended)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.campaign.blindness import Blindness, put, the_exit_code, the_tools_word
from tests.campaign.case import Again, Case, doubts
from tests.campaign.disks import MIB
from tests.campaign.fault_files import Faults
from tests.campaign.firmware import ata, mmc, nvme, sas
from tests.campaign.stand import SIZE, Ended, Expected, Stand
from workshop.adapters.erasers import expecting, procedure
from workshop.adapters.erasers.ata import AtaEngine
from workshop.adapters.erasers.engine import Bench
from workshop.adapters.erasers.expecting import Piece
from workshop.domain.interlocks import Interlock
from workshop.domain.proofs import Doubt, Reservation
from workshop.domain.wiping import Claim

_NOTHING = ":"
_TOUCHES = 'dd if="$device" of="$device" bs=512 count=1 skip=9 seek=9 conv=notrunc,fsync 2>/dev/null'
_NOISE = 'dd if=/dev/urandom of="$device" bs=1M'
_NO_HEALTH: Expected = (Reservation.HEALTH_UNKNOWN,)
_FLASH: Expected = (Reservation.HEALTH_UNKNOWN, Reservation.FLASH_OVERWRITE)
_LEFT = doubts(Doubt.DATA_LEFT)
_FAILED = doubts(Doubt.TOOL_FAILED, Doubt.NOT_READ_BACK)
_STOPPED = doubts(Doubt.STOPPED, Doubt.NOT_READ_BACK)
_WORD = Blindness("our own reading", (the_tools_word,))
_EXIT_CODE = Blindness("what the drive says besides exit code 0, our own reading", (the_exit_code, the_tools_word))
_UNFINISHED = Blindness("that it was stopped, our own reading", (Doubt.STOPPED, the_tools_word))
_HIDDEN = Blindness("the question for hidden areas", (Doubt.HIDDEN_AREA,))
_EXIT_1 = Blindness("the exit code, our own reading", (Doubt.TOOL_FAILED, the_tools_word))
_ERASE, _SANITIZE, _CRYPTO = "ata-security-erase", "ata-sanitize-block", "nvme-sanitize-crypto"


def _ata(mode: str, method: str) -> Callable[[Stand], Ended]:
    return lambda stand: ata(stand, mode, method)


def _hidden(mode: str) -> Callable[[Stand], Ended]:
    """A drive that shows 8 of its 9 MiB; what it hides is in its image all the same."""
    return lambda stand: ata(stand, mode, _SANITIZE, "--sizelimit", str(SIZE), size=SIZE + MIB)


def _frozen_and_believed(stand: Stand) -> Ended:
    """Send the commands to a frozen drive all the same, and believe hdparm's exit code, as scripts do."""

    def erase(_: AtaEngine, bench: Bench) -> bool:
        for command in ("--security-set-pass", "--security-erase"):
            bench.run("hdparm", "--user-master", "u", command, "p", claim=lambda ran: _by_exit_code(ran.exit_code))
        return True

    with put(procedure, "refuse_what_it_cannot", lambda _, __: None), put(AtaEngine, "erase", erase):
        return _believing(ata(stand, "frozen", _ERASE))


def _by_exit_code(exit_code: int | None) -> Claim:
    return Claim.ERASED if exit_code == 0 else Claim.FAILED


def _without_sanitize(stand: Stand) -> Ended:
    return nvme(stand, "nvme-sanitize-block", can=0, done="echo 'NVMe status: Invalid Command Opcode' >&2; exit 1")


def _unable_and_believed(stand: Stand) -> Ended:
    """The same drive, never asked: the tool exits 0, and the sanitize log tells of an older sanitize."""
    with put(procedure, "refuse_what_it_cannot", lambda _, __: None):
        return _believing(nvme(stand, "nvme-sanitize-block", can=0, done=_NOTHING))


def _believing(ended: Ended) -> Ended:
    assert ended.log is not None
    return replace(ended, log=the_tools_word(ended.log))


def _garbled(stand: Stand) -> Ended:
    return nvme(stand, _CRYPTO, done=_NOTHING, action=4, faults=Faults(garbles_reads=True))


def _garbled_and_compared_exactly(stand: Stand) -> Ended:
    with put(Piece, "is_in", lambda piece, now: piece.content == now):
        return _garbled(stand)


def _one_sector(stand: Stand) -> Ended:
    return nvme(stand, "nvme-sanitize-block", done=_TOUCHES, faults=Faults(reads_one_sector=True))


def _one_sector_forgotten(stand: Stand) -> Ended:
    with put(expecting, "_first_sector", lambda _: b""):
        return _one_sector(stand)


def _case(
    name: str, fault: str, expected: Expected, run: Callable[[Stand], Ended], lie: str, blindness: Blindness | Again
) -> Case:
    needs = ("hdparm", "fake-ata") if name.startswith("ata-") else ()
    return Case(name, fault, expected, run, lie, blindness, needs)


_ATA = (
    Case("ata-erase-ok", "SECURITY ERASE, done: a control", _FLASH, _ata("ok", _ERASE), needs=("hdparm", "fake-ata")),
    Case("ata-sanitize-ok", "SANITIZE, done: a control", _NO_HEALTH, _ata("ok", _SANITIZE),
         needs=("hdparm", "fake-ata")),
    _case(
        "ata-erase-aborts", "SECURITY ERASE aborted; hdparm exits 0", _FAILED, _ata("abort", _ERASE),
        "exit code 0 of a refused command", _EXIT_CODE,
    ),
    _case(
        "ata-erase-lies", "says SECURITY ERASE is done, does nothing", _LEFT, _ata("lie", _ERASE),
        "8 MiB of data « erased »", _WORD,
    ),
    _case(
        "ata-frozen", "SECURITY is frozen; hdparm would exit 0", Interlock.FROZEN, _ata("frozen", _ERASE),
        "exit code 0 of a refused command", Again("« is it frozen », our own reading", _frozen_and_believed),
    ),
    _case(
        "ata-sanitize-aborts", "SANITIZE aborted; hdparm says « started », exits 0", _FAILED, _ata("abort", _SANITIZE),
        "« Operation started in background »", _EXIT_CODE,
    ),
    _case(
        "ata-sanitize-lies", "says « completed without error », does nothing", _LEFT, _ata("lie", _SANITIZE),
        "8 MiB of data « sanitized »", _WORD,
    ),
    _case(
        "ata-sanitize-fails", "SANITIZE ends, not « completed without error »", _FAILED, _ata("failed", _SANITIZE),
        "a failed sanitize", _EXIT_CODE,
    ),
    _case(
        "ata-sanitize-endless", "SANITIZE stays at 25 %, until somebody stops it", _STOPPED, _ata("endless", _SANITIZE),
        "25 % of a sanitize", _UNFINISHED,
    ),
    _case(
        "ata-hidden", "1 MiB behind what it shows (HPA)", doubts(Doubt.HIDDEN_AREA), _hidden("hidden"),
        "1 MiB of data that nobody asked for", _HIDDEN,
    ),
    _case(
        "ata-overlay", "1 MiB behind what it shows (DCO)", doubts(Doubt.HIDDEN_AREA), _hidden("overlay"),
        "1 MiB of data that nobody asked for", _HIDDEN,
    ),
)  # fmt: skip

_NVME = (
    Case("nvme-ok", "SANITIZE, done: a control", _NO_HEALTH, lambda stand: nvme(stand, "nvme-sanitize-block")),
    _case(
        "nvme-unable", "neither SANITIZE nor FORMAT", Interlock.CANNOT, _without_sanitize,
        "an older sanitize's success", Again("what the drive can do, our own reading", _unable_and_believed),
    ),
    _case(
        "nvme-invalid", "says it can, then « Invalid Command Opcode », exit 1", _FAILED,
        lambda stand: nvme(stand, "nvme-sanitize-block", done="exit 1"),
        "a command that was refused", _EXIT_1,
    ),
    _case(
        "nvme-fails", "its log says that the sanitize failed; exit 0", _FAILED,
        lambda stand: nvme(stand, "nvme-sanitize-block", done=_NOTHING, state=3),
        "a failed sanitize", _EXIT_CODE,
    ),
    _case(
        "nvme-endless", "its log says 25 % for ever, until somebody stops waiting", _STOPPED,
        lambda stand: nvme(stand, "nvme-sanitize-block", done=_NOTHING, state=2),
        "25 % of a sanitize", _UNFINISHED,
    ),
    _case(
        "nvme-lies", "its log says completed; nothing was done", _LEFT,
        lambda stand: nvme(stand, "nvme-sanitize-block", done=_NOTHING),
        "8 MiB of data « sanitized »", _WORD,
    ),
    _case(
        "nvme-older", "its log tells of another action, an older one", _FAILED,
        lambda stand: nvme(stand, "nvme-sanitize-block", done=_NOTHING, action=4),
        "an older sanitize's success", _EXIT_CODE,
    ),
    _case(
        "nvme-format-lies", "« Success formatting namespace », nothing was done", _LEFT,
        lambda stand: nvme(stand, "nvme-format-erase", done=_NOTHING),
        "8 MiB of data « formatted »", _WORD,
    ),
    Case(
        "nvme-crypto-ok", "crypto erase, done: a control", _NO_HEALTH,
        lambda stand: nvme(stand, _CRYPTO, done=f"{_NOISE} count=8 conv=fsync 2>/dev/null", action=4),
    ),
    _case(
        "nvme-crypto-half", "crypto erase: the second half is as it was", _LEFT,
        lambda stand: nvme(stand, _CRYPTO, done=f"{_NOISE} count=4 conv=fsync 2>/dev/null", action=4),
        "4 MiB of data among noise", _WORD,
    ),
    _case(
        "nvme-crypto-garbled", "crypto erase: nothing done; a bad link spoils a byte of each sector", _LEFT,
        _garbled,
        "8 MiB of data, all of it « other than before »",
        Again("« nearly the same is the same »", _garbled_and_compared_exactly),
    ),
    _case(
        "nvme-one-sector", "sanitize: nothing was done, and every read answers the first sector", _LEFT,
        _one_sector,
        "data, called the drive's own pattern", Again("the first sector, remembered", _one_sector_forgotten),
    ),
    _case(
        "nvme-namespaces", "a second namespace that nobody sees", doubts(Doubt.HIDDEN_AREA),
        lambda stand: nvme(stand, "nvme-sanitize-block", namespaces=2),
        "a part for the whole drive", _HIDDEN,
    ),
)  # fmt: skip

_OTHERS = (
    Case("emmc-ok", "erase and sanitize, done: a control", _NO_HEALTH, mmc),
    _case(
        "emmc-lies", "« Legacy Erase Succeed! », nothing was done (a discard promises nothing)", _LEFT,
        lambda stand: mmc(stand, _NOTHING), "8 MiB of data « erased »", _WORD,
    ),
    Case("sas-ok", "SANITIZE, done: a control", (Reservation.HIDDEN_AREA_UNKNOWN, Reservation.HEALTH_UNKNOWN), sas),
    _case(
        "sas-lies", "SANITIZE « done », nothing was", _LEFT,
        lambda stand: sas(stand, _NOTHING), "8 MiB of data « sanitized »", _WORD,
    ),
    _case(
        "sas-fails", "« Sanitize command failed »; exit 0", _FAILED,
        lambda stand: sas(stand, _NOTHING, "Medium Error\\nAdditional sense: Sanitize command failed"),
        "a failed sanitize", _EXIT_CODE,
    ),
)  # fmt: skip

CASES = (*_ATA, *_NVME, *_OTHERS)
