"""Everything is asked at once, each tool with a limit of its own, and every answer is kept; none is understood here.

The drives' tools do not wait for lsblk where the kernel already names the drives (/sys/block): smartctl is the slowest.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from workshop.adapters.machine import allowed
from workshop.adapters.machine.allowed import ATTRIBUTES, BLOCKS, DMIDECODE, LSBLK, asked_of
from workshop.adapters.readings import battery, cameras, dmi, firmware, hdparm, lsblk, network
from workshop.services.ports import Commands, Output, Progress

LIMITS_SECONDS: Mapping[str, float] = {
    "dmidecode": 10, "lscpu": 10, "lspci": 10, "lsblk": 20, "smartctl": 30, "nvme": 15, "hdparm": 15, "psutil": 10,
}  # fmt: skip
FIRST: tuple[tuple[str, ...], ...] = (
    ("lspci", "-D", "-mm", "-nn"),
    DMIDECODE,
    ("lscpu", "-J"),
)
PSUTIL = ("psutil", "--json")  # no program: what the running system knows, see os_facts.py
ATA = frozenset({"sata", "ata"})  # lsblk's words for drives that speak ATA themselves: hdparm asks no others
_AT_ONCE = 128  # threads only wait: enough for the tools of twenty drives

POWER = "/sys/class/power_supply"
PASSWORDS = f"{ATTRIBUTES}/*/authentication/*/is_enabled"
REMAPPED = "/sys/bus/pci/devices/*/remapped_nvme"
FIRMWARE_FILES = (
    firmware.EFI_SIZE,
    firmware.SECURE_BOOT,
    "/sys/class/tpm/tpm0/tpm_version_major",
    "/sys/class/tpm/tpm0/device/caps",
    "/proc/meminfo",
)
NETS, WIRED_TO, WIRELESS = "/sys/class/net/*", "/sys/class/net/*/device", "/sys/class/net/*/phy80211"
CAMERAS = "/sys/class/video4linux/*/name"
USB, USB_INTERFACES = "/sys/bus/usb/devices", "/sys/bus/usb/devices/*/bInterfaceClass"
SOUND, INPUT = "/proc/asound/pcm", "/proc/bus/input/devices"
TPMS = "/sys/class/tpm/*"
IDENTITIES = f"{dmi.FOLDER}/*"
LISTS = ("/sys/firmware/*", "/sys/firmware/acpi/tables/*", "/sys/bus/pci/drivers/vmd/*", "/sys/bus/pci/drivers/ahci/*")
READ_LISTS = (
    "/sys/class/drm/*/edid",
    PASSWORDS,
    *allowed.TRACKING,
    REMAPPED,
)


@dataclass(slots=True)
class Gathered:
    """The answers: programs by their words, files by their paths, listings by their patterns."""

    outputs: dict[tuple[str, ...], Output] = field(default_factory=dict)
    files: dict[str, bytes | None] = field(default_factory=dict)
    listings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    disks: lsblk.Listing = field(default_factory=lsblk.Listing)

    def output(self, *argv: str) -> Output:
        """Give the answer of a program; one that was never asked counts as missing."""
        return self.outputs.get(argv, Output(None, missing=True))

    def matching(self, pattern: str) -> dict[str, bytes | None]:
        """Give the content of the files of a listing."""
        return {path: self.files.get(path) for path in self.listings.get(pattern, ())}

    def raw(self) -> tuple[tuple[str, bytes], ...]:
        """Give every answer as it came, by name."""
        named: dict[str, bytes] = {path: content for path, content in self.files.items() if content}
        for argv, output in self.outputs.items():
            named[" ".join(argv)] = output.stdout
            named[" ".join(argv) + " (stderr)"] = output.stderr
        return tuple(sorted((name, content) for name, content in named.items() if content))


def gather(commands: Commands, limits: Mapping[str, float], on_progress: Progress | None) -> Gathered:
    """Ask everything; `on_progress` hears of each answer, on the caller's own thread."""
    door = _Door(commands, limits)
    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="reading")
    pending: dict[Future[None], str] = {}
    try:
        pending |= {pool.submit(job): name for name, job in door.first_jobs()}
        while pending:
            done, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                name = pending.pop(future)
                future.result()
                if name == LSBLK[0]:
                    pending |= {pool.submit(job): later for later, job in door.drive_jobs()}
                if on_progress is not None:
                    on_progress(name)
    finally:
        pool.shutdown(wait=not pending, cancel_futures=True)  # who stops a reading does not wait for a hung tool
    return door.gathered


