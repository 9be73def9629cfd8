"""All drives of a bench, and which of them nobody can choose: the lie would be somebody's own disk, wiped."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from tests.adapters.erasers.kernel_tree import SECTORS, Tree
from workshop.adapters.erasers import candidates
from workshop.adapters.erasers.candidates import drives_here, in_use
from workshop.adapters.erasers.interlocks import hold
from workshop.adapters.erasers.media import LoopMedia
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Protection

MIB = 1024 * 1024


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_a_drive_that_serves_nothing_can_be_chosen(tree: Tree) -> None:
    tree.sata("sda")
    (drive,) = drives_here(tree.kernel())
    assert (drive.protected, drive.medium.path, drive.medium.serial) == (None, "/dev/sda", "WD-sda")
    assert (drive.medium.size_bytes, drive.medium.medium) == (SECTORS * 512, DriveMedium.HDD)


def test_the_disk_of_the_system_is_protected(tree: Tree) -> None:
    tree.sata("sda", 1, partitions=2)
    tree.sata("sdb", 2, partitions=1)
    tree.mount("/", "sda2")
    tree.mount("/boot/efi", "sda1")
    assert tree.why("sda") is Protection.SYSTEM
    assert tree.free() == ["sdb"]


@pytest.mark.parametrize(
    ("point", "why"),
    [
        ("/", Protection.SYSTEM),
        ("/boot", Protection.SYSTEM),
        ("/usr", Protection.SYSTEM),
        ("/home", Protection.SYSTEM),
        ("/var/lib/etabli", Protection.SYSTEM),
        ("/homework", Protection.MOUNTED),
        ("/media/sami/CLE\\040USB", Protection.MOUNTED),
        ("/run/live/medium", Protection.BOOT_STICK),
        ("/cdrom", Protection.BOOT_STICK),
    ],
)
def test_what_is_mounted_is_protected_and_says_as_what(point: str, why: Protection, tree: Tree) -> None:
    tree.sata("sda", partitions=1)
    tree.mount(point, "sda1")
    assert tree.why("sda") is why


def test_a_system_on_lvm_on_a_crypted_partition_is_found_at_the_bottom(tree: Tree) -> None:
    tree.nvme("nvme0n1", partitions=3)
    tree.sata("sda")
    tree.virtual("dm-0", ["nvme0n1p3"], dm__name="crypt")
    tree.virtual("dm-1", ["dm-0"], dm__name="vg-root")
    tree.mount("/", "dm-1", source="/dev/mapper/vg-root")
    assert tree.why("nvme0n1") is Protection.SYSTEM
    assert tree.free() == ["sda"]


def test_a_system_on_two_mirrored_disks_is_both(tree: Tree) -> None:
    for number, name in enumerate(("sda", "sdb", "sdc"), 1):
        tree.sata(name, number, partitions=1)
    tree.virtual("md0", ["sda1", "sdb1"])
    tree.mount("/", "md0")
    assert (tree.why("sda"), tree.why("sdb")) == (Protection.SYSTEM, Protection.SYSTEM)
    assert tree.free() == ["sdc"]


def test_all_disks_of_a_mounted_btrfs_are_protected(tree: Tree) -> None:
    """Without it: mountinfo names one disk of two, by a number that is no device's."""
    for number, name in enumerate(("sda", "sdb", "sdc"), 1):
        tree.sata(name, number)
    tree.btrfs("sda", "sdb")
    tree.mount("/", number="0:25", kind="btrfs", source="/dev/sda")
    assert (tree.why("sda"), tree.why("sdb")) == (Protection.SYSTEM, Protection.SYSTEM)
    assert tree.free() == ["sdc"]


def test_the_disks_of_a_btrfs_that_is_mounted_where_nobody_here_sees_it_are_members(tree: Tree) -> None:
    """As in a container: the kernel has it open, and this process's mounts do not tell."""
    for number, name in enumerate(("sda", "sdb", "sdc"), 1):
        tree.sata(name, number, partitions=1)
    tree.btrfs("sda1", "sdb")
    assert (tree.why("sda"), tree.why("sdb"), tree.why("sdc")) == (Protection.MEMBER, Protection.MEMBER, None)


def test_a_member_of_an_active_array_is_protected_and_an_old_signature_is_not(tree: Tree) -> None:
    """A donor's drive with the remains of a RAID, LVM or ZFS has no holder, and is there to be wiped."""
    tree.sata("sda", 1, partitions=1)
    tree.sata("sdb", 2)
    tree.virtual("md127", ["sda1"])
    assert tree.why("sda") is Protection.MEMBER
    assert tree.free() == ["sdb"]


def test_two_ways_to_one_drive_are_no_drives_of_their_own(tree: Tree) -> None:
    tree.sata("sda", 1)
    tree.sata("sdb", 2)
    tree.virtual("dm-0", ["sda", "sdb"], dm__name="mpatha")
    assert tree.names() == ["sda", "sdb"]
    assert tree.free() == []


