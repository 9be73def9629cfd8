"""Poste: one machine, what it is, where it stands, and the one thing to do now."""
