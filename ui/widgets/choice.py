"""One answer among several, of which one always holds: a tick, a thicker edge, and the state for a screen reader."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from ui.tokens import Target
from ui.widgets.button import Button

CHOSEN_ICON = "done"


class Choice(Button):
    """A button that stays chosen; pressing it asks for it, and `set_chosen` says that it holds."""

    def __init__(self, word: str, *, icon: str, key: str = "", target: Target = "office") -> None:
        super().__init__(word, icon=icon, key=key, target=target)
        self._plain = icon
        self.setCheckable(True)

    def set_chosen(self, *, chosen: bool) -> None:
        self.setChecked(chosen)
        self.set_word(self.text(), CHOSEN_ICON if chosen else self._plain)
        self.update()

    def nextCheckState(self) -> None:
        """Leave the tick where it is: it says what holds, not what was pressed."""
