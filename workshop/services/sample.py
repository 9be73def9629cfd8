"""The sample lot: what « Mairie d'Exemple » gives, what two fictitious places ask for, and who works on it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.diagnosis import Category
from workshop.domain.inspection import Defect, Inspection, KeyboardLayout, Severity, Tested, Works, mandatory
from workshop.services.orders import Demand

WORKSHOP = "Atelier Exemple"
SITE = 0  # no real workshop has it: codes of examples can never meet real ones
DONOR = "Mairie d’Exemple"
SLIP = "EXEMPLE-2026-001"
BUYER = "Métropole d’Exemple"
REFERENCE = "EXEMPLE-COMMANDE-01"
TECHNICIAN = "Sami (personne fictive, EXEMPLE)"
VALIDATOR = "Camille (personne fictive, EXEMPLE)"
MEDIUM_BYTES = 32 * 1024 * 1024

DEMANDS = (
    Demand("Collège Exemple", "1 rue de l’Exemple, 69000 Exempleville", 2, "C", 8192),
    Demand("Maison des associations d’Exemple", "2 place de l’Exemple, 69000 Exempleville", 2, "C", 4096),
)


@dataclass(frozen=True, slots=True)
class SampleMachine:
    """One recorded machine of the lot: what a person sees on it, and for which recipient it is presented (1 or 2)."""

    recording: str
    charger: bool | None
    recipient: int
    defects: tuple[Defect, ...] = ()
    done_in_sample: bool = False  # worked on before anybody opens the sample's window

    def inspection(self, category: Category) -> Inspection:
        """Answer every mandatory test: everything works, and the looks and the keys were checked."""
        tests = tuple(Tested(function, Works.YES) for function in mandatory(category))
        layout = KeyboardLayout.AZERTY if category is Category.LAPTOP else KeyboardLayout.UNKNOWN
        return Inspection(tests, self.defects, looks_checked=True, keyboard=layout)


_SCRATCH = Defect("lid", "scratch", Severity.LIGHT)
_DENT = Defect("palm-rest", "dent", Severity.VISIBLE)

MACHINES = (
    SampleMachine("dell-latitude-5400-healthy", True, 1, (_SCRATCH,), done_in_sample=True),  # noqa: FBT003 — a charger
    SampleMachine("hp-elitebook-840-two-drives", charger=True, recipient=1),
    SampleMachine("dell-optiplex-7010-failing-drive", None, 2, done_in_sample=True),
    SampleMachine("lenovo-thinkpad-t490-locked", charger=True, recipient=1),
    SampleMachine("lenovo-thinkpad-x270-worn-battery", charger=False, recipient=2, defects=(_DENT,)),
    SampleMachine("hp-prodesk-600-healthy", None, 2, (_SCRATCH,), done_in_sample=True),
)
