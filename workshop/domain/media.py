"""What labels are printed on: rolls, die-cut labels and self-adhesive sheets, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_MEDIA = "62x29"
LABEL_DOTS = (203, 300, 600)  # the printers that shops own, in dots an inch


@dataclass(frozen=True, slots=True)
class BrotherRoll:
    """What a Brother QL is told of a roll: kind and size as it measures them, and its dots at 300 dpi.

    `offset_dots`: pins of the head that lie right of the printable area. `feed_dots`: what the printer adds in white
    before and after a label of continuous roll.
    """

    continuous: bool
    width_mm: int
    length_mm: int
    across_dots: int
    along_dots: int  # 0: as long as the label
    offset_dots: int
    feed_dots: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the labels of one A4 sheet are, from its upper left corner; steps go from one label to the next."""

    columns: int
    rows: int
    left_mm: float
    top_mm: float
    across_mm: float
    down_mm: float

    @property
    def places(self) -> int:
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class Media:
    """One kind of paper. Width lies across the printer, length along the feed; length 0 is a continuous roll.

    `turned`: labels are read with the roll's feed from left to right. `shortest_mm`: what is cut off a continuous roll
    at least. `layouts`: the media whose layouts are used where this one has none of its own.
    """

    id: str
    name: str
    width_mm: float
    length_mm: float
    margin_across_mm: float
    margin_along_mm: float
    turned: bool = False
    shortest_mm: float = 0
    layouts: str = ""
    brother: BrotherRoll | None = None
    sheet: Sheet | None = None

    @property
    def continuous(self) -> bool:
        return not self.length_mm

    @property
    def margins(self) -> tuple[float, float]:
        """What stays white left and right, and above and below, as the label is read."""
        across, along = self.margin_across_mm, self.margin_along_mm
        return (along, across) if self.turned else (across, along)

    @property
    def resolutions(self) -> tuple[int, ...]:
        """The dots an inch at which labels come out: office printers are never as coarse as 203."""
        if self.sheet:
            return LABEL_DOTS[1:]
        return LABEL_DOTS

    def paper(self, width_mm: float, height_mm: float) -> tuple[float, float]:
        """Return how wide and high one label is, as it is read, that holds a layout of this size."""
        if self.turned:
            return max(width_mm, self.shortest_mm) if self.continuous else self.length_mm, self.width_mm
        return self.width_mm, max(height_mm, self.shortest_mm) if self.continuous else self.length_mm
