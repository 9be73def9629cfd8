"""What a drive can do and what it hides: read and equal is clean, everything else is not."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from workshop.adapters.erasers import abilities
from workshop.adapters.erasers.abilities import look_at
from workshop.adapters.erasers.interlocks import Held, InterlockError
from workshop.adapters.erasers.running import Ran
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Abilities, Ability
from workshop.domain.wiping import HiddenArea, Looked, MediumIdentity

SIZE = 512 * 1000
MEDIUM = MediumIdentity("/dev/sda", "WORKSHOP 1", "S1", None, SIZE, DriveMedium.HDD)
HELD = Held("/dev/sda", -1, os.makedev(7, 0))
SECURITY = "Security: \n\t\tsupported\n\tnot\tenabled\n\tnot\tlocked\n\tnot\tfrozen\n\t\tsupported: enhanced erase\n"
SANITIZE = "".join(
    f"\t   *\t{name}\n" for name in ("SANITIZE feature set", "OVERWRITE_EXT command", "CRYPTO_SCRAMBLE_EXT command")
)
OVERLAY = "\t   *\tDevice Configuration Overlay feature set\n"
EQUAL = "\n/dev/sda:\n max sectors   = 1000/1000, HPA is disabled\n"
CONTROLLER: dict[str, object] = {"sanicap": 7, "oacs": 6, "fna": 4, "nn": 1, "tnvmcap": SIZE, "unvmcap": 0}
ONE_NAMESPACE = '{"nsid_list": [{"nsid": 1}]}'
EXTCSD = "[SEC_FEATURE_SUPPORT: 0x55]\n[SEC_COUNT: 0x000003e8]\n[BOOT_SIZE_MULTI: 0x00]\n [GP_SIZE_MULT_1]: 0x000000\n"
BAD_SENSE = "SG_IO: bad/missing sense data, sb[]:  f0 00 0b 04\n"


@dataclass
class Answering:
    """A drive that answers what a test says; an unknown question is a tool that prints nothing and exits 0."""

    answers: dict[str, Ran] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    patience: list[float] = field(default_factory=list)
    missing: str = ""

    def __call__(self, tool: str, *options: str, seconds: float = 30) -> Ran:
        if tool == self.missing:
            raise InterlockError(Interlock.NO_TOOL, tool)
        question = " ".join((tool, *options))
        self.asked.append(question)
        self.patience.append(seconds)
        return self.answers.get(question, Ran(0, "", ""))


def _said(stdout: str, stderr: str = "") -> Ran:
    return Ran(0, stdout, stderr)


def _ata(counted: str = EQUAL, complaint: str = "", overlay: str | None = None, identity: str = "") -> Looked:
    features = "Commands/features:\n" + SANITIZE + ("" if overlay is None else OVERLAY)
    drive = Answering(
        {
            "hdparm -I": _said(identity or features + SECURITY),
            "hdparm -N": _said(counted, complaint),
            "hdparm --dco-identify": _said(overlay or ""),
        }
    )
    return look_at(HELD, MEDIUM, drive, ())


def _nvme(change: dict[str, object], listed: str = ONE_NAMESPACE, medium: DriveMedium = DriveMedium.NVME) -> Looked:
    answers = {
        "nvme id-ctrl --output-format=json": _said(json.dumps({**CONTROLLER, **change})),
        "nvme list-ns --all --output-format=json": _said(listed),
    }
    return look_at(HELD, replace(MEDIUM, medium=medium), Answering(answers), ())


def test_a_sata_drive_that_hides_nothing() -> None:
    looked = _ata()
    assert looked.abilities == Abilities(
        known=True,
        can=frozenset(
            {
                Ability.ATA_SANITIZE_OVERWRITE,
                Ability.ATA_SANITIZE_CRYPTO,
                Ability.ATA_SECURITY_ERASE,
                Ability.ATA_SECURITY_ERASE_ENHANCED,
            }
        ),
        frozen=False,
        locked=False,
    )
    assert (looked.hidden_area, looked.native_bytes) == (HiddenArea.NONE, SIZE)


def _overlay(sectors: int) -> str:
    return f"DCO Revision: 0x0002\n\tReal max sectors: {sectors}\n"


@pytest.mark.parametrize(
    ("counted", "overlay", "native"),
    [
        ("\n max sectors   = 1000/1500, HPA is enabled\n", None, 1500),
        ("\n max sectors   = 1000/1500, ACCESSIBLE MAX ADDRESS enabled\n", None, 1500),
        (EQUAL, _overlay(1600), 1600),
    ],
    ids=["hpa", "amax", "dco"],
)
def test_a_hidden_area_is_seen_whoever_made_it(counted: str, overlay: str | None, native: int) -> None:
    """Without it: the diagnostic partition of a maker, or what somebody hid, leaves with the drive."""
    looked = _ata(counted, overlay=overlay)
    assert (looked.hidden_area, looked.native_bytes) == (HiddenArea.PRESENT, native * 512)


@pytest.mark.parametrize(
    ("counted", "complaint", "overlay"),
    [
        ("\n max sectors   = 1000/1, HPA setting seems invalid\n", "", None),
        (EQUAL, BAD_SENSE, None),
        ("\n/dev/sda:\n", "", None),
        ("\n max sectors   = 999/999, HPA is disabled\n", "", None),
        (EQUAL, "", ""),
        (EQUAL, "", "DCO Revision: 0x0000 -- unknown, treating as 0002\n\tReal max sectors: 1\n"),
    ],
    ids=["aborted", "bad-sense", "nothing", "not-what-the-kernel-shows", "overlay-unread", "overlay-aborted"],
)
def test_what_could_not_be_read_is_not_clean(counted: str, complaint: str, overlay: str | None) -> None:
    assert _ata(counted, complaint, overlay).hidden_area is HiddenArea.UNKNOWN


def test_a_bridge_with_an_empty_identity_is_a_drive_of_which_nothing_is_known() -> None:
    assert _ata(identity="\n/dev/sda:\n") == Looked()


def test_a_drive_without_passwords_has_no_security_erase() -> None:
    looked = _ata(
        identity="Commands/features:\n" + SANITIZE + SECURITY.replace("\t\tsupported\n", "\tnot\tsupported\n")
    )
    assert looked.abilities.can == {Ability.ATA_SANITIZE_OVERWRITE, Ability.ATA_SANITIZE_CRYPTO}


def test_a_locked_and_frozen_drive_says_so() -> None:
    told = SECURITY.replace("not\tlocked", "\tlocked").replace("not\tfrozen", "\tfrozen")
    looked = _ata(identity="Commands/features:\n" + told)
    assert (looked.abilities.locked, looked.abilities.frozen) == (True, True)


def test_no_crypto_erase_is_offered_where_the_encryption_is_not_trusted() -> None:
    """Without it: a « purge » of a drive that was readable without its key (Meijer and van Gastel, 2018)."""
    identity = _said("Commands/features:\n" + SANITIZE + SECURITY)
    for model, words in (("Samsung SSD 850 EVO 500GB", ("850 EVO",)), (None, ())):
        looked = look_at(HELD, replace(MEDIUM, model=model), Answering({"hdparm -I": identity}), words)
        assert Ability.ATA_SANITIZE_OVERWRITE in looked.abilities.can
        assert Ability.ATA_SANITIZE_CRYPTO not in looked.abilities.can


def test_an_nvme_drive_that_hides_nothing() -> None:
    looked = _nvme({})
    assert looked.abilities.can == {
        Ability.NVME_SANITIZE_OVERWRITE,
        Ability.NVME_SANITIZE_BLOCK,
        Ability.NVME_SANITIZE_CRYPTO,
        Ability.NVME_FORMAT,
        Ability.NVME_FORMAT_CRYPTO,
    }
    assert (looked.hidden_area, looked.native_bytes) == (HiddenArea.NONE, SIZE)


@pytest.mark.parametrize(
    ("change", "listed", "hidden"),
    [
        ({"unvmcap": 4096}, ONE_NAMESPACE, HiddenArea.PRESENT),
        ({"tnvmcap": SIZE * 2}, ONE_NAMESPACE, HiddenArea.PRESENT),
        ({"nn": 2}, '{"nsid_list": [{"nsid": 1}, {"nsid": 2}]}', HiddenArea.PRESENT),
        ({"tnvmcap": SIZE + 512}, ONE_NAMESPACE, HiddenArea.UNKNOWN),
        ({"unvmcap": None}, ONE_NAMESPACE, HiddenArea.UNKNOWN),
        ({"tnvmcap": 0, "nn": 1}, "", HiddenArea.NONE),
        ({"tnvmcap": 0, "nn": 32}, ONE_NAMESPACE, HiddenArea.UNKNOWN),
        ({"nn": 32}, "", HiddenArea.UNKNOWN),
        ({"sanicap": None}, ONE_NAMESPACE, HiddenArea.UNKNOWN),
    ],
)
def test_capacity_that_no_namespace_shows(change: dict[str, object], listed: str, hidden: HiddenArea) -> None:
    assert _nvme(change, listed).hidden_area is hidden


def test_all_namespaces_of_a_controller_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it: a sanitize takes along a namespace that somebody works on."""
    for name in ("nvme0n1", "nvme0n2", "nvme0c0n1", "hwmon1", "ng0n1"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(abilities, "sysfs_folder", lambda _: tmp_path / "nvme0n1")
    looked = _nvme({})
    assert looked.abilities.namespaces == ("nvme0n1", "nvme0n2")
    assert looked.hidden_area is HiddenArea.PRESENT
    assert _nvme({"sanicap": None}).hidden_area is HiddenArea.PRESENT


@pytest.mark.parametrize(
    ("told", "hidden", "can"),
    [
        (EXTCSD, HiddenArea.NONE, True),
        (EXTCSD.replace("MULTI: 0x00", "MULTI: 0x20"), HiddenArea.UNKNOWN, True),
        (EXTCSD.replace("_1]: 0x000000", "_1]: 0x000001"), HiddenArea.PRESENT, True),
        (EXTCSD.replace("0x000003e8", "0x000007d0"), HiddenArea.PRESENT, True),
        (EXTCSD.replace("0x55", "0x15"), HiddenArea.NONE, False),
        ("ioctl: Invalid argument", HiddenArea.UNKNOWN, False),
    ],
)
def test_what_an_emmc_can_do_and_hides(told: str, hidden: HiddenArea, *, can: bool) -> None:
    drive = Answering({"mmc extcsd read": _said(told)})
    looked = look_at(HELD, replace(MEDIUM, medium=DriveMedium.EMMC), drive, ())
    assert looked.hidden_area is hidden
    assert (Ability.MMC_SANITIZE in looked.abilities.can) is can


def test_what_a_scsi_drive_can_do() -> None:
    answers = {
        f"sg_opcodes --opcode=0x48,{action}": _said(
            f"\n  Opcode=0x48  Service_action=0x000{action}\n  Command is {word}\n"
        )
        for action, word in ((1, "supported [conforming to SCSI standard]"), (2, "NOT supported"))
    }
    looked = look_at(HELD, replace(MEDIUM, medium=DriveMedium.SAS), Answering(answers), ())
    assert looked.abilities.can == {Ability.SAS_SANITIZE_OVERWRITE}
    assert looked.abilities.known
    assert looked.hidden_area is HiddenArea.UNKNOWN
    silent = look_at(HELD, replace(MEDIUM, medium=DriveMedium.SAS), Answering(), ())
    assert not silent.abilities.known


@pytest.mark.parametrize("medium", [DriveMedium.USB, DriveMedium.SD, DriveMedium.UNKNOWN])
def test_of_a_stick_only_its_health_is_asked(medium: DriveMedium) -> None:
    drive = Answering({"smartctl --json -x": _said('{"device": {}, "smart_status": {"passed": true}}')})
    looked = look_at(HELD, replace(MEDIUM, medium=medium), drive, ())
    assert drive.asked == ["smartctl --json -x"]
    assert max(drive.patience) <= 60
    assert looked.smart is not None
    assert looked.smart.passed
    assert (looked.abilities, looked.hidden_area) == (Abilities(), HiddenArea.UNKNOWN)


def test_an_image_hides_nothing_and_is_not_asked() -> None:
    drive = Answering()
    looked = look_at(HELD, replace(MEDIUM, medium=DriveMedium.IMAGE), drive, ())
    assert looked == Looked(hidden_area=HiddenArea.NOT_APPLICABLE)
    assert drive.asked == []


def test_a_tool_that_is_not_installed_leaves_its_answers_unknown() -> None:
    assert look_at(HELD, MEDIUM, Answering(missing="hdparm"), ()) == Looked()


def test_a_drive_that_is_another_one_by_now_is_not_taken_for_silent() -> None:
    """Without it: the interlock says no, and the wipe goes on with « unknown »."""

    def changed(tool: str, *options: str, seconds: float = 30) -> Ran:
        raise InterlockError(Interlock.NODE_CHANGED, tool)

    with pytest.raises(InterlockError):
        look_at(HELD, MEDIUM, changed, ())
