"""A manifest as CSV that a French spreadsheet opens as it is, and in which no cell can act.

UTF-8 with byte-order mark, semicolons, CRLF. A cell that begins like a formula gets an apostrophe in front (OWASP, CSV
injection); control and direction marks go.
"""

from __future__ import annotations

import csv
import io

from workshop.adapters.documents import wording
from workshop.adapters.documents.voice import moment, voice
from workshop.domain.cells import neutral
from workshop.domain.deliveries import Manifest, ManifestLine

BOM = "\ufeff"
BETWEEN = " | "


def manifest_rows(manifest: Manifest, language: str) -> bytes:
    """Return one row a machine, drives joined by « | »."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(_heads(language))
    for line in manifest.lines:
        writer.writerow([neutral(cell) for cell in _cells(manifest, line, language)])
    return (BOM + text.getvalue()).encode("utf-8")


def _heads(language: str) -> list[str]:
    _ = voice(language)
    return [
        _("Bon de livraison"),
        _("Exemple"),
        _("Date (UTC)"),
        _("Commande"),
        _("Référence de l’acheteur"),
        _("Acheteur"),
        _("Destinataire"),
        _("Carton"),
        _("Code"),
        _("Fabricant"),
        _("Modèle"),
        _("N° de série"),
        _("Type"),
        _("Processeur"),
        _("Mémoire (Mio)"),
        _("Stockage"),
        _("Batterie (% de la capacité)"),
        _("Note"),
        _("Contrat"),
        _("Chargeur"),
        _("Disques"),
        _("État des disques"),
        _("Certificats"),
    ]


def _cells(manifest: Manifest, line: ManifestLine, language: str) -> list[str]:
    _ = voice(language)
    return [
        manifest.number,
        _("EXEMPLE") if manifest.example else "",
        moment(manifest.issued_at),
        manifest.order,
        manifest.reference,
        manifest.buyer,
        manifest.recipient,
        str(line.box),
        line.code,
        line.maker,
        line.model,
        line.serial,
        wording.said(wording.CATEGORIES, line.category, language),
        line.processor,
        str(line.memory_mib) if line.memory_mib > 0 else "",
        line.storage,
        str(line.battery_percent) if line.battery_percent >= 0 else "",
        line.letter,
        manifest.contract,
        {True: _("oui"), False: _("non"), None: ""}[line.charger],
        BETWEEN.join(drive.drive for drive in line.drives),
        BETWEEN.join(wording.said(wording.DISPOSITIONS, drive.outcome, language) for drive in line.drives),
        BETWEEN.join(drive.certificate for drive in line.drives),
    ]
