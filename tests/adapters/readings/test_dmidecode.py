from __future__ import annotations

import pytest

from workshop.adapters.readings import dmi, dmidecode
from workshop.domain.diagnosis import Category, Identity, Lock, LockKind, MemoryModule

MIB, GIB = 2**20, 2**30

ON_TWO_LINES = """# dmidecode 2.2
SMBIOS 2.33 present.
Handle 0x0001
	DMI type 1, 25 bytes.
	System Information
		Manufacturer: IBM
		Product Name: eServer x226
		Version: Not Applicable
		Serial Number: EXPC160
Handle 0x0003
	DMI type 3, 17 bytes.
	Chassis Information
		Type: Tower
		Serial Number: N/A
Handle 0x0029
	DMI type 17, 27 bytes.
	Memory Device
		Size: 512 MB
		Form Factor: DIMM
		Locator: DIMM 1
		Type: DDR
"""

SEVERAL = """# dmidecode 3.3
Handle 0x0010, DMI type 2, 15 bytes
Base Board Information
	Manufacturer: Dell Inc.
	Product Name: RISER
	Serial Number: EXRISER01
	Type: Interconnect Board

Handle 0x0002, DMI type 2, 15 bytes
Base Board Information
	Product Name: 0JWMFY
	Serial Number: EXBOARD01
	Features:
		Board is a hosting board
		Board is replaceable
	Type: Motherboard

Handle 0x0005, DMI type 3, 22 bytes
Chassis Information
	Type: Docking Station
	Serial Number: EXDOCK01

Handle 0x0003, DMI type 3, 22 bytes
Chassis Information
	Type: Notebook
	Serial Number: EXCASE01

Handle 0x0040, DMI type 4, 42 bytes
Processor Information
	Status: Unpopulated
	Version: Not Specified

Handle 0x0041, DMI type 4, 42 bytes
Processor Information
	Type: Central Processor
	Manufacturer: Intel(R) Corporation
	Version: Intel(R) Xeon(R) CPU E5-2620 v4 @ 2.10GHz
	Max Speed: 4000 MHz
	Status: Populated, Enabled
	Core Count: 8
	Thread Count: 16

Handle 0x0042, DMI type 4, 42 bytes
Processor Information
	Type: Central Processor
	Version: Intel(R) Xeon(R) CPU E5-2620 v4 @ 2.10GHz
	Status: Populated, Enabled
	Core Count: 8
	Thread Count: 16
"""

MEMORY = """
Handle 0x0011, DMI type 17, 40 bytes
Memory Device
	Size: 8 GB
	Form Factor: SODIMM
	Locator: DIMM A
	Type: DDR4
	Speed: 2667 MT/s
	Manufacturer: SK Hynix

Handle 0x0012, DMI type 17, 40 bytes
Memory Device
	Size: No Module Installed
	Form Factor: SODIMM
	Locator: DIMM B
	Type: Unknown
	Speed: Unknown
	Manufacturer: Not Specified

Handle 0x0013, DMI type 17, 40 bytes
Memory Device
	Size: 4096 MB
	Form Factor: Row Of Chips
	Locator: On Board
	Type: LPDDR3
	Speed: 1867 MHz
	Manufacturer: 0x2C00

Handle 0x0014, DMI type 17, 27 bytes
Memory Device
	Size: 8192 kB
	Form Factor: TSOP
	Locator: SYSTEM ROM
	Type: Flash
"""

OLD = """Handle 0x0006, DMI type 6, 12 bytes
Memory Module Information
	Socket Designation: DIMM_A
	Type: DIMM SDRAM
	Installed Size: 256 MB (Double-bank Connection)
	Enabled Size: 256 MB (Double-bank Connection)

Handle 0x0007, DMI type 6, 12 bytes
Memory Module Information
	Socket Designation: DIMM_B
	Type: Unknown
	Installed Size: Not Installed
	Enabled Size: Not Installed
"""


def test_handle_and_type_on_two_lines() -> None:
    told = dmidecode.read(ON_TWO_LINES)
    assert told.identity == Identity("IBM", "eServer x226", system_serial="EXPC160", category=Category.DESKTOP)
    assert (told.memory_bytes, told.tool_version) == (512 * MIB, "2.2")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\t", "    "),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "[proxychains] DLL init\n" + text,
    ],
)
def test_spaces_for_tabs_other_line_ends_and_words_before_it_change_nothing(change: object) -> None:
    assert callable(change)
    assert dmidecode.read(change(SEVERAL + MEMORY)) == dmidecode.read(SEVERAL + MEMORY)


def test_the_hosting_board_and_the_notebooks_own_case_are_taken() -> None:
    identity = dmidecode.read(SEVERAL).identity
    assert (identity.board_serial, identity.board_model) == ("EXBOARD01", "0JWMFY")
    assert (identity.chassis_serial, identity.category) == ("EXCASE01", Category.LAPTOP)


