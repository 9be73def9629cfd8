"""Where the current of this machine comes from now, by the kernel's own files."""

from __future__ import annotations

from workshop.services.ports import Commands
from workshop.services.trying import Power

SUPPLIES = "/sys/class/power_supply/*"
MAINS = frozenset({"Mains", "USB", "Wireless"})
LONGEST_NUMBER = 12


def power(commands: Commands) -> Power | None:
    """Tell how full the battery is; None where there is none. Two batteries are one, as full as both together."""
    supplies = {path: _text(commands, f"{path}/type") for path in commands.list(SUPPLIES)}
    batteries = [path for path, kind in supplies.items() if kind == "Battery" and _is_its_own(commands, path)]
    if not batteries:
        return None
    online = [_text(commands, f"{path}/online") for path, kind in supplies.items() if kind in MAINS]
    states = [_text(commands, f"{path}/status") for path in batteries]
    return Power(_percent(commands, batteries), _plugged_in(online, states), _charging(states))


def _is_its_own(commands: Commands, path: str) -> bool:
    """Tell whether a battery is the machine's own: a mouse has one too (scope Device)."""
    return _text(commands, f"{path}/scope") != "Device"


def _plugged_in(online: list[str], states: list[str]) -> bool | None:
    if any(said == "1" for said in online) or "Charging" in states:
        return True
    return False if "Discharging" in states or (online and all(said == "0" for said in online)) else None


def _charging(states: list[str]) -> bool | None:
    if "Charging" in states:
        return True
    return False if any(state in ("Discharging", "Full", "Not charging") for state in states) else None


def _percent(commands: Commands, batteries: list[str]) -> int | None:
    for unit in ("energy", "charge"):
        now = [_number(commands, f"{path}/{unit}_now") for path in batteries]
        full = [_number(commands, f"{path}/{unit}_full") for path in batteries]
        known = [(part, whole) for part, whole in zip(now, full, strict=True) if part is not None and whole]
        if len(known) == len(batteries):
            return min(100, round(100 * sum(part for part, _ in known) / sum(whole for _, whole in known)))
    said = [_number(commands, f"{path}/capacity") for path in batteries]
    told = [percent for percent in said if percent is not None]
    return min(100, round(sum(told) / len(told))) if told and len(told) == len(batteries) else None


def _number(commands: Commands, path: str) -> int | None:
    said = _text(commands, path)
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER else None


def _text(commands: Commands, path: str) -> str:
    return (commands.read(path) or b"").decode("utf-8", "replace").strip()
