"""`upower -d` or `-i`: batteries as UPower tells them; numbers as the person's language writes them (« 39,264 Wh »).

A mouse or a keyboard with a battery is none of the machine's, and DisplayDevice is a sum of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.adapters.readings.battery import wear
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import lines, thousandths, whole
from workshop.domain.diagnosis import Battery

_FIELD = re.compile(r"\s{0,6}([a-z][a-z -]{1,40}):\s*(\S.{0,200})?")
_KIND = re.compile(r"  ([a-z][a-z-]{2,30})\s*")
_DEVICE = re.compile(r"Device:\s*(\S{1,300})|Daemon:")
_MOST_PERCENT = 100


def read(text: str) -> tuple[Battery, ...]:
    """Read the batteries that feed the machine."""
    return tuple(found for fields in _devices(text) if (found := _battery(fields)))


def _devices(text: str) -> Iterator[dict[str, str]]:
    """Cut the text into devices; `-i` gives one without a title."""
    fields: dict[str, str] = {}
    for line in lines(text):
        if title := _DEVICE.fullmatch(line.strip()):
            yield fields
            fields = {"device": title.group(1) or ""}
        elif field := _FIELD.fullmatch(line.rstrip()):
            if field.group(1) == "native-path" and "native-path" in fields:
                yield fields
                fields = {}
            fields.setdefault(field.group(1), (field.group(2) or "").strip())
        elif kind := _KIND.fullmatch(line):
            fields.setdefault("kind", kind.group(1))
    yield fields


def _battery(fields: dict[str, str]) -> Battery | None:
    feeds = fields.get("power supply", "yes") == "yes"
    summary = fields.get("device", "").endswith("/DisplayDevice") or "native-path" not in fields
    if fields.get("kind") != "battery" or not feeds or summary or fields.get("present", "yes") == "no":
        return None
    design, full = (_milliwatt_hours(fields.get(f"energy-{name}")) for name in ("full-design", "full"))
    left = thousandths(fields.get("capacity"))
    lost = wear(design, full) if design and full else wear(100_000, left) if left else None
    return Battery(
        name=fields["native-path"].rsplit("/", 1)[-1],
        model=real(fields.get("model")),
        serial=serial(fields.get("serial")),
        design_mwh=design,
        full_mwh=full,
        wear_percent=lost,
        cycles=whole(fields.get("charge-cycles")) or None,
        charge_percent=_percent(fields.get("percentage")),
        charge_limit_percent=_percent(fields.get("charge-end-threshold")),
        maker=real(fields.get("vendor")),
        chemistry=real(fields.get("technology")),
        design_millivolts=thousandths(fields.get("voltage-min-design")),
    )


def _milliwatt_hours(text: str | None) -> int | None:
    return (thousandths(text) or None) if text and text.endswith("Wh") else None


def _percent(text: str | None) -> int | None:
    value = thousandths(text)
    return None if value is None or value > _MOST_PERCENT * 1000 else value // 1000
