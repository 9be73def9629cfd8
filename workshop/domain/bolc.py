"""One machine as a row of the BOLC import of LaCollecte.tech (Emmaüs Connect), with the columns that it expects.

The names and the order of the columns are facts of that import (audits-recond, read in 2026), spelling included.
"""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = (
    "Numéro Lot",
    "Identifiant unique",
    "Type matériel",
    "Constructeur",
    "Model",
    "N° Serie",
    "Processeur",
    "Type disque 1",
    "Taille disque 1",
    "Type disque 2",
    "taille disque 2",
    "RAM",
    "DVD",
    "Webcam",
    "ECRAN",
    "REMARQUES",
    "Grade esth.",
    "Catégorie",
    "Erreur calcul",
)


@dataclass(frozen=True, slots=True)
class BolcRow:
    """One machine, in the order of `COLUMNS`; empty: nobody knows. Sizes in Go, screens in inches."""

    lot: str
    code: str
    kind: str
    maker: str
    model: str
    serial: str
    processor: str
    drives: tuple[tuple[str, str], ...]  # kind and size; the import has room for two
    memory: str
    dvd: str
    webcam: str
    screen: str
    remarks: str
    looks: str
    category: str
    why_no_category: str

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the row."""
        (first, second) = (*self.drives, ("", ""), ("", ""))[:2]
        return (
            *(self.lot, self.code, self.kind, self.maker, self.model, self.serial, self.processor),
            *first,
            *second,
            *(self.memory, self.dvd, self.webcam, self.screen, self.remarks, self.looks),
            *(self.category, self.why_no_category),
        )
