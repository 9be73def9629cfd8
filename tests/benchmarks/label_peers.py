"""The same labels by other people's programs, for `labels.py`; runs alone, in an environment that has them."""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import importlib
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TEXTS = ("Samsung SSD 860 EVO", "SSD 256 Go", "S3Z9NB0K0000001")


def codes(count: int) -> list[str]:
    return [f"0701{rank:06d}42" for rank in range(count)]


def fpdf2(count: int) -> None:
    fpdf = importlib.import_module("fpdf")
    build = importlib.import_module("barcode.codex").Code128
    pdf = fpdf.FPDF(unit="mm", format=(62, 29))
    pdf.set_margin(0)
    pdf.set_auto_page_break(auto=False)
    for code in codes(count):
        pdf.add_page()
        (modules,) = build(code).build()
        for place, module in enumerate(modules):
            if module == "1":
                pdf.rect(5 + place * 0.33, 3, 0.33, 7, style="F")
        for row, text in enumerate((code, *TEXTS)):
            pdf.set_font("helvetica", size=8)
            pdf.text(5, 14 + row * 3, text)
    pdf.output()


def pylabels(count: int) -> None:
    labels = importlib.import_module("labels")
    drawing = importlib.import_module("reportlab.graphics.barcode").createBarcodeDrawing
    shapes = importlib.import_module("reportlab.graphics.shapes")
    sheet = labels.Specification(210, 297, 3, 7, 63.5, 38.1)

    def draw(label: Any, _width: float, _height: float, code: str) -> None:
        label.add(drawing("Code128", value=code, barHeight=20, barWidth=0.94, humanReadable=False))
        for row, text in enumerate((code, *TEXTS)):
            label.add(shapes.String(5, 60 - row * 9, text, fontSize=8))

    made = labels.Sheet(sheet, draw, border=False)
    made.add_labels(codes(count))
    made.save(io.BytesIO())


def blabel(count: int) -> None:
    writer_of = importlib.import_module("blabel").LabelWriter
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "label.html"
        template.write_text(
            "<img src=\"{{ label_tools.barcode(code, barcode_type='code128') }}\"/><p>{{ code }}</p>"
            + "".join(f"<p>{text}</p>" for text in TEXTS)
        )
        style = Path(folder) / "label.css"
        style.write_text("@page { size: 62mm 29mm; margin: 1mm } img { height: 7mm; width: 41mm } p { margin: 0 }")
        writer = writer_of(str(template), default_stylesheets=(str(style),))
        writer.write_labels([{"code": code} for code in codes(count)], target=str(Path(folder) / "labels.pdf"))


def rate(work: Callable[[int], None], count: int) -> float:
    """Return labels a second of processor time; no number where it is not installed."""
    work(2)
    start = time.process_time()
    work(count)
    return count / (time.process_time() - start)


def main() -> None:
    sys.path = [path for path in sys.path if Path(path) != Path(__file__).parent]  # our own labels.py is not theirs
    found = {}
    for work, count in ((fpdf2, 500), (pylabels, 300), (blabel, 50)):
        try:
            found[work.__name__] = rate(work, count)
        except ImportError:
            continue
    print(json.dumps(found))


if __name__ == "__main__":
    main()
