"""Établi's core: everything a workshop does, without a window."""
