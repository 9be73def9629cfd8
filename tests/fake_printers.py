"""A printer that answers as it is told, and a maker of labels whose bytes can be read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from workshop.domain.errors import RulesError
from workshop.domain.labels import LabelContent
from workshop.domain.printing import Delivery, FoundPrinter, Link, Printer, PrinterLanguage, PrinterState, Sent

ZEBRA = Printer(PrinterLanguage.ZPL, Link.TCP, "127.0.0.1:9100", "Zebra")
BROTHER = Printer(PrinterLanguage.BROTHER, Link.DEVICE, "/dev/usb/lp0", "QL")


class PlainMaker:
    """Writes what stands on a label; one whose title is `too large` does not fit."""

    def __init__(self) -> None:
        self.made = 0

    def label(self, content: LabelContent, printer: Printer, language: str) -> bytes:
        self.made += 1
        if "too large" in content.title:
            raise RulesError("label", ("title",))
        parts = (printer.language.value, content.kind.value, content.code, f"copy {content.copy}", language)
        return " ".join(parts).encode()


@dataclass
class FakePrinters:
    """One printer; `script` are its next answers, then it takes everything. `came_out` is what lies in its tray."""

    script: deque[Delivery] = field(default_factory=deque)
    states: deque[PrinterState] = field(default_factory=deque)
    came_out: list[str] = field(default_factory=list)
    off: Delivery | None = None  # its answer as long as it is set
    asked: int = 0
    tried: int = 0
    on_send: Callable[[], None] | None = None

    def send(self, printer: Printer, label: bytes) -> Delivery:
        del printer
        self.tried += 1
        if self.on_send is not None:
            self.on_send()
        answer = self.off or (self.script.popleft() if self.script else Delivery(Sent.DONE))
        if answer.sent in (Sent.DONE, Sent.SENT):
            self.came_out.append(label.decode())
        return answer

    def state(self, printer: Printer) -> PrinterState:
        del printer
        self.asked += 1
        return self.states.popleft() if self.states else PrinterState(known=True)

    def find(self) -> tuple[FoundPrinter, ...]:
        return ()


@dataclass
class Seconds:
    """A clock of seconds that stands."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now
