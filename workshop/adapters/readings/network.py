"""Network adapters: `/sys/class/net/*` for the machine's own, and `ip -j link` or `ip link` as a list."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workshop.adapters.readings.values import document, lines, tables
from workshop.domain.diagnosis import NetworkAdapter, NetworkKind

FILES = ("address", "uevent")
_MAC = re.compile(r"(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}")
_KINDS = {"wlan": NetworkKind.WIFI, "wwan": NetworkKind.MOBILE, "bluetooth": NetworkKind.BLUETOOTH}
_MADE_BY_SOFTWARE = re.compile(
    r"lo\d*|(?:docker|veth|virbr|br-?|bond|team|tun|tap|wg|vmnet|vboxnet|vnet|dummy|sit|gre|ip6tnl|ifb|macvtap|cni|flannel"
    r"|cali|zt|tailscale|lxc|lxd|ppp|erspan|tunl|ip_vti|ip6_vti|nlmon|p2p-dev)[-\w.]*|.*[.@:]\d+",
)
_IP_LINE = re.compile(r"\d{1,6}: ([^:@\s]{1,30})(?:@\S{1,30})?: <.{0,200}")
_IP_MAC = re.compile(r"\s+link/(\w{1,20}) ((?:[0-9a-f]{2}:){5}[0-9a-f]{2})\b.*")


def read(name: str, files: Mapping[str, bytes | None], *, wireless: bool) -> NetworkAdapter:
    """Read one adapter that hangs on a device of the machine; its model is known by the bus, not here."""
    uevent = (files.get("uevent") or b"").decode("utf-8", "replace")
    told = re.search(r"^DEVTYPE=(\w{1,20})$", uevent, re.MULTILINE)
    kind = _KINDS.get(told[1] if told else "")
    return NetworkAdapter(
        name=name[:30],
        kind=kind or (NetworkKind.WIFI if wireless else by_name(name)),
        mac=mac((files.get("address") or b"").decode("utf-8", "replace")),
    )


def listed(text: str) -> tuple[NetworkAdapter, ...]:
    """Read `ip link`; what software made (bridges, tunnels, containers) is none of the machine's adapters."""
    found = document(text) if text.lstrip().startswith("[") else None
    rows = tables(found) if isinstance(found, list) else _rows(text)
    return tuple(
        NetworkAdapter(row["ifname"][:30], by_name(row["ifname"]), address)
        for row in rows
        if isinstance(row.get("ifname"), str)
        and not made_by_software(row["ifname"])
        and row.get("link_type") == "ether"
        and "linkinfo" not in row
        and (address := mac(row.get("address")))
    )


def _rows(text: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for line in lines(text):
        if named := _IP_LINE.fullmatch(line):
            rows.append({"ifname": named[1]})
        elif rows and (told := _IP_MAC.fullmatch(line)):
            rows[-1].update(link_type=told[1], address=told[2])
    return rows


def mac(text: object) -> str | None:
    """Give a MAC address with colons, also where it has dashes or nothing; all zeros and all ones are none."""
    value = text.strip().lower().replace("-", ":") if isinstance(text, str) and len(text) < 60 else ""  # noqa: PLR2004
    if re.fullmatch(r"[0-9a-f]{12}", value):
        value = ":".join(value[at : at + 2] for at in range(0, 12, 2))
    return value if _MAC.fullmatch(value) and set(value) not in ({"0", ":"}, {"f", ":"}) else None


def made_by_software(name: str) -> bool:
    """Tell by its name whether an adapter is none of the machine's: bridges, tunnels, containers, the loopback."""
    return _MADE_BY_SOFTWARE.fullmatch(name[:60]) is not None


def by_name(name: str) -> NetworkKind:
    """Tell the kind by the name that systemd or a driver gives; Windows and macOS write it out."""
    low = name.lower()
    if re.match(r"wl|ath\d|ra\d", low) or re.search(r"wi-?fi|wireless|802\.11|\bwlan|airport", low):
        return NetworkKind.WIFI
    if re.match(r"ww[apx]", low) or re.search(r"\bmobile\b|\bwwan\b|\blte\b|\b[345]g\b", low):
        return NetworkKind.MOBILE
    if re.search(r"bluetooth|bnep", low):
        return NetworkKind.BLUETOOTH
    wired = re.match(r"en[opsxP\d]|eth\d", low) or re.search(r"ethernet|\bgbe\b|gigabit", low)
    return NetworkKind.ETHERNET if wired else NetworkKind.OTHER
