"""The version of this program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    """Return it, empty where the program runs from a folder without having been installed."""
    try:
        return version("etabli")
    except PackageNotFoundError:
        return ""