def test_cores_of_all_sockets_are_counted_and_empty_sockets_are_not() -> None:
    processor = dmidecode.read(SEVERAL).processor
    assert processor is not None
    assert (processor.cores, processor.threads, processor.max_mhz) == (16, 32, 4000)


def test_memory_slots_are_told_one_by_one_and_the_firmwares_chip_is_no_memory() -> None:
    told = dmidecode.read(MEMORY)
    assert told.memory == (
        MemoryModule("DIMM A", 8 * GIB, "DDR4", 2667, "SK Hynix", soldered=False, form_factor="SODIMM"),
        MemoryModule("DIMM B", 0, soldered=False, form_factor="SODIMM"),
        MemoryModule("On Board", 4 * GIB, "LPDDR3", 1867, "0x2C00", soldered=True, form_factor="Row Of Chips"),
    )
    assert told.memory_bytes == 12 * GIB


def test_firmware_that_knows_only_the_old_table_still_tells_its_memory() -> None:
    told = dmidecode.read(OLD)
    assert [(module.slot, module.size_bytes) for module in told.memory] == [("DIMM_A", 256 * MIB), ("DIMM_B", 0)]


def test_no_memory_table_is_not_no_memory() -> None:
    assert dmidecode.read(SEVERAL).memory_bytes is None


def test_a_password_that_is_set_is_a_lock_and_any_other_state_is_none() -> None:
    table = "Handle 0x0030, DMI type 24, 5 bytes\nHardware Security\n\tPower-On Password Status: %s\n"
    assert dmidecode.read(table % "Enabled").locks == (
        Lock(LockKind.BIOS_PASSWORD, "Power-On Password Status: Enabled"),
    )
    for state in ("Disabled", "Not Implemented", "Unknown"):
        assert dmidecode.read(table % state).locks == ()


@pytest.mark.parametrize(
    ("chassis", "maker", "expected"),
    [
        ("Notebook", "LENOVO", Category.LAPTOP), ("Convertible", "HP", Category.LAPTOP),
        ("Tablet", "HP", Category.TABLET),
        ("Mini Tower", "Dell Inc.", Category.DESKTOP), ("All In One", "Apple Inc.", Category.ALL_IN_ONE),
        ("Mini PC", "Intel", Category.MINI_PC), ("Rack Mount Chassis", "HPE", Category.SERVER),
        ("Other", "QEMU", Category.VIRTUAL), ("Other", "innotek GmbH", Category.VIRTUAL),
        ("Other", "ASUS", Category.UNKNOWN),
        (None, None, Category.UNKNOWN), ("<OUT OF SPEC>", "X", Category.UNKNOWN),
    ],
)  # fmt: skip
def test_the_kind_of_machine(chassis: str | None, maker: str | None, expected: Category) -> None:
    assert dmidecode.category(chassis, maker, None) is expected


def test_a_table_that_breaks_off_gives_what_came_before() -> None:
    whole = dmidecode.read(SEVERAL + MEMORY)
    cut = dmidecode.read((SEVERAL + MEMORY)[: len(SEVERAL) + 60] + "\n\tSize: <BAD INDEX>\nWrong DMI structures count")
    assert cut.identity == whole.identity
    assert cut.processor == whole.processor


def test_what_is_not_dmidecodes_has_no_facts() -> None:
    for text in (
        "",
        "# dmidecode 3.4\nScanning /dev/mem for entry point.\n",
        "{}",
        "Handle 0x0001, DMI type 1, 25 bytes",
    ):
        assert dmidecode.read(text).empty


def test_lenovos_name_is_its_version_and_others_is_their_model() -> None:
    assert Identity("LENOVO", "20N3S88700", "ThinkPad T490").trade_name == "ThinkPad T490"
    assert Identity("LENOVO", "Lenovo C200", "Lenovo").trade_name == "Lenovo C200"
    assert Identity("Dell Inc.", "Latitude 5400", "Some version").trade_name == "Latitude 5400"


def test_the_kernels_own_files_give_the_same_identity() -> None:
    files = {
        "sys_vendor": b"LENOVO\n", "product_name": b"20N3S88700\n", "product_version": b"ThinkPad T490\n",
        "product_serial": None, "chassis_type": b"10\n", "bios_version": b"N2IETA4W (1.82 )\n",
        "board_serial": b"None\n",
    }  # fmt: skip
    assert dmi.read(files) == Identity(
        "LENOVO", "20N3S88700", "ThinkPad T490", category=Category.LAPTOP, bios_version="N2IETA4W (1.82 )"
    )
    assert dmi.read(dict.fromkeys(dmi.FILES)) is None
