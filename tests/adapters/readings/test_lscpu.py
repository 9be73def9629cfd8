from __future__ import annotations

import json

import pytest

from workshop.adapters.readings import lscpu, lspci, meminfo
from workshop.domain.diagnosis import Processor

I5 = Processor(
    "Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz", "Intel", cores=6, threads=6, max_mhz=4100, architecture="x86_64"
)
FLAT = [
    ("Architecture:", "x86_64"), ("CPU(s):", "6"), ("Vendor ID:", "GenuineIntel"), ("Model name:", I5.model),
    ("Thread(s) per core:", "1"), ("Core(s) per socket:", "6"), ("Socket(s):", "1"), ("CPU max MHz:", "4100.0000"),
]  # fmt: skip


def fields(pairs: list[tuple[str, str]]) -> list[dict[str, object]]:
    return [{"field": key, "data": value} for key, value in pairs]


def test_the_flat_answer() -> None:
    assert lscpu.read(json.dumps({"lscpu": fields(FLAT)})) == lscpu.Cpu(I5)


def test_the_nested_answer_of_newer_versions() -> None:
    vendor = {
        "field": "Vendor ID:",
        "data": "GenuineIntel",
        "children": [{**fields(FLAT[3:4])[0], "children": fields(FLAT[4:])}],
    }
    assert lscpu.read(json.dumps({"lscpu": [*fields(FLAT[:2]), vendor]})) == lscpu.Cpu(I5)


def test_the_text_and_its_decimal_comma() -> None:
    text = "\n".join(f"{key:<30}{value}" for key, value in FLAT).replace("4100.0000", "4100,0000")
    assert lscpu.read(text) == lscpu.Cpu(I5)


def test_all_sockets_count() -> None:
    text = "CPU(s): 64\nModel name: Xeon\nThread(s) per core: 2\nCore(s) per socket: 16\nSocket(s): 2\n"
    assert lscpu.read(text).processor == Processor("Xeon", cores=32, threads=64)


def test_clusters_stand_for_sockets_where_there_are_none() -> None:
    text = "CPU(s): 8\nVendor ID: ARM\nModel name: Cortex-A76\nCore(s) per cluster: 4\nSocket(s): -\nCluster(s): 2\n"
    assert lscpu.read(text).processor == Processor("Cortex-A76", "ARM", cores=8, threads=8)


def test_a_hypervisor_is_told_even_where_no_model_is() -> None:
    assert lscpu.read("Model name: -\nHypervisor vendor: KVM\n") == lscpu.Cpu(None, "KVM")


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", '{"lscpu": 5}', "lscpu: failed"])
def test_what_is_not_lscpus_has_no_processor(text: str) -> None:
    assert lscpu.read(text) == lscpu.Cpu()


PCI = """0000:00:02.0 "VGA compatible controller [0300]" "Intel Corporation [8086]" "UHD Graphics 620 [3ea0]" -r02 "" ""
0000:01:00.0 "3D controller [0302]" "NVIDIA Corporation [10de]" "GP108M [GeForce MX150] [1d10]" -ra1 "" ""
0000:05:00.0 "VGA compatible controller [0300]" "Advanced Micro Devices, Inc. [AMD/ATI] [1002]" "Picasso [15d8]" "" ""
0000:00:17.0 "RAID bus controller [0104]" "Intel Corporation [8086]" "SATA Controller [RAID mode] [282a]" "" ""
0000:00:1f.6 "Ethernet controller [0200]" "Intel Corporation [8086]" "I219-LM [15bd]" -r30 "Dell [1028]" ""
a line "that is none
"""


def test_graphics_and_raid_controllers_are_found_by_their_class() -> None:
    devices = lspci.read(PCI)
    assert lspci.graphics(devices) == ("Intel UHD Graphics 620", "NVIDIA GP108M [GeForce MX150]", "AMD/ATI Picasso")
    assert [device.slot for device in lspci.raid_controllers(devices)] == ["0000:00:17.0"]
    assert len(devices) == 5


def test_the_kernels_memory() -> None:
    assert meminfo.total_bytes(b"MemTotal:       16154300 kB\nMemFree: 1 kB\n") == 16154300 * 1024
    for nothing in (None, b"", b"MemTotal: many kB\n"):
        assert meminfo.total_bytes(nothing) is None