@pytest.mark.parametrize(
    ("path", "below"), [("/dev/sda1", "sda1"), ("/dev/dm-0", "dm-0"), ("/dev/mapper/swap", "dm-0")]
)
def test_swap_is_protected_however_it_is_named(path: str, below: str, tree: Tree) -> None:
    tree.sata("sda", partitions=1)
    if below == "dm-0":
        tree.virtual("dm-0", ["sda1"], dm__name="swap")
    tree.swap(path)
    assert tree.why("sda") is Protection.SWAP


def test_the_file_of_a_swap_and_compressed_memory_protect_nothing_more(tree: Tree) -> None:
    tree.sata("sda", partitions=1)
    tree.virtual("zram0")
    tree.swap("/dev/zram0")
    tree.swap("/swapfile", "file")
    assert tree.free() == ["sda"]


def test_a_disk_behind_a_loop_device_is_a_member(tree: Tree) -> None:
    tree.sata("sda", partitions=1)
    tree.virtual("loop0", loop__backing_file="/dev/sda1")
    assert tree.why("sda") is Protection.MEMBER
    assert tree.names() == ["sda"]


LOADER = "sys/firmware/efi/efivars/LoaderDevicePartUUID-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f"
UUID = "0f1e2d3c-0000-4000-8000-00000000abcd"


def test_a_stick_that_the_loader_came_from_is_protected_although_nothing_of_it_is_mounted(tree: Tree) -> None:
    """Without it: a live system that copied itself to memory would let its own stick be wiped."""
    tree.usb("sda", partitions=2)
    tree.named("by-partuuid", UUID, "sda1")
    tree.write(LOADER, b"\x06\0\0\0" + (UUID.upper() + "\0").encode("utf-16-le"))
    assert tree.why("sda") is Protection.BOOT_STICK


@pytest.mark.parametrize(
    ("line", "kind", "name", "why"),
    [
        ("root=UUID=12-34 ro", "by-uuid", "12-34", Protection.SYSTEM),
        ("root=PARTUUID=ab-cd", "by-partuuid", "ab-cd", Protection.SYSTEM),
        ("root=live:CDLABEL=Fedora\\x20Live rd.live.image", "by-label", "Fedora\\x20Live", Protection.BOOT_STICK),
        ("boot=live live-media=/dev/sda1 toram", "", "", Protection.BOOT_STICK),
        ("archisolabel=ARCH_2026", "by-label", "ARCH_2026", Protection.BOOT_STICK),
        ("root=/dev/sda1 rw", "", "", Protection.SYSTEM),
        ("resume=UUID=55-66", "by-uuid", "55-66", Protection.SWAP),
    ],
)
def test_what_the_command_line_of_the_kernel_names_is_protected(
    line: str, kind: str, name: str, why: Protection, tree: Tree
) -> None:
    tree.sata("sda", 1, partitions=1)
    tree.sata("sdb", 2)
    if kind:
        tree.named(kind, name, "sda1")
    tree.write("proc/cmdline", f"BOOT_IMAGE=/vmlinuz {line} quiet\n")
    assert tree.why("sda") is why
    assert tree.free() == ["sdb"]


@pytest.mark.parametrize("kind", ["by-label", "by-partlabel"])
def test_a_stick_with_our_label_is_protected(kind: str, tree: Tree) -> None:
    tree.usb("sda", partitions=1)
    tree.named(kind, "ETABLI_26", "sda1")
    assert tree.why("sda") is Protection.BOOT_STICK


def test_the_other_namespaces_of_the_system_s_controller_are_protected_too(tree: Tree) -> None:
    """A sanitize or a format of one takes them all."""
    tree.nvme("nvme0n1", partitions=1)
    tree.nvme("nvme0n2")
    tree.nvme("nvme1n1", "nvme1")
    tree.mount("/", "nvme0n1p1")
    assert tree.why("nvme0n2") is Protection.SYSTEM
    assert tree.free() == ["nvme1n1"]


def test_the_boot_areas_of_an_emmc_are_no_drives_but_protect_it(tree: Tree) -> None:
    folder = tree.mmc(partitions=1)
    tree.below_of_mmc(folder, "mmcblk0boot0")
    assert tree.names() == ["mmcblk0"]
    assert tree.free() == ["mmcblk0"]
    tree.mount("/mnt", "mmcblk0boot0")
    assert tree.why("mmcblk0") is Protection.MOUNTED


@pytest.mark.parametrize("name", ["zram0", "ram0", "md0", "dm-0", "nbd0", "loop0", "zd0", "drbd0", "bcache0"])
def test_what_the_kernel_makes_up_itself_is_no_drive(name: str, tree: Tree) -> None:
    tree.virtual(name)
    assert tree.names() == []


def test_what_has_no_medium_is_hidden_or_is_no_disk_is_left_out(tree: Tree) -> None:
    tree.usb("sda", type="0")  # a card reader without a card
    tree.change("sda", "size", "0")
    tree.sata("sr0", 1, type="5")
    tree.sata("sdb", 2, type="5")
    tree.nvme("nvme0c0n1")
    tree.nvme("nvme0n1")
    tree.change("nvme0n1", "hidden", "1")
    assert tree.names() == []


