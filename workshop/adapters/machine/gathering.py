"""Everything is asked at once, each tool with a limit of its own, and every answer is kept; none is understood here.

The drives' tools do not wait for lsblk where the kernel already names the drives (/sys/block): smartctl is the slowest.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from workshop.adapters.readings import battery, cameras, dmi, firmware, lsblk, network
from workshop.services.ports import Commands, Output, Progress

LIMITS_SECONDS: Mapping[str, float] = {
    "dmidecode": 10, "lscpu": 10, "lspci": 10, "lsblk": 20, "smartctl": 30, "nvme": 15, "hdparm": 15, "psutil": 10,
}  # fmt: skip
FIRST: tuple[tuple[str, ...], ...] = (
    ("lspci", "-D", "-mm", "-nn"),
    ("dmidecode",),
    ("lscpu", "-J"),
)
PSUTIL = ("psutil", "--json")  # no program: what the running system knows, see os_facts.py
LSBLK = ("lsblk", "-J", "-b", "-O")
_AT_ONCE = 64  # threads only wait: enough for the tools of twenty drives

BLOCKS = "/sys/block/*"
POWER = "/sys/class/power_supply"
ATTRIBUTES = "/sys/class/firmware-attributes"
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
LISTS = ("/sys/firmware/*", "/sys/firmware/acpi/tables/*", "/sys/bus/pci/drivers/vmd/*", "/sys/bus/pci/drivers/ahci/*")
READ_LISTS = (
    "/sys/class/drm/*/edid",
    f"{ATTRIBUTES}/*/authentication/*/is_enabled",
    f"{ATTRIBUTES}/*/attributes/*bsolute*/current_value",
    f"{ATTRIBUTES}/*/attributes/*omputrace*/current_value",
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
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="reading") as pool:
        pending: dict[Future[None], str] = {pool.submit(job): name for name, job in door.first_jobs()}
        while pending:
            done, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                name = pending.pop(future)
                future.result()
                if name == LSBLK[0]:
                    pending |= {pool.submit(job): later for later, job in door.drive_jobs()}
                if on_progress is not None:
                    on_progress(name)
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
        yield LSBLK[0], self._list_disks
        yield from ((argv[0], self._running(*argv)) for argv in FIRST)
        yield "batteries", self._read_batteries
        yield "identity", self._read_identity
        yield "firmware", self._read_firmware

    def drive_jobs(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """List what to ask each drive."""
        for disk in self.gathered.disks.disks:
            yield from self._asking(disk.drive.path, questions(disk))

    def _asking(self, path: str, argvs: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, Callable[[], None]]]:
        """Ask each question once."""
        for argv in argvs:
            if argv not in self._asked:
                self._asked.add(argv)
                yield _named(argv, path), self._running(*argv)

    def _run(self, *argv: str) -> Output:
        output = self._commands.run(*argv, timeout_seconds=self._limits[argv[0]])
        with self._lock:
            self.gathered.outputs[argv] = output
        return output

    def _running(self, *argv: str) -> Callable[[], None]:
        return lambda: void(self._run(*argv))

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
        for name in dmi.FILES:
            self._read(f"{dmi.FOLDER}/{name}")
        self._read_network()
        self._read_devices()
        self._run(*PSUTIL)

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


def smartctl_question(path: str) -> tuple[str, ...]:
    """Ask a drive everything that it says of itself."""
    return ("smartctl", "--json", "-x", path)


def early_questions(path: str) -> Iterator[tuple[str, ...]]:
    """Choose what a device's name alone tells to ask: an NVMe drive is named by its driver."""
    yield smartctl_question(path)
    if path.startswith("/dev/nvme"):
        yield ("nvme", "id-ctrl", path, "-o", "json")
        yield ("nvme", "smart-log", path, "-o", "json")


def questions(disk: lsblk.Disk) -> Iterator[tuple[str, ...]]:
    """Choose the tools for one drive: smartctl always, nvme-cli for NVMe, hdparm where the drive itself speaks ATA."""
    path = disk.drive.path
    yield from early_questions(path)
    if disk.transport in {"sata", "ata"}:
        yield ("hdparm", "-I", path)


def card_type(name: str) -> str:
    """Name the file in which the kernel says whether an mmcblk device is an SD card or a soldered eMMC chip."""
    return f"/sys/block/{name}/device/type"
