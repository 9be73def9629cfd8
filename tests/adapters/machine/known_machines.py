"""What is in the recorded machines of the tests: written down when each was composed (or emulated), not taken from the
reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop.domain.diagnosis import Category, DriveMedium, Health, LockKind, NetworkKind, WhyUnread

GIB, MIB = 2**30, 2**20
GOOD, WORN, FAILING, UNKNOWN = Health.GOOD, Health.WORN, Health.FAILING, Health.UNKNOWN
SSD, HDD, NVME, EMMC = DriveMedium.SSD, DriveMedium.HDD, DriveMedium.NVME, DriveMedium.EMMC
WIRED, WIFI = NetworkKind.ETHERNET, NetworkKind.WIFI
SOLDERED, PLUGGED = True, False

NO_TPM = {"tpm": WhyUnread.NOT_THERE}
NO_HEALTH = {"smart:/dev/mmcblk0": WhyUnread.FAILED}  # smartctl knows no eMMC


@dataclass(frozen=True)
class Known:
    """One machine. Every tuple says in its field's comment what stands in it."""

    identity: tuple[str | None, ...]  # maker, trade name, serials of the system, the board and the case, BIOS
    category: Category
    processor: tuple[str, int, int]  # model, cores, threads
    memory: tuple[tuple[int, str | None, bool], ...]  # bytes (0: a free slot), kind, soldered
    drives: tuple[tuple[str | None, str, int, DriveMedium, int | None, int | None, Health], ...]
    # model, serial, bytes, medium, hours, share of life used, verdict
    firmware: tuple[bool, bool | None, str | None, bool, bool]  # UEFI, Secure Boot, TPM, RAID mode, licence
    network: tuple[tuple[str, NetworkKind], ...]
    microphones: tuple[str, ...]
    graphics: tuple[str, ...]
    displays: tuple[
        tuple[str, str, int, int, int, bool, int], ...
    ] = ()  # maker, model, pixels, year, built in, diagonal
    batteries: tuple[tuple[str, int, int | None, int | None, Health], ...] = ()  # percent left, cycles, limit, verdict
    cameras: tuple[str, ...] = ()
    touchscreens: tuple[str, ...] = ()
    touchpads: tuple[str, ...] = ()
    locks: tuple[LockKind, ...] = ()
    unread: dict[str, WhyUnread] = field(default_factory=dict)


