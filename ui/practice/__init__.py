"""Douchette d'essai: in an exercise, what a reader would scan, one key each."""
