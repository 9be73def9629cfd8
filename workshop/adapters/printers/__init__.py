"""Printers: what carries a label to them, what they answer, and which ones are there."""
