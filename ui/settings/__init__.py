"""Réglages: the seal, how things look, the reader, what this bench works with."""
