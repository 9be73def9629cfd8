"""The facts of a reading in words: parts, names, values with their units, and what could not be read, told plainly.

One table of words for the whole diagnosis; a test walks its fields and finds each of them here.
"""

from __future__ import annotations

from collections.abc import Iterable

from workshop.domain.content import ContentError, read_time
from workshop.domain.diagnosis import Category, Diagnosis, DriveMedium, Health, NetworkKind, Source, Unread
from workshop.domain.diagnosis import WhyUnread as Why
from workshop.domain.locks import Obstacle
from workshop.domain.typography import NO_BREAK, THIN
from workshop.fact_names import NUMBERED, names, parts
from workshop.lock_words import named
from workshop.services.fact_views import BECAUSE, COUNT, VERDICT, FactRow, Value
from workshop.texts import SOURCE_LANGUAGE, _, several, spoken
from workshop.words import health, shown

GIB, GB, MIB = 2**30, 10**9, 2**20
INCH_MM = 25.4
LEAST_SIZE = 1024


def part_name(row: FactRow) -> str:
    """Name the part of a fact, with its number where there are several of its kind."""
    words = parts().get(row.part, row.part)
    return shown(f"{words} {row.place}" if row.place and row.part in NUMBERED else words)


def fact_name(row: FactRow) -> str:
    """Name a fact; one that the table does not know keeps the name of its field."""
    table = names()
    words = table.get(f"{row.part}.{row.name}") or table.get(row.name.rpartition(".")[2]) or row.name
    return shown(words)


def is_named(part: str, name: str) -> bool:
    """Tell whether the table has a word for a fact."""
    return f"{part}.{name}" in names() or name.rpartition(".")[2] in names()


def fact_value(row: FactRow) -> str:
    """Say the value of a fact with its unit; None is « inconnu »."""
    name = row.name.rpartition(".")[2]
    if name == COUNT and not row.value:
        return shown(_("personne n'a pu regarder") if row.value is None else _("aucun"))
    if row.value is None or row.value == "":
        return shown(_("inconnu"))
    if isinstance(row.value, bool):
        return shown(_("oui") if row.value else _("non"))
    if isinstance(row.value, int):
        return _number(row.part, name, row.value)
    if name == BECAUSE:
        return ", ".join(_because(row.part, fact) for fact in row.value.split(", "))
    told = _moment(row.value) if name == "read_at" else _named_value(row.part, name, row.value)
    return shown(told) if told else row.value


def unread_words(unread: Iterable[Unread]) -> tuple[str, ...]:
    """Say what could not be read, one sentence for each reason: « Disques : pas lus, il manque un droit. »."""
    grouped: dict[Why, list[str]] = {}
    for item in unread:
        things = grouped.setdefault(item.why, [])
        name = item.what.partition(":")[0]
        if name not in things:
            things.append(name)
    return tuple(_not_read(things, why) for why, things in grouped.items())


def why_unread(why: Why) -> str:
    """Say why a fact is missing."""
    words = {
        Why.NO_TOOL: _("il manque un outil"),
        Why.NO_RIGHT: _("il manque un droit"),
        Why.NOT_THERE: _("rien n'a répondu"),
        Why.VIRTUAL: _("c'est une machine virtuelle"),
        Why.HIDDEN_BY_RAID: _("cachés par le mode RAID"),
        Why.TIMED_OUT: _("l'outil n'a pas répondu à temps"),
        Why.UNREADABLE: _("la réponse n'est pas compréhensible"),
        Why.FAILED: _("l'outil a échoué"),
    }
    return words[why]


def unread_detail(item: Unread) -> str:
    """Say one thing that could not be read, with the device it is about, and the tool's own words."""
    name, _colon, about = item.what.partition(":")
    words = _not_read([name], item.why).rstrip(".")
    return " · ".join(part for part in (words, about, item.detail) if part)


def origin_words(diagnosis: Diagnosis, day: str) -> str:
    """Say in a line who made a reading; the clock of another machine only says what it says."""
    origin = diagnosis.origin
    if origin.source is Source.HERE:
        return shown(_("Lu ici : {day}").format(day=day))
    if origin.source is Source.TOOL:
        return shown(_("Déclaré par {tool}, daté : {day}").format(tool=origin.tool or "?", day=day))
    if origin.authentic:
        return shown(_("Lu par la sonde, daté : {day}").format(day=day))
    return shown(_("Lu par une sonde non authentifiée, daté : {day}").format(day=day))


def _not_read(things: list[str], why: Why) -> str:
    told = _unread_parts()
    if len(things) == 1:
        name, missing = told.get(things[0], (things[0], _("pas lu")))
        return shown(_("{name} : {missing}, {why}.").format(name=name, missing=missing, why=why_unread(why)))
    first, *others = (told.get(thing, (thing, ""))[0] for thing in things)
    listed = ", ".join((first, *(other[:1].lower() + other[1:] for other in others)))
    return shown(_("{names} : pas lus, {why}.").format(names=listed, why=why_unread(why)))


def _unread_parts() -> dict[str, tuple[str, str]]:
    """Return, for each thing that may be unread, its name and « pas lu » in agreement."""
    he, she, they = _("pas lu"), _("pas lue"), _("pas lus")
    return {
        "drives": (_("Disques"), they),
        "smart": (_("Santé des disques"), she),
        "smbios": (_("Carte mère"), she),
        "memory": (_("Mémoire"), she),
        "processor": (_("Processeur"), he),
        "graphics": (_("Carte graphique"), she),
        "batteries": (_("Batterie"), she),
        "battery": (_("Usure de la batterie"), she),
        "displays": (_("Écran"), he),
        "network": (_("Réseau"), he),
        "cameras": (_("Caméra"), she),
        "microphones": (_("Microphone"), he),
        "touch": (_("Tactile"), he),
        "tpm": (_("Puce TPM"), she),
        "identity": (_("Identité"), she),
        "firmware": (_("Démarrage"), he),
        "locks": (_("Blocages"), they),
    }


