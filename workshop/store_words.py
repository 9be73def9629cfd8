"""Why the workshop's memory cannot serve, in plain words (`words.py` makes sentences of it)."""

from __future__ import annotations

from typing import assert_never

from workshop.domain.errors import StoreProblem
from workshop.texts import _


def store_problem(where: str, problem: StoreProblem) -> tuple[str, str]:
    """Say what is wrong with the memory, and what to do."""
    match problem:
        case StoreProblem.NEWER:
            return (
                _("Ces données viennent d'une version plus récente d'Établi."),
                _("Installez la dernière version d'Établi. Vos données ne sont pas touchées."),
            )
        case StoreProblem.CORRUPT:
            return (
                _("Le fichier de données est abîmé : {where}.").format(where=where),
                _("Ne l'effacez pas. Reprenez une sauvegarde, ou appelez le responsable."),
            )
        case StoreProblem.NETWORK_SHARE:
            return (
                _("Les données sont sur un dossier partagé : {where}.").format(where=where),
                _("Elles peuvent s'abîmer. Mettez-les sur ce poste, ou utilisez PostgreSQL."),
            )
        case StoreProblem.LOCKED:
            return (_("Un autre programme utilise les données."), _("Attendez un peu, puis recommencez."))
        case StoreProblem.NO_ACCESS:
            return (
                _("Établi n'a pas le droit d'ouvrir ses données : {where}.").format(where=where),
                _("Appelez le responsable."),
            )
        case StoreProblem.FULL:
            return (_("Le disque de ce poste est plein."), _("Libérez de la place. Rien n'a été perdu."))
        case StoreProblem.UNREACHABLE:
            return (
                _("La base de données ne répond pas : {where}.").format(where=where),
                _("Vérifiez le réseau, puis recommencez."),
            )
        case _:
            assert_never(problem)
