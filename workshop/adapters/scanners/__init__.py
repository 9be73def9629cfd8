"""Handheld readers on serial lines (USB-CDC, RS-232): focus-free, layout-free, named."""
