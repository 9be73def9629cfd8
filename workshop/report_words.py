"""What became of a report of a machine, and why one waits, in plain words (for screens and the command line)."""

from __future__ import annotations

from workshop.domain.imports import WhyNotRead
from workshop.domain.reports import Authenticity, MachineReportFormat, Missed, WhyWaiting
from workshop.texts import _


def waiting(why: WhyWaiting) -> str:
    """Say why a report waits for a person."""
    words = {
        WhyWaiting.NO_SERIAL: _("Il ne donne pas de numéro de série."),
        WhyWaiting.UNKNOWN_SERIAL: _("Aucun ordinateur reçu n'a ce numéro de série."),
        WhyWaiting.SHARED_SERIAL: _("Plusieurs ordinateurs ont ce numéro de série."),
        WhyWaiting.ALTERED: _("Il a été modifié depuis que la clé USB l'a signé."),
        WhyWaiting.READ_BEFORE: _("Cet ordinateur a déjà un diagnostic."),
        WhyWaiting.MANY: _("Ses numéros de série mènent à plusieurs ordinateurs."),
    }
    return words[why]


def vouched(authenticity: Authenticity) -> str:
    """Say who vouches for a report."""
    words = {
        Authenticity.AUTHENTIC: _("signé par une clé USB de l'atelier"),
        Authenticity.UNAUTHENTICATED: _("non authentifié"),
        Authenticity.ALTERED: _("modifié après la signature"),
    }
    return words[authenticity]


def source(written_format: str) -> str:
    """Name what wrote a report, as people know it."""
    words = {
        MachineReportFormat.ETABLI.value: _("Sonde d'Établi"),
        MachineReportFormat.EREUSE.value: "eReuse",
        MachineReportFormat.GLPI_JSON.value: "GLPI",
        MachineReportFormat.GLPI_XML.value: "GLPI",
        MachineReportFormat.LSHW_JSON.value: "lshw",
        MachineReportFormat.LSHW_XML.value: "lshw",
        MachineReportFormat.HWINFO.value: "hwinfo",
        MachineReportFormat.USODY.value: "usody",
    }
    return words.get(written_format, written_format)


def against(reason: str) -> str:
    """Say what speaks against attaching a report or a reading to a machine; empty: it is another kind of reason."""
    words = {
        "other-machine": _("Ce n'est pas l'ordinateur de cette étiquette."),
        "report-altered": _("Ce rapport a été modifié depuis que la clé USB l'a signé."),
        "read-before": _("Cet ordinateur a déjà un diagnostic. Il serait remplacé."),
        "report-settled": _("Ce rapport n'attend plus."),
        "scan-settled": _("Ce scan n'attend plus."),
    }
    return words.get(reason, "")


def not_read(why: WhyNotRead) -> str:
    """Say why a file that was read is no report."""
    words = {
        WhyNotRead.EMPTY: _("Le fichier est vide."),
        WhyNotRead.TOO_LARGE: _("Le fichier est trop gros pour un rapport."),
        WhyNotRead.UNKNOWN_FORMAT: _("Établi ne connaît pas ce genre de fichier."),
        WhyNotRead.DAMAGED: _("Le fichier est abîmé."),
        WhyNotRead.FORBIDDEN: _("Le fichier contient ce qu'un rapport ne doit pas contenir (mot de passe, entités)."),
        WhyNotRead.TOO_SLOW: _("Le lire prend trop de temps : il est piégé ou abîmé."),
        WhyNotRead.TOO_HEAVY: _("Le lire prend trop de mémoire : il est piégé ou abîmé."),
        WhyNotRead.NO_READER: _("Le lecteur de rapports n'a pas pu démarrer."),
    }
    return words[why]


def missed(why: Missed) -> str:
    """Say why a file could not be taken at all."""
    words = {
        Missed.NOT_THERE: _("Ce fichier n'existe pas."),
        Missed.NOT_A_FILE: _("Ce n'est pas un fichier."),
        Missed.TOO_LARGE: _("Le fichier est trop gros pour un rapport."),
        Missed.UNREADABLE: _("Impossible de le lire. Si la clé a été retirée, remettez-la."),
    }
    return words[why]