# values


def _number(part: str, name: str, value: int) -> str:
    if name == "year":
        return str(value)
    if name == "rotation_rpm" and value == 0:
        return shown(_("rien ne tourne"))
    if name == "critical_warning":
        return f"0x{value:02x}"
    number = _thousands(value)
    if name.endswith("_bytes"):
        return _size(part, value, number)
    if name == "diagonal_mm":
        inches = f"{value / INCH_MM:.1f}".removesuffix(".0").replace(".", _(","))
        return shown(_("{mm} mm ({inches} pouces)").format(mm=number, inches=inches))
    unit = _units().get(name.rpartition("_")[2], "")
    if name.startswith("percentage"):
        unit = "%"
    return shown(f"{number} {unit}".strip()).replace(" ", NO_BREAK)


def _units() -> dict[str, str]:
    return {
        "percent": "%",
        "hours": "h",
        "celsius": "°C",
        "mwh": "mWh",
        "millivolts": "mV",
        "px": "px",
        "mhz": "MHz",
        "mts": "MT/s",
        "rpm": _("tours/min"),
    }


def _size(part: str, value: int, number: str) -> str:
    exact = shown(several("{number} octet", "{number} octets", value).format(number=number)).replace(" ", NO_BREAK)
    if value < LEAST_SIZE:
        return exact
    binary = part != "drives"
    big, small = (GIB, MIB) if binary else (GB, 10**6)
    unit = big if value >= big else small
    rounded = f"{value / unit:.1f}".removesuffix(".0").replace(".", _(","))
    words = {GIB: _("{size} Gio"), MIB: _("{size} Mio"), GB: _("{size} Go"), 10**6: _("{size} Mo")}[unit]
    return f"{words.format(size=rounded).replace(' ', NO_BREAK)} ({exact})"


def _thousands(value: int) -> str:
    return f"{value:,}".replace(",", THIN) if spoken() == SOURCE_LANGUAGE else f"{value:,}"


def _moment(text: str) -> str:
    try:
        local = read_time(text).astimezone()
    except ContentError:
        return ""
    return f"{local:%Y-%m-%d %H:%M:%S %Z}"


def _because(part: str, fact: str) -> str:
    """Say one finding behind a verdict, written `fact=value`."""
    name, _equals, value = fact.partition("=")
    told: Value = {"yes": True, "no": False}.get(value, int(value) if value.isdigit() else value)
    row = FactRow(part, name, told)
    return shown(_("{name} : {value}").format(name=fact_name(row).lower(), value=fact_value(row)))


def _named_value(part: str, name: str, value: str) -> str:
    """Say the member of an enum; empty for what a machine calls itself."""
    if name == VERDICT:
        return health(Health(value))
    words = {
        "category": lambda: _categories().get(value),
        "medium": lambda: _media().get(value),
        "source": lambda: _sources().get(value),
        "why": lambda: why_unread(Why(value)) if value in Why.__members__.values() else None,
        "kind": lambda: _kinds(part, value),
    }
    return (words[name]() if name in words else None) or ""


def _categories() -> dict[str, str]:
    return {
        Category.LAPTOP: _("Ordinateur portable"),
        Category.DESKTOP: _("Ordinateur de bureau"),
        Category.ALL_IN_ONE: _("Ordinateur tout-en-un"),
        Category.MINI_PC: _("Petit ordinateur"),
        Category.SERVER: _("Serveur"),
        Category.TABLET: _("Tablette"),
        Category.SMARTPHONE: _("Téléphone"),
        Category.MONITOR: _("Écran"),
        Category.TELEVISION: _("Télévision"),
        Category.DOCK: _("Station d'accueil"),
        Category.VIRTUAL: _("Machine virtuelle"),
        Category.UNKNOWN: _("inconnu"),
    }


def _media() -> dict[str, str]:
    return {
        DriveMedium.HDD: _("Disque dur"),
        DriveMedium.NVME: _("SSD (NVMe)"),
        DriveMedium.EMMC: _("Disque soudé"),
        DriveMedium.USB: _("Clé USB"),
        DriveMedium.SD: _("Carte mémoire"),
        DriveMedium.SAS: _("Disque de serveur"),
        DriveMedium.IMAGE: _("Image d'exercice"),
        DriveMedium.SSD: _("SSD"),
        DriveMedium.UNKNOWN: _("inconnu"),
    }


def _sources() -> dict[str, str]:
    return {
        Source.HERE: _("Ce poste"),
        Source.PROBE: _("La sonde, sur l'ordinateur"),
        Source.TOOL: _("Un autre outil"),
    }


def _kinds(part: str, value: str) -> str | None:
    """Name a kind of lock or of network; what a memory module calls itself stays as it is."""
    if part == "locks" and value in Obstacle.__members__.values():
        return named(Obstacle(value))
    words = {
        NetworkKind.ETHERNET: _("Câble"),
        NetworkKind.WIFI: _("Wi-Fi"),
        NetworkKind.MOBILE: _("Réseau mobile"),
        NetworkKind.BLUETOOTH: _("Bluetooth"),
        NetworkKind.OTHER: _("Autre"),
    }
    known = part == "network" and value in NetworkKind.__members__.values()
    return words[NetworkKind(value)] if known else None
