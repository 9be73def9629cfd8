"""Instances of Windows' CIM classes, in the forms that its tools write them.

`wmic … /format:list`, `wmic … /format:rawxml`, PowerShell's `Get-CimInstance … | ConvertTo-Json`, `| Format-List`.
Names of classes and properties are English in every language of Windows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from workshop.adapters.readings.values import document, lines, table, tables
from workshop.adapters.readings.xml_text import Element, root

Instance = dict[str, Any]  # property → text, number, truth, or a list of them; "__class" names the class

CLASS = "__class"
_LIST = re.compile(r"([A-Za-z_]\w{0,60})=(.{0,900})")
_FORMAT_LIST = re.compile(r"([A-Za-z_]\w{0,60})\s{0,60} : ?(.{0,900})")
_CIM_PATH = re.compile(r"(?:.{0,200}[:/\\])?((?:Win32|MSFT|MS|Wmi|CIM|Battery|SoftwareLicensing)\w{0,60})")
_MOST = 4096
_DEPTH = 8
# Classes that do not name themselves in every form: a property that only they have.
_SIGNS = (
    ("SpindleSpeed", "MSFT_PhysicalDisk"),
    ("BusType", "MSFT_PhysicalDisk"),
    ("ReadErrorsUncorrected", "MSFT_StorageReliabilityCounter"),
    ("PredictFailure", "MSStorageDriver_FailurePredictStatus"),
    ("NdisPhysicalMedium", "MSFT_NetAdapter"),
    ("PhysicalMediaType", "MSFT_NetAdapter"),
    ("OA3xOriginalProductKey", "SoftwareLicensingService"),
    ("SpecVersion", "Win32_Tpm"),
    ("DesignedCapacity", "BatteryStaticData"),
    ("FullChargedCapacity", "BatteryFullChargedCapacity"),
    ("CycleCount", "BatteryCycleCount"),
    ("UserFriendlyName", "WmiMonitorID"),
    ("MaxHorizontalImageSize", "WmiMonitorBasicDisplayParams"),
    ("PCSystemType", "Win32_ComputerSystem"),
    ("TotalPhysicalMemory", "Win32_ComputerSystem"),
    ("IdentifyingNumber", "Win32_ComputerSystemProduct"),
    ("SMBIOSBIOSVersion", "Win32_BIOS"),
    ("ChassisTypes", "Win32_SystemEnclosure"),
    ("HostingBoard", "Win32_BaseBoard"),
    ("DeviceLocator", "Win32_PhysicalMemory"),
    ("MemoryDevices", "Win32_PhysicalMemoryArray"),
    ("NumberOfCores", "Win32_Processor"),
    ("MaxClockSpeed", "Win32_Processor"),
    ("InterfaceType", "Win32_DiskDrive"),
    ("VideoProcessor", "Win32_VideoController"),
    ("AdapterRAM", "Win32_VideoController"),
    ("PhysicalAdapter", "Win32_NetworkAdapter"),
    ("EstimatedChargeRemaining", "Win32_Battery"),
    ("PNPClass", "Win32_PnPEntity"),
    ("OSArchitecture", "Win32_OperatingSystem"),
)


def instances(text: str) -> list[Instance]:
    """Give the instances of one text, whatever its form; none where it has none."""
    start = text.lstrip()[:1]
    if start in {"{", "["}:
        found = _of_json(document(text), _DEPTH)
    elif start == "<":
        found = _of_xml(root(text))
    else:
        found = _of_lines(text)
    return [_classed(instance) for instance, _ in zip(found, range(_MOST), strict=False) if instance]


def _of_lines(text: str) -> Iterator[Instance]:
    """Cut at every property that comes a second time: empty lines stand anywhere in what wmic writes."""
    instance: Instance = {}
    for line in lines(text):
        told = _LIST.fullmatch(line.strip()) or _FORMAT_LIST.fullmatch(line.strip())
        if told is None:
            continue
        if told[1] in instance:
            yield instance
            instance = {}
        instance[told[1]] = _value(html.unescape(told[2].strip()))
    yield instance


def _value(text: str) -> Any:
    """Read the braces of a list, and the words for yes and no; « {7} », « {"LM_Workstation", "NT"} »."""
    if len(text) > 1 and text[0] == "{" and text[-1] == "}":
        return [part.strip().strip('"') for part in text[1:-1].rstrip(".").split(",") if part.strip()]
    return {"TRUE": True, "True": True, "FALSE": False, "False": False}.get(text, text)


def _of_json(found: Any, depth: int) -> Iterator[Instance]:
    """Give the objects that are instances: in a list, below the name of their class, or alone."""
    for item in tables(found):
        yield from _of_json(item, depth - 1) if depth else ()
    if not isinstance(found, dict):
        return
    below = {key: value for key, value in found.items() if _CIM_PATH.fullmatch(key) and isinstance(value, dict | list)}
    for key, value in below.items():
        for instance in _of_json(value, depth - 1) if depth else ():
            yield {CLASS: key, **instance}
    if not below and found:
        yield {key: value for key, value in found.items() if not isinstance(value, dict) or key == "CimClass"}


def _of_xml(top: Element | None) -> Iterator[Instance]:
    """Read the CIM form of wmic: INSTANCE, PROPERTY, VALUE."""
    for element in () if top is None else top.iter("INSTANCE"):
        instance: Instance = {CLASS: element.get("CLASSNAME", "")}
        for prop in element:
            values = [value.text or "" for value in prop.iter("VALUE")]
            if prop.get("NAME") and values:
                instance[str(prop.get("NAME"))] = values if prop.tag == "PROPERTY.ARRAY" else _value(values[0])
        yield instance


def _classed(instance: Instance) -> Instance:
    """Name the class: as the instance does, else by a property that only that class has."""
    told = (
        instance.get(CLASS),
        table(instance.get("CimClass")).get("CimClassName"),
        instance.get("__CLASS"),
        instance.get("CreationClassName"),
        instance.get("CimClass"),
    )
    names = (_CIM_PATH.fullmatch(name) for name in told if isinstance(name, str) and len(name) < 300)  # noqa: PLR2004
    named = next((match[1] for match in names if match), None)
    return {**instance, CLASS: named or next((kind for sign, kind in _SIGNS if sign in instance), "")}
