"""The part of `bootstrap.py` about sounds: the player that this system has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.adapters.sounds.player import SoundPlayer


def sound_player() -> SoundPlayer:
    """Return what plays sounds on this bench; where nothing does, it is silent."""
    from workshop.adapters.commands import LocalCommands  # noqa: PLC0415 — as all adapters: when they are built
    from workshop.adapters.sounds.player import player_here  # noqa: PLC0415

    return player_here(LocalCommands())