def test_a_disk_of_another_machine_is_not_of_this_bench(tree: Tree) -> None:
    tree.nvme("nvme0n1", transport="tcp")
    folder = tree._disk("devices/platform/host4/session1/target4:0:0/4:0:0:1/block/sda", 0)
    tree._facts(folder, {"type": "0"})
    assert tree.names() == []


def test_an_image_on_a_loop_device_is_an_image(tree: Tree) -> None:
    tree.virtual("loop0", loop__backing_file="/home/sami/essai.img")
    (drive,) = drives_here(tree.kernel())
    assert (drive.medium.medium, drive.medium.serial, drive.medium.place) == (
        DriveMedium.IMAGE,
        "essai",
        "/home/sami/essai.img",
    )


def test_who_is_in_use_by_something_that_sysfs_does_not_show_is_protected(tree: Tree) -> None:
    """A ZFS pool, or a program that holds the device; what is protected anyway is not even opened."""
    tree.sata("sda", 1)
    tree.sata("sdb", 2)
    tree.mount("/", "sdb")
    asked: list[str] = []

    def busy(paths: object) -> frozenset[str]:
        assert isinstance(paths, list)
        asked.extend(paths)
        return frozenset(paths)

    found = {drive.medium.path: drive.protected for drive in drives_here(tree.kernel(), busy)}
    assert asked == ["/dev/sda"]
    assert found == {"/dev/sda": Protection.IN_USE, "/dev/sdb": Protection.SYSTEM}


def test_hostile_names_and_endless_loops_end(tree: Tree) -> None:
    tree.sata("sda", partitions=1)
    tree.virtual("dm-0", ["sda1"])
    (tree.folder("dm-0") / "slaves" / "dm-0").symlink_to(tree.folder("dm-0"))
    tree.mount("/mnt", "dm-0")
    tree.swap("/dev/../../etc/passwd")
    tree.write("proc/cmdline", "root=UUID=../../../../etc/passwd root= = live:= root=LABEL=a/b\n")
    with (tree.root / "proc/self/mountinfo").open("a") as file:
        file.write("1 2\nnot a line\n1 2 999:999 / / rw - ext4 /dev/\\000 rw\n")
    assert tree.why("sda") is Protection.MOUNTED


def test_this_machine_s_own_disks_are_protected() -> None:
    """Whatever this test runs on: the disk below / is never free."""
    numbers = {os.stat(folder).st_dev for folder in ("/", "/usr", "/home") if Path(folder).exists()}  # noqa: PTH116
    mine = {f"{os.major(number)}:{os.minor(number)}" for number in numbers}
    for drive in drives_here(busy=in_use):
        if (Path("/sys/class/block") / Path(drive.medium.path).name / "dev").read_text().strip() in mine:
            assert drive.protected is Protection.SYSTEM


def test_where_this_system_hibernates_to_is_swap_although_nothing_is_swapped_there(tree: Tree) -> None:
    tree.sata("sda", partitions=2)
    tree.sata("sdb", 2)
    tree.write("sys/power/resume", (tree.folder("sda2") / "dev").read_text() + "\n")
    assert tree.why("sda") is Protection.SWAP
    assert tree.why("sdb") is None
    tree.write("sys/power/resume", "0:0\n")
    assert tree.why("sda") is None


def test_a_disk_behind_a_loop_device_is_a_member_by_whatever_name_it_was_opened(tree: Tree) -> None:
    """As in a container, whose /dev is elsewhere: the kernel tells the path by which the device was opened there."""
    tree.sata("sda")
    (tree.root / "elsewhere").mkdir()
    try:
        os.mknod(tree.root / "elsewhere/disk", stat.S_IFBLK | 0o600, os.makedev(240, 7))  # for experiments: no driver's
    except OSError:
        pytest.skip("needs root to make a node")
    (tree.root / "sys/dev/block/240:7").symlink_to(tree.folder("sda"))
    tree.virtual("loop0", loop__backing_file="/elsewhere/disk\n")
    assert tree.why("sda") is Protection.MEMBER


def test_a_drive_that_never_answers_costs_one_thread_and_its_seconds_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening a dead drive waits, as opening this pipe does. Without it: a thread more each time somebody looks."""
    monkeypatch.setattr(candidates, "_PROBE_SECONDS", 0.2)
    pipe = tmp_path / "dead"
    os.mkfifo(pipe)
    for _ in range(3):
        assert in_use([str(pipe)]) == {str(pipe)}
    waiting = [thread for thread in threading.enumerate() if thread.name.startswith("probe")]
    os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))
    for thread in waiting:
        thread.join(10)
    assert len(waiting) == 1
    pipe.unlink()
    assert in_use([str(pipe)]) == frozenset()


def test_a_device_that_is_held_is_in_use(loops: LoopMedia) -> None:
    with loops.make("un", MIB) as medium, loops.make("deux", MIB) as other, hold(medium.path):
        assert in_use([medium.path, other.path, "/dev/there-is-none"]) == {medium.path}
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("probe")]
