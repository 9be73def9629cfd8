"""What labels cost: `python -m tests.benchmarks.labels [--labels 1000 10000] [--rounds 5] [--peers PYTHON]`.

`sheets`: that many labels of drives (bars, digits, title, two lines) on A4 sheets of 21, from contents to the PDF,
divided by a ReportLab canvas that draws the same bars as raw operators and the same strings at the same places, and
decides nothing. Aim: at most 2.
`pages`: the same labels one a page, as a label printer takes them, divided by the same, one a page.
`memory`: how much more a process holds at most that makes ten thousand of them than one that makes a thousand, without
the files themselves. Aim: nothing.
`peers`: the same labels by what others use, here ReportLab's own Code128; with `--peers`, the interpreter of a
throw-away environment, also fpdf2, pylabels and blabel, as far as they are installed there. Their time over ours.

Times are of the processor, the least of interleaved rounds.
"""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from barcode.charsets import code128
from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfgen.canvas import Canvas

from tests.adapters.documents.samples import drive_code
from workshop.adapters.documents.fonts import Face, register
from workshop.adapters.documents.label_drawing import Bars, Drawing, Words, draw
from workshop.adapters.documents.label_layouts import Layouts
from workshop.adapters.documents.label_maker import PDF_DOTS, Labelmaker
from workshop.adapters.documents.label_media import media
from workshop.domain.labels import LabelContent, LabelKind
from workshop.domain.media import Sheet

ROLL, SHEET = "62x29", "L7160"
DOT = 72 / PDF_DOTS
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
CHECK, START_C = 103, 105
PEERS = Path(__file__).with_name("label_peers.py")


def contents(count: int) -> list[LabelContent]:
    """Return that many labels, each with texts of its own."""
    return [
        LabelContent(
            LabelKind.DRIVE,
            drive_code(rank + 1),
            "Atelier d’Exemple",
            f"Samsung SSD 860 EVO {rank}",
            ("SSD 256 Go", f"S3Z9NB0K{rank:07d}"),
        )
        for rank in range(count)
    ]


def ours(labels: Sequence[LabelContent], name: str) -> bytes:
    return Labelmaker(Layouts()).pdf(labels, name, "fr")


def plain(drawings: Sequence[Drawing], name: str, bars: Callable[[Canvas, Bars, float, float], None]) -> bytes:
    """Draw the same things at the same places with a ReportLab canvas alone."""
    register()
    file, sheet = io.BytesIO(), media(name).sheet
    first = drawings[0]
    size = A4 if sheet else (first.width * DOT, first.height * DOT)
    canvas = Canvas(file, pagesize=size, initialFontName=Face.REGULAR.value, invariant=1, pageCompression=1)
    places = sheet.places if sheet else 1
    for rank, drawing in enumerate(drawings):
        left, top = _corner(sheet, rank, size[1])
        for mark in drawing.marks:
            if isinstance(mark, Words):
                canvas.setFont(mark.face.value, mark.size * DOT)
                canvas.drawString(left + mark.x * DOT, top - mark.y * DOT, mark.text)
            elif isinstance(mark, Bars):
                bars(canvas, mark, left + mark.x * DOT, top - (mark.y + mark.height) * DOT)
        if rank % places == places - 1 or rank == len(drawings) - 1:
            canvas.showPage()
    canvas.save()
    return file.getvalue()


def _corner(sheet: Sheet | None, rank: int, height: float) -> tuple[float, float]:
    if sheet is None:
        return 0.0, height
    down, right = divmod(rank % sheet.places, sheet.columns)
    return (sheet.left_mm + right * sheet.across_mm) * MM, height - (sheet.top_mm + down * sheet.down_mm) * MM


