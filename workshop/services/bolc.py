"""The machines of a lot, or one machine, as rows for the BOLC import of LaCollecte.tech."""

from __future__ import annotations

from collections.abc import Callable

from workshop.domain.bolc import BolcRow
from workshop.domain.contracts import Axis, Contract, Value
from workshop.domain.destinations import judge
from workshop.domain.diagnosis import Category, Diagnosis, DriveMedium, DriveReading
from workshop.domain.errors import UnknownCodeError
from workshop.domain.lots import Lot, MachineCard, machine_name
from workshop.domain.scoring import Score, Scoring, score
from workshop.services.diagnosis import reading_of
from workshop.services.grading_facts import Catalogues, measured
from workshop.services.ports import Look, Store

GB = 10**9
MM_PER_INCH = 25.4
_KINDS = {
    Category.LAPTOP: "Portable",
    Category.DESKTOP: "UC",
    Category.ALL_IN_ONE: "Tout-en-un",
    Category.MINI_PC: "Mini PC",
    Category.SERVER: "Serveur",
    Category.TABLET: "Tablette",
    Category.SMARTPHONE: "Smartphone",
    Category.MONITOR: "Ecran",
    Category.TELEVISION: "TV",
    Category.DOCK: "Station d’accueil",
}
_MEDIA = {DriveMedium.HDD: "HDD", DriveMedium.SSD: "SSD", DriveMedium.NVME: "NVMe", DriveMedium.EMMC: "eMMC"}
YES, NO = "Oui", "Non"


class Bolc:
    """Describes machines for the BOLC import; their category comes from a scoring, their looks from the contract."""

    def __init__(
        self, store: Store, contract: Callable[[], Contract], catalogues: Catalogues, scoring: Callable[[], Scoring]
    ) -> None:
        self._store = store
        self._contract = contract
        self._catalogues = catalogues
        self._scoring = scoring

    def rows(self, code: str) -> tuple[BolcRow, ...]:
        """Return the machines of a lot in the order of their arrival, or one machine; raises UnknownCodeError."""
        with self._store.looking() as look:
            if look.get(Lot, code) is not None:
                cards = look.find(MachineCard, lot=code)
            else:
                card = look.get(MachineCard, code)
                cards = () if card is None else (card,)
                if card is None:
                    raise UnknownCodeError(code)
            return tuple(self._row(look, card) for card in sorted(cards, key=lambda card: (card.number, card.code)))

    def _row(self, look: Look, card: MachineCard) -> BolcRow:
        contract = self._contract()
        facts = measured(look, card, contract, self._catalogues).facts
        diagnosis = reading_of(look, card)
        scored = score(facts, self._scoring())
        lot = look.get(Lot, card.lot)
        return BolcRow(
            lot=(lot.slip or lot.code) if lot else "",
            code=card.code,
            kind=_KINDS.get(Category(card.category), ""),
            maker=card.maker,
            model=machine_name("", card.model),
            serial=card.serial,
            processor=diagnosis.processor.trade_name if diagnosis and diagnosis.processor else "",
            drives=_drives(diagnosis),
            memory=_whole(facts.get("ram_gb")),
            dvd="",  # no reading of ours tells
            webcam=_webcam(facts, diagnosis),
            screen=_screen(diagnosis),
            remarks=_remarks(facts),
            looks=_looks(facts, contract),
            category=scored.category or "",
            why_no_category=_missing(scored),
        )


def _drives(diagnosis: Diagnosis | None) -> tuple[tuple[str, str], ...]:
    drives = [drive for drive in diagnosis.drives if not drive.removable] if diagnosis else []
    return tuple((_MEDIA.get(drive.medium, ""), _size(drive)) for drive in drives)


def _size(drive: DriveReading) -> str:
    return str(round(drive.size_bytes / GB)) if drive.size_bytes else ""


def _webcam(facts: dict[str, Value], diagnosis: Diagnosis | None) -> str:
    """Say whether there is one that works: what somebody tried counts before what is only listed."""
    works = facts.get("works_webcam")
    if isinstance(works, bool):
        return YES if works else NO
    if diagnosis is None or diagnosis.cameras is None:
        return ""
    return YES if diagnosis.cameras else NO


def _screen(diagnosis: Diagnosis | None) -> str:
    own = [item.diagonal_mm for item in diagnosis.displays if item.built_in and item.diagonal_mm] if diagnosis else []
    return f"{own[0] / MM_PER_INCH:.1f}".replace(".", ",") if own else ""


def _remarks(facts: dict[str, Value]) -> str:
    """Name what fails and what locks it, by the codes of their kinds."""
    named = [str(facts.get(f"{fact}_named") or "") for fact in ("functions_failed", "locks")]
    return " ".join(part.replace(",", " ") for part in named if part)


def _looks(facts: dict[str, Value], contract: Contract) -> str:
    return judge(facts, contract).letter_of(Axis.COSMETIC) or "" if facts.get("cosmetic") is not None else ""


def _missing(scored: Score) -> str:
    return f"inconnu : {', '.join(scored.unknown)}" if scored.unknown else ""


def _whole(value: Value) -> str:
    return str(value) if isinstance(value, int) else ""
