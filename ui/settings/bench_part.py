"""Atelier: what this bench works with; it is read here, and changed nowhere by mistake."""

from __future__ import annotations

from functools import partial

from ui.media import size
from ui.settings.part import Part
from ui.widgets.layouts import Column, Grid, holding
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.bench_wiring import BenchFacts, bench_facts
from workshop.texts import _
from workshop.words import shown

FACTS = 7
LONG_PATH = 30


class BenchPart(Part):
    """Name, site, contract, data."""

    name = "workshop"
    icon = "workshop"

    def __init__(self) -> None:
        super().__init__()
        self.captions = [Label("", "small", color="ink2", wrap=True) for _place in range(FACTS)]
        self.values = [Label("", bold=True, wrap=True) for _place in range(FACTS)]
        pairs = zip(self.captions, self.values, strict=True)
        cells = [holding(Column(caption, value, None, gap="none")) for caption, value in pairs]
        self.notice = Label("", "small", color="ink2", wrap=True)
        self.note = Label(shown(_("Ces réglages ne se changent pas ici.")), "small", color="ink2", wrap=True)
        self.facts = Panel(Column(Grid(*cells, columns=2, gap="xl"), self.notice, gap="l"))
        self.setLayout(Column(self.facts, self.note, None, gap="m"))
        self.facts.hide()

    @property
    def title(self) -> str:
        return shown(_("Atelier"))

    def enter(self) -> None:
        self.aside(partial(bench_facts, self.owner.session.workshop), self._read)

    def _read(self, facts: BenchFacts) -> None:
        for caption, value, (name, words) in zip(self.captions, self.values, _told(facts), strict=True):
            caption.set_text(name)
            value.set_text(words)
        self.notice.set_text(shown(facts.contract_notice))
        self.facts.show()
        self.changed.emit()


def _told(facts: BenchFacts) -> tuple[tuple[str, str], ...]:
    site = str(facts.site) if facts.site else _("{number} (celui des exemples)").format(number="00")
    contract = _("{title}, version {version}").format(title=facts.contract, version=facts.contract_version)
    database = _("Serveur {name}, commun à plusieurs postes").format(name=facts.server)
    free = size(facts.free_bytes) if facts.free_bytes is not None else _("On ne sait pas")
    told = (
        (_("Atelier"), facts.name),
        (_("Numéro de site (il ne change plus)"), site),
        (_("Ce poste"), facts.bench),
        (_("Contrat qui donne les notes"), contract),
        (_("Base de données"), database if facts.server else _("Un fichier de ce poste (SQLite)")),
        (_("Place libre"), free),
        (_("Dossier des données"), _parted(str(facts.folder))),
    )
    return tuple((shown(name), words if words == facts.name else shown(words)) for name, words in told)


def _parted(path: str) -> str:
    """Let a long path end its lines after a slash."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
