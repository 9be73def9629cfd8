"""The player of the four signals: one small program of this system, on its own thread."""
