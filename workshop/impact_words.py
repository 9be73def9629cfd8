"""Words of the impact of reuse, for screens, the command line and papers: numbers and sources, no adjective.

Sentences are marked here and translated where they are said, by the voice of the screen or of the paper.
"""

from __future__ import annotations

from collections.abc import Mapping

from workshop.domain.contracts import Confidence, Part
from workshop.domain.impact import Grams, Reuse, Unquantified, Weight, significant_range
from workshop.domain.impact_figures import Assumed, Right
from workshop.domain.meters import Meter, MeterProblem
from workshop.domain.typography import NO_BREAK
from workshop.texts import SOURCE_LANGUAGE, Translate


def _(message: str) -> str:
    """Mark a sentence for the translators."""
    return message


WHY: Mapping[str, str] = {
    Unquantified.UNKNOWN_CATEGORY: _("On ne sait pas ce que c'est."),
    Unquantified.NO_FIGURE: _("Aucun chiffre publié n'est entré pour ce type."),
    Unquantified.ONE_SOURCE: _("Il faut deux sources : elles diffèrent beaucoup."),
    Unquantified.NO_DISPLACEMENT: _("La part d'appareils neufs remplacés manque."),
    Unquantified.NO_YEARS: _("La durée de seconde vie manque : voir le contrat."),
    Unquantified.NO_LIFETIME: _("La durée de vie d'un appareil neuf manque."),
    Unquantified.NO_OVERHEAD: _("Ce que l'atelier émet lui-même n'est pas entré."),
    Unquantified.PART_WITHOUT_FIGURE: _("Une pièce neuve posée n'a pas de chiffre."),
}

NOT_COUNTED: Mapping[str, str] = {
    Reuse.NOT_YET: _("pas encore livré"),
    Reuse.RETURNED: _("livré puis revenu"),
    Reuse.DELIVERED: _("livré"),
}

WEIGHTS: Mapping[str, str] = {
    Weight.WEIGHED: _("pesé ici"),
    Weight.DECLARED: _("masse déclarée"),
    Weight.FALLBACK: _("masse d'un appareil du même type, pas de celui-ci"),
    Weight.UNKNOWN: _("masse inconnue"),
}

CHOICES: Mapping[str, str] = {
    Assumed.DISPLACEMENT: _("Appareils neufs remplacés par un appareil réutilisé"),
    Assumed.SECOND_LIFE_YEARS: _("Années de seconde vie"),
    Assumed.LIFETIME_YEARS: _("Années de vie d'un appareil neuf"),
    Assumed.OVERHEAD_KG: _("Émissions de l'atelier pour un appareil, en kg"),
}

RIGHTS: Mapping[str, str] = {
    Right.QUOTATION: _("courte citation"),
    Right.OPEN: _("licence ouverte"),
    Right.AGREEMENT: _("accord écrit"),
    Right.OWN: _("chiffre de l'atelier"),
}

CONFIDENCES: Mapping[str, str] = {
    Confidence.VERIFIED: _("lu dans la source"),
    Confidence.SECOND_HAND: _("cité par un tiers"),
    Confidence.JUDGEMENT: _("choix de l'atelier"),
    Confidence.MEMORY: _("de mémoire, à vérifier"),
    Confidence.UNSAID: "",
}

METERS: Mapping[str, str] = {Meter.WATER: _("Eau"), Meter.POWER: _("Électricité")}

METER_PROBLEMS: Mapping[str, str] = {
    MeterProblem.NO_NUMBER: _("Ce nombre est mal lu. Relevez-le encore."),
    MeterProblem.WRONG_UNIT: _("Cette unité n'est pas celle de ce compteur."),
    MeterProblem.BACKWARDS: _("Ce compteur montrait plus avant. Vérifiez le nombre."),
    MeterProblem.BAD_NAME: _("Le nom de ce compteur est trop long ou illisible."),
}

PARTS: Mapping[str, str] = {
    Part.MEMORY: _("mémoire"),
    Part.DRIVE: _("disque"),
    Part.BATTERY: _("batterie"),
    Part.SCREEN: _("écran"),
    Part.KEYBOARD: _("clavier"),
    Part.TOUCHPAD: _("pavé tactile"),
    Part.WEBCAM: _("caméra"),
    Part.MICROPHONE: _("micro"),
    Part.SPEAKERS: _("haut-parleurs"),
    Part.WIFI_CARD: _("carte sans fil"),
    Part.SOCKET: _("prise"),
    Part.CHARGER: _("chargeur"),
    Part.CASING: _("coque"),
}

RANGE = _("de {low} à {high}")
WATER = _("Eau : non quantifiée.")
WATER_WHY = _("Les chiffres publiés se contredisent ou sont négatifs. Aucun n'est repris ici.")


def decimal(thousandths: int, language: str) -> str:
    """Write thousandths of a unit as a person does: 24600 is 24,6 in French; without zeros that say nothing."""
    sign = "-" if thousandths < 0 else ""
    whole, rest = divmod(abs(thousandths), 1000)
    french = language == SOURCE_LANGUAGE
    digits = f"{whole:,}".replace(",", NO_BREAK if french else ",")
    fraction = f"{rest:03d}".rstrip("0")
    return f"{sign}{digits}{(',' if french else '.') + fraction if fraction else ''}"


def kilograms(grams: int, language: str) -> str:
    """Write grams as kilograms, with their unit."""
    return f"{decimal(grams, language)}{NO_BREAK}kg"


def between(grams: Grams, language: str, say: Translate) -> str:
    """Write a range of grams as kilograms, on two significant digits, outwards; one number where both ends are one."""
    plain = significant_range(grams)
    if plain.low == plain.high:
        return kilograms(plain.low, language)
    return say(RANGE).format(low=decimal(plain.low, language), high=kilograms(plain.high, language))
