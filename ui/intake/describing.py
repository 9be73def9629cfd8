"""What a form asks of an object that no program can read: one question at a time; « inconnu » is always an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from workshop.domain.diagnosis import Category
from workshop.domain.scanning import Asks
from workshop.texts import _
from workshop.words import shown

GB = 10**9
MOST_CHOICES = 7  # two keys are left: another one, unknown
OTHER, UNKNOWN = 8, 9
SIZES_GB = (8, 16, 32, 64, 128, 256, 512, 1000)
HANDHELD = frozenset({Category.SMARTPHONE, Category.TABLET})


class Step(Enum):
    """The questions, in their order."""

    KIND = "kind"
    NUMBER = "number"
    MAKER = "maker"
    MODEL = "model"
    STORAGE = "storage"
    DONE = "done"


@dataclass(frozen=True)
class Described:
    """What was answered so far; `number` None: not asked yet, empty: it has none."""

    category: Category = Category.UNKNOWN
    number: str | None = None
    maker: str = ""
    model: str = ""
    storage_bytes: int = 0


@dataclass(frozen=True)
class Kind:
    """One kind of object to choose."""

    category: Category
    icon: str
    word: str


def kinds() -> tuple[Kind, ...]:
    """Return the kinds in the order of their keys."""
    return (
        Kind(Category.SMARTPHONE, "phone", shown(_("Téléphone"))),
        Kind(Category.TABLET, "tablet", shown(_("Tablette"))),
        Kind(Category.TELEVISION, "television", shown(_("Télévision"))),
        Kind(Category.MONITOR, "display", shown(_("Écran"))),
        Kind(Category.DOCK, "dock", shown(_("Station d'accueil"))),
        Kind(Category.LAPTOP, "bench", shown(_("Ordinateur portable"))),
        Kind(Category.DESKTOP, "desktop", shown(_("Ordinateur de bureau"))),
        Kind(Category.UNKNOWN, "help", shown(_("Inconnu"))),
    )


_MAKERS: dict[Category, tuple[str, ...]] = {
    Category.SMARTPHONE: ("Samsung", "Apple", "Xiaomi", "Huawei", "Google", "Oppo", "Crosscall"),
    Category.TABLET: ("Samsung", "Apple", "Lenovo", "Huawei", "Microsoft", "Amazon", "Xiaomi"),
    Category.TELEVISION: ("Samsung", "LG", "Philips", "Sony", "TCL", "Hisense", "Panasonic"),
    Category.MONITOR: ("Dell", "HP", "Samsung", "LG", "Philips", "Iiyama", "Lenovo"),
}
_COMPUTERS = ("Dell", "HP", "Lenovo", "Asus", "Acer", "Apple", "Fujitsu")


def makers(category: Category) -> tuple[str, ...]:
    """Return the makers that are met most, in the order of their keys."""
    return _MAKERS.get(category, _COMPUTERS)


def after(step: Step, described: Described) -> Step:
    """Return the next question that has no answer yet; a model needs its maker, and only soldered storage counts."""
    order = list(Step)
    for step_ in order[order.index(step) + 1 :]:
        answered = step_ is Step.NUMBER and described.number is not None
        nameless = step_ is Step.MODEL and not described.maker
        soldered = step_ is not Step.STORAGE or described.category in HANDHELD
        if soldered and not answered and not nameless:
            return step_
    return Step.DONE


def asks(step: Step, described: Described) -> Asks:
    """Say what a scan fills now: an IMEI may be asked for, or it shows itself."""
    return Asks.IMEI if step is not Step.KIND and described.category in HANDHELD else Asks.SERIAL