class _Door:
    """The door with a memory; its jobs run on the pool's threads."""

    def __init__(self, commands: Commands, limits: Mapping[str, float]) -> None:
        self._commands = commands
        self._limits = limits
        self._lock = threading.Lock()
        self._asked: set[tuple[str, ...]] = set()
        self.gathered = Gathered()

    def first_jobs(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """List what needs no other answer, the slowest first: a start costs a little of everybody's time."""
        names = [path.rsplit("/", 1)[-1] for path in self._list(BLOCKS)]
        for name in filter(lsblk.may_be_drive, names):
            yield from self._asking(f"/dev/{name}", early_questions(f"/dev/{name}"))
            if name.startswith("sd") and (self._read(vendor(name)) or b"").strip() == b"ATA":
                yield from self._asking_ata(f"/dev/{name}")
        yield LSBLK[0], self._list_disks
        yield from ((argv[0], self._running(*argv)) for argv in FIRST)
        yield "batteries", self._read_batteries
        yield "identity", self._read_identity
        yield "firmware", self._read_firmware

    def drive_jobs(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """List what to ask each drive."""
        for disk in self.gathered.disks.disks:
            path = disk.drive.path
            yield from self._asking(path, early_questions(path))
            if disk.transport in ATA:
                yield from self._asking_ata(path)

    def _asking(self, path: str, argvs: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, Callable[[], None]]]:
        """Ask each question once."""
        for argv in argvs:
            if argv not in self._asked:
                self._asked.add(argv)
                yield _named(argv, path), self._running(*argv)

    def _asking_ata(self, path: str) -> Iterator[tuple[str, Callable[[], None]]]:
        """Ask the chain of an ATA drive once: these questions follow from one another."""
        first = asked_of(allowed.HDPARM_IDENTITY, path)
        if first not in self._asked:
            self._asked.add(first)
            yield _named(first, path), functools.partial(self._ask_ata, path)

    def _run(self, *argv: str) -> Output:
        output = self._commands.run(*argv, timeout_seconds=self._limits[argv[0]])
        with self._lock:
            self.gathered.outputs[argv] = output
        return output

    def _running(self, *argv: str) -> Callable[[], None]:
        return lambda: void(self._run(*argv))

    def _ask_ata(self, path: str) -> None:
        """Ask who a drive is and, where it answers, what it hides; only a drive that has an overlay is asked for it."""
        told = self._run(*asked_of(allowed.HDPARM_IDENTITY, path))
        if told.exit_code == 0:
            self._run(*asked_of(allowed.HDPARM_SECTORS, path))
            features = hdparm.features(told.stdout.decode("utf-8", "replace"))
            if features is not None and features.configuration_overlay:
                self._run(*asked_of(allowed.HDPARM_OVERLAY, path))

    def _read(self, path: str) -> bytes | None:
        content = self._commands.read(path)
        with self._lock:
            self.gathered.files[path] = content
        return content

    def _list(self, pattern: str) -> tuple[str, ...]:
        paths = self._commands.list(pattern)
        with self._lock:
            self.gathered.listings[pattern] = paths
        return paths

    def _list_disks(self) -> None:
        listing = lsblk.read(self._run(*LSBLK).stdout.decode("utf-8", "replace"))
        for disk in listing.disks:
            if disk.transport == "mmc":
                self._read(card_type(disk.name))
        with self._lock:
            self.gathered.disks = listing

    def _read_batteries(self) -> None:
        for folder in self._list(f"{POWER}/*"):
            told = self._read(f"{folder}/uevent")
            names = ("charge_control_end_threshold",) if told and b"_FULL=" in told else battery.FILES
            for name in names:
                self._read(f"{folder}/{name}")

    def _read_identity(self) -> None:
        self._read_network()
        self._read_devices()
        self._run(*PSUTIL)
        self._list(IDENTITIES)  # tells a file that is root's from one that is not there
        for name in dmi.FILES:
            self._read(f"{dmi.FOLDER}/{name}")

    def _read_network(self) -> None:
        self._list(NETS)
        self._list(WIRELESS)
        for path in self._list(WIRED_TO):
            for name in network.FILES:
                self._read(f"{path.removesuffix('/device')}/{name}")
            self._read(f"{path}/uevent")

    def _read_devices(self) -> None:
        for path in (SOUND, INPUT):
            self._read(path)
        for path in self._list(CAMERAS):
            self._read(path)
        for path in self._list(USB_INTERFACES):
            if (self._read(path) or b"").strip() == cameras.USB_VIDEO_CLASS:
                self._read(f"{USB}/{path.split('/')[-2].partition(':')[0]}/product")

    def _read_firmware(self) -> None:
        for path in FIRMWARE_FILES:
            self._read(path)
        for pattern in (*LISTS, TPMS):
            self._list(pattern)
        for pattern in READ_LISTS:
            for path in self._list(pattern):
                self._read(path)


def _named(argv: tuple[str, ...], path: str) -> str:
    """Name a question to a drive: the tool, its sub-command if it has one, the drive."""
    return " ".join((*(argv[:1] if argv[1].startswith("-") else argv[:2]), path))


def void(_: object) -> None:
    """Forget an answer that is kept elsewhere."""


def early_questions(path: str) -> Iterator[tuple[str, ...]]:
    """Choose what a device's name alone tells to ask: an NVMe drive is named by its driver."""
    yield asked_of(allowed.SMARTCTL, path)
    if path.startswith("/dev/nvme"):
        yield asked_of(allowed.NVME_CONTROLLER, path)
        yield asked_of(allowed.NVME_LOG, path)


def vendor(name: str) -> str:
    """Name the file in which the kernel's ATA layer says ATA; a bridge or a SAS drive says its maker."""
    return f"/sys/block/{name}/device/vendor"


def card_type(name: str) -> str:
    """Name the file in which the kernel says whether an mmcblk device is an SD card or a soldered eMMC chip."""
    return f"/sys/block/{name}/device/type"
