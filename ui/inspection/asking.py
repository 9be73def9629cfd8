"""Questions with closed lists of answers, one after the other: what is broken, and what was installed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ui.choice_page import Asked
from workshop.domain.faults import KINDS, SEVERITIES, ZONES
from workshop.domain.inspection import Defect, Function
from workshop.domain.systems import Licence, Systems
from workshop.inspection_words import function as named
from workshop.inspection_words import kind, licence, severity, zone
from workshop.texts import _
from workshop.words import shown


@dataclass(frozen=True)
class FaultAsked:
    """The code of a fault, as far as it is known: where, how, how much."""

    function: Function
    zone: str = ""
    kind: str = ""

    @property
    def asked(self) -> Asked:
        about = " · ".join(shown(part) for part in (named(self.function), *self._known))
        if not self.zone:
            words = tuple(shown(zone(name)) for name in ZONES[self.function])
            return Asked(about, shown(_("Où est le problème ?")), words)
        if not self.kind:
            words = tuple(shown(kind(name)) for name in KINDS[self.function])
            return Asked(about, shown(_("Que se passe-t-il ?")), words)
        return Asked(about, shown(_("Est-ce grave ?")), tuple(shown(severity(item)) for item in SEVERITIES))

    def answer(self, number: int) -> FaultAsked | Defect | None:
        """Take an answer by its number; return the next question, or the whole code. None: there is no such answer."""
        if not 1 <= number <= len(self.asked.answers):
            return None
        if not self.zone:
            return replace(self, zone=ZONES[self.function][number - 1].value)
        if not self.kind:
            return replace(self, kind=KINDS[self.function][number - 1].value)
        return Defect(self.zone, self.kind, SEVERITIES[number - 1])

    def back(self) -> FaultAsked | None:
        """Go one question back; None: to the test itself."""
        if self.kind:
            return replace(self, kind="")
        return replace(self, zone="") if self.zone else None

    @property
    def _known(self) -> tuple[str, ...]:
        return tuple(
            word for word in (zone(self.zone) if self.zone else "", kind(self.kind) if self.kind else "") if word
        )


@dataclass(frozen=True)
class Installed:
    """What was installed."""

    image: str
    licence: str
    locale: str


@dataclass(frozen=True)
class SystemAsked:
    """What was installed, as far as it is known."""

    systems: Systems
    image: str = ""
    licence: str = ""

    @property
    def asked(self) -> Asked:
        found = self.systems.find(self.image)
        if found is None:
            images = tuple(f"{item.name} {item.version}" for item in self.systems.images)
            return Asked(
                shown(_("Installez le système, puis répondez.")), shown(_("Quel système est dessus ?")), images
            )
        name = f"{found.name} {found.version}"
        if not self.licence:
            return Asked(name, shown(_("Quelle licence ?")), tuple(shown(licence(item)) for item in found.licences))
        about = f"{name} · {shown(licence(Licence(self.licence)))}"
        languages = tuple(self.systems.locales[item] for item in found.locales)
        return Asked(about, shown(_("Quelle langue ?")), languages)

    def answer(self, number: int) -> SystemAsked | Installed | None:
        """Take an answer by its number; where only one is possible, nothing is asked."""
        if not 1 <= number <= len(self.asked.answers):
            return None
        found = self.systems.find(self.image)
        if found is None:
            image = self.systems.images[number - 1]
            only = image.licences[0].value if len(image.licences) == 1 else ""
            return replace(self, image=image.id, licence=only)
        if not self.licence:
            return replace(self, licence=found.licences[number - 1].value)
        return Installed(self.image, self.licence, found.locales[number - 1])

    def back(self) -> SystemAsked | None:
        """Go one question back; None: there is none before."""
        found = self.systems.find(self.image)
        if found is None:
            return None
        alone = len(found.licences) == 1
        return replace(self, licence="") if self.licence and not alone else SystemAsked(self.systems)


def what_next(function: Function) -> Asked:
    """Ask where a machine goes of which a function was just said to fail."""
    answers = (_("Continuer les tests"), _("À réparer"), _("Pour pièces"))
    about = _("{function} : ne marche pas").format(function=named(function))
    return Asked(shown(about), shown(_("Et maintenant ?")), tuple(shown(word) for word in answers))