def raw_bars(canvas: Canvas, mark: Bars, x: float, y: float) -> None:
    """Draw bars straight from the table, as rectangles."""
    pairs = [START_C, *(int(mark.code[at : at + 2]) for at in range(0, len(mark.code), 2))]
    check = (START_C + sum(place * pair for place, pair in enumerate(pairs[1:], 1))) % CHECK
    modules = "".join(code128.CODES[pair] for pair in (*pairs, check)) + code128.STOP + "11"
    wide, high = mark.module * DOT, mark.height * DOT
    drawn = [
        f"{x + run.start() * wide:.3f} {y:.3f} {(run.end() - run.start()) * wide - 0.2 * DOT:.3f} {high:.3f} re"
        for run in re.finditer("1+", modules)
    ]
    canvas.addLiteral(" ".join((*drawn, "f")))


def reportlabs_bars(canvas: Canvas, mark: Bars, x: float, y: float) -> None:
    Code128(mark.code, barWidth=mark.module * DOT, barHeight=mark.height * DOT, quiet=0).drawOn(canvas, x, y)


def least(rounds: int, works: Sequence[Callable[[], object]]) -> list[float]:
    """Return the least processor time of each, done in turn."""
    best = [float("inf")] * len(works)
    for _round in range(rounds):
        for place, work in enumerate(works):
            start = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - start)
    return best


def peak_mib(count: int) -> tuple[float, float]:
    """Return what a process that makes that many labels held at most, and how large their file is, in MiB."""
    command = [sys.executable, "-m", "tests.benchmarks.labels", "--only", str(count)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    peak, size = json.loads(told)
    return peak, size


def one(count: int) -> None:
    """Make labels without holding their contents, and tell what that took."""
    size = len(Labelmaker(Layouts()).pdf((label for rank in range(count) for label in [_one(rank)]), ROLL, "fr"))
    status = Path("/proc/self/status").read_text()
    print(json.dumps([int(status.partition("VmHWM:")[2].split()[0]) / 1024, size / 1024 / 1024]))


def _one(rank: int) -> LabelContent:
    return LabelContent(LabelKind.DRIVE, drive_code(rank + 1), "Atelier", f"Samsung SSD {rank}", (f"S3Z9{rank:07d}",))


def main() -> None:
    """Print the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--labels", type=int, nargs="+", default=[1000, 10_000])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--peers", default="")
    options.add_argument("--only", type=int, default=0)
    chosen = options.parse_args()
    if chosen.only:
        one(chosen.only)
        return
    rate = 0.0
    for count in chosen.labels:
        labels = contents(count)
        for word, name in (("sheets", SHEET), ("pages", ROLL)):
            drawings = [draw(label, media(name), PDF_DOTS, "fr") for label in labels]
            mine, floor, theirs = least(
                chosen.rounds,
                (
                    lambda name=name, labels=labels: ours(labels, name),  # type: ignore[misc]
                    lambda name=name, drawings=drawings: plain(drawings, name, raw_bars),  # type: ignore[misc]
                    lambda name=name, drawings=drawings: plain(drawings, name, reportlabs_bars),  # type: ignore[misc]
                ),
            )
            rate = count / mine
            print(f"{word} {count}: {mine / floor:.2f} of raw operators ({rate:.0f} labels/s, {count / floor:.0f} raw)")
            print(f"  reportlab's Code128: {theirs / mine:.2f} of ours ({count / theirs:.0f} labels/s)")
    few, many = peak_mib(1000), peak_mib(10_000)
    grown = (many[0] - many[1]) - (few[0] - few[1])
    print(
        f"memory: {few[0]:.1f} MiB for 1 000, {many[0]:.1f} MiB for 10 000 (file {many[1]:.1f}); grown by {grown:.1f}"
    )
    if chosen.peers:
        said = subprocess.run([chosen.peers, str(PEERS)], check=True, capture_output=True, text=True).stdout
        for name, theirs in json.loads(said).items():
            print(f"  {name}: {rate / theirs:.1f} of ours ({theirs:.0f} labels/s)")


if __name__ == "__main__":
    main()
