"""Imprimante: which printer this bench has and how it is; found or set up by hand, tried, and set straight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.papers import open_paper
from ui.settings import printer_doing as doing
from ui.settings import printer_telling as telling
from ui.settings.part import Part
from ui.settings.printer_doing import Queue, Search, Tried
from ui.settings.printer_edges import EdgesView
from ui.settings.printer_forms import ByHand
from ui.settings.printer_overview import PrinterOverview
from ui.settings.printer_picks import Picks
from ui.settings.printer_queue import QueueView
from ui.signals import Shape
from ui.widgets.button import Button
from ui.widgets.layouts import Column
from workshop.bench_wiring import PortHere, serial_ports
from workshop.domain.codes import Command
from workshop.domain.media import Media
from workshop.domain.printing import Delivery, LabelJob, Printer, PrinterState
from workshop.domain.scanning import Scan
from workshop.domain.trial_labels import TRIAL_CODE
from workshop.printer_words import offset, paper_name
from workshop.services.printer_setup import Edges, straightened, without_printer
from workshop.setup_wiring import use_printer
from workshop.texts import _
from workshop.words import shown

MOST_FOUND, MOST_PAPERS = 6, 6


class Front(Enum):
    """What is in front."""

    PRINTER = "printer"
    FIND = "find"
    HAND = "hand"
    PAPER = "paper"
    EDGES = "edges"
    QUEUE = "queue"


BEFORE = {Front.HAND: Front.FIND}


class PrinterPart(Part):
    """The printer of this bench; what is chosen holds at once."""

    name = "printer"
    icon = "printer"

    def __init__(self) -> None:
        super().__init__()
        self.front = Front.PRINTER
        self.state: PrinterState | None = None
        self.papers: tuple[Media, ...] = ()
        self.search = Search()
        self.sheets = False  # whether the sheets of labels are offered, not the rolls
        self.asked: Printer | None = None  # a printer that is chosen once its paper is
        self.overview, self.edges, self.queue = PrinterOverview(), EdgesView(), QueueView()
        self.by_hand = ByHand()
        self._make_lists()
        self.views: dict[Front, QWidget] = {
            Front.PRINTER: self.overview,
            Front.FIND: self.finds,
            Front.HAND: self.by_hand,
            Front.PAPER: self.paper,
            Front.EDGES: self.edges,
            Front.QUEUE: self.queue,
        }
        self.setLayout(Column(*((view, 1) for view in self.views.values())))
        self._connect()
        self._show(Front.PRINTER)

    def _make_lists(self) -> None:
        self.again = Button(shown(_("Chercher")), icon="search", key="F12", target="office")
        self.hand = Button(shown(_("À la main")), icon="keyboard", key="F2", target="office")
        self.none = Button(shown(_("Aucune")), icon="documents", key="F3", target="office")
        self.finds = Picks(
            shown(_("Quelle imprimante ?")), "printer", self.hand, self.none, self.again, most=MOST_FOUND
        )
        self.other_papers = Button(shown(_("Planches A4")), icon="documents", key="F2", target="office")
        self.paper = Picks(shown(_("Quel papier est dedans ?")), "label", self.other_papers, most=MOST_PAPERS)

    def _connect(self) -> None:
        over = self.overview
        over.search.triggered.connect(self._find)
        over.roll.triggered.connect(self._ask_paper)
        over.trial.triggered.connect(self._try)
        over.straight.triggered.connect(self._straighten)
        over.queue.triggered.connect(self._open_queue)
        self.finds.picked.connect(self._pick_found)
        self.hand.triggered.connect(self._begin_by_hand)
        self.none.triggered.connect(self._choose_none)
        self.again.triggered.connect(self._find)
        self.by_hand.wanted.connect(self._choose)
        self.paper.picked.connect(self._pick_paper)
        self.other_papers.triggered.connect(self._turn_papers)
        self.edges.printed.connect(self._print_ticks)
        self.edges.stepped.connect(self.changed)
        self.edges.seen.connect(self._seen)
        self.queue.decided.connect(self._decide)
        self.queue.stepped.connect(self.changed)
        for view in (self.finds, self.by_hand, self.paper, self.edges, self.queue):
            view.back.triggered.connect(self.go_back)

    # what the screen asks

    @property
    def title(self) -> str:
        return shown(_("Imprimante"))

    @property
    def alone(self) -> bool:
        return self.front is not Front.PRINTER

    @property
    def keys(self) -> dict[str, Button]:
        match self.front:
            case Front.PRINTER:
                return self.overview.keys
            case Front.FIND:
                return {"F2": self.hand, "F3": self.none, "F12": self.again}
            case Front.HAND:
                return self.by_hand.keys
            case Front.PAPER:
                return {} if self.other_papers.isHidden() else {"F2": self.other_papers}
            case Front.EDGES:
                return self.edges.keys
            case Front.QUEUE:
                return {}

    @property
    def commands(self) -> Mapping[Command, Button]:
        """What the bench card means here."""
        return self.queue.commands if self.front is Front.QUEUE else {}

    @property
    def first_focus(self) -> QWidget | None:
        return self.by_hand.address.edit if self.front is Front.HAND else None

    @property
    def printer(self) -> Printer:
        """The printer that is set up."""
        return self.owner.session.workshop.printing.printer

    def enter(self) -> None:
        self._read_queue()
        if self.front is Front.PRINTER:
            self._ask_state()

    def choose(self, number: int) -> bool:
        match self.front:
            case Front.FIND:
                return self.finds.choose(number)
            case Front.PAPER:
                return self.paper.choose(number)
            case Front.EDGES:
                return self.edges.answer(number)
            case Front.QUEUE:
                return self.queue.choose(number)
            case _:
                return self.alone

    def go_back(self) -> bool:
        if self.front is Front.PRINTER:
            return False
        if (self.front is Front.EDGES and self.edges.step_back()) or (
            self.front is Front.QUEUE and self.queue.step_back()
        ):
            return True
        self.asked = None
        self._show(BEFORE.get(self.front, Front.PRINTER))
        self.enter()
        return True

    def keeps(self, scan: Scan) -> bool:
        """Take the trial label, a number that is typed for an edge, or a label of which the queue is asked."""
        text = scan.text.strip()
        if text == TRIAL_CODE:
            self.overview.show_trial((Shape.ACCEPTED, shown(_("L'étiquette d'essai se lit bien.")), ""))
            return True
        if self.front is Front.EDGES and self.edges.asking and text.isdigit():
            return len(text) == 1 and self.edges.answer(int(text))
        return self.front is Front.QUEUE and self.queue.open_code(text)

    def labels_changed(self) -> None:
        """Follow the queue."""
        self._read_queue()

    # what is in front

    def _show(self, front: Front) -> None:
        self.front = front
        for other, view in self.views.items():
            view.setVisible(other is front)
        self.changed.emit()

    def _show_printer(self) -> None:
        name = next((paper_name(one) for one in self.papers if one.id == self.printer.roll), self.printer.roll)
        self.overview.show_printer(self.printer, name, telling.state(self.printer, self.state))
        self.changed.emit()

    def _ask_state(self) -> None:
        workshop, printer = self.owner.session.workshop, self.printer
        self.state = None
        self.aside(partial(doing.look, workshop, printer), self._looked)

    def _looked(self, looked: doing.Looked) -> None:
        if looked.printer == self.printer:
            self.state, self.papers = looked.state, looked.papers
            self._show_printer()

    # which printer

    def _find(self) -> None:
        self.finds.show_answers((), note=shown(_("Je cherche les imprimantes.")))
        self._show(Front.FIND)
        self.aside(partial(doing.search, self.owner.session.workshop), self._found)

    def _found(self, search: Search) -> None:
        self.search = search
        names = [telling.found(one) for one in search.found[:MOST_FOUND]]
        nothing = shown(_("Aucune imprimante trouvée. Allumez-la, branchez-la, puis F12."))
        chosen = next((n for n, one in enumerate(search.found) if one.printer.address == self.printer.address), -1)
        self.finds.show_answers(names, chosen=chosen, note="" if names else nothing)
        self.changed.emit()

    def _pick_found(self, place: int) -> None:
        if place < len(self.search.found):
            self._choose(replace(self.search.found[place].printer, right_tenths=0, down_tenths=0))

    def _begin_by_hand(self) -> None:
        self.by_hand.begin("")
        self._show(Front.HAND)
        self.aside(serial_ports, self._ports_read)

    def _ports_read(self, ports: tuple[PortHere, ...]) -> None:
        self.by_hand.port = ports[0].path if ports else ""

    def _choose(self, printer: Printer) -> None:
        """Take a printer; what is in it is asked at once, since few of them say it."""
        self.asked = printer
        self.aside(partial(doing.papers_for, self.owner.session.workshop, printer), self._offer_papers)

    def _choose_none(self) -> None:
        self._use(without_printer(self.printer.roll))

    # which paper

    def _ask_paper(self) -> None:
        self.asked = None
        self.aside(partial(doing.papers_for, self.owner.session.workshop, self.printer), self._offer_papers)

    def _offer_papers(self, papers: tuple[Media, ...]) -> None:
        self.papers = papers
        roll = (self.asked or self.printer).roll
        self.sheets = any(one.id == roll and one.sheet for one in papers)
        self._list_papers()
        self._show(Front.PAPER)

    def _turn_papers(self) -> None:
        self.sheets = not self.sheets
        self._list_papers()
        self.changed.emit()

    def _list_papers(self) -> None:
        printer = self.asked or self.printer
        offered = self._offered()
        chosen = next((place for place, one in enumerate(offered) if one.id == printer.roll), -1)
        unknown = not any(one.id == printer.roll for one in self.papers)
        note = telling.unknown_paper(printer) if unknown else ""
        self.paper.show_answers([telling.paper(one) for one in offered], chosen=chosen, note=note)
        self.other_papers.setVisible(any(one.sheet for one in self.papers))
        self.other_papers.set_word(shown(_("Rouleaux")) if self.sheets else shown(_("Planches A4")))

    def _offered(self) -> list[Media]:
        return [one for one in self.papers if bool(one.sheet) is self.sheets][:MOST_PAPERS]

    def _pick_paper(self, place: int) -> None:
        offered = self._offered()
        if place < len(offered):
            self._use(replace(self.asked or self.printer, roll=offered[place].id))

    def _use(self, printer: Printer) -> None:
        """Print with this one from now on."""
        self.asked = None
        session = self.owner.session
        use_printer(session.workshop, printer)
        self.owner.chosen.emit("printer", printer)
        self.overview.forget_trial()
        self._show(Front.PRINTER)
        self._show_printer()
        self._ask_state()

    # trying, and setting straight

    def _try(self) -> None:
        self.overview.show_trial((Shape.TODO, shown(_("L'étiquette d'essai part.")), ""))
        self.changed.emit()
        self.aside(partial(doing.try_out, self.owner.session.workshop, self.printer), self._tried)

    def _tried(self, tried: Tried) -> None:
        if tried.delivery is not None:
            out = shown(_("Elle est sortie ? Scannez-la ici."))
            self.overview.show_trial(telling.sent(tried.delivery, self.printer, out))
            self._ask_state()
        elif tried.file is not None:
            path = open_paper(tried.file)
            self.overview.show_trial((Shape.ACCEPTED, shown(_("Fichier : {path}").format(path=path)), ""))
        self.changed.emit()

    def _straighten(self) -> None:
        self.edges.start()
        self._show(Front.EDGES)

    def _print_ticks(self) -> None:
        self.edges.tell(Shape.TODO, shown(_("L'étiquette part.")))
        self.changed.emit()
        self.aside(partial(doing.print_ticks, self.owner.session.workshop, self.printer), self._ticks_sent)

    def _ticks_sent(self, delivery: Delivery) -> None:
        out = shown(_("L'étiquette sort. Regardez ses bords, puis F2."))
        shape, what, do = telling.sent(delivery, self.printer, out)
        self.edges.tell(shape, " ".join(part for part in (what, do) if part))
        self.changed.emit()

    def _seen(self, edges: Edges) -> None:
        printer = straightened(self.printer, edges)
        self._use(printer)
        self.owner.said.emit(shown(offset(printer.right_tenths, printer.down_tenths)))

    # the labels that wait

    def _open_queue(self) -> None:
        self.queue.begin()
        self._show(Front.QUEUE)
        self._read_queue()

    def _read_queue(self) -> None:
        self.aside(partial(doing.read_queue, self.owner.session.workshop), self._queue_read)

    def _queue_read(self, queue: Queue) -> None:
        self.overview.show_count(queue.count)
        self.queue.show_queue(queue)
        self.changed.emit()

    def _decide(self, job: LabelJob, out: object) -> None:
        session = self.owner.session
        decided = out if isinstance(out, bool) else None
        self.owner.run(partial(doing.decide, session.workshop, session.actor, job, out=decided), self._decided)

    def _decided(self, _job: LabelJob) -> None:
        self.owner.recount.emit()
        self._read_queue()