KNOWN: dict[str, Known] = {
    "acer-aspire-1-emmc": Known(
        ("Acer", "Aspire A114-32", "EXGVZEF00190560011", "EXGVZ11001905600113400", None, "V1.18"),
        Category.LAPTOP,
        ("Intel(R) Celeron(R) N4000 CPU @ 1.10GHz", 2, 2),
        ((2 * GIB, "LPDDR4", SOLDERED), (2 * GIB, "LPDDR4", SOLDERED)),  # although the firmware says SODIMM
        ((None, "0x1ec0de11", 62537072640, EMMC, None, None, UNKNOWN),),
        (True, True, "2.0", False, True),
        (("enp1s0", WIRED), ("wlo2", WIFI)),
        ("ALC255 Analog",),
        ("Intel GeminiLake [UHD Graphics 600]",),
        displays=(("BOE", "NV140FHM-N49", 1920, 1080, 2018, True, 355),),
        batteries=(("BAT1", 93, None, None, GOOD),),
        cameras=("VGA WebCam",),
        touchpads=("ELAN0501:00 04F3:3060 Touchpad",),
        unread=NO_HEALTH,
    ),
    "apple-macbook-pro-2012-linux": Known(
        ("Apple Inc.", "MacBookPro9,2", "EX2K90DTY312", "EX0233403EXF4E012", "EX2K90DTY312",
         "MBP91.88Z.00D3.B0D.1506081214"),
        Category.LAPTOP,
        ("Intel(R) Core(TM) i5-3210M CPU @ 2.50GHz", 2, 4),
        ((4 * GIB, "DDR3", PLUGGED), (4 * GIB, "DDR3", PLUGGED)),
        (("CT240BX500SSD1", "EX2012E01C0012", 240057409536, SSD, 3402, 11, GOOD),),
        (True, None, None, False, False),
        (("enp1s0f0", WIRED), ("wlp2s0", WIFI)),
        ("CS4206 Analog",),
        ("Intel 3rd Gen Core processor Graphics Controller",),
        displays=(("APP", "LTN133AT09", 1280, 800, 2012, True, 337),),
        batteries=(("BAT0", 72, 702, None, WORN),),
        cameras=("FaceTime HD Camera (Built-in)",),
        touchpads=("bcm5974",),
        unread=NO_TPM,
    ),
    "asus-br1100-touch-two-cameras": Known(
        ("ASUSTeK COMPUTER INC.", "BR1100FKA", "EXN0CX10021021A", "EXB0N0CX210021MB", "EXN0CX10021021A",
         "BR1100FKA.311"),
        Category.LAPTOP,
        ("Intel(R) Pentium(R) Silver N6000 @ 1.10GHz", 4, 4),
        ((4 * GIB, "DDR4", SOLDERED), (4 * GIB, "DDR4", PLUGGED)),
        (("KINGSTON OM3PDP3128B-AB1", "EX0026B7110021", 128035676160, NVME, 2210, 5, GOOD),),
        (True, True, "2.0", False, True),
        (("enp1s0", WIRED), ("wlo1", WIFI)),
        ("HDA Analog (*)", "DMIC (*)"),
        ("Intel JasperLake [UHD Graphics]",),
        displays=(("BOE", "NV116WHM-T1E", 1366, 768, 2021, True, 294),),
        batteries=(("BAT0", 90, 133, 80, GOOD),),
        cameras=("USB2.0 HD UVC WebCam", "USB 13M Camera"),
        touchscreens=("ELAN9008:00 04F3:2C82",),
        touchpads=("ASUE140D:00 04F3:31B9 Touchpad",),  # the stylus is none
    ),
    "dell-optiplex-3050-micro-computrace": Known(
        ("Dell Inc.", "OptiPlex 3050", "EX30513", "/EX30513/CNEXB0003051301/", "EX30513", "1.19.0"),
        Category.MINI_PC,
        ("Intel(R) Core(TM) i5-7500T CPU @ 2.70GHz", 4, 4),
        ((8 * GIB, "DDR4", PLUGGED), (0, None, PLUGGED)),
        (("SK hynix SC311 SATA 128GB", "EXS305000013", 128035676160, SSD, 24410, 83, WORN),),
        (True, False, "2.0", False, True),
        (("enp1s0", WIRED),),
        ("ALC3234 Analog",),
        ("Intel HD Graphics 630",),
        displays=(("DEL", "DELL P2419H", 1920, 1080, 2019, False, 604),),
        locks=(LockKind.COMPUTRACE,),
    ),
    "dell-wyse-3040-thin-client": Known(
        ("Dell Inc.", "Wyse 3040 Thin Client", "EX30420", "/EX30420/CNEXB0003042000/", "EX30420", "1.2.5"),
        Category.DESKTOP,
        ("Intel(R) Atom(TM) x5-Z8350  CPU @ 1.44GHz", 4, 4),
        ((2 * GIB, "DDR3", SOLDERED),),
        ((None, "0x3040e020", 15634268160, EMMC, None, None, UNKNOWN),),
        (True, False, None, False, False),
        (("enp1s0", WIRED),),
        ("Baytrail Audio (*)",),
        ("Intel Atom/Celeron/Pentium Processor x5-E8000/J3xxx/N3xxx Integrated Graphics Controller",),
        unread=NO_HEALTH | NO_TPM,
    ),
    "exemple-poste-ex1-emulated-pc": Known(
        ("Exemple Informatique", "Poste EX-1", "EXEMU0022", "EXEMUB0022", "EXEMUC0022", "EX-1.04"),
        Category.UNKNOWN,  # QEMU's case is of the type « Other »
        ("QEMU TCG CPU version 2.5+", 2, 2),
        ((2 * GIB, "RAM", PLUGGED),),
        (("Exemple HDD 7200", "EXSATA0022", 64 * MIB, HDD, 1, None, GOOD),
         ("QEMU NVMe Ctrl", "EXNVME0022", 96 * MIB, NVME, 0, 0, GOOD)),
        (False, False, None, False, False),
        (("enp0s5", WIRED),),
        ("Generic Analog",),
        ("Vendor Device",),  # 1234:1111 stands in no list
        displays=(("RHT", "QEMU Monitor", 1680, 1050, 2014, False, 502),),
        unread=NO_TPM,
    ),
    "fujitsu-lifebook-e558-raid-hides-a-drive": Known(
        ("FUJITSU CLIENT COMPUTING LIMITED", "LIFEBOOK E558", "EXDSE5580010", "EXFB8350010", "EXDSE5580010",
         "Version 2.22"),
        Category.LAPTOP,
        ("Intel(R) Core(TM) i5-8350U CPU @ 1.70GHz", 4, 8),
        ((8 * GIB, "DDR4", PLUGGED), (8 * GIB, "DDR4", PLUGGED)),
        (("SAMSUNG MZ7LH512HALU-00000", "EXF558000010", 512110190592, SSD, 2890, 2, GOOD),),
        (True, True, "2.0", True, True),
        (("enp0s31f6", WIRED), ("wlp1s0", WIFI)),
        ("ALC255 Analog",),
        ("Intel UHD Graphics 620",),
        displays=(("AUO", "B156HAN02.3", 1920, 1080, 2017, True, 394),),
        batteries=(("CMB1", 84, 221, None, GOOD),),
        cameras=("FJ Camera",),
        touchpads=("FTE4800:00 0911:5288 Touchpad",),
        unread={"drives": WhyUnread.HIDDEN_BY_RAID},
    ),
    "hp-elite-8300-pending-sectors": Known(
        ("Hewlett-Packard", "HP Compaq Elite 8300 SFF", "EXC3310015", "EXC3310015", "EXC3310015", "K01 v03.08"),
        Category.DESKTOP,
        ("Intel(R) Core(TM) i5-3570 CPU @ 3.40GHz", 4, 4),
        ((0, None, PLUGGED), (4 * GIB, "DDR3", PLUGGED), (0, None, PLUGGED), (4 * GIB, "DDR3", PLUGGED)),
        (("WDC WD5000AAKX-60U6AA0", "EX-WCC2E1000015", 500107862016, HDD, 29118, None, FAILING),),
        (False, False, "1.2", False, False),
        (("eno1", WIRED),),
        ("ALC221 Analog",),
        ("Intel Xeon E3-1200 v2/3rd Gen Core processor Graphics Controller",),
        displays=(("HWP", "HP E221", 1920, 1080, 2013, False, 547),),
    ),
    "hp-zbook-15-g5-two-nvme-password": Known(
        ("HP", "HP ZBook 15 G5", "EXD9180018", "PEXHJ0BKB0018", "EXD9180018", "Q70 Ver. 01.26.00"),
        Category.LAPTOP,
        ("Intel(R) Core(TM) i7-8850H CPU @ 2.60GHz", 6, 12),
        ((16 * GIB, "DDR4", PLUGGED), (0, None, PLUGGED), (16 * GIB, "DDR4", PLUGGED), (0, None, PLUGGED)),
        (("SAMSUNG MZVLB512HAJQ-000H1", "EXN150000018", 512110190592, NVME, 19804, 91, WORN),
         ("KXG50ZNV1T02 TOSHIBA", "EX8S10000019", 1024209543168, NVME, 19790, 12, GOOD)),
        (True, True, "2.0", False, True),
        (("enp0s31f6", WIRED), ("wlp111s0", WIFI)),
        ("ALC285 Analog",),
        ("Intel CoffeeLake-H GT2 [UHD Graphics 630]", "NVIDIA GP107GLM [Quadro P2000 Mobile]"),
        displays=(("LGD", "LP156WFC-SPD1", 1920, 1080, 2018, True, 395),),
        batteries=(("BAT0", 79, 388, None, WORN),),
        cameras=("HP HD Camera",),
        touchpads=("ALP0017:00 044E:121C",),  # the stick is none
        locks=(LockKind.BIOS_PASSWORD,),
    ),
    "lenovo-ideacentre-a340-all-in-one": Known(
        ("LENOVO", "IdeaCentre A340-24IWL", "EXMP1F14", "EXL1F340014", "EXMP1F14", "O4EKT22A"),
        Category.ALL_IN_ONE,
        ("Intel(R) Core(TM) i3-8145U CPU @ 2.10GHz", 2, 4),
        ((4 * GIB, "DDR4", PLUGGED), (4 * GIB, "DDR4", PLUGGED)),
        (("ST1000LM035-1RK172", "EXS340000014", 1000204886016, HDD, 7015, None, GOOD),),
        (True, True, "2.0", False, True),
        (("enp1s0", WIRED), ("wlp2s0", WIFI)),
        ("ALC236 Analog",),
        ("Intel WhiskeyLake-U GT2 [UHD Graphics 620]",),
        displays=(("LEN", "M238HCA-L3Z", 1920, 1080, 2019, True, 604),),
        cameras=("Integrated Camera",),
        touchscreens=("ILITEK ILITEK-TP",),
    ),
    "medion-akoya-e14303-soldered-memory": Known(
        ("MEDION", "E14303 MD63780", "EX20E143170001", None, None, "CZN_RN_107"),
        Category.LAPTOP,
        ("AMD Ryzen 7 4700U with Radeon Graphics", 8, 8),
        ((4 * GIB, "DDR4", SOLDERED), (4 * GIB, "DDR4", SOLDERED)),
        (("PCIe SSD", "EX20170000000017", 512110190592, NVME, 990, 2, GOOD),),
        (True, True, "2.0", False, True),
        (("wlp1s0", WIFI),),
        ("ALC269VC Analog", "acp_pdm"),
        ("AMD/ATI Renoir",),
        displays=(("CMN", "N140HCA-EAC", 1920, 1080, 2020, True, 354),),
        batteries=(("BAT0", 95, 45, None, GOOD),),
        cameras=("USB2.0 HD UVC WebCam",),
        touchpads=("SYNA3602:00 0911:5288 Touchpad",),
    ),
    "toshiba-portege-z30-dead-battery": Known(
        ("TOSHIBA", "PORTEGE Z30-A", "EXD016Z30H", None, "EXD016Z30H", "Version 4.30"),
        Category.LAPTOP,
        ("Intel(R) Core(TM) i5-4300U CPU @ 1.90GHz", 2, 4),
        ((8 * GIB, "DDR3", PLUGGED), (0, None, PLUGGED)),
        (("TOSHIBA THNSNJ256GMCU", "EX4S1000016T", 256060514304, SSD, 15220, None, GOOD),),
        (True, False, "1.2", False, True),
        (("enp0s25", WIRED), ("wlp2s0", WIFI)),
        ("ALC255 Analog",),
        ("Intel Haswell-ULT Integrated Graphics Controller",),
        displays=(("TOS", "LTD133EXBX", 1366, 768, 2013, True, 337),),
        batteries=(("BAT1", 35, None, None, FAILING),),
        cameras=("TOSHIBA Web Camera - HD",),
        touchpads=("AlpsPS/2 ALPS DualPoint TouchPad",),
    ),
}  # fmt: skip
