"""The front: PySide6 widgets, written in code."""
